"""Reads one sentence into shapes, left to right: each word belongs to one at most."""

from __future__ import annotations

from monitor.extract.cast.bodies import BodyScanner
from monitor.extract.cast.names import NameReader
from monitor.extract.cast.phrases import OfficeReader
from monitor.extract.cast.shapes import (
    GROUP,
    NAME,
    PERSON,
    POINTER,
    PRONOUN,
    Line,
    Shape,
    prefixed,
)
from monitor.extract.cast.words import NameGrammar, Word, low
from monitor.extract.lexicon import Lexicon, PlaceName
from monitor.extract.syntax.model import Tag, Tagged

_SHOUTED_FROM = 12
_SHORT = 3
_PAIR = 2
_PRONOUNS = ("masculine", "feminine", "plural", "thing", "speaker", "speakers")


class Scanner:
    """Finds the shapes of a sentence."""

    def __init__(self, grammar: NameGrammar, lexicon: Lexicon) -> None:
        """Prepare the tables that every sentence is read by."""
        self.grammar = grammar
        self.past = 0
        """Where the last shape of the sentence that is being read ends."""
        self.names = NameReader(grammar, lexicon)
        self.offices = OfficeReader(grammar, lexicon, self.names)
        self.bodies = BodyScanner(grammar, self.offices, self.names)
        lists = grammar.lists
        self.pronouns = {word: kind for kind in _PRONOUNS for word in lists[f"pronouns.{kind}"]}
        self.marks = lists["possessive_marks"]
        self.articles = lists["articles"]
        self.of = lists["of"]
        self.soldiers = lists["titles.soldiers"]
        self.knights = lists["titles.knights"]
        self.never = lists["names.never"]
        self.something = self.names.particles | self.pronouns.keys()
        self.nothing = (
            self.never
            - self.names.given
            - self.names.people.firsts.keys()
            - self.names.honorifics.keys()
            - self.pronouns.keys()
        )
        self.begins = self.something | grammar.table.firsts.keys()
        self.joins = lists["joins"]

    def line(self, tagged: Tagged) -> Line:
        """Return *tagged* with what begins at each of its words, looked up once."""
        tokens, text = tagged.tokens, tagged.piece.text
        key, table, places = self.grammar.key, self.grammar.table, self.offices.places
        raw = [token.raw for token in tokens]
        keys = [token.low for token in tokens] if key is low else [key(token) for token in tokens]
        firsts, lands = table.firsts, places.firsts
        words: list[tuple[int, Word] | None] = [None] * len(keys)
        named: list[tuple[int, PlaceName] | None] = [None] * len(keys)
        starts: list[int] = []
        office = -1
        nothing, something, begins = self.nothing, self.something, self.begins
        for at, word in enumerate(keys):
            upper = raw[at][0].isupper()
            if not upper and word not in begins and "-" not in word and "." not in word:
                continue  # as most words
            found = land = None
            if word in firsts:
                found = words[at] = table.at(keys, at)
            hyphened = "-" in word
            if hyphened and found is None:
                found = words[at] = prefixed(keys, at, self.grammar)
            if word in lands and (upper or "." in word):
                land = named[at] = places.at(keys, at)
            if found is not None and found[1].office is not None:
                office = at
            known = word not in nothing if upper else word in something
            if found or land or known or (hyphened and word.split("-", 1)[0] in self.names.particles):
                starts.append(at)
        capitals = len(text) > _SHOUTED_FROM and text.isupper()
        return Line(tagged, tokens, keys, raw, tagged.headline, capitals, words, named, starts, office)

    def shapes(self, line: Line) -> list[Shape]:
        """Return the shapes of *line* in order, none over another."""
        found: list[Shape] = []
        self.past = past = 0
        for at in line.starts:
            if at < past:
                continue
            shape = self._at(line, at, past)
            if shape is not None and shape.end > at:
                found.append(shape)
                self.past = past = shape.end
        return found

    def _at(self, line: Line, at: int, last: int) -> Shape | None:
        if line.keys[at] in self.pronouns and (pronoun := self._pronoun(line, at)) is not None:
            return pronoun
        word, place = line.words[at], line.places[at]
        if word is None and place is None:
            return self.bodies.paired(line, at) or self._named(line, at)
        known = self.names.known(line, at)
        titled = word is not None and word[1].office is not None
        if known > 1 and not titled and known >= (word[0] if word else 0):
            return self._named(line, at)
        if word is not None and (pointer := self._pointer(line, at)) is not None:
            return pointer
        office = self.offices.at(line, at)
        if office is not None and not self._honorific_only(line, office):
            titled_shape = self._with_name(line, office, last)
            return None if self._band(line, titled_shape) else titled_shape
        return (
            self.bodies.body(line, at)
            or self.bodies.place(line, at)
            or self.bodies.paired(line, at)
            or self._named(line, at)
        )

    def _pronoun(self, line: Line, at: int) -> Shape | None:
        kind = self.pronouns.get(line.keys[at])
        raw = line.raw[at]
        if kind is None or (raw.isupper() and len(raw) > 1 and not line.capitals):
            return None
        return Shape(
            PRONOUN, at, at + 1, at, title=line.keys[at], pointer=kind, plural=kind in {"plural", "speakers"}
        )

    def _pointer(self, line: Line, at: int) -> Shape | None:
        """Read "the two", "both sides", "the two men", "the country"."""
        word = line.word(at)
        if (
            word
            and word[1].pointer in {"two", "three", "country", "world"}
            and not (word[1].pointer == "country" and line.upper(at + word[0] - 1))
            and not self._counts(line, at + word[0], word[1].pointer)
        ):
            kind = word[1].pointer
            count = {"two": 2, "three": 3}.get(kind, 0)
            shape = Shape(POINTER, at, at + word[0], at + word[0] - 1, pointer=kind, count=count)
            shape.plural = kind != "country"
            return shape
        if word is None or word[1].modifier != "number":
            return None
        counted, end = self.grammar.counts.get(line.keys[at], 0), at + word[0]
        noun = line.word(end)
        if not counted or noun is None or noun[1].pointer not in {"persons", "sides"} or noun[1].office:
            return self._both(line, at, counted)
        return Shape(
            POINTER, at, end + noun[0], end + noun[0] - 1, pointer=noun[1].pointer, count=counted, plural=True
        )

    def _both(self, line: Line, at: int, counted: int) -> Shape | None:
        """Read "both" that stands alone: "Both denied it"."""
        word = line.word(at)
        if word is None or word[1].pointer != "both" or at + 1 >= len(line.keys):
            return None
        alone = line.tokens[at + 1].tag in {Tag.VERB, Tag.AUXILIARY, Tag.MODAL} and not line.upper(at + 1)
        alone = alone and self.joins.isdisjoint(line.keys[at + 2 : at + 4])
        return Shape(POINTER, at, at + 1, at, pointer="two", count=counted, plural=True) if alone else None

    def _counts(self, line: Line, after: int, kind: str) -> bool:
        """Tell "the two armies" from "the two met"."""
        if kind not in {"two", "three"} or after >= len(line.keys):
            return False
        return (
            line.tokens[after].tag in {Tag.NOUN, Tag.ADJECTIVE, Tag.NAME, Tag.NUMBER}
            or "-" in line.keys[after]
        )

    def _band(self, line: Line, office: Shape) -> bool:
        """Tell "Queen", a name by itself, from "the queen" and "Queen Elizabeth"."""
        alone = office.name is None and not office.sides and not line.headline and office.kind == PERSON
        crowned = office.office is not None and office.office.crowned
        return (
            alone and crowned and line.upper(office.start) and line.key(office.start - 1) not in self.articles
        )

    def _honorific_only(self, line: Line, office: Shape) -> bool:
        """Tell "General" before a name, which "Sheikh" and "Mr" are like, from an office."""
        return (
            office.end - office.start == 1
            and line.keys[office.start] in self.names.honorifics
            and office.rank == "official"
        )

    def _with_name(self, line: Line, office: Shape, last: int) -> Shape:
        """Give the office the name that follows it: "President Putin", "the president, Vladimir Putin,"."""
        office.start = self._domain_start(office, last)
        if office.kind == GROUP:
            crowned = office.office is not None and office.office.crowned
            office.many_names = () if crowned else self._list(line, office.end)
            if office.many_names:
                office.end = office.many_names[-1][1]
            return office
        at = self._past_honorific(line, office.end, office)
        if self._else_begins(line, at):
            return office
        end = (
            self.names.end(line, at, after_office=True)
            if at < len(line.keys) and self.names.begins(line, at)
            else at
        )
        if end == at + 1 and office.end > office.head + 1 and not self.names.known(line, at):
            office.unknown = True
            return office
        if end > at:
            office.name, office.end, office.head = (at, end), end, end - 1
        self._of_after_name(line, office)
        return office

    def _else_begins(self, line: Line, at: int) -> bool:
        """Tell whether a body or country follows an office, and no name: "an official ISIS outlet"."""
        word = line.word(at)
        other = line.place(at) is not None or (
            word is not None and (word[1].body is not None or word[1].office is not None)
        )
        return other and not self.names.known(line, at)

    @staticmethod
    def _domain_start(office: Shape, last: int) -> int:
        """Take "oil" into "oil minister" where it starts the phrase."""
        words = office.title.split(" ")
        extra = len(words) - len((office.office.name if office.office else "").split(" "))
        first = office.head - (len(words) - 1)
        return max(min(office.start, first), last) if extra > 0 and first >= 0 else office.start

    def _second_name(self, line: Line, at: int) -> bool:
        """Tell "Benitez" of a "Christian Benitez" whose first name was not read as one."""
        if line.headline or line.capitals or at == 0 or self.names.known(line, at) > 1:
            return False
        before, key = line.raw[at - 1], line.keys[at - 1]
        first = before[0].isupper() and before.isalpha() and line.tokens[at - 1].tag == Tag.NAME
        return (
            first
            and key not in self.names.honorifics
            and line.word(at - 1) is None
            and line.place(at - 1) is None
            and at - 1 >= self.past
        )

    def _past_honorific(self, line: Line, at: int, shape: Shape) -> int:
        while (
            at < len(line.keys)
            and line.keys[at] in self.names.honorifics
            and line.upper(at)
            and line.upper(at + 1)
        ):
            shape.honorific = self.names.honorifics[line.keys[at]] or shape.honorific
            shape.soldier |= line.keys[at] in self.soldiers
            at += 1
        return at

    def _of_after_name(self, line: Line, office: Shape) -> None:
        """Read "of Iran" after a titled name: "President Rouhani of Iran"."""
        if office.name and not office.sides and line.key(office.end) in self.of:
            at = office.end + 1 + (line.key(office.end + 1) in self.articles)
            place = line.place(at)
            if place and place[1].how in {"name", "body"}:
                office.sides.append(place[1].side)
                office.end = at + place[0]
            elif office.office is not None and office.office.crowned:
                self.offices.complements.of_realm(line, office.end + 1, office)

    def _list(self, line: Line, at: int) -> tuple[tuple[int, int], ...]:
        """Read the names after a plural office: "Presidents Trump, Xi and Putin"."""
        names: list[tuple[int, int]] = []
        while at < len(line.keys) and self.names.begins(line, at):
            end = self.names.end(line, at, after_office=True)
            if end == at:
                break
            names.append((at, end))
            at = end + (line.key(end) == ",")
            at += line.key(at) in self.grammar.lists["joins"]
            if at == end:
                break
        return tuple(names) if len(names) > 1 else ()

    def _name_end(self, line: Line, start: int, *, after_office: bool) -> int:
        """Return where the name at *start* ends, *start* where there is none, or what a minister is for."""
        if start >= len(line.keys) or not self.names.begins(line, start) or self._second_name(line, start):
            return start
        end = self.names.end(line, start, after_office=after_office)
        domain = end > start and self.offices.minister_at(line, end) and not self.names.known(line, start)
        return start if domain else end

    def _named(self, line: Line, at: int) -> Shape | None:
        """Read a name, with the honorific before it: "Mr Smith", "Vladimir Putin"."""
        start, shape = at, None
        if line.keys[at] in self.names.honorifics and self.names.known(line, at) < _PAIR:
            shape = Shape(NAME, at, at, at)
            start = self._past_honorific(line, at, shape)
        end = self._name_end(line, start, after_office=start > at)
        if end == start:
            return None
        shape = shape or Shape(NAME, at, at, at)
        shape.name, shape.end, shape.head = (start, end), end, end - 1
        shape.modified = start > at
        shape.knighted = start > at and line.keys[start - 1] in self.knights
        before = line.word(at - 1)
        shape.former = before is not None and before[1].modifier == "former" and before[0] == 1
        place = line.place(end + 1) if line.key(end) in self.of and end - start < _SHORT else None
        if place and place[1].how == "name":
            shape.sides.append(place[1].side)
            shape.end = end + 1 + place[0]
        return shape
