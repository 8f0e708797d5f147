"""The daily removal of what the store need not keep, in transactions short enough for nobody to notice.

How much one transaction removes follows from how long the last took: less after a long one, more after a
short one. Between two of them the pruner waits as long as the last took: others have their turn.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from monitor.article.paths import raw_path
from monitor.clock import Clock
from monitor.config.model import AlertsConfig, RetentionConfig
from monitor.errors import MonitorError
from monitor.rule.model import Rule
from monitor.source.root import look_at_root
from monitor.store.retention import SWEEPS, Cutoffs, Keep, Sweep
from monitor.store.store import Store

_log = logging.getLogger(__name__)

EVERY = timedelta(days=1)
LONG_SECONDS, SHORT_SECONDS = 0.020, 0.008
"""A transaction that held the store longer is followed by one half as large; a shorter one by a larger."""
_FIRST, _MOST = 8, 400
_LOOKED_FOR = 4000
_LEAST_PAUSE = 0.002
_PAGES = 16
FILES = "files"
ROOM = "pages"


def keep_of(retention: RetentionConfig, alerts: AlertsConfig, rules: Iterable[Rule]) -> Keep:
    """Return how long things are kept: alerts no shorter than a report may join one of them."""
    news = [one.new.within for one in rules if one.new is not None]
    return Keep(
        articles=retention.articles,
        alerts=max(retention.alerts, retention.articles, alerts.join_for, *news),
        deliveries=retention.deliveries,
    )


@dataclass(slots=True)
class Pace:
    """How much one transaction does at once, by how long the last one took; `longest` is the longest."""

    clock: Clock
    at_once: int = _FIRST
    longest: float = 0.0
    last: float = 0.0

    def measured(self, work: Callable[[], int]) -> int:
        """Do one transaction's *work*, and set the pace by it."""
        began = self.clock.monotonic()
        done = work()
        self.last = self.clock.monotonic() - began
        self.longest = max(self.longest, self.last)
        if self.last > LONG_SECONDS:
            self.at_once = max(1, self.at_once // 2)
        elif self.last < SHORT_SECONDS:
            self.at_once = min(_MOST, self.at_once * 2)
        return done


@dataclass(slots=True)
class Pruner:
    """Removes what is older than `keep()`; another thread may stop it, after the transaction under way."""

    store: Store
    keep: Callable[[], Keep]
    clock: Clock
    longest: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def if_due(self) -> None:
        """Prune, unless that was done within a day."""
        now = self.clock.now()
        last = self.store.notes().get("pruned")
        if last is not None and timedelta() <= now - datetime.fromisoformat(last) < EVERY:
            return
        try:
            removed = self.prune(now)
        except MonitorError as error:
            _log.warning("the store could not be pruned, it is tried again in an hour: %s", error)
            return
        if any(removed.values()):
            _log.info(
                "pruned: %s", ", ".join(f"{count:,} {name}" for name, count in removed.items() if count)
            )

    def prune(self, now: datetime) -> dict[str, int]:
        """Remove all that is too old at *now*; return how much of each kind.

        Raises:
            StoreError: what was removed until then is gone, and the rest goes next time.
        """
        with self._turn:
            cutoffs = self.keep().cutoffs(now)
            removed: dict[str, int] = {}
            for sweep in SWEEPS:
                if sweep is SWEEPS[-1]:
                    removed[FILES] = self._forget_files(cutoffs)
                removed[sweep.name] = self._sweep(sweep, cutoffs)
            removed[ROOM] = self._give_back()
            if not self._stop.is_set():
                self.store.note("pruned", now.isoformat(), now)
        return removed

    def stop(self) -> None:
        """Let a pruning that is under way end after its transaction, and wait for that."""
        self._stop.set()
        with self._turn:
            pass

    def _sweep(self, sweep: Sweep, cutoffs: Cutoffs) -> int:
        pace, removed = Pace(self.clock), 0
        while not self._stop.is_set():
            found = self.store.prunable(sweep, cutoffs, limit=_LOOKED_FOR)
            gone = self._in_runs(found, pace, partial(self.store.prune, sweep, cutoffs))
            removed += gone
            if not gone or len(found) < _LOOKED_FOR:
                break
        return removed

    def _in_runs(self, found: list[str], pace: Pace, remove: Callable[[list[str]], int]) -> int:
        """Remove *found*, some in one transaction, and wait after each; return how many went."""
        gone = first = 0
        while first < len(found) and not self._stop.is_set():
            run = found[first : first + pace.at_once]
            first += len(run)
            gone += pace.measured(partial(remove, run))
            self._rest(pace)
        return gone

    def _rest(self, pace: Pace) -> None:
        self.longest = max(self.longest, pace.longest)
        self._stop.wait(max(_LEAST_PAUSE, pace.last))

    def _forget_files(self, cutoffs: Cutoffs) -> int:
        """Forget files that are gone; what recognises their contents is kept apart."""
        pace, after, gone = Pace(self.clock), "", 0
        while not self._stop.is_set():
            rows = self.store.seen_before(cutoffs.articles, after=after, limit=_LOOKED_FOR)
            missing = [path for path, root, device in rows if is_gone(path, root, device)]

            def forget(run: list[str]) -> int:
                return self.store.forget_seen(run, cutoffs.articles, cutoffs.now)

            gone += self._in_runs(missing, pace, forget)
            if len(rows) < _LOOKED_FOR:
                break
            after = rows[-1][0]
        return gone

    def _give_back(self) -> int:
        pace, given = Pace(self.clock, at_once=_PAGES), 0
        while not self._stop.is_set():
            pages = pace.measured(lambda: self.store.give_back(pace.at_once))
            if not pages:
                break
            given += pages
            self._rest(pace)
        return given


def is_gone(path: str, root: str, device: int) -> bool:
    """Return whether a file is gone from a folder that is there as it was; names are as people see them.

    A share that came off, or another disk in its place, has not lost the file: its folder, or the nearest
    above it that there is, lies on another device than the file did.
    """
    file, top = raw_path(path), raw_path(root)
    if os.path.lexists(file) or look_at_root(top).reason:
        return False
    folder = Path(file).parent
    while not folder.is_dir() and len(str(folder)) > len(top):
        folder = folder.parent
    try:
        return folder.stat().st_dev == device
    except OSError:
        return False
