"""Finds contacts between leaders in one sentence: verbs, nouns, the passive, headlines, lists.

A trigger (a verb such as "telephoned", a noun such as "talks") with its subject and object makes
a `ContactTrigger`; those whose people are leaders of different sides become contacts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from monitor.extract.arguments import (
    agent,
    direct_subject,
    hand_of,
    named_left,
    only_left,
    passive,
    possessor,
    spoken_to,
)
from monitor.extract.clauses import PREPOSITIONS, Clause, Group
from monitor.extract.lexicon import Lexicon, Table, words
from monitor.extract.lexicon.grammar import word_set
from monitor.extract.model import ContactKind, ContactStatus
from monitor.extract.nominal_events import kind_of, occasion, pair_at, theirs
from monitor.extract.participants import cross_sides
from monitor.extract.people import How, Person
from monitor.extract.status_old import StatusReader, TriggerScope

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
_OCCASIONS = word_set("occasions.nouns")
_SPEECH_STOP = frozenset({"to", "at", "in", "with", "against", "of"})
_WINDOW = 14
_TWO = 2
_TITLE = 3
_ASKED = frozenset({"whether", "if"})
_DEALS = word_set("contacts.deals")
_DEALING = word_set("contacts.dealing")
_GIVING = word_set("contacts.giving")
_GIFTS = word_set("contacts.gifts")
_GIFT_WITHIN = 7
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_AGREED = (["to"], ["that"], ["during"], ["at"])
_SPEAKING = word_set("contacts.speaking") - {"speaks", "talks"}
_CALLED = frozenset({"called", "calls", "call", "calling", "rang"})
_VISITS = frozenset({"visited", "visits", "visiting"})
_OF_THINGS = ("discuss", "agree", "sign", "exchang")
_FIRSTS = word_set("contacts.firsts")
_MEALTIMES = word_set("occasions.meals")
_NEITHER = frozenset({"neither", "nor"})
_CONFIRMING = frozenset({"confirm", "confirms", "confirmed", "confirming"})
_MEALS = frozenset({"summit", "dinner", "lunch", "banquet", "reception", "breakfast"})
_NOUN_STOPS = word_set("contacts.noun_stops")
_NO_LIGHT = frozenset({",", ";", "that", "and", "after"})


@dataclass(slots=True)
class ContactTrigger:
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
        self.never = Table((words(text), True) for text in contact.get("never", ()))

    def read(self, clause: Clause) -> Iterator[ContactTrigger]:
        """Yield the contacts between leaders that *clause* speaks of."""
        if not any(group.leaders or group.mentions[0].how is How.PAIR for group in clause.groups):
            return
        past = 0
        never = self.never.covered(clause.low)
        for index, word in enumerate(clause.low):
            if word not in self.firsts or index in clause.inside or index < past or index in never:
                continue
            for frame in ("verbs", "nouns", "together"):
                if word in self.tables[frame].firsts and (found := self.tables[frame].at(clause.low, index)):
                    length, trigger = found
                    sighting = getattr(self, f"_{frame}")(clause, index, index + length, trigger)
                    if sighting is not None and not _is_where_one_spoke(clause.low, index):
                        yield sighting
                        past = index + length
                        break

    def _verbs(self, clause: Clause, index: int, end: int, trigger: _Trigger) -> ContactTrigger | None:  # noqa: PLR0911 - each case answers for itself
        low = clause.low
        if (
            low[index] in self.base_forms
            and not (index and low[index - 1] in _BEFORE_BASE)
            and not clause.sentence.headline
        ):
            return None
        by = agent(clause, end, self.transparent)
        if by is not None and (passive(clause, index) or low[index - 1 : index] == [","]):
            return self._suffered(clause, index, by, trigger)
        if not self._calls(clause, index, end, trigger):
            return None
        if low[end - 1] in {"together", "by"} and low[index] in _ASSEMBLED:
            return self._made(clause, trigger.kind, None, clause.object_after(end, self.transparent), index)
        target = clause.object_after(end, self.transparent) or hand_of(clause, end)
        if target is None or passive(clause, index) or not target.people:
            return None
        if not self._done_to(clause, index, end, target):
            return None
        subject = self._subject_of(clause, index, target)
        return self._made(clause, trigger.kind, subject, target, index) if subject is not None else None

    def _suffered(self, clause: Clause, index: int, by: int, trigger: _Trigger) -> ContactTrigger | None:
        """Read "X was received by Y", "after being received by Y", "X flew in, greeted by Y"."""
        if clause.low[index - 1] == ",":
            subject = clause.nearest_left(index)
        elif clause.low[index - 1] == "being":
            adverbial = clause.low[index - 2] in self.adverbial
            subject = self._main_subject(clause, index, by) if adverbial else None
        else:
            subject = clause.subject(index)
        doer = clause.object_after(by + 1, self.transparent)
        return self._made(clause, trigger.kind, subject, doer, index) if subject else None

    def _calls(self, clause: Clause, index: int, end: int, trigger: _Trigger) -> bool:
        """Tell "called Putin on Monday" from "called Putin a killer"; other verbs pass."""
        low = clause.low
        if end >= len(low) or trigger.kind is not ContactKind.CALL or low[index] not in _CALLED:
            return True
        target = clause.object_after(end, frozenset(), 4)
        return low[end] not in self.call_not and target is not None and self._is_call(clause, target)

    @staticmethod
    def _done_to(clause: Clause, index: int, end: int, target: Group) -> bool:
        """Tell whether the verb is done to *target* itself, and not told already."""
        low = clause.low
        if low[index - 1] == "to" and target.mentions[0].how is How.PRONOUN:
            return False  # "called Y to congratulate him": the purpose of a call that is told
        if low[index] in _GIVING and not _GIFTS & set(low[target.end : target.end + _GIFT_WITHIN]):
            return False
        return low[index] not in _VISITS or not low[end : target.start]

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
        if before == "to" and first is not None and _FIRSTS & set(clause.low[first:index]):
            return clause.nearest_left(first) or named_left(clause, first)
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

    def _nouns(self, clause: Clause, index: int, end: int, trigger: _Trigger) -> ContactTrigger | None:  # noqa: C901, PLR0911 - each case answers for itself
        low = clause.low
        if low[index] in {"call", "calls"} and low[end : end + 1] in (["for"], ["on"]):
            if not _WEEKDAYS.issuperset(low[end + 1 : end + 2]):
                return None
            end += _TWO
        if low[end - 1] in _DEALS and not _DEALING & set(low[max(0, index - _SHORT_GAP) : index]):
            return None
        target, between = self._noun_object(clause, end)
        if target is not None and between:
            return self._made(clause, trigger.kind, None, target, index)
        if target is not None:
            return self._noun_made(clause, trigger, index, target)
        owner = self._owner(clause, index)
        if owner is not None and len(owner.people) > 1:
            return self._made(clause, trigger.kind, None, owner, index)
        pair = theirs(clause, index)
        if pair is not None:
            return self._made(clause, trigger.kind, None, pair, index)
        place = occasion(clause, index, self.light)
        told = self._talking(clause, index, end) if place else None
        if told is not None:
            return told
        if place in _OCCASION or (place == "over" and low[index] in _MEALTIMES):
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

    def _noun_made(
        self, clause: Clause, trigger: _Trigger, index: int, target: Group
    ) -> ContactTrigger | None:
        """Return the contact of a noun with *target*: of its subject, else of the only leader it can be."""
        if clause.low[target.start - 1] == "from" and clause.low[target.end : target.end + 1] == ["to"]:
            receiver = clause.object_after(target.end + 1, self.transparent, _TWO + 1)
            if receiver is not None:
                return self._made(clause, trigger.kind, target, receiver, index)
        subject = self._noun_subject(clause, index, target)
        if (subject is None or not subject.people) and trigger.kind is not ContactKind.MESSAGE:
            subject = only_left(clause, index, self.reporting) or subject
        return self._made(clause, trigger.kind, subject, target, index) if subject is not None else None

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
            if at == end and word == '"':
                continue
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

    def _talking(self, clause: Clause, index: int, end: int) -> ContactTrigger | None:
        """Read "X urged Y to act in a phone call", "X praised Y after a White House meeting"."""
        pair = pair_at(clause, index, end)
        if pair is None:
            return None
        led = set(clause.low[pair[0].end : index])
        if "will" in set(clause.low[pair[0].end : pair[1].start]) or {"will", "would"} & led:
            return None
        found = self._made(clause, kind_of(clause.low[end - 1]), pair[0], pair[1], index)
        if found is not None and found.status not in {ContactStatus.HAPPENED, ContactStatus.CLAIMED}:
            between = set(clause.low[pair[0].end : pair[1].start])
            ahead = _FUTURE & set(clause.low[:end]) or _AHEAD & between
            found.status = ContactStatus.PLANNED if ahead else ContactStatus.HAPPENED
        return found

    def _light_verb(self, clause: Clause, index: int) -> int | None:
        for at in range(index - 1, max(index - 8, -1), -1):
            if clause.low[at] in self.light:
                return at
            if at in clause.inside or clause.low[at] in _NO_LIGHT or clause.low[at] in PREPOSITIONS - {"of"}:
                return None
        return None

    def _noun_subject(self, clause: Clause, index: int, target: Group) -> Group | None:  # noqa: PLR0911 - each case answers for itself
        owner = self._owner(clause, index)
        if owner is not None and owner.possessive:
            return owner
        whose = next((at for at in range(max(0, index - 4), index) if clause.low[at] in _WHOSE), None)
        if whose is not None:
            return possessor(clause, whose, target)
        verb = self._light_verb(clause, index)
        if verb is not None and verb > 0 and clause.low[verb] not in {"using", "used"}:
            if clause.low[verb].endswith("ing"):
                return self._main_subject(clause, verb, target.end)
            doer = clause.subject(verb)
            return clause.nearest_left(verb) if doer is None and clause.low[verb - 1] == "to" else doer
        direct = direct_subject(clause, index, self.adverbial)
        if direct is not None:
            return direct
        at = index - 1
        while at > 0 and clause.low[at] not in self.adverbial and index - at < 6:
            at -= 1
        if clause.low[max(at, 0)] in self.adverbial and index:
            return self._main_subject(clause, index, target.end)
        return clause.subject(index)

    def _together(self, clause: Clause, index: int, end: int, trigger: _Trigger) -> ContactTrigger | None:
        low = clause.low
        if not trigger.kind or (passive(clause, index) and low[index] != "meeting"):
            return None
        partner = self._partner(clause, index, end)
        if partner is not None:
            follows = low[partner.end : partner.end + 1]
            if low[index].startswith("agree") and low[end : end + 1] == ["with"] and follows not in _AGREED:
                return None
            subject = clause.subject(index)
            return self._made(clause, trigger.kind, subject, partner, index) if subject is not None else None
        if not low[index].startswith(_OF_THINGS) and not _closed(clause, index, end, trigger):
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

    def _partner(self, clause: Clause, index: int, end: int) -> Group | None:
        """Return Y of "discussed the crisis with Y", "spoke for an hour by phone with Y"."""
        if low_to := spoken_to(clause, index, end):
            return clause.object_after(low_to, self.transparent, 4)
        target, between = self._noun_object(clause, end, _NOUN_STOPS - {"and"})
        return None if between or clause.low[end : end + 1] in (["to"], ["from"]) else target

    def _made(
        self, clause: Clause, kind: ContactKind, subject: Group | None, target: Group | None, index: int
    ) -> ContactTrigger | None:
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
        return ContactTrigger(
            kind, [person for person in people if person.leader], first, last, status, index
        )

    def _scope(self, clause: Clause, index: int, subject: Group | None, target: Group) -> TriggerScope:
        low = clause.low
        start = max(0, index - _WINDOW)
        anchor = subject if subject is not None else target
        if anchor.end <= index:
            start = max(start, anchor.end)
        occasion = _PAST | (_OCCASION if low[index] in _OCCASIONS else frozenset())
        if low[index].endswith("ing") and low[index - 1] == ",":
            start = index
        since = next(
            (at for at in range(index - 1, max(start, index - 5) - 1, -1) if low[at] in occasion), None
        )
        if since is not None and not _AHEAD & set(low[max(0, since - _WINDOW) : since]):
            start = since
        after = max(target.end, index + 1)
        verb = self.tables["nouns"].at(low, index) is None or (
            low[index] in {"meet", "call", "visit", "talk"} and low[index - 1] == "to"
        )
        lead = ["if"] if low[0] == "had" else ["neither"] if _neither(low[:index]) else []
        if anchor.end <= index:
            lead = [
                word for word in low[max(0, anchor.start - _TITLE) : anchor.start] if word in _ASKED
            ] or lead
        before = [*lead, *low[start:index]]
        return TriggerScope(before, low[after : after + 9], verb, clause.sentence.headline, low[index])


def _triggers(table: dict[str, list[str]], frame: str) -> Table[_Trigger]:
    return Table(
        (words(text), _Trigger(ContactKind(kind), frame)) for kind, texts in table.items() for text in texts
    )


def _neither(before: Sequence[str]) -> bool:
    """Tell "neither X nor Y met Z" from "would neither confirm nor deny that X met Z"."""
    return set(before) >= _NEITHER and _CONFIRMING.isdisjoint(before)


def _is_where_one_spoke(low: Sequence[str], index: int) -> bool:
    """Tell whether a press conference is only where somebody told of a contact ("telling reporters at …")."""
    return low[index + 1 : index + 2] == ["conference"] and "telling" in low[max(0, index - 5) : index]


def _closed(clause: Clause, index: int, end: int, trigger: _Trigger) -> bool:
    """Tell whether "X and Y met" ends there, as no object makes it something else."""
    low = clause.low
    after = low[end] if end < len(low) else "."
    open_end = after not in _NO_OBJECT and not after.endswith("ly") and not after.isdigit()
    alone = end - index < _TWO and "together" not in low[end : end + _GIFT_WITHIN]
    if open_end and alone and end not in clause.starts:
        return False
    if trigger.kind is ContactKind.TALKS and after in _SPEECH_STOP and low[end - 1] in _SPEAKING:
        return False
    return end not in clause.starts or clause.starts[end].body
