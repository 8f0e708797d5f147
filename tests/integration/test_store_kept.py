"""A store that is taken away, cut off or damaged is noticed and said; and nobody else can read one."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys

import pytest
from sqlalchemy import text
from store_rows import NOW, intake

from monitor.cli.main import main
from monitor.errors import StoreError, StoreGone
from monitor.store.migrations import HEAD, OLDEST
from monitor.store.store import Store


@pytest.fixture
def file(tmp_path):
    return tmp_path / "var" / "monitor.db"


def url_of(file):
    return f"sqlite:///{file}"


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def delete(file):
    file.unlink()


def replace(file):
    shutil.copy(file, file.with_name("another"))
    file.with_name("another").rename(file)


def move_away(file):
    file.rename(file.with_name("old"))


def remove_the_folder(file):
    shutil.rmtree(file.parent)


def cut_off(file):
    os.truncate(file, 0)


def cut_in_half(file):
    os.truncate(file, file.stat().st_size // 2)


def write_over(file):
    """What `cp backup.db monitor.db` does: the same inode, another content."""
    with file.open("r+b") as open_file:
        open_file.truncate()
        open_file.write(b"SQLite format 3\0" + b"\0" * 4096)


def delete_the_log(file):
    os.unlink(f"{file}-wal")


def delete_the_index(file):
    os.unlink(f"{file}-shm")


HARM = [
    (delete, "deleted or moved"),
    (move_away, "deleted or moved"),
    (remove_the_folder, "deleted or moved"),
    (replace, "was replaced"),
    (cut_off, "was cut off"),
    (cut_in_half, "was cut off"),
    (write_over, "was cut off|was written over"),
    (delete_the_log, "monitor.db-wal, which is part of the store, was deleted"),
    (delete_the_index, "monitor.db-shm, which is part of the store, was deleted"),
]


@pytest.mark.parametrize(("harm", "said"), HARM, ids=[harm.__name__ for harm, _ in HARM])
def test_harm_done_to_the_store_is_noticed_at_the_next_write_and_told_once(file, harm, said):
    told = []
    with Store.open(url_of(file)) as store:
        store.on_gone(told.append)
        store.record([intake(1)])
        harm(file)
        with pytest.raises(StoreGone, match=said) as first:
            store.record([intake(2)])
        with pytest.raises(StoreGone, match=said):
            store.note("later", 1, NOW)
        assert [str(one) for one in told] == [str(first.value)]
        assert str(file) in str(first.value)
        assert "put a backup in its place" in str(first.value)


def test_harm_done_while_a_transaction_is_open_is_noticed_at_its_end(file):
    with Store.open(url_of(file)) as store:
        with pytest.raises(StoreGone, match="deleted or moved"):
            write_and(store, delete, file)
        with pytest.raises(StoreGone):
            store.record([intake(1)])


def write_and(store, harm, file):
    with store._database.write() as connection:
        connection.execute(text("DELETE FROM delivery"))
        harm(file)


def test_a_store_that_is_put_back_is_not_the_one_that_is_open(file):
    with Store.open(url_of(file)) as store:
        move_away(file)
        with pytest.raises(StoreGone):
            store.record([intake(1)])
        file.with_name("old").rename(file)
        with pytest.raises(StoreGone):
            store.record([intake(1)])


def test_damage_that_only_a_reader_meets_is_told_as_well(file):
    told = []
    with Store.open(url_of(file)) as store:
        store.record([intake(number) for number in range(200)])
    with Store.open(url_of(file)) as store:
        store.on_gone(told.append)
        size = file.stat().st_size
        with file.open("r+b") as open_file:
            open_file.seek(4096)
            open_file.write(b"\xff" * (size - 4096))
        with pytest.raises(StoreGone, match="is damaged"):
            store.articles([f"ar-{number}" for number in range(200)])
        assert len(told) == 1


def test_much_that_is_written_by_the_owner_and_by_commands_is_no_harm(file):
    with Store.open(url_of(file)) as owner, Store.open(url_of(file), mode="write") as command:
        for number in range(40):
            owner.record([intake(one) for one in range(number * 25, number * 25 + 25)])
            command.note("asked", "x" * 20_000, NOW)
        with owner._database.write() as connection:
            assert connection.scalar(text("SELECT count(*) FROM article")) == 1000


def test_a_refused_write_is_no_harm(file):
    with Store.open(url_of(file)) as store:
        with pytest.raises(ZeroDivisionError), store._database.write():
            raise ZeroDivisionError
        store.record([intake(1)])


# --- at the start ---


def test_an_empty_file_is_not_taken_for_a_new_store_unless_somebody_says_so(file):
    file.parent.mkdir()
    file.touch()
    with pytest.raises(StoreError, match=r"is empty: it was cut off.*--new-store"):
        Store.open(url_of(file))
    assert file.stat().st_size == 0
    with Store.open(url_of(file), new=True) as store:
        store.record([intake(1)])
    with Store.open(url_of(file), new=True) as store:
        assert store.counts()["articles"]["taken_in"] == 1


def test_a_first_start_that_was_killed_leaves_nothing_that_the_next_refuses(file):
    code = f"""
