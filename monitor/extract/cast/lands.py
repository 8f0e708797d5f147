"""The countries spoken of: which one "the country" is, which two "both sides" are."""

from __future__ import annotations

from collections.abc import Callable

from monitor.extract.cast.focus import STALE, UNRESOLVED, Focus
from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.cast.parties import Parties
from monitor.extract.cast.shapes import Line, Shape


class Lands:
    """Finds the countries that one article's words point at."""

    def __init__(self, parties: Parties, focus: Focus, is_country: Callable[[str], bool]) -> None:
        """Take what is in mind, and who tells a country from a body or movement."""
        self.parties, self.focus, self.is_country = parties, focus, is_country

    def give(self, line: Line, before: list[Shape], shape: Shape) -> None:
        """Give "the leader of the country" the one spoken of that is not theirs who are named before."""
        own = {one.party.side for one in before if one.party and one.party.kind is PartyKind.PERSON}
        number = line.tagged.number
        near = [side for side, seen in self.focus.sides if number - seen < 2 and side not in own]
        if len(near) == 1 and self.is_country(near[0]):
            shape.sides, shape.bare, shape.owner = near, False, None
            shape.many = shape.vague = False

    def pair(self, line: Line) -> list[str]:
        """Return the two countries that were spoken of last, the first first; none where it may be others."""
        number = line.tagged.number
        near = [side for side, seen in self.focus.sides if number - seen < STALE and self.is_country(side)]
        return near[::-1] if len(near) == 2 else []

    def both(self, line: Line, shape: Shape) -> Party:
        """Return "both sides": the governments of the two countries spoken of."""
        number = line.tagged.number
        sides = list(dict.fromkeys(side for side, seen in self.focus.sides if number - seen < STALE))
        members = (
            tuple(self._government(line, side) for side in sides[:2][::-1])
            if len(sides) >= 2 and len(sides) < 4
            else ()
        )
        party = Party(
            self.parties.text(line, shape), PartyKind.GROUP, official=True, sure=1 if members else 0
        )
        party.members = members
        party.basis = "the two sides spoken of" if members else UNRESOLVED
        return party

    def _government(self, line: Line, side: str) -> Party:
        land = self.parties.lands.get(side)
        if land is None:
            land = self.parties.lands[side] = Party(
                side, PartyKind.GOVERNMENT, side=side, official=True, sure=0
            )
            land.basis, land.first, land.last = "country or seat", line.tagged.number, line.tagged.number
        return land

    def last(self, line: Line) -> Party | None:
        """Return "the country": the only one spoken of just before."""
        number = line.tagged.number
        near = [side for side, seen in self.focus.sides if number - seen < 2]
        return self._government(line, near[0]) if len(near) == 1 else None
