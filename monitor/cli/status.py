"""`monitor status`: what was taken in, found and told, in numbers that add up."""

from __future__ import annotations

import argparse
from typing import Any

from monitor.cli.shared import Refused, complain, print_jsonl, store_of


def main(options: argparse.Namespace) -> int:
    """Return 0, or 1 when nothing has run yet."""
    try:
        store = store_of(options.config)
    except Refused as refused:
        complain(str(refused))
        return refused.status
    with store:
        counts, notes = store.counts(), store.notes()
        unreadable = [(row.path, row.reason) for row in store.unreadable_files()]
    whole: dict[str, Any] = {
        **counts,
        "rules": notes.get("rules", {"loaded": 0, "errors": 0}),
        "sources": notes.get("sources", []),
        "daemon": notes.get("daemon"),
        "unreadable": [{"path": path, "reason": reason} for path, reason in unreadable],
    }
    if options.format == "jsonl":
        print_jsonl([whole])
    else:
        _print(whole)
    return 0


def _print(whole: dict[str, Any]) -> None:
    for section in ("articles", "alerts", "deliveries", "rules"):
        figures = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in whole[section].items())
        print(f"{section:<11}{figures}")
    for source in whole["sources"]:
        state = "watching" if source["watching"] else f"NOT WATCHING: {source['reason']}"
        print(f"{'source':<11}{source['path']}: {state}; last scan {source['last_scan'] or 'never'}")
    for file in whole["unreadable"]:
        print(f"{'unreadable':<11}{file['path']}: {file['reason']}")
    daemon = whole["daemon"]
    if daemon:
        print(f"{'daemon':<11}pid {daemon['pid']}, last heard of {daemon['alive_at']}")
