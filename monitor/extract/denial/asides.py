"""Denials in an aside on what was just said: ", a charge Moscow denies", ", which the army has rejected"."""

from __future__ import annotations

from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.extent import clause_start
from monitor.extract.syntax.model import Clause, Link, NounGroup, Parsed, Tag

_MARKS = frozenset({",", "-", "--", ";", "("})
_DEPTH = 8
_NOUN_WORDS = 5
_COMPLEMENTS = frozenset({Link.THAT, Link.GERUND, Link.INFINITIVE, Link.QUOTE})


class Asides:
    """Finds what an aside comments on."""

    def __init__(self, pack: Pack) -> None:
        """Take the lists of *pack*."""
        lists = pack.denials.lists
        self.claims = lists["claims"] | lists["soft_claims"] | {"something", "thing"}

    def about(self, parsed: Parsed, clause: Clause) -> tuple[int, int] | None:
        """Return the tokens that *clause* comments on, None where it is no aside."""
        mark = self._mark(parsed, clause)
        if mark <= 0:
            return None
        before = [one for one in parsed.clauses if one.verb.end <= mark and one is not clause]
        if not before:
            return (0, mark)
        top = before[-1]
        found = top
        for _ in range(_DEPTH):
            if top.link in _COMPLEMENTS:
                found = top
            if top.parent is None or top.parent not in before:
                break
            top = top.parent
        first = found if found.link in _COMPLEMENTS else top
        return (min(clause_start(parsed, first), first.verb.start), mark)

    def _mark(self, parsed: Parsed, clause: Clause) -> int:
        """Return where the mark before ", a charge (which) Moscow denies", ", which Moscow denies" stands."""
        tokens = parsed.tagged.tokens
        subject = clause.subject
        at = clause.verb.start
        if subject is not None and subject.start < clause.verb.start:
            inside = self._within(parsed, subject)
            if inside:
                return inside
            at = subject.possessor.start if subject.possessor is not None else subject.start
            at -= tokens[at - 1].tag == Tag.DETERMINER if at else 0
        at -= 1
        wh = at > 0 and (tokens[at].tag == Tag.WH or tokens[at].low == "that")
        if wh:
            at -= 1
        if wh and at > 0 and tokens[at].low in _MARKS and tokens[at + 1].low != "who":
            return at
        if at <= 1 or tokens[at].lemma not in self.claims:
            return 0
        first = at
        while (
            first > 0
            and at - first < _NOUN_WORDS
            and tokens[first].tag in {Tag.NOUN, Tag.ADJECTIVE, Tag.ADVERB}
        ):
            first -= 1
        first -= tokens[first].tag == Tag.DETERMINER
        return first if first > 0 and tokens[first].low in _MARKS else 0

    def _within(self, parsed: Parsed, subject: NounGroup) -> int:
        """Return the mark before "a claim Hamas" where both were taken for one group."""
        tokens = parsed.tagged.tokens
        first = subject.mentions[0].start if subject.mentions else subject.start
        if first - 1 <= subject.start or tokens[first - 1].lemma not in self.claims:
            return 0
        mark = subject.start - 1
        return mark if mark > 0 and tokens[mark].low in _MARKS else 0
