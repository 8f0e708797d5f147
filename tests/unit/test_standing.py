"""Files that wait for somebody to look after them: told when that lasts."""

from datetime import timedelta

from monitor.source.model import Waiting
from monitor.standing import LONG_SECONDS, Standing
from monitor.testing import StillClock


def test_a_file_is_named_when_it_has_waited_for_long_and_no_more_when_it_is_mended():
    clock = StillClock()
    waiting = [Waiting("/drop/a.txt", "empty")]
    standing = Standing(lambda: waiting, clock)
    assert standing.for_long() == []
    clock.advance(timedelta(seconds=LONG_SECONDS - 1))
    assert standing.for_long() == []
    clock.advance(timedelta(seconds=1))
    assert standing.for_long() == [("/drop/a.txt", "empty")]
    waiting.clear()
    assert standing.for_long() == []
    waiting.append(Waiting("/drop/a.txt", "empty"))
    assert standing.for_long() == [], "it is empty anew, and may be filled as any other"


def test_another_reason_is_another_wait():
    clock = StillClock()
    waiting = [Waiting("/drop/a.txt", "empty")]
    standing = Standing(lambda: waiting, clock)
    standing.for_long()
    clock.advance(timedelta(seconds=LONG_SECONDS))
    waiting[:] = [Waiting("/drop/a.txt", "cannot be read: Permission denied")]
    assert standing.for_long() == []
