"""Matches and notifications that the tests of `monitor.notify` share: two seeds and one hostile article."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.article.model import Article, Block, Role, Span
from monitor.errors import Location
from monitor.extract.model import Contact, ContactKind, ContactStatus, Denial, Denies, Participant
from monitor.notify.build import compose
from monitor.notify.model import (
    DigestLine,
    Notification,
    NotificationKind,
    OtherReport,
    Quote,
)
from monitor.rule.model import Match, Rule, Severity

REPOSITORY = Path(__file__).parents[3]
NOW = datetime(2026, 11, 22, 1, 5, tzinfo=UTC)
ALERT_ID = "1f2e3d4c5b6a7988"
DELIVERY_ID = "9a8b7c6d5e4f3a2b"

HOSTILE_TITLE = "<!channel> Kremlin *denies* <script>alert(1)</script> & \x1b[2J\u202edlrow"
HOSTILE_TEXT = (
    "<@U0123ABC> the Kremlin *denied* it, `code` ~gone~ _said_ :fire: @everyone @here <https://evil.example|click>. "
    "The \u200bcall\u200b was “\x07never\x9b31m” placed</td></table><img src=x onerror=alert(1)>, &lt;b&gt; he de\u00adnied. "
    "> [a link](javascript:alert(1)) and \u2066hidden\u2069 text <!here|here> denied \udcff."
)


def article(title: str, text: str, **known: Any) -> Article:
    """Return an article of one body block, made without the parser."""
    blocks = (
        Block(role=Role.HEADLINE, field="title", start=0, end=len(title), text=title),
        Block(role=Role.BODY, field="text", start=0, end=len(text), text=text),
    )
    return Article(title=title, text=text, blocks=blocks, digest="0" * 32, **known)


def find(source: Article, *patterns: str) -> tuple[Span, ...]:
    """Return every place in evidence blocks of *source* that one of *patterns* finds."""
    spans = [
        source.slice(block.field, block.start + found.start(), block.start + found.end())
        for block in source.evidence_blocks
        for pattern in patterns
        for found in re.finditer(
            pattern, getattr(source, block.field)[block.start : block.end], re.IGNORECASE
        )
    ]
    return tuple(dict.fromkeys(spans))


def match(source: Article, *patterns: str, title: str, severity: Severity = Severity.HIGH) -> Match:
    rule = Rule(
        id="official-denial",
        title=title,
        severity=severity,
        tags=("diplomacy", "denial"),
        when=None,  # type: ignore[arg-type]
        location=Location("rules/official-denial.yaml"),
    )
    return Match(rule=rule, article=source, title=title, evidence=find(source, *patterns))


def told(found: Match) -> Notification:
    return compose(
        found, delivery_id=DELIVERY_ID, alert_id=ALERT_ID, kind=NotificationKind.FIRST, received_at=NOW
    )


def seed(name: str) -> Article:
    return Article.from_path(next((REPOSITORY / "seeds").glob(f"{name}_*.txt")), received_at=NOW)


def seed_004() -> Notification:
    found = match(
        seed("004"), r"Kremlin den\w+", "denied a claim", "not the case", title="Denial by the Kremlin"
    )
    return shown_from_the_root(told(found))


def seed_000() -> Notification:
    title = "Denial by Dmitry Peskov"
    found = match(seed("000"), "no (such )?plans", "to call", title=title, severity=Severity.CRITICAL)
    return shown_from_the_root(told(found))


def shown_from_the_root(notification: Notification) -> Notification:
    return replace(notification, path="seeds/" + Path(notification.path).name)


def hostile() -> Notification:
    source = article(
        HOSTILE_TITLE,
        HOSTILE_TEXT,
        publisher="<b>Evil</b> \u202eTimes @channel",
        author="*Bobby* <!everyone>",
        url="javascript:alert(1)",
        path="/in/\x1b]0;owned\x07 <!channel>.txt",
        published=NOW - timedelta(days=1),
        notes=("<i>note</i> <!channel>",),
    )
    return told(
        match(
            source, r"den\w+|de\u00adnied", "call", title="<!channel> *denied* by </title><script>x</script>"
        )
    )


def in_every_field(
    kind: NotificationKind, text: str, marks: tuple[tuple[int, int], ...] = ()
) -> Notification:
    """Return a message of *kind* in which everything that anybody else decides is *text*, many times over."""
    entry = DigestLine(
        alert_id=ALERT_ID,
        kind=kind,
        severity="high",
        rule="official-denial",
        title=text,
        at=NOW,
        publisher=text,
        published=NOW,
        path=text,
        url=text,
        note=text,
    )
    report = OtherReport(publisher=text, published=None, path=text)
    person = Participant(name=text, office=text, side=text)
    contact = Contact(
        participants=(person, person), kind=ContactKind.CALL, status=ContactStatus.DENIED, attribution=(text,)
    )
    return replace(
        anything(text, marks),
        kind=kind,
        alert_id="" if kind in {NotificationKind.DIGEST, NotificationKind.NOTICE} else ALERT_ID,
        changes=(text,) * 12,
        notes=(text,) * 12,
        says=text,
        reports=(report,) * 12,
        report_count=40,
        entries=(entry,) * 30 if kind is NotificationKind.DIGEST else (),
        total=9_988 if kind is NotificationKind.DIGEST else 0,
        counts=((text, 9_988),) if kind is NotificationKind.DIGEST else (),
        contacts=(contact,),
        denials=(Denial(by=text, role=text, official=True, denies=Denies.CONTACT, contact=contact),),
    )


def hostile_digest() -> Notification:
    return in_every_field(NotificationKind.DIGEST, HOSTILE_TITLE)


def hostile_update() -> Notification:
    return in_every_field(NotificationKind.UPDATE, HOSTILE_TEXT, ((25, 33),))


def anything(text: str, marks: tuple[tuple[int, int], ...] = (), severity: str = "high") -> Notification:
    """Return a notification in which everything an article decides is *text*."""
    return Notification(
        id=DELIVERY_ID,
        alert_id=ALERT_ID,
        kind=NotificationKind.FIRST,
        rule="official-denial",
        severity=severity,
        tags=("diplomacy",),
        title=text,
        headline=text,
        quotes=(
            Quote(text=text, marks=marks, field="title", start=0),
            Quote(text=text, marks=marks, field="text", start=0),
            Quote(text=text, marks=(), field="text", start=9),
        ),
        publisher=text,
        author=text,
        published=None,
        received_at=NOW,
        path=text,
        url=text,
        notes=(text,),
    )
