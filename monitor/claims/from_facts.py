"""What becomes a claim: sightings (one article's report of one contact) made from an article's facts.

Contacts reported as having happened, as claimed or as denied are sightings of claims. A plan is none;
a plan that is denied is kept as a sighting of its own sort, which never meets a contact's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.article.identity import stable_id
from monitor.article.model import Span
from monitor.article.normalize import fold_text
from monitor.claims.model import ClaimSubject, ReportedContact, Sighting, Source, names_of
from monitor.extract.lexicon import Lexicon
from monitor.extract.model import Contact, ContactStatus, Denial, Denies, Facts, Participant

TOLD_AS_FACT = frozenset({ContactStatus.HAPPENED, ContactStatus.CLAIMED, ContactStatus.DENIED})
# "A press release from Mr Putin's office": the reader keeps the last word, and it is a party's.
_OF_A_PARTY = frozenset({"office", "spokesman", "spokeswoman", "spokesperson"})


# A number is a positive one of 32 bits: room for a few contacts that are alike, and no more.
_ALIKE = 16
_NUMBERS = 2**31 // _ALIKE - 1


def numbered(facts: Facts) -> tuple[tuple[int, Contact], ...]:
    """Return the contacts of an article that are sightings, in reading order, each with its number.

    The number follows from the people and the kind, and from its place among those alike: it stays
    when a correction reports other contacts. The order in which *facts* lists them does not matter.
    """
    contacts = dict.fromkeys(facts.contacts)
    contacts.update(dict.fromkeys(one.contact for one in facts.denials if _stands(one) and one.contact))
    ordered = sorted(contacts, key=_reading_order)
    numbers: dict[int, Contact] = {}
    for one in ordered:
        number = _number(one)
        while number in numbers:
            number += 1
        numbers[number] = one
    return tuple((number, one) for number, one in numbers.items() if _about(one, facts) is not None)


def sightings_of(facts: Facts, source: Source) -> tuple[Sighting, ...]:
    """Return what the article *source* says of each contact, in reading order."""
    return tuple(
        Sighting(source=source, number=number, told=_telling(contact, facts))
        for number, contact in numbered(facts)
    )


def _telling(contact: Contact, facts: Facts) -> ReportedContact:
    spoken = ((one, _speaks_for(one, contact.participants)) for one in contact.attribution)
    parties = [(one, party) for one, party in spoken if party is not None]
    return ReportedContact(
        contact=replace(contact, words=()),
        about=_about(contact, facts) or ClaimSubject.CONTACT,
        parties=tuple(f"a party's {one}" if one.casefold() in _OF_A_PARTY else one for one, _ in parties),
        speaks_for=tuple(party for _, party in parties),
        denials=tuple(replace(one, contact=None, words=()) for one in _denials(contact, facts)),
    )


def _number(contact: Contact) -> int:
    """Return the first number for contacts of these people and this kind; those alike go on from it."""
    mark = int(stable_id("contact", *names_of(contact), contact.kind), 16)
    return mark % _NUMBERS * _ALIKE


def _about(contact: Contact, facts: Facts) -> ClaimSubject | None:
    if contact.status in TOLD_AS_FACT:
        return ClaimSubject.CONTACT
    denied = any(one.denies is Denies.PLAN for one in _denials(contact, facts))
    return ClaimSubject.PLAN if denied else None


def _denials(contact: Contact, facts: Facts) -> list[Denial]:
    found = [one for one in facts.denials if _stands(one) and one.contact == contact]
    return sorted(found, key=lambda one: (_start(one.evidence), one.by))


def _stands(denial: Denial) -> bool:
    return not denial.background and denial.denies is not Denies.CLAIM


def _speaks_for(source: str, participants: Sequence[Participant]) -> str | None:
    """Return which of *participants* is *source*, or has it for a seat ("the Kremlin") or an office.

    The name is empty where *source* is some party's office; None: it speaks for no party.
    """
    folded = f" {fold_text(source).strip()} ".replace("'s ", " ")  # "Vladimir Putin's office"
    if folded.strip() in _OF_A_PARTY:
        return ""
    for one in participants:
        if f" {fold_text(one.name).strip()} " in folded:
            return one.name
    lexicon = Lexicon.load_default()
    seats = (source, source.split(" ", maxsplit=1)[0])
    sides = frozenset[str]().union(*(lexicon.sides_named(name) for name in seats))
    return next((one.name for one in participants if one.side in sides), None)


def _reading_order(contact: Contact) -> tuple[object, ...]:
    ends = [(one.field, one.start, one.end) for one in contact.evidence]
    return (_start(contact.evidence), contact.kind, contact.status, names_of(contact), ends)


def _start(spans: Sequence[Span]) -> tuple[bool, int]:
    return min(((one.field != "title", one.start) for one in spans), default=(True, 0))
