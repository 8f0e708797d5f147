"""Reads who an article is about: `Cast(lexicon, published).read(sentences)` fills each sentence's mentions.

Three passes: shapes of every sentence and their joins; who names, offices and bodies stand for, over the
whole article; then the words that only point, in reading order.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from monitor.extract.bounds import MOST_PEOPLE
from monitor.extract.cast.abbreviations import Abbreviations
from monitor.extract.cast.beside import Beside
from monitor.extract.cast.focus import FIRST_PERSON, UNRESOLVED
from monitor.extract.cast.joins import Joiner
from monitor.extract.cast.known import KnownPeople
from monitor.extract.cast.model import How, Mention, Party, PartyKind
from monitor.extract.cast.parties import Parties
from monitor.extract.cast.people import People
from monitor.extract.cast.person import Person
from monitor.extract.cast.pointers import Pointing
from monitor.extract.cast.scan import Scanner
from monitor.extract.cast.shapes import (
    BODY,
    GROUP,
    NAME,
    PAIRED,
    PERSON,
    PLACE,
    POINTER,
    PRONOUN,
    Line,
    Shape,
)
from monitor.extract.cast.words import COUNTRY, LEADER, NameGrammar, load_names
from monitor.extract.lexicon import Lexicon, words
from monitor.extract.syntax.model import Tag, Tagged

_BEFORE_ROLES = frozenset({Tag.VERB, Tag.PREPOSITION})
_HOW = {
    PERSON: How.OFFICE,
    GROUP: How.PLURAL,
    BODY: How.BODY,
    PLACE: How.SEAT,
    PRONOUN: How.PRONOUN,
    POINTER: How.POINTER,
}


@lru_cache(maxsize=6)
def _tables(lexicon: Lexicon, grammar: NameGrammar) -> tuple[Scanner, KnownPeople]:
    """Return what every article of *lexicon* is read by, built once."""
    lists = grammar.lists
    return Scanner(grammar, lexicon), KnownPeople(
        lexicon, lists["names.feminine"], lists["names.common"], lists["names.women"]
    )


class Cast:
    """Who one article is about."""

    def __init__(
        self, lexicon: Lexicon, published: date | None = None, grammar: NameGrammar | None = None
    ) -> None:
        """Begin an article *published* on a day, read by *grammar*: English where none is given."""
        self.grammar = grammar or load_names("en")
        self.scanner, known = _tables(lexicon, self.grammar)
        self.people = People(self.grammar, known, published)
        self.beside = Beside(self.people, self.grammar.lists["joins"])
        self.parties = Parties(self.grammar, self.people, published)
        self.pointing = Pointing(self.grammar, self.parties)
        self.joiner = Joiner(self.grammar, self._agree, self._known, self._surely)
        self.abbreviations = Abbreviations()
        self._read: dict[int, tuple[Line, list[Shape]]] = {}
        self.truncated = False
        """More people are named than are kept: the rest was not read."""

    def read(self, sentences: list[Tagged]) -> None:
        """Fill `mentions` of *sentences*, in order, up to where more people are named than are kept."""
        lines = self.beside.lines = [self.scanner.line(tagged) for tagged in sentences]
        found: dict[int, list[Shape]] = {}
        order = sorted(range(len(lines)), key=lambda at: lines[at].headline or lines[at].capitals)
        for at in order:
            self._explicit(lines[at], found, at)
        for at, line in enumerate(lines):
            shapes = found.get(at, [])
            for shape in shapes:
                self._identify(line, shape, shapes)
            shapes[:] = [shape for shape in shapes if not self._role(line, shape)]
            self.pointing.resolve(line, shapes)
            self.pointing.pronouns.speak(line, shapes)
            self._read[line.tagged.number] = (line, shapes)
            line.tagged.mentions = [self._mention(line, shape) for shape in shapes if self._told(shape)]

    def speaker_of(self, tagged: Tagged) -> Party | None:
        """Return who speaks in *tagged*, by a verb of saying next to them; None where nobody is seen to."""
        read = self._read.get(tagged.number)
        return self.pointing.pronouns.speaker(*read) if read else None

    def speak(self, tagged: Tagged, speaker: Party) -> None:
        """Let "I", "we", "my" and "our" of *tagged* mean *speaker*: who is quoted, where the caller knows."""
        _, shapes = self._read.get(tagged.number, (None, []))
        for mention in tagged.mentions:
            shape = next((one for one in shapes if one.start == mention.start), None)
            if shape is not None and shape.pointer in FIRST_PERSON:
                mention.party = speaker
            elif shape is not None and shape.owner is not None and shape.owner.pointer in FIRST_PERSON:
                mention.possessor = speaker

    def _role(self, line: Line, shape: Shape) -> bool:
        """Tell an office that somebody has, "as president", "his PM ambition", from who has it."""
        named = shape.kind != PERSON or shape.name or shape.owner or shape.possessed or shape.plural
        if named or shape.office is None or line.headline or line.upper(shape.head):
            return False
        if shape.office.loose:
            return True
        if line.key(shape.end) and line.tokens[shape.end].tag == Tag.NOUN and not line.upper(shape.end):
            return line.keys[shape.end] not in self.grammar.lists["after_role"]
        before = shape.start - 1
        if before < 0 or line.upper(shape.start) or line.tokens[before].tag not in _BEFORE_ROLES:
            return False
        return line.tokens[shape.head].tag == Tag.NOUN and not shape.office.pointer

    @staticmethod
    def _told(shape: Shape) -> bool:
        """Tell whether *shape* is a mention: who it means is known, or it is a pronoun that might tell."""
        return shape.party is not None or shape.kind == PRONOUN

    def _explicit(self, line: Line, found: dict[int, list[Shape]], at: int) -> None:
        """Read the shapes of *line* and take in who it introduces in full."""
        if len(self.people.everyone) > MOST_PEOPLE:
            self.truncated = True
            return
        names = self.scanner.names
        names.introduced = frozenset(self.people.by_word) if line.headline or line.capitals else frozenset()
        shapes = self.joiner.joined(line, self.scanner.shapes(line))
        found[at] = shapes
        self.abbreviations.see(line, shapes)
        for shape in shapes:
            if shape.many_names:
                self.parties.introduced(line, shape)
            for one in (shape, shape.owner):
                if (
                    one is not None
                    and one.name is not None
                    and one.kind in {PERSON, NAME}
                    and self._full(one)
                ):
                    self.people.introduce(line, one)

    @staticmethod
    def _full(shape: Shape) -> bool:
        """Tell whether a name is introduced: with an office, a country, or in more than one word."""
        if shape.kind == PERSON or shape.modified or shape.sides:
            return True
        start, end = shape.name or (0, 0)
        return end - start > 1

    def _known(self, line: Line, shape: Shape) -> bool:
        """Tell whether the name of *shape* is somebody's who is known or introduced already."""
        if self.people.bare(line, shape) is not None:
            return True
        said = self.people.said(line, shape)
        return (
            self.people.known.full(said, self.people.day) or self.people.known.alone(said, self.people.day)
        ) is not None

    def _surely(self, line: Line, named: Shape, titled: Shape) -> bool:
        """Tell whether a known name is of the very side that the office says."""
        person = self.people.bare(line, named)
        said = self.people.said(line, named)
        entity = person.entity if person and person.entity else self.people.known.full(said, self.people.day)
        return entity is not None and entity.side in titled.sides

    def _agree(self, line: Line, named: Shape, titled: Shape) -> bool:
        """Tell whether a name and an office beside it may be one person's."""
        said = self.people.said(line, named)
        person = self.people.bare(line, named)
        entity = person.entity if person else None
        if entity is None:
            entity = (
                self.people.known.full(said, self.people.day)
                if len(said.words) > 1
                else self.people.known.alone(said, self.people.day)
            )
        if entity is None:
            titles = named.kind == PERSON and named.rank == LEADER and titled.rank in {LEADER, COUNTRY}
            return len(said.words) > 1 or titles or (named.modified and bool(titled.sides))
        sides = set(titled.sides)
        held = {entity.side, *(term.side for term in self.people.known.registry.terms_of(entity.name))}
        return (
            not sides
            or not self._lands(sides)
            or not sides.isdisjoint(held)
            or titled.former
            or not self.people.known.lexicon.sides_named(entity.side or "")
        )

    def _lands(self, sides: set[str]) -> bool:
        """Tell whether *sides* are countries, which a person has one of, and no body or movement."""
        places = self.people.known.lexicon.places
        found = [places.at(list(words(side)), 0) for side in sides]
        return all(one is not None and one[1].how != "body" for one in found)

    def _identify(self, line: Line, shape: Shape, shapes: list[Shape]) -> None:
        """Give *shape* its party where words alone say who."""
        owner = shape.owner
        self._surname(line, shape)
        if owner is not None and owner.party is None:
            self._identify(line, owner, shapes)
        short = self.abbreviations.meant(line, shape)
        if short is not None:
            shape.kind, shape.name, shape.party = BODY, None, self.parties.body(*short)
        elif shape.kind == NAME or (shape.kind == PERSON and shape.name is not None):
            person = self._named(line, shape, shapes)
            if person is not None:
                shape.party = person.party
                person.last = line.tagged.number
                self._served(shape, person.party)
        elif shape.kind == BODY and not (owner is not None and owner.kind == PRONOUN):
            shape.party = self.parties.body(line, shape)
        elif shape.kind == PLACE:
            shape.party = self.parties.land(line, shape)
        elif shape.kind == PAIRED:
            shape.party = self._paired(line, shape)
        elif shape.kind == PERSON and self._plain(shape):
            shape.party = self.parties.holder(line, shape)

    def _surname(self, line: Line, shape: Shape) -> None:
        """Read "Major" as the surname of a John Major whom the article named."""
        alone = shape.kind == PERSON and shape.name is None and shape.end - shape.start == 1
        if not alone or not line.upper(shape.start) or line.headline or line.capitals:
            return
        key = line.keys[shape.start]
        named = self.people.by_word.get(key, ())
        if any(person.words[-1] == key and len(person.words) > 1 for person in named):
            shape.kind, shape.name, shape.office = NAME, (shape.start, shape.end), None

    @staticmethod
    def _served(shape: Shape, party: Party) -> None:
        """Give who serves somebody his side, and an aide as official as he is."""
        owner = shape.owner.party if shape.owner else None
        if owner is not None and party.side is None:
            party.side = owner.side

    @staticmethod
    def _plain(shape: Shape) -> bool:
        """Tell an office that says whose it is from one that only points."""
        pointer = shape.office is not None and shape.office.pointer
        pointing = shape.rank in {LEADER, COUNTRY} and not (shape.sides or shape.body)
        return not pointer and not pointing and bool(shape.sides or shape.body)

    def _named(self, line: Line, shape: Shape, shapes: list[Shape]) -> Person | None:
        if self._full(shape):
            person = self.people.introduce(line, shape)
            bare = person is not None and person.entity is None and not (person.titled or person.private)
            if person is not None and bare and shape.modified and len(person.words) == 1:
                entity = self.beside.meant(line, shape, shapes)
                if entity is not None:
                    self.people.recognise(person, entity)
            return person
        person = self.people.bare(line, shape) or self.people.introduce(line, shape)
        entity = None if person else self.beside.meant(line, shape, shapes)
        if entity is not None:
            return self.people.take_in(line, self.people.said(line, shape), shape, entity)
        return person

    def _paired(self, line: Line, shape: Shape) -> Party:
        """Return the two of "Trump-Putin" or "US-China"."""
        members: list[Party] = []
        for part in line.keys[shape.start].split("-"):
            if shape.pointer == "people":
                found = self.scanner.names.people.at([part], 0)
                if found:
                    members.append(self._entity_party(line, found[1][0].name, shape))
            elif (place := self.scanner.offices.places.at([part], 0)) is not None:
                one = Shape(PLACE, shape.start, shape.end, shape.head, sides=[place[1].side], place=place[1])
                party = self.parties.land(line, one)
                party.name = place[1].side if party.name == line.raw[shape.start] else party.name
                members.append(party)
        group = Party(line.raw[shape.start], PartyKind.GROUP, official=True, members=tuple(members))
        group.leader = shape.pointer == "people" and all(one.leader for one in members)
        group.basis = "two in one word"
        return group

    def _entity_party(self, line: Line, name: str, shape: Shape) -> Party:
        entity = self.people.known.by_name[name]
        one = Shape(NAME, shape.start, shape.end, shape.head, name=(shape.start, shape.end))
        return self.people.take_in(line, self.people.said(line, one), one, entity).party

    def _mention(self, line: Line, shape: Shape) -> Mention:
        party = shape.party or Party(
            line.raw[shape.start], PartyKind.OTHER, sure=0, basis=UNRESOLVED, first=line.tagged.number
        )
        how = _HOW.get(shape.kind, How.NAME)
        if shape.name is not None:
            how = How.FULL_NAME if shape.name[1] - shape.name[0] > 1 else How.NAME
        elif shape.kind == PLACE and shape.place and shape.place.how == "demonym":
            how = How.DEMONYM
        elif shape.kind == BODY and shape.body and shape.body.kind == "seat":
            how = How.SEAT
        elif shape.kind == PAIRED:
            how = How.PLURAL
        elif shape.kind == PERSON and shape.office and shape.office.pointer:
            how = How.POINTER
        possessor = shape.owner.party if shape.owner else None
        return Mention(shape.start, shape.end, shape.head, party, how, possessor, shape.plural)
