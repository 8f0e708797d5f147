"""What is heard of a tree that changes faster than its events are read, and what is made of it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from source_harness import ARTICLE, PATIENCE, Desk, ReaderGate, eventually, hear_all, make_source, watching

from monitor.source import folder
from monitor.source.model import Signature
from monitor.source.pending import Inbox


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "drop"
    path.mkdir()
    return path


class HookedDesk(Desk):
    """A desk that does something of its own the next time it is asked for a folder; `hooks` says what."""

    def __init__(self) -> None:
        super().__init__()
        self.hooks: dict[str, Callable[[], object]] = {}

    def known(self, folder: str) -> Mapping[str, Signature]:
        self.hooks.pop(folder, lambda: None)()
        return super().known(folder)


def a_new_folder_takes_the_name(root: Path) -> None:
    (root / "a").mkdir()


def a_watched_folder_takes_the_name(root: Path) -> None:
    (root / "watched").rename(root / "a")


def a_folder_from_outside_takes_the_name(root: Path) -> None:
    (root.parent / "outside").mkdir()
    (root.parent / "outside").rename(root / "a")


@pytest.mark.parametrize(
    "take_the_name",
    [a_new_folder_takes_the_name, a_watched_folder_takes_the_name, a_folder_from_outside_takes_the_name],
)
def test_a_folder_whose_name_went_to_another_before_it_was_heard_of_is_still_watched(
    root: Path, monkeypatch: pytest.MonkeyPatch, take_the_name: Callable[[Path], None]
) -> None:
    desk, gate = Desk(), ReaderGate(monkeypatch)
    (root / "watched").mkdir()
    with watching(root, desk, poll=600.0):
        with gate.closed():
            (root / "a").mkdir()
            (root / "a" / "first.txt").write_text(ARTICLE)
            (root / "a").rename(root / "b")
            take_the_name(root)
            (root / "a" / "second.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "b" / "first.txt", root / "a" / "second.txt"))
        for path in (root / "b" / "first.txt", root / "a" / "second.txt"):
            path.write_text(ARTICLE + "Corrected.\n")
            eventually(
                lambda path=path: desk.contents[str(path)][-1].endswith(b"Corrected.\n"),
                str(path),
                within=20.0,
            )


def test_a_replaced_folder_that_goes_late_does_not_end_the_reader(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, gate = Desk(), ReaderGate(monkeypatch)
    for name in ("one", "two"):
        (root / name).mkdir()
    with watching(root, desk) as source:
        with gate.closed():
            handle = os.open(root / "two", os.O_RDONLY)
            (root / "one").rename(root / "two")  # in the place of an empty one
            (root / "two").rename(root / "three")
            os.close(handle)  # only now the kernel ends the watch on the empty one
        hear_all(root, desk)
        assert source.health().restarts == 0


def test_a_folder_to_be_looked_through_is_so_though_a_look_at_the_names_is_due(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Inbox, "hint", lambda *_: None)  # folders alone are heard of
    moved, scanning, go_on = threading.Event(), threading.Event(), threading.Event()
    tell = Inbox.folder

    def hear_of_folder(inbox: Inbox, path: str) -> None:
        tell(inbox, path)
        if path == str(root / "sub"):
            moved.set()

    def wait() -> None:
        scanning.set()
        assert go_on.wait(PATIENCE)

    monkeypatch.setattr(Inbox, "folder", hear_of_folder)
    desk = HookedDesk()
    file = root / "sub" / "a.txt"
    (root / "sub" / "deeper").mkdir(parents=True)
    for path in (file, root / "sub" / "deeper" / "b.txt"):
        path.write_text(ARTICLE)
    make_source(root, desk).scan_once()
    desk.hooks[str(root / "sub" / "deeper")] = wait
    source = make_source(root, desk, poll=600.0)
    source.start()
    try:
        assert scanning.wait(PATIENCE)  # and is past a.txt
        file.write_text(ARTICLE + "Corrected.\n")
        (root / "sub").rename(root / ".away")
        (root / ".away").rename(root / "sub")
        assert moved.wait(PATIENCE)
        source.scan_soon()
        go_on.set()
        assert source.wait_idle(PATIENCE)
    finally:
        go_on.set()
        source.stop()
    assert desk.contents[str(file)][-1] == file.read_bytes()


def test_a_source_is_not_idle_while_it_does_what_it_was_asked_for(root: Path) -> None:
    answers: list[bool] = []
    desk = HookedDesk()
    (root / "a.txt").write_text(ARTICLE)
    with watching(root, desk, poll=600.0) as source:
        assert source.wait_idle(PATIENCE)
        desk.hooks[str(root)] = lambda: answers.append(source.wait_idle(0.0))
        source.scan_soon(full=True)
        eventually(lambda: bool(answers))
    assert answers == [False]


def test_a_source_whose_watch_is_lost_for_good_holds_every_file_against_the_store(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "BLIND_FULL_SCAN", 0.2)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)  # a thread is to die
    desk = Desk()
    (root / "a.txt").write_text(ARTICLE)
    with watching(root, desk, poll=0.2) as source:
        eventually(lambda: desk.has(root / "a.txt"))
        observer = source._watch._observer
        assert observer is not None
        monkeypatch.setattr("monitor.source.watch.sys.platform", "plan9")  # no other can be opened
        monkeypatch.setattr(observer._inotify_fd, "handle_event", lambda event: 1 / 0)
        (root / ".wake").touch()
        eventually(lambda: not source.health().watching)
        (root / "a.txt").write_text(ARTICLE + "Corrected.\n")
        eventually(lambda: desk.contents[str(root / "a.txt")][-1].endswith(b"Corrected.\n"), within=20.0)
