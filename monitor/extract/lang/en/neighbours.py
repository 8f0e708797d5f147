"""The words around a word: what the tagger asks to tell what one of several readings is meant."""

from __future__ import annotations

from monitor.extract.lang.en.lexicon import VERB_ONLY, english_words
from monitor.extract.syntax.model import Form, Tag, Token

NP_START = frozenset({Tag.DETERMINER, Tag.POSSESSIVE, Tag.NAME, Tag.NUMBER})
BEFORE_NOUN = frozenset({Tag.DETERMINER, Tag.POSSESSIVE, Tag.ADJECTIVE, Tag.NUMBER})
NOMINAL = frozenset({Tag.NOUN, Tag.NAME})
VERBAL = frozenset({Tag.VERB, Tag.AUXILIARY, Tag.MODAL})
SKIPPED = frozenset({Tag.ADVERB, Tag.NEGATION})
STOPS = frozenset({Tag.PUNCTUATION, Tag.CONJUNCTION, Tag.SUBORDINATOR, Tag.WH})
PERFECTS = frozenset({Form.PAST, Form.PARTICIPLE})
PRONOMINAL = frozenset(
    {
        "both",
        "all",
        "some",
        "many",
        "few",
        "most",
        "several",
        "this",
        "that",
        "those",
        "these",
        "neither",
        "either",
        "each",
    }
)
OBJECT_PRONOUNS = frozenset(
    {"him", "them", "us", "me", "himself", "herself", "themselves", "itself", "myself"}
)
_NOUN_ENDINGS = (
    "ty",
    "ion",
    "ment",
    "ness",
    "ism",
    "ance",
    "ence",
    "ship",
    "er",
    "or",
    "ing",
    "hood",
    "ics",
    "age",
    "al",
    "cy",
    "ist",
)
_VERB_ENDINGS = ("ate", "ise", "ize", "ify", "yse")
_OPENS_CLAUSE = frozenset({"say", "think", "hope", "know", "believe", "claim", "report", "insist"})


