"""Finds contacts between leaders in one sentence: verbs, nouns, the passive, headlines, lists.

A trigger (a verb such as "telephoned", a noun such as "talks") with its subject and object makes
a `Sighting`; those whose people are leaders of different sides become contacts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from monitor.fact.cast import How, Person
from monitor.fact.clauses import PREPOSITIONS, Clause, Group
from monitor.fact.lexicon import Lexicon, Table, words
from monitor.fact.lexicon.grammar import word_set
from monitor.fact.model import ContactKind, ContactStatus
from monitor.fact.parties import cross_sides
from monitor.fact.status import Scope, StatusReader

_BE = word_set("contacts.be")
_AFTER_CALL = word_set("contacts.after_call")
_NO_OBJECT = word_set("contacts.no_object")
_ASSEMBLED = frozenset({"brought", "brings", "attended"})
_BEFORE_BASE = word_set("contacts.before_base")
_OCCASION = frozenset({"at", "during", "after", "following", "in"})
_WHOSE = frozenset({"his", "her", "whose"})
_PAST = frozenset({"after", "following", "during"})
_AHEAD = word_set("contacts.ahead")
_WENT = word_set("contacts.went")
_FUTURE = word_set("contacts.future")
_SHORT_GAP = 5
_OCCASIONS = word_set("contacts.occasions")
_SPEECH_STOP = frozenset({"to", "at", "in", "with", "against", "of"})
_WINDOW = 14
_TWO = 2
_MEALS = frozenset({"dinner", "lunch", "banquet", "reception", "breakfast"})
_NOUN_STOPS = word_set("contacts.noun_stops")
_NO_LIGHT = frozenset({",", ";", "that", "and", "after"})


@dataclass(slots=True)
class Sighting:
    """One trigger with the people it joins, words `[first, last]` of the sentence."""

    kind: ContactKind
    people: list[Person]
    first: int
    last: int
    status: ContactStatus
    trigger: int
    times: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Trigger:
    kind: ContactKind
    frame: str


class ContactReader:
    """Reads the contacts of sentences by the lexicon's verbs and nouns."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Prepare the trigger tables."""
        contact = lexicon.english["contact"]
        grammar = contact["grammar"]
        self.tables = {frame: _triggers(contact[frame], frame) for frame in ("verbs", "together", "nouns")}
        self.firsts = {first for table in self.tables.values() for first in table.firsts}
        self.adverbs = frozenset(grammar["adverbs"])
        self.transparent = frozenset(grammar["transparent"])
        self.light = frozenset(grammar["light"])
        self.adverbial = frozenset(grammar["adverbial"])
        self.call_not = frozenset(grammar["call_not"])
        self.base_forms = frozenset(grammar["base_forms"])
        self.reporting = frozenset(grammar["reporting"])
        self.domestic = frozenset(lexicon.english["offices"]["domestic"])
        self.status = StatusReader(lexicon.english["status"])

    def read(self, clause: Clause) -> Iterator[Sighting]:
        """Yield the contacts between leaders that *clause* speaks of."""
        if not any(group.leaders or group.mentions[0].how is How.PAIR for group in clause.groups):
            return
        past = 0
        for index, word in enumerate(clause.low):
            if word not in self.firsts or index in clause.inside or index < past:
                continue
            for frame in ("verbs", "nouns", "together"):
                if word in self.tables[frame].firsts and (found := self.tables[frame].at(clause.low, index)):
                    length, trigger = found
                    sighting = getattr(self, f"_{frame}")(clause, index, index + length, trigger)
                    if sighting is not None and not _is_where_one_spoke(clause.low, index):
                        yield sighting
                        past = index + length
                        break

    def _verbs(self, clause: Clause, index: int, end: int, trigger: _Trigger) -> Sighting | None:  # noqa: PLR0911 - each case answers for itself
        low = clause.low
        if (
            low[index] in self.base_forms
            and not (index and low[index - 1] in _BEFORE_BASE)
            and not clause.sentence.headline
        ):
            return None
        by = self._agent(clause, end)
        if by is not None and self._passive(clause, index):
            subject = clause.subject(index)
            made = clause.object_after(by + 1, self.transparent)
            return self._made(clause, trigger.kind, subject, made, index) if subject else None
        if (
            end < len(low)
            and trigger.kind is ContactKind.CALL
            and low[index] in {"called", "calls", "call", "calling", "rang"}
        ):
            target = clause.object_after(end, frozenset(), 4)
            if low[end] in self.call_not or target is None or not self._is_call(clause, target):
                return None
        if low[end - 1] in {"together", "by"} and low[index] in _ASSEMBLED:
            return self._made(clause, trigger.kind, None, clause.object_after(end, self.transparent), index)
        target = clause.object_after(end, self.transparent)
        if target is None or self._passive(clause, index) or not target.people:
            return None
        between = low[end : target.start]
        if low[index] in {"visited", "visits", "visiting"} and between:
            return None
        subject = self._subject_of(clause, index, target)
        return self._made(clause, trigger.kind, subject, target, index) if subject is not None else None

    def _agent(self, clause: Clause, end: int) -> int | None:
        """Return where "by" stands after a passive, past places and times."""
        for at in range(end, min(end + 5, len(clause.low))):
            if clause.low[at] == "by":
                return at
            placed = (
                at in clause.inside
                or self.transparent & {clause.low[at]}
                or clause.sentence.raw[at][0].isupper()
            )
            if not placed or clause.low[at] == ",":
                return None
        return None

    def _passive(self, clause: Clause, index: int) -> bool:
        near = clause.low[max(0, index - 4) : index]
        return any(word in _BE for word in near) and clause.low[index].endswith(("ed", "met", "told"))

    def _is_call(self, clause: Clause, target: Group) -> bool:
        after = clause.low[target.end] if target.end < len(clause.low) else "."
        return not target.possessive and (
            after in _AFTER_CALL or (target.end in clause.starts and clause.sentence.headline)
        )

    def _subject_of(self, clause: Clause, index: int, target: Group) -> Group | None:
        before = clause.low[index - 1] if index else ""
        gerund = clause.low[index].endswith("ing")
        if index == 0 and clause.low[1:2] == ["by"]:
            return self._main_subject(clause, index, target.end)
        first = next((at for at in range(max(0, index - 7), index) if clause.low[at] == "first"), None)
        if before == "to" and first is not None and "leader" in clause.low[first:index]:
            return clause.nearest_left(first)
        held = clause.ends.get(index)
        if gerund and held is not None and held.oblique and "with" in clause.low[held.start - 2 : held.start]:
            return held
        if before == "to" and clause.subject(index) is None:
            lead = set(clause.low[max(0, index - 7) : index])
            return clause.nearest_left(index) if lead & _WENT or "first" in lead else None
        if gerund and (before in self.adverbial or before in {"", ",", "and"} or index == 0):
            return self._main_subject(clause, index, target.end)
        return clause.subject(index)

    def _main_subject(self, clause: Clause, index: int, end: int) -> Group | None:
        return clause.nearest_left(index) or clause.first_right(end)

    def _nouns(self, clause: Clause, index: int, end: int, trigger: _Trigger) -> Sighting | None:  # noqa: C901, PLR0911 - each case answers for itself
        low = clause.low
        if low[index] in {"call", "calls"} and low[end : end + 1] in (["for"], ["on"]):
            return None
        target, between = self._noun_object(clause, end)
        if target is not None and between:
            return self._made(clause, trigger.kind, None, target, index)
        if target is not None:
            subject = self._noun_subject(clause, index, target)
            return self._made(clause, trigger.kind, subject, target, index) if subject is not None else None
        owner = self._owner(clause, index)
        if owner is not None and len(owner.people) > 1:
            return self._made(clause, trigger.kind, None, owner, index)
        pair = self._theirs(clause, index)
        if pair is not None:
            return self._made(clause, trigger.kind, None, pair, index)
        if self._gathered(clause, index):
            told = self._talking(clause, index, end)
            if told is not None:
                return told
            subject = clause.nearest_left(index) or clause.first_right(end)
            if subject is not None and (
                len(subject.leaders) > 1 or any(one.several for one in subject.leaders)
            ):
                return self._made(clause, trigger.kind, None, subject, index)
        verb = self._light_verb(clause, index)
        if verb is not None and not (end < len(low) and low[end] == "with"):
            subject = clause.subject(verb)
            if (subject is not None and len(subject.people) > 1) or (
                subject is not None and subject.leaders[:1] and subject.leaders[0].several
            ):
                return self._made(clause, trigger.kind, None, subject, index)
        return None

    def _noun_object(
        self, clause: Clause, end: int, stops: frozenset[str] = _NOUN_STOPS
    ) -> tuple[Group | None, bool]:
        """Return whom the noun is with, and whether "between" was said."""
        low = clause.low
        for at in range(end, min(end + _WINDOW - 5, len(low))):
            word = low[at]
            if word == "of" and at == end and end - 1 > 0:
                target = clause.object_after(at + 1, self.transparent, 4)
                return (
                    (target, True) if target and any(one.several for one in target.leaders) else (None, False)
                )
            if word == "between":
                return clause.object_after(at + 1, self.transparent), True
            hosted = word == "for" and at == end and low[end - 1] in _MEALS
            if word in {"with", "alongside"} or hosted or (word in {"to", "from"} and at - end < 2):
                return clause.object_after(at + 1, self.transparent, 5), False
            if word in stops or word in self.reporting:
                break
            if at in clause.inside and not any(
                group.body and group.start <= at < group.end for group in clause.groups
            ):
                break
        return None, False

    def _owner(self, clause: Clause, index: int) -> Group | None:
        """Return who owns the noun: "Trump and Putin's call", "the Bush-Blair summit"."""
        for at in range(index, max(index - 5, 0), -1):
            group = clause.ends.get(at) or (
                clause.ends.get(at - 1) if clause.low[at - 1] in {"'s", "'"} else None
            )
            if group is not None:
                direct = group.possessive or (group.end == index and "-" in clause.low[group.end - 1])
                return group if direct or (clause.sentence.headline and group.end == index) else None
            if (
                clause.low[at - 1] in self.reporting
                or clause.low[at - 1] in {",", ";", "and", "of"} | self.light
            ):
                return None
        return None

    def _theirs(self, clause: Clause, index: int) -> Group | None:
        """Return the two leaders named before "their meeting", where it can only be theirs."""
        if "their" not in clause.low[max(0, index - 4) : index]:
            return None
        named = [group for group in clause.groups if group.end <= index and group.leaders]
        people = list(dict.fromkeys(person for group in named for person in group.leaders))
        if len(people) != _TWO:
            return None
        mentions = [mention for group in named for mention in group.mentions]
        return Group(named[0].start, named[-1].end, mentions)

    def _gathered(self, clause: Clause, index: int) -> bool:
        """Tell "at a summit", "during their talks": the occasion of what several leaders do."""
        for at in range(index - 1, max(index - 6, -1), -1):
            body = any(group.body and group.start <= at < group.end for group in clause.groups)
            if (
                (at in clause.inside and not body)
                or clause.low[at] in {",", ";", "and", "that"}
                or clause.low[at] in self.light
            ):
                return False
            if clause.low[at] in _OCCASION:
                return clause.low[index] in _OCCASIONS
        return False

    def _talking(self, clause: Clause, index: int, end: int) -> Sighting | None:
        """Read "X urged Y to act in a phone call", "X praised Y after a White House meeting"."""
        low = clause.low
        if low[end : end + 1] in (["with"], ["of"], ["for"], ["between"]) or low[index] not in _OCCASIONS:
            return None
        led = [group for group in clause.groups if group.leaders and group.end <= index]
        if len(led) != _TWO or led[0].oblique or led[0].possessive or led[1].possessive:
            return None
        between = low[led[0].end : led[1].start]
        if not between or len(between) > _SHORT_GAP or {",", '"', "that", "about", ";"} & set(between):
            return None
        if led[1].oblique and between[-1] not in {"to", "with"}:
            return None
        if {"will", "would", "to"} & set(low[led[1].end : index]) & {"will", "would"} or "will" in between:
            return None
        kind = ContactKind.CALL if low[end - 1] in {"call", "conversation"} else ContactKind.MEETING
        found = self._made(clause, kind, led[0], led[1], index)
        if found is not None and found.status not in {ContactStatus.HAPPENED, ContactStatus.CLAIMED}:
            found.status = ContactStatus.HAPPENED if not _FUTURE & set(low[:end]) else ContactStatus.PLANNED
        return found

    def _light_verb(self, clause: Clause, index: int) -> int | None:
        for at in range(index - 1, max(index - 8, -1), -1):
            if clause.low[at] in self.light:
                return at
            if at in clause.inside or clause.low[at] in _NO_LIGHT or clause.low[at] in PREPOSITIONS - {"of"}:
                return None
        return None

    def _noun_subject(self, clause: Clause, index: int, target: Group) -> Group | None:
        owner = self._owner(clause, index)
        if owner is not None and owner.possessive:
            return owner
        whose = next((at for at in range(max(0, index - 4), index) if clause.low[at] in _WHOSE), None)
        if whose is not None:
            return self._possessor(clause, whose, target)
        verb = self._light_verb(clause, index)
        if verb is not None and verb > 0 and clause.low[verb] not in {"using", "used"}:
            return (
                clause.subject(verb)
                if not clause.low[verb].endswith("ing")
                else self._main_subject(clause, verb, target.end)
            )
        direct = self._direct_subject(clause, index)
        if direct is not None:
            return direct
        at = index - 1
        while at > 0 and clause.low[at] not in self.adverbial and index - at < 6:
            at -= 1
        if clause.low[max(at, 0)] in self.adverbial and index:
            return self._main_subject(clause, index, target.end)
        return clause.subject(index)

    @staticmethod
    def _possessor(clause: Clause, at: int, target: Group) -> Group | None:
        """Return who "his" or "whose" stands for: the nearest leader before, else the first one after."""
        named = [group for group in clause.groups if group.leaders and group is not target]
        before = [group for group in named if group.end <= at]
        after = [group for group in named if group.start >= target.end and not group.oblique]
        return before[-1] if before else after[0] if after else None

    def _direct_subject(self, clause: Clause, index: int) -> Group | None:
        """Return X of "X cancelled a planned meeting with Y": whoever stands before the verb."""
        for at in range(index - 1, max(index - 6, 0), -1):
            if (
                at in clause.inside
                or clause.low[at] in self.adverbial
                or clause.low[at] in {",", ";", "that", "and"}
            ):
                return None
            group = clause.ends.get(clause.skip_back(at) + 1)
            if group is not None and not group.oblique and not group.possessive:
                return group
        return None

    def _together(self, clause: Clause, index: int, end: int, trigger: _Trigger) -> Sighting | None:  # noqa: PLR0911 - each case answers for itself
        low = clause.low
        after = low[end] if end < len(low) else "."
        if not trigger.kind or (self._passive(clause, index) and low[index] != "meeting"):
            return None
        partner = self._partner(clause, index, end)
        if partner is not None:
            subject = clause.subject(index)
            return self._made(clause, trigger.kind, subject, partner, index) if subject is not None else None
        if not low[index].startswith(("discuss", "agree", "sign", "exchang")):
            if (
                after not in _NO_OBJECT
                and not after.endswith("ly")
                and not after.isdigit()
                and end not in clause.starts
            ):
                return None
            if (
                trigger.kind is ContactKind.TALKS
                and after in _SPEECH_STOP
                and low[end - 1] in {"spoke", "speak", "speaking", "talk", "talking", "talked", "spoken"}
            ):
                return None
            if end in clause.starts and not clause.starts[end].body:
                return None
        if index == 0:
            subject = clause.first_right(end)
        elif low[index].endswith("ing") and low[index - 1] in self.adverbial:
            subject = self._main_subject(clause, index, end)
        else:
            subject = clause.subject(index)
        if subject is None or not (
            len(subject.people) > 1 or any(person.several for person in subject.people)
        ):
            return None
        return self._made(clause, trigger.kind, None, subject, index)

    def _partner(self, clause: Clause, index: int, end: int) -> Group | None:  # noqa: ARG002 - same shape as its siblings
        """Return Y of "discussed the crisis with Y", "spoke for an hour by phone with Y"."""
        target, between = self._noun_object(clause, end, _NOUN_STOPS - {"and"})
        return None if between or clause.low[end : end + 1] in (["to"], ["from"]) else target

    def _made(
        self, clause: Clause, kind: ContactKind, subject: Group | None, target: Group | None, index: int
    ) -> Sighting | None:
        if target is None:
            return None
        groups = [group for group in (subject, target) if group is not None]
        people = [person for group in groups for person in group.people]
        people = list(dict.fromkeys(people))
        foreign = any(mention.foreign for group in groups for mention in group.mentions)
        if subject is not None and not (subject.leaders and target.leaders):
            return None
        if not cross_sides(people, self.domestic, foreign=foreign):
            return None
        if (
            subject is None
            and len([person for person in people if person.leader]) < 2
            and not any(person.several for person in people)
        ):
            return None
        status = self.status.read(self._scope(clause, index, subject, target))
        first = min(index, *(group.start for group in groups))
        last = max(index, *(group.end - 1 for group in groups))
        return Sighting(kind, [person for person in people if person.leader], first, last, status, index)

    def _scope(self, clause: Clause, index: int, subject: Group | None, target: Group) -> Scope:
        low = clause.low
        start = max(0, index - _WINDOW)
        anchor = subject if subject is not None else target
        if anchor.end <= index:
            start = max(start, anchor.end)
        occasion = _PAST | (_OCCASION if low[index] in _OCCASIONS else frozenset())
        since = next(
            (at for at in range(index - 1, max(start, index - 5) - 1, -1) if low[at] in occasion), None
        )
        if since is not None and not _AHEAD & set(low[max(0, since - _WINDOW) : since]):
            start = since
        after = max(target.end, index + 1)
        verb = self.tables["nouns"].at(low, index) is None or (
            low[index] in {"meet", "call", "visit", "talk"} and low[index - 1] == "to"
        )
        return Scope(low[start:index], low[after : after + 9], verb, clause.sentence.headline, low[index])


def _triggers(table: dict[str, list[str]], frame: str) -> Table[_Trigger]:
    return Table(
        (words(text), _Trigger(ContactKind(kind), frame)) for kind, texts in table.items() for text in texts
    )


def _is_where_one_spoke(low: Sequence[str], index: int) -> bool:
    """Tell whether a press conference is only where somebody told of a contact ("telling reporters at …")."""
    return low[index + 1 : index + 2] == ["conference"] and "telling" in low[max(0, index - 5) : index]
