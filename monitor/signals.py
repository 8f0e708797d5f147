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
from dataclasses import dataclass

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

    def listen(self) -> None:
        """Begin to listen; to be called in the main thread, before any other thread is begun.

        Signals are blocked in it, and so in all threads begun later: only ours takes them.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, _OURS)
        threading.Thread(target=self._listen, name="signals", daemon=True).start()

    def _listen(self) -> None:
        stopping = False
        while True:
            number = signal.sigwait(_OURS)
            if number == signal.SIGHUP:
                self.reload()
            elif stopping:
                self.end(128 + number)
            else:
                stopping = True
                timer = threading.Timer(self.grace, self._end_late)
                timer.daemon = True
                timer.start()
                self.stop()

    def _end_late(self) -> None:
        stacks = [one.name for one in threading.enumerate() if one is not threading.main_thread()]
        _log.warning(
            "not everything ended within %g s; ending now: what was under way is taken up at the next start"
            " (threads: %s)",
            self.grace,
            ", ".join(stacks),
        )
        self.end(0)
