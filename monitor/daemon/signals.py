"""SIGTERM, SIGINT, SIGHUP, handled in a thread so that a blocked event loop cannot stop an exit.

The first SIGTERM or SIGINT asks for an end in good order; when that takes longer than the grace, or a
second one comes, the process ends as it is. Nothing is lost by that: what was under way is in the store,
and is taken up at the next start.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from monitor.clock import Clock, SystemClock
from monitor.exits import Exit

_log = logging.getLogger(__name__)

_OURS = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP})
_ENOUGH = signal.SIGUSR1
"""Sent to our own thread to have it listen no longer: nothing but a signal ends a `sigwait`."""
GRACE_SECONDS = 9.0
"""From the signal to the end at the latest; supervisors and people wait ten."""


@dataclass(frozen=True, slots=True)
class Signals:
    """Calls `stop` and `reload` from a thread when a signal asks for it; `end` ends the process.

    `late`: its status when it ends before all that was under way did.
    """

    stop: Callable[[], None]
    reload: Callable[[], None]
    grace: float = GRACE_SECONDS
    late: int = Exit.DONE
    end: Callable[[int], object] = os._exit
    clock: Clock = field(default_factory=SystemClock)

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Listen for as long as the block runs; in the main thread, before any other thread is begun.

        Signals are blocked in it, and so in all threads and processes begun meanwhile: only ours takes them.
        """
        # A Python handler runs only between two instructions of the main thread, and never while that hangs
        # in a call to C. A blocked signal that a thread waits for by `sigwait` is had in any case.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {*_OURS, _ENOUGH})
        listener = threading.Thread(target=self._listen, name="signals", daemon=True)
        listener.start()
        try:
            yield
        finally:
            if listener.is_alive() and listener.ident is not None:
                signal.pthread_kill(listener.ident, _ENOUGH)
            listener.join()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _listen(self) -> None:
        while (number := signal.sigwait({*_OURS, _ENOUGH})) == signal.SIGHUP:
            self._call(self.reload)
        if number != _ENOUGH:
            self._call(self.stop)
            self._wait_for_the_end(self.clock.monotonic() + self.grace)

    def _wait_for_the_end(self, latest: float) -> None:
        """End the process at a second signal or at *latest*; in this thread, for another may not be had."""
        while (left := latest - self.clock.monotonic()) > 0:
            found = signal.sigtimedwait({*_OURS, _ENOUGH}, left)
            if found is not None and found.si_signo == _ENOUGH:
                return
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
        self.end(self.late)
