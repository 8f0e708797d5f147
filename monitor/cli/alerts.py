"""`monitor alerts list|show`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.cli.shared import Refused, complain, print_jsonl, print_table, safe, store_of

if TYPE_CHECKING:
    from monitor.alert.model import Alert
    from monitor.outbox import Delivery
    from monitor.store.intake import MatchRow


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when there is no such alert or nothing has run yet."""
    try:
        return _list(options) if options.action == "list" else _show(options)
    except Refused as refused:
        complain(str(refused))
        return refused.status


def _list(options: argparse.Namespace) -> int:
    from monitor.alert.model import AlertState
    from monitor.store.listing import alert_json

    states = [AlertState(options.state)] if options.state else []
    with store_of(options.config) as store:
        alerts = store.list_alerts(states=states, rule=options.rule, limit=options.limit)
    if options.format == "jsonl":
        print_jsonl(map(alert_json, alerts))
        return 0
    rows = [
        [one.id, f"{one.updated_at:%Y-%m-%d %H:%M}Z", one.severity, one.state, one.rule, one.title]
        for one in alerts
    ]
    print_table(["id", "updated", "severity", "state", "rule", "title"], rows)
    return 0


def _show(options: argparse.Namespace) -> int:
    from monitor.store.deliveries import DeliveryFilter
    from monitor.store.listing import alert_json, delivery_json

    with store_of(options.config) as store:
        alert = store.alert(options.id)
        if alert is None:
            raise Refused(f'monitor: no alert has the id "{options.id}"', 1)
        deliveries = list(store.deliveries(DeliveryFilter(alert=alert.id)))
        by_article = store.matches(report.article_id for report in alert.reports)
    found = [row for rows in by_article.values() for row in rows if row.alert_id == alert.id]
    if options.format == "jsonl":
        told = [delivery_json(one) for one in deliveries]
        words = [{"digest": row.digest, "evidence": row.evidence, "outcome": row.outcome} for row in found]
        print_jsonl([{**alert_json(alert), "deliveries": told, "matches": words}])
    else:
        _tell(alert, found, deliveries)
    return 0


def _tell(alert: Alert, found: Sequence[MatchRow], deliveries: Sequence[Delivery]) -> None:
    print(f"{alert.id}  {alert.rule} ({alert.severity}), {alert.state}\n{safe(alert.title)}\n")
    for row in found:
        for span in row.evidence:
            print(
                f"  “{safe(' '.join(span['text'].split()))}”  {span['field']} {span['start']}-{span['end']}"
            )
    print()
    for report in alert.reports:
        received = f"{report.at:%Y-%m-%d %H:%M}Z"
        print(f"reported by {safe(report.publisher or 'unknown')}: {report.path}, received {received}")
    for one in deliveries:
        print(f"{one.channel}: {one.kind}, {one.state} after {one.attempts} attempts ({one.reason})")
    if not deliveries:
        print("told nowhere: its route names no channel")
