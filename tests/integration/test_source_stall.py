"""A source that hangs or died can be seen from outside: its progress stops."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest
from source_harness import ARTICLE, Desk, eventually

from monitor.clock import SystemClock
from monitor.source.config import FolderConfig
from monitor.source.folder import FolderSource
from monitor.source.model import Arrival, Signature
from monitor.testing import StillClock


class Jam:
    """A call that does not return until it is let go."""

    def __init__(self) -> None:
        self.entered, self._go = threading.Event(), threading.Event()

    def __call__(self) -> None:
        self.entered.set()
        self._go.wait()

    def let_go(self) -> None:
        self._go.set()


class LateClock:
    """The real time, with what was skipped added: a hang of minutes takes none."""

    def __init__(self) -> None:
        self._clock, self.skipped = SystemClock(), 0.0

    def now(self) -> datetime:
        return self._clock.now()

    def monotonic(self) -> float:
        return self._clock.monotonic() + self.skipped


class JammedDesk(Desk):
    """A desk whose store, or whose taking in, hangs."""

    def __init__(self, where: str, jam: Jam) -> None:
        super().__init__()
        self._where, self._jam = where, jam

    def known(self, folder: str) -> Mapping[str, Signature]:
        if self._where == "known":
            self._jam()
        return super().known(folder)

    def deliver(self, batch: list[Arrival]) -> Mapping[str, str]:
        if self._where == "deliver":
            self._jam()
        return super().deliver(batch)


def source_on(root: Path, desk: Desk, clock: LateClock | StillClock) -> FolderSource:
    config = FolderConfig(type="folder", path=str(root), settle=0.05, poll=0.2)
    return FolderSource(config, known=desk.known, deliver=desk.deliver, clock=clock)


@pytest.mark.parametrize("where", ["known", "deliver", "look"])
def test_a_source_that_hangs_falls_behind_and_one_that_goes_on_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    jam, clock = Jam(), LateClock()
    desk = JammedDesk(where, jam)
    if where == "look":  # a file system that does not answer
        plain = __import__("monitor.source.reader", fromlist=["look"]).look
        monkeypatch.setattr("monitor.source.reader.look", lambda *given: (jam(), plain(*given))[1])
    (tmp_path / "a.txt").write_text(ARTICLE)
    source = source_on(tmp_path, desk, clock)
    assert source.stalled_for(clock.monotonic()) == 0.0
    source.start()
    try:
        assert jam.entered.wait(120.0)
        clock.skipped += 40.0
        assert source.stalled_for(clock.monotonic()) >= 40.0
        assert source.is_alive()
        jam.let_go()
        eventually(lambda: desk.has(tmp_path / "a.txt"))
        eventually(lambda: source.stalled_for(clock.monotonic()) < 10.0)
    finally:
        jam.let_go()
        source.stop()
    assert (source.is_alive(), source.stalled_for(clock.monotonic())) == (False, 0.0)


def test_a_dead_thread_falls_behind_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    clock, desk = LateClock(), Desk()
    (tmp_path / "a.txt").write_text(ARTICLE)

    def known(folder: str) -> Mapping[str, Signature]:
        raise SystemExit  # past all that is caught

    desk.known = known  # type: ignore[method-assign]
    source = source_on(tmp_path, desk, clock)
    source.start()
    eventually(lambda: not source.is_alive())
    clock.skipped += 40.0
    assert source.stalled_for(clock.monotonic()) >= 40.0
    source.stop()


def test_an_idle_source_takes_a_turn_every_few_seconds(tmp_path: Path) -> None:
    """What it may wait for at most, by its own reckoning: no test has the patience."""
    source = source_on(tmp_path, Desk(), StillClock())
    source._turn()
    assert 0.0 < source._pause() <= 5.0


def test_a_batch_that_is_worked_on_counts_as_going_on(tmp_path: Path) -> None:
    clock, desk = LateClock(), Desk()
    stalls: list[float] = []
    deliver = desk.deliver

    def slow(batch: list[Arrival]) -> Mapping[str, str]:
        for _ in range(5):
            clock.skipped += 20.0
            stalls.append(source.stalled_for(clock.monotonic()))
            source.beat()
        return deliver(batch)

    desk.deliver = slow  # type: ignore[method-assign]
    (tmp_path / "a.txt").write_text(ARTICLE)
    source = source_on(tmp_path, desk, clock)
    source.start()
    try:
        eventually(lambda: desk.has(tmp_path / "a.txt"))
    finally:
        source.stop()
    assert len(stalls) == 5
    assert max(stalls) < 30.0


def test_a_long_listing_is_progress_entry_by_entry(tmp_path: Path) -> None:
    for number in range(1000):
        (tmp_path / f"{number}.txt").touch()
    desk, beats = Desk(), []
    source = source_on(tmp_path, desk, StillClock())
    source.beat = lambda: beats.append(1)  # type: ignore[method-assign]
    source._turn()
    assert len(beats) >= 1000
