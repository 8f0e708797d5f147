"""Whom a common surname means that stands by a leader's: "Yeltsin and Kohl", "Biden met González"."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extract.cast.people import People
from monitor.extract.cast.shapes import NAME, PERSON, Line, Shape
from monitor.extract.entity import Entity
from monitor.extract.syntax.model import Tag

_OPENS = frozenset({Tag.PUNCTUATION, Tag.SUBORDINATOR, Tag.CONJUNCTION, Tag.QUOTE})
_DOES = frozenset({Tag.VERB, Tag.AUXILIARY, Tag.MODAL})


class Beside:
    """Judges the surnames of one article by the leaders and countries named with them."""

    def __init__(self, people: People, joins: frozenset[str]) -> None:
        """Take the article's *people*, and the words that join two."""
        self.people, self.joins = people, joins
        self.lines: Sequence[Line] = ()
        self._spoken_of: frozenset[str] | None = None

    def meant(self, line: Line, shape: Shape, shapes: list[Shape]) -> Entity | None:
        """Return whom a common surname means that stands by a leader's: "Yeltsin and Kohl"."""
        at = shapes.index(shape) if shape in shapes else -1
        near = [
            one
            for one in (shapes[at - 1] if at > 0 else None, shapes[at + 1] if at + 1 < len(shapes) else None)
            if one
        ]
        if at < 0:
            return None
        if not any(self._coordinate(line, one, shape) for one in near) and not (
            self._told_apart(line, shape) and self._among_leaders(line, shape, shapes)
        ):
            return None
        return self.people.known.beside(self.people.said(line, shape), self.people.day, self.lands)

    @property
    def lands(self) -> frozenset[str]:
        """The countries that the article names, by themselves or by whose office it is."""
        if self._spoken_of is None:
            self._spoken_of = frozenset(
                place[1].side for line in self.lines for at in line.starts if (place := line.places[at])
            )
        return self._spoken_of

    def _told_apart(self, line: Line, shape: Shape) -> bool:
        """Tell "Mr Bush" and the "Bush" that does something from a bush, from what is "of Grant"."""
        if shape.modified:
            return True
        before = line.tokens[shape.start - 1].tag if shape.start else Tag.PUNCTUATION
        after = line.tokens[shape.end].tag if shape.end < len(line.tokens) else Tag.PUNCTUATION
        does = (before in _OPENS and after in _DOES) or (before == Tag.VERB and self._of_land(line, shape))
        return does and line.key(shape.start - 1) != "" and not (line.headline or line.capitals)

    def _of_land(self, line: Line, shape: Shape) -> bool:
        """Tell "met González" where the article speaks of the country of one González alone."""
        known = self.people.known
        surname = self.people.said(line, shape).words[-1]
        found = [one for one in known.by_surname.get(surname, ()) if one.leader]
        return len({one.name for one in known.of_lands(found, self.lands)}) == 1

    def _among_leaders(self, line: Line, shape: Shape, shapes: list[Shape]) -> bool:
        """Tell whether a leader who is known for certain is named in the sentence too."""
        return any(
            one is not shape
            and one.kind in {NAME, PERSON}
            and one.name is not None
            and (person := self.people.bare(line, one) or self.people.introduce(line, one)) is not None
            and person.party.leader
            for one in shapes
        )

    def _coordinate(self, line: Line, one: Shape, shape: Shape) -> bool:
        first, second = sorted((one, shape), key=lambda each: each.start)
        between = line.keys[first.end : second.start]
        joins = self.joins | ({","} if line.headline else set())
        if len(between) != 1 or between[0] not in joins or one.kind not in {NAME, PERSON}:
            return False
        person = self.people.bare(line, one) or self.people.introduce(line, one)
        return person is not None and person.party.leader
