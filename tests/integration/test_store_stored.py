"""Stores that earlier monitors left: each opens under the newest schema, and says what it said."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from monitor.cli.main import main
from monitor.errors import StoreError
from monitor.store import migrations
from monitor.store.migrations import alembic_config
from monitor.store.store import Store

STORED = Path(__file__).resolve().parent.parent / "stored"
SCHEMAS = sorted(path.stem for path in STORED.glob("*.sql"))
CONFIG = '[monitor]\nrules = []\nstore = "{url}"\n[[sources]]\ntype = "folder"\npath = "."\n'


def stored(schema, folder):
    """Return the URL of a store file as *schema* had it."""
    with closing(sqlite3.connect(folder / "monitor.db")) as store:
        store.executescript((STORED / f"{schema}.sql").read_text(encoding="utf-8"))
    return f"sqlite:///{folder}/monitor.db"


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


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_stored_store_has_rows_in_every_table(schema, tmp_path):
    stored(schema, tmp_path)
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as store:
        tables = [name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counts = {name: store.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}
    assert counts
    assert all(counts.values()), counts


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_store_of_an_earlier_schema_says_what_it_said(schema, tmp_path, capsys):
    url = stored(schema, tmp_path)
    with Store.open(url) as store, store._database.read() as connection:
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    for line in (STORED / f"{schema}.jsonl").read_text(encoding="utf-8").splitlines():
        ((command, said),) = json.loads(line).items()
        found = listing(command, url, tmp_path, capsys)
        assert holds(found, said), (command, found)


# --- the way from one schema to the next ---

LATER = """
from alembic import op
from sqlalchemy import Column, Text, text

revision = "{revision}"
down_revision = "{before}"


def upgrade():
    with op.batch_alter_table("article", recreate="always") as article:
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


def test_a_table_that_others_refer_to_is_made_anew_with_its_rows(later, tmp_path):
    url = stored(SCHEMAS[-1], tmp_path)
    revision = later("SELECT 1")
    with Store.open(url) as store, store._database.read() as connection:
        assert migrations.revision(connection) == revision
        assert set(connection.scalars(text("SELECT desk FROM article"))) == {"news"}
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.scalar(text("SELECT count(*) FROM rule_match")) > 0


def test_a_migration_that_fails_leaves_the_store_as_it_was(later, tmp_path):
    url = stored(SCHEMAS[-1], tmp_path)
    before = migrations.HEAD
    later("INSERT INTO no_such_table VALUES (1)")
    with pytest.raises(StoreError, match="no_such_table"):
        Store.open(url)
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as store:
        assert store.execute("SELECT version_num FROM alembic_version").fetchall() == [(before,)]
        assert "desk" not in [row[1] for row in store.execute("PRAGMA table_info(article)")]
