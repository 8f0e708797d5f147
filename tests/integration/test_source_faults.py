"""Files that cannot be opened or read for now: the machine's fault is waited out, and never called the file's."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import resource
import socket
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from source_harness import ARTICLE, Desk, come_to_rest, eventually, make_source, watching

from monitor.article.parse import read_article
from monitor.errors import ArticleError
from monitor.ingest import read_file as ingest_reading
from monitor.ingest.read_file import left_of, read, read_all
from monitor.source import opening, reader
from monitor.source.model import Arrival, ClosedFolder, Signature, WaitingFile
from monitor.source.reader import PendingFiles
from monitor.source.root import WatchedRoot
from monitor.source.scan import MOST_NAMED
from monitor.source.stability import StabilityTerms
from monitor.testing import StillClock

MACHINE = [
    errno.EMFILE,
    errno.ENFILE,
    errno.EACCES,
    errno.EIO,
    errno.ESTALE,
    errno.ENOMEM,
    errno.EINTR,
    errno.ENOTCONN,
    errno.EHOSTDOWN,
    errno.ETIMEDOUT,
]
by_name = pytest.mark.parametrize("number", MACHINE, ids=lambda number: errno.errorcode[number])


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "drop").mkdir()
    return tmp_path / "drop"


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "FIRST_RETRY", 0.02)
    monkeypatch.setattr(reader, "LAST_RETRY", 0.1)


class Refusing:
    """Stands for the system's open: refuses as long as `number` is set."""

    def __init__(self, number: int) -> None:
        self.number, self.asked, self._open = number, 0, opening.open_file

    def __call__(self, name: str, folder: int | None = None, *, follow: bool = False) -> int:
        if self.number:
            self.asked += 1
            raise OSError(self.number, os.strerror(self.number))
        return self._open(name, folder, follow=follow)


def arrival(path: Path) -> Arrival:
    return Arrival(str(path), str(path.parent), Signature.of(path.stat()))


