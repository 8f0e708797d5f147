"""What may fail around a folder source, and that no file is lost by it."""

from __future__ import annotations

import errno
import logging
import shutil
import sys
import threading
from pathlib import Path

import pytest
from source_harness import ARTICLE, PATIENCE, Desk, come_to_rest, eventually, make_source, watching

from monitor.source import reader
from monitor.source.folder import FolderSource
from monitor.source.inotify import Alarm


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "drop"
    folder.mkdir()
    return folder


def deafen(source: FolderSource, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lose every event from now on, as a full queue does."""
    observer = source._watch._observer
    assert observer is not None
    monkeypatch.setattr(observer._inotify_fd, "handle_event", lambda event: None)


def test_after_an_overflow_a_scan_finds_what_was_lost(
    root: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with watching(root, desk, poll=600.0) as source:
        observer = source._watch._observer
        assert observer is not None
        hear = observer._inotify_fd.handle_event
        deafen(source, monkeypatch)
        (root / "a.txt").write_text(ARTICLE)
        (root / "sub").mkdir()
        (root / "sub" / "b.txt").write_text(ARTICLE)
        monkeypatch.setattr(observer._inotify_fd, "handle_event", hear)
        overflow = type("Overflow", (), {"is_queue_overflow": True})()
        with caplog.at_level(logging.WARNING, logger="monitor.source"):
            hear(overflow)
            eventually(lambda: desk.has(root / "a.txt", root / "sub" / "b.txt"))
        (root / "sub" / "c.txt").write_text(ARTICLE)  # the folder whose making was lost is watched by now
        eventually(lambda: desk.has(root / "sub" / "c.txt"), within=2.0)
        come_to_rest(source)
    assert set(desk.paths.values()) == {1}
    assert Alarm.OVERFLOW in caplog.text


def test_a_real_overflow_of_the_kernels_queue_is_made_up_for(
    root: Path, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """The reader is held up while more happens than the kernel keeps."""
    limit = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())
    if limit > 50_000:
        pytest.skip("this machine's queue is too long to fill")
    (root / "old.txt").write_text(ARTICLE)
    with watching(root, desk, poll=600.0) as source:
        observer = source._watch._observer
        assert observer is not None
        with observer._inotify_fd._lock:  # the reader waits here
            (root / ".a").touch()
            # Each way is two events; and a reader that woke late has taken some thousand of them before it waits.
            for _ in range(limit // 4 + 2500):
                (root / ".a").rename(root / ".b")
                (root / ".b").rename(root / ".a")
            for number in range(50):
                (root / f"{number}.txt").write_text(ARTICLE)
        eventually(lambda: len(desk.paths) == 51)
        come_to_rest(source)
    assert set(desk.paths.values()) == {1}
    assert Alarm.OVERFLOW in caplog.text


def test_a_missing_root_is_watched_as_soon_as_it_is_there(tmp_path: Path, desk: Desk) -> None:
    root = tmp_path / "later"
    source = make_source(root, desk, poll=0.1)
    source.start()
    try:
        eventually(lambda: "not there" in source.health().reason)
        assert not source.health().watching
        root.mkdir()
        (root / "a.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "a.txt") and source.health().watching)
        assert source.health().reason == ""
    finally:
        source.stop()
    assert desk.paths == {str(root / "a.txt"): 1}


@pytest.mark.parametrize("loss", ["renamed", "deleted"])
def test_a_root_that_vanishes_and_comes_back_is_watched_again(root: Path, desk: Desk, loss: str) -> None:
    (root / "a.txt").write_text(ARTICLE)
    with watching(root, desk) as source:
        come_to_rest(source)
        if loss == "renamed":
            root.rename(root.with_name("elsewhere"))
        else:
            shutil.rmtree(root)
        eventually(lambda: not source.health().watching)
        root.mkdir()
        (root / "b.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "b.txt") and source.health().watching)
        (root / "c.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "c.txt"))
        come_to_rest(source)
    assert set(desk.paths.values()) == {1}


def test_a_root_replaced_at_once_is_noticed(root: Path, desk: Desk) -> None:
    fresh = root.with_name("fresh")
    fresh.mkdir()
    (fresh / "a.txt").write_text(ARTICLE)
    with watching(root, desk) as source:
        root.rename(root.with_name("old"))
        fresh.rename(root)
        eventually(lambda: desk.has(root / "a.txt"))
        (root / "b.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "b.txt"))
        come_to_rest(source)
    assert set(desk.paths.values()) == {1}


@pytest.mark.parametrize("part", ["dispatch", "emitter", "reader"])
def test_a_dead_thread_of_the_watch_is_replaced(
    root: Path, desk: Desk, part: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a thread that dies of an exception is what is tested
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    with watching(root, desk, poll=0.2) as source:
        first = source._watch._observer
        assert first is not None
        fatal = type("Fatal", (), {})()
        if part == "dispatch":
            first.event_queue.put(fatal)  # cannot be unpacked: ends the thread
        elif part == "emitter":
            for emitter in first.emitters:
                emitter._inotify._move_event_grouper._queue.put(fatal)
        else:
            monkeypatch.setattr(first._inotify_fd, "handle_event", lambda event: 1 / 0)
            (root / ".wake").touch()
        eventually(lambda: source._watch._observer not in (None, first))
        (root / "a.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "a.txt"))
        come_to_rest(source)
        assert source.health().watching
        assert source.health().restarts >= 1
    assert desk.paths == {str(root / "a.txt"): 1}
    assert f"ended ({part})" in caplog.text


def test_an_event_that_cannot_be_read_leads_to_a_scan(
    root: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watching(root, desk, poll=600.0) as source:
        monkeypatch.setattr("monitor.source.watch._HINTS", {})
        (root / "a.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "a.txt"))
        come_to_rest(source)
        observer = source._watch._observer
        assert observer is not None
        assert observer.dead_parts() == []
    assert desk.paths == {str(root / "a.txt"): 1}


def test_a_batch_that_is_refused_comes_again(root: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "FIRST_RETRY", 0.05)
    desk.refuse = OSError("disk full")
    with watching(root, desk) as source:
        (root / "a.txt").write_text(ARTICLE)
        eventually(lambda: desk.refused >= 3)
        assert "disk full" in source.health().reason
        assert source._intake._retry_pause >= 0.2  # ever later
        desk.refuse = None
        eventually(lambda: desk.has(root / "a.txt"))
        come_to_rest(source)
        assert source.health().reason == ""
    assert desk.paths == {str(root / "a.txt"): 1}


def test_one_pass_tells_when_files_could_not_be_taken_in(root: Path, desk: Desk) -> None:
    (root / "a.txt").write_text(ARTICLE)
    desk.refuse = OSError("disk full")
    with pytest.raises(OSError, match="disk full"):
        make_source(root, desk).scan_once()


def test_a_store_that_fails_for_a_while_is_asked_again(
    root: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "a.txt").write_text(ARTICLE)
    answer, failures = desk.known, [OSError("locked")]

    def known(folder: str) -> object:
        if failures:
            raise failures.pop()
        return answer(folder)

    monkeypatch.setattr(desk, "known", known)
    with watching(root, desk) as source:
        eventually(lambda: desk.has(root / "a.txt"))
        come_to_rest(source)
    assert desk.paths == {str(root / "a.txt"): 1}


def test_without_a_watch_scans_find_files_and_health_says_so(
    root: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.source.watch.sys.platform", "plan9")
    with watching(root, desk, poll=0.2) as source:
        assert not source.health().watching
        assert "only scans" in source.health().reason
        (root / "sub").mkdir()
        (root / "sub" / "a.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "sub" / "a.txt"))
        come_to_rest(source)
    assert desk.paths == {str(root / "sub" / "a.txt"): 1}


@pytest.mark.parametrize(
    "hook",
    [
        "watchdog.observers.inotify_c.InotifyFD._get_or_create_watch",
        "watchdog.observers.inotify_c.InotifyFD",
        "watchdog.observers.inotify_move_event_grouper.InotifyMoveEventGrouper.delay",
        "watchdog.observers.inotify.InotifyEmitter.get_event_mask_from_filter",
        "watchdog.observers.inotify.InotifyWatchGroup._move_watches",
    ],
)
def test_with_a_watchdog_that_lacks_a_hook_scans_find_files_and_health_says_so(
    root: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch, hook: str
) -> None:
    with monkeypatch.context() as hidden:
        hidden.delitem(sys.modules, "monitor.source.inotify", raising=False)
        hidden.delattr(hook)
        before = set(threading.enumerate())
        with watching(root, desk, poll=0.1) as source:
            (root / "a.txt").write_text(ARTICLE)
            eventually(lambda: desk.has(root / "a.txt"))
            reason = source.health().reason
            come_to_rest(source)
            assert not source.health().watching
            assert source.health().reason == reason
            assert len(set(threading.enumerate()) - before) == 1  # however often it is tried
    assert "only scans find files: this watchdog is not the one we know" in reason
    assert hook.rpartition(".")[2] in reason


def test_where_no_thread_can_be_begun_to_watch_scans_find_files_and_health_says_so(
    root: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("monitor.source.inotify.Reader.start", refuse)
    with watching(root, desk, poll=0.1) as source:
        (root / "a.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "a.txt"))
        assert source.health().reason.startswith("only scans find files: no thread can be begun to watch")


def test_a_root_for_which_no_watch_is_left_is_scanned(
    root: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    before = set(threading.enumerate())
    with monkeypatch.context() as limits:
        limits.setattr("monitor.source.inotify.Reader.add_callback", refuse)
        with watching(root, desk, poll=0.2) as source:
            assert "inotify watch limit reached" in source.health().reason
            (root / "a.txt").write_text(ARTICLE)
            eventually(lambda: desk.has(root / "a.txt"))
            eventually(
                lambda: len(set(threading.enumerate()) - before) == 1
            )  # failed attempts leave no thread behind
            limits.undo()
            eventually(lambda: source.health().watching)
            (root / "b.txt").write_text(ARTICLE)
            eventually(lambda: desk.has(root / "b.txt"))
            come_to_rest(source)
    assert set(desk.paths.values()) == {1}


def test_folders_beyond_the_watch_limit_are_scanned_and_told_of(
    root: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.source.inotify.Observer.watch_count", lambda self: 1)
    (root / "sub").mkdir()
    with watching(root, desk) as source:
        assert "1 folders are only scanned" in source.health().reason


def test_stopping_is_harmless_in_every_state(root: Path, desk: Desk) -> None:
    source = make_source(root, desk)
    source.stop()
    source.start()
    source.start()
    before = set(threading.enumerate())
    source.stop()
    source.stop()
    (root / "a.txt").write_text(ARTICLE)
    source.start()
    eventually(lambda: desk.has(root / "a.txt"))
    source.stop()
    assert set(threading.enumerate()) <= before


def test_a_scan_may_be_asked_for_from_outside(
    root: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watching(root, desk, poll=600.0) as source:
        deafen(source, monkeypatch)
        (root / "a.txt").write_text(ARTICLE)
        source.scan_soon()
        eventually(lambda: desk.has(root / "a.txt"))
        (root / "a.txt").write_text(ARTICLE + "Corrected.\n")
        source.scan_soon(full=True)
        eventually(lambda: desk.paths[str(root / "a.txt")] == 2)
        assert source.wait_idle(PATIENCE)
