"""A daemon of which a part hangs or dies: it never lives on blind, and it always ends when told to."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import pytest

from benchmarks.desk import Endpoint, set_up, wait_for
from monitor.daemon.liveness import DIED, Liveness, LivePart, Pulse
from monitor.testing import StillClock

SCRIPT = Path(__file__).parents[1] / "integration" / "hanging_daemon.py"
DENIAL = "Kremlin denies call\n\nThe Kremlin denied reports that President Vladimir Putin had called Donald Trump.\n"
NEVER = "600"
PATIENT = 240
"""How long to wait for what comes in any case, however many others run."""


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    opened = Endpoint()
    yield opened
    opened.close()


@pytest.fixture
def config(tmp_path: Path, endpoint: Endpoint) -> Path:
    return set_up(tmp_path, endpoint.port)


@contextmanager
def running(part: str, config: Path, patience: str) -> Iterator[subprocess.Popen[bytes]]:
    log = config.parent / "log"
    with log.open("wb") as file:
        command = [sys.executable, str(SCRIPT), part, str(config), patience]
        process = subprocess.Popen(command, stdout=file, stderr=file, cwd=config.parent)
    try:
        assert wait_for(lambda: "watching" in log.read_text(), PATIENT), log.read_text()
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ("loop", "the event loop"),
        ("schedule", "the schedule"),
        ("threads", "the schedule"),
        ("source", "the source"),
        ("dead-source", "the source"),
        ("store", "the source"),
    ],
)
def test_a_part_that_hangs_or_dies_ends_the_daemon_and_is_told(
    config: Path, endpoint: Endpoint, part: str, named: str
) -> None:
    with running(part, config, "12") as process:
        (config.parent / "inbox" / "a.txt").write_text(DENIAL)
        assert process.wait(PATIENT) == DIED
    assert f"{named}" in (config.parent / "log").read_text()
    assert "has not moved for" in (config.parent / "log").read_text()
    if part not in {"loop", "threads", "store"}:
        assert any("nothing is lost" in message for _, _, message in endpoint.arrived)


@pytest.mark.parametrize("part", ["nothing", "loop", "source", "channel", "store", "threads"])
def test_sigterm_ends_it_within_ten_seconds_whatever_hangs(config: Path, part: str) -> None:
    with running(part, config, NEVER) as process:
        (config.parent / "inbox" / "a.txt").write_text(DENIAL)
        threading.Event().wait(1.0)
        began = perf_counter()
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENT) == 0
        assert perf_counter() - began < 10.5


def test_what_a_forced_end_left_is_taken_in_at_the_next_start(config: Path, endpoint: Endpoint) -> None:
    with running("store", config, NEVER) as process:
        (config.parent / "inbox" / "a.txt").write_text(DENIAL)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENT) == 0
    assert endpoint.arrived == []
    with running("nothing", config, NEVER):
        assert wait_for(lambda: len(endpoint.arrived) == 2, PATIENT)


def test_a_second_signal_ends_it_at_once(config: Path) -> None:
    with running("loop", config, NEVER) as process:
        threading.Event().wait(1.0)
        process.send_signal(signal.SIGINT)
        threading.Event().wait(0.3)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENT) == 128 + signal.SIGINT


def test_a_daemon_that_is_well_is_left_alone(config: Path, endpoint: Endpoint) -> None:
    with running("nothing", config, "8") as process:
        log = config.parent / "log"
        assert wait_for(lambda: "more time than its patience has gone by" in log.read_text(), PATIENT)
        (config.parent / "inbox" / "a.txt").write_text(DENIAL)
        assert wait_for(lambda: len(endpoint.arrived) == 2, PATIENT)
        assert process.poll() is None


def test_each_part_has_its_own_pulse() -> None:
    clock = StillClock()
    one, other = Pulse(clock), Pulse(clock)
    asked: list[str] = []
    parts = (
        LivePart("one", one.silent_for, ask=lambda: asked.append("one")),
        LivePart("other", other.silent_for),
    )
    liveness = Liveness(parts, tell=lambda *_: None, patience=10.0)
    move(clock, 6)
    one.beat()
    assert liveness.look() is None
    move(clock, 4.5)
    assert liveness.look() is parts[1]
    other.beat()
    assert liveness.look() is None
    assert asked == ["one"] * 3


def test_a_start_that_takes_longer_than_the_patience_is_no_silence() -> None:
    clock = StillClock()
    part = LivePart("loop", Pulse(clock).silent_for)
    ended: list[int] = []
    liveness = Liveness((part,), tell=lambda *_: None, patience=10.0, clock=clock, end=ended.append)
    move(clock, 40)
    liveness.start()
    liveness.stop()
    assert liveness.look() is None
    for _ in range(9):
        move(clock, 1)
        assert liveness.look() is None
    move(clock, 1)
    assert liveness.look() is part
    assert ended == []


def test_what_others_need_is_named_before_them() -> None:
    clock = StillClock()
    loop, schedule = Pulse(clock), Pulse(clock)
    move(clock, 4)
    loop.beat()
    parts = (LivePart("loop", loop.silent_for), LivePart("schedule", schedule.silent_for))
    move(clock, 6)
    assert Liveness(parts, tell=lambda *_: None, patience=10.0).look() is parts[0]


def test_a_process_that_stood_still_as_a_whole_is_not_taken_for_one_that_hangs() -> None:
    clock = StillClock()
    loop, source = Pulse(clock), Pulse(clock)
    parts = (LivePart("loop", loop.silent_for, ask=loop.beat), LivePart("source", source.silent_for))
    liveness = Liveness(parts, tell=lambda *_: None, patience=10.0, clock=clock)
    assert liveness.look() is None
    move(clock, 40)
    assert liveness.look() is None
    for _ in range(9):
        move(clock, 1)
        assert liveness.look() is None
    move(clock, 1)
    assert liveness.look() is parts[1], "what does not wake with the others hangs"


def test_a_daemon_that_was_stopped_and_goes_on_lives_on(config: Path, endpoint: Endpoint) -> None:
    with running("stopped", config, "12") as process:
        process.send_signal(signal.SIGSTOP)
        (config.parent / "inbox" / "a.txt").write_text(DENIAL)
        threading.Event().wait(14)
        process.send_signal(signal.SIGCONT)
        assert wait_for(lambda: len(endpoint.arrived) == 2, PATIENT)
        assert process.poll() is None


def test_a_signal_ends_the_process_where_no_thread_can_be_begun() -> None:
    program = """
