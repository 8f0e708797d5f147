"""Rows for the store's tests: article *number*, what it was found to say, and who is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from monitor.alert.model import Alert, AlertState, Report, stable_id
from monitor.notify.model import Notification, NotificationKind, Quote
from monitor.rule.model import Severity
from monitor.store.records import (
    ArticleRow,
    FileRow,
    FileState,
    Intake,
    MatchRow,
    NewDelivery,
    VersionRow,
)

NOW = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def digest_of(number: int, version: int = 1) -> str:
    return f"{number:016x}{version:016x}"


def article_id(number: int) -> str:
    return stable_id("article", str(number))


def alert_id(number: int) -> str:
    return stable_id("alert", str(number))


def path_of(number: int) -> str:
    return f"/drop/a/{number}.txt"


def file_row(number: int, version: int = 1, **changes) -> FileRow:
    row = FileRow(
        path=path_of(number),
        root="/drop",
        folder="/drop/a",
        name=f"{number}.txt",
        device=3,
        inode=number,
        size=4000 + version,
        mtime_ns=1_700_000_000_000_000_000 + number,
        state=FileState.TAKEN,
        seen_at=NOW,
        digest=digest_of(number, version),
        article_id=article_id(number),
    )
    return replace(row, **changes)


def article_row(number: int, version: int = 1, **changes) -> ArticleRow:
    row = ArticleRow(
        id=article_id(number),
        path=path_of(number),
        digest=digest_of(number, version),
        version=version,
        title=f"Aide denies call number {number}",
        publisher="AP",
        author=None,
        language="en",
        url=None,
        published_at=NOW,
        received_at=NOW,
        updated_at=NOW,
    )
    return replace(row, **changes)


def version_row(number: int, version: int = 1) -> VersionRow:
    return VersionRow(
        digest=digest_of(number, version),
        article_id=article_id(number),
        version=version,
        path=path_of(number),
        title=f"Aide denies call number {number}",
        published_at=NOW,
        received_at=NOW,
    )


def match_row(number: int, **changes) -> MatchRow:
    row = MatchRow(
        id=stable_id("match", digest_of(number)),
        article_id=article_id(number),
        digest=digest_of(number),
        rule_id="official-denial",
        rule_digest="r1",
        title="A denial",
        evidence=[{"field": "text", "start": 3, "end": 9, "text": "denies"}],
        facts={"contacts": []},
        alert_id=alert_id(number),
        outcome="opened",
        reason="first report",
        matched_at=NOW,
    )
    return replace(row, **changes)


def alert_row(number: int, **changes) -> Alert:
    row = Alert(
        id=alert_id(number),
        rule="official-denial",
        severity=Severity.HIGH,
        tags=("diplomacy", "denial"),
        state=AlertState.OPEN,
        title="A denial",
        opened_at=NOW,
        updated_at=NOW,
        reports=(report_row(number)[1],),
    )
    return replace(row, **changes)


def report_row(number: int, version: int = 1, **changes) -> tuple[str, Report]:
    row = Report(
        digest=digest_of(number, version),
        article_id=article_id(number),
        path=path_of(number),
        publisher="AP",
        published=NOW,
        at=NOW,
    )
    return alert_id(number), replace(row, **changes)


def notification(number: int, delivery_id: str) -> Notification:
    quote = Quote(text="The aide “denies” it.", marks=((9, 17),), field="text", start=40)
    return Notification(
        id=delivery_id,
        alert_id=alert_id(number),
        kind=NotificationKind.FIRST,
        rule="official-denial",
        severity="high",
        tags=("diplomacy",),
        title="A denial",
        headline=f"Aide denies call number {number}",
        quotes=(quote,),
        publisher="AP",
        author=None,
        published=NOW,
        received_at=NOW,
        path=path_of(number),
        url=None,
    )


def new_delivery(number: int, channel: str = "desk", **changes) -> NewDelivery:
    name = stable_id("delivery", str(number), channel)
    row = NewDelivery(
        id=name,
        alert_id=alert_id(number),
        channel=channel,
        notification=notification(number, name),
        due_at=NOW,
        created_at=NOW,
        reason="no route: every channel",
    )
    return replace(row, **changes)


def intake(number: int, *channels: str) -> Intake:
    """An article that matched one rule and is told to *channels* (the desk when none is named)."""
    return Intake(
        file=file_row(number),
        article=article_row(number),
        version=version_row(number),
        matches=(match_row(number),),
        alerts=(alert_row(number),),
        reports=(report_row(number),),
        deliveries=tuple(new_delivery(number, channel) for channel in channels or ("desk",)),
    )
