"""Finders of `contact:` and `denial:` conditions: compare a condition with the article's facts.

Facts are read once an article, and only when a rule that needs them has to be verified.
"""

# ruff: noqa: D102 - what an overriding method does is said where it is declared

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from monitor.article.normalize import fold_text
from monitor.extract.groups import STATES, groups
from monitor.extract.lexicon import Lexicon
from monitor.extract.model import Contact, ContactStatus, Denial, Facts, Participant
from monitor.rule.condition import ContactIs, DenialIs, Who
from monitor.rule.literal import Place
from monitor.rule.match_terms import Finder, Found
from monitor.rule.search_text import Searched

if TYPE_CHECKING:
    from monitor.extract.quoted import Speech


class _FactPlace(NamedTuple):
    """A fact that is asked for, the stretch that holds its sentences, and which one it is."""

    start: int
    end: int
    number: int
    fact: Contact | Denial


class Reported(Finder):
    """The article reports a contact or denial with all that is asked."""

    __slots__ = ("_holds",)

    def __init__(self, condition: ContactIs | DenialIs, lexicon: Lexicon) -> None:
        super().__init__(None, rank=3)
        self._holds: ContactTest | DenialTest
        if isinstance(condition, ContactIs):
            self._holds = ContactTest(condition, lexicon)
        else:
            self._holds = DenialTest(condition, lexicon)

    def find(self, text: Searched, inside: Place) -> Found:
        places: dict[Place, None] = {}
        for told in sorted(self._within(text, inside), key=lambda one: one.number):
            places.update(dict.fromkeys(map(text.place_of, told.fact.proof)))
            text.reported.append(told.fact)
        return tuple(places) or None

    def may(self, text: Searched, inside: Place) -> bool:
        return self.find(text, inside) is not None

    def _within(self, text: Searched, inside: Place) -> list[_FactPlace]:
        """Return the facts asked for whose sentences all lie in the stretch."""
        told = text.told.get(self)
        if told is None:
            told = text.told[self] = self._told(text)
        low = bisect_left(told, inside.start, key=lambda one: one.start)
        high = bisect_right(told, inside.end, key=lambda one: one.start)
        return [one for one in told[low:high] if one.end <= inside.end and bears_on(one.fact, text.about)]

    def _told(self, text: Searched) -> list[_FactPlace]:
        """Return the facts asked for with where their sentences stand, by where the first of these does."""
        told = []
        facts: Sequence[Contact | Denial] = self._holds.chosen(text.facts)
        for number, fact in enumerate(facts):
            places = [text.place_of(span) for span in fact.evidence]
            start = min((place.start for place in places), default=0)
            told.append(_FactPlace(start, max((place.end for place in places), default=0), number, fact))
        return sorted(told, key=lambda one: one.start)

    def chosen(self, facts: Facts) -> tuple[Contact | Denial, ...]:
        """Return the facts that are asked for."""
        return tuple(self._holds.chosen(facts))


def bears_on(fact: Contact | Denial, about: Contact | Denial | None) -> bool:
    """Return whether *fact* is what is looked at, or said of it: the denial of a contact, what is denied."""
    if about is None or fact is about:
        return True
    match fact, about:
        case (Denial(contact=Contact() as denied), Contact() as one) | (
            Contact() as one,
            Denial(contact=Contact() as denied),
        ):
            return denied is one or (denied.participants, denied.kind) == (one.participants, one.kind)
    return False


TOLD = tuple(status for status in ContactStatus if status is not ContactStatus.UNCLEAR)
"""What a condition that names no status asks for."""


