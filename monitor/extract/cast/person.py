"""One person of an article, and which of several of one surname is meant."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.extract.cast.model import Party
from monitor.extract.entity import Entity


@dataclass(slots=True, eq=False)
class Person:
    """Somebody of the article: the party, every word of the name, who of the known, the offices said."""

    party: Party
    words: tuple[str, ...]
    entity: Entity | None = None
    sides: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    titled: bool = False
    """the text gave a leader's office."""
    private: bool = False
    last: int = -1


def of_several(found: list[Person], number: int) -> Person | None:
    """Return the one of a surname who was last spoken of; the only leader where nobody was yet."""
    spoken = [one for one in found if 0 <= one.last <= number]
    if spoken:
        latest = max(one.last for one in spoken)
        newest = [one for one in spoken if one.last == latest]
        if len(newest) == 1:
            return newest[0]
        found = newest
    leaders = [one for one in found if one.party.leader]
    return leaders[0] if len(leaders) == 1 else None
