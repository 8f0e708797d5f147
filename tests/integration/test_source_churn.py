"""Hundreds of random changes to a tree: what stands there in the end was delivered."""

from __future__ import annotations

import contextlib
import itertools
import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from source_harness import ARTICLE, PATIENCE, Desk, ReaderGate, hear_all, pass_time, watching

from monitor.source import reader
from monitor.source.model import Arrival


class ChurnedDesk(Desk):
    """A desk whose files may be gone by the time it reads them, and that refuses a batch now and then."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self._chance = chance

    def deliver(self, batch: list[Arrival]) -> Mapping[str, str]:
        if self._chance.random() < 0.02:
            raise OSError("refused for once")
        return super().deliver(batch)


class Churn:
    """Random changes to *root*; *outside* is where files and folders are made that are moved in."""

    def __init__(self, root: Path, outside: Path, chance: random.Random) -> None:
        self.root, self.outside, self.chance, self.written = root, outside, chance, 0
        self.moved: set[bytes] = set()

    def change(self) -> None:
        changes: list[Callable[[], object]] = [self.write, self.write, self.write, self.append, self.move_in]
        changes += [self.rename, self.rename_folder, self.make_folders, self.move_folder_in, self.delete]
        with contextlib.suppress(OSError, IndexError):  # not every change is possible at every time
            self.chance.choice(changes)()

    def text(self) -> str:
        self.written += 1
        return f"{ARTICLE}Version {self.written}.\n"

    def folder(self) -> Path:
        return self.chance.choice([self.root, *(path for path in self.root.rglob("*") if path.is_dir())])

    def file(self) -> Path:
        return self.chance.choice([path for path in self.root.rglob("*") if path.is_file()])

    def name(self) -> str:
        number, ending = self.chance.randrange(30), self.chance.choice([".txt", ".txt", ".tmp"])
        return f"{self.chance.choice(['', '', '.'])}{number}{ending}"

    def write(self) -> None:
        (self.folder() / self.name()).write_text(self.text())

    def append(self) -> None:
        with self.file().open("a") as file:
            file.write(self.text())

    def move_in(self) -> None:
        (self.outside / "one").write_text(self.text())
        (self.outside / "one").rename(self.folder() / self.name())

    def rename(self) -> None:
        file = self.file()
        self.moved.add(file.read_bytes())
        file.rename(self.folder() / self.name())

    def rename_folder(self) -> None:
        folder = self.folder()
        self.moved |= {path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        folder.rename(self.folder() / f"d{self.chance.randrange(8)}")

    def make_folders(self) -> None:
        (self.folder() / f"d{self.chance.randrange(8)}" / "e").mkdir(parents=True)

    def move_folder_in(self) -> None:
        made = self.outside / "many"
        shutil.rmtree(made, ignore_errors=True)
        (made / "x").mkdir(parents=True)
        for number in range(3):
            (made / "x" / f"{number}.txt").write_text(self.text())
        made.rename(self.folder() / f"d{self.chance.randrange(8)}")

    def delete(self) -> None:
        self.file().unlink()


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_what_stands_in_the_end_was_delivered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(reader, "FIRST_RETRY", 0.02)
    chance = random.Random(seed)
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    desk, churn = ChurnedDesk(random.Random(seed)), Churn(root, outside, chance)
    with watching(root, desk, settle=0.1, poll=0.5, full_scan=600.0) as source:
        for _ in range(300):
            churn.change()
            if chance.random() < 0.2:
                pass_time(chance.random() * 0.02)
        hear_all(root, desk)
        assert source.wait_idle(PATIENCE)
        standing = {path: path.read_bytes() for path in root.rglob("*.txt") if not path.name.startswith(".")}
        late = [path for path, content in standing.items() if content not in desk.contents.get(str(path), [])]
        source.scan_soon()
        assert source.wait_idle(PATIENCE)
    assert {path: desk.contents[str(path)][-1] for path in standing} == standing, late
    # Only what was moved away and back may arrive twice in a row; that it is known is for the ingester to see.
    for contents in desk.contents.values():
        assert {one for one, other in itertools.pairwise(contents) if one == other} <= churn.moved


@pytest.mark.parametrize("seed", [0, 7, 11])  # with 7 and 11 a name goes to another folder in time
def test_whatever_happens_before_it_is_heard_of_what_stands_in_the_end_is_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    gate = ReaderGate(monkeypatch)
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    desk, churn = Desk(), Churn(root, outside, random.Random(seed))
    with watching(root, desk, settle=0.1, poll=0.5, full_scan=600.0) as source:
        for _ in range(20):
            with gate.closed():
                for _ in range(10):
                    churn.change()
        hear_all(root, desk)
        assert source.wait_idle(PATIENCE)
        standing = [path for path in root.rglob("*.txt") if not path.name.startswith(".")]
        for path in standing:
            path.write_text(churn.text())
        hear_all(root, desk)
        assert source.wait_idle(PATIENCE)
    unheard = [path for path in standing if desk.contents[str(path)][-1] != path.read_bytes()]
    assert standing
    assert not unheard
