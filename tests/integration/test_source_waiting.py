"""How long a file has been waiting to be handed on: told to the desk where that is long."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from monitor.daemon.status_notes import LONG_WAITING_SECONDS, long_waiting
from monitor.source.config import FolderConfig
from monitor.source.folder import FolderSource
from monitor.source.stability import Hint
from monitor.testing import StillClock


def make_source(root: Path, clock: StillClock) -> FolderSource:
    return FolderSource(
        FolderConfig(type="folder", path=str(root)), known=lambda _: {}, deliver=lambda _: {}, clock=clock
    )


def test_a_file_is_long_empty_from_the_moment_it_was_found_so(tmp_path: Path) -> None:
    clock = StillClock()
    source = make_source(tmp_path, clock)
    path = tmp_path / "a\\b\n.txt"
    path.touch()
    source.scan_once()
    assert [one.seconds for one in source.standing()] == [0.0]
    assert list(long_waiting([source])) == []
    clock.advance(timedelta(seconds=LONG_WAITING_SECONDS / 2))
    source.scan_once()
    clock.advance(timedelta(seconds=LONG_WAITING_SECONDS / 2))
    assert list(long_waiting([source])) == [(f"{tmp_path}/a\\\\b\\x0a.txt", "it is empty")]


def test_a_file_that_is_written_at_last_waits_no_more(tmp_path: Path) -> None:
    clock = StillClock()
    source = make_source(tmp_path, clock)
    path = tmp_path / "a.txt"
    path.touch()
    source.scan_once()
    clock.advance(timedelta(seconds=LONG_WAITING_SECONDS))
    path.write_text("Leaders talk\n\nThey had a call.\n")
    source._intake.hint(str(path), Hint.CLOSED)
    assert list(long_waiting([source])) == []
