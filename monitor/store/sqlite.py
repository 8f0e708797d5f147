"""The SQLite backend: how the file is created, opened, locked and tuned (pragmas).

- WAL with `synchronous=FULL`: what was committed survives a power cut; readers never block.
- A write transaction starts with BEGIN IMMEDIATE. A deferred one that reads first and writes
  later fails with SQLITE_BUSY_SNAPSHOT at once, whatever the busy timeout.
- Readers open the file `mode=ro`. Only the owner checkpoints: SQLite 3.7.0 to 3.51.2 (but for
  3.44.6 and 3.50.7) can corrupt a database when two connections write or checkpoint at the same
  instant while the WAL is reset (sqlite.org/wal.html#walresetbug).
- The owner holds `<database>.lock` and leaves word there (`hold`): a database that is missing where one was
  made was taken away, and is not begun anew unless somebody says so.
- A new database is made under another name and then put in place, so that an empty file is never ours: it
  was cut off, and is not taken for a new store unless somebody says so.
- The folder, the database and all beside it are for their owner's eyes alone, whatever the umask.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.pool import QueuePool

from monitor.errors import StoreError
from monitor.store.access import Access, Mode, translated
from monitor.store.hold import StoreHold, owner_of, set_aside, was_made
from monitor.store.kept import KeptFile, tighten
from monitor.store.sqlite_care import SqliteCare

BUSY_SECONDS = 10
READERS = 4
CHECKPOINT_PAGES = 4000
WRITER_CACHE_KIB = 4096
LARGEST_IDLE_WAL = 16 * 1024 * 1024
_NO_BEGIN = "monitor_no_begin"

_WAY_OUT = (
    "put a backup in its place, or begin a new one, which knows nothing of what was told: "
    "`monitor run --new-store`"
)


def _expect(file: Path) -> None:
    if _exists(file):
        return
    if was_made(file):
        raise StoreError(f"the store {file} is not there any more: it was deleted or moved; {_WAY_OUT}")
    raise StoreError(f"nothing has run yet: there is no store at {file}; `monitor run` creates it")


def _file_of(url: URL) -> Path:
    if not url.database or url.database == ":memory:":
        raise StoreError("store: a file is needed; write sqlite:///PATH")
    if "\0" in url.database:
        raise StoreError("store: no file has such a name; write sqlite:///PATH")
    return Path(os.path.realpath(url.database))


def reach(url: URL, mode: Mode, since: datetime | None, *, new: bool = False) -> Access:
    """Open the database file that *url* names; the owner creates it and its folder.

    *new*: a store is made also where the file has no length, or was taken away.

    Raises:
        StoreInUse: opened to own, and another owns it.
        StoreError: the URL names no file, or the file is missing and *mode* is not to own, or it is empty.
    """
    file = _file_of(url)
    kept = KeptFile(str(file), alone=mode.owns)
    let_go = _nothing
    if mode.owns:
        hold = _own(file, since)

        def let_go() -> None:
            hold.let_go(kept.lost)

        try:
            _make(file, hold, new=new)
        except BaseException:
            let_go()
            raise
    else:
        _expect(file)
    writer = None if mode is Mode.READ else _engine(file, mode)
    if writer is not None:
        event.listen(writer, "connect", lambda *_: kept.connected())
    remaking = nullcontext if writer is None else partial(_unchecked, writer, str(file))
    return Access(
        _engine(file, Mode.READ),
        writer,
        str(file),
        let_go,
        insert,
        SqliteCare(file, kept),
        kept,
        remaking,
        partial(owner_of, file),
        one_question={_NO_BEGIN: True},
    )


@contextmanager
def _unchecked(writer: Engine, place: str) -> Iterator[None]:
    """Check no references meanwhile: SQLite takes a dropped table for one whose rows are deleted."""
    # The writer's pool holds one connection, so this is the one that the migration gets.
    _tell(writer, place, "PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        _tell(writer, place, "PRAGMA foreign_keys = ON")


def _tell(engine: Engine, place: str, pragma: str) -> None:
    with translated(place), closing(engine.raw_connection()) as connection:
        connection.cursor().execute(pragma)


def _exists(file: Path) -> bool:
    try:
        return file.exists()
    except OSError as error:
        raise StoreError(f"the store {file} cannot be opened: {error.strerror}") from error


def _own(file: Path, since: datetime | None) -> StoreHold:
    try:
        _make_folder(file.parent)
    except OSError as error:
        raise StoreError(f"the store {file} cannot be created: {error.strerror}") from error
    return StoreHold.take(file, since)


def _make(file: Path, hold: StoreHold, *, new: bool) -> None:
    """Put an empty database in place where there is none, and see to it that nobody else can read it.

    Raises:
        StoreError: it cannot be made, what is there has no length, or nothing is where a store was.
    """
    try:
        if not file.exists():
            if hold.was_made and not new:
                raise StoreError(
                    f"the store {file} is not there any more: it was deleted or moved; {_WAY_OUT}"
                )
            _make_anew(file)
        elif new and not file.stat().st_size:
            _make_anew(file)
        else:
            hold.part_from_strangers()
        if not hold.was_made:
            hold.made()
        tighten(file)
        is_empty = not file.stat().st_size
    except OSError as error:
        raise StoreError(f"the store {file} cannot be created: {error.strerror}") from error
    if is_empty:
        raise StoreError(
            f"the store {file} is empty: it was cut off, or the disk was full when it was copied; {_WAY_OUT}"
        )


def _make_anew(file: Path) -> None:
    set_aside(file)
    fresh = file.with_name(f"{file.name}.new")
    fresh.unlink(missing_ok=True)
    os.close(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    fresh.chmod(0o600)
    with translated(str(file)), closing(sqlite3.connect(fresh)) as connection:
        # What is kept in the file, the one before its first page, which the other gives it: it is not empty.
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
    fresh.rename(file)


def _engine(file: Path, mode: Mode) -> Engine:
    access = {Mode.READ: "ro", Mode.WRITE: "rw", Mode.OWN: "rwc", Mode.SCRATCH: "rwc"}[mode]
    size = READERS if mode is Mode.READ else 1
    engine = create_engine(
        URL.create(
            "sqlite", database=f"file:{quote(os.fsencode(file))}", query={"mode": access, "uri": "true"}
        ),
        poolclass=QueuePool,
        # One writing connection, ever: with two, SQLite's WAL-reset bug could come up within one process.
        pool_size=size,
        max_overflow=READERS if mode is Mode.READ else 0,
        # `isolation_level=None`: Python's driver begins no transaction by itself, which would be a deferred
        # one. The pool lends a connection to one thread at a time, but not always to the same.
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None, "check_same_thread": False},
    )
    event.listen(engine, "connect", _tune(mode))
    event.listen(engine, "begin", _begin("BEGIN" if mode is Mode.READ else "BEGIN IMMEDIATE"))
    return engine


def _tune(mode: Mode) -> Callable[[Any, Any], None]:
    # Of each connection, for SQLite keeps neither in the file; references are not checked unless asked for.
    pragmas = ["PRAGMA foreign_keys = ON", "PRAGMA temp_store = MEMORY"]
    if mode is not Mode.READ:
        pragmas += [
            "PRAGMA journal_mode = WAL",
            f"PRAGMA synchronous = {'OFF' if mode is Mode.SCRATCH else 'FULL'}",
            f"PRAGMA cache_size = -{WRITER_CACHE_KIB}",
            # 0: who does not own the store leaves checkpoints to the owner (see above).
            f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES if mode.owns else 0}",
            f"PRAGMA journal_size_limit = {LARGEST_IDLE_WAL}",
        ]

    def tune(connection: Any, _record: Any) -> None:
        for pragma in pragmas:
            connection.execute(pragma).close()

    return tune


def _begin(statement: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get(_NO_BEGIN):
            connection.exec_driver_sql(statement)

    return begin


def _nothing() -> None:
    return None


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
