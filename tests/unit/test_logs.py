"""A fault that repeats is counted, not repeated; the first is in full, and none is lost."""

from __future__ import annotations

import io
import logging
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import StoreError, StoreGone
from monitor.logs import AT_MOST, MOST_KINDS, CountingHandler
from monitor.testing import StillClock

MINUTE = timedelta(minutes=1)


class Log:
    def __init__(self):
        self.clock, self.stream = StillClock(), io.StringIO()
        self.handler = CountingHandler(self.stream, self.clock)

    def say(self, template, *values, level=logging.WARNING, name="monitor.x", error=None):
        info = (type(error), error, error.__traceback__) if error else None
        self.handler.handle(logging.LogRecord(name, level, "x.py", 1, template, values, info))

    @property
    def lines(self):
        return self.stream.getvalue().splitlines()


@pytest.fixture
def log():
    return Log()


def test_the_first_are_written_and_the_rest_counted(log):
    for number in range(422):
        log.say("delivery=%s cannot be sent", number)
    assert len(log.lines) == AT_MOST
    log.clock.advance(MINUTE)
    log.say("delivery=%s cannot be sent", "later")
    assert log.lines[AT_MOST].endswith(
        "WARNING monitor.x … 412 more like this within a minute; the last: delivery=421 cannot be sent"
    )
    assert log.lines[AT_MOST + 1].endswith("delivery=later cannot be sent")


def test_the_first_error_is_written_with_its_traceback(log):
    for _ in range(50):
        log.say("it failed", error=ValueError("because of this"), level=logging.ERROR)
    assert log.lines[1] == "ValueError: because of this"


def test_an_error_of_ours_is_written_as_what_it_says_on_one_line(log):
    log.say("%s waits", "a", error=raised(StoreError("the disk is full")), level=logging.ERROR)
    (line,) = log.lines
    assert line.endswith("ERROR monitor.x a waits: the disk is full")


def raised(error):
    """Return *error* with a traceback, and raised from another, as most are."""
    with pytest.raises(type(error)) as caught:
        raise error from OSError(28, "No space left")
    return caught.value


def test_that_the_store_is_gone_is_not_said_by_each_that_finds_so(log):
    log.say("files could not be taken in", error=StoreGone("the store was deleted"), level=logging.ERROR)
    log.say("stopping: %s", StoreGone("the store was deleted"), level=logging.ERROR)
    (line,) = log.lines
    assert line.endswith("stopping: the store was deleted")


def test_another_fault_is_another_kind(log):
    for _ in range(50):
        log.say("%s: %s", "a", "b")
    log.say("%s: %s", "a", "b", level=logging.ERROR)
    log.say("%s: %s", "a", "b", name="monitor.y")
    log.say("%s: %s!", "a", "b")
    log.say("%s: %s", "a", "b", error=OSError("busy"))
    assert len([line for line in log.lines if "a: b" in line]) == AT_MOST + 4


def test_what_is_no_fault_is_always_written(log):
    for number in range(100):
        log.say("delivery=%s sent", number, level=logging.INFO)
    assert len(log.lines) == 100


def test_counts_are_written_though_nothing_more_is_logged(log):
    for _ in range(30):
        log.say("it failed")
    log.handler.settle()
    assert len(log.lines) == AT_MOST
    log.clock.advance(MINUTE)
    log.handler.settle()
    assert "… 20 more like this" in log.lines[-1]
    log.handler.settle()
    assert len(log.lines) == AT_MOST + 1


def test_counts_are_written_at_the_end(log):
    for _ in range(30):
        log.say("it failed")
    log.handler.close()
    assert "… 20 more like this" in log.lines[-1]


def test_kinds_without_end_are_bounded_and_their_counts_are_written(log):
    for _ in range(AT_MOST + 3):
        log.say("the first kind")
    for number in range(3 * MOST_KINDS):
        log.say(f"kind {number}")
    assert len(log.handler._windows) == MOST_KINDS
    assert next(line for line in log.lines if "more like this" in line).endswith("the last: the first kind")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 40)), max_size=200))
def test_every_record_is_written_or_counted(said):
    log = Log()
    for kind, seconds in said:
        log.clock.advance(timedelta(seconds=seconds))
        log.say(f"{kind} failed")
    log.handler.close()
    counted = sum(int(line.split("… ")[1].split()[0]) for line in log.lines if "more like this" in line)
    written = sum("more like this" not in line for line in log.lines)
    assert written + counted == len(said)
    assert all(any(f"{kind} failed" in line for line in log.lines) for kind, _ in said)
