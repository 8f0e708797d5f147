"""The internal watchdog: ends the process when one of its parts hangs or has died.

A daemon that lives on blind is worse than one that is dead: a dead one is restarted by its supervisor and
missed by the outside monitor. The thread here depends on no other part; before the end it reports by
every way that still works.

A process that was stopped, or a machine that slept, moves no part of it, and that is no fault of any: it
shows in that this thread did not move either. What was silent then is counted from the waking.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from monitor.clock import Clock, SystemClock
from monitor.exits import Exit

_log = logging.getLogger(__name__)

DIED = Exit.PART_DIED
"""The exit status of a daemon that ended because a part of it hung or died."""
PATIENCE_SECONDS = 25.0
_LOOK_SECONDS = 1.0
_TELL_SECONDS = 4.0


class Pulse:
    """Signs of life of one part, given by `beat` from any thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = clock.monotonic()

    def beat(self) -> None:
        """Give a sign of life."""
        self._last = self._clock.monotonic()

    def silent_for(self) -> float:
        """Return the seconds since the last sign."""
        return self._clock.monotonic() - self._last


@dataclass(frozen=True, slots=True)
class LivePart:
    """A part of the daemon. `silent_for`: seconds since it moved; `ask` makes it move."""

    name: str
    silent_for: Callable[[], float]
    ask: Callable[[], object] = lambda: None


@dataclass
class Liveness:
    """Looks at *parts* once a second; one silent for *patience* seconds is reported, and the process ended.

    `tell(name, seconds)` may hang: it is waited for no longer than a few seconds. `end` gets the status.
    """

    parts: Sequence[LivePart]
    tell: Callable[[str, float], object]
    patience: float = PATIENCE_SECONDS
    end: Callable[[int], object] = os._exit
    clock: Clock = field(default_factory=SystemClock)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _looked: float | None = None
    _since: float = float("-inf")

    def start(self) -> None:
        """Begin to look; a silence is counted from now on, however long the start of the daemon took."""
        self._looked = self._since = self.clock.monotonic()
        threading.Thread(target=self._watch, name="liveness", daemon=True).start()

    def stop(self) -> None:
        """Look no more: what ends now may take as long as it takes."""
        self._stopping.set()

    def look(self) -> LivePart | None:
        """Return a part that has been silent for too long, if there is one; ask all to move.

        Parts stand in the order in which they need each other: where several are silent, the first is named.
        """
        awake = self._awake_for()
        silences = {part.name: min(part.silent_for(), awake) for part in self.parts}
        silent = [part for part in self.parts if silences[part.name] >= self.patience / 2]
        overdue = any(silences[part.name] >= self.patience for part in silent)
        for part in self.parts:
            part.ask()
        return silent[0] if overdue else None

    def _awake_for(self) -> float:
        """Return the seconds since the whole process stood still, which shows in a look that came late."""
        now = self.clock.monotonic()
        stood = now - self._looked if self._looked is not None else 0.0
        if stood >= self.patience / 2:
            self._since = now
            _log.warning(
                "the whole process stood still for %.0f s: it was stopped, or the machine slept", stood
            )
        self._looked = now
        return now - self._since

    def _watch(self) -> None:
        while not self._stopping.wait(min(_LOOK_SECONDS, self.patience / 4)):
            silent = self.look()
            if silent is not None and not self._stopping.is_set():
                self._give_up(silent)
                return

    def _give_up(self, part: LivePart) -> None:
        seconds = part.silent_for()
        _log.critical(
            "%s has not moved for %.0f s; the process ends, to be started anew by whoever looks after it",
            part.name,
            seconds,
        )
        try:
            telling = threading.Thread(target=self._tell, args=(part.name, seconds), daemon=True)
            telling.start()
            telling.join(_TELL_SECONDS)
        except RuntimeError:
            _log.exception("no thread can be begun, so nobody else is told")
        self.end(DIED)

    def _tell(self, name: str, seconds: float) -> None:
        try:
            self.tell(name, seconds)
        except Exception:  # noqa: BLE001 the end must come, whoever heard of it
            _log.exception("nobody else could be told")
