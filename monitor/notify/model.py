"""A notification: everything a channel needs to tell one alert, in no channel's own form.

It is made once, when the alert is planned, and stored with the delivery, so that what is sent
after a restart is what would have been sent before it. Renderers turn it into Slack blocks,
mail, plain text or a terminal's lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NotificationKind(StrEnum):
    """Why a channel is told."""

    FIRST = "first"
    UPDATE = "update"
    DIGEST = "digest"
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
class Notification:
    """One thing to tell one channel. `id` is the delivery's id, the same on every attempt."""

    id: str
    alert_id: str
    kind: NotificationKind
    rule: str
    severity: str
    tags: tuple[str, ...]
    title: str
    headline: str
    quotes: tuple[Quote, ...]
    publisher: str | None
    author: str | None
    published: datetime | None
    received_at: datetime
    path: str
    url: str | None
    language: str | None = None
    notes: tuple[str, ...] = ()
