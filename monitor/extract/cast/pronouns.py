"""Whom pronouns mean: he and she by sex and by who a sentence is about, I and we in quotes by who speaks."""

from __future__ import annotations

from itertools import pairwise

from monitor.extract.cast.focus import (
    FIRST_PERSON,
    SEX,
    STALE,
    THINGS,
    UNRESOLVED,
    Focus,
    leaders_of,
    may_be,
    pair_of,
)
from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.cast.shapes import NAME, PERSON, PRONOUN, Line, Shape
from monitor.extract.cast.words import NameGrammar
from monitor.extract.syntax.model import Form

_PEOPLE = frozenset({PartyKind.PERSON, PartyKind.GROUP})


class Pronouns:
    """Resolves the pronouns of one article, given who is in mind."""

    def __init__(self, grammar: NameGrammar, focus: Focus) -> None:
        """Take the words that pronouns are read by."""
        lists = grammar.lists
        self.focus = focus
        self.opening = lists["pointers.opening"]
        self.objects = lists["pronouns.object"]
        self.possessive = lists["pronouns.possessive"]
        self.saying = lists["speech.saying"]
        self.inverting = lists["speech.inverting"]
        self.joins = lists["joins"]
        self.side_by_side = [[word] for word in self.joins]

    def speaker(self, line: Line, shapes: list[Shape]) -> Party | None:
        """Return who stands next to a verb of saying in *line*, or before a colon that opens it."""
        for shape in shapes:
            if shape.party is None or shape.pointer in FIRST_PERSON or shape.party.basis == UNRESOLVED:
                continue
            after, before = line.key(shape.end), line.key(shape.start - 1)
            after = line.key(shape.end + 1) if after == "," else after
            if after in self.saying or before in self.inverting or (shape.start == 0 and after == ":"):
                return shape.party
        return None

    def speak(self, line: Line, shapes: list[Shape]) -> None:
        """Give "I" and "we" in quotes to who speaks: in this sentence, else who spoke last before it."""
        number = line.tagged.number
        own = self.speaker(line, shapes)
        if own is not None:
            self.focus.speaker, self.focus.spoke_at = own, number
        heard = self.focus.speaker if number - self.focus.spoke_at < 2 else None
        if heard is None:
            return
        quoted = [
            one for shape in shapes for one in (shape, shape.owner) if one is not None and one.kind == PRONOUN
        ]
        first = [one for one in quoted if one.pointer in FIRST_PERSON]
        for one in first:
            one.party = self._we(line, shapes, heard) if one.plural else heard
        if first and number == self.focus.spoke_at:
            self._other_of_quote(shapes, quoted, heard)

    def _we(self, line: Line, shapes: list[Shape], speaker: Party) -> Party:
        """Return whom "we" means: the speaker, with who is named beside "I" ("Lula and I")."""
        for one, other in pairwise(shapes):
            named, me = (one, other) if other.pointer == "speaker" else (other, one)
            between = line.keys[one.end : other.start]
            if (
                me.pointer == "speaker"
                and len(between) == 1
                and between[0] in self.joins
                and named.party
                and named.party.leader
            ):
                return pair_of([named.party, speaker], line, "we")
        return speaker

    @staticmethod
    def _other_of_quote(shapes: list[Shape], quoted: list[Shape], speaker: Party) -> None:
        """Give "he" of "He called, I picked up" to the one leader of the sentence who does not speak."""
        others = [
            one
            for one in leaders_of(shape.party for shape in shapes if shape.kind != PRONOUN)
            if one is not speaker
        ]
        for one in quoted:
            if (
                one.party is None
                and one.pointer in SEX
                and len(others) == 1
                and may_be(others[0], SEX[one.pointer])
            ):
                one.party = others[0]

    def meant(
        self, line: Line, shapes: list[Shape], at: int, shape: Shape, first: Party | None
    ) -> Party | None:
        """Return whom the pronoun *shape* means; *first* is who its sentence is about. None where unsure."""
        kind = shape.pointer
        if kind in {"masculine", "feminine"}:
            return self._he(line, shapes, at, shape, first)
        if kind == "plural":
            return self._they(line, shapes, at)
        return self._it(shapes, at, shape) if kind == "thing" else None

    def _it(self, shapes: list[Shape], at: int, shape: Shape) -> Party | None:
        """Return whose "its president" is: the one country or body named before it in the sentence."""
        if shape.title not in self.possessive:
            return None
        before = [one.party for one in shapes[:at] if one.party and one.party.kind in THINGS]
        return before[0] if len({id(one) for one in before}) == 1 else None

    def _he(
        self, line: Line, shapes: list[Shape], at: int, shape: Shape, first: Party | None
    ) -> Party | None:
        sex, number = SEX[shape.pointer], line.tagged.number
        ahead = self._ahead(line, shapes, at, sex)
        if ahead is not None:
            return ahead
        if shape.title in self.objects and shape.title not in self.possessive:
            return self._him(line, shapes, at, sex, first)
        surely = [one for one, seen in self.focus.persons if number - seen < 2 and one.sex == sex]
        likely = first or (self.focus.subject if number - self.focus.subject_at < STALE else None)
        if likely is not None and may_be(likely, sex) and not (likely.sex == "" and sex == "f" and surely):
            return likely
        if len(surely) == 1:
            return surely[0]
        fitting = [one for one, seen in self.focus.persons if number - seen < STALE and may_be(one, sex)]
        return fitting[0] if len(fitting) == 1 else None

    def _ahead(self, line: Line, shapes: list[Shape], at: int, sex: str) -> Party | None:
        """Return who is named after the opening phrase: "After his call with X, Y said"."""
        if line.key(0) not in self.opening or any(shape.party for shape in shapes[:at]):
            return None
        start = shapes[at].start
        comma = next((index for index in range(start, len(line.keys)) if line.keys[index] == ","), None)
        if comma is None:
            return None
        later = [one for one in shapes if one.start > comma and one.kind in {NAME, PERSON} and one.party]
        party = later[0].party if later and later[0].start <= comma + 3 else None
        return party if party is not None and party.kind is PartyKind.PERSON and may_be(party, sex) else None

    def _him(self, line: Line, shapes: list[Shape], at: int, sex: str, first: Party | None) -> Party | None:
        """Return whom "him" means: not who does it, but the other one in mind."""
        before = [one.party for one in shapes[:at] if one.party and one.party.kind is PartyKind.PERSON]
        doer = before[-1] if before else None
        number = line.tagged.number
        if first is not None and first is not doer and may_be(first, sex):
            return first
        subject = self.focus.subject
        fresh = number - self.focus.subject_at < STALE
        if first is doer and subject is not None and subject is not doer and fresh and may_be(subject, sex):
            return subject
        return None

    def _coordinate(self, line: Line, shapes: list[Shape]) -> bool:
        """Tell whether two of *shapes* stand side by side: "X and Y", or are one group."""
        side_by_side = any(
            len(between) == 1 and between[0] in self.joins
            for one, other in pairwise(shapes)
            if (between := line.keys[one.end : other.start])
        )
        return side_by_side or any(shape.party and shape.party.members for shape in shapes)

    @staticmethod
    def _band(shapes: list[Shape]) -> Party | None:
        """Return the leaders of a band that are the only ones named: "EU leaders ended their summit"."""
        people = [one.party for one in shapes if one.party and one.party.kind in _PEOPLE]
        return people[0] if len(people) == 1 and people[0].several else None

    def side_by_side_of(self, line: Line, shapes: list[Shape]) -> list[Party]:
        """Return the only two of more leaders that stand side by side: "A met B and C, hosting them"."""
        pairs = [
            leaders_of((one.party, other.party))
            for one, other in pairwise(shapes)
            if line.keys[one.end : other.start] in self.side_by_side
        ]
        found = [pair for pair in pairs if len(pair) == 2]
        return found[0] if len(found) == 1 else []

    def _they(self, line: Line, shapes: list[Shape], at: int) -> Party | None:
        named = leaders_of(shape.party for shape in shapes[:at])
        band = self._band(shapes[:at])
        if band is not None:
            return band
        if len(named) > 2 and (pair := self.side_by_side_of(line, shapes[:at])):
            return pair_of(pair, line, "the two")
        if len(named) == 2:
            theirs = shapes[at].title in self.possessive and not self._coordinate(line, shapes[:at])
            others = theirs and self._others(line, shapes[:at], shapes[at].start)
            return None if others else pair_of(named, line, "the two")
        number = line.tagged.number
        if named:
            return None
        recent = [one for one, seen in self.focus.leaders if number - seen == 1]
        if len(recent) == 1:
            recent = [one for one, seen in self.focus.leaders if number - seen <= 2]
        if len(recent) != 2 and shapes[at].title in self.possessive:
            recent = self._two_ahead(line, shapes, at)[::-1]
        return pair_of(recent[::-1], line, "the two") if len(recent) == 2 else None

    @staticmethod
    def _others(line: Line, before: list[Shape], at: int) -> bool:
        """Tell whether others are named that "their" may mean: "told him that the rebels lost their guns"."""
        first = min((one.start for one in before if one.party is not None), default=0)
        return any(token.form == Form.PLURAL for token in line.tokens[first:at])

    @staticmethod
    def _two_ahead(line: Line, shapes: list[Shape], at: int) -> list[Party]:
        """Return the two whom the opening phrase points at: "After their meeting, X thanked Y"."""
        end = next((index for index, key in enumerate(line.keys) if key == ","), -1)
        if end < shapes[at].start or any(shape.party for shape in shapes[:at]):
            return []
        return leaders_of(shape.party for shape in shapes[at + 1 :] if shape.start > end)
