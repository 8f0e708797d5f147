"""Composes digests and folded updates: many notifications as one message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.notify.lines import also_reported
from monitor.notify.model import DigestLine, JoinedAlert, Notification, NotificationKind, OtherReport
from monitor.rule.model import Severity

MAX_ENTRIES = 50
MAX_REPORTS = 12
_GRAVITY = {str(severity): number for number, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What a digest stands for: how many notifications, in all and by rule, the gravest severity, and why."""

    id: str
    title: str
    total: int
    counts: tuple[tuple[str, int], ...]
    severity: str
    notes: tuple[str, ...]


def gravity(severity: str) -> int:
    """Return how much a severity matters, from 0; one that is not known matters least."""
    return _GRAVITY.get(severity, 0)


def digest_of(bundle: Bundle, shown: Sequence[DigestLine], at: datetime) -> Notification:
    """Return one message for all of *bundle*; *shown* are those of it that are listed, in their order."""
    return Notification(
        id=bundle.id,
        kind=NotificationKind.DIGEST,
        severity=bundle.severity,
        title=bundle.title,
        received_at=at,
        notes=bundle.notes,
        entries=tuple(shown),
        total=bundle.total,
        counts=bundle.counts,
    )


def line_of(
    told: Sequence[Notification], others: Sequence[OtherReport], messages: int, status: str = ""
) -> DigestLine:
    """Return one line for *told*, notifications of one alert in the order they came, *messages* in all.

    It is the first message, or else the last, with what the others changed, *others* who report it, how its
    claim stands now (*status*), and the quote that proves what is new of it.
    """
    first = next((one for one in told if one.kind is NotificationKind.FIRST), told[-1])
    proof = next((one for one in reversed(told) if one.changes and one.quotes), first)
    changes = dict.fromkeys(one for each in reversed(told) for one in each.changes)
    reports = others or first.reports
    whole = replace(
        first,
        changes=tuple(changes),
        quotes=proof.quotes,
        reports=tuple(reports[-MAX_REPORTS:]),
        report_count=max(len(reports), first.report_count),
        joined=_joined_in(told),
    )
    return replace(entry_of(whole), messages=messages, status=status)


def entry_of(one: Notification) -> DigestLine:
    """Return a notification as a line of a digest; other rules that found the event stand in its note."""
    rules = (
        f"also found by rule {other.rule}, alert {other.alert_id}"
        for other in one.joined
        if other.is_same_event
    )
    note = next((line for line in _worth_a_line(one) if line), "")
    return DigestLine(
        alert_id=one.alert_id,
        kind=one.kind,
        severity=one.severity,
        rule=one.rule,
        title=one.title,
        at=one.received_at,
        publisher=one.publisher,
        published=one.published,
        path=one.path,
        url=one.url,
        note="; ".join(line for line in (note, *rules) if line),
        others=max(len(one.reports), one.report_count),
        says=one.says,
        quote=one.quotes[0].text if one.quotes else "",
    )


def beside_of(told: Sequence[Notification]) -> list[DigestLine]:
    """Return a line for each other event that *told* tell of; none of them is a message of its own."""
    return [
        replace(
            entry_of(replace(one, joined=(), changes=(), says="", notes=(), reports=(), report_count=0)),
            alert_id=other.alert_id,
            severity=other.severity,
            rule=other.rule,
            title=other.title,
            note=other.note,
            messages=0,
        )
        for one in told
        for other in one.joined
        if not other.is_same_event
    ]


def _joined_in(told: Sequence[Notification]) -> tuple[JoinedAlert, ...]:
    """Return the other alerts that *told* tell of, each once, as the last says it."""
    own = {one.alert_id for one in told}
    found = {other.alert_id: other for one in told for other in one.joined if other.alert_id not in own}
    return tuple(found.values())


def others_told(told: Sequence[Notification], path: str) -> tuple[OtherReport, ...]:
    """Return the articles that *told* name beside the one at *path*, each once, in the order they came."""
    named: dict[str, OtherReport] = {}
    for one in told:
        own = OtherReport(publisher=one.publisher, published=one.published, path=one.path)
        for report in (*one.reports, own):
            named.setdefault(report.path, report)
    return tuple(report for where, report in named.items() if where and where != path)


def _worth_a_line(one: Notification) -> tuple[str, ...]:
    """Return what may stand below a title in a digest, the best first."""
    told = one.changes[:1] or tuple(note for note in one.notes if note.startswith(("Denied", "Confirmed")))
    also = also_reported(one.reports, one.report_count)
    return (" · ".join(part for part in (*told, also) if part), one.says, *one.notes)


def update_of(told: Sequence[Notification], id_: str, others: Sequence[OtherReport]) -> Notification:
    """Return one update for all of *told*, in the words of the last, beside *others*, newest last."""
    changes = dict.fromkeys(one for each in reversed(told) for one in each.changes)
    return replace(
        told[-1],
        id=id_,
        kind=NotificationKind.UPDATE,
        severity=max((one.severity for one in told), key=gravity),
        joined=_joined_in(told),
        changes=tuple(changes),
        reports=tuple(others[-MAX_REPORTS:]),
        report_count=len(others),
    )


def notice(id_: str, title: str, notes: Sequence[str], at: datetime, severity: str = "high") -> Notification:
    """Return a message about the monitor itself."""
    return Notification(
        id=id_,
        kind=NotificationKind.NOTICE,
        severity=severity,
        title=title,
        received_at=at,
        notes=tuple(notes),
    )
