"""Status published by the daemon: source and rule health that `monitor status` and the heartbeat read.

A note is the present in the store, which `monitor status` reads; nothing is decided by one but what the desk
was notified of already.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from monitor.article.paths import display_path, raw_path
from monitor.clock import Clock
from monitor.daemon.heartbeat import Heartbeat
from monitor.daemon.reachability import Reach
from monitor.errors import MonitorError
from monitor.source.folder import FolderSource
from monitor.source.model import SourceHealth
from monitor.source.watch import NOT_STARTED
from monitor.store.store import Store

_log = logging.getLogger(__name__)

LONG_WAITING_SECONDS = 600.0
"""A file that has been empty, or could not be opened, for so long is reported to the desk."""
_IN_WORDS = {"empty": "it is empty"}


class StatusNotes:
    """Leaves word of *sources* and of the rest, from any thread; `rules()` leaves word of the rules.

    `is_watching`: changes for the worse or better are logged, too.
    """

    def __init__(
        self,
        store: Store,
        reach: Reach,
        clock: Clock,
        sources: Sequence[FolderSource],
        rules: Callable[[], None],
    ) -> None:
        self.is_watching = False
        self._store = store
        self._reach = reach
        self._clock = clock
        self._sources = sources
        self._rules = rules
        self._noting = threading.Lock()
        self._amiss: dict[str, str] = {}

    def leave(self) -> None:
        """Publish everything."""
        now = self._clock.now()
        healths = self.leave_of_sources()
        with self._noting:  # two at once would each find that nobody was notified yet
            self._reach.report(healths, now)
        self._rules()
        self._store.note("daemon", {"pid": os.getpid(), "alive_at": now.isoformat()}, now)

    def leave_of_sources(self) -> list[SourceHealth]:
        """Publish the health of the sources; also called from their threads, when that has changed."""
        with self._noting:
            healths = self._healths()
            self._tell_of_changes(healths)
            self._store.note("sources", [_health_json(one) for one in healths], self._clock.now())
        return healths

    def forget_gone(self) -> None:
        """Stop listing unreadable files that somebody has taken away."""
        rows = self._store.unreadable_files()
        gone = [row.path for row in rows if not os.path.lexists(raw_path(row.path))]
        if gone:
            self._store.forget_files(gone)

    async def beat_outside(self, heartbeat: Heartbeat) -> None:
        """Signal the outside monitor that we are alive: the store can be written, every source is watched."""
        amiss = []
        try:
            healths = await asyncio.to_thread(self._healths)
            amiss = [f"{display_path(one.path)}: {one.reason}" for one in healths if one.reason]
            await asyncio.to_thread(self._store.note, "heartbeat", None, self._clock.now())
        except MonitorError as error:
            amiss.append(str(error))
        await heartbeat.beat(healthy=not amiss, reason="; ".join(amiss))

    def _healths(self) -> list[SourceHealth]:
        return self._reach.judged([source.health() for source in self._sources], self._clock.now())

    def _tell_of_changes(self, healths: Sequence[SourceHealth]) -> None:
        if not self.is_watching:
            return
        for health in healths:
            if health.reason == NOT_STARTED:
                continue  # its thread has begun, and has not looked yet
            if health.reason != self._amiss.get(health.path, ""):
                level = logging.WARNING if health.reason else logging.INFO
                _log.log(level, "%s: %s", display_path(health.path), health.reason or "all is well again")
            self._amiss[health.path] = health.reason


def long_waiting(sources: Sequence[FolderSource]) -> Iterator[tuple[str, str]]:
    """Yield the files that have long waited to be handed on, by the path for people, each with why."""
    for source in sources:
        for one in source.standing():
            if one.seconds >= LONG_WAITING_SECONDS:
                yield display_path(one.path), _IN_WORDS.get(one.reason, one.reason)


def _health_json(health: SourceHealth) -> dict[str, Any]:
    return {
        "path": display_path(health.path),
        "watching": health.watching,
        "reason": health.reason,
        "last_scan": health.last_scan.isoformat() if health.last_scan else None,
        "pending": health.pending,
        "standing": health.standing,
        "waiting": [{"path": display_path(one.path), "reason": one.reason} for one in health.waiting],
        "closed": health.closed,
        "closed_folders": [
            {"path": display_path(one.path), "reason": one.reason} for one in health.closed_folders
        ],
    }
