"""Two shapes that are one person, or share a country: which is the name, which the office, what both say."""

from __future__ import annotations

from monitor.extract.cast.shapes import NAME, PERSON, Shape
from monitor.extract.cast.words import COUNTRY, LEADER, OFFICIAL

_OF_STATE = frozenset({LEADER, OFFICIAL})
_LEADING = frozenset({LEADER, COUNTRY})


def share_side(before: Shape, shape: Shape) -> None:
    """Give one of "the US president and vice-president" the country of the other."""
    for one, other in ((before, shape), (shape, before)):
        offices = one.kind == other.kind == PERSON and not one.name and not one.owner and not other.owner
        apart = one.sides or not other.sides or other.listed or _crowned(one, other)
        country = other.place is not None or other.body is None
        if offices and not apart and country and one.rank in {LEADER, COUNTRY}:
            one.sides, one.bare = list(other.sides), False
            return


def _crowned(one: Shape, other: Shape) -> bool:
    return any(shape.office is not None and shape.office.crowned for shape in (one, other))


def twice_titled(before: Shape, shape: Shape) -> bool:
    """Tell "prime minister and defence minister Jane Roe": one person of two offices."""
    offices = before.kind == shape.kind == PERSON and {before.rank, shape.rank} <= _OF_STATE
    apart = before.rank == shape.rank and shape.place is not None
    same = not shape.sides or (shape.sides == before.sides and not apart)
    named = shape.name is not None and not before.name and same
    return offices and named and not before.former and not shape.former and before.title != shape.title


def both_titles(before: Shape, shape: Shape) -> Shape:
    """Return the higher of two offices that one person has, over the words of both."""
    if shape.rank == LEADER and before.rank == OFFICIAL:
        shape.start, shape.sides = before.start, shape.sides or before.sides
        return shape
    before.name, before.end, before.head = shape.name, shape.end, shape.head
    return before


def roles(before: Shape, shape: Shape) -> tuple[Shape | None, Shape | None]:
    """Return which of the two is the name and which the office."""
    if before.kind == PERSON and shape.kind == PERSON and not before.name and not shape.name:
        return None, None
    for named, titled in ((before, shape), (shape, before)):
        bare = named.kind == NAME or (named.kind == PERSON and named.name is not None)
        if bare and titled.kind == PERSON and titled.name is None:
            return named, titled
    return None, None


def one_of_two(named: Shape, titled: Shape, start: int, end: int) -> Shape:
    """Return *titled* with the name of *named*, over both; the higher office where the name has one too."""
    crowned = named.office is not None and named.office.crowned
    if named.rank in _LEADING and (crowned or titled.rank not in _LEADING or not titled.sides):
        named.sides, named.owner = named.sides or titled.sides, named.owner or titled.owner
        named.bare = named.bare and not named.sides
        named.start, named.end = start, end
        return named
    titled.name, titled.honorific = named.name, named.honorific or titled.honorific
    titled.sides = titled.sides or named.sides
    titled.start, titled.end = start, end
    titled.head = named.head
    return titled
