"""The types of a notification: `Notification`, its kinds, quotes, other reports, digest lines.

It is made once, when the alert is planned, and stored with the delivery, so that what is sent
after a restart is what would have been sent before it. Renderers turn it into Slack blocks,
mail, plain text or a terminal's lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.extract.model import Contact, Denial


class NotificationKind(StrEnum):
    """Why a channel is notified. A notice is about monitor itself: a failing channel, an ending silence."""

    FIRST = "first"
    UPDATE = "update"
    DIGEST = "digest"
    ESCALATION = "escalation"
    NOTICE = "notice"
    TEST = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence of the article, cleaned of markup, with the ranges of `text` that matched.

    `field` is where it stands: "title" or "text"; `start` is the offset in that field.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    field: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherReport:
    """One more article that reports what an alert is about, for "also in"."""

    publisher: str | None
    published: datetime | None
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedAlert:
    """One more alert of the same article that a message tells of: what another rule found, or another event.

    `note` says what is new of it where that is known; `is_same_event`: the message is about what it is about.
    """

    alert_id: str
    rule: str
    severity: str
    title: str
    note: str = ""
    is_same_event: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLine:
    """One alert as a line of a digest: its first report, or its last update, with what else is new of it.

    `at` is when it would have been sent; `note` says what is new of it ("also in 6 outlets");
    `messages` is how many of those that the digest stands for are this line, `others` how many more articles
    than the one at `path` report it. `says` is the sentence of what is reported, `quote` the one that
    proves it best, `status` how its claim stands now, and by whom it is denied.
    """

    alert_id: str
    kind: NotificationKind
    severity: str
    rule: str
    title: str
    at: datetime
    publisher: str | None = None
    published: datetime | None = None
    path: str = ""
    url: str | None = None
    note: str = ""
    messages: int = 1
    others: int = 0
    says: str = ""
    quote: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """One message to one channel. `id` is the delivery's id, the same on every attempt.

    `alert_id` is "" for a digest and a notice. `reports` are the newest other reports, `report_count` how
    many there are in all. A digest lists `entries`, the gravest first, stands for `total` notifications, and
    counts them by rule in `counts`; `notes` say why they were held. `changes` are what an update or an
    escalation is sent for, gravest first; they are said before all else. `says` is the sentence of what the
    article claims or denies, and by whom, `parts` its parts (`sentence.PARTS`), none where there is no
    sentence; `contacts` and `denials` are the first of its facts, without spans of the article, for `quotes`
    has their words. `joined` are the other alerts of the article that it tells of.
    """

    id: str
    alert_id: str = ""
    kind: NotificationKind
    rule: str = ""
    severity: str
    tags: tuple[str, ...] = ()
    title: str
    headline: str = ""
    quotes: tuple[Quote, ...] = ()
    publisher: str | None = None
    author: str | None = None
    published: datetime | None = None
    received_at: datetime
    path: str = ""
    url: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()
    reports: tuple[OtherReport, ...] = ()
    report_count: int = 0
    entries: tuple[DigestLine, ...] = ()
    total: int = 0
    counts: tuple[tuple[str, int], ...] = ()
    changes: tuple[str, ...] = ()
    says: str = ""
    parts: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    denials: tuple[Denial, ...] = ()
    joined: tuple[JoinedAlert, ...] = ()
