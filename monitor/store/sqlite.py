"""SQLite: how the file is opened, held and written safely.

- WAL with `synchronous=FULL`: what was committed survives a power cut; readers never block.
- A write transaction starts with BEGIN IMMEDIATE. A deferred one that reads first and writes
  later fails with SQLITE_BUSY_SNAPSHOT at once, whatever the busy timeout.
- Readers open the file `mode=ro`. Only the owner checkpoints: SQLite 3.7.0 to 3.51.2 (but for
  3.44.6 and 3.50.7) can corrupt a database when two connections write or checkpoint at the same
  instant while the WAL is reset (sqlite.org/wal.html#walresetbug).
- The owner holds `<database>.lock` with flock, which the kernel frees however the owner ends.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from monitor.errors import StoreError, StoreInUse
from monitor.store.database import Access, Mode

BUSY_SECONDS = 10
READERS = 4
CHECKPOINT_PAGES = 4000
WRITER_CACHE_KIB = 4096
LARGEST_IDLE_WAL = 16 * 1024 * 1024


def reach(url: URL, mode: Mode, since: datetime | None) -> Access:
    """Open the database file that *url* names; the owner creates it and its folder.

    Raises:
        StoreInUse: opened to own, and another owns it.
        StoreError: the URL names no file, or the file is missing and *mode* is not to own.
    """
    if not url.database or url.database == ":memory:":
        raise StoreError("store: a file is needed; write sqlite:///PATH")
    file = Path(os.path.realpath(url.database))
    let_go = _nothing
    if mode.owns:
        let_go = _own(file, since)
    elif not file.exists():
        raise StoreError(f"nothing has run yet: there is no store at {file}; `monitor run` creates it")
    writer = None if mode is Mode.READ else _engine(file, mode)
    return Access(_engine(file, Mode.READ), writer, "sqlite", str(file), let_go)


def _engine(file: Path, mode: Mode) -> Engine:
    access = {Mode.READ: "ro", Mode.WRITE: "rw", Mode.OWN: "rwc", Mode.SCRATCH: "rwc"}[mode]
    size = READERS if mode is Mode.READ else 1
    engine = create_engine(
        URL.create(
            "sqlite", database=f"file:{quote(os.fsencode(file))}", query={"mode": access, "uri": "true"}
        ),
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=READERS if mode is Mode.READ else 0,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None, "check_same_thread": False},
    )
    event.listen(engine, "connect", _tune(mode))
    event.listen(engine, "begin", _begin("BEGIN" if mode is Mode.READ else "BEGIN IMMEDIATE"))
    return engine


def _tune(mode: Mode) -> Callable[[Any, Any], None]:
    pragmas = ["PRAGMA foreign_keys = ON", "PRAGMA temp_store = MEMORY"]
    if mode is not Mode.READ:
        pragmas += [
            "PRAGMA journal_mode = WAL",
            f"PRAGMA synchronous = {'OFF' if mode is Mode.SCRATCH else 'FULL'}",
            f"PRAGMA cache_size = -{WRITER_CACHE_KIB}",
            f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES if mode.owns else 0}",
            f"PRAGMA journal_size_limit = {LARGEST_IDLE_WAL}",
        ]

    def tune(connection: Any, _record: Any) -> None:
        for pragma in pragmas:
            connection.execute(pragma).close()

    return tune


def _begin(statement: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin


def _nothing() -> None:
    return None


def _own(file: Path, since: datetime | None) -> Callable[[], None]:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(f"{file}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError(f"the store {file} cannot be created: {error.strerror}") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(lock, 200, 0).decode(errors="replace").strip() or "pid unknown"
        os.close(lock)
        raise StoreInUse(f"another monitor ({holder}) uses this store: {file}") from error
    started = f", since {since.isoformat(timespec='seconds')}" if since else ""
    os.ftruncate(lock, 0)
    os.pwrite(lock, f"pid {os.getpid()}{started}\n".encode(), 0)

    def let_go() -> None:
        os.ftruncate(lock, 0)
        os.close(lock)

    return let_go
