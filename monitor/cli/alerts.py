"""`monitor alerts list|show|ack|resolve|reopen`: alerts and their life."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.cli.shared import Refused, complain, print_jsonl, print_table, safe, signed, store_of, words_of
from monitor.cli.why import says_state

if TYPE_CHECKING:
    from monitor.alert.model import Alert
    from monitor.outbox.state import Delivery
    from monitor.store.records import MatchRow


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when there is no such alert or nothing has run yet."""
    actions = {"list": _list, "show": _show, "ack": _step, "resolve": _step, "reopen": _step}
    return actions[options.action](options)


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
        [
            one.id,
            f"{one.updated_at:%Y-%m-%d %H:%M}Z",
            one.severity,
            one.state,
            one.rule,
            one.title,
            _named(one),
        ]
        for one in alerts
    ]
    print_table(["id", "updated", "severity", "state", "rule", "title", "articles"], rows)
    return 0


def _named(alert: Alert) -> str:
    """Return the article that an alert began with, and how many more `alerts show` lists."""
    paths = list(dict.fromkeys(report.path for report in alert.reports))
    more = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
    return paths[0] + more if paths else ""


def _step(options: argparse.Namespace) -> int:
    from monitor.alert.model import LifeStep, StepKind
    from monitor.clock import SystemClock
    from monitor.store.alert_history import leads_on

    kinds = {"ack": StepKind.ACKNOWLEDGED, "resolve": StepKind.RESOLVED, "reopen": StepKind.REOPENED}
    kind = kinds[options.action]
    step = LifeStep(kind=kind, at=SystemClock().now(), by=signed(options.by), comment=options.comment)
    with store_of(options.config, write=True) as store:
        before = {one: store.step(one, step) for one in options.ids}
    for id_, state in before.items():
        taken = state is not None and leads_on(state, kind)
        if state is None:
            complain(f'monitor: no alert has the id "{id_}"')
        elif options.format == "jsonl":
            told = str(kind) if taken else None
            print_jsonl([{"id": id_, "before": str(state), "step": told, "by": step.by}])
        elif not taken:
            print(f"{id_}: left as it is ({state})")
        else:
            print(f"{id_}: {kind} by {step.by} (was {state})")
    return 1 if None in before.values() else 0


def _show(options: argparse.Namespace) -> int:
    from monitor.store.deliveries import DeliveryFilter
    from monitor.store.listing import alert_json, delivery_json, step_json

    with store_of(options.config) as store:
        alert = store.alert(options.id)
        if alert is None:
            raise Refused(f'monitor: no alert has the id "{options.id}"', 1)
        deliveries = list(store.deliveries(DeliveryFilter(alert=alert.id)))
        steps = store.steps([alert.id]).get(alert.id, ())
        by_article = store.matches(report.article_id for report in alert.reports)
    found = [row for rows in by_article.values() for row in rows if row.alert_id == alert.id]
    if options.format == "jsonl":
        told = [delivery_json(one) for one in deliveries]
        words = [{"digest": row.digest, "evidence": row.evidence, "outcome": row.outcome} for row in found]
        life = [step_json(one) for one in steps]
        print_jsonl([{**alert_json(alert), "steps": life, "deliveries": told, "matches": words}])
    else:
        _tell(replace(alert, steps=steps), found, deliveries)
    return 0


def _tell(alert: Alert, found: Sequence[MatchRow], deliveries: Sequence[Delivery]) -> None:
    print(f"{alert.id}  {alert.rule} ({alert.severity}), {alert.state}\n{safe(alert.title)}\n")
    for row in found:
        for span in row.evidence:
            print(f"  “{safe(words_of(span['text']))}”  {span['field']} {span['start']}-{span['end']}")
    print()
    for report in alert.reports:
        received = f"{report.at:%Y-%m-%d %H:%M}Z"
        print(f"reported by {safe(report.publisher or 'unknown')}: {report.path}, received {received}")
    for step in alert.steps:
        why = f": {safe(step.comment)}" if step.comment else ""
        print(f"{step.kind} {step.at:%Y-%m-%d %H:%M}Z by {safe(step.by)}{why}")
    for one in sorted(deliveries, key=lambda told: (told.channel, told.created_at)):
        print(f"{one.channel}: {one.kind}, {says_state(one)}")
    if not deliveries:
        print("told nowhere: its route names no channel")
