"""Tells verbs from nouns of the same form: "reports", "calls", "visits"."""

from __future__ import annotations

from monitor.extract.lang.en.lexicon import EITHER, RARELY_VERB, VERB_ONLY, english_words
from monitor.extract.lang.en.neighbours import (
    BEFORE_NOUN,
    NOMINAL,
    OBJECT_PRONOUNS,
    Neighbours,
    starts_group,
)
from monitor.extract.syntax.model import Form, Tag, Token

_SUBJECT = NOMINAL | {
    Tag.DETERMINER,
    Tag.CONJUNCTION,
    Tag.PRONOUN,
    Tag.POSSESSIVE,
    Tag.NUMBER,
    Tag.ADJECTIVE,
}
_OWNING = frozenset({"whose"})


class VerbOrNoun(Neighbours):
    """Decides about forms that may be a verb's base or present, or a noun."""

    def is_verb(self, at: int, token: Token) -> bool:  # noqa: C901, PLR0911, PLR0912 - one answer a neighbour
        """Tell whether a form that may be noun or verb is a verb here."""
        near = self.tokens[at - 1] if at else None
        previous, after = self.before(at), self.after(at)
        rank, base = token.verb, token.form == Form.BASE
        if near is not None and not base and self.speaks(near, token, after):
            near.tag, near.lemma = Tag.NOUN, near.low
            return True
        if after is not None and rank < VERB_ONLY and after.tag in {Tag.AUXILIARY, Tag.MODAL}:
            return False
        if previous is None or near is None:
            return rank == VERB_ONLY or (
                self.headline and rank == EITHER and starts_group(after) and not base
            )
        kind = previous.tag
        if kind == Tag.TO:
            return base
        if kind == Tag.MODAL or (kind == Tag.AUXILIARY and previous.lemma == "do"):
            return True
        if near.tag == Tag.ADVERB and previous.tag in {Tag.DETERMINER, Tag.POSSESSIVE} and rank < VERB_ONLY:
            return False  # "a last attempt"
        if kind == Tag.PRONOUN:
            if previous.low == "one" and base:
                return False  # "at one point"
            return previous.low not in OBJECT_PRONOUNS or (base and rank >= EITHER)
        if kind == Tag.SUBORDINATOR:
            return rank == VERB_ONLY
        if near.low in _OWNING:
            return False
        if kind == Tag.WH:
            if not base and near.tag == Tag.WH:
                return True  # "which dates back"
            return rank >= EITHER or starts_group(after)
        if near.tag in BEFORE_NOUN:
            if self.pronominal(at - 1) and (rank == VERB_ONLY or (rank == EITHER and starts_group(after))):
                near.tag = Tag.PRONOUN
                return True
            if near.tag == Tag.NUMBER and at > 1 and self.tokens[at - 2].tag == Tag.DETERMINER:
                alone = starts_group(after) and self.lacks_verb(at)  # "the two share a border"
                return base and (alone or self._asked(at))
            return (
                rank == VERB_ONLY and near.tag != Tag.ADJECTIVE and starts_group(after) and near.low == "both"
            )
        if kind == Tag.PREPOSITION:
            return False if rank < VERB_ONLY else not base
        if kind == Tag.AUXILIARY:
            return False if rank < VERB_ONLY else base
        if self._asked(at):
            return base
        if kind in NOMINAL or kind in {Tag.QUOTE, Tag.NUMBER} or previous.low == ")":
            return self._after_nominal(at, token, previous, after)
        if kind == Tag.CONJUNCTION or previous.low == ",":
            return self._joined(at, token, after)
        if kind == Tag.VERB:
            return rank == VERB_ONLY and (base and previous.lemma in english_words().bare_governors)
        return rank >= EITHER if not (self.headline and previous.low in {":", ";"}) else rank == VERB_ONLY

    def _asked(self, at: int) -> bool:
        """Tell whether "did", "will" opened a question whose verb this is: "Did Macron call Putin"."""
        for token in reversed(self.tokens[max(0, at - 6) : at]):
            if token.tag in {Tag.AUXILIARY, Tag.MODAL}:
                return token.tag == Tag.MODAL or token.lemma == "do"
            if token.tag not in _SUBJECT:
                return False
        return False

    def _after_nominal(self, at: int, token: Token, previous: Token, after: Token | None) -> bool:
        """Tell "Macron meets", "leaders meet", "the ministry claims" from "the phone call", "peace talks"."""
        rank, base = token.verb, token.form == Form.BASE
        if rank == VERB_ONLY:
            return True
        if token.form == Form.PAST:
            return self._past_like_base(at, previous, after)
        joined = self.coordinated(at)
        plural = previous.form == Form.PLURAL or previous.low in english_words().plural or joined
        agrees = base == plural or self._agrees(at, token, previous, after, joined=joined)
        if not agrees or self.has_finite(at):
            return False
        if previous.tag == Tag.NAME or plural:
            named = rank == EITHER and at > 1  # a first word has its capital anyway: "Phone calls to"
            return named or starts_group(after) or self.lacks_verb(at)
        if rank == RARELY_VERB:
            return not self.headline and self.opened(at) and self.lacks_verb(at)  # "the mayor doubts it"
        return starts_group(after) or self.lacks_verb(at)

    def _past_like_base(self, at: int, previous: Token, after: Token | None) -> bool:
        """Tell "the targets set by", "Merz cut short" from "a tax cut"."""
        if previous.tag == Tag.NOUN and self.opened(at):
            by = after is not None and after.low == "by"
            return starts_group(after) or by or (_particle(after) and self.lacks_verb(at))
        return after is not None and (
            starts_group(after) or after.tag in {Tag.PREPOSITION, Tag.TO, Tag.ADVERB}
        )

    def _agrees(self, at: int, token: Token, previous: Token, after: Token | None, *, joined: bool) -> bool:
        """Tell whether a verb may stand here though number does not show it.

        "Analysts doubt", "between A and B opens".
        """
        if token.form == Form.PRESENT:
            return joined and starts_group(after) and self.lacks_verb(at)
        opens = at == 1 and previous.low.endswith("s")
        if previous.tag != Tag.NAME:
            return False
        if opens and not self.headline and self.lacks_verb(at):
            return True  # "Troops move south"
        return starts_group(after) and (token.verb == EITHER or opens)

    def _joined(self, at: int, token: Token, after: Token | None) -> bool:
        """Tell what follows "and" or a comma: a verb like the verb before, or one more noun."""
        rank = token.verb
        if rank == VERB_ONLY:
            return True
        earlier = any(one.tag == Tag.VERB and one.form == token.form for one in self.tokens[:at])
        opens = (
            starts_group(after)
            or (token.form == Form.BASE and _particle(after))
            or (self.headline and after is not None and after.tag == Tag.NOUN)
        )
        if (
            self.headline
            and token.form == Form.PRESENT
            and after is not None
            and after.tag == Tag.PREPOSITION
        ):
            return earlier and self.lacks_verb(at)
        return earlier and opens and rank >= EITHER


def _particle(token: Token | None) -> bool:
    return token is not None and token.low in {"up", "out", "over", "off", "away", "down", "back"}
