"""Finds bodies, governments, movements, countries: "the Turkish foreign ministry", "the Kremlin"."""

from __future__ import annotations

from monitor.extract.cast.long_names import LongNames
from monitor.extract.cast.names import NameReader
from monitor.extract.cast.phrases import OfficeReader
from monitor.extract.cast.shapes import BODY, PAIRED, PLACE, Line, Shape
from monitor.extract.cast.words import Body, NameGrammar, Word
from monitor.extract.lexicon import PlaceName
from monitor.extract.syntax.model import Tag

_LONG_NAME = 5
_OF_STATE = frozenset({"government", "press", "seat", "official"})


class BodyScanner:
    """Reads bodies and countries by one language's words."""

    def __init__(self, grammar: NameGrammar, offices: OfficeReader, names: NameReader) -> None:
        """Take the words that bodies are read by."""
        lists = grammar.lists
        self.grammar, self.offices, self.names = grammar, offices, names
        self.marks = lists["possessive_marks"]
        self.articles = lists["articles"]
        self.never = lists["names.never"]
        self.of = lists["of_body"]
        self.trade = lists["trade"]
        self.within = lists["within_capital"]
        self.long_names = LongNames(grammar, names)

    def body(self, line: Line, at: int) -> Shape | None:
        """Read "the Turkish foreign ministry", "Hamas", "the Kremlin"; modifiers go between."""
        place, own, first = line.place(at), line.word(at), at
        longer = bool(place and own and own[0] > place[0])  # "USA Today", "US forces"
        if place and own and own[1].body and (longer or self._stands_alone(line, at, place, own)):
            place = None
        if place:
            at += place[0] + (line.key(at + place[0]) in self.marks)
        while (word := line.word(at)) and at - first < 5 and word[1].body is None:
            if not word[1].modifier or word[1].modifier == "number":
                return None
            at += word[0]
        if word is None or word[1].body is None or not self.offices.is_body(line, at, word[1].body):
            return None
        shape = Shape(BODY, first, at + word[0], at + word[0] - 1, body=word[1].body)
        home = line.place(first) if longer and word[1].body.kind == "official" else None
        self._whose(line, at, shape, place or home)
        shape.place = place[1] if place else None
        shape.end = max(shape.end, self._whole(line, shape))
        shape.head = shape.end - 1
        of_trade = not self.trade.isdisjoint(line.keys[first:at])
        if of_trade and word[1].body.kind in {"official", "private"}:
            shape.body = Body("private")  # "Business Software Alliance"
        self._of_country(line, shape)
        self._in_capital(line, shape)
        return None if not place and self._part_of_name(line, shape) else shape

    def _whole(self, line: Line, shape: Shape) -> int:
        """Return where "Department of State Health Services" ends, whose first words are a body already."""
        named = shape.body is not None and shape.body.kind in _OF_STATE and line.upper(shape.end - 1)
        if not named or not line.upper(shape.end) or line.headline or line.capitals:
            return shape.end
        end = self.offices.complements.whole_body(line, shape.end)
        last = line.word(end - 1)
        return end if last is not None and last[1].body is not None else shape.end

    @staticmethod
    def _whose(line: Line, at: int, shape: Shape, place: tuple[int, PlaceName] | None) -> None:
        """Take whose a body is: the country's before it, or its own; the text's where a state's is said."""
        body = shape.body or Body("official")
        if place:
            shape.sides.append(place[1].side)
        theirs = place is not None and place[1].how != "body" and body.kind in _OF_STATE
        if body.side and not theirs:
            shape.sides.append(body.side)
        elif body.kind == "international" and (home := line.place(at)):
            shape.sides.append(home[1].side)

    def _stands_alone(self, line: Line, at: int, place: tuple[int, PlaceName], own: tuple[int, Word]) -> bool:
        """Tell "NATO" and "the Kremlin", bodies themselves, from the "UN" of "the UN mission"."""
        if own[1].body is not None and own[1].body.kind == "seat":
            return True
        after = line.word(at + place[0])
        return place[1].how == "body" and (after is None or after[1].body is None)

    def _in_capital(self, line: Line, shape: Shape) -> None:
        """Read "the presidency in Bamako": a body of state is of the country whose capital it is in."""
        place = line.place(shape.end + 1) if line.key(shape.end) in self.within else None
        state = shape.body is not None and shape.body.kind in _OF_STATE
        if place and state and not shape.sides and place[1].how == "seat":
            shape.sides.append(place[1].side)
            shape.end += 1 + place[0]

    def _of_country(self, line: Line, shape: Shape) -> None:
        """Read "of Ukraine", "of Foreign Affairs of Ukraine" after a body."""
        at = shape.end
        while line.key(at) in self.of or (self.grammar.genitive and line.place(at)):
            at += line.key(at) in self.of
            at += line.key(at) in self.articles
            if place := line.place(at):
                if not shape.sides:
                    shape.sides.append(place[1].side)
                at = shape.end = at + place[0]
                return
            if not line.upper(at) or line.keys[at] in self.never:
                return
            at = shape.end = self.long_names.end(line, at)

    def _part_of_name(self, line: Line, shape: Shape) -> bool:
        """Tell "Republican Guard" from the body that a part of a name would be."""
        after = shape.end
        if line.headline or line.capitals or not line.upper(shape.head):
            return False
        goes_on = (
            line.upper(after)
            and line.keys[after] not in self.never
            and line.tokens[after].tag in {Tag.NAME, Tag.NOUN}
        )
        return goes_on and shape.end - shape.start == 1 and line.word(after) is None

    def place(self, line: Line, at: int) -> Shape | None:
        """Return the country, its people or seat at *at*, that may act as its government."""
        place = line.place(at)
        if place is None or (line.keys[at] in self.articles and self._itself(line, at + 1)):
            return None
        end = at + place[0]
        if self._named_after(line, at, end) or self._company(line, end):
            return None
        return Shape(PLACE, at, end, end - 1, sides=[place[1].side], place=place[1])

    def _itself(self, line: Line, at: int) -> bool:
        """Tell "the Kremlin", read without its article, from "The Hague"."""
        word = line.word(at)
        return line.place(at) is not None or (word is not None and word[1].body is not None)

    def _company(self, line: Line, end: int) -> bool:
        """Tell "China Three Gorges Project Corp", a firm's name, from the country it opens with."""
        at = end
        while at - end < _LONG_NAME and line.upper(at) and not (line.headline or line.capitals):
            word = line.word(at)
            if word is not None and word[1].body is not None and word[1].body.kind == "private" and at > end:
                return True
            at += 1
        return False

    def _named_after(self, line: Line, at: int, end: int) -> bool:
        """Tell "Jordan Bardella", "Michael Jordan", "Israel Radio" from the countries."""
        if line.headline or line.capitals:
            return False
        after = (
            line.upper(end)
            and line.keys[end] not in self.never
            and line.tokens[end].tag in {Tag.NAME, Tag.NOUN}
            and line.word(end) is None
            and line.place(end) is None
            and line.raw[end].isalpha()
        )
        before = (
            at > 1
            and line.upper(at - 1)
            and line.keys[at - 1] not in self.never
            and line.raw[at - 1].isalpha()
            and line.tokens[at - 1].tag == Tag.NAME
            and line.word(at - 1) is None
            and line.place(at - 1) is None
        )
        return after or before

    def paired(self, line: Line, at: int) -> Shape | None:
        """Read "Trump-Putin", "US-China": two sides in one word."""
        raw = line.raw[at]
        if "-" not in raw or raw.count("-") != 1:
            return None
        one, two = line.keys[at].split("-")
        both = all(
            part in self.names.people.firsts and self.names.people.at([part], 0) for part in (one, two)
        )
        lands = all(
            part in self.offices.places.firsts and self.offices.places.at([part], 0) for part in (one, two)
        )
        if not (both or lands) or not raw[0].isupper():
            return None
        return Shape(PAIRED, at, at + 1, at, pointer="people" if both else "places", plural=True)
