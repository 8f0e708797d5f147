"""What grows old goes, and with it nothing that can still be told: real store, real folder, days at once."""

import os
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from retention_desk import DAY, RetentionDesk
from sqlalchemy import text
from store_backends import on_sqlite_alone

from monitor.cli.main import main
from monitor.daemon.pruning import LONG_SECONDS, Pace, is_gone
from monitor.errors import StoreGone
from monitor.store.kept import KeptFile
from monitor.store.store import Store
from monitor.testing import StillClock

FERRY = "Ferry late\n\nA ferry for the island left the quay an hour late in fog on Monday.\n"
CALL = "Leaders speak\n\nPresident Vladimir Putin called President Donald Trump on Sunday, the White House said.\n"
PLAIN = "Weather\n\nIt rained all day in the valley, and the river rose by a foot.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def desk(store_url, folder):
    desk = RetentionDesk(store_url, folder, StillClock())
    yield desk
    desk.close()


def rows(desk, table):
    with desk.store._database.read() as connection:
        return connection.scalar(text(f"SELECT count(*) FROM {table}"))


def drop(desk, **files):
    for name, content in files.items():
        (desk.folder / f"{name}.txt").write_text(content, encoding="utf-8")
    return desk.take_in(*(f"{name}.txt" for name in files))


def after(desk, days):
    desk.clock.advance(days * DAY)
    return desk.prune()


def test_what_was_read_of_an_article_goes_when_it_is_old_and_nothing_is_open(desk):
    drop(desk, ferry=FERRY, plain=PLAIN)
    after(desk, 9)
    assert (rows(desk, "story_member"), rows(desk, "rule_match")) == (1, 1)
    assert after(desk, 7)["articles"] == 2
    assert (rows(desk, "story_member"), rows(desk, "story_term"), rows(desk, "rule_match")) == (0, 0, 0)
    assert (rows(desk, "article_version"), rows(desk, "alert")) == (2, 1)


def test_what_an_open_alert_needs_is_kept_however_old_it_is(desk):
    drop(desk, ferry=FERRY)
    desk.clock.advance(300 * DAY)
    before = desk.open_things()
    desk.pruner.prune(desk.clock.now())
    assert desk.open_things() == before
    assert (rows(desk, "rule_match"), rows(desk, "delivery")) == (1, 1)


def test_counts_stay_what_they_were_when_all_is_gone(desk):
    drop(desk, ferry=FERRY, plain=PLAIN, call=CALL)
    desk.clock.advance(DAY)
    drop(desk, again=PLAIN)
    desk.clock.advance(8 * DAY)
    desk.resolve()
    counts, stats = desk.store.counts(), desk.store.tallies()
    for file in desk.folder.iterdir():
        file.unlink()
    after(desk, 500)
    after(desk, 1)
    assert (desk.store.counts(), desk.store.tallies()) == (counts, stats)
    gone = ("rule_match", "alert", "alert_report", "alert_step", "delivery", "claim", "sighting")
    assert {table: rows(desk, table) for table in gone} == dict.fromkeys(gone, 0)
    # The newest file says since when its source has been silent.
    assert [rows(desk, table) for table in ("source_file", "article", "article_version")] == [1, 1, 1]


def test_a_file_that_still_lies_there_is_not_taken_in_anew(desk):
    drop(desk, ferry=FERRY)
    after(desk, 500)
    after(desk, 1)
    assert desk.take_in("ferry.txt") == []
    assert desk.store.counts()["articles"]["taken_in"] == 1


def test_a_copy_of_an_old_article_is_known_by_its_digest_and_told_to_nobody(desk):
    drop(desk, ferry=FERRY)
    after(desk, 100)
    assert drop(desk, copy=FERRY) == []
    assert desk.store.counts()["articles"]["repeated"] == 1


def test_an_old_article_whose_file_went_and_comes_back_is_told_to_nobody(desk):
    drop(desk, ferry=FERRY, newest=PLAIN)
    (desk.folder / "ferry.txt").unlink()
    desk.clock.advance(DAY)
    drop(desk, later=PLAIN + "More.")
    after(desk, 30)
    assert rows(desk, "source_file") == 2
    assert drop(desk, ferry=FERRY) == []


def test_a_file_is_not_gone_where_its_folder_is_not_what_it_was(tmp_path):
    device = tmp_path.stat().st_dev
    path, root = str(tmp_path / "sub" / "a.txt"), str(tmp_path)
    assert is_gone(path, root, device)
    assert not is_gone(path, root, device + 1)
    assert not is_gone(str(tmp_path / "none" / "a.txt"), str(tmp_path / "none"), device)


