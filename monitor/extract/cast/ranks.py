"""What rank an office has by all that stands with it: a leader's, an official's, a private one's."""

from __future__ import annotations

from monitor.extract.cast.shapes import Line, Shape
from monitor.extract.cast.words import COUNTRY, DOMAIN, LEADER, OFFICIAL, PRIVATE, NameGrammar, Office

_LEADING = frozenset({"movement", "international", "government", "rebels", "seat"})
"""Kinds of body whose head is a leader."""
_PARTY = "party"
_OF_MANY = frozenset({"movement", "party", "official"})
"""Kinds of body that have many who are called leaders."""


class Ranks:
    """Ranks offices by one language's lists."""

    def __init__(self, grammar: NameGrammar) -> None:
        """Take the lists that ranks are told by."""
        lists = grammar.lists
        self.domains = lists["domains.leader"]
        self.chiefs = lists["domains.chiefs"]
        self.party_heads = lists["party_heads"]
        self.standing = lists["standing"]
        self.party_chairs = lists["party_chairs"]
        self.lesser = lists["lesser_of"]
        self.of_bodies = lists["of_bodies"]

    def rank(self, line: Line, shape: Shape, office: Office, domain: str) -> str:
        """Return the rank of *office* as *shape* has it; *domain* is what a minister or chief is for."""
        rank = office.rank
        if rank == DOMAIN:
            rank = LEADER if domain in self.domains else OFFICIAL
        elif rank in {COUNTRY, LEADER} and line.keys[shape.head] in self.chiefs:
            rank = self._headed(line, shape, domain)
        if rank in {LEADER, COUNTRY}:
            return self._leading(shape, office)
        kind = shape.body.kind if shape.body else ""
        if rank == PRIVATE and kind not in {"", "private"} and office.name in self.of_bodies:
            return OFFICIAL
        return PRIVATE if kind == "private" and rank == OFFICIAL else rank

    def _leading(self, shape: Shape, office: Office) -> str:
        """Return the rank of an office that leads, where nothing lowers it."""
        kind = shape.body.kind if shape.body else ""
        if shape.lesser or self._lesser_of(shape):
            return OFFICIAL
        if shape.private or shape.regional or shape.unknown or self._of_town(shape) or kind == "private":
            return OFFICIAL if kind not in {"", "private"} else PRIVATE
        if self._one_of(shape, kind):
            return OFFICIAL
        if office.name in self.standing and kind in _OF_MANY:
            return LEADER
        if kind == _PARTY:
            chairs = office.name in self.party_chairs and bool(shape.sides)
            return LEADER if chairs or office.name in self.party_heads else OFFICIAL
        return LEADER if kind in _LEADING or not kind else OFFICIAL

    @staticmethod
    def _one_of(shape: Shape, kind: str) -> bool:
        """Tell one of several, "a senior Hamas leader", "a Fatah leader", from who leads."""
        office = shape.office
        if office is None or office.plural or office.rank == DOMAIN or not (shape.one_of or shape.indefinite):
            return False
        return shape.one_of == "one_of" or kind in _OF_MANY

    @staticmethod
    def _of_town(shape: Shape) -> bool:
        """Tell "Madrid president", a club's, from "Spanish president" and "Moscow's leaders"."""
        office = shape.office
        seat = shape.place is not None and shape.place.how == "seat" and not shape.possessed
        return seat and office is not None and not office.plural

    def _lesser_of(self, shape: Shape) -> bool:
        """Tell an office that just this country gives to no leader: the British chancellor."""
        return any(f"{shape.title}: {side}" in self.lesser for side in shape.sides)

    def _headed(self, line: Line, shape: Shape, domain: str) -> str:
        """Return the rank of a chief by what is headed: a foreign ministry's leads, the police's does not."""
        if domain in self.domains:
            return LEADER
        if shape.unknown:
            return OFFICIAL if shape.sides else PRIVATE
        if shape.body is None:
            return COUNTRY
        if shape.body.kind == "press":
            ministry = any(line.keys[at] in self.domains for at in range(shape.start, shape.end))
            shape.body = None
            return LEADER if ministry else OFFICIAL
        return COUNTRY if shape.body.kind in _LEADING or shape.body.kind == _PARTY else OFFICIAL
