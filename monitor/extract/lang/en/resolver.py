"""Decides, word by word, which of its readings is meant, by what stands before and behind."""

from __future__ import annotations

from monitor.extract.lang.en.closed import ClosedWords
from monitor.extract.lang.en.lexicon import NEVER, VERB_ONLY, english_words, singular
from monitor.extract.lang.en.neighbours import (
    BEFORE_NOUN,
    NOMINAL,
    OBJECT_PRONOUNS,
    PERFECTS,
    PRONOMINAL,
    Neighbours,
    starts_group,
)
from monitor.extract.lang.en.verb_or_noun import VerbOrNoun
from monitor.extract.syntax.model import Form, Tag, Token

_SETTLED = frozenset({Tag.NAME, Tag.ADJECTIVE, Tag.PUNCTUATION, Tag.QUOTE, Tag.CONJUNCTION, Tag.NEGATION})
_PREPOSITIONS = frozenset({Tag.TO, Tag.PREPOSITION})
_CLOSED = frozenset({Tag.DETERMINER, Tag.POSSESSIVE, Tag.SUBORDINATOR, Tag.AUXILIARY, Tag.WH})
_LOOSE = frozenset({Tag.NUMBER, Tag.ADVERB})
_UNTENSED = frozenset({Form.BASE, Form.PRESENT})
_BEFORE_ING = frozenset({Tag.PREPOSITION, Tag.VERB})
_PREMODIFIED = NOMINAL | {Tag.ADJECTIVE, Tag.ADVERB}
_ORDINALS = frozenset({"first", "second", "third", "last", "next"})
_GERUND_AFTER = frozenset({"after", "before", "without", "by", "from", "while", "when", "of", "since"})


