"""Denials by an echo: "no worker had been killed", said by an official where one was just reported killed.

A plain negative is most often information. It denies where it takes up the words of a claim told just before.
"""

from __future__ import annotations

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.denial.deeds import Deeds
from monitor.extract.denial.model import ECHO, Saying
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.extent import clause_extent, clause_start, group_extent
from monitor.extract.syntax.model import Clause, NounGroup, Parsed, Tag, Tagged, Type

_NEAR = 2
_FIRST = 2


class Echoes:
    """Reads plain negatives that may take up a claim."""

    def __init__(self, pack: Pack, deeds: Deeds) -> None:
        """Take the lists of *pack*."""
        self.grammar, self.deeds = pack.grammar, deeds
        self.minded = pack.denials.lists["minded"]
        self.more = pack.denials.lists["more"]

    def read(self, parsed: Parsed, clause: Clause, denier: Party | None) -> Saying | None:
        """Return what *clause*, said by *denier*, says is not so, and what a claim must have said."""
        verb, subject = clause.verb, clause.subject
        if denier is None or not denier.official or verb.modals or not verb.finite or subject is None:
            return None
        none = next((one for one in (*clause.objects, subject) if one.negated), None)
        if (none is None and not verb.negated) or self.deeds.idle(parsed, clause):
            return None
        if none is not None and not self.more.isdisjoint(none.adjectives):
            return None
        core = self._core(clause, none)
        if not core or core in self.minded:
            return None
        start, end = clause_start(parsed, clause), clause_extent(parsed, clause)
        start = min(start, none.start) if none is not None else start
        end = max(end, group_extent(parsed, none)) if none is not None else end
        about = frozenset(self._about(parsed, clause))
        answers = 0 if self.deeds.contrary(parsed, clause) else ECHO
        return Saying(None, start, end - 1, said=(start, end), answers=answers, echo=(core, about))

    def _core(self, clause: Clause, none: NounGroup | None) -> str:
        """Return the word that says what is not so: the verb, or what there is none of, or is not."""
        if clause.verb.lemma not in self.grammar.be | self.grammar.have and not clause.there:
            return clause.verb.lemma
        if none is not None and none is not clause.subject:
            return none.lemma
        if clause.adjective:
            return clause.adjective
        thing = next((one for one in clause.objects if one.type is not Type.PARTY), None)
        return thing.lemma if thing is not None else ""

    def _about(self, parsed: Parsed, clause: Clause) -> list[str]:
        """Return the words for what it is said of; none of them for "it" and "we"."""
        groups = [one for one in (clause.subject, *clause.objects, *clause.phrases) if one is not None]
        groups += [inner for one in groups for inner in one.phrases]
        tokens = parsed.tagged.tokens
        if clause.subject is not None and tokens[clause.subject.head].tag == Tag.PRONOUN:
            return []
        return [tokens[one.head].lemma for one in groups if one.type is not Type.TIME]


class ClaimsBefore:
    """The claims told in the sentences just before, each by its words and who it is from."""

    def __init__(self, pack: Pack) -> None:
        """Take the words of telling of *pack*."""
        self.telling = pack.denials.lists["telling"]
        self.told: list[tuple[int, frozenset[str], Party | None]] = []

    def take(self, tagged: Tagged, number: int) -> None:
        """Remember sentence *number* where it tells what somebody claims or reports."""
        words = frozenset(word for token in tagged.tokens for word in (token.low, token.lemma))
        if self.telling.isdisjoint(words):
            return
        first = next(iter(tagged.mentions), None)
        teller = first.party if first is not None and first.start <= _FIRST and first.party.official else None
        self.told = [*self.told[-_NEAR:], (number, words, teller)]

    def taken_up(self, saying: Saying, denier: Party, number: int) -> bool:
        """Tell whether *saying* in sentence *number* takes up what another than *denier* told before it."""
        core, about = saying.echo
        return any(
            0 < number - at <= _NEAR
            and core in words
            and (not about or bool(about & words))
            and not _same(teller, denier)
            for at, words, teller in self.told
        )


def _same(teller: Party | None, denier: Party) -> bool:
    """Tell whether a claim is from who denies, or from his side, which denies nothing of its own."""
    if teller is None:
        return False
    side = teller.side is not None and teller.side == denier.side
    return teller is denier or (side and teller.kind is not PartyKind.MOVEMENT)
