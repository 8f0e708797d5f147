"""Parties that are no named person: bodies, governments, movements, holders of offices, groups."""

from __future__ import annotations

from datetime import date

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.cast.people import People
from monitor.extract.cast.registry import plain_office
from monitor.extract.cast.shapes import BODY, GROUP, PRONOUN, Line, Shape
from monitor.extract.cast.words import COUNTRY, LEADER, OFFICIAL, PRIVATE, STAFF, Body, NameGrammar
from monitor.extract.syntax.model import Form, Tag

_KINDS = {
    "government": PartyKind.GOVERNMENT,
    "movement": PartyKind.MOVEMENT,
    "rebels": PartyKind.MOVEMENT,
    "private": PartyKind.OTHER,
}
_FINITE = frozenset({Form.PAST, Form.PRESENT})
_SPEAKING = frozenset({"press", "media"})


class Parties:
    """The parties of one article that have no name of their own, one for each side, body and office."""

    def __init__(self, grammar: NameGrammar, people: People, day: date | None) -> None:
        """Begin an article whose *people* are being read."""
        self.grammar = grammar
        self.people = people
        self.day = day
        self.registry = people.known.registry
        self.armed = grammar.lists["armed_camps"]
        self.unsaid = grammar.lists["unsaid"]
        self.by_themselves = grammar.lists["by_themselves"]
        self.plural_endings = tuple(grammar.lists["pointers.peoples"])
        self.bodies: dict[tuple[str, str | None], Party] = {}
        self.lands: dict[str, Party] = {}
        self.holders: dict[tuple[str, str | None, bool], Party] = {}

    def text(self, line: Line, shape: Shape) -> str:
        """Return the words of *shape* as they are shown, without an article; "his" by whose it is."""
        owner, start = shape.owner, shape.start
        named = owner.party if owner is not None and owner.start == start else None
        if named is None or owner is None or named.kind is not PartyKind.PERSON:
            return self.grammar.shown(line.tokens[start : shape.end])
        serves = shape.kind == BODY or (shape.office is not None and shape.office.spokesman)
        if not serves or (owner.kind != PRONOUN and not owner.modified):
            return self.grammar.shown(line.tokens[start : shape.end])
        at = owner.end + (line.key(owner.end) in self.grammar.lists["possessive_marks"])
        return f"{named.name}'s {self.grammar.shown(line.tokens[at : shape.end])}"

    def land(self, line: Line, shape: Shape) -> Party:
        """Return the country of *shape*, that may act as its government."""
        side = shape.sides[-1]
        if self._somebody(line, shape):
            one = Party(self.text(line, shape), PartyKind.OTHER, sure=0, basis="somebody of that people")
            return _at(one, line)
        party = self.lands.get(side)
        if party is None:
            name = side if self._people(line, shape) else self.text(line, shape)
            party = self.lands[side] = _at(
                Party(name, PartyKind.GOVERNMENT, side=side, official=True, sure=0, basis="country or seat"),
                line,
            )
        return party

    def _somebody(self, line: Line, shape: Shape) -> bool:
        """Tell the one man of "Serb denies charges" and "the Russian said" from "the French said"."""
        key = line.keys[shape.head]
        if shape.place is None or shape.place.how != "demonym" or key.endswith(("s", *self.plural_endings)):
            return False
        after = line.tokens[shape.end] if shape.end < len(line.tokens) else None
        return after is not None and after.tag == Tag.VERB and after.form in _FINITE

    def _people(self, line: Line, shape: Shape) -> bool:
        """Tell whether *shape* is an adjective or a people, "Russian", "Russians", no country's name."""
        if shape.place is None or shape.place.how == "demonym":
            return True
        one = line.keys[shape.head].removesuffix("s")
        found = self.people.known.lexicon.places.at([one], 0)
        return one != line.keys[shape.head] and found is not None and found[1].how == "demonym"

    def body(self, line: Line, shape: Shape) -> Party:
        """Return the body of *shape*: whose it is by the text."""
        found = shape.body or Body("official")
        side = shape.sides[-1] if shape.sides else None
        if side is None and shape.owner is not None and shape.owner.party is not None:
            side = shape.owner.party.side
        kind = found.kind
        if kind == "rebels" and side is not None and not found.side:
            side = f"{side}'s {line.keys[shape.head]}"
        name = self.text(line, shape)
        key = (line.keys[shape.head] if kind == "government" else name.lower(), side)
        party = self.bodies.get(key)
        if party is None:
            party = self.bodies[key] = Party(name, _KINDS.get(kind, PartyKind.BODY), side=side)
            party.official = kind != "private"
            party.spokesman = kind in _SPEAKING
            party.basis = "body" if side is None else "body and country"
            party.sure = 0 if side is None and kind in {"government", "rebels", "official", "press"} else 1
            _at(party, line)
        party.last = line.tagged.number
        return party

    def holder(self, line: Line, shape: Shape) -> Party:
        """Return who holds the nameless office of *shape*: of the article, the registry, or itself."""
        side = shape.sides[-1] if shape.sides else None
        leads = shape.rank == LEADER and not shape.former
        if leads and side and not shape.new and not shape.camp:
            person = self.people.of_side(side, shape.title)
            if person is not None:
                return person.party
            if (held := self.by_date(line, side, shape)) is not None:
                return held
        return self._itself(line, shape, self._side_of(shape), leads=leads)

    def by_date(self, line: Line, side: str, shape: Shape) -> Party | None:
        """Return who held the office of *shape* on the article's day, where exactly one is known."""
        name = self.registry.holder(side, shape.title, self.day) if self.day else None
        if name is None:
            return None
        key = (plain_office(shape.title), side, True)
        if key not in self.holders:
            party = Party(name, PartyKind.PERSON, shape.title, side, leader=True, official=True)
            party.basis = "office, country and date"
            self.holders[key] = _at(party, line)
        return self.holders[key]

    def _side_of(self, shape: Shape) -> str | None:
        side = shape.sides[-1] if shape.sides else None
        if side is None and shape.owner is not None and shape.owner.party is not None:
            return shape.owner.party.side
        return f"{side}'s {shape.camp}" if side and shape.camp else side

    def _itself(self, line: Line, shape: Shape, side: str | None, *, leads: bool) -> Party:
        key = (plain_office(shape.title), side, shape.former or shape.lesser)
        party = self.holders.get(key) if shape.rank in {LEADER, OFFICIAL} else None
        if party is None:
            unnamed = shape.rank == STAFF
            party = Party(
                self.text(line, shape), PartyKind.OTHER if unnamed else PartyKind.PERSON, shape.title, side
            )
            party.leader = leads
            party.former = shape.former
            party.official = self._official(line, shape)
            party.sex = shape.office.sex if shape.office else ""
            party.spokesman = bool(shape.office and shape.office.spokesman)
            party.sure = 1 if (side or shape.body or shape.owner) and not shape.doubtful else 0
            party.basis = "office and country" if side else "office"
            self.holders[key] = _at(party, line)
        party.last = line.tagged.number
        return party

    def _official(self, line: Line, shape: Shape) -> bool:
        if shape.office is None or (shape.body and shape.body.kind == "private"):
            return False
        serves = shape.office.spokesman or shape.rank in {STAFF, LEADER, COUNTRY}
        alone = shape.title in self.unsaid and not (shape.sides or shape.body)
        if (alone or (shape.unknown and serves)) and not shape.owner:
            return False
        served = shape.owner.party if shape.owner else None
        if served is None and shape.owner is not None and shape.office.spokesman:
            return self.people.known.public(self.people.said(line, shape.owner))
        if shape.rank == STAFF or shape.office.spokesman:
            if served is not None:
                return served.official
            return bool(shape.sides or shape.body or shape.camp or shape.of_state or shape.office.spokesman)
        return shape.rank in {LEADER, OFFICIAL, COUNTRY}

    def group(self, line: Line, shape: Shape) -> Party:
        """Return the several leaders that a plural office means, with those of them who are known."""
        members = self._members(line, shape)
        sides = list(dict.fromkeys(shape.sides))
        leads = shape.rank == LEADER and not shape.former and not shape.lesser and not shape.unknown
        side = self._ruled(sides[0]) if len(sides) == 1 and not shape.many else None
        kind = PartyKind.OTHER if shape.rank == PRIVATE and shape.private else PartyKind.GROUP
        party = Party(self.text(line, shape), kind, shape.title, side, members=members)
        armed = not self.armed.isdisjoint(shape.title.split(" ")) or shape.camp in self.armed
        named = bool(sides or shape.many or members or armed)
        party.leader = leads and (named or shape.title in self.by_themselves)
        bodies = shape.place is not None and shape.place.how == "body" and len(sides) == 1
        party.several = leads and not shape.vague and (bodies or (shape.many and side is None))
        serves = shape.rank == STAFF and (bool(sides) or shape.of_state)
        party.official = leads or (shape.rank == OFFICIAL and not shape.private) or serves
        party.former = shape.former
        party.sure = 0 if shape.vague or not (sides or members or shape.many or party.leader) else 1
        party.basis = "plural office"
        return _at(party, line)

    def _ruled(self, side: str) -> str:
        """Return the country that the movement *side* rules on the article's day, *side* where none."""
        country, since = self.grammar.ruling.get(side, (side, 0))
        return country if self.day is None or self.day.year >= since else side

    def _members(self, line: Line, shape: Shape) -> tuple[Party, ...]:
        if shape.many_names:
            return self.introduced(line, shape)
        sides = list(dict.fromkeys(shape.sides))
        if len(sides) < 2 or shape.rank != LEADER or shape.office is None:
            return ()
        return tuple(self._member(line, shape, side) for side in sides)

    def _member(self, line: Line, shape: Shape, side: str) -> Party:
        office = _singular(shape.title)
        person = self.people.of_side(side, office)
        if person is not None:
            return person.party
        one = Shape("person", shape.start, shape.end, shape.head, title=office, rank=LEADER, sides=[side])
        held = None if shape.new or shape.former else self.by_date(line, side, one)
        if held is not None:
            return held
        key = (plain_office(office), side, False)
        if key not in self.holders:
            party = Party(f"{side}'s {office}", PartyKind.PERSON, office, side, leader=True, official=True)
            party.basis = "office and country"
            self.holders[key] = _at(party, line)
        return self.holders[key]

    def introduced(self, line: Line, shape: Shape) -> tuple[Party, ...]:
        """Return those whom a plural office names, "Presidents X and Y", taken in if new."""
        office = _singular(shape.title)
        members = []
        for number, name in enumerate(shape.many_names):
            one = Shape(
                "person", shape.start, shape.end, shape.head, shape.office, office, shape.rank, name=name
            )
            if len(dict.fromkeys(shape.sides)) == len(shape.many_names):
                one.sides = [list(dict.fromkeys(shape.sides))[number]]
            one.former = shape.former
            person = self.people.introduce(line, one)
            if person is not None:
                members.append(person.party)
        return tuple(members)


def _singular(title: str) -> str:
    """Return the office of one of several: "foreign ministers" to "foreign minister"."""
    first, _, rest = title.partition(" of ")
    first = first.removesuffix("s")
    return f"{first} of {rest}" if rest else first


def _at(party: Party, line: Line) -> Party:
    party.first = party.last = line.tagged.number
    return party


def is_group(shape: Shape) -> bool:
    """Tell whether *shape* means several by an office."""
    return shape.kind == GROUP
