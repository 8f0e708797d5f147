"""The people of one article: who each name stands for, by what the article says of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from monitor.extract.cast.known import KnownPeople, SaidName, name_words
from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.cast.person import Person, of_several
from monitor.extract.cast.registry import folded, offices, plain_office
from monitor.extract.cast.shapes import NAME, Line, Shape
from monitor.extract.cast.words import COUNTRY, KIN, LEADER, OFFICIAL, PRIVATE, STAFF, NameGrammar
from monitor.extract.entity import Entity

COUNTERPART = "counterpart"
_LOWER = frozenset({OFFICIAL, PRIVATE, KIN, STAFF})


class People:
    """Everybody named so far, by the words of their names."""

    def __init__(self, grammar: NameGrammar, known: KnownPeople, day: date | None) -> None:
        """Begin an article of *day*."""
        self.grammar = grammar
        self.known = known
        self.day = day
        self.everyone: list[Person] = []
        self.by_word: dict[str, list[Person]] = {}
        self.known_by_word: dict[str, list[Person]] = {}
        """of those in the lexicon only: few, however many an article names "Paul"."""
        self.by_entity: dict[str, Person] = {}
        self.any_head = grammar.lists["any_head"]
        self.firm_heads = grammar.lists["firm_heads"]
        self.humble = grammar.lists["titles.humble"]
        self.numerals = grammar.lists["names.numerals"]
        self.particles = grammar.lists["names.particles"]
        self.suffixes = frozenset(grammar.lists["names.suffixes"])
        self.family_first = grammar.lists["family_first"]

    def said(self, line: Line, shape: Shape) -> SaidName:
        """Return what the text says with the name of *shape*."""
        if shape.folded is None or shape.folded[0] != shape.name:
            start, end = shape.name or (shape.start, shape.start)
            keys = [folded(raw) for raw in line.raw[start:end] if raw != "."]
            shape.folded = (shape.name, tuple(key for key in keys if key))
        sex = shape.honorific or (shape.office.sex if shape.office else "")
        return SaidName(
            words=shape.folded[1],
            sides=tuple(shape.sides),
            office=shape.title,
            leads=shape.rank == LEADER,
            lower=bool(shape.office) and shape.rank in _LOWER,
            former=shape.former,
            sex=sex,
        )

    def introduce(self, line: Line, shape: Shape) -> Person | None:
        """Return who a full or titled name stands for, taken in if new; None for a bare word by itself."""
        said = self.said(line, shape)
        if not said.words:
            return None
        person = self._met(said, shape)
        if person is not None and person.entity is None and not person.titled and len(said.words) < 2:
            person = None if self.known.alone(said, self.day) else person
        if person is None:
            entity = self._propose(said, shape)
            if entity is None and shape.kind == NAME and len(said.words) < 2 and not shape.modified:
                return None
            person = self.take_in(line, said, shape, entity)
        self._name(line, person, said, shape)
        self._entitle(person, shape)
        return person

    def _propose(self, said: SaidName, shape: Shape) -> Entity | None:
        royal = self._royal(said, shape)
        if royal:
            return royal
        if len(said.words) > 1:
            entity = self.known.full(said, self.day)
            return (
                entity
                if entity is None or shape.rank != KIN or entity.name.lower() == " ".join(said.words)
                else None
            )
        if shape.kind == NAME or shape.rank in {KIN, STAFF}:
            return None if shape.owner else self._alone(said)
        if shape.rank != LEADER:
            return None
        crowned = shape.office is not None and shape.office.crowned
        return self.known.surname(said, self.day) or (None if said.sides or crowned else self._alone(said))

    def _alone(self, said: SaidName) -> Entity | None:
        return (self.known.surname if said.sides else self.known.alone)(said, self.day)

    def _royal(self, said: SaidName, shape: Shape) -> Entity | None:
        """Return whose name the office is part of: "King Hussein", "Pope Francis"."""
        if shape.office is None or not shape.office.crowned:
            return None
        words = (folded(shape.office.name), *said.words)
        found = self.known.by_full.get(words) or self.known.by_full.get(words[:2]) or []
        fitting = [one for one in found if not said.sides or one.side in said.sides]
        return self.known.fittest(fitting, said, self.day) if fitting else None

    def _met(self, said: SaidName, shape: Shape) -> Person | None:
        """Return the person of the article that the name stands for."""
        found = [one for one in self._of_word(said) if self._same(one, said, shape)]
        if len(found) < 2:
            return found[0] if found else None
        fitting = [one for one in found if said.sides and one.party.side in said.sides]
        return max(fitting or found, key=lambda one: (one.words == said.words, one.party.leader, one.last))

    def _of_word(self, said: SaidName) -> list[Person]:
        """Return who may be meant: those of the last word; by another word of the name only who is known."""
        last = said.words[-1]
        if len(said.words) == 1 or not self.known_by_word:
            return self.by_word.get(last, [])
        found: dict[Person, None] = {}
        for word in said.words[-2:] + said.words[:1]:
            if people := (self.by_word if word == last else self.known_by_word).get(word):
                found |= dict.fromkeys(people)
        return list(found)

    def _same(self, person: Person, said: SaidName, shape: Shape) -> bool:
        if said.sex and person.party.sex and said.sex != person.party.sex:
            return False
        lands = [side for side in said.sides if person.sides and side not in person.sides]
        if lands and shape.rank == LEADER and not shape.former and person.titled:
            return False
        own, other = set(person.words), set(said.words)
        if len(said.words) > 1 and len(own) > 1 and (own & self.suffixes) != (other & self.suffixes):
            return False
        if len(said.words) == 1:
            knighted = shape.knighted and said.words[0] == person.words[0]
            return (said.words[0] in self._surnames(person) or knighted) and shape.rank != KIN
        if (own <= other or other <= own) and said.words[-1] in self._surnames(person):
            return True
        return person.entity is not None and said.words in {
            tuple(folded(text).split()) for text in (person.entity.name, *person.entity.aliases)
        }

    def _surnames(self, person: Person) -> set[str]:
        """Return the words that stand for *person* alone: the last, the first where families come first."""
        words = {word for word in person.words if word not in self.numerals}
        if person.entity is not None:
            own = {part for text in person.entity.surnames for part in name_words(text)}
            return (own | {person.words[-1]}) & (words | own)
        if person.party.side in self.family_first:
            return words
        crowned = len(words) < len(person.words)
        return words if crowned else {person.words[-1]}

    def take_in(self, line: Line, said: SaidName, shape: Shape, entity: Entity | None) -> Person:
        """Return *entity*, or who is new, as a person of the article."""
        if entity is not None and entity.name in self.by_entity:
            return self.by_entity[entity.name]
        shown = self.grammar.shown(line.tokens[shape.name[0] : shape.name[1]]) if shape.name else ""
        human = entity is not None or shape.office is not None or shape.modified
        party = Party(name=shown, kind=PartyKind.PERSON if human else PartyKind.OTHER, sure=1 if human else 0)
        party.first = party.last = line.tagged.number
        party.sex = said.sex or self.known.sex(entity.name if entity else shown)
        person = Person(party, said.words, entity)
        if entity is not None:
            self._be(person, entity)
        self.everyone.append(person)
        self._index(person, said.words)
        return person

    def recognise(self, person: Person, entity: Entity) -> None:
        """Let *person*, of whom no more than a surname is said, be *entity*."""
        if entity.name not in self.by_entity and not person.offices:
            person.entity = entity
            person.party.kind, person.party.sure = PartyKind.PERSON, 1
            self._be(person, entity)
            self._index(person, person.words)

    def _be(self, person: Person, entity: Entity) -> None:
        party = person.party
        party.name, party.office, party.side = entity.name, entity.office, entity.side
        party.former = self.known.gone(entity, self.day)
        party.leader = entity.leader and not party.former
        if entity.name not in self.known.by_name and not self.known.serving_on(entity, self.day):
            party.sure = 0
        party.official = entity.official
        party.basis = "known name"
        person.sides.update([entity.side] if entity.side else [])
        person.offices.add(plain_office(entity.office or ""))
        self.by_entity[entity.name] = person

    def _index(self, person: Person, said: Sequence[str]) -> None:
        words = {word for word in said if word not in self.numerals and word not in self.particles}
        if person.entity:
            words |= {folded(text) for text in person.entity.surnames if " " not in text}
        for table in (self.by_word, self.known_by_word) if person.entity else (self.by_word,):
            for word in words:
                people = table.setdefault(word, [])
                if person not in people:
                    people.append(person)

    def _name(self, line: Line, person: Person, said: SaidName, shape: Shape) -> None:
        """Keep the longest form of the name that the article writes."""
        party = person.party
        if shape.name:
            shown = self.grammar.shown(line.tokens[shape.name[0] : shape.name[1]])
            party.forms.add(shown)
            if person.entity is None and len(said.words) > len(person.words):
                party.name, person.words = shown, said.words
                self._index(person, said.words)
        party.sex = party.sex or said.sex
        party.official |= shape.soldier and not person.private
        party.last = max(party.last, line.tagged.number)

    def _entitle(self, person: Person, shape: Shape) -> None:
        """Let the office that the text gives decide: what it leads, for whom, and whether it is over."""
        party = person.party
        if shape.sides:
            person.sides.update(shape.sides)
        if shape.former and shape.rank in {LEADER, ""} and not person.titled:
            party.former = True
            party.leader = party.leader and person.entity is not None and person.entity.candidate
        if shape.office is None:
            self._of_side_said(person, shape)
            return
        known = person.entity is not None and person.entity.leader
        leads = shape.rank == LEADER and not shape.former and (known or not shape.bare)
        if person.entity is not None and person.entity.leader:
            self._known_titled(person, shape, leads=leads)
        else:
            self._unknown_titled(person, shape, leads=leads)
        if party.kind is PartyKind.OTHER:
            party.kind, party.sure = PartyKind.PERSON, 0 if shape.doubtful else 1
        person.offices.add(plain_office(shape.title))
        said = party.office is None or (leads and plain_office(shape.title) not in offices().any)
        if said and not shape.office.pointer:  # whose counterpart he is says what his office is
            party.office = shape.title  # "the leader of Russia" is its president still
        party.sex = party.sex or shape.office.sex
        party.spokesman |= shape.office.spokesman

    def _of_side_said(self, person: Person, shape: Shape) -> None:
        """Take the country of "Portugal's Barroso", known for another, where he held office there."""
        party = person.party
        if not shape.sides or party.side == shape.sides[-1]:
            return
        terms = self.known.registry.terms_of(party.name)
        held = next((term for term in terms if term.side == shape.sides[-1]), None)
        if party.side is None:
            party.side = shape.sides[-1]
        elif held is not None and person.entity is not None and not person.titled:
            party.side, party.office, party.leader, party.former = held.side, held.office, True, False

    def _known_titled(self, person: Person, shape: Shape, *, leads: bool) -> None:
        party = person.party
        candidate = person.entity is not None and person.entity.candidate
        if leads:
            party.leader, party.former, person.titled, party.sure = True, False, True, 1
            if shape.sides and shape.sides[-1] != party.side and not self._related(person, shape.sides[-1]):
                party.side = shape.sides[-1]
        elif shape.rank == LEADER and not person.titled:
            party.leader = candidate
        elif self._lowers(person, shape):
            party.leader = candidate and party.leader and not self._weak(person)
            party.former = False
            party.official = shape.rank == OFFICIAL or candidate or party.official
        party.basis = "known name, office"

    def _lowers(self, person: Person, shape: Shape) -> bool:
        """Tell whether the office of *shape* says that a known leader is none now: "Interior Minister X"."""
        heads = shape.office is not None and shape.office.rank == COUNTRY and shape.rank == OFFICIAL
        own = heads and not (shape.lesser or self._weak(person)) and person.party.side in shape.sides
        lower = shape.rank in {OFFICIAL, PRIVATE} and not (shape.unknown or own)
        return lower and not person.titled and shape.title not in self.humble

    @staticmethod
    def _weak(person: Person) -> bool:
        return person.entity is not None and person.entity.weak

    def _related(self, person: Person, said: str) -> bool:
        """Tell whether the known side is the closer: a movement's, or a country's that he heads by now."""
        side, entity = person.party.side, person.entity
        if side is None or entity is None:
            return False
        if not self.known.lexicon.sides_named(side):
            return True
        movement = not self.known.lexicon.sides_named(said)
        return movement and (self.day is None or self.known.serving(entity, self.day))

    def _unknown_titled(self, person: Person, shape: Shape, *, leads: bool) -> None:
        party = person.party
        if leads:
            crowned = shape.office is not None and shape.office.crowned and not shape.sides
            party.leader, party.former, person.titled = not crowned, False, True
            party.sure = 0 if shape.doubtful else 1
            party.basis = "office and country" if shape.sides else "office"
            if shape.office is not None and shape.office.pointer:
                party.basis, person.titled = COUNTERPART, False
        person.private |= shape.rank in {PRIVATE, KIN}
        speaks = shape.rank == LEADER or (shape.rank == OFFICIAL and not shape.former)
        speaks = speaks and not shape.stranger and not (shape.bare and shape.title in self.firm_heads)
        if shape.doubtful and shape.title in self.any_head:
            leads = speaks = False  # "leader of the Shropshire Hunt"
        party.official = leads or (not person.private and (party.official or speaks))
        if shape.sides and (party.side is None or leads or shape.doubtful):
            party.side = shape.sides[-1]

    def bare(self, line: Line, shape: Shape) -> Person | None:
        """Return who a bare name stands for: one introduced anywhere in the article, or a prominent one."""
        said = self.said(line, shape)
        if not said.words:
            return None
        found = [one for one in self._of_word(said) if self._same(one, said, shape)]
        known = [one for one in found if one.entity is not None or one.titled]
        if found and not known and (entity := self.known.alone(said, self.day)) is not None:
            told = [one for one in found if one.offices and not one.private]
            return told[0] if len(told) == len(found) == 1 else self._or_namesake(line, shape, found, entity)
        if len(found) == 1:
            return found[0]
        return of_several(known or found, line.tagged.number) if found else None

    def _or_namesake(self, line: Line, shape: Shape, found: list[Person], entity: Entity) -> Person | None:
        """Return whom a leader's surname means where the article names somebody else of it in full."""
        if self.known.serving_on(entity, self.day):
            return self.introduce(line, shape)
        if line.headline:
            return found[0] if len(found) == 1 else None
        return (
            None
            if min(one.party.first for one in found) < line.tagged.number
            else self.introduce(line, shape)
        )

    def of_side(self, side: str, office: str) -> Person | None:
        """Return the one person of the article who holds *office* of *side*, if it is one."""
        plain = plain_office(office)
        found = [
            one
            for one in self.everyone
            if one.party.side == side
            and one.party.leader
            and not one.party.former
            and (plain in one.offices or plain in offices().any)
        ]
        if len(found) > 1 and plain in offices().any:
            found = [one for one in found if one.offices - offices().never_any]
        for sure in (self._serves, lambda one: one.titled):
            fewer = [one for one in found if sure(one)] if len(found) > 1 else []
            found = fewer or found
        return found[0] if len(found) == 1 else None

    def _serves(self, person: Person) -> bool:
        return person.entity is not None and self.known.serving_on(person.entity, self.day)
