"""`monitor channels list|test`: configured channels, and a test message to one."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Mapping
from contextlib import nullcontext, redirect_stdout
from typing import TYPE_CHECKING

from monitor.alert.model import stable_id
from monitor.cli.shared import Refused, config_of, print_jsonl, print_table, store_of
from monitor.clock import SystemClock
from monitor.errors import did_you_mean

if TYPE_CHECKING:
    from monitor.config.model import Config
    from monitor.notify.model import Notification
    from monitor.notify.outcome import Outcome


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when a test message was not taken; 2 for a bad configuration or name."""
    config = config_of(options.config)
    return _list(config, options) if options.action == "list" else _test(config, options)


def _list(config: Config, options: argparse.Namespace) -> int:
    from monitor.notify.channel import open_channel

    states = _states(options.config)
    rows = [
        {
            "name": name,
            "what": open_channel(name, spec).describe(),
            "deliveries": dict(states.get(name, {})),
        }
        for name, spec in config.channels.items()
    ]
    if options.format == "jsonl":
        print_jsonl(rows)
        return 0
    table = []
    for row in rows:
        counts = ", ".join(f"{number} {state}" for state, number in states.get(str(row["name"]), {}).items())
        table.append([str(row["name"]), str(row["what"]), counts or "nothing yet"])
    print_table(["channel", "what", "deliveries"], table)
    return 0


def _states(config_path: str) -> Mapping[str, Mapping[str, int]]:
    try:
        with store_of(config_path) as store:
            return store.states()
    except Refused:
        return {}  # nothing has run yet: there is nothing to count


def _test(config: Config, options: argparse.Namespace) -> int:
    names = options.names or list(config.channels)
    for name in names:
        if name not in config.channels:
            raise Refused(f'monitor: no channel is named "{name}"; {did_you_mean(name, config.channels)}', 2)
    outcomes = asyncio.run(_send(config, names, quiet=options.format == "jsonl"))
    failed = 0
    for name, outcome in outcomes.items():
        taken = type(outcome).__name__ == "Sent"
        failed += not taken
        reason = "" if taken else f": {getattr(outcome, 'reason', '')}"
        if options.format == "jsonl":
            print_jsonl([{"name": name, "sent": taken, "reason": getattr(outcome, "reason", "")}])
        else:
            print(f"{name}: {'sent' if taken else 'not sent'}{reason}")
    return 1 if failed else 0


async def _send(config: Config, names: list[str], *, quiet: bool) -> dict[str, Outcome]:
    from monitor.notify.channel import open_channel

    outcomes = {}
    for name in names:
        channel = open_channel(name, config.channels[name])
        # The console channel prints to standard output, which is for JSON lines when they are asked for.
        with redirect_stdout(sys.stderr) if quiet else nullcontext():
            outcomes[name] = await channel.send(_sample(name))
        channel.close()
    return outcomes


def _sample(channel: str) -> Notification:
    from monitor.notify.model import Notification, NotificationKind, Quote

    now = SystemClock().now()
    words = "This is a test message: monitor can reach this channel."
    return Notification(
        id=stable_id("test", channel, now.isoformat()),
        alert_id=stable_id("test", channel),
        kind=NotificationKind.TEST,
        rule="test",
        severity="info",
        title="Test message from monitor",
        headline="No article: somebody ran `monitor channels test`",
        quotes=(Quote(text=words, marks=((10, 22),), field="text", start=0),),
        received_at=now,
        path="(none)",
    )
