"""Reads what stands after the head of an office: "of Ukraine", "of foreign affairs"."""

from __future__ import annotations

from collections.abc import Callable

from monitor.extract.cast.everywhere import Everywhere
from monitor.extract.cast.long_names import LongNames
from monitor.extract.cast.names import NameReader
from monitor.extract.cast.shapes import Line, Shape
from monitor.extract.cast.words import DOMAIN, KIN, LEADER, STAFF, Body, NameGrammar, Word
from monitor.extract.syntax.model import Form, Tag

_WITHIN = 4
_DOMAIN_WORDS = 3
_PROPER = 2
_WHAT_FOR = frozenset({Tag.PRONOUN, Tag.POSSESSIVE, Tag.DETERMINER})
_NOUNY = frozenset({Tag.NOUN, Tag.NAME, Tag.ADJECTIVE})

Owned = Callable[[Line, int, tuple[int, Word], Shape], None]


class ComplementReader:
    """Finds whose an office is by what follows; *own* takes a body for it, *office* finds one."""

    def __init__(
        self,
        grammar: NameGrammar,
        names: NameReader,
        own: Owned,
        is_body: Callable[[Line, int, Body], bool],
        office: Callable[[Line, int], Shape | None],
    ) -> None:
        """Take the words that complements are read by."""
        lists = grammar.lists
        self.names, self.own, self.is_body, self.office = names, own, is_body, office
        self.genitive = grammar.genitive
        self.marks = lists["possessive_marks"]
        self.of = lists["of"]
        self.of_body = lists["of_body"]
        self.everywhere = Everywhere(grammar, names.never)
        self.long_names = LongNames(grammar, names)
        self.of_counterpart = lists["of_counterpart"]
        self.of_unlisted = lists["of_unlisted"]
        self.articles = lists["articles"]
        self.joins = lists["joins"] | {","}
        self.never = names.never
        self.states = lists["states.nouns"]
        self.of_states = lists["states.heads"]
        self.of_anything = lists["states.doubtful"]

    def after(self, line: Line, shape: Shape) -> str:
        """Read what follows the head of *shape*; return what a minister is for ("of foreign affairs")."""
        at = shape.end
        office = shape.office
        if office and office.plural and line.key(at) in self.everywhere.within:
            self.everywhere.in_capital(line, shape)
        of = self.of_counterpart if office and office.pointer and not shape.sides else self.of
        if not (line.key(at) in of or self._of(line, at)):
            return ""
        at = self._past(line, at, of)
        domain = ""
        found = line.word(at)
        if office and office.rank == DOMAIN and (found is None or found[1].domain):
            domain, at = self._domain(line, at)
            shape.end = at if domain else shape.end
            if domain and not self._of(line, at):
                return domain
            at = self._past(line, at, self.of) if domain else at
        if not self.everywhere.read(line, at, shape):
            self._sides(line, at, shape)
        return domain

    def _past(self, line: Line, at: int, of: frozenset[str]) -> int:
        """Return where what follows "of the" begins."""
        at += line.key(at) in of
        return at + (line.key(at) in self.articles)

    def _of(self, line: Line, at: int) -> bool:
        if line.key(at) in self.of:
            return True
        return self.genitive and (line.place(at) is not None or line.word(at) is not None)

    def _domain(self, line: Line, at: int) -> tuple[str, int]:
        """Return "foreign affairs" of "minister of foreign affairs", and where it ends."""
        found = line.word(at)
        if found and found[1].domain:
            return " ".join(line.keys[at : at + found[0]]), at + found[0]
        end = at
        while end < len(line.keys) and end - at < _DOMAIN_WORDS and self._noun(line, end):
            end += 1
        return " ".join(line.keys[at:end]), end

    def _noun(self, line: Line, at: int) -> bool:
        return line.keys[at] not in self.never and line.tokens[at].tag in _NOUNY and line.place(at) is None

    def _sides(self, line: Line, at: int, shape: Shape) -> None:
        """Read the countries or the body after "of"; anything else there is something unknown."""
        several, first = shape.office is not None and shape.office.plural, at
        if several and self._of_two(line, at, shape):
            return
        while at < len(line.keys):
            at = self._past_proper(line, at)
            place = line.place(at)
            if place and self._serves_other(line, at, shape):
                return
            after = self._place(line, at, place[0], shape) if place else self._other(line, at, shape)
            if after == at:
                break
            at = after
            if not (several and line.key(at) in self.joins):
                break
            at += 1 + (line.key(at + 1) in self.joins)
            at += line.key(at) in self.articles
        if at == first and not self._points(line, at):
            self._unknown(line, at, shape)

    @staticmethod
    def _of_two(line: Line, at: int, shape: Shape) -> bool:
        """Read "leaders of both countries", "ministers of the two nations": those that were spoken of."""
        word = line.word(at)
        after = line.word(at + word[0]) if word is not None and word[1].modifier == "number" else None
        if word is None or after is None or after[1].pointer != "sides":
            return False
        shape.many, shape.paired, shape.end = True, True, at + word[0] + after[0]
        return True

    def _past_proper(self, line: Line, at: int) -> int:
        """Return where the country begins in the name of a body: "United Tajik Opposition"."""
        first = at
        while line.upper(at) and at - first < _PROPER and line.word(at) is None and line.place(at) is None:
            at += 1
        place = line.place(at)
        end = at + place[0] if place else at
        body = line.word(end) if end > at > first else None
        return at if body is not None and body[1].body is not None and line.upper(end) else first

    def _place(self, line: Line, at: int, length: int, shape: Shape) -> int:
        """Read a country or seat at *at*; return where it ends, *at* where it is part of something else."""
        place, word, end = line.place(at), line.word(at), at + length
        assert place is not None  # noqa: S101 - the caller saw it
        if word and word[0] > length:
            return self._other(line, at, shape)
        if line.key(end) in self.marks:
            return self._theirs(line, end + 1, place[1].side, shape)
        body = line.word(self._past_modifiers(line, end))
        if body and body[1].body is not None and self.is_body(line, end, body[1].body):
            return self._theirs(line, end, place[1].side, shape)
        if self._goes_on(line, end) and (place[1].how in {"demonym", "seat"} or not self._person(line, end)):
            return at
        shape.sides.append(place[1].side)
        shape.end = self.whole_body(line, end) if place[1].how == "body" else end
        return shape.end

    def _goes_on(self, line: Line, at: int) -> bool:
        """Tell whether a noun follows right away: "of the Congo River Alliance", "of an Italian firm"."""
        if at >= len(line.keys) or line.headline or line.capitals or line.keys[at] in self.never:
            return False
        return line.tokens[at].tag in _NOUNY and line.raw[at][0].isalpha() and line.place(at) is None

    def _person(self, line: Line, at: int) -> bool:
        """Tell "President of Russia Vladimir Putin" from "leader of the Congo River Alliance"."""
        end = self.names.end(line, at, after_office=True)
        return self.names.known(line, at) > 0 or (end - at > 1 and line.word(end) is None)

    def _other(self, line: Line, at: int, shape: Shape) -> int:
        word = line.word(at)
        if word is None:
            return at
        if word[1].body is not None and self.is_body(line, at, word[1].body):
            self.own(line, at, word, shape)
            shape.end = self._body_of(line, self.whole_body(line, at + word[0]), shape)
        elif word[1].many:
            shape.many = True
            shape.end = at + word[0]
        elif shape.office and shape.office.plural and (states := self.everywhere.states(line, at + word[0])):
            shape.many = True
            shape.end = states
        else:
            return at
        return shape.end

    def _unknown(self, line: Line, at: int, shape: Shape) -> None:
        """Read "of the republic of Sudmark", "of Varland": a state's office makes it a country."""
        state, of = False, line.key(shape.end) in self.of_unlisted
        if not of and self._aside(line, at, shape):
            return
        while line.key(at) in self.states or (state and line.key(at) in self.of):
            state = True
            at += 1
        end = self._proper(line, at)
        office = shape.office.name if shape.office else ""
        named = state or office in self.of_states or (of and office in self.of_anything)
        if shape.sides or end == at or not named:
            shape.unknown = True
            return
        shape.sides.append(" ".join(line.raw[at:end]))
        shape.end = end
        shape.doubtful = not state and office not in self.of_states

    @staticmethod
    def _aside(line: Line, at: int, shape: Shape) -> bool:
        """Tell "Ukraine's president for talks", "president for the first time" from "president for sales"."""
        if shape.office is not None and shape.office.pointer:
            return True  # "asked his European counterparts for support"
        leads = shape.office is not None and (shape.office.rank == LEADER or shape.office.plural)
        token = line.tokens[at] if at < len(line.tokens) else None
        if token is not None and (token.tag in _WHAT_FOR or token.form == Form.GERUND):
            return True  # "praised the president for seeking peace"
        counted = token is not None and token.tag == Tag.NUMBER
        return counted or (leads and (bool(shape.sides) or shape.many))

    def of_realm(self, line: Line, at: int, shape: Shape) -> None:
        """Read "of neighbouring Morosia" after a crowned name: a king's country, known or not."""
        word = line.word(at)
        at += word[0] if word is not None and (word[1].modifier or word[1].many) else 0
        end = self._proper(line, at)
        if end > at:
            place = line.place(at)
            shape.sides.append(place[1].side if place else " ".join(line.raw[at:end]))
            shape.end = end

    def _proper(self, line: Line, at: int) -> int:
        """Return where the proper name at *at* ends that is no other thing's."""
        end = at
        while end - at < _WITHIN and line.upper(end) and not line.headline and not line.capitals:
            if line.keys[end] in self.never or line.tokens[end].tag != Tag.NAME or line.word(end) is not None:
                break
            end += 1
        return end

    def whole_body(self, line: Line, at: int) -> int:
        """Return where "African Union Commission" ends, whose first words are a body already."""
        end = at
        while line.upper(end) and self._goes_on(line, end) and not self.names.known(line, end):
            end += 1
        word = line.word(end)
        further = word is not None and word[1].body is not None and (line.upper(end) or end == at)
        if further and word is not None:
            return end + word[0]
        return end if end - at > 1 or (end > at and line.word(end - 1) is not None) else at

    def _body_of(self, line: Line, at: int, shape: Shape) -> int:
        """Read "of Ukraine" after "of the armed forces"; return where it ends."""
        if line.key(at) not in self.of_body:
            return at
        first = at + 1 + (line.key(at + 1) in self.articles)
        place = line.place(first)
        if place is None:
            named = line.upper(at - 1) and line.upper(first) and line.keys[first] not in self.never
            return self.long_names.end(line, first) if named else at
        if not shape.sides:
            shape.sides.append(place[1].side)
        return first + place[0]

    def _serves_other(self, line: Line, at: int, shape: Shape) -> bool:
        """Tell "sister of North Korea's leader", a shape of his own, from "spokesman for Turkey"."""
        office = shape.office
        serving = office is not None and (office.spokesman or office.rank in {KIN, STAFF})
        return serving and self.office(line, at) is not None

    def _theirs(self, line: Line, at: int, side: str, shape: Shape) -> int:
        """Read "Niger's junta", "Bosnia's Serb Republic" after "of"; anything unknown is no country's."""
        at = self._past_modifiers(line, at)
        word, place = line.word(at), line.place(at)
        if place:
            shape.sides.append(place[1].side)
            shape.end = at + place[0]
        elif word and word[1].body is not None:
            shape.sides.append(side)
            self.own(line, at, word, shape)
            shape.end = at + word[0]
            self._called(line, shape)
        elif not (word and word[1].office is not None):
            shape.unknown = True
        return at

    @staticmethod
    def _called(line: Line, shape: Shape) -> None:
        """Read "Boko Haram" after "of Nigeria's Islamist group"; the head of a group heads no country."""
        if shape.body is None or shape.body.kind != "rebels":
            return
        shape.camp = shape.camp or line.keys[shape.end - 1]
        word = line.word(shape.end)
        if word is not None and word[1].body is not None and word[1].body.side:
            shape.body, shape.camp = word[1].body, ""
            shape.sides, shape.end = [word[1].body.side], shape.end + word[0]

    def _past_modifiers(self, line: Line, at: int) -> int:
        """Return where "Islamist extremist group" begins as a body, after its modifiers."""
        for after in range(at, min(at + _WITHIN, len(line.keys))):
            word = line.word(after)
            if word is not None and word[1].body is not None:
                return after
            if line.keys[after] in self.never or line.tokens[after].tag not in _NOUNY:
                break
        return at

    def _points(self, line: Line, at: int) -> bool:
        """Tell "spokesman for President X", "the leader of his party": whose it is is read later."""
        found = line.word(at)
        return self.names.known(line, at) > 0 or (found is not None and found[1].office is not None)
