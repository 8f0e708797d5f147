"""Tells the uses of closed-class words apart: that, her, to, 's, both, had, so."""

from __future__ import annotations

from monitor.extract.lang.en.lexicon import EITHER, NEVER, RARELY_VERB, VERB_ONLY, english_words
from monitor.extract.lang.en.neighbours import (
    NOMINAL,
    OBJECT_PRONOUNS,
    PERFECTS,
    SKIPPED,
    STOPS,
    VERBAL,
    Neighbours,
    ends,
    starts_group,
)
from monitor.extract.syntax.model import Form, Tag, Token

_OF_MANNER = ("ly", "just", "also", "still")
_AFTER_PRONOUN = STOPS | {Tag.PREPOSITION, Tag.NEGATION, Tag.AUXILIARY, Tag.MODAL}


class ClosedWords(Neighbours):
    """Decides about words of closed classes that have several uses."""

    def closed(self, at: int, token: Token) -> None:
        """Decide about her, that, both, has, did and their like."""
        after = self.after(at)
        if token.low == "her":
            nominal = after is not None and (
                after.tag in NOMINAL | {Tag.ADJECTIVE, Tag.NUMBER} or after.verb != NEVER
            )
            made = at > 0 and self.tokens[at - 1].lemma in english_words().bare_governors
            bare = made and after is not None and after.form == Form.BASE and after.verb >= EITHER
            token.tag = Tag.POSSESSIVE if nominal and not bare else Tag.PRONOUN
        elif token.low == "that":
            self._that(at, token, after)
        elif self.pronominal(at):
            if after is None or self.verb_for_certain(after) or after.tag in _AFTER_PRONOUN:
                token.tag = Tag.PRONOUN
        elif token.tag == Tag.AUXILIARY and token.lemma in {"have", "do", "get"}:
            self._main_verb(at, token)
        elif token.low == "so" and at and self.tokens[at - 1].tag in VERBAL:
            token.tag = Tag.ADVERB

    def _that(self, at: int, token: Token, after: Token | None) -> None:
        previous = self.tokens[at - 1] if at else None
        after = self._past_adverb(at, after)
        if after is None or after.low == "'s":
            token.tag = Tag.PRONOUN
        elif self._this_one(at, previous, after):
            token.tag = Tag.DETERMINER
        elif self._subject_follows(at, previous, after):
            pass  # "said that reports of …"
        elif after.form == Form.GERUND and previous is not None and previous.tag == Tag.VERB:
            pass  # "said that describing it so was wrong"
        elif after.tag in VERBAL and (previous is None or previous.tag not in NOMINAL):
            token.tag = Tag.PRONOUN
        elif after.tag in VERBAL:
            token.tag = Tag.WH
        elif previous is not None and previous.tag in {Tag.PREPOSITION, Tag.AUXILIARY, Tag.TO}:
            token.tag = Tag.DETERMINER if after.tag in NOMINAL else Tag.PRONOUN
        elif after.tag in STOPS:
            token.tag = Tag.PRONOUN

    def _past_adverb(self, at: int, after: Token | None) -> Token | None:
        """Return what follows "that", in "said that simply is not true" the verb behind the adverb."""
        beyond = self.tokens[at + 2] if at + 2 < len(self.tokens) else None
        adverb = after is not None and after.tag == Tag.ADVERB and after.low.endswith(_OF_MANNER)
        be = beyond is not None and beyond.tag == Tag.AUXILIARY
        return beyond if adverb and be else after

    def _this_one(self, at: int, previous: Token | None, after: Token) -> bool:
        """Tell "dismissed that claim as silly" from "said that talks had ended": no verb follows."""
        if previous is None or previous.tag not in {Tag.VERB, Tag.PREPOSITION}:
            return False
        singular = after.form not in (Form.PLURAL, Form.PRESENT)
        if not singular or not (after.tag == Tag.NOUN or after.verb in {EITHER, RARELY_VERB}):
            return False
        for number, token in enumerate(self.tokens[at + 2 :], at + 2):
            beyond = self.after(number)
            if token.tag == Tag.PUNCTUATION or token.tag in {Tag.SUBORDINATOR, Tag.WH}:
                return True
            if token.tag == Tag.CONJUNCTION and (beyond is None or beyond.tag in VERBAL):
                return True
            if token.tag in {Tag.AUXILIARY, Tag.MODAL} or self.verb_for_certain(token):
                return token.form == Form.GERUND
        return True

    def _subject_follows(self, at: int, previous: Token | None, after: Token) -> bool:
        """Tell "that reports of" from "that reports to": what may be a noun opens the clause."""
        if after.tag != Tag.VERB or after.verb >= VERB_ONLY or after.form not in {Form.BASE, Form.PRESENT}:
            return False
        beyond = self.tokens[at + 2] if at + 2 < len(self.tokens) else None
        noun = beyond is None or beyond.tag in {
            Tag.PREPOSITION,
            Tag.AUXILIARY,
            Tag.MODAL,
            Tag.CONJUNCTION,
            Tag.VERB,
        }
        return noun or (
            previous is not None and (previous.tag == Tag.VERB or previous.low in english_words().times)
        )

    def _main_verb(self, at: int, token: Token) -> None:
        """Tell "has called" and "had talks": an auxiliary is followed by a verb, though not at once."""
        for follows in self.tokens[at + 1 : at + 6]:
            if follows.tag in SKIPPED or follows.low in {"both", "all", "each"}:
                continue
            wanted = {"have": PERFECTS, "do": {Form.BASE}, "get": PERFECTS}[token.lemma]
            bare = follows.tag == Tag.VERB and follows.low == follows.lemma
            if token.lemma == "do" and bare:
                follows.form = Form.BASE
            if follows.tag == Tag.AUXILIARY or (follows.tag == Tag.VERB and follows.form in wanted):
                return
            if (
                follows.tag in {Tag.PRONOUN, Tag.NAME, Tag.DETERMINER, Tag.NOUN}
                and token.lemma == "do"
                and self._asks(at)
            ):
                return
            break
        token.tag = Tag.VERB

    def _asks(self, at: int) -> bool:
        """Tell "Did the two meet", "What did he" from "They did a deal"."""
        before = self.tokens[at - 1] if at else None
        return before is None or before.tag in {Tag.WH, Tag.QUOTE, Tag.ADVERB, Tag.PUNCTUATION}

    def apostrophe(self, at: int, token: Token) -> None:
        """Tell "he's" and "Macron's meeting him" from an owner's mark."""
        previous, after = self.tokens[at - 1] if at else None, self.after(at)
        if previous is None:
            return
        spoken = previous.tag in {Tag.PRONOUN, Tag.WH, Tag.ADVERB} or previous.low in {"that", "let"}
        told = after is not None and (
            after.tag == Tag.NEGATION
            or after.low in {"been", "going", "a", "an", "the", "no"}
            or (after.form == Form.GERUND and self._object_follows(at + 2))
        )
        if spoken or (told and previous.tag == Tag.NAME):
            token.tag, token.lemma, token.form = Tag.AUXILIARY, "be", Form.PRESENT

    def _object_follows(self, at: int) -> bool:
        """Tell "Macron's meeting him" from "Russia's meddling in", "Israel's bombing campaign"."""
        return at < len(self.tokens) and self.tokens[at].low in OBJECT_PRONOUNS

    def preposition(self, at: int, token: Token) -> None:
        """Tell to before a verb from the preposition, and a particle from one."""
        if token.tag == Tag.TO:
            follows = self.after_adverbs(at)
            verb = follows is not None and (
                self._unlisted(follows, at)
                or (
                    follows.tag == Tag.VERB
                    and follows.form in {Form.BASE, Form.PAST, Form.PARTICIPLE}
                    and follows.low == follows.lemma
                )
                or (follows.tag == Tag.AUXILIARY and follows.form == Form.BASE)
            )
            if not verb or (
                follows is not None and follows.verb in {RARELY_VERB, EITHER} and self._to_noun(at, follows)
            ):
                token.tag = Tag.PREPOSITION
        elif self._as_well(at) or self._particle(at, token):
            token.tag = Tag.ADVERB

    def _as_well(self, at: int) -> bool:
        """Tell "may as well tell them" from "as well as the king"."""
        lows = [token.low for token in self.tokens[at : at + 3]]
        return lows[:2] == ["as", "well"] and lows[2:] != ["as"]

    def _unlisted(self, follows: Token, at: int) -> bool:
        """Tell whether a word that no list knows is the verb of this to."""
        listed = follows.tag != Tag.NOUN or follows.form or follows.low in english_words().forms
        return (
            not listed
            and follows.low.isalpha()
            and self.looks_verbal(self.tokens.index(follows, at), follows)
        )

    def _particle(self, at: int, token: Token) -> bool:
        after = self.after(at)
        alone = after is None or after.tag in STOPS | {Tag.PREPOSITION}
        behind_verb = at > 0 and self.tokens[at - 1].tag == Tag.VERB
        return token.low in english_words().particles and behind_verb and alone

    def _to_noun(self, at: int, follows: Token) -> bool:
        beyond = self.tokens.index(follows, at)
        bare = follows.low in english_words().bare_after_to
        after = self.after(beyond)
        closes = ends(after) or (after is not None and after.tag in VERBAL)
        return bare and not starts_group(after) and closes
