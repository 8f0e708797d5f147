"""The mailbox between the threads that hear and the one that looks."""

from __future__ import annotations

import pytest

from monitor.source import pending as inbox_module
from monitor.source.pending import Inbox, Scan
from monitor.source.stability import Hint


def test_hints_about_one_path_become_one() -> None:
    inbox = Inbox()
    for hint in (Hint.CREATED, Hint.CLOSED, Hint.CLOSED):
        inbox.hint("/a", hint)
    assert inbox.take().hints == {"/a": (Hint.CREATED | Hint.CLOSED, 2)}
    assert inbox.is_empty()


def test_the_greater_scan_wins_and_every_doubt_is_kept_once() -> None:
    inbox = Inbox()
    inbox.scan(Scan.FULL, "overflow")
    inbox.scan(Scan.NAMES)
    inbox.scan(Scan.FULL, "overflow")
    word = inbox.take()
    assert (word.scan, word.doubts) == (Scan.FULL, ["overflow"])


def test_more_hints_than_can_be_kept_become_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox_module, "MOST_HINTS", 2)
    inbox = Inbox()
    for path in ("/a", "/b", "/c"):
        inbox.hint(path, Hint.CREATED)
    word = inbox.take()
    assert (set(word.hints), word.scan) == ({"/a", "/b"}, Scan.FULL)


def test_waiting_at_an_empty_mailbox_ends_after_the_time_given() -> None:
    inbox = Inbox()
    inbox.wait(0.001)
    assert inbox.take().is_empty()
