"""Folders that cannot be reached, and shares that came off: said in the status, told to the desk once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.daemon.reachability import CAME_OFF, Reach
from monitor.source.model import SourceHealth
from monitor.source.names import NameFilter
from monitor.source.root import RootState, look_at_root
from monitor.store.store import Store
from monitor.testing import StillClock
from tests.integration.test_ingest import NEWS, drop, make

MOUNTED, POINT = (40, 2), (8, 77)


def health(path: Path, root: tuple[int, int] | None = MOUNTED, **more: object) -> SourceHealth:
    values = {"watching": root is not None, "reason": "", "last_scan": None, "pending": 0} | more
    unreachable = "" if root else "the folder is not there"
    return SourceHealth(
        path=str(path), root=root, unreachable=unreachable, **{"reason": unreachable, **values}
    )  # type: ignore[arg-type]


class Watchers:
    """A store, and what was told; `look` is one check by the daemon, which may be another process each time."""

    def __init__(self, store: Store, clock: StillClock) -> None:
        self.store, self.clock, self.told = store, clock, []

    def look(self, *healths: SourceHealth) -> list[str]:
        self.clock.advance(timedelta(seconds=15))
        reach = Reach(self.store, lambda about, title, lines, now: self.told.append((title, *lines)))
        judged = reach.judged(healths, self.clock.now())
        reach.report(judged, self.clock.now())
        return [one.reason for one in judged]

    @property
    def titles(self) -> list[str]:
        return [title for title, *_ in self.told]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def watchers(tmp_path: Path, inbox: Path):
    with Store.open(f"sqlite:///{tmp_path}/var/monitor.db") as store:
        make(store).take_in([drop(inbox, "a.txt", NEWS)])
        yield Watchers(store, StillClock())


def test_a_folder_that_is_not_there_is_told_once_and_once_when_it_is_back(watchers, tmp_path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    for _ in range(3):
        watchers.look(health(good), health(bad, None))
    assert watchers.titles == [f"{bad} cannot be reached"]
    assert watchers.told[0][1] == "the folder is not there"
    for _ in range(2):
        watchers.look(health(good), health(bad))
    assert watchers.titles == [f"{bad} cannot be reached", f"{bad} can be reached again"]
    watchers.look(health(bad, None))
    assert len(watchers.titles) == 3


def test_an_empty_folder_in_the_place_of_one_with_known_files_is_a_share_that_came_off(
    watchers, inbox
) -> None:
    assert watchers.look(health(inbox)) == [""]
    for _ in range(3):
        assert watchers.look(health(inbox, POINT, is_bare=True)) == [CAME_OFF]
    assert watchers.titles == [f"{inbox} cannot be told from a share that came off"]
    assert watchers.look(health(inbox)) == [""]  # at the first check after it is back
    assert watchers.titles[1:] == [f"{inbox} can be reached again"]


def test_a_share_that_came_off_while_nobody_watched_is_told_after_the_start(watchers, inbox) -> None:
    watchers.look(health(inbox))
    assert watchers.look(health(inbox, POINT, is_bare=True, reason="x")) == [f"{CAME_OFF}; x"]


def test_the_same_folder_emptied_is_no_share_that_came_off(watchers, inbox) -> None:
    watchers.look(health(inbox))
    assert watchers.look(health(inbox, is_bare=True)) == [""]
    assert watchers.told == []


def test_another_folder_with_files_in_it_is_a_new_home(watchers, inbox) -> None:
    watchers.look(health(inbox))
    assert watchers.look(health(inbox, POINT)) == [""]
    assert watchers.look(health(inbox, POINT, is_bare=True)) == [""]  # it is remembered by now
    assert watchers.told == []


def test_an_empty_folder_of_which_nothing_is_known_is_just_empty(watchers, tmp_path) -> None:
    watchers.look(health(tmp_path / "new"))
    assert watchers.look(health(tmp_path / "new", POINT, is_bare=True)) == [""]


def test_a_root_says_what_is_amiss_with_it(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "circle").symlink_to("circle")
    assert look_at_root(str(tmp_path / "none")).reason == "the folder is not there"
    assert look_at_root(str(tmp_path / "file")).reason == "it is a file, not a folder"
    assert look_at_root(str(tmp_path / "file" / "x")).reason == "a part of its path is no folder"
    assert look_at_root(str(tmp_path / "circle")).reason == "its path is a circle of links"


@pytest.mark.parametrize(
    ("name", "is_bare"), [("a.txt", False), (".DS_Store", True), ("@eaDir/", True), ("day/", False)]
)
def test_a_root_is_bare_without_anything_that_may_be_an_article(
    tmp_path: Path, name: str, is_bare: bool
) -> None:
    assert look_at_root(str(tmp_path), NameFilter()).is_bare
    (tmp_path / name).mkdir() if name.endswith("/") else (tmp_path / name).touch()
    status = tmp_path.stat()
    found = look_at_root(str(tmp_path), NameFilter())
    assert found == RootState((status.st_dev, status.st_ino), is_bare)
