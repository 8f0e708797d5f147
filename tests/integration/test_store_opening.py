from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, MetaData, create_engine, text
from store_rows import NOW, intake

from monitor.cli.status import running
from monitor.errors import StoreError, StoreInUse
from monitor.outbox.state import DeliveryState
from monitor.source.model import Signature
from monitor.store.migrations import HEAD, alembic_config, bring_to_head, revision, upgrade
from monitor.store.schema import metadata
from monitor.store.store import Store


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/var/monitor.db"


def test_the_owner_creates_the_folder_the_file_and_the_schema(url, tmp_path):
    with Store.open(url) as store:
        assert store.counts()["articles"]["taken_in"] == 0
    assert (tmp_path / "var" / "monitor.db").exists()


def test_a_second_owner_is_refused_and_told_who_holds_it_since_when(url, tmp_path):
    with Store.open(url, since=NOW), pytest.raises(StoreInUse) as refusal:
        Store.open(url, since=NOW)
    assert f"another monitor (pid {os.getpid()}, since 2026-03-01T12:00:00+00:00)" in str(refusal.value)
    assert f"{tmp_path}/var/monitor.db" in str(refusal.value)


def test_a_second_owner_is_refused_under_another_name_of_the_same_file(url, tmp_path):
    with Store.open(url):
        (tmp_path / "link").symlink_to(tmp_path / "var")
        with pytest.raises(StoreInUse):
            Store.open(f"sqlite:///{tmp_path}/link/monitor.db")


def test_an_owner_that_closed_lets_another_own_it(url):
    Store.open(url).close()
    with Store.open(url) as store:
        assert store.counts()["articles"]["taken_in"] == 0


def test_an_owner_that_was_killed_lets_another_own_it(url):
    code = f"from monitor.store.store import Store; s = Store.open({url!r}); import os; print('up', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout.readline() == "up\n"
        with pytest.raises(StoreInUse, match=f"pid {owner.pid}"):
            Store.open(url)
        owner.kill()
        owner.wait()
    Store.open(url).close()


@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_command_before_the_first_run_is_told_that_nothing_has_run_yet(url, mode, tmp_path):
    with pytest.raises(StoreError, match="nothing has run yet"):
        Store.open(url, mode=mode)
    assert not list(tmp_path.iterdir())


def test_a_command_on_an_empty_file_is_told_that_nothing_has_run_yet(tmp_path):
    (tmp_path / "monitor.db").touch()
    with pytest.raises(StoreError, match="nothing has run yet"):
        Store.open(f"sqlite:///{tmp_path}/monitor.db", mode="read")


def test_a_file_that_is_no_database_is_a_store_error(tmp_path):
    (tmp_path / "monitor.db").write_text("news, not a database, for a while " * 40)
    with pytest.raises(StoreError, match="not a database"):
        Store.open(f"sqlite:///{tmp_path}/monitor.db")


def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path):
    (tmp_path / "var").touch()
    with pytest.raises(StoreError, match="cannot be created"):
        Store.open(f"sqlite:///{tmp_path}/var/monitor.db")


@pytest.mark.parametrize("bad", ["monitor.db", "mysql://host/db", "sqlite://", "sqlite:///:memory:"])
def test_a_url_of_no_known_kind_is_refused_with_the_way_to_write_it(bad):
    with pytest.raises(StoreError, match="sqlite:///PATH"):
        Store.open(bad)


def test_a_path_with_odd_characters_is_opened(tmp_path):
    url = f"sqlite:///{tmp_path}/50% of d\u00e9sk #1/monitor.db"
    with Store.open(url) as store:
        store.record([intake(1)])
    assert (tmp_path / "50% of d\u00e9sk #1" / "monitor.db").exists()


def test_a_reader_sees_what_is_committed_while_the_owner_writes(url):
    with Store.open(url) as owner, Store.open(url, mode="read") as reader:
        owner.record([intake(1)])
        with owner._database.write() as connection:
            connection.execute(text("DELETE FROM delivery"))
            assert reader.counts()["deliveries"]["pending"] == 1
        assert reader.counts()["deliveries"]["pending"] == 0


def test_a_reader_reads_what_a_stopped_daemon_left(url):
    with Store.open(url) as owner:
        owner.record([intake(1)])
    with Store.open(url, mode="read") as reader:
        assert reader.counts()["articles"]["taken_in"] == 1


def test_a_reader_cannot_write(url):
    with (
        Store.open(url),
        Store.open(url, mode="read") as reader,
        pytest.raises(StoreError, match="reading only"),
    ):
        reader.record([intake(1)])


def test_a_second_writer_works_beside_the_owner(url):
    with Store.open(url) as owner, Store.open(url, mode="write") as command:
        command.note("asked", 1, NOW)
        owner.note("answered", 2, NOW)
        assert owner.notes() == {"asked": 1, "answered": 2}


def test_a_store_of_a_newer_monitor_is_refused(url):
    with Store.open(url) as owner, owner._database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer monitor"):
        Store.open(url)
    with pytest.raises(StoreError, match="has schema 9999"):
        Store.open(url, mode="read")


def test_alembic_is_not_loaded_when_there_is_nothing_to_migrate(url):
    Store.open(url).close()
    code = f"from monitor.store.store import Store; Store.open({url!r}).close(); import sys; print('alembic' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout == "False\n"