class ContactTest:
    """Says of a contact whether it is one that a condition asks for."""

    def __init__(self, condition: ContactIs, lexicon: Lexicon) -> None:
        self._condition = condition
        self._sides = tuple(PeopleAsked(side, lexicon) for side in condition.between or ())
        self._by = PeopleAsked(condition.by, lexicon) if condition.by else None
        self._without = PeopleAsked(condition.without, lexicon) if condition.without else None

    def chosen(self, facts: Facts) -> list[Contact]:
        """Return the contacts asked for."""
        return [contact for contact in facts.contacts if self.holds(contact)]

    def holds(self, contact: Contact) -> bool:
        """Return whether *contact* is asked for."""
        asked = self._condition
        return (
            (not asked.kinds or contact.kind in asked.kinds)
            and _of_status(contact, asked.statuses)
            and (not self._sides or self._has_both_sides(contact.participants))
            and (self._by is None or any(map(self._by.named, contact.attribution)))
            and asked.standing in (None, contact.standing)
            and not _excepted(self._without, contact)
        )

    def lacks(self, contact: Contact) -> list[str]:
        """Return in words each thing asked that *contact* is not; nothing when it is asked for."""
        asked, found = self._condition, []
        if asked.kinds and contact.kind not in asked.kinds:
            found.append(f"its kind is {contact.kind}, not {_either(asked.kinds)}")
        if not _of_status(contact, asked.statuses):
            found.append(f"its status is {contact.status}, not {_either(asked.statuses or TOLD)}")
        if asked.between and not self._has_both_sides(contact.participants):
            found.append(f"it is not between {' and '.join(map(says_who, asked.between))}")
        if asked.by and self._by and not any(map(self._by.named, contact.attribution)):
            found.append(f"{says_who(asked.by)} is not who says so")
        if asked.standing not in (None, contact.standing):
            found.append(_STANDING if contact.standing else _NEWS)
        found += (f"{name} takes part, which the rule excepts" for name in _excepted(self._without, contact))
        return found

    def _has_both_sides(self, participants: tuple[Participant, ...]) -> bool:
        first, second = self._sides
        ones = [number for number, one in enumerate(participants) if first.include(one)]
        others = [number for number, one in enumerate(participants) if second.include(one)]
        return any(one != other for one in ones for other in others)


_STANDING = "it is told as known before (standing), not as news"
_NEWS = "it is told as news, not as known before (standing)"


def _of_status(contact: Contact, asked: Sequence[ContactStatus]) -> bool:
    """Return whether a contact is of a status that is *asked*.

    What is unclear only where that is asked by name.
    """
    return contact.status in (asked or TOLD)


class DenialTest:
    """Says of a denial whether it is one that a condition asks for; one mentioned in passing never is."""

    def __init__(self, condition: DenialIs, lexicon: Lexicon) -> None:
        self._condition = condition
        self._by = PeopleAsked(condition.by, lexicon) if condition.by else None
        self._contact = ContactTest(condition.contact, lexicon) if condition.contact else None
        self._without = PeopleAsked(condition.without, lexicon) if condition.without else None

    def chosen(self, facts: Facts) -> list[Denial]:
        """Return the denials asked for."""
        return [denial for denial in facts.denials if self._holds(denial)]

    def _holds(self, denial: Denial) -> bool:
        asked = self._condition
        return (
            not denial.background
            and (asked.official is None or denial.official is asked.official)
            and (not asked.of or denial.denies in asked.of)
            and asked.standing in (None, denial.standing)
            and (self._by is None or self._by.speaks(denial))
            and (
                self._contact is None or (denial.contact is not None and self._contact.holds(denial.contact))
            )
            and not _excepted(self._without, denial.contact)
        )

    def lacks(self, denial: Denial) -> list[str]:
        """Return in words each thing asked that *denial* is not; nothing when it is asked for."""
        asked, found = self._condition, []
        if denial.background:
            found.append("it is told in passing, as known before: not what the article reports")
        if asked.official not in (None, denial.official):
            found.append("its source is official" if denial.official else "its source is not official")
        if asked.of and denial.denies not in asked.of:
            found.append(f"it denies a {denial.denies}, not a {_either(asked.of)}")
        if asked.by and self._by and not self._by.speaks(denial):
            found.append(f"{says_who(asked.by)} is not who denies")
        if asked.standing not in (None, denial.standing):
            found.append(_STANDING if denial.standing else _NEWS)
        if self._contact and denial.contact is None:
            found.append("it denies no contact")
        elif self._contact and denial.contact:
            found += (f"of the contact: {one}" for one in self._contact.lacks(denial.contact))
        names = _excepted(self._without, denial.contact)
        found += (f"{name} takes part in what is denied, which the rule excepts" for name in names)
        return found


