"""Coreference: which recently mentioned party a pointing word may mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.cast.shapes import Line

STALE = 4
"""Sentences after which a pair or a pronoun's person is out of mind."""
FIRST_PERSON = frozenset({"speaker", "speakers"})
UNRESOLVED = "not resolved"
SEX = {"masculine": "m", "feminine": "f"}
THINGS = frozenset({PartyKind.GOVERNMENT, PartyKind.MOVEMENT, PartyKind.BODY})


@dataclass(slots=True)
class Focus:
    """Who is in mind while reading: leaders and others by their last mention, the last sentence's subject."""

    leaders: list[tuple[Party, int]] = field(default_factory=list)
    persons: list[tuple[Party, int]] = field(default_factory=list)
    sides: list[tuple[str, int]] = field(default_factory=list)
    subject: Party | None = None
    subject_at: int = -9
    speaker: Party | None = None
    spoke_at: int = -9

    def see(self, party: Party, number: int) -> None:
        """Take *party* as mentioned in sentence *number*."""
        if party.kind is PartyKind.PERSON:
            _front(self.persons, party, number)
            if party.leader or party.former:
                _front(self.leaders, party, number)
        if party.kind is PartyKind.GROUP:
            for member in reversed(party.members):
                self.see(member, number)
        if party.side:
            self.sides = [
                (party.side, number),
                *((side, at) for side, at in self.sides if side != party.side),
            ][:6]


def _front(found: list[tuple[Party, int]], party: Party, number: int) -> None:
    found[:] = [(party, number), *((one, at) for one, at in found if one is not party)][:8]


def may_be(party: Party, sex: str) -> bool:
    """Tell whether "he" or "she" may be *party*: a name is taken for a man's, an office for either's."""
    if party.kind is not PartyKind.PERSON or party.members:
        return False
    named = bool(party.forms)
    return party.sex == sex or (
        party.sex == "" and (sex == "m" or not named or party.name.split(" ")[0][-1:] == "a")
    )


def leaders_of(parties: Iterable[Party | None]) -> list[Party]:
    """Return the leaders among *parties* and their members, each once."""
    found: dict[int, Party] = {}
    for party in parties:
        if party is None:
            continue
        for one in party.members or (party,):
            if one.kind is PartyKind.PERSON and one.leader:
                found.setdefault(id(one), one)
    return list(found.values())


def pair_of(members: list[Party], line: Line, name: str) -> Party:
    """Return *members* as one party, "the two"."""
    party = Party(name, PartyKind.GROUP, leader=all(one.leader for one in members), official=True)
    party.members, party.basis = tuple(members), "those spoken of"
    party.first = party.last = line.tagged.number
    return party
