"""When scheduled jobs next have work, so that a replay skips the minutes with none.

Never too late, sometimes too early: a job that is done where nothing is due changes nothing.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection
from datetime import datetime, timedelta

from monitor.alert.digest_schedule import last_slot, next_slot
from monitor.backtest.reading import ArrivalBatch
from monitor.config.model import Config
from monitor.correlation.absence import GRACE
from monitor.rule.model import Absent
from monitor.rule.ruleset import RuleSet

MINUTE = timedelta(minutes=1)
_NOW_AND_THEN = timedelta(hours=1)


class Due:
    """The instants, each on a full minute, at which scheduled jobs are to be done."""

    def __init__(self, rules: RuleSet, config: Config) -> None:
        self._digests = config.digests
        self._resolve_after = config.alerts.resolve_after
        self._silent_for = {
            rule.id: rule.stateful.silent_for for rule in rules.rules if isinstance(rule.stateful, Absent)
        }
        self._at: list[datetime] = []
        self._slots: dict[str, datetime] = {}
        self._last: datetime | None = None

    def begin(self, now: datetime) -> None:
        """Record that the monitor starts *now*."""
        for length in self._silent_for.values():
            self._push(now + max(length, GRACE))
            self._push(now + length)

    def note(self, batch: ArrivalBatch, *, told: bool) -> None:
        """Record what was taken in; *told*: something is sent because of it."""
        matches = [match for one in batch.readings if one.evaluated for match in one.evaluated.matches]
        if not (matches or told):
            return
        # Alerts resolve when the time has passed, or in the minute after it.
        self._push(batch.at + self._resolve_after)
        self._push(batch.at + self._resolve_after + MINUTE)
        for match in matches:
            length = self._silent_for.get(match.rule.id)
            if length is not None:
                # That it speaks again is sent in the minute after: at a full minute, scheduled jobs come
                # first.
                self._push(floor_minute(batch.at) + MINUTE)
                self._push(batch.at + length)
                if match.article.dated:
                    self._push(match.article.dated + length)

    def look_ahead(self, now: datetime, until: datetime, waiting: Collection[str]) -> None:
        """Find the next slot of each digest: the last one before *until* where nothing is *waiting* for it.

        What is due now and then, and nobody here knows of, is done right before *until*.
        """
        for name, digest in self._digests.items():
            slot = None
            if name not in waiting and digest.empty == "skip":
                slot = last_slot(digest, now, until)
            self._slots[name] = slot or next_slot(digest, now)
        if self._last is not None and until - self._last >= _NOW_AND_THEN:
            self._push(floor_minute(until))

    def next(self) -> datetime | None:
        """Return the next instant, None when there is none."""
        return min((*self._at[:1], *self._slots.values()), default=None)

    def next_slot(self, digests: Collection[str]) -> datetime | None:
        """Return the next slot of any of these digests."""
        return min((slot for name, slot in self._slots.items() if name in digests), default=None)

    def done(self, now: datetime) -> None:
        """Record that all scheduled jobs were done *now*."""
        self._last = now
        while self._at and self._at[0] <= now:
            heapq.heappop(self._at)

    def _push(self, at: datetime) -> None:
        at = floor_minute(at) if at == floor_minute(at) else floor_minute(at) + MINUTE
        if self._last is None or at > self._last:
            heapq.heappush(self._at, at)


def floor_minute(at: datetime) -> datetime:
    """Return the full minute at or before *at*."""
    return at.replace(second=0, microsecond=0)
