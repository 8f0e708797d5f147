"""Single lines of a message: dates, bylines, addresses, which others have it.

Everything here leaves on one line and visible (see `sanitize`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, tzinfo
from urllib.parse import urlsplit

from monitor.article.outlets import named_outlet
from monitor.article.published import day_of
from monitor.notify.model import DigestLine, Notification, NotificationKind, OtherReport
from monitor.notify.sanitize import one_line

SEPARATOR = " · "
_NAMED_OUTLETS = 6
_OF_MONITOR = frozenset({NotificationKind.DIGEST, NotificationKind.NOTICE, NotificationKind.TEST})


def byline(notification: Notification, zone: tzinfo) -> str:
    """Return "AFP · by J. Smith · published 9 Oct 2024 · received 22 Nov 2026, 01:05 UTC".

    What monitor says on its own behalf has no publisher: "22 Nov 2026, 01:05 UTC".
    """
    if notification.kind in _OF_MONITOR and not notification.publisher:
        return told_time(notification.received_at, zone)
    parts = [one_line(notification.publisher or "publisher not given")]
    if notification.author and notification.author != notification.publisher:
        parts.append(f"by {one_line(notification.author)}")
    if notification.published:
        parts.append(f"published {told_date(notification.published, zone)}")
    parts.append(f"received {told_time(notification.received_at, zone)}")
    return SEPARATOR.join(parts)


def entry_line(entry: DigestLine, zone: tzinfo) -> str:
    """Return "AFP · published 9 Oct 2024 · found 22 Nov 2026, 01:05 UTC"."""
    parts = [one_line(entry.publisher)] if entry.publisher else []
    if entry.published:
        parts.append(f"published {told_date(entry.published, zone)}")
    return SEPARATOR.join([*parts, f"found {told_time(entry.at, zone)}"])


def report_line(report: OtherReport, zone: tzinfo) -> str:
    """Return "also: Reuters · published 9 Oct 2024 · feed/123.txt"."""
    parts = ["also: " + one_line(report.publisher or "publisher not given")]
    if report.published:
        parts.append(f"published {told_date(report.published, zone)}")
    return SEPARATOR.join([*parts, one_line(report.path)])


def also_reported(reports: Sequence[OtherReport], count: int) -> str:
    """Return "also in 6 outlets: AFP, Reuters, …", or "" when no other article is about it.

    It is not said what they make of it: one may report a denial.
    """
    count = max(count, len(reports))
    if not count:
        return ""
    outlets = list(dict.fromkeys(one_line(named_outlet(one.publisher)) for one in reports if one.publisher))
    if count == 1:
        return "also in " + (outlets[0] if outlets else "1 other article")
    unlike = len(outlets) == count
    how_many = f"{count:,} outlets" if unlike else f"{count:,} other articles"
    named = ", ".join(outlets[:_NAMED_OUTLETS])
    if named and (len(outlets) > _NAMED_OUTLETS or not unlike):
        named += ", …" if len(outlets) > _NAMED_OUTLETS or count > len(reports) else ""
    return f"also in {how_many}" + (f": {named}" if named else "")


def told_date(value: datetime, zone: tzinfo) -> str:
    """Return a publication date for people, in *zone*; a day without a time is that day in any."""
    day = day_of(value)
    return told_time(value, zone) if day is None else f"{day.day} {day:%b %Y}"


def told_time(value: datetime, zone: tzinfo) -> str:
    """Return an instant for people, in *zone*."""
    local = value.astimezone(zone) if value.tzinfo else value
    zone_name = f"{local:%Z}"
    # A zone without a name of its own is known by its distance from UTC.
    named = f"UTC{zone_name}" if zone_name[:1] in {"+", "-"} else zone_name
    return f"{local.day} {local:%b %Y, %H:%M} {named}".rstrip()


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