def test_sent_messages_go_and_silences_that_ended(desk, tmp_path):
    drop(desk, ferry=FERRY)
    assert after(desk, 16)["deliveries"] == 0
    assert after(desk, 6)["deliveries"] == 1
    assert desk.store.counts()["deliveries"]["sent"] == 1


def test_the_store_is_pruned_once_a_day_also_by_the_clock_of_another_run(desk):
    drop(desk, ferry=FERRY)
    desk.pruner.if_due()
    first = desk.store.notes()["pruned"]
    desk.clock.advance(DAY / 2)
    desk.pruner.if_due()
    assert desk.store.notes()["pruned"] == first
    desk.clock.advance(DAY / 2)
    desk.pruner.if_due()
    assert desk.store.notes()["pruned"] > first


def test_one_transaction_after_a_long_one_does_less():
    clock = StillClock()
    pace = Pace(clock, at_once=64)
    pace.measured(lambda: clock.advance(timedelta(seconds=LONG_SECONDS * 2)) or 0)
    assert (pace.at_once, pace.longest) == (32, LONG_SECONDS * 2)
    pace.measured(lambda: 0)
    assert pace.at_once == 64


# --- any series of takings-in and prunings ---

STORIES = (
    "Ferry late\n\nA ferry for {place} left the quay an hour late in fog on Monday, {n} passengers said.\n",
    "Leaders speak\n\nPresident Vladimir Putin called President Donald Trump on Sunday, the White House said. {n}\n",
    "No such call\n\nThe Kremlin denied on Monday that Vladimir Putin had called Donald Trump. {n} in {place}.\n",
    "Harbour shut\n\nThe harbour of {place} was shut for {n} hours after a storm had torn at its walls.\n",
    "Weather\n\nIt rained in {place} for {n} days, and the river rose by a foot.\n",
)
PLACES = ("Malta", "Oslo")
DROP = st.tuples(st.just("drop"), st.integers(0, 4), st.integers(0, 1), st.integers(0, 2))
STEPS = st.one_of(
    DROP,
    DROP,
    st.tuples(st.just("copy"), st.integers(0, 30)),
    st.tuples(st.just("delete"), st.integers(0, 30)),
    st.tuples(st.just("days"), st.sampled_from([0.1, 1, 3, 8, 16, 45])),
    st.tuples(st.just("prune")),
)


class Both:
    """Two desks on one folder and one clock; one of them never prunes."""

    def __init__(self, place):
        self.folder = Path(place) / "in"
        self.folder.mkdir()
        clock = StillClock()
        self.clock = clock
        self.pruned, self.whole = (
            RetentionDesk(f"sqlite:///{place}/{name}.db", self.folder, clock) for name in ("pruned", "whole")
        )
        self.names, self.count = [], 0

    def put(self, content):
        self.count += 1
        name = f"{self.count}.txt"
        (self.folder / name).write_text(content, encoding="utf-8")
        self.names.append(name)
        assert self.pruned.take_in(name) == self.whole.take_in(name)

    def do(self, step):
        match step:
            case ("drop", story, place, number):
                self.put(STORIES[story].format(place=PLACES[place], n=number))
            case ("copy", number) if self.names:
                self.put((self.folder / self.names[number % len(self.names)]).read_text(encoding="utf-8"))
            case ("delete", number) if self.names:
                (self.folder / self.names.pop(number % len(self.names))).unlink()
            case ("days", days):
                self.clock.advance(days * DAY)
                self.pruned.resolve()
                self.whole.resolve()
            case ("prune",):
                self.whole.resolve()
                self.pruned.prune()
        assert self.pruned.open_things() == self.whole.open_things()

    def counts(self, desk):
        counts = desk.store.counts()
        return counts["matches"], counts["alerts"], counts["deliveries"], counts["articles"]["distinct"]


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=4, max_size=25))
def test_pruning_changes_nothing_that_goes_on_and_nothing_that_is_told(steps):
    with TemporaryDirectory() as place:
        both = Both(place)
        try:
            for step in steps:
                both.do(step)
            assert both.counts(both.pruned) == both.counts(both.whole)
            assert both.pruned.store.faults() == []
        finally:
            both.pruned.close()
            both.whole.close()


# --- room on the disk ---


def padded(number):
    return f"Weather {number}\n\n" + " ".join(f"rain{number}x{one}" for one in range(600))


@on_sqlite_alone
def test_the_owners_own_checkpoint_shrinks_the_file_without_alarm(desk, tmp_path):
    drop(desk, **{f"f{number}": padded(number) for number in range(60)})
    checkpoint(desk)
    long = (tmp_path / "monitor.db").stat().st_size
    after(desk, 20)
    checkpoint(desk)
    assert (tmp_path / "monitor.db").stat().st_size < long
    assert drop(desk, later=FERRY) != []


