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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_log = logging.getLogger(__name__)

_OURS = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP})
_ENOUGH = signal.SIGUSR1
"""Sent to our own thread, to have it listen no longer."""
GRACE_SECONDS = 9.0
"""From the signal to the end at the latest; supervisors and people wait ten."""


@dataclass(frozen=True, slots=True)
class Signals:
    """Calls `stop` and `reload` from a thread when a signal asks for it; `end` ends the process."""

    stop: Callable[[], None]
    reload: Callable[[], None]
    grace: float = GRACE_SECONDS
    end: Callable[[int], object] = os._exit

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Listen for as long as the block runs; in the main thread, before any other thread is begun.

        Signals are blocked in it, and so in all threads and processes begun meanwhile: only ours takes them.
        """
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _OURS)
        listener = threading.Thread(target=self._listen, name="signals", daemon=True)
        listener.start()
        try:
            yield
        finally:
            if listener.ident is not None:
                signal.pthread_kill(listener.ident, _ENOUGH)
            listener.join()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _listen(self) -> None:
        # Blocked in this thread alone, it cannot end the process and is for nobody else.
        signal.pthread_sigmask(signal.SIG_BLOCK, {_ENOUGH})
        deadline: threading.Timer | None = None
        while (number := signal.sigwait({*_OURS, _ENOUGH})) != _ENOUGH:
            if number == signal.SIGHUP:
                self.reload()
            elif deadline is not None:
                self.end(128 + number)
            else:
                deadline = threading.Timer(self.grace, self._end_late)
                deadline.daemon = True
                deadline.start()
                self.stop()
        if deadline is not None:
            deadline.cancel()

    def _end_late(self) -> None:
        stacks = [one.name for one in threading.enumerate() if one is not threading.main_thread()]
        _log.warning(
            "not everything ended within %g s; ending now: what was under way is taken up at the next start"
            " (threads: %s)",
            self.grace,
            ", ".join(stacks),
        )
        self.end(0)
