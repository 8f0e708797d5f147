"""`monitor deliveries list|retry`: the outbox, dead letters included."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from monitor.cli.shared import Refused, complain, print_jsonl, print_table, store_of
from monitor.clock import SystemClock

if TYPE_CHECKING:
    from monitor.outbox.state import Delivery


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when nothing fits or nothing has run yet; 2 for bad usage."""
    return _list(options) if options.action == "list" else _retry(options)


def _list(options: argparse.Namespace) -> int:
    from monitor.errors import did_you_mean
    from monitor.outbox.state import DeliveryState
    from monitor.store.deliveries import DeliveryFilter
    from monitor.store.listing import delivery_json

    known = [str(state) for state in DeliveryState]
    for state in options.state or []:
        if state not in known:
            raise Refused(f'monitor: no state is named "{state}"; {did_you_mean(state, known)}', 2)
    wanted = DeliveryFilter(
        states=[DeliveryState(state) for state in options.state or []],
        channel=options.channel,
        limit=options.limit,
    )
    with store_of(options.config) as store:
        found = list(store.deliveries(wanted))
    if options.format == "jsonl":
        print_jsonl(map(delivery_json, found))
        return 0
    rows = [[one.id, one.channel, one.kind, one.state, str(one.attempts), _why(one)] for one in found]
    print_table(["id", "channel", "kind", "state", "attempts", "why"], rows)
    return 0


def _why(one: Delivery) -> str:
    if one.state == "sent":
        return f"sent {one.sent_at:%Y-%m-%d %H:%M}Z" if one.sent_at else "sent"
    due = f"; next try {one.due_at:%H:%M:%S}Z" if one.state == "retry" and one.due_at else ""
    return (one.last_error or one.reason) + due


def _retry(options: argparse.Namespace) -> int:
    if not options.ids and not options.all:
        raise Refused("monitor: name the deliveries to retry, or --all", 2)
    from monitor.store.listing import delivery_json

    with store_of(options.config, write=True) as store:
        queued = store.retry(None if options.all else options.ids, SystemClock().now())
    if options.format == "jsonl":
        print_jsonl(map(delivery_json, queued))
    else:
        print(f"{len(queued)} queued again; a running daemon sends them within a minute")
    missing = set(options.ids) - {one.id for one in queued}
    for name in sorted(missing):
        complain(f'monitor: no dead or held delivery has the id "{name}"')
    return 1 if missing else 0
