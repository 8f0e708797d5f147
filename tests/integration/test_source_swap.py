"""A folder that is swapped for a link while its files are on their way: not one byte from outside comes in."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from source_harness import ARTICLE, Desk, eventually, make_source, watching

from monitor.clock import SystemClock
from monitor.ingest.read_file import read, read_all
from monitor.source.liveness import GONE, look
from monitor.source.model import Arrival, Signature
from monitor.source.names import NameFilter
from monitor.source.opening import Folders
from monitor.source.pending import Scan
from monitor.source.root import WatchedRoot
from monitor.source.scan import Tree

ATTEMPTS = 200
SECRET = "Secret\n\nNobody was to read this sentence.\n"


class Swap:
    """`root/sub` with files, and `outside` with files of the same names; `root/sub` may become a link to it."""

    def __init__(self, tmp_path: Path, files: int = 20) -> None:
        self.root, self.outside, self.away = tmp_path / "root", tmp_path / "outside", tmp_path / "away"
        self.sub = self.root / "sub"
        self.names = [f"{number}.txt" for number in range(files)]
        for folder, text in ((self.sub, ARTICLE), (self.outside, SECRET)):
            folder.mkdir(parents=True)
            for name in self.names:
                (folder / name).write_text(text)
        self.paths = [str(self.sub / name) for name in self.names]

    def to_link(self) -> None:
        self.sub.rename(self.away)
        self.sub.symlink_to(self.outside)

    def to_folder(self) -> None:
        self.sub.unlink()
        self.away.rename(self.sub)

    @contextmanager
    def racing(self) -> Iterator[Callable[[], int]]:
        """Swap back and forth as fast as a thread can; yields how often it has been done."""
        stop, done, chance = threading.Event(), [0], random.Random(1)

        def swap() -> None:
            while not stop.is_set():
                for turn in (self.to_link, self.to_folder):
                    turn()
                    # Two threads that hand over at the same call each time would always meet the same state.
                    stop.wait(chance.choice((0.0, 0.0, 0.0, 0.0005)))
                done[0] += 1
            if self.sub.is_symlink():
                self.to_folder()

        thread = threading.Thread(target=swap)
        thread.start()
        try:
            yield lambda: done[0]
        finally:
            stop.set()
            thread.join()


@pytest.fixture
def swap(tmp_path: Path) -> Swap:
    return Swap(tmp_path)


def arrivals(swap: Swap) -> list[Arrival]:
    return [Arrival(path, str(swap.root), Signature.of(os.stat(path))) for path in swap.paths]


def test_nothing_from_outside_is_read_while_a_folder_and_a_link_take_turns(swap: Swap) -> None:
    batch, seen = arrivals(swap), {"here": 0, "gone": 0}
    with swap.racing() as swaps:
        attempts = 0
        while attempts < ATTEMPTS or swaps() < ATTEMPTS or not all(seen.values()):
            attempts += 1
            for reading in read_all(batch):
                assert reading.content in (b"", ARTICLE.encode())
                seen["here" if reading.is_here else "gone"] += 1
    assert seen["here"], seen
    assert seen["gone"], seen  # the swap was met
    print(f"{attempts} batches of {len(batch)}, {swaps()} swaps: {seen}")


def test_nothing_from_outside_is_seen_while_a_folder_and_a_link_take_turns(swap: Swap) -> None:
    signatures = {one.path: one.signature for one in arrivals(swap)}
    tree = Tree(WatchedRoot(str(swap.root)), NameFilter(), lambda _: {}, SystemClock())
    seen = {"here": 0, "gone": 0}
    with swap.racing() as swaps:
        attempts = 0
        while attempts < ATTEMPTS or swaps() < ATTEMPTS or not all(seen.values()):
            attempts += 1
            list(tree.find(str(swap.root), Scan.FULL, recursive=True, seen=lambda _: False))
            with Folders(str(swap.root)) as folders:
                for path in swap.paths:
                    sight = look(path, 0.0, folders.open_file)
                    assert sight == GONE or sight.signature.is_file_of(signatures[path])  # type: ignore[union-attr]
                    seen["gone" if sight == GONE else "here"] += 1
    assert seen["here"], seen
    assert seen["gone"], seen


def test_a_running_source_takes_nothing_in_from_outside_and_loses_nothing_by_the_swaps(swap: Swap) -> None:
    desk = Desk()
    with watching(swap.root, desk, settle=0.02, poll=0.05) as source:
        with swap.racing() as swaps:
            eventually(lambda: swaps() >= ATTEMPTS, "the swaps")
        (swap.root / "last.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(swap.root / "last.txt", *map(Path, swap.paths)))
        assert source.wait_idle(120.0)
    assert {content for contents in desk.contents.values() for content in contents} == {ARTICLE.encode()}


def test_a_folder_swapped_between_the_look_and_the_reading_is_not_read_through_the_link(swap: Swap) -> None:
    desk = Desk()
    deliver = desk.deliver

    def swap_first(batch: list[Arrival]) -> object:
        swap.to_link()
        return deliver(batch)

    desk.deliver = swap_first  # type: ignore[method-assign, assignment]
    source = make_source(swap.root, desk)
    assert source.scan_once() == []
    assert desk.contents == {}
    desk.deliver = deliver  # type: ignore[method-assign]
    swap.to_folder()
    assert len(make_source(swap.root, desk).scan_once()) == len(swap.names)
    assert {content for contents in desk.contents.values() for content in contents} == {ARTICLE.encode()}


def test_a_folder_swapped_between_the_scan_and_the_look_is_not_looked_into(swap: Swap) -> None:
    desk = Desk()
    known = desk.known

    def swap_when_asked(folder: str) -> object:
        if not swap.away.exists():
            swap.to_link()
        return known(folder)

    desk.known = swap_when_asked  # type: ignore[method-assign, assignment]
    assert make_source(swap.root, desk).scan_once() == []
    assert desk.contents == {}


def test_a_folder_that_was_swapped_and_is_back_is_read_at_once_in_a_running_source(swap: Swap) -> None:
    """Nobody tells of a return that came between two events: what was not taken is looked at anew."""
    desk = Desk()
    deliver, swapped = desk.deliver, threading.Event()

    def swap_once(batch: list[Arrival]) -> object:
        if swapped.is_set():
            return deliver(batch)
        swapped.set()
        swap.to_link()
        left = deliver(batch)
        swap.to_folder()
        return left

    desk.deliver = swap_once  # type: ignore[method-assign, assignment]
    source = make_source(swap.root, desk)
    assert len(source.scan_once()) == len(swap.names)
    assert set(desk.paths.values()) == {1}


@pytest.mark.parametrize("swapped", ["root", "above"])
def test_a_root_that_becomes_a_link_is_not_followed_until_the_folder_is_back(
    tmp_path: Path, swapped: str
) -> None:
    root, outside, desk = tmp_path / "above" / "root", tmp_path / "outside", Desk()
    root.mkdir(parents=True)
    (outside / "root").mkdir(parents=True)
    for folder in (outside, outside / "root"):
        (folder / "secret.txt").write_text(SECRET)
    folder, away = (root if swapped == "root" else root.parent), tmp_path / "away"
    with watching(root, desk, settle=0.02, poll=0.05) as source:
        folder.rename(away)
        folder.symlink_to(outside)
        said = f"'{folder}' was a folder at the start and is a link now, which is not followed"
        eventually(lambda: source.health().unreachable.startswith(said))
        assert (source.health().watching, source.health().root) == (False, None)
        source.scan_soon(full=True)
        assert source.wait_idle(120.0)
        folder.unlink()
        away.rename(folder)
        (root / "a.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "a.txt"))
        eventually(lambda: source.health().reason == "")
    assert desk.contents == {str(root / "a.txt"): [ARTICLE.encode()]}


def test_nothing_from_outside_is_read_while_the_root_and_a_link_take_turns(swap: Swap) -> None:
    root = WatchedRoot(str(swap.sub))
    assert root.look().reason == ""
    batch = [Arrival(one.path, root.path, Signature(0, 0, 0, 0), root.links) for one in arrivals(swap)]
    tree = Tree(root, NameFilter(), lambda _: {}, SystemClock())
    seen, found = {"here": 0, "gone": 0}, set()
    with swap.racing() as swaps:
        attempts = 0
        while attempts < ATTEMPTS or swaps() < ATTEMPTS or not all(seen.values()):
            attempts += 1
            found |= set(tree.find(root.path, Scan.FULL, recursive=True, seen=lambda _: False))
            for reading in read_all(batch):
                assert reading.content in (b"", ARTICLE.encode())
                seen["here" if reading.is_here else "gone"] += 1
    assert found - {None} == set(swap.paths)
    print(f"{attempts} batches of {len(batch)}, {swaps()} swaps of the root: {seen}")


def test_a_round_that_finds_its_root_become_a_link_takes_nothing_in(swap: Swap) -> None:
    desk = Desk()
    source = make_source(swap.sub, desk)
    assert len(source.scan_once()) == len(swap.names)
    (swap.outside / "new.txt").write_text(SECRET)
    swap.to_link()
    assert source.scan_once() == []
    assert "is a link now" in source.health().unreachable


def test_another_file_in_the_place_of_the_one_that_settled_is_looked_at_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE)
    arrival = Arrival(str(path), str(tmp_path), Signature.of(path.stat()))
    (tmp_path / "b.txt").write_text("Half an art")
    (tmp_path / "b.txt").rename(path)
    assert (read(arrival).gone, read(arrival).content) == (True, b"")
    assert read(arrival).reason == "another file stands there now"


def test_a_link_in_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text(SECRET)
    path = tmp_path / "root" / "a.txt"
    path.parent.mkdir()
    path.write_text(ARTICLE)
    arrival = Arrival(str(path), str(path.parent), Signature.of(path.stat()))
    path.unlink()
    path.symlink_to(tmp_path / "outside.txt")
    reading = read(arrival)
    assert (reading.gone, reading.content, reading.reason) == (True, b"", "a link, not a file")


def test_a_path_longer_than_the_system_takes_at_once_is_read(tmp_path: Path) -> None:
    name, depth = "d" * 200, 25
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    with os.fdopen(os.open("a.txt", os.O_WRONLY | os.O_CREAT, dir_fd=here), "w") as file:
        file.write(ARTICLE)
    os.close(here)
    desk = Desk()
    make_source(tmp_path, desk).scan_once()
    assert list(desk.contents) == [os.path.join(tmp_path, *[name] * depth, "a.txt")]


def test_few_folders_stay_open_however_many_are_asked_for(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    for number in range(100):
        folder = tmp_path / f"{number}" / "x"
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text(ARTICLE)
    with Folders(str(tmp_path), most=4) as folders:
        for number in range(100):
            os.close(folders.open_file(f"{tmp_path}/{number}/x/a.txt"))
            assert len(os.listdir("/proc/self/fd")) <= before + 4
    assert len(os.listdir("/proc/self/fd")) == before