OLD_ROWS = (
    "INSERT INTO article VALUES ('ar-1', '/drop/1', 'd', 1, 'T', NULL, NULL, NULL, NULL, NULL, 1, 1, '[]')",
    "INSERT INTO alert VALUES ('al-1', 'calls', 'high', '[]', 'open', 'A call', 'ar-1', 1, 1, NULL)",
    "INSERT INTO alert_report VALUES ('al-1', 'd', '/drop/1', 'ar-1', NULL, NULL, 1)",
    """INSERT INTO delivery VALUES ('de-1', 'al-1', 'desk', 'first', 'pending', '', 0, NULL, 1, 1, 1, NULL, NULL,
    NULL, NULL, '{"id": "de-1", "alert_id": "al-1", "kind": "first", "rule": "calls", "severity": "high",
    "tags": [], "title": "A call", "headline": "T", "quotes": [], "publisher": null, "author": null,
    "published": null, "received_at": "2026-03-01T12:00:00+00:00", "path": "/drop/1", "url": null}', '[]')""",
)


def test_head_is_the_newest_migration():
    assert ScriptDirectory.from_config(alembic_config()).get_current_head() == HEAD


@pytest.mark.parametrize("way", [upgrade, bring_to_head], ids=["by migrations", "at once"])
def test_an_empty_store_gets_the_schema_that_queries_are_built_on(tmp_path, way):
    engine = create_engine(f"sqlite:///{tmp_path}/monitor.db")
    with engine.begin() as connection:
        way(connection)
        assert revision(connection) == HEAD
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        reflected = MetaData()
        reflected.reflect(connection)
    engine.dispose()
    for table in metadata.tables.values():
        assert _checks(reflected.tables[table.name]) == _checks(table)


def test_a_store_of_an_older_monitor_keeps_its_alerts_and_deliveries(tmp_path):
    file = tmp_path / "monitor.db"
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        upgrade(connection, "0003")
        for statement in OLD_ROWS:
            connection.execute(text(statement))
    engine.dispose()
    with Store.open(f"sqlite:///{file}") as store:
        (delivery,) = store.deliveries()
        assert (delivery.alert, delivery.state, delivery.fold) == ("al-1", DeliveryState.PENDING, None)
        assert store.alert("al-1").title == "A call"
        with store._database.read() as connection:
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_files_known_to_an_older_monitor_are_still_known(tmp_path):
    url = f"sqlite:///{tmp_path}/monitor.db"
    engine = create_engine(url)
    with engine.begin() as connection:
        upgrade(connection, "0007")
        connection.execute(text(OLD_ROWS[0]))
        connection.execute(
            text(
                "INSERT INTO source_file VALUES"
                " ('/drop/1', '/drop', '/drop', '1', 5, 6, 7, 8, 'taken', 1, 'd', 'ar-1', '')"
            )
        )
    engine.dispose()
    with Store.open(url) as store:
        (known,) = (Signature(*one) for one in store.known_files("/drop").values())
    assert known == Signature(5, 6, 7, 8, 0)
    assert known.is_still(Signature(5, 6, 7, 8, 99))


def _checks(table) -> dict[str, str]:
    own = [*table.constraints, *(one for column in table.columns for one in column.constraints)]
    checks = [one for one in own if isinstance(one, CheckConstraint)]
    return {
        f"{one.name}".removeprefix(f"ck_{table.name}_"): " ".join(str(one.sqltext).split()) for one in checks
    }


def test_a_full_disk_refuses_a_batch_whole_and_takes_it_once_there_is_room(url):
    with Store.open(url) as store:
        store.record([intake(1)])
        with store._database.write() as connection:
            pages = connection.scalar(text("PRAGMA page_count"))
            connection.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
        batch = [intake(number) for number in range(2, 200)]
        with pytest.raises(StoreError, match="full"):
            store.record(batch)
        assert store.counts()["articles"]["taken_in"] == 1
        with store._database.write() as connection:
            connection.execute(text("PRAGMA max_page_count = 1000000"))
        store.record(batch)
        assert store.counts()["deliveries"]["pending"] == 199


def test_who_owns_the_store_is_known_at_once_and_asking_keeps_nobody_from_owning_it(url, tmp_path):
    with Store.open(url, since=NOW), Store.open(url, mode="read") as reader:
        assert reader.owner() == os.getpid()
    stop = threading.Event()

    def ask():
        with Store.open(url, mode="read") as reader:
            while not stop.wait(0.002):
                assert reader.owner() in {0, os.getpid(), None}

    with ThreadPoolExecutor(2) as askers:
        asked = [askers.submit(ask) for _ in range(2)]
        try:
            for _ in range(30):
                Store.open(url).close()
        finally:
            stop.set()
    assert [one.result() for one in asked] == [None, None]


def test_a_daemon_that_left_no_word_yet_or_hangs_is_told_from_one_that_is_gone(url):
    heard = {"pid": os.getpid(), "alive_at": NOW.isoformat()}
    with Store.open(url) as store:
        assert running(store, NOW) == {"pid": os.getpid(), "alive_at": None}
        store.note("daemon", heard | {"pid": 1}, NOW)  # by one that was killed before
        assert running(store, NOW) == {"pid": os.getpid(), "alive_at": None}
        store.note("daemon", heard, NOW)
        assert running(store, NOW + timedelta(days=1)) == heard
    with Store.open(url, mode="read") as store:
        assert running(store, NOW) is None
