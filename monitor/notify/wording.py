"""The words every form shares: who said it and when, which rule, which ids.

Forms differ in layout only; what a desk reads is decided here. All text that comes from an article
leaves here visible (see `inert`), on one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from urllib.parse import urlsplit

from monitor.notify.inert import Segment, one_line, segments, visible
from monitor.notify.model import Notification, NotificationKind

SEPARATOR = " · "
_KINDS = {
    NotificationKind.FIRST: "",
    NotificationKind.UPDATE: "update: ",
    NotificationKind.DIGEST: "digest: ",
    NotificationKind.TEST: "test: ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A notification in words, ready to be laid out. `headline` and `quotes` keep their marks.

    `url` is an http(s) address or None; `byline` is publisher, author and dates in one line.
    """

    severity: str
    title: str
    headline: tuple[Segment, ...]
    quotes: tuple[tuple[Segment, ...], ...]
    byline: str
    rule: str
    path: str
    url: str | None
    notes: tuple[str, ...]
    ids: str

    @property
    def subject(self) -> str:
        """The one line a phone shows: severity and title."""
        return f"[{self.severity}] {self.title}"


def word(notification: Notification, zone: tzinfo = UTC) -> Wording:
    """Put *notification* into words; times are told in *zone*."""
    headline, quotes = _headline_and_quotes(notification)
    return Wording(
        severity=one_line(notification.severity),
        title=_KINDS[notification.kind] + (one_line(notification.title) or one_line(notification.rule)),
        headline=headline,
        quotes=quotes,
        byline=byline(notification, zone),
        rule=_rule(notification),
        path=visible(notification.path),
        url=safe_url(notification.url),
        notes=tuple(one_line(note) for note in notification.notes),
        ids=f"alert {notification.alert_id}{SEPARATOR}delivery {notification.id}",
    )


def byline(notification: Notification, zone: tzinfo) -> str:
    """Return "AFP · by J. Smith · published 9 Oct 2024 · received 22 Nov 2026, 01:05 UTC"."""
    parts = [one_line(notification.publisher or "publisher unknown")]
    if notification.author and notification.author != notification.publisher:
        parts.append(f"by {one_line(notification.author)}")
    if notification.published:
        parts.append(f"published {told_date(notification.published, zone)}")
    parts.append(f"received {told_time(notification.received_at, zone)}")
    return SEPARATOR.join(parts)


def told_date(value: datetime, zone: tzinfo) -> str:
    """Return a publication date for people: midnight means that only the day is known."""
    if not (value.hour or value.minute or value.second):
        return f"{value.day} {value:%b %Y}"
    return told_time(value, zone)


def told_time(value: datetime, zone: tzinfo) -> str:
    """Return an instant for people, in *zone*."""
    local = value.astimezone(zone) if value.tzinfo else value
    return f"{local.day} {local:%b %Y, %H:%M %Z}".rstrip()


def safe_url(url: str | None) -> str | None:
    """Return *url* when it is a plain http(s) address, else None."""
    # Backslashes, quotes and white space are how one address is made to look like another.
    if not url or not url.isprintable() or re.search(r"[\s\\<>\"'`|{}^]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return one_line(url) if parts.scheme in {"http", "https"} and parts.hostname else None


def _rule(notification: Notification) -> str:
    tags = ", ".join(notification.tags)
    return one_line(f"rule {notification.rule}" + (f"{SEPARATOR}tags {tags}" if tags else ""))


def _headline_and_quotes(
    notification: Notification,
) -> tuple[tuple[Segment, ...], tuple[tuple[Segment, ...], ...]]:
    headline = segments(notification.headline, ())
    quotes = []
    for quote in notification.quotes:
        if quote.field == "title" and quote.text == notification.headline:
            headline = segments(quote.text, quote.marks)
        else:
            quotes.append(segments(quote.text, quote.marks))
    if notification.headline in notification.title and not any(run.marked for run in headline):
        # The title says it already; only marked words make it worth reading twice.
        headline = ()
    return headline, tuple(quotes)
