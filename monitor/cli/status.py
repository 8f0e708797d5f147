"""`monitor status`: the counters and states of articles, alerts, deliveries and sources, as text or JSON."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from monitor.cli.shared import print_jsonl, store_of
from monitor.clock import SystemClock

if TYPE_CHECKING:
    from monitor.store.store import Store

_SILENCE = timedelta(seconds=45)


def main(options: argparse.Namespace) -> int:
    """Return 0, or 1 when nothing has run yet."""
    with store_of(options.config) as store:
        counts, notes = store.counts(), store.notes()
        daemon = running(store, SystemClock().now())
        troubles = store.troubles().values()
        unreadable = [(row.path, row.reason) for row in store.unreadable_files()]
    whole: dict[str, Any] = {
        **counts,
        "rules": notes.get("rules", {"loaded": 0, "errors": 0}),
        "sources": [_as_it_is_now(source, alive=daemon is not None) for source in notes.get("sources", [])],
        "channels": [
            {"channel": one.channel, "since": one.since.isoformat(), "reason": one.reason} for one in troubles
        ],
        "daemon": daemon,
        "unreadable": [{"path": path, "reason": reason} for path, reason in unreadable],
    }
    if options.format == "jsonl":
        print_jsonl([whole])
    else:
        _print(whole)
    return 0


def running(store: Store, now: datetime) -> dict[str, Any] | None:
    """Return what the daemon left word of itself, None where none runs: `pid`, `alive_at`.

    Who owns the store is asked of the kernel, so a daemon that was killed is gone at once, and one that has
    left no word yet, or hangs, is there. Where that cannot be determined, one not heard of for 45 s is gone.
    """
    note, owner = store.notes().get("daemon"), store.owner()
    if note is not None and "alive_at" not in note:
        note = None  # it ended as it hung
    if owner is None:
        return note if note and not _is_silent(note, now) else None
    if owner and (note is None or note["pid"] != owner):
        return {"pid": owner, "alive_at": None}
    return note if owner else None


def _is_silent(note: dict[str, Any], now: datetime) -> bool:
    return note["alive_at"] is not None and now - datetime.fromisoformat(note["alive_at"]) >= _SILENCE


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
    print(f"{'daemon':<11}{_in_words(whole['daemon'])}")


def _in_words(daemon: dict[str, Any] | None) -> str:
    if daemon is None:
        return "not running"
    if daemon["alive_at"] is None:
        return f"starting, pid {daemon['pid']}"
    silent = _is_silent(daemon, SystemClock().now())
    return f"running, pid {daemon['pid']}" + (
        f", but not heard of since {_short(daemon['alive_at'])}" if silent else ""
    )


def _print_unnamed(what: str, count: int, named: Sequence[object], path: str) -> None:
    if count > len(named):
        print(f"{what:<11}and {count - len(named):,} more in {path}")
