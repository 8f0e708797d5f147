"""`monitor store check|backup|prune`: look after the store, beside a running daemon or without one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.cli.shared import (
    Refused,
    complain,
    faults_refused,
    is_unconfigured,
    print_jsonl,
    rules_of,
    settings_of,
    store_of,
)
from monitor.clock import SystemClock
from monitor.errors import StoreError, StoreInUse

if TYPE_CHECKING:
    from monitor.store.retention import Keep
    from monitor.store.store import Store

_MIB = 1024 * 1024
_KINDS = {
    "stories": "articles that none is compared with any more",
    "articles": "articles, kept as digests from then on",
    "digests": "digests of articles whose files are gone",
    "files": "files that are gone",
    "deliveries": "deliveries",
    "alerts": "resolved alerts",
    "claims": "claims",
    "silences": "silences that ended",
    "pages": "free pages given back to the disk",
}


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when the store is not sound, or cannot be backed up or pruned."""
    return {"check": _check, "backup": _back_up, "prune": _prune}[options.action](options)


def _check(options: argparse.Namespace) -> int:
    keep = _keep(options.config)
    with store_of(options.config) as store:
        faults, size = store.faults(), store.size()
        prunable = store.prunable_counts(keep.cutoffs(SystemClock().now()))
        place = store.place
    whole: dict[str, Any] = {
        "store": place,
        "faults": faults,
        "bytes": size.bytes,
        "free": size.free,
        "prunable": prunable,
    }
    if options.format == "jsonl":
        print_jsonl([whole])
    else:
        print(f"store      {place}: {'; '.join(faults) or 'sound'}")
        print(f"size       {size.bytes / _MIB:.1f} MiB, {size.free / _MIB:.1f} of it free")
        print(f"prunable   {_in_words(prunable) or 'nothing'}")
    if faults:
        complain("monitor: stop the daemon and put a backup in its place: docs/running.md")
    return 1 if faults else 0


def _back_up(options: argparse.Namespace) -> int:
    file = Path(options.file)
    with store_of(options.config) as store, _progress("backing up") as step:
        try:
            store.back_up(file, step)
        except StoreError as error:
            raise Refused(f"monitor: {error}", 1) from error
    size = file.stat().st_size
    if options.format == "jsonl":
        print_jsonl([{"file": str(file), "bytes": size}])
    else:
        print(f"{file}: {size / _MIB:.1f} MiB, sound")
    return 0


def _prune(options: argparse.Namespace) -> int:
    from monitor.daemon.pruning import Pruner

    keep, clock = _keep(options.config), SystemClock()
    with _to_prune(options.config) as (store, is_ours):
        pruner = Pruner(store, lambda: keep, clock)
        try:
            removed = pruner.prune(clock.now())
            rebuilt = is_ours and store.rebuild()
            size = store.size()
        except StoreError as error:
            raise Refused(f"monitor: {error}", 1) from error
    if options.format == "jsonl":
        print_jsonl([{"removed": removed, "rebuilt": rebuilt, "bytes": size.bytes, "free": size.free}])
        return 0
    print(f"removed    {_in_words(removed) or 'nothing'}")
    print(f"size       {size.bytes / _MIB:.1f} MiB, {size.free / _MIB:.1f} of it free")
    if rebuilt:
        print("rebuilt    the file was written anew: from now on it gives back room by parts")
    elif size.free and not is_ours:
        print("room       free room is used again; the daemon, which has the store, gives it back")
    return 0


def _keep(config_path: str) -> Keep:
    from monitor.config.load import load_retention
    from monitor.config.model import AlertsConfig, RetentionConfig
    from monitor.daemon.pruning import keep_of

    rules = rules_of(None, config_path).rules
    if is_unconfigured(config_path):
        return keep_of(RetentionConfig(), AlertsConfig(), rules)
    with faults_refused():
        return keep_of(*load_retention(config_path), rules)


@contextmanager
def _to_prune(config_path: str) -> Iterator[tuple[Store, bool]]:
    """Yield the store, as its owner where no daemon has it, and whether we are.

    Raises:
        Refused: it cannot be opened.
    """
    from monitor.store.store import Store

    store_of(config_path).close()  # nothing is made where nothing has run yet
    url = settings_of(config_path).monitor.store
    try:
        store, is_ours = Store.open(url, since=SystemClock().now()), True
    except StoreInUse:
        store, is_ours = store_of(config_path, write=True), False
    except StoreError as error:
        raise Refused(f"monitor: {error}", 1) from error
    with store:
        yield store, is_ours


@contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Yield what shows how many of all pages are done; nothing is shown in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _in_words(counts: dict[str, int]) -> str:
    return ", ".join(f"{counts[name]:,} {says}" for name, says in _KINDS.items() if counts.get(name))
