"""Reads alerts, evidence and sent messages out of the replay's temporary store."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from monitor.alert.model import Alert, first_id
from monitor.backtest.outcome import Evidence, ReplayedAlert
from monitor.notify.model import Notification, NotificationKind
from monitor.outbox.state import Delivery, DeliveryState
from monitor.store.records import MatchRow
from monitor.store.store import Store


def alerts_told(store: Store) -> list[ReplayedAlert]:
    """Return every alert, in the order in which they were opened."""
    alerts = sorted(store.list_alerts(), key=lambda one: (one.opened_at, one.id))
    rows = _rows_by_alert(store, alerts)
    deliveries = {one.id: one for one in store.deliveries()}
    channels = _channels(deliveries)
    firsts = _firsts(deliveries)
    return [
        ReplayedAlert(
            alert=alert,
            evidence=_evidence(alert, rows.get(alert.id, ())),
            first=firsts.get(alert.id),
            channels=channels.get(alert.id, {}),
        )
        for alert in alerts
    ]


def _rows_by_alert(store: Store, alerts: Sequence[Alert]) -> Mapping[str, list[MatchRow]]:
    ids = {report.article_id for alert in alerts for report in alert.reports}
    found: dict[str, list[MatchRow]] = defaultdict(list)
    for rows in store.matches(sorted(ids)).values():
        for row in rows:
            if row.alert_id:
                found[row.alert_id].append(row)
    return found


def _evidence(alert: Alert, rows: Sequence[MatchRow]) -> list[Evidence]:
    """Return the words of each report, oldest first."""
    reports = {report.digest: (number, report) for number, report in enumerate(alert.reports)}
    found = []
    for row in rows:
        if row.digest not in reports:
            continue
        number, report = reports[row.digest]
        evidence = Evidence(
            path=report.path,
            publisher=report.publisher,
            published=report.published,
            at=row.matched_at,
            outcome=row.outcome,
            reason=row.reason,
            spans=[{key: span[key] for key in ("field", "start", "end", "text")} for span in row.evidence],
        )
        found.append((row.matched_at, number, row.id, evidence))
    return [one for *_, one in sorted(found, key=lambda each: each[:3])]


def _channels(deliveries: Mapping[str, Delivery]) -> dict[str, dict[str, int]]:
    """Return how often each channel heard of each alert, in messages of its own or inside another."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in sorted(deliveries.values(), key=lambda each: each.channel):
        if one.alert is None:
            continue
        inside = deliveries.get(one.folded_into or "")
        # A message about several reports of one alert counts by itself, those reports do not.
        if one.state is DeliveryState.SENT or (inside is not None and inside.alert != one.alert):
            found[one.alert][one.channel] += 1
    return {alert: dict(channels) for alert, channels in found.items()}


def _firsts(deliveries: Mapping[str, Delivery]) -> dict[str, Notification]:
    found: dict[str, Notification] = {}
    for one in sorted(deliveries.values(), key=lambda each: (each.channel, each.id)):
        is_first = one.alert is not None and one.id == first_id(one.alert, one.channel)
        if one.alert is not None and is_first and one.kind is NotificationKind.FIRST:
            found.setdefault(one.alert, one.notification)
    return found
