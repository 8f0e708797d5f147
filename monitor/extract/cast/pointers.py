"""Whom the words mean that only point: the president, the two leaders, both sides, his Turkish counterpart.

Sentences are gone through in reading order. What cannot be told stays unresolved, a party of no kind that
is not sure; a wrong leader is never guessed.
"""

from __future__ import annotations

from monitor.extract.cast.antecedents import Antecedents
from monitor.extract.cast.focus import STALE, THINGS, UNRESOLVED, Focus, leaders_of, pair_of
from monitor.extract.cast.lands import Lands
from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.cast.parties import Parties
from monitor.extract.cast.people import COUNTERPART
from monitor.extract.cast.pronouns import Pronouns
from monitor.extract.cast.registry import offices, plain_office
from monitor.extract.cast.shapes import BODY, GROUP, NAME, PERSON, PLACE, POINTER, PRONOUN, Line, Shape
from monitor.extract.cast.words import COUNTRY, LEADER, OFFICIAL, NameGrammar
from monitor.extract.lexicon.table import words

_TWO = 2


class Pointing:
    """Resolves the pointers of one article."""

    def __init__(self, grammar: NameGrammar, parties: Parties) -> None:
        """Begin an article whose *parties* are read."""
        lists = grammar.lists
        self.grammar = grammar
        self.parties = parties
        self.elsewhere = lists["elsewhere"]
        self.indefinite = lists["indefinite"]
        self.articles = lists["articles"] - self.indefinite
        self.at_home = lists["pointers.at_home"]
        self.of_state = lists["of_state"]
        self.antecedents = Antecedents(grammar, self._is_country)
        self.focus = Focus()
        self.lands = Lands(parties, self.focus, self._is_country)
        self.pronouns = Pronouns(grammar, self.focus)

    def _is_country(self, side: str) -> bool:
        found = self.parties.people.known.lexicon.places.at(list(words(side)), 0)
        return found is not None and found[1].how != "body"

    def resolve(self, line: Line, shapes: list[Shape]) -> None:
        """Give every shape of *line* that has none its party."""
        number, first = line.tagged.number, None
        for at, shape in enumerate(shapes):
            for one in (shape.owner, shape):
                if one is not None and self.antecedents.common(line, one):
                    one.party = self._body(line, one)
            self._own(line, shapes, at, shape, first)
            if shape.party is None:
                self._give(line, shapes, at, shape, first)
            party = shape.party
            if party is None:
                continue
            self._level(shape, party)
            self.antecedents.serve(line, shape, party)
            self.antecedents.see(line, shape, party)
            if first is None and shape.kind in {NAME, PERSON, PRONOUN} and party.kind is PartyKind.PERSON:
                first = self._topic(shape, party)
            self.focus.see(party, number)
        if first is not None:
            self.focus.subject, self.focus.subject_at = first, number

    def _own(self, line: Line, shapes: list[Shape], at: int, shape: Shape, first: Party | None) -> None:
        """Find who owns *shape*, where somebody does."""
        if shape.owner is not None and shape.owner.kind == POINTER and shape.owner.pointer == "country":
            self.lands.give(line, shapes[:at], shape)
        if shape.owner is not None and shape.owner.party is None:
            self._give(line, shapes, at, shape.owner, first)
        if shape.owner is not None and shape.owner.party is not None and shape.owner.kind != PRONOUN:
            self.focus.see(shape.owner.party, line.tagged.number)

    def _body(self, line: Line, shape: Shape) -> Party:
        """Return the body that a common noun means: one named before, else the country's at hand."""
        party = self.antecedents.meant(line, shape)
        if party is not None:
            return party
        home = self.antecedents.home(shape)
        if home is not None:
            shape.sides = [home]
        return self.parties.body(line, shape)

    @staticmethod
    def _level(shape: Shape, party: Party) -> None:
        """Give a counterpart by name the rank of whose counterpart it is: a trade minister's is no leader."""
        owner = shape.owner.party if shape.owner else None
        pointer = party.basis == COUNTERPART or (
            shape.office is not None and shape.office.pointer and not shape.office.loose
        )
        if not pointer or owner is None or owner.kind is not PartyKind.PERSON or owner is party:
            return
        party.facing = owner
        if party.basis == COUNTERPART and owner.office:
            party.leader, party.office = owner.leader, owner.office

    @staticmethod
    def _topic(shape: Shape, party: Party) -> Party:
        """Return whom a sentence is about whose subject is "his finance minister": him."""
        owner = shape.owner
        return (
            owner.party if owner is not None and owner.kind == PRONOUN and owner.party is not None else party
        )

    def _give(self, line: Line, shapes: list[Shape], at: int, shape: Shape, first: Party | None) -> None:
        if shape.kind == PRONOUN:
            shape.party = self.pronouns.meant(line, shapes, at, shape, first)
        elif shape.kind == POINTER:
            shape.party = self._pointer(line, shapes, at, shape)
        elif shape.kind == GROUP:
            shape.party = self._plural(line, shapes, at, shape)
        elif shape.kind == BODY:
            shape.party = self.parties.body(line, shape)
        elif shape.kind == PERSON:
            shape.party = self._office(line, shapes, at, shape)

    def _pointer(self, line: Line, shapes: list[Shape], at: int, shape: Shape) -> Party | None:
        if shape.pointer == "sides":
            return self.lands.both(line, shape)
        if shape.pointer == "country":
            return self.lands.last(line)
        if shape.pointer == "world":
            party = Party(self.parties.text(line, shape), PartyKind.GROUP, leader=True, official=True, sure=0)
            party.basis = "plural office"
            return party
        return self._several(line, shapes, at, shape, None)

    def _several(self, line: Line, shapes: list[Shape], at: int, shape: Shape, office: str | None) -> Party:
        """Return the last two (or three) leaders spoken of, where there is no doubt which."""
        count = shape.count or 2
        number = line.tagged.number
        before = leaders_of(one.party for one in shapes[:at])
        recent = [one for one, seen in self.focus.leaders if number - seen < STALE and one not in before]
        found = [one for one in [*before[::-1], *recent] if _fits(office, one)]
        settled = self._settled(line, before, found, count, office)
        if len(settled) != count == _TWO and office is None:
            settled = self.pronouns.side_by_side_of(line, shapes[:at])
        if len(settled) != count:
            later = leaders_of(one.party for one in shapes[at + 1 :])
            settled = later if len(later) == count and not found else []
        if len(settled) == count:
            return pair_of(settled, line, self.parties.text(line, shape))
        party = Party(self.parties.text(line, shape), PartyKind.GROUP, office, leader=False, sure=0)
        party.basis = UNRESOLVED
        if (
            shape.kind == GROUP
            and shape.count == _TWO
            and not (shape.unknown or shape.private or shape.former)
        ):
            own = plain_office(shape.title.removesuffix("s"))
            party.leader = party.several = own in self.of_state or own in offices().any
        return party

    def _settled(
        self, line: Line, before: list[Party], found: list[Party], count: int, office: str | None
    ) -> list[Party]:
        """Take whole sentences back until there are enough leaders; too many at once are none."""
        if len(before) > count and office is None:
            return []
        if len(found) <= count:
            return found[::-1]
        seen = {id(one): at for one, at in self.focus.leaders}
        cut = seen.get(id(found[count]), -1), seen.get(id(found[count - 1]), line.tagged.number)
        return found[:count][::-1] if cut[0] < cut[1] or found[count - 1] in before else []

    def _plural(self, line: Line, shapes: list[Shape], at: int, shape: Shape) -> Party | None:
        """Return the group of a plural office: its own sides', or "the two presidents" spoken of."""
        if shape.paired and (pair := self.lands.pair(line)):
            shape.sides = pair
        if shape.count and not shape.sides and not shape.many and shape.rank in {LEADER, COUNTRY}:
            return self._several(line, shapes, at, shape, _office_of(shape))
        bare = not (shape.sides or shape.many or shape.many_names or shape.owner)
        if (
            bare
            and shape.rank in {LEADER, COUNTRY}
            and line.key(shape.start - 1) in self.articles
            and not shape.modified
        ):
            return self._several(line, shapes, at, shape, _office_of(shape))
        party = self.parties.group(line, shape)
        owner = shape.owner.party if shape.owner else None
        if shape.office and shape.office.pointer:
            loose = owner is None and shape.office.loose
            party.leader = owner.leader if owner is not None else party.leader and not loose
            party.sure = 1 if owner is not None else party.sure
        return party

    def _office(self, line: Line, shapes: list[Shape], at: int, shape: Shape) -> Party:
        if shape.office is not None and shape.office.pointer:
            return self._counterpart(line, shape, shapes, at)
        pointing = (
            shape.rank in {LEADER, COUNTRY, OFFICIAL}
            and not shape.sides
            and not shape.body
            and not shape.former
        )
        definite = line.key(shape.start - 1) not in self.indefinite and not shape.many
        elsewhere = not self.elsewhere.isdisjoint(line.keys[shape.start : shape.head])
        if (
            pointing
            and definite
            and not elsewhere
            and not shape.owner
            and not shape.new
            and not shape.unknown
        ):
            found = self._last_of(shapes, at, shape, line.tagged.number)
            if found is not None:
                return found
        ours = shape.owner is not None and shape.owner.pointer == "speakers"
        if pointing and definite and (ours or not shape.owner) and not shape.unknown:
            self._of_speaker(shapes, at, shape)
            home = self.antecedents.country if shape.title in self.at_home else None
            abroad = {one.side for one in self._of_other_land(shapes, at, shape)}
            if not shape.sides and home and home not in abroad:
                shape.sides, shape.bare = [home], False
        party = self.parties.holder(line, shape)
        owner = shape.owner.party if shape.owner else None
        persons = owner is not None and owner.kind is PartyKind.PERSON and shape.bare
        if persons or (party.side is None and (shape.bare or shape.owner is not None)):
            party.leader, party.sure = False, 0
        if not definite or (party.side is None and shape.body is not None):
            party.sure = 0
        return party

    @staticmethod
    def _of_speaker(shapes: list[Shape], at: int, shape: Shape) -> None:
        """Give "the president" the country of the one body of state before it, or of who speaks behind.

        "La Moneda said the president …"; "The president did not call him," a White House spokesman said.
        """
        sides = {
            one.party.side for one in shapes[:at] if one.kind == BODY and one.party and one.party.official
        }
        speakers = [one for one in shapes[at + 1 :] if one.office is not None and one.office.spokesman]
        sides = sides or {side for one in speakers[:1] for side in one.sides[-1:]}
        if len(sides) == 1 and None not in sides and shape.rank in {LEADER, COUNTRY}:
            shape.sides = [side for side in sides if side is not None]
            shape.bare = False

    def _last_of(self, shapes: list[Shape], at: int, shape: Shape, number: int) -> Party | None:
        """Return who of those in mind last held the office: "the president", "the minister"."""
        named = [one for shape in shapes[:at] for one in (shape.owner, shape) if one is not None]
        before = [one.party for one in named if one.party and one.party.kind is PartyKind.PERSON]
        office = plain_office(shape.title)
        other = {id(one) for one in self._of_other_land(shapes, at, shape)}
        for party in [*before[::-1], *(one for one, _ in self.focus.persons)]:
            if id(party) not in other and self._holds(party, office, shape):
                return party
        after = {id(one.party) for one in shapes[at + 1 :] if one.party and one.party.first == number}
        held = [
            one.party
            for one in self.parties.people.everyone
            if one.party.first <= number + bool(other)
            and id(one.party) not in after | other
            and self._holds(one.party, office, shape)
        ]
        return held[0] if len(held) == 1 else None

    @staticmethod
    def _of_other_land(shapes: list[Shape], at: int, shape: Shape) -> list[Party]:
        """Return who is named behind by the same office of a country: "The PM spoke to Indian PM Modi"."""
        title = plain_office(shape.title)
        return [
            one.party
            for one in shapes[at + 1 :]
            if one.party and one.sides and one.office and plain_office(one.title) == title
        ]

    def _holds(self, party: Party, office: str, shape: Shape) -> bool:
        own = plain_office(party.office or "")
        if not own or party.former:
            return False
        if shape.office is not None and shape.office.rank == COUNTRY and office not in offices().any:
            return (party.office or "").lower() == shape.title
        if office in offices().any:
            return party.leader and own not in offices().never_any
        return own == office or (shape.rank == OFFICIAL and own.endswith(f" {office}"))

    def _counterpart(self, line: Line, shape: Shape, shapes: list[Shape], at: int) -> Party:
        """Return whom "his Turkish counterpart" means: who holds the same office there."""
        owner = shape.owner.party if shape.owner else None
        if owner is None:
            owner = next((one.party for one in shapes[:at][::-1] if one.party and one.party.leader), None)
        office = owner.office if owner is not None and owner.kind is PartyKind.PERSON else None
        side = shape.sides[-1] if shape.sides else None
        if side and office and not shape.former:
            one = Shape(
                PERSON, shape.start, shape.end, shape.head, shape.office, office, LEADER, sides=[side]
            )
            person = self.parties.people.of_side(side, office)
            if person is None and shape.office is not None and shape.office.loose:
                person = self.parties.people.of_side(side, "leader")
            if person is not None:
                return person.party
            same = owner is not None and owner.leader and shape.office is not None and not shape.office.loose
            held = self.parties.by_date(line, side, one) if same else None
            if held is not None:
                return held
        party = Party(self.parties.text(line, shape), PartyKind.PERSON, office or shape.title, side)
        loose = shape.office is not None and shape.office.loose
        abroad = side is not None and (
            (owner is None and not loose) or (owner is not None and (owner.leader or owner.kind in THINGS))
        )
        party.leader = abroad or (owner is not None and owner.leader and not loose)
        party.official = True
        party.sure = 1 if side or owner is not None else 0
        party.basis = COUNTERPART
        party.first = party.last = line.tagged.number
        return party


def _office_of(shape: Shape) -> str | None:
    title = plain_office(shape.title.removesuffix("s"))
    return None if title in offices().any else title


def _fits(office: str | None, party: Party) -> bool:
    return office is None or plain_office(party.office or "") == office


__all__ = ["PLACE", "Focus", "Pointing"]