class Neighbours:
    """The words of a sentence, asked about by place."""

    def __init__(self, tokens: list[Token], headline: bool) -> None:  # noqa: FBT001 - it is of the sentence
        """Take the *tokens* of a sentence; a *headline* lacks articles and auxiliaries."""
        self.tokens = tokens
        self.headline = headline

    def next_form(self, at: int) -> str:
        """Return the form of the verb behind the word at *at*."""
        for token in self.tokens[at + 1 : at + 4]:
            if token.tag not in SKIPPED:
                return token.form if token.tag in {Tag.VERB, Tag.AUXILIARY} else ""
        return ""

    def before(self, at: int) -> Token | None:
        """Return the word before *at* that is no adverb and no negation."""
        tokens = self.tokens
        while at > 0:
            at -= 1
            tag = tokens[at].tag
            if tag not in SKIPPED and (tag != Tag.QUOTE or not self._quotes_verb(at)):
                return tokens[at]
        return None

    def _quotes_verb(self, at: int) -> bool:
        """Tell the quotation mark of 'to "uphold" it' from one that opens or ends speech."""
        return self.tokens[at].tag == Tag.QUOTE and at > 0 and self.tokens[at - 1].tag in {Tag.TO, Tag.MODAL}

    def after(self, at: int) -> Token | None:
        """Return the word behind *at*."""
        return self.tokens[at + 1] if at + 1 < len(self.tokens) else None

    def before_noun(self, at: int) -> bool:
        """Tell whether what stands before *at* opens a noun group."""
        previous = self.tokens[at - 1] if at else None
        return previous is not None and previous.tag in BEFORE_NOUN

    def after_adverbs(self, at: int) -> Token | None:
        """Return the first word behind *at* that is no adverb and no negation."""
        for token in self.tokens[at + 1 : at + 4]:
            if token.tag not in SKIPPED and token.tag != Tag.QUOTE:
                return token
        return None

    @staticmethod
    def speaks(near: Token, token: Token, after: Token | None) -> bool:
        """Tell "the official denied reports" from "the official printed version"."""
        if near.tag == Tag.ADJECTIVE and token.low in english_words().never_adjectives:
            return True
        if near.tag != Tag.ADJECTIVE or near.low not in english_words().nominal_adjectives:
            return False
        follows = after is not None and (after.tag in NOMINAL | {Tag.ADJECTIVE, Tag.NUMBER} or after.verb)
        return token.verb == VERB_ONLY and (not follows or token.lemma in english_words().telling)

    @staticmethod
    def verb_for_certain(token: Token) -> bool:
        """Tell whether *token* can be nothing but a verb."""
        return token.tag == Tag.VERB and (
            token.verb == VERB_ONLY or token.form not in {Form.BASE, Form.PRESENT}
        )

    def coordinated(self, at: int) -> bool:
        """Tell whether the group before *at* is "A and B" or "A, B"."""
        at -= 1
        while at >= 0 and self.tokens[at].tag in NOMINAL | {Tag.DETERMINER, Tag.ADJECTIVE} | SKIPPED:
            at -= 1
        joint = self.tokens[at] if at > 0 else None
        return (
            joint is not None
            and (joint.low in {"and", "&"} or (joint.low == "," and self.headline))
            and self.tokens[at - 1].tag in NOMINAL
        )

    def pronominal(self, at: int) -> bool:
        """Tell whether the determiner at *at* may stand for a noun: "few", "both", not "the most"."""
        before = self.tokens[at - 1] if at > 0 else None
        opened = before is not None and before.tag in {Tag.DETERMINER, Tag.POSSESSIVE}
        return self.tokens[at].low in PRONOMINAL and not opened

    def opened(self, at: int) -> bool:
        """Tell whether an article or an owner opens the words right before *at*."""
        for token in reversed(self.tokens[:at]):
            if token.tag in {Tag.DETERMINER, Tag.POSSESSIVE}:
                return True
            if token.tag not in NOMINAL | {Tag.ADJECTIVE, Tag.NUMBER}:
                return False
        return False

    def unlisted_verb(self, at: int, token: Token) -> bool:
        """Tell whether a word that no list knows is a verb: after to, will, did not."""
        previous = self.before(at)
        if previous is None or token.low in english_words().forms or not token.low.isalpha():
            return False
        helped = previous.tag == Tag.MODAL or (previous.tag == Tag.AUXILIARY and previous.lemma == "do")
        return helped or (previous.tag == Tag.TO and self.looks_verbal(at, token))

    def looks_verbal(self, at: int, token: Token) -> bool:
        """Tell "to alienate voters", "to hobble it" from "to gunfire", "to biodiversity"."""
        if token.low.endswith(_VERB_ENDINGS):
            return True
        after = self.after(at)
        opens = after is not None and (after.tag in NP_START | {Tag.PRONOUN} or after.low == "that")
        return opens and not token.low.endswith(_NOUN_ENDINGS)

    def has_finite(self, at: int) -> bool:
        """Tell whether a finite verb stands before *at* in its stretch between commas.

        With no new clause since.
        """
        for token in reversed(self.tokens[:at]):
            if token.tag in STOPS and token.low not in {"and", "or", "&"}:
                return False
            if token.tag in {Tag.VERB, Tag.AUXILIARY, Tag.MODAL} and token.form != Form.GERUND:
                return token.lemma not in _OPENS_CLAUSE
        return False

    def lacks_verb(self, at: int) -> bool:
        """Tell whether no surer verb follows before the stretch ends."""
        rank = self.tokens[at].verb
        for number, token in enumerate(self.tokens[at + 1 :]):
            if token.tag in STOPS and token.low not in {"and", "or", "&"}:
                return True
            if token.tag in {Tag.AUXILIARY, Tag.MODAL}:
                return False
            if token.tag == Tag.VERB and token.form in {Form.PAST, Form.PRESENT}:
                return token.verb < rank
            before = self.tokens[at + number]
            bare = token.tag == Tag.VERB and token.form == Form.BASE
            if bare and token.verb > rank and before.low != "to" and before.tag not in BEFORE_NOUN:
                return False
        return True


def starts_group(token: Token | None) -> bool:
    """Tell whether *token* may open a noun group, or stand for one."""
    return token is not None and (
        token.tag in NP_START
        or token.tag == Tag.PRONOUN
        or token.low == "that"
        or token.tag in {Tag.ADJECTIVE, Tag.QUOTE}
    )


def ends(token: Token | None) -> bool:
    """Tell whether a noun group may end before *token*."""
    return token is None or token.tag in {
        Tag.PUNCTUATION,
        Tag.PREPOSITION,
        Tag.CONJUNCTION,
        Tag.QUOTE,
        Tag.WH,
    }
