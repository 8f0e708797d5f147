"""Whether those who are said to have been in contact are leaders of different sides."""

from __future__ import annotations

from monitor.extract.coreference import plain
from monitor.extract.lexicon.grammar import word_set
from monitor.extract.model import Participant
from monitor.extract.people import Person

_HEADS = word_set("parties.heads")
_BODIES = word_set("parties.bodies")
_OPPOSED = word_set("parties.opposed")
_RULING = word_set("parties.ruling")
_BRITISH = {"United Kingdom", "Scotland"}
_CROWNED = word_set("parties.crowned")
_ELECTED = word_set("parties.elected")
_CHANCELLED = word_set("parties.chancelled")
_HOME = word_set("parties.home")
_MOST_LEADERS = 40  # more than any summit's list; each is held against each


# Countries that have no prime minister beside the president, or no president beside the prime minister.
_ONE_HEAD = word_set("parties.one_head")


def cross_sides(people: list[Person], domestic: frozenset[str], *, foreign: bool = False) -> bool:
    """Tell whether *people* hold leaders of at least two sides; *foreign*: "counterpart" was said."""
    leaders = [person for person in people if person.leader][:_MOST_LEADERS]
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


def _apart(one: Person, two: Person, domestic: frozenset[str]) -> bool:  # noqa: PLR0911 - each case answers for itself
    if one is two or one.name.startswith(two.name) or two.name.startswith(one.name):
        return False
    if one.side and two.side:
        if {one.side, two.side} == _BRITISH:
            return "party leader" not in {one.office, two.office}
        return one.side != two.side or _rivals(one, two)
    known, unknown = (one, two) if one.side else (two, one)
    if _other_constitution(known, unknown):
        return True
    if unknown.office in domestic or unknown.several:
        return False
    if known.side is None:
        return bool(one.office and two.office and one.office == two.office)
    same_rank = plain(unknown.office or "") == plain(known.office or "")
    return (
        unknown.office in _HEADS
        and (same_rank or known.side in _ONE_HEAD | _BODIES)
        and not (known.office in domestic and not same_rank)
    )


def _other_constitution(known: Person, unknown: Person) -> bool:
    """Tell a king from a president's countryman, and a chancellor from where there is none."""
    if unknown.office in _CROWNED:
        return known.office in _ELECTED
    return unknown.office == "chancellor" and known.office in _ELECTED and known.side not in _CHANCELLED


def _rivals(one: Person, two: Person) -> bool:
    """Tell a rebel or an opposition leader from who rules his country, where the two are rival sides."""
    opposed = (one.office in _OPPOSED) != (two.office in _OPPOSED)
    return opposed and one.side not in _HOME and {one.office, two.office} & _RULING != set()


def participants(people: list[Person]) -> tuple[Participant, ...]:
    """Return the leaders among *people* as a fact names them."""
    return tuple(
        Participant(name=person.name, office=person.office, side=person.side)
        for person in people
        if person.leader
    )
