"""Detects that the system clock was set, and moves what waits in the store by the same amount.

Times in the store are those of the clock on the wall, so that they mean something to people and outlast a
restart. What waits for a length of time (another try, updates sent together, an escalation) waits as long as
it was to, by the clock that never jumps: its times are moved together with the clock. What goes by the
calendar (quiet hours, the slots of digests) goes by the new time.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from monitor.clock import SteadyClock
from monitor.duration import say_duration
from monitor.store.store import Store

_log = logging.getLogger(__name__)

LOOK_SECONDS = 2.0
TOLERATED = timedelta(seconds=5)
"""By how much the clock may be set without anything being moved: nobody notices a wait that much longer."""
TOLD_FROM = timedelta(minutes=1)
_AT_MOST_EVERY = 600.0

Tell = Callable[[str, list[str], datetime], None]
"""Notifies people of the monitor's troubles: a title, further lines, and when."""


class ClockWatch:
    """Compares the machine's clock with the monotonic one; moves what waits when it was set.

    `tell` is called for a change that people should hear of, `moved` after every one, with its length.
    """

    def __init__(
        self, clock: SteadyClock, store: Store, tell: Tell, moved: Callable[[timedelta], None]
    ) -> None:
        self._clock = clock
        self._store = store
        self._tell = tell
        self._moved = moved
        self._owed = timedelta()
        self._told: float | None = None

    async def run(
        self, stopped: Callable[[], bool], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        """Look every two seconds, on the monotonic clock, until *stopped*."""
        while not stopped():
            await sleep(LOOK_SECONDS)
            try:
                await asyncio.to_thread(self.look)
            except Exception:  # noqa: BLE001 what could not be moved is moved at the next look
                _log.exception("the clock was set, and what waits could not be moved; trying again")

    def look(self) -> timedelta:
        """Move what waits if the clock was set since the last look; return by how much, or nothing.

        Raises:
            StoreError: it could not be moved; the next look tries again.
        """
        by = self._clock.behind()
        if abs(by) <= TOLERATED and not self._owed:
            self._clock.follow(by)
            return timedelta()
        before = self._clock.now()
        if by < timedelta():
            # Between the two steps nothing may fall due: the earlier clock goes with the later times.
            self._clock.follow(by)
            self._owed += by
            self._move(self._owed)
        else:
            self._move(self._owed + by)
            self._clock.follow(by)
            self._owed += by
        moved, self._owed = self._owed, timedelta()
        self._say(moved, before)
        self._moved(moved)
        return moved

    def _move(self, by: timedelta) -> None:
        self._store.clock_was_set(by, self._clock.now() if by < timedelta() else self._clock.now() + by)

    def _say(self, by: timedelta, before: datetime) -> None:
        now = self._clock.now()
        title = f"the clock was set {_said(by)}"
        _log.warning("%s: it showed %s, and shows %s", title, _shown(before), _shown(now))
        seconds = self._clock.monotonic()
        if abs(by) < TOLD_FROM or (self._told is not None and seconds - self._told < _AT_MOST_EVERY):
            return
        self._told = seconds
        lines = [
            f"it showed {_shown(before)}, and shows {_shown(now)}; a machine that slept wakes like this, too",
            "what waited goes on waiting as long as it was to; quiet hours and digests go by the new time",
            "if that is not the time, set the machine's clock right",
        ]
        self._tell(title, lines, now)


def settle(store: Store, now: datetime) -> timedelta:
    """Move what waits in a store that was last used by a clock ahead of ours; return by how much.

    How long the monitor was down meanwhile is unknown: what waits goes on as if it had not been.
    """
    last = store.last_moment()
    if last is None or last - now <= TOLERATED:
        return timedelta()
    by = now - last
    store.clock_was_set(by, now)
    _log.warning("the clock was set %s since the monitor last ran; what waits is moved", _said(by))
    return by


def _said(by: timedelta) -> str:
    whole = timedelta(seconds=max(1, round(abs(by).total_seconds())))
    minutes = timedelta(minutes=round(whole.total_seconds() / 60))
    # A day and two seconds are a day.
    length = say_duration(minutes if abs(minutes - whole) < whole / 100 else whole)
    return f"{'back' if by < timedelta() else 'ahead'} by {length}"


def _shown(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}Z"
