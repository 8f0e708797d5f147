"""Signals, waited for in a thread of their own: a loop that is blocked must not keep the process from ending.

The first SIGTERM or SIGINT asks for an end in good order; when that takes longer than the grace, or a
second one comes, the process ends as it is. Nothing is lost by that: what was under way is in the store,
and is taken up at the next start.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from monitor.clock import Clock, SystemClock

_log = logging.getLogger(__name__)

_OURS = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP})
GRACE_SECONDS = 9.0
"""From the signal to the end at the latest; supervisors and people wait ten."""


@dataclass(frozen=True, slots=True)
class Signals:
    """Calls `stop` and `reload` from a thread when a signal asks for it; `end` ends the process."""

    stop: Callable[[], None]
    reload: Callable[[], None]
    grace: float = GRACE_SECONDS
    end: Callable[[int], object] = os._exit
    clock: Clock = field(default_factory=SystemClock)

    def listen(self) -> None:
        """Begin to listen; to be called in the main thread, before any other thread is begun.

        Signals are blocked in it, and so in all threads begun later: only ours takes them.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, _OURS)
        threading.Thread(target=self._listen, name="signals", daemon=True).start()

    def _listen(self) -> None:
        while True:
            number = signal.sigwait(_OURS)
            if number != signal.SIGHUP:
                break
            self._call(self.reload)
        self._call(self.stop)
        self._wait_for_the_end(self.clock.monotonic() + self.grace)

    def _wait_for_the_end(self, latest: float) -> None:
        """End the process at a second signal or at *latest*; in this thread, for another may not be had."""
        while (left := latest - self.clock.monotonic()) > 0:
            found = signal.sigtimedwait(_OURS, left)
            if found is not None and found.si_signo != signal.SIGHUP:
                self.end(128 + found.si_signo)
        self._end_late()

    def _call(self, ask: Callable[[], None]) -> None:
        try:
            ask()
        except Exception:  # noqa: BLE001 whoever cannot do it, the next signal is still heard
            _log.exception("what a signal asked for could not be done")

    def _end_late(self) -> None:
        stacks = [one.name for one in threading.enumerate() if one is not threading.main_thread()]
        _log.warning(
            "not everything ended within %g s; ending now: what was under way is taken up at the next start"
            " (threads: %s)",
            self.grace,
            ", ".join(stacks),
        )
        self.end(0)