import os, signal, threading
from monitor.daemon.signals import Signals
def stop():
    threading.Thread.start = refused
    raise RuntimeError("can't start new thread")
def refused(self):
    raise RuntimeError("can't start new thread")
held = Signals(stop=stop, reload=stop, grace=0.2).heard()
held.__enter__()
threading.Thread.start = refused
os.kill(os.getpid(), signal.SIGTERM)
threading.Event().wait()
"""
    ended = subprocess.run([sys.executable, "-c", program], timeout=PATIENT, check=False)
    assert ended.returncode == 0


def test_a_telling_that_hangs_does_not_keep_the_end_from_coming(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.daemon.liveness._TELL_SECONDS", 0.1)
    clock, ended = StillClock(), threading.Event()
    status: list[int] = []

    def end(number: int) -> None:
        status.append(number)
        ended.set()

    liveness = Liveness(
        (LivePart("it", Pulse(clock).silent_for),),
        lambda *_: threading.Event().wait(),
        patience=0.4,
        end=end,
    )
    move(clock, 60)
    liveness.start()
    assert ended.wait(PATIENT)
    assert status == [DIED]


def test_the_end_comes_also_where_no_thread_can_be_begun_to_tell_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    clock, status = StillClock(), list[int]()
    part = LivePart("it", Pulse(clock).silent_for)
    liveness = Liveness((part,), lambda *_: None, patience=0.01, end=status.append, clock=clock)
    monkeypatch.setattr(threading.Thread, "start", refuse)
    liveness._give_up(part)
    assert status == [DIED]


def move(clock: StillClock, seconds: float) -> None:
    clock.advance(timedelta(seconds=seconds))
