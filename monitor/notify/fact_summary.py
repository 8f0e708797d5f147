"""One-line summary of an article's contacts and denials, and the facts a message carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.english import listed
from monitor.extract.model import Contact, ContactKind, ContactStatus, Denial, Denies, Facts
from monitor.notify.sanitize import fold

MAX_FACTS = 5
# How it stands, and how those who say so are named. Who reports a contact that is denied claimed it.
_STATUSES = {
    ContactStatus.HAPPENED: ("Reported", ", according to {}"),
    ContactStatus.CLAIMED: ("Claimed", " by {}"),
    ContactStatus.PLANNED: ("Planned", ", according to {}"),
    ContactStatus.DENIED: ("Denied", " (claimed by {})"),
    ContactStatus.REFUSED: ("Refused", ", according to {}"),
    ContactStatus.HYPOTHETICAL: ("Considered", ", according to {}"),
}
_DENIED = {Denies.CONTACT: "contact", Denies.PLAN: "a plan", Denies.CLAIM: "a claim"}


def says(asked: Sequence[Contact | Denial]) -> str:
    """Return "Denied by Dmitry Peskov (spokesman): call between A and B" of the first fact, or ""."""
    fact = asked[0] if asked else None
    if isinstance(fact, Denial):
        # A role of one word is a country or repeats the name.
        known = not fact.role or " " not in fact.role or fact.role.casefold() in fact.by.casefold()
        role = "" if known else f" ({fact.role})"
        return fold(f"Denied by {fact.by}{role}: {_denied(fact)}")
    if isinstance(fact, Contact):
        status, by = _STATUSES[fact.status]
        # The chain runs inwards: the second is whom the first goes by.
        said = by.format(", citing ".join(fact.attribution[:2])) if fact.attribution else ""
        return fold(f"{status}{said}: {_contact(fact)}")
    return ""


def told_contacts(facts: Facts) -> tuple[Contact, ...]:
    """Return the contacts of *facts* that a message carries, without the spans that prove them."""
    return tuple(map(_without_spans, facts.contacts[:MAX_FACTS]))


def told_denials(facts: Facts) -> tuple[Denial, ...]:
    """Return the denials of *facts* that a message carries, without the spans that prove them."""
    return tuple(
        replace(one, contact=one.contact and _without_spans(one.contact), evidence=(), words=())
        for one in facts.denials[:MAX_FACTS]
    )


def _without_spans(contact: Contact) -> Contact:
    return replace(contact, evidence=(), words=())


def _denied(denial: Denial) -> str:
    if denial.contact is None or not denial.contact.participants:
        return _DENIED[denial.denies]
    plan = "plan of a " if denial.denies is Denies.PLAN else ""
    return plan + _contact(denial.contact)


def _contact(contact: Contact) -> str:
    kind = "contact" if contact.kind is ContactKind.UNSPECIFIED else contact.kind.value
    names = _names(contact)
    return f"{kind} {'between' if len(names) > 1 else 'of'} {listed(names)}" if names else kind


def _names(contact: Contact) -> tuple[str, ...]:
    return tuple(one.name for one in contact.participants)
