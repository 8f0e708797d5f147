"""The scan of a real tree: what it finds, what it skips, and what it asks of the store."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from monitor.clock import SystemClock
from monitor.source.model import Signature
from monitor.source.names import NameFilter
from monitor.source.pending import Scan
from monitor.source.root import WatchedRoot
from monitor.source.scan import Tree

OLD = 1_700_000_000


class Store:
    """What was taken in, by folder; notes what it was asked."""

    def __init__(self) -> None:
        self.folders: dict[str, dict[str, Signature]] = {}
        self.asked: list[str] = []

    def known(self, folder: str) -> Mapping[str, Signature]:
        self.asked.append(folder)
        return self.folders.get(folder, {})

    def take_in(self, *paths: Path) -> None:
        for path in paths:
            self.folders.setdefault(str(path.parent), {})[path.name] = Signature.of(path.stat())


def find(tree: Tree, root: Path, scan: Scan) -> set[str]:
    found = tree.find(str(root), scan, recursive=True, seen=lambda _: False)
    return {path.removeprefix(f"{root}/") for path in found if path is not None}


def grow(root: Path) -> tuple[Store, Tree]:
    (root / "sub").mkdir()
    for name in ("a.txt", "sub/b.txt"):
        (root / name).write_text("x")
    store = Store()
    return store, Tree(WatchedRoot(str(root)), NameFilter(), store.known, SystemClock())


def age(*folders: Path) -> None:
    for folder in folders:
        os.utime(folder, (OLD, OLD))


def test_a_full_scan_finds_what_is_new_and_what_changed(tmp_path: Path) -> None:
    store, tree = grow(tmp_path)
    assert find(tree, tmp_path, Scan.FULL) == {"a.txt", "sub/b.txt"}
    store.take_in(tmp_path / "a.txt", tmp_path / "sub" / "b.txt")
    assert find(tree, tmp_path, Scan.FULL) == set()
    (tmp_path / "a.txt").write_text("changed")
    assert find(tree, tmp_path, Scan.FULL) == {"a.txt"}
    assert tree.folder_count == 2


def test_a_look_at_the_names_skips_folders_that_were_not_touched(tmp_path: Path) -> None:
    store, tree = grow(tmp_path)
    age(tmp_path / "sub", tmp_path)
    find(tree, tmp_path, Scan.FULL)
    store.asked.clear()
    assert find(tree, tmp_path, Scan.NAMES) == set()
    assert store.asked == []
    (tmp_path / "sub" / "c.txt").write_text("x")
    assert find(tree, tmp_path, Scan.NAMES) == {"sub/b.txt", "sub/c.txt"}
    assert store.asked == [str(tmp_path / "sub")]


def test_a_folder_touched_just_now_is_looked_at_again(tmp_path: Path) -> None:
    _, tree = grow(tmp_path)
    find(tree, tmp_path, Scan.FULL)
    stamp = tmp_path.stat()
    (tmp_path / "late.txt").write_text("x")
    os.utime(tmp_path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # as within one tick of the clock
    assert "late.txt" in find(tree, tmp_path, Scan.NAMES)


def test_the_store_is_asked_once_for_a_folder_and_never_for_one_without_files(tmp_path: Path) -> None:
    store, tree = grow(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "c.txt").write_text("x")
    find(tree, tmp_path, Scan.FULL)
    assert sorted(store.asked) == [str(tmp_path), str(tmp_path / "sub")]


def test_a_scan_breathes(tmp_path: Path) -> None:
    _, tree = grow(tmp_path)
    for number in range(1000):
        (tmp_path / f"{number}.txt").touch()
    steps = list(tree.find(str(tmp_path), Scan.FULL, recursive=True, seen=lambda _: False))
    assert steps.count(None) >= 4


def test_a_folder_swapped_for_a_link_is_not_entered(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    _, tree = grow(root)
    age(root / "sub", root)
    find(tree, root, Scan.FULL)
    (root / "sub" / "b.txt").unlink()
    (root / "sub").rmdir()
    (root / "sub").symlink_to(outside)
    age(root)  # the scan still takes `sub` for the folder it was
    assert find(tree, root, Scan.NAMES) == set()
