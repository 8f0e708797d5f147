"""The facts of an article that a message carries."""

from __future__ import annotations

from dataclasses import replace

from monitor.extract.model import Contact, Denial, Facts

MAX_FACTS = 5


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