def test_a_file_that_is_shorter_than_room_was_given_back_is_cut_off(tmp_path):
    file = tmp_path / "monitor.db"
    file.write_bytes(bytes(9000))
    kept = KeptFile(str(file), alone=True)
    kept.after()
    kept.may_shrink_to(5000)
    os.truncate(file, 5000)
    kept.after()
    os.truncate(file, 4999)
    with pytest.raises(StoreGone, match="cut off"):
        kept.after()


def checkpoint(desk):
    """Move what was written into the file, as the writer does by itself every 4,000 pages."""
    database = desk.store._database
    with database._turn, database._still_there(), database.access.writer.connect() as connection:
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


# --- commands ---


def configured(tmp_path, store_url):
    (tmp_path / "rules.yaml").write_text("rules:\n  - {id: ferry, when: ferry}\n", encoding="utf-8")
    config = f'[monitor]\nrules = ["rules.yaml"]\nstore = "{store_url}"\n[[sources]]\ntype = "folder"\npath = "in"\n'
    (tmp_path / "config.toml").write_text(config.replace(f"{tmp_path}/", ""), encoding="utf-8")
    return ["--config", str(tmp_path / "config.toml")]


def test_check_says_that_a_store_is_sound_and_what_can_go(desk, store_url, tmp_path, capsys):
    drop(desk, ferry=FERRY)
    assert main(["store", "check", *configured(tmp_path, store_url)]) == 0
    said = capsys.readouterr().out
    assert "sound" in said
    assert "prunable" in said


@on_sqlite_alone
def test_check_tells_of_rows_that_refer_to_none(desk, store_url, tmp_path, capsys):
    drop(desk, ferry=FERRY)
    desk.close()
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as store:
        store.execute("DELETE FROM article")
        store.commit()
    assert main(["store", "check", *configured(tmp_path, store_url)]) == 1
    assert "refers to a row of article that is gone" in capsys.readouterr().out


def test_prune_works_beside_a_daemon_that_has_the_store(desk, store_url, tmp_path, capsys):
    drop(desk, ferry=FERRY)
    desk.clock.advance(8 * DAY)
    desk.resolve()
    assert main(["store", "prune", *configured(tmp_path, store_url)]) == 0
    assert "resolved alerts" in capsys.readouterr().out
    assert drop(desk, copy=FERRY) == []


@on_sqlite_alone
def test_prune_rebuilds_a_store_of_before_once_no_daemon_has_it(desk, store_url, tmp_path, capsys):
    desk.close()
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as store:
        store.executescript("PRAGMA auto_vacuum = NONE; VACUUM")
    command = ["store", "prune", *configured(tmp_path, store_url)]
    assert main(command) == 0
    assert "written anew" in capsys.readouterr().out
    assert main(command) == 0
    assert "written anew" not in capsys.readouterr().out


@on_sqlite_alone
def test_a_backup_made_while_the_daemon_writes_is_restored_and_nothing_is_told_twice(
    desk, store_url, folder, tmp_path
):
    names = [f"f{number}" for number in range(40)]
    for number, name in enumerate(names):
        (folder / f"{name}.txt").write_text(f"Ferry {number}\n\nThe ferry {number} x{number} sank.\n")
    copied, begun = tmp_path / "copy.db", threading.Event()

    def write():
        for number, name in enumerate(names):
            desk.take_in(f"{name}.txt")
            if number == 10:
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert begun.wait(60)
    assert main(["store", "backup", str(copied), *configured(tmp_path, store_url)]) == 0
    writer.join()
    desk.close()
    all_told = {one.id for one in deliveries_of(store_url)}
    in_copy = {one.id: one.state for one in deliveries_of(f"sqlite:///{copied}")}
    assert len(in_copy) >= 11
    (tmp_path / "monitor.db").unlink()
    copied.rename(tmp_path / "monitor.db")
    restored = RetentionDesk(store_url, folder, desk.clock)
    restored.told = set(in_copy)
    told_again = {headline for name in names for _, _, headline in restored.take_in(f"{name}.txt")}
    assert len(told_again) == len(names) - len(in_copy)
    assert {one.id for one in restored.store.deliveries()} == all_told
    restored.close()


def deliveries_of(url):
    with Store.open(url, mode="read") as store:
        return list(store.deliveries())


def test_a_backup_is_written_over_nothing_and_of_postgresql_left_to_its_tools(
    desk, backend, store_url, tmp_path, capsys
):
    (tmp_path / "there.db").write_bytes(b"mine")
    command = ["store", "backup", str(tmp_path / "there.db"), *configured(tmp_path, store_url)]
    assert main(command) == 1
    assert ("is there already" if backend == "sqlite" else "pg_dump") in capsys.readouterr().err
    assert (tmp_path / "there.db").read_bytes() == b"mine"
