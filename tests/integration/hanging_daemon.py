"""A daemon with one part made to hang or die: `python hanging_daemon.py PART CONFIG PATIENCE`.

Its clock goes by the turns that this process gets: what starves with all others is not taken for what hangs.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from monitor.clock import Clock, SystemClock
from monitor.config import load_config
from monitor.daemon import liveness
from monitor.daemon.app import Daemon, run_until_signalled
from monitor.notify.apprise_channel import AppriseChannel
from monitor.rule.ruleset import RuleSet
from monitor.source import folder
from monitor.store.writer import Recorder

_log = logging.getLogger(__name__)


class TurnsClock:
    """A clock that is ahead by a tenth of a second with each turn that its thread gets, and never by more.

    It is never faster than the machine's, and slower where this process gets few turns.
    """

    TICK = 0.1

    def __init__(self) -> None:
        self._began = SystemClock().now()
        self._passed = 0.0
        threading.Thread(target=self._tick, daemon=True).start()

    def now(self) -> datetime:
        """Return the present instant as aware UTC."""
        return self._began + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        """Return the seconds since the start."""
        return self._passed

    def _tick(self) -> None:
        # Begun before the daemon blocks them: a signal that this thread took would end the process.
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        while True:
            time.sleep(self.TICK)
            self._passed += self.TICK


def hang(*_: object, **__: object) -> None:
    """Never come back."""
    while True:
        time.sleep(60)


def hang_loop(daemon: Daemon) -> None:
    """Block the event loop once all runs."""
    announce = daemon._announce

    def then_block() -> None:
        announce()
        asyncio.get_running_loop().call_later(0.2, hang)

    daemon._announce = then_block  # type: ignore[method-assign]


def kill_schedule(daemon: Daemon) -> None:
    """Take the schedule's jobs away once all runs."""
    schedule = daemon._schedule

    def without_jobs(*args: object) -> object:
        scheduler = schedule(*args)  # type: ignore[arg-type]
        threading.Timer(0.5, scheduler.remove_all_jobs).start()
        return scheduler

    daemon._schedule = without_jobs  # type: ignore[method-assign, assignment]


def hang_source(_: Daemon) -> None:
    """Make every look at a file hang."""
    from monitor.source import reader

    reader.look = hang  # type: ignore[assignment]


def kill_source(_: Daemon) -> None:
    """End the source's thread in the middle of things."""

    def die(*_: object) -> None:
        raise SystemExit

    folder.FolderSource._turn_safely = die  # type: ignore[method-assign]


def hang_channel(_: Daemon) -> None:
    """Make every send hang where no time-out reaches."""

    async def never(*_: object) -> None:
        await asyncio.Event().wait()

    AppriseChannel.send = never  # type: ignore[method-assign, assignment]


def hang_store(_: Daemon) -> None:
    """Make every taking in hang in the store."""
    Recorder.apply = hang  # type: ignore[method-assign]


def hang_default_threads(daemon: Daemon) -> None:
    """Fill the loop's own threads with calls that never return."""
    announce = daemon._announce

    def then_fill() -> None:
        announce()
        for _ in range(100):
            asyncio.get_running_loop().run_in_executor(None, hang)

    daemon._announce = then_fill  # type: ignore[method-assign]


def outlast_patience(daemon: Daemon) -> None:
    """Leave all as it is, and say when more time has gone by than the daemon's patience since all runs."""
    announce = daemon._announce

    def wait(until: float) -> None:
        while daemon._clock.monotonic() < until:
            time.sleep(TurnsClock.TICK)
        _log.info("more time than its patience has gone by")

    def then_wait() -> None:
        announce()
        until = daemon._clock.monotonic() + daemon._patience + 2
        threading.Thread(target=wait, args=(until,), daemon=True).start()

    daemon._announce = then_wait  # type: ignore[method-assign]


PARTS: dict[str, Callable[[Daemon], None]] = {
    "loop": hang_loop,
    "schedule": kill_schedule,
    "source": hang_source,
    "dead-source": kill_source,
    "channel": hang_channel,
    "store": hang_store,
    "threads": hang_default_threads,
    "nothing": outlast_patience,
    "stopped": lambda _: None,
}


def main(part: str, config_path: str, patience: str) -> None:
    """Run the daemon of *config_path* with *part* out of order."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    config = load_config(config_path)
    # One that is stopped as a whole is to see the time that it lost.
    clock: Clock = SystemClock() if part == "stopped" else TurnsClock()
    liveness._TELL_SECONDS = 60.0  # its word may take long where many others run
    daemon = Daemon(config, RuleSet.load(*config.settings.rules), clock, patience=float(patience))
    PARTS[part](daemon)
    run_until_signalled(daemon, once=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