import os
from monitor.store import store, migrations
store.bring_to_head = lambda *_: os._exit(9)
store.Store.open({url_of(file)!r})
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    Store.open(url_of(file)).close()


def damaged(file):
    Store.open(url_of(file)).close()
    os.truncate(file, file.stat().st_size // 2)


def of_text(file):
    file.write_text("news, not a database, for a while " * 40)


def of_another_program(file):
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    connection.close()


def of_schema(number):
    def make(file):
        with Store.open(url_of(file)) as owner, owner._database.write() as connection:
            connection.execute(text(f"UPDATE alembic_version SET version_num = '{number}'"))

    return make


NOT_OURS = {
    "damaged": (damaged, "is damaged.*put a backup in its place, or move the file away"),
    "text": (of_text, "is no store: file is not a database; put a backup in its place"),
    "another program's": (of_another_program, r"tables of another program \(recipes\): name a file"),
    "newer": (
        of_schema("9999"),
        f"has schema 9999.*knows none after {HEAD}.*by a newer monitor; run that one",
    ),
    "too old": (
        of_schema("0000"),
        f"has schema '0000', which no monitor from {OLDEST} to {HEAD} wrote: put a backup",
    ),
    "of a branch": (of_schema("deadbeef"), f"has schema 'deadbeef', which no monitor from {OLDEST}"),
}


@pytest.mark.parametrize("name", NOT_OURS)
def test_what_cannot_be_opened_is_said_plainly_with_the_way_out(file, name):
    make, said = NOT_OURS[name]
    file.parent.mkdir()
    make(file)
    with pytest.raises(StoreError, match=said) as refusal:
        Store.open(url_of(file))
    assert str(file) in str(refusal.value)


@pytest.mark.parametrize("name", ["newer", "too old"])
def test_a_command_does_not_send_to_an_upgrade_that_cannot_be(file, name):
    make, said = NOT_OURS[name]
    make(file)
    with pytest.raises(StoreError, match=said) as refusal:
        Store.open(url_of(file), mode="read")
    assert "upgrades it" not in str(refusal.value)


def test_a_path_that_is_too_long_is_a_store_error(tmp_path):
    for mode in ("own", "read", "write"):
        with pytest.raises(StoreError, match="name too long"):
            Store.open(f"sqlite:///{tmp_path}/{'a' * 300}/monitor.db", mode=mode)
        with pytest.raises(StoreError, match="name too long"):
            Store.open(f"sqlite:///{tmp_path}/{'a/' * 2500}monitor.db", mode=mode)


# --- nobody else's to read ---


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o277], ids=oct)
def umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_all_that_the_store_makes_is_for_its_owner_alone_whatever_the_umask(file):
    with Store.open(url_of(file)) as store:
        store.record([intake(1)])
        modes = {path.name: mode_of(path) for path in file.parent.iterdir()}
    assert modes == dict.fromkeys(
        ["monitor.db", "monitor.db-shm", "monitor.db-wal", "monitor.db.lock"], 0o600
    )
    assert mode_of(file.parent) == 0o700


def test_what_is_too_wide_is_closed_at_the_next_start(file):
    Store.open(url_of(file)).close()
    file.chmod(0o644)
    file.parent.chmod(0o755)
    file.with_name("monitor.db.lock").chmod(0o666)
    with Store.open(url_of(file)):
        assert {mode_of(path) for path in file.parent.iterdir()} == {0o600}
        assert mode_of(file.parent) == 0o700


def test_a_folder_that_holds_other_things_is_left_as_it_is(file):
    file.parent.mkdir(mode=0o755)
    file.with_name("notes.txt").touch(0o644)
    with Store.open(url_of(file)):
        assert (mode_of(file.parent), mode_of(file.with_name("notes.txt"))) == (0o755, 0o644)
        assert mode_of(file) == 0o600


