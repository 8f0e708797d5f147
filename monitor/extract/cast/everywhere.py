"""Reads leaders of countries without a name: "from across the region", "of 20 nations", "of the country"."""

from __future__ import annotations

from monitor.extract.cast.shapes import POINTER, Line, Shape
from monitor.extract.cast.words import NameGrammar
from monitor.extract.syntax.model import Tag

_WITHIN = 4
_STATES_WITHIN = 3
_NOUNY = frozenset({Tag.NOUN, Tag.NAME, Tag.ADJECTIVE})


class Everywhere:
    """Tells by common nouns whose leaders they are."""

    def __init__(self, grammar: NameGrammar, never: frozenset[str]) -> None:
        """Take the words for countries and regions, and those that no phrase goes past."""
        lists = grammar.lists
        self.never = never
        self.marks = lists["possessive_marks"]
        self.articles = lists["articles"]
        self.within = lists["within_capital"]
        self.definite = lists["articles"] - lists["indefinite"]
        self.across = lists["pointers.across"]
        self.region = lists["pointers.region"]
        self.of = lists["of"]
        self.lands = lists["pointers.lands"]

    def in_capital(self, line: Line, shape: Shape) -> None:
        """Tell "met leaders in Baghdad", those of the country, from "met farm leaders in Paris"."""
        place, before = (
            line.place(shape.end + 1),
            line.tokens[shape.start - 1].tag if shape.start else Tag.NOUN,
        )
        if (
            place is not None
            and place[1].how == "seat"
            and shape.start == shape.head
            and before not in _NOUNY
        ):
            shape.many = shape.vague = True

    def read(self, line: Line, at: int, shape: Shape) -> bool:
        """Read "leaders from across the region", "the leader of the war-torn country"."""
        if shape.office is None or shape.sides:
            return False
        widely = shape.office.plural and line.key(at) in self.across
        at += widely + (widely and line.key(at + 1) in self.articles)
        counted = shape.office.plural and at < len(line.keys) and line.tokens[at].tag == Tag.NUMBER
        at += counted
        end, named = at, False
        while (
            at <= end < min(at + _WITHIN, len(line.keys))
            and line.keys[end] not in self.never
            and line.tokens[end].tag in _NOUNY
        ):
            named = named or line.place(end) is not None  # "the French Republic", "the United Kingdom"
            if self._is_named(line, end) or line.key(end + 1) in self.marks:
                return False  # "the president of the country's largest union"
            if not named and line.key(end) in self.lands and line.key(at - 1) in self.definite:
                shape.owner = Shape(POINTER, at, end + 1, end, pointer="country")
                shape.end = end + 1
                shape.many = shape.vague = shape.office.plural
                return True
            if counted and self.states(line, end):
                shape.end, shape.many = self.states(line, end), True
                return True
            if shape.office.plural and line.key(end) in self.region:
                shape.end, shape.many, shape.vague = end + 1, True, True
                return True
            end += 1
        return False

    def _is_named(self, line: Line, at: int) -> bool:
        """Tell "the Republic of Slovenia", "the island nation of Kiribati" from "the island" alone."""
        end = at
        while line.key(end) in self.lands:
            end += 1
        return end > at and line.key(end) in self.of

    def states(self, line: Line, at: int) -> int:
        """Return where "six Arab states" after "of" is over; 0 where it is no number of countries."""
        for after in range(at, min(at + _STATES_WITHIN, len(line.keys))):
            found = line.word(after)
            if found and found[1].pointer == "sides" and found[1].body is None:
                return after + found[0]
        return 0
