"""What only PostgreSQL has: an owner's lock on the server, schemas beside each other, connections that break."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool
from store_rows import NOW, intake

from monitor.errors import StoreError, StoreInUse
from monitor.store.store import Store
from tests.integration.store_backends import new_database, server


@pytest.fixture
def url(tmp_path):
    with new_database("postgresql", tmp_path) as url:
        yield url


@contextmanager
def on_the_server():
    engine = create_engine(server(), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def named(url, name):
    return make_url(url).update_query_dict({"application_name": name}).render_as_string(hide_password=False)


def cut(name):
    """End every connection of the program that calls itself so, as a server that restarts does."""
    query = text(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = :name"
    )
    with on_the_server() as connection:
        ended = connection.scalars(query, {"name": name}).all()
    assert ended
    assert all(ended)


def test_a_second_owner_is_told_since_when_another_has_it(url):
    with (
        Store.open(url),
        pytest.raises(StoreInUse, match=r"another monitor \(since 20\d\d-\d\d-\d\dT[^)]+\) uses"),
    ):
        Store.open(url)


@contextmanager
def slow_to_part(url):
    """Return *url* by way of a network that has not told the server yet that its client is gone."""
    asked = make_url(url)
    door = f"{asked.query['host']}/.s.PGSQL.5432"
    kept = []

    def pass_on(source, sink):
        with suppress(OSError):
            while data := source.recv(65536):
                # The goodbye of the protocol, which is the last thing that a client says.
                sink.sendall(data.removesuffix(b"X\0\0\0\x04"))

    def serve(listener):
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                behind = socket.socket(socket.AF_UNIX)
                behind.connect(door)
                kept.extend((client, behind))
                for way in ((client, behind), (behind, client)):
                    threading.Thread(target=pass_on, args=way, daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        port = str(listener.getsockname()[1])
        yield (
            asked.update_query_dict({"host": "127.0.0.1", "port": port, "sslmode": "disable"})
            .update_query_dict({"gssencmode": "disable"})
            .render_as_string(hide_password=False)
        )
    for one in kept:
        one.close()


def test_an_owner_that_closed_lets_another_own_it_at_once_though_the_server_has_not_heard_the_last_of_it(url):
    with slow_to_part(url) as slow:
        Store.open(slow).close()
        Store.open(url).close()


def test_an_owner_that_was_killed_lets_another_own_it(url):
    code = f"from monitor.store.store import Store; s = Store.open({url!r}); print('up', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout.readline() == "up\n"
        with pytest.raises(StoreInUse):
            Store.open(url)
        owner.kill()
        owner.wait()
    for _ in range(100):
        try:
            Store.open(url).close()
        except StoreInUse:  # the server has not heard of it yet
            continue
        return
    pytest.fail("the owner is dead, and the store still its own")


def test_each_schema_of_a_database_is_a_store_of_its_own(url, tmp_path):
    with new_database("postgresql", tmp_path) as other, Store.open(url) as one, Store.open(other) as two:
        one.record([intake(1)])
        assert two.counts()["articles"]["taken_in"] == 0


def test_each_database_of_a_server_is_a_store_of_its_own():
    names = ("monitor_news", "monitor_sport")
    with on_the_server() as connection:
        for name in names:
            connection.execute(text(f"CREATE DATABASE {name}"))
        first, second = (
            make_url(server()).set(database=name).render_as_string(hide_password=False) for name in names
        )
        try:
            with Store.open(first) as one, Store.open(second) as two:
                one.record([intake(1)])
                assert two.counts()["articles"]["taken_in"] == 0
        finally:
            for name in names:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def test_a_store_whose_server_was_restarted_works_on_and_closes(url):
    with Store.open(named(url, "cut off")) as store:
        store.record([intake(1)])
        cut("cut off")
        store.record([intake(2)])
        assert store.counts()["articles"]["taken_in"] == 2
    Store.open(url).close()


def test_the_owner_of_a_store_whose_server_was_restarted_owns_it_still(url):
    with Store.open(named(url, "comes again")) as store:
        cut("comes again")
        store.record([intake(1)])
        with pytest.raises(StoreInUse):
            Store.open(url)


def test_an_owner_that_lost_the_store_to_another_writes_nothing_any_more(url):
    with Store.open(named(url, "lost")) as store:
        store.record([intake(1)])
        cut("lost")
        with Store.open(url) as other:
            for _ in range(2):
                with pytest.raises(StoreInUse):
                    store.record([intake(2)])
            assert other.counts()["articles"]["taken_in"] == 1
        store.record([intake(2)])


def test_a_write_that_is_cut_off_is_a_store_error_and_leaves_nothing(url):
    def write_half(store):
        with store._database.write() as connection:
            connection.execute(text("INSERT INTO status_note VALUES ('half', '1', 1)"))
            cut("cut midway")
            connection.execute(text("INSERT INTO status_note VALUES ('whole', '1', 1)"))

    with Store.open(named(url, "cut midway")) as store:
        with pytest.raises(StoreError, match="cannot be used"):
            write_half(store)
        assert store.notes() == {}


def test_a_reader_cannot_write_whatever_it_is_told(url):
    with Store.open(url), Store.open(url, mode="read") as reader:
        with pytest.raises(StoreError, match="reading only"):
            reader.record([intake(1)])
        with pytest.raises(StoreError, match="read-only transaction"), reader._database.read() as connection:
            connection.execute(text("DELETE FROM status_note"))


def test_a_reader_sees_one_state_however_long_it_looks(url):
    with Store.open(url) as owner, Store.open(url, mode="read") as reader:
        count = text("SELECT count(*) FROM article")
        with reader._database.read() as connection:
            assert connection.scalar(count) == 0
            owner.record([intake(1)])
            assert connection.scalar(count) == 0
        assert reader.counts()["articles"]["taken_in"] == 1


def test_a_server_that_is_not_there_is_a_store_error_without_the_password():
    with pytest.raises(StoreError, match="cannot be used") as refusal:
        Store.open("postgresql://desk:s3cret@127.0.0.1:9/news", since=NOW)
    assert "127.0.0.1:9" in str(refusal.value)
    assert "s3cret" not in str(refusal.value)


def test_a_schema_that_is_not_there_is_a_store_error(url):
    gone = make_url(url).update_query_dict({"options": "-csearch_path=no_such_schema"})
    with pytest.raises(StoreError, match="no schema has been selected"):
        Store.open(gone.render_as_string(hide_password=False))


def test_without_its_driver_the_way_to_install_it_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'monitor\[postgresql\]'"):
        Store.open("postgresql://127.0.0.1:9/news")
