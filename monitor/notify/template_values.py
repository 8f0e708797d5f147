"""The variables that the user's message templates see, and their values for a notification.

Everything has a value in every kind of message, so that a template need not ask what it is about:
"" or an empty list where there is nothing to show. Instants are texts in the channel's zone with `.iso`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Any

from monitor.notify.lines import also_reported, safe_url, told_date, told_time
from monitor.notify.model import DigestLine, Notification, OtherReport, Quote
from monitor.rule.template import Names, TemplateText, contact_values, denial_values
from monitor.summary.sentence import PARTS

MAX_ENTRIES = 50
MAX_REPORTS = 20
ATTRIBUTES = {
    "article": ("title", "headline", "publisher", "author", "published", "path", "url", "language"),
    "rule": ("id", "severity", "tags"),
    "summary": PARTS,
}
VARIABLES = (
    *("article", "rule", "evidence", "contacts", "denials", "participants", "kind", "status", "by"),
    *("telling", "title", "severity", "tags", "headline", "quotes", "summary", "says", "changes", "notes"),
    *("publisher", "author", "published", "received", "path", "url"),
    *("reports", "report_count", "also", "entries", "total", "counts", "alert", "delivery"),
)


def template_values(notification: Notification, zone: tzinfo) -> dict[str, Any]:
    """Return the value of each of `VARIABLES` for *notification*; times are shown in *zone*."""
    # Long, but a table: one line a name.
    told = notification
    contacts = [contact_values(one) for one in told.contacts]
    first = contacts[0] if contacts else {"participants": Names(), "kind": "", "status": "", "by": Names()}
    published = _date(told.published, zone)
    return {
        "article": {
            "title": told.headline,
            "headline": told.headline,
            "publisher": told.publisher,
            "author": told.author,
            "published": published,
            "path": told.path,
            "url": safe_url(told.url),
            "language": told.language,
        },
        "rule": TemplateText(told.rule, id=told.rule, severity=told.severity, tags=told.tags),
        "evidence": tuple(_evidence(told.quotes)),
        "contacts": contacts,
        "denials": [denial_values(one) for one in told.denials],
        "participants": first["participants"],
        "kind": first["kind"],
        "status": first["status"],
        "by": first["by"],
        "telling": told.kind.value,
        "title": told.title,
        "severity": told.severity,
        "tags": Names(told.tags),
        "headline": told.headline,
        "quotes": [TemplateText(one.text, field=one.field) for one in told.quotes],
        "summary": _summary(told),
        "says": told.says,
        "changes": told.changes,
        "notes": told.notes,
        "publisher": told.publisher,
        "author": told.author,
        "published": published,
        "received": _time(told.received_at, zone),
        "path": told.path,
        "url": safe_url(told.url),
        "reports": [_report(one, zone) for one in told.reports[:MAX_REPORTS]],
        "report_count": told.report_count,
        "also": also_reported(told.reports, told.report_count),
        "entries": [_entry(one, zone) for one in told.entries[:MAX_ENTRIES]],
        "total": max(told.total, sum(one.messages for one in told.entries)),
        "counts": [{"name": name, "number": number} for name, number in told.counts[:MAX_ENTRIES]],
        "alert": told.alert_id,
        "delivery": told.id,
    }


def _summary(told: Notification) -> TemplateText:
    """Return the sentence of the message with its parts; where it tells of no fact, its title."""
    parts = dict.fromkeys(PARTS, "") | dict(zip(PARTS, told.parts, strict=False))
    return TemplateText(told.says or told.title, **parts)


def _evidence(quotes: Iterable[Quote]) -> Iterable[TemplateText]:
    for quote in quotes:
        for start, end in quote.marks:
            text = quote.text[start:end]
            yield TemplateText(text, text=text, field=quote.field)


def _report(report: OtherReport, zone: tzinfo) -> dict[str, Any]:
    return {
        "publisher": report.publisher,
        "published": _date(report.published, zone),
        "path": report.path,
    }


def _entry(entry: DigestLine, zone: tzinfo) -> dict[str, Any]:
    return {
        "alert": entry.alert_id,
        "telling": entry.kind.value,
        "severity": entry.severity,
        "rule": entry.rule,
        "title": entry.title,
        "at": _time(entry.at, zone),
        "publisher": entry.publisher,
        "published": _date(entry.published, zone),
        "path": entry.path,
        "url": safe_url(entry.url),
        "note": entry.note,
        "summary": entry.says or entry.title,
        "status": entry.status,
        "quote": entry.quote,
    }


def _date(value: datetime | None, zone: tzinfo) -> TemplateText | None:
    return None if value is None else TemplateText(told_date(value, zone), iso=value.isoformat())


def _time(value: datetime, zone: tzinfo) -> TemplateText:
    return TemplateText(told_time(value, zone), iso=value.isoformat())