class PeopleAsked:
    """Those that a `Who` means: by canonical name, by country or body, by group, or as written."""

    def __init__(self, who: Who, lexicon: Lexicon) -> None:
        self._anyone = who.anyone
        self._names: set[str] = set()
        self._sides: set[str] = set()
        self._words = [f" {fold_text(name).strip()} " for name in who.names]
        self._lexicon = lexicon
        self._organs = {organ for name in who.names if (organ := lexicon.organ_named(name)) and organ.side}
        for name in who.names:
            self._names.update(entity.name for entity in lexicon.named(name))
            self._sides |= lexicon.sides_named(name)
        self._states = lexicon.states if STATES in who.groups else frozenset()
        self._offices = [_office_pattern(office) for office in who.offices]
        for group in who.groups:
            self._sides |= groups().get(group, frozenset())
            self._names.update(one.name for one in lexicon.entities if group in one.groups)

    def include(self, one: Participant) -> bool:
        """Return whether *one* is meant."""
        return (
            one.side in self._sides
            or one.side in self._states
            or self.named(one.name)
            or self._holds(one.office or "")
        )

    def _holds(self, *told: str) -> bool:
        """Return whether one of the offices meant is among the words *told*."""
        return bool(self._offices) and any(
            office.search(f" {fold_text(words)} ") for office in self._offices for words in told
        )

    def named(self, text: str) -> bool:
        """Return whether *text* names one of those meant."""
        if self._anyone:
            return bool(text)
        folded = f" {fold_text(text).strip()} "
        if text in self._names or text in self._sides or any(words in folded for words in self._words):
            return True
        return bool(self._organs) and self._lexicon.organ_named(text) in self._organs

    def speaks(self, denial: Denial) -> bool:
        """Return whether one of those meant denies: by name, by office, or for an institution of theirs."""
        return self._voice(denial.by, denial.role or "")

    def says(self, speech: Speech) -> bool:
        """Return whether one of those meant is quoted: by name, by office, by side."""
        return speech.side in self._sides or self._voice(speech.name, speech.office or "")

    def _voice(self, name: str, role: str) -> bool:
        if self.named(name) or self.named(role) or self._holds(name, role):
            return True
        if self._states and not self._states.isdisjoint(self._lexicon.sides_named(name)):
            return True
        voice = f" {fold_text(f'{name} {role}').replace(',', ' ')} "
        return any(
            f" {organ.name} " in voice and f" {fold_text(organ.side or '')} " in voice
            for organ in self._organs
        )


def _office_pattern(office: str) -> re.Pattern[str]:
    """Return the words of *office*, one after the other, any ending where a star is."""
    words = (re.escape(fold_text(word.rstrip("*"))) + r"\S*" * word.endswith("*") for word in office.split())
    return re.compile(rf"(?<!\S){' +'.join(words)}(?!\S)")


def _excepted(without: PeopleAsked | None, contact: Contact | None) -> tuple[str, ...]:
    """Return the names of those who take part in *contact* and must not."""
    if without is None or contact is None:
        return ()
    return tuple(one.name for one in contact.participants if without.include(one))


def _either(choices: Sequence[str]) -> str:
    return " or ".join(choices)


def says_contact(condition: ContactIs) -> str:
    """Return *condition* in one line."""
    return "contact: " + (_details(condition) or "any")


def says_denial(condition: DenialIs) -> str:
    """Return *condition* in one line."""
    parts = [f"by {says_who(condition.by)}"] if condition.by else []
    if condition.official is not None:
        parts.append("official" if condition.official else "not official")
    if condition.of:
        parts.append("of a " + " or ".join(condition.of))
    if condition.standing is not None:
        parts.append("standing" if condition.standing else "not standing")
    if condition.contact:
        parts.append(f"of a contact ({_details(condition.contact) or 'any'})")
    if condition.without:
        parts.append(f"without {says_who(condition.without)}")
    return "denial: " + (", ".join(parts) or "any")


def says_who(who: Who) -> str:
    """Return *who* in words."""
    return " or ".join(
        [
            *who.names,
            *(f"group {name}" for name in who.groups),
            *(f"office {text}" for text in who.offices),
            *["any"] * who.anyone,
        ]
    )


def _details(condition: ContactIs) -> str:
    parts = []
    if condition.between:
        parts.append("between " + " and ".join(map(says_who, condition.between)))
    if condition.kinds:
        parts.append("kind " + " or ".join(condition.kinds))
    if condition.statuses:
        parts.append("status " + " or ".join(condition.statuses))
    if condition.by:
        parts.append(f"said by {says_who(condition.by)}")
    if condition.standing is not None:
        parts.append("standing" if condition.standing else "not standing")
    if condition.without:
        parts.append(f"without {says_who(condition.without)}")
    return ", ".join(parts)
