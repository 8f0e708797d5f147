"""`monitor status`: what was taken in, found and told, in numbers that add up."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.cli.shared import Refused, complain, print_jsonl, store_of
from monitor.clock import SystemClock

_SILENCE = timedelta(seconds=45)


def main(options: argparse.Namespace) -> int:
    """Return 0, or 1 when nothing has run yet."""
    try:
        store = store_of(options.config)
    except Refused as refused:
        complain(str(refused))
        return refused.status
    with store:
        counts, notes = store.counts(), store.notes()
        troubles = store.troubles().values()
        unreadable = [(row.path, row.reason) for row in store.unreadable_files()]
    alive = is_alive(notes.get("daemon"), SystemClock().now())
    whole: dict[str, Any] = {
        **counts,
        "rules": notes.get("rules", {"loaded": 0, "errors": 0}),
        "sources": [_as_it_is_now(source, alive=alive) for source in notes.get("sources", [])],
        "channels": [
            {"channel": one.channel, "since": one.since.isoformat(), "reason": one.reason} for one in troubles
        ],
        "daemon": notes["daemon"] if alive else None,
        "unreadable": [{"path": path, "reason": reason} for path, reason in unreadable],
    }
    if options.format == "jsonl":
        print_jsonl([whole])
    else:
        _print(whole)
    return 0


def is_alive(note: dict[str, Any] | None, now: datetime) -> bool:
    """Tell whether the daemon that left *note* has been heard of lately."""
    return bool(note) and now - datetime.fromisoformat(note["alive_at"]) < _SILENCE  # type: ignore[index]


def _as_it_is_now(source: dict[str, Any], *, alive: bool) -> dict[str, Any]:
    """Return what was noted of a source; nobody watches when no daemon runs."""
    return source if alive else {**source, "watching": False, "reason": "the daemon is not running"}


def _short(instant: str) -> str:
    return f"{datetime.fromisoformat(instant).astimezone(UTC):%Y-%m-%d %H:%M:%S}Z"


def _print(whole: dict[str, Any]) -> None:
    for section in ("articles", "matches", "alerts", "deliveries"):
        figures = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in whole[section].items())
        print(f"{section:<11}{figures}")
    rules = whole["rules"]
    print(f"{'rules':<11}{rules['loaded']} loaded, {rules['errors']} errors")
    if rules.get("faults"):
        print("the rules on disk cannot be used; the last good ones go on:")
        print(rules["faults"])
    for channel in whole["channels"]:
        since = _short(channel["since"])
        print(f"{'channel':<11}{channel['channel']}: failing since {since}: {channel['reason']}")
    for source in whole["sources"]:
        state = "watching" if source["watching"] else "NOT WATCHING"
        amiss = f": {source['reason']}" if source["reason"] else ""
        waiting = f"; {source['pending']} files wait" if source["pending"] else ""
        scanned = _short(source["last_scan"]) if source["last_scan"] else "never"
        print(f"{'source':<11}{source['path']}: {state}{amiss}{waiting}; last scan {scanned}")
        for file in source.get("waiting", ()):
            print(f"{'waiting':<11}{file['path']}: {file['reason']}")
        _print_unnamed("waiting", source.get("standing", 0), source.get("waiting", ()), source["path"])
        for folder in source.get("closed_folders", ()):
            print(f"{'closed':<11}{folder['path']}: cannot be listed: {folder['reason']}")
        _print_unnamed("closed", source.get("closed", 0), source.get("closed_folders", ()), source["path"])
    for file in whole["unreadable"]:
        print(f"{'unreadable':<11}{file['path']}: {file['reason']}")
    daemon = whole["daemon"]
    print(f"{'daemon':<11}" + (f"running, pid {daemon['pid']}" if daemon else "not running"))


def _print_unnamed(what: str, count: int, named: Sequence[object], path: str) -> None:
    if count > len(named):
        print(f"{what:<11}and {count - len(named):,} more in {path}")