def test_a_folder_where_others_may_put_another_store_is_warned_of(file, caplog):
    file.parent.mkdir()
    file.with_name("notes.txt").touch()
    file.parent.chmod(0o777)
    Store.open(url_of(file)).close()
    assert [one.message for one in caplog.records] == [
        f"{file.parent}: others may write here, and so put another store in place of ours"
    ]
    file.parent.chmod(0o1777)
    caplog.clear()
    Store.open(url_of(file)).close()
    assert not caplog.records


def test_what_is_not_ours_to_close_is_warned_of_once(file, caplog, monkeypatch):
    Store.open(url_of(file)).close()
    file.chmod(0o644)

    def refuse(*_args, **_more):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("pathlib.Path.chmod", refuse)
    Store.open(url_of(file)).close()
    assert [one.message for one in caplog.records] == [
        f"{file}: others may read it, and it is not ours to close: chmod 600"
    ]


def grown(file, rounds):
    """A store that was opened and closed *rounds* times, with articles of each round."""
    for number in range(rounds):
        with Store.open(url_of(file)) as store:
            store.record([intake(100 * number + one) for one in range(20)])


def lose(file):
    """Take the file away under an owner that had written, and see him notice."""
    store = Store.open(url_of(file))
    store.record([intake(9001)])
    delete(file)
    with pytest.raises(StoreGone):
        store.note("x", {}, NOW)
    store.close()


def test_a_backup_put_in_place_of_a_lost_store_is_not_harmed_by_what_that_left_beside_it(file):
    grown(file, 1)
    backup = file.with_name("backup")
    shutil.copy(file, backup)
    grown(file, 3)
    lose(file)
    shutil.copy(backup, file)
    with Store.open(url_of(file)) as store:
        store.record([intake(9002)])
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert file.with_name("monitor.db-wal.left").exists()


def test_a_store_that_was_moved_away_and_back_keeps_what_it_had_not_written_into_its_file_yet(file):
    store = Store.open(url_of(file))
    store.note("x", {"said": "word"}, NOW)
    away = file.with_name("away")
    file.rename(away)
    with pytest.raises(StoreGone):
        store.note("x", {}, NOW)
    store.close()
    away.rename(file)
    with Store.open(url_of(file)) as again:
        assert again.notes()["x"] == {"said": "word"}


def test_a_store_that_was_deleted_is_not_begun_anew_unless_somebody_says_so(file):
    grown(file, 2)
    delete(file)
    with pytest.raises(StoreError, match=r"was deleted or moved.*--new-store"):
        Store.open(url_of(file))
    with pytest.raises(StoreError, match=r"was deleted or moved.*--new-store"):
        Store.open(url_of(file), mode="read")
    Store.open(url_of(file), new=True).close()
    Store.open(url_of(file)).close()


def test_a_new_store_in_place_of_a_lost_one_begins_empty_and_whole(file):
    grown(file, 3)
    lose(file)
    with Store.open(url_of(file), new=True) as store:
        store.record([intake(9002)])
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_the_command_begins_a_new_store_only_when_told_to(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "one.yaml").write_text("rules: [{id: one, when: word}]\n")
    (tmp_path / "in").mkdir()
    (tmp_path / "config.toml").write_text('[[sources]]\ntype = "folder"\npath = "in"\n')
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "monitor.db").touch()
    assert main(["run", "--once"]) == 1
    assert "--new-store" in capsys.readouterr().err
    assert main(["run", "--once", "--new-store"]) == 0
    assert main(["run", "--once"]) == 0


def test_a_store_that_is_cut_off_in_the_middle_of_a_write_is_noticed_there(tmp_path):
    with Store.open(f"sqlite:///{tmp_path}/var/monitor.db") as store:
        store.note("a", 1, NOW)
        with pytest.raises(StoreError), store._database.write():
            os.truncate(tmp_path / "var" / "monitor.db", 0)
        with pytest.raises(StoreGone, match="was cut off"):
            store.note("b", 2, NOW)


def test_a_question_to_a_store_that_was_cut_off_says_so(tmp_path):
    with Store.open(f"sqlite:///{tmp_path}/var/monitor.db") as store:
        store.note("a", 1, NOW)
        store._database.access.reader.dispose()
        os.truncate(tmp_path / "var" / "monitor.db", 0)
        with pytest.raises(StoreGone, match="was cut off"):
            store.notes()
