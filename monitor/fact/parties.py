"""Whether those who are said to have been in contact are leaders of different sides."""

from __future__ import annotations

from monitor.fact.cast import Person
from monitor.fact.lexicon.grammar import word_set
from monitor.fact.model import Participant

_HEADS = word_set("parties.heads")
_BODIES = word_set("parties.bodies")


# Countries that have no prime minister beside the president, or no president beside the prime minister.
_ONE_HEAD = word_set("parties.one_head")


def cross_sides(people: list[Person], domestic: frozenset[str], *, foreign: bool = False) -> bool:
    """Tell whether *people* hold leaders of at least two sides; *foreign*: "counterpart" was said."""
    leaders = [person for person in people if person.leader]
    if any(
        person.several and person.side is None and (person.office != "vague" or len(leaders) > 1)
        for person in leaders
    ):
        return True
    if foreign and len(leaders) > 1:
        return True
    return any(
        _apart(one, two, domestic) for number, one in enumerate(leaders) for two in leaders[number + 1 :]
    )


def _apart(one: Person, two: Person, domestic: frozenset[str]) -> bool:
    if one is two or one.name.startswith(two.name) or two.name.startswith(one.name):
        return False
    if one.side and two.side:
        return one.side != two.side
    known, unknown = (one, two) if one.side else (two, one)
    if unknown.office in domestic or unknown.several:
        return False
    if known.side is None:
        return bool(one.office and two.office and one.office == two.office)
    same_rank = unknown.office == known.office
    return (
        unknown.office in _HEADS
        and (same_rank or known.side in _ONE_HEAD | _BODIES)
        and not (known.office in domestic and not same_rank)
    )


def participants(people: list[Person]) -> tuple[Participant, ...]:
    """Return the leaders among *people* as a fact names them."""
    return tuple(
        Participant(name=person.name, office=person.office, side=person.side)
        for person in people
        if person.leader
    )
