"""Stores that earlier monitors left: each opens under the newest schema, and says what it said."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from monitor.cli.main import main
from monitor.errors import StoreError
from monitor.store import migrations
from monitor.store.migrations import alembic_config, upgrade
from monitor.store.store import Store
from tests.integration.store_backends import on_sqlite_alone

STORED = Path(__file__).resolve().parent.parent / "stored"
SCHEMAS = sorted(path.stem for path in STORED.glob("*.sql"))
CONFIG = '[monitor]\nrules = []\nstore = "{url}"\n[[sources]]\ntype = "folder"\npath = "."\n'


@pytest.fixture
def stored(backend, store_url, tmp_path):
    """Return what makes of the empty store the one that was stored of a schema; it returns the store's URL."""

    def make(schema):
        dump = (STORED / f"{schema}.sql").read_text(encoding="utf-8")
        file = tmp_path / ("monitor.db" if backend == "sqlite" else "rows.db")
        with closing(sqlite3.connect(file)) as store:
            store.executescript(dump)
        if backend != "sqlite":
            copy_rows(f"sqlite:///{file}", store_url, schema)
        return store_url

    return make


def copy_rows(file, url, schema):
    """Make *schema* by its migrations, and put the rows of a stored file into it."""
    with create_engine(file, poolclass=NullPool).connect() as source:
        kept = MetaData()
        kept.reflect(source)
        rows = {name: source.execute(table.select()).mappings().all() for name, table in kept.tables.items()}
    with create_engine(url, poolclass=NullPool).begin() as connection:
        upgrade(connection, schema)
        made = MetaData()
        made.reflect(connection)
        for table in made.sorted_tables:
            if table.name != "alembic_version":
                connection.execute(table.insert(), [dict(row) for row in rows[table.name]])


def count_of(connection, table):
    return connection.scalar(text(f"SELECT count(*) FROM {table}"))


def listing(command, url, folder, capsys):
    (folder / "config.toml").write_text(CONFIG.format(url=url))
    capsys.readouterr()
    assert main([*command.split(), "--config", str(folder / "config.toml"), "--format", "jsonl"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def holds(now, before):
    """Whether *now* says all that *before* said; it may say more."""
    if isinstance(before, dict):
        return all(key in now and holds(now[key], value) for key, value in before.items())
    if isinstance(before, list):
        return len(now) == len(before) and all(map(holds, now, before))
    return now == before


def test_there_is_a_store_of_each_schema():
    versions = ScriptDirectory.from_config(alembic_config()).walk_revisions()
    assert sorted(one.revision for one in versions) == SCHEMAS


@on_sqlite_alone
@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_stored_store_has_rows_in_every_table(schema, stored):
    with create_engine(stored(schema), poolclass=NullPool).connect() as connection:
        counts = {name: count_of(connection, name) for name in inspect(connection).get_table_names()}
    assert counts
    assert all(counts.values()), counts


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_store_of_an_earlier_schema_says_what_it_said(schema, stored, tmp_path, capsys):
    url = stored(schema)
    Store.open(url).close()
    for line in (STORED / f"{schema}.jsonl").read_text(encoding="utf-8").splitlines():
        ((command, said),) = json.loads(line).items()
        found = listing(command, url, tmp_path, capsys)
        assert holds(found, said), (command, found)


@on_sqlite_alone
@pytest.mark.parametrize("schema", SCHEMAS)
def test_what_refers_to_another_row_still_does_after_a_migration(schema, stored):
    with Store.open(stored(schema)) as store, store._database.write() as connection:
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1


# --- the way from one schema to the next ---

LATER = """
from alembic import op
from sqlalchemy import Column, Text, text

revision = "{revision}"
down_revision = "{before}"


def upgrade():
    anew = "always" if op.get_context().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("article", recreate=anew) as article:
        article.add_column(Column("desk", Text, nullable=False, server_default="news"))
    op.execute({last!r})
"""


@pytest.fixture
def later(monkeypatch, tmp_path):
    """Return what makes a monitor know one schema more, whose way there ends with a statement."""

    def know(last):
        before = migrations.HEAD
        revision = f"{int(before) + 1:04d}"
        versions = tmp_path / "versions"
        versions.mkdir()
        for path in (Path(migrations.__file__).parent / "versions").glob("*.py"):
            (versions / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
        (versions / "later.py").write_text(LATER.format(revision=revision, before=before, last=last))
        config = alembic_config()
        config.set_main_option("path_separator", "newline")
        config.set_main_option("version_locations", str(versions))
        monkeypatch.setattr(migrations, "alembic_config", lambda: config)
        monkeypatch.setattr(migrations, "HEAD", revision)
        return revision

    return know


def test_a_table_that_others_refer_to_is_changed_and_keeps_its_rows(later, stored):
    url = stored(SCHEMAS[-1])
    revision = later("SELECT 1")
    with Store.open(url) as store, store._database.read() as connection:
        assert migrations.revision(connection) == revision
        assert set(connection.scalars(text("SELECT desk FROM article"))) == {"news"}
        assert count_of(connection, "rule_match") > 0


def test_a_migration_that_fails_leaves_the_store_as_it_was(later, stored):
    url = stored(SCHEMAS[-1])
    before = migrations.HEAD
    later("INSERT INTO no_such_table VALUES (1)")
    with pytest.raises(StoreError, match="no_such_table"):
        Store.open(url)
    with create_engine(url, poolclass=NullPool).connect() as connection:
        assert migrations.revision(connection) == before
        assert "desk" not in [one["name"] for one in inspect(connection).get_columns("article")]
