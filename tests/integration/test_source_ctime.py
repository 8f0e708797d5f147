"""Rights and names of known files change by the thousand: they are read again at most, and nothing is told."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from monitor.article.paths import display_path, raw_path
from monitor.clock import SystemClock
from monitor.ingest.identity import IdentityKind
from monitor.source.config import FolderConfig
from monitor.source.folder import FolderSource
from monitor.source.model import Arrival, Signature
from monitor.store.store import Store
from tests.integration.test_ingest import NEWS, make

FILES = 500


class Intake:
    """A folder source on a real store; counts what became of the files of each pass."""

    def __init__(self, root: Path, store: Store) -> None:
        self._root, self._store, self._ingester = root, store, make(store)

    def scan(self) -> dict[str, int]:
        counts: Counter[str] = Counter()

        def known(folder: str) -> dict[str, Signature]:
            found = self._store.known_files(display_path(folder))
            return {raw_path(name): Signature(*fingerprint) for name, fingerprint in found.items()}

        def deliver(batch: list[Arrival]) -> object:
            taken = self._ingester.take_in(batch)
            counts.update(taken.counts)
            return taken.left

        config = FolderConfig(type="folder", path=str(self._root), settle=0.05)
        FolderSource(config, known=known, deliver=deliver, clock=SystemClock()).scan_once()
        return dict(counts)


@pytest.fixture
def taken_in(tmp_path: Path):
    root = tmp_path / "in"
    root.mkdir()
    for number in range(FILES):
        (root / f"{number}.txt").write_text(f"{NEWS}This is number {number}.\n")
        os.utime(root / f"{number}.txt", (1_700_000_000, 1_700_000_000))
    with Store.open(f"sqlite:///{tmp_path}/var/monitor.db") as store:
        desk = Intake(root, store)
        assert desk.scan() == {IdentityKind.NEW: FILES}
        yield desk, root, store


def test_new_rights_are_read_for_the_digest_alone_and_only_once(taken_in) -> None:
    desk, root, store = taken_in
    before = store.counts()
    for path in root.iterdir():
        path.chmod(0o600)
    assert desk.scan() == {IdentityKind.UNCHANGED: FILES}
    assert desk.scan() == {}
    assert store.counts() == before


def test_new_names_are_moves(taken_in) -> None:
    desk, root, store = taken_in
    before = store.counts()
    for path in list(root.iterdir()):
        path.rename(path.with_name(f"moved-{path.name}"))
    assert desk.scan() == {IdentityKind.MOVED: FILES}
    assert desk.scan() == {}
    assert store.counts() == before


def test_a_copy_of_a_file_whose_rights_changed_is_a_copy(taken_in) -> None:
    desk, root, _ = taken_in
    (root / "0.txt").chmod(0o600)
    (root / "copy.txt").write_bytes((root / "0.txt").read_bytes())
    assert desk.scan() == {IdentityKind.UNCHANGED: 1, IdentityKind.REPEAT: 1}


def test_a_correction_that_keeps_size_and_time_is_a_version(taken_in) -> None:
    desk, root, _ = taken_in
    path = root / "0.txt"
    path.write_text(path.read_text().replace("Tuesday", "Munday "))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert desk.scan() == {IdentityKind.VERSION: 1}