class Resolver(Neighbours):
    """Decides, left to right, what may be several things."""

    def __init__(self, tokens: list[Token], headline: bool) -> None:  # noqa: FBT001 - it is of the sentence
        """Take the *tokens* of a sentence; a *headline* lacks articles and auxiliaries."""
        super().__init__(tokens, headline)
        self.verbs = VerbOrNoun(tokens, headline)
        self.words = ClosedWords(tokens, headline)

    def run(self) -> None:
        """Decide about every word of the sentence."""
        for at, token in enumerate(self.tokens):
            tag = token.tag
            if tag in _SETTLED:
                continue
            if tag == Tag.VERB:
                self._verb(at, token)
            elif token.low == "'s":
                self.words.apostrophe(at, token)
            elif tag in _PREPOSITIONS:
                self.words.preposition(at, token)
            elif tag in _CLOSED:
                self.words.closed(at, token)
            else:
                self._open(at, token)

    def _open(self, at: int, token: Token) -> None:
        """Decide about a word that is neither a verb nor of a closed class."""
        if token.tag in _LOOSE:
            self._loose(at, token)
        elif token.tag == Tag.PRONOUN and token.fused == "would" and self.next_form(at) in PERFECTS:
            token.fused = "have"
        elif token.tag == Tag.MODAL and self.before_noun(at) and not self._modal(at):
            self._noun(token)
        elif token.tag == Tag.NOUN and not token.form and self.unlisted_verb(at, token):
            token.tag, token.form = Tag.VERB, Form.BASE

    def _modal(self, at: int) -> bool:
        """Tell "the two may have met", "the new wearable will launch" from "the will"."""
        if self.tokens[at - 1].tag == Tag.NUMBER and self.tokens[at].raw.islower():
            return True
        adjective = self.tokens[at - 1].tag == Tag.ADJECTIVE
        return adjective and self.next_form(at) == Form.BASE

    @staticmethod
    def _noun(token: Token) -> None:
        plural = token.form == Form.PRESENT
        token.tag, token.lemma = Tag.NOUN, singular(token.low) if plural else token.low
        token.form = Form.PLURAL if plural else ""

    def _verb(self, at: int, token: Token) -> None:
        previous = self.before(at)
        helped = previous is not None and (previous.tag == Tag.AUXILIARY or previous.fused)
        if token.form == Form.PARTICIPLE and token.low == token.lemma and not helped:
            token.form = Form.BASE  # "they come", "to become"
        form = token.form
        if form in _UNTENSED:
            if not self.verbs.is_verb(at, token):
                self._no_verb(at, token)
        elif form == Form.GERUND:
            self._gerund(at, token)
        else:
            self._past(at, token)

    def _loose(self, at: int, token: Token) -> None:
        """Tell "called first", "called first that night" from "his first call".

        And "a one-on-one" from an adverb.
        """
        after, near = self.after(at), self.tokens[at - 1] if at else None
        nominal = after is not None and (
            after.tag in NOMINAL | {Tag.ADJECTIVE, Tag.NUMBER} or NEVER < after.verb < VERB_ONLY
        )
        if token.tag == Tag.NUMBER:
            if token.low in _ORDINALS and not nominal and (near is None or near.tag not in BEFORE_NOUN):
                token.tag = Tag.ADVERB
        elif near is not None and near.tag == Tag.DETERMINER and "-" in token.low and not nominal:
            token.tag, token.lemma = Tag.NOUN, token.low

    def _no_verb(self, at: int, token: Token) -> None:
        """Take a form that is no verb here as a noun, or as an adjective: "is clear", "the present king"."""
        previous, after = self.before(at), self.after(at)
        said_of = previous is not None and previous.tag == Tag.AUXILIARY
        near = self.tokens[at - 1] if at else None
        behind_noun = _names(near) and after is not None and after.tag in {Tag.TO, Tag.PREPOSITION}
        before_noun = _names(after) or behind_noun  # "direct talks", "a source close to the talks"
        if token.low in english_words().adjectives_too and (said_of or before_noun):
            token.tag, token.lemma, token.form = Tag.ADJECTIVE, token.low, ""
        else:
            self._noun(token)

    def _past(self, at: int, token: Token) -> None:
        previous, after = self.before(at), self.after(at)
        if previous is None:
            if after is not None and after.tag == Tag.NOUN and not self.lacks_verb(at):
                token.tag, token.lemma = Tag.ADJECTIVE, token.low  # "Armed men fled"
            return
        near = self._speaker(self.tokens[at - 1], token, after)
        if near.tag == Tag.ADVERB and previous.tag in {Tag.DETERMINER, Tag.POSSESSIVE} and _names(after):
            near = previous  # "a carefully worded message"
        if self._stands_alone(at, near, token):
            return
        if near.tag in BEFORE_NOUN and not self.pronominal(at - 1):
            self._premodifier(token, near, after)
        else:
            self._past_verb(at, token, previous, near)

    def _past_verb(self, at: int, token: Token, previous: Token, near: Token) -> None:
        """Tell the past, the participle and the base of one form."""
        after = self.after(at)
        if near.low == "," and after is not None and after.tag == Tag.PREPOSITION:
            token.form = Form.PAST  # "the meeting, set for Monday, …"
        elif previous.tag in {Tag.MODAL, Tag.TO} and token.low == token.lemma:
            token.form = Form.BASE
        elif previous.tag == Tag.AUXILIARY or previous.fused in {"have", "be"}:
            token.form = Form.PARTICIPLE
        elif token.low == token.lemma and token.verb < VERB_ONLY and not self.verbs.is_verb(at, token):
            self._noun(token)
        elif previous.low in OBJECT_PRONOUNS:
            token.form = Form.PARTICIPLE  # "left them covered in paint"
        elif near.tag == Tag.PREPOSITION and token.form == Form.PAST and (_names(after) or near.low == "as"):
            token.tag, token.lemma = Tag.ADJECTIVE, token.low

    def _premodifier(self, token: Token, near: Token, after: Token | None) -> None:
        """Take a past behind what opens a noun group as an adjective or a noun."""
        if after is not None and (after.tag in NOMINAL | {Tag.ADJECTIVE, Tag.NUMBER} or after.verb):
            token.tag, token.lemma = Tag.ADJECTIVE, token.low
        elif token.verb < VERB_ONLY or (near.tag == Tag.DETERMINER and token.low == token.lemma):
            self._noun(token)

    def _stands_alone(self, at: int, near: Token, token: Token) -> bool:
        """Tell "the two departed", "the few left" from "the two departed leaders"."""
        before = self.tokens[at - 2] if at > 1 else None
        counted = near.tag == Tag.NUMBER and (before is None or before.tag == Tag.DETERMINER)
        return counted and token.verb == VERB_ONLY and self.lacks_verb(at)

    def _speaker(self, near: Token, token: Token, after: Token | None) -> Token:
        """Return *near*, as a noun where it is who speaks."""
        if self.speaks(near, token, after):
            near.tag, near.lemma = Tag.NOUN, near.low
        return near

    def _gerund(self, at: int, token: Token) -> None:
        near = self.tokens[at - 1] if at else None
        after = self.after(at)
        if near is None or near.tag == Tag.AUXILIARY:
            return
        if token.low in english_words().premodifiers and after is not None and after.tag in _PREMODIFIED:
            token.tag, token.lemma = Tag.ADJECTIVE, token.low
            return
        listed = token.low in english_words().nouns_in_ing
        if near.tag == Tag.ADVERB and listed and self.opened(at - 1) and not starts_group(after):
            token.tag, token.lemma, token.form = Tag.NOUN, token.low, ""  # "a face-to-face meeting"
        elif near.tag in BEFORE_NOUN:
            if after is not None and after.tag in NOMINAL and not listed:
                token.tag, token.lemma = Tag.ADJECTIVE, token.low
            elif near.low not in PRONOMINAL:
                token.tag, token.lemma, token.form = Tag.NOUN, token.low, ""
        elif (
            (listed and near.tag in NOMINAL and after is not None and after.low == "that" and self.opened(at))
            or (listed and (near.tag in NOMINAL or near.low in {"-", "/"}) and not starts_group(after))
            or (
                listed
                and near.tag in _BEFORE_ING
                and near.low not in _GERUND_AFTER
                and not starts_group(after)
            )
        ):
            token.tag, token.lemma, token.form = Tag.NOUN, token.low, ""


def _names(token: Token | None) -> bool:
    return token is not None and (token.tag in NOMINAL or 0 < token.verb < VERB_ONLY)