@by_name
def test_a_file_that_cannot_be_opened_waits_with_its_reason_and_is_taken_in_when_it_can(
    root: Path, desk: Desk, soon: None, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    refusing = Refusing(number)
    monkeypatch.setattr(opening, "open_file", refusing)
    path = root / "a.txt"
    path.write_text(ARTICLE)
    with watching(root, desk) as source:
        eventually(lambda: refusing.asked >= 3)
        assert source.health().waiting == (WaitingFile(str(path), f"cannot be read: {os.strerror(number)}"),)
        assert (source.health().pending, desk.refusals, desk.contents) == (1, {}, {})
        refusing.number = 0
        eventually(lambda: desk.has(path))
        come_to_rest(source)
        assert source.health().waiting == ()
    assert desk.paths == {str(path): 1}


@by_name
def test_a_file_that_cannot_be_read_comes_again(
    root: Path, desk: Desk, soon: None, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    plain, failures = ingest_reading._read_once, [number] * 3

    def failing(*arguments: object) -> object:
        if failures:
            raise OSError(failures.pop(), "no luck")
        return plain(*arguments)

    monkeypatch.setattr(ingest_reading, "_read_once", failing)
    with watching(root, desk) as source:
        (root / "a.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "a.txt"))
        come_to_rest(source)
    assert (failures, desk.refusals, desk.paths) == ([], {}, {str(root / "a.txt"): 1})


def test_a_refused_file_is_tried_ever_later_and_at_least_every_half_minute(
    root: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(opening, "open_file", Refusing(errno.EIO))
    clock, looks = StillClock(), []
    for name in ("a.txt", "b.txt"):
        (root / name).write_text(ARTICLE)
    taking = PendingFiles(WatchedRoot(str(root)), desk.known, desk.deliver, clock, StabilityTerms(settle=0.1))
    for name in ("a.txt", "b.txt"):
        taking.hint(str(root / name))
    with caplog.at_level(logging.WARNING, logger="monitor.source"):
        for _ in range(8):
            pause = taking.next_look() - clock.monotonic()
            looks.append(pause)
            clock.advance(timedelta(seconds=pause))
            taking.advance()
    assert looks == [0, 1, 2, 4, 8, 16, 30, 30]
    assert len(caplog.messages) == 1  # the second file fails for the same reason
    assert (taking.pending, taking.settling) == (2, 0)


def test_without_a_handle_left_nothing_is_called_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    coming = arrival(tmp_path / "a.txt")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        (refused,) = read_all([coming])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert left_of([refused]) == {coming.path: "cannot be read: Too many open files"}
    assert read(coming).content == ARTICLE.encode()


@contextlib.contextmanager
def as_somebody_else() -> Iterator[None]:
    """Be a user without rights for a moment; for one who is none anyhow, the rights of the file do."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_a_permission_that_is_mended_is_noticed(desk: Desk, soon: None) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)
        path = folder / "a.txt"
        path.write_text(ARTICLE)
        path.chmod(0)
        with as_somebody_else(), watching(folder, desk) as source:
            eventually(lambda: source.health().waiting != ())
            assert source.health().waiting[0].reason == "cannot be read: Permission denied"
            os.seteuid(0) if os.getuid() == 0 else None
            path.chmod(0o644)
            eventually(lambda: desk.has(path))
        assert (desk.refusals, desk.paths) == ({}, {str(path): 1})


def test_a_folder_whose_listing_failed_is_listed_again_though_nothing_in_it_changed(
    root: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sub = root / "sub"
    sub.mkdir()
    (sub / "a.txt").write_text(ARTICLE)
    for folder in (sub, root):
        os.utime(folder, (1_700_000_000, 1_700_000_000))
    plain, failures = opening.Folders.open_folder, [errno.EIO] * 2

    def failing(self: opening.Folders, path: str) -> int:
        if path == str(sub) and failures:
            raise OSError(failures.pop(), "no luck")
        return plain(self, path)

    monkeypatch.setattr(opening.Folders, "open_folder", failing)
    with watching(root, desk, poll=0.1) as source:
        eventually(lambda: desk.has(sub / "a.txt"))
        eventually(lambda: source.health().reason == "")
    assert failures == []  # it was listed in vain, twice, before it was listed
    assert desk.paths == {str(sub / "a.txt"): 1}


def test_folders_that_cannot_be_listed_are_named_some_of_them_and_counted_all(desk: Desk) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)
        subs = [folder / f"sub{number:02}" for number in range(MOST_NAMED + 5)]
        for sub in subs:
            sub.mkdir()
            sub.chmod(0)
        source = make_source(folder, desk)
        with as_somebody_else():
            source.scan_once()
        health = source.health()
        assert health.closed == len(subs)
        assert health.closed_folders == tuple(
            ClosedFolder(str(sub), os.strerror(errno.EACCES)) for sub in subs[:MOST_NAMED]
        )
        assert health.reason.endswith(f"{len(subs)} folders cannot be listed")
        for sub in subs[2:]:
            sub.rmdir()
        subs[1].chmod(0o755)
        with as_somebody_else():
            source.scan_once()
        assert [one.path for one in source.health().closed_folders] == [str(subs[0])]
        assert source.health().reason.endswith("1 folder cannot be listed")


def test_what_is_no_file_is_named_for_what_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    with (
        contextlib.chdir(tmp_path),
        socket.socket(socket.AF_UNIX) as listener,
    ):  # a socket's path must be short
        listener.bind("socket.txt")
        for name, words in (
            ("pipe.txt", "a named pipe, not a file"),
            ("socket.txt", "a socket, not a file"),
            ("folder.txt", "a folder, not a file"),
            ("/dev/null", "a device, not a file"),
        ):
            with pytest.raises(ArticleError, match=words):
                read_article(name)
        (reading,) = read_all([Arrival("/dev/null", "/dev", Signature(0, 0, 0, 0))])
    assert (reading.is_here, reading.reason) == (True, "a device, not a file")


def test_a_pipe_is_told_of_once_and_a_file_in_its_place_is_taken_in(root: Path, desk: Desk) -> None:
    pipe = root / "a.txt"
    os.mkfifo(pipe)
    with watching(root, desk) as source:
        eventually(lambda: desk.refusals == {str(pipe): "a named pipe, not a file"})
        come_to_rest(source)
        delivered = sum(map(len, desk.batches))
        come_to_rest(source)
        assert sum(map(len, desk.batches)) == delivered == 1
        both_ends = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
        os.write(both_ends, ARTICLE.encode())
        come_to_rest(source)
        assert sum(map(len, desk.batches)) == 1  # what is written into it changes nothing
        assert os.read(both_ends, 1000) == ARTICLE.encode()  # and nobody reads it
        os.close(both_ends)
        pipe.unlink()
        pipe.write_text(ARTICLE)
        eventually(lambda: desk.has(pipe))


def test_a_source_that_waits_for_rights_does_not_hold_up_one_pass(
    root: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "open_file", Refusing(errno.EACCES))
    (root / "a.txt").write_text(ARTICLE)
    source = make_source(root, desk)
    assert source.scan_once() == []
    assert [one.reason for one in source.health().waiting] == ["cannot be read: Permission denied"]


def test_a_correction_that_keeps_size_and_time_is_seen(root: Path, desk: Desk) -> None:
    path = root / "a.txt"
    path.write_text(ARTICLE)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    with watching(root, desk) as source:
        eventually(lambda: desk.has(path))
        path.write_text(ARTICLE.replace("Monday", "Friday"))
        os.utime(path, (1_700_000_000, 1_700_000_000))
        come_to_rest(source)
        eventually(lambda: desk.contents[str(path)][-1] == path.read_bytes())
    assert len(path.read_bytes()) == len(ARTICLE)


def test_new_rights_bring_nothing_new(root: Path, desk: Desk) -> None:
    path = root / "a.txt"
    path.write_text(ARTICLE)
    with watching(root, desk) as source:
        come_to_rest(source)
    path.chmod(0o600)
    os.link(path, root / "b.txt")
    source = make_source(root, desk)
    source.scan_once()
    assert (desk.paths, desk.read_again) == ({str(path): 1, str(root / "b.txt"): 1}, {str(path): 1})
    assert make_source(root, desk).scan_once() == []


def test_a_file_system_whose_times_of_change_never_rest_holds_nothing_up(
    root: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, ticks = Signature.of, iter(range(1, 10**9))

    def restless(status: os.stat_result) -> Signature:
        return plain(status)._replace(ctime_ns=next(ticks))

    monkeypatch.setattr(Signature, "of", staticmethod(restless))
    (root / "a.txt").write_text(ARTICLE)
    source = make_source(root, desk)
    source.scan_once()
    assert desk.paths == {str(root / "a.txt"): 1}


def test_a_signature_without_a_time_of_change_is_compared_by_the_rest() -> None:
    old, now = Signature(1, 2, 3, 4), Signature(1, 2, 3, 4, 5)
    assert old.is_still(now)
    assert not now.is_still(now._replace(ctime_ns=6))
    assert not old.is_still(now._replace(mtime_ns=6))
