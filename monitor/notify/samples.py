"""Sample notifications of every kind, for template checks and golden tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from monitor.extract.model import Contact, ContactKind, ContactStatus, Denial, Denies, Participant
from monitor.notify.model import (
    DigestLine,
    Notification,
    NotificationKind,
    OtherReport,
    Quote,
)

_NOW = datetime(2026, 11, 22, 1, 5, tzinfo=UTC)
_DAY = datetime(2026, 11, 21, tzinfo=UTC)
_CALL = Contact(
    participants=(
        Participant(name="Rudolf Rassendyll", office="president", side="Ruritania"),
        Participant(name="Michael Elphberg"),
    ),
    kind=ContactKind.CALL,
    status=ContactStatus.DENIED,
    attribution=("the palace",),
)
_SENTENCE = "The palace denied on Saturday that the president of Ruritania had called the king."


def samples() -> tuple[Notification, ...]:
    """Return a message of each kind, and one of each that has nothing but what it must have."""
    return (
        *(sample(kind) for kind in NotificationKind),
        *(_bare(kind) for kind in NotificationKind),
    )


def sample(kind: NotificationKind) -> Notification:
    """Return a message of *kind* in which nothing is missing that such a message can have."""
    if kind is NotificationKind.DIGEST:
        return _digest()
    if kind is NotificationKind.NOTICE:
        return _notice()
    return Notification(
        id="9a8b7c6d5e4f3a2b",
        alert_id="1f2e3d4c5b6a7988",
        kind=kind,
        rule="leader-denial",
        severity="high",
        tags=("diplomacy", "denial"),
        title="Ruritania: a call is denied",
        headline="Palace denies call with the king",
        quotes=(Quote(text=_SENTENCE, marks=((11, 17), (66, 72)), field="text", start=120),),
        publisher="Ruritanian Press",
        author="J. Smith",
        published=_DAY,
        received_at=_NOW,
        path="feed/ruritania-1.txt",
        url="https://press.example/ruritania/1",
        language="en",
        notes=("Claim first reported 20 Nov 2026 by Strelsau Post",),
        reports=(
            OtherReport(publisher="Strelsau Post", published=_DAY, path="feed/post-7.txt"),
            OtherReport(publisher="Zenda Wire", published=None, path="feed/zenda-3.txt"),
        ),
        report_count=2,
        changes=_changes(kind),
        says="Palace denies: “the president of Ruritania had called the king”",
        contacts=(_CALL,),
        denials=(
            Denial(by="the palace", role="spokesman", official=True, denies=Denies.CONTACT, contact=_CALL),
        ),
    )


def _changes(kind: NotificationKind) -> tuple[str, ...]:
    return {
        NotificationKind.UPDATE: (
            "Now denied by the palace",
            "Claim first reported 20 Nov 2026 by Strelsau Post",
        ),
        NotificationKind.ESCALATION: ("Nobody has acknowledged for 15 min",),
    }.get(kind, ())


def _bare(kind: NotificationKind) -> Notification:
    return Notification(
        id="0000000000000001",
        alert_id="" if kind in {NotificationKind.DIGEST, NotificationKind.NOTICE} else "0000000000000002",
        kind=kind,
        rule="sample",
        severity="info",
        title="Nothing is known",
        received_at=_NOW,
    )


def _digest() -> Notification:
    told = sample(NotificationKind.FIRST)
    entries = tuple(
        DigestLine(
            alert_id=f"{number:016x}",
            kind=NotificationKind.UPDATE if number % 3 == 2 else NotificationKind.FIRST,
            severity=("critical", "high", "medium")[number * 3 // 8],
            rule=("leader-denial", "leader-contact")[number % 2],
            title=f"{told.title} ({number + 1})",
            at=_NOW + timedelta(minutes=7 * number),
            publisher=told.publisher,
            published=_DAY,
            path=f"feed/ruritania-{number + 1}.txt",
            url=None if number % 2 else told.url,
            note="also in 6 outlets" if number % 3 == 2 else "",
            says=told.says,
            quote=told.quotes[0].text,
            status="Denied by the palace" if number % 3 == 2 else "",
        )
        for number in range(8)
    )
    return Notification(
        id="5f4e3d2c1b0a9f8e",
        kind=NotificationKind.DIGEST,
        severity="critical",
        title="Night digest",
        received_at=_NOW + timedelta(hours=6),
        notes=("held from 22:00 to 07:00 (quiet hours)",),
        entries=entries,
        total=9_988,
        counts=(("leader-denial", 6_240), ("leader-contact", 3_748)),
    )


def _notice() -> Notification:
    return Notification(
        id="7c6b5a4938271605",
        kind=NotificationKind.NOTICE,
        severity="high",
        title="channel mail cannot be reached since 02:10",
        received_at=_NOW + timedelta(hours=1, minutes=20),
        notes=(
            "no connection: refused, unreachable or unknown host",
            "14 messages wait; they will be sent when it answers again",
        ),
    )
