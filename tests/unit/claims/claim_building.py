"""Sightings in one line each, for the ledger's tests."""

from __future__ import annotations

from datetime import UTC, datetime

from monitor.article.model import Span
from monitor.claims.model import ClaimSubject, ReportedContact, Sighting, Source
from monitor.claims.resolve import ledger
from monitor.extract.model import Contact, ContactKind, ContactStatus, Denial, Denies, Participant

RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)
PESKOV = Denial(by="Dmitry Peskov", role="Kremlin spokesman", official=True, denies=Denies.CONTACT)


def day(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def said(
    article,
    published="2024-11-07",
    *,
    who=("Putin", "Trump"),
    kind="call",
    status="happened",
    number=0,
    when=None,
    on=None,
    parties=(),
    speaks_for=(),
    denials=(),
    about=ClaimSubject.CONTACT,
    text="They",
):
    return Sighting(
        source=Source(
            article_id=article,
            path=f"/in/{article}.txt",
            publisher=article.upper(),
            published=day(published),
            received=RECEIVED,
        ),
        number=number,
        told=ReportedContact(
            contact=Contact(
                participants=tuple(Participant(name=name) for name in who),
                kind=ContactKind(kind),
                status=ContactStatus(status),
                when=when,
                on=on,
                attribution=parties,
                evidence=(Span("text", 0, len(text), text),),
            ),
            about=about,
            parties=parties,
            speaks_for=speaks_for,
            denials=denials,
        ),
    )


def groups(*sightings, edits=()):
    """Return the claims as sets of "article" or "article/number"."""
    return {frozenset(name(one.key) for one in claim.sightings) for claim in ledger(sightings, edits)}


def name(key):
    return f"{key.article_id}/{key.number}" if key.number else key.article_id


def together(*names):
    return frozenset(names)
