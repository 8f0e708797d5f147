"""Which body or country a common noun means: "the government", "the rebels", "the agency".

A body that is named by a common noun alone is the one of the article that was named by it in full; a body of
state that none was named for is the country's that the article is about, where it is about one. What cannot
be told stays without a side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.cast.shapes import BODY, GROUP, PERSON, Line, Shape
from monitor.extract.cast.words import COUNTRY, LEADER, OFFICIAL, STAFF, NameGrammar
from monitor.extract.syntax.model import Tag

_NEAR = 2
"""Sentences in which what a common noun means was named."""
_MANY, _TIMES = 3, 3
"""A country named as often, and as many times as often as the next, is what an article is about."""
_STATE = frozenset({"government", "press", "official"})
_ARMED = frozenset({PartyKind.MOVEMENT})
_BODIES = frozenset({PartyKind.BODY})
_NOUNY = frozenset({Tag.NOUN, Tag.NAME, Tag.ADJECTIVE})


class Antecedents:
    """The bodies and countries of one article, in reading order."""

    def __init__(self, grammar: NameGrammar, is_country: Callable[[str], bool]) -> None:
        """Begin an article; *is_country* tells a country from a body or movement."""
        lists = grammar.lists
        self.is_country = is_country
        self.indefinite = lists["indefinite"]
        self.marks = lists["possessive_marks"]
        self.armed = lists["pointers.armed"]
        self.bodies = lists["pointers.bodies"]
        self.at_home = lists["pointers.at_home"]
        self.named: list[tuple[Party, frozenset[str], int]] = []
        """Bodies and movements with a name or side of their own, the words of it, and the sentence."""
        self.governments: list[Party] = []
        self.countries: dict[str, int] = {}
        self.filed = ""
        """The country of the place where the article was written, as its first words tell."""

    def see(self, line: Line, shape: Shape, party: Party) -> None:
        """Take in what *shape* names."""
        side = party.side
        if side and self.is_country(side):
            self.countries[side] = self.countries.get(side, 0) + 1
            if shape.start == 0 and not line.headline and not self.filed and _dateline(line, shape):
                self.filed = side
        if shape.body is not None and shape.body.side and shape.kind != BODY:
            party = self._served(shape.body.side, party)
        elif shape.kind != BODY or party.kind is PartyKind.OTHER or self.common(line, shape):
            return
        words = frozenset(line.keys[shape.start : shape.end])
        self.named.append((party, words, line.tagged.number))
        if party.kind is PartyKind.GOVERNMENT and side and party not in self.governments:
            self.governments.append(party)

    def _served(self, side: str, party: Party) -> Party:
        """Return the movement *side* that "a Taliban spokesman", *party*, serves."""
        known = next((one for one, _, _ in self.named if one.side == side and one is not party), None)
        if known is None and not self.is_country(side):
            known = Party(side, PartyKind.MOVEMENT, side=side, official=True, basis="named by who serves it")
        return known or party

    def common(self, line: Line, shape: Shape) -> bool:
        """Tell whether *shape* is a body without a name and an owner: "the government", "rebels"."""
        bare = shape.kind == BODY and not shape.sides and shape.owner is None
        return bare and not (line.upper(shape.head) and not line.headline and not line.capitals)

    def meant(self, line: Line, shape: Shape) -> Party | None:
        """Return the party of the article that the common noun *shape* means, where it is told."""
        if not self.common(line, shape) or line.key(shape.start - 1) in self.indefinite:
            return None
        kind, head, number = shape.body.kind if shape.body else "", line.keys[shape.head], line.tagged.number
        if kind == "government":
            return self.governments[0] if len(self.governments) == 1 else None
        if head in self.armed:
            return self._last(_ARMED, number)
        same = _one(party for party, words, _ in self.named if head in words and party.kind in _BODIES)
        return same or (self._last(_BODIES, number) if head in self.bodies else None)

    def _last(self, kinds: frozenset[PartyKind], number: int) -> Party | None:
        """Return the one of *kinds* that was named in the sentences just before, where it is one."""
        near = [party for party, _, seen in self.named if party.kind in kinds and 0 <= number - seen < _NEAR]
        return _one(near)

    def served(self, line: Line, shape: Shape) -> Party | None:
        """Return the body that "a ministry spokesman" serves, the movement of "the group's leader"."""
        if shape.body is None or shape.body.side:
            return None
        said = line.keys[shape.start : shape.head]
        if not self.armed.isdisjoint(said):
            return self._last(_ARMED, line.tagged.number)
        same = _one(one for one, named, _ in self.named if one.side and not named.isdisjoint(said))
        return same or (None if self.bodies.isdisjoint(said) else self._last(_BODIES, line.tagged.number))

    def serve(self, line: Line, shape: Shape, party: Party) -> None:
        """Give who serves a body or a state without a name the country of it; its head what he leads."""
        if shape.kind not in {PERSON, GROUP} or shape.sides or party.members:
            return
        owner = shape.owner if shape.owner is not None and shape.owner.kind == BODY else None
        served = owner.party if owner is not None else self.served(line, shape)
        if served is not None and served.side:
            party.side = party.side or served.side
            heads = shape.office is not None and shape.office.rank in {COUNTRY, LEADER}
            if served.kind is PartyKind.MOVEMENT and heads and not (shape.former or shape.lesser):
                party.leader, party.official, party.sure = True, True, 1
        elif (
            party.side is None
            and not shape.owner
            and shape.rank in {OFFICIAL, STAFF}
            and self._of_state(line, shape)
        ):
            party.side = self.country

    def _of_state(self, line: Line, shape: Shape) -> bool:
        before = line.tokens[shape.start - 1].tag if shape.start else Tag.PUNCTUATION
        spoken = shape.title in self.at_home and before not in _NOUNY  # not "aid officials"
        return shape.of_state or (shape.body is not None and shape.body.kind != "private") or spoken

    def home(self, shape: Shape) -> str | None:
        """Return the country whose state the body or office of *shape* must be of; None where unsure."""
        kind = shape.body.kind if shape.body else ""
        if kind and kind not in _STATE and kind != "rebels":
            return None
        return self.country

    @property
    def country(self) -> str | None:
        """The country that the article has been about so far, where it is one."""
        ranked = sorted(self.countries.items(), key=lambda one: -one[1])
        if len(ranked) == 1:
            return ranked[0][0]
        if ranked and ranked[0][1] >= _MANY and ranked[0][1] >= _TIMES * ranked[1][1]:
            return ranked[0][0]
        return self.filed or None


def _one(found: Iterable[Party]) -> Party | None:
    """Return the party that *found* are all the same of, None where they are none or several."""
    each = {id(one): one for one in found}
    return next(iter(each.values())) if len(each) == 1 else None


def _dateline(line: Line, shape: Shape) -> bool:
    """Tell "KYIV (Reuters) -" and "KYIV, Ukraine" from a country that opens a sentence."""
    return line.raw[shape.head].isupper() and len(line.raw[shape.head]) > 2 and not line.capitals
