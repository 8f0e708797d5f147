"""Care of a SQLite store: integrity, size, incremental vacuum, the online backup.

- A new database is made with `auto_vacuum = INCREMENTAL`: free pages can be given back some at a time. An
  older one only uses them again, until it is written anew (`rebuild`, a VACUUM).
- The file shrinks at the checkpoint after a vacuum. `KeptFile` is told, or would take it for cut off.
- The backup holds one read transaction, so it is the store of one instant, and no writer makes it begin anew
  (sqlite.org/c3ref/backup_finish.html: a source that changes between two steps is copied from the start).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection

from monitor.errors import StoreError
from monitor.store.access import Size, translated
from monitor.store.kept import KeptFile

INCREMENTAL = 2
_PAGES_A_STEP = 2000
_MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class SqliteCare:
    """Care of the database at *file*, which *kept* watches over."""

    file: Path
    kept: KeptFile

    def faults(self, connection: Connection) -> list[str]:
        """Return what SQLite finds wrong in the file, and rows that refer to none."""
        found = connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_FAULTS})").scalars()
        said = [f"damaged: {line}" for line in found if line != "ok"]
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return said + [
            f"a row of {row[0]} refers to a row of {row[2]} that is gone" for row in orphans[:_MOST_FAULTS]
        ]

    def size(self, connection: Connection) -> Size:
        """Return the length of the file as of the transaction, and what of it is free."""
        page = _figure(connection, "page_size")
        return Size(page * _figure(connection, "page_count"), page * _figure(connection, "freelist_count"))

    def give_back(self, connection: Connection, pages: int) -> int:
        """Cut free pages off the end; what is in the way is moved."""
        if _figure(connection, "auto_vacuum") != INCREMENTAL or not self.kept.alone:
            return 0
        before = _figure(connection, "page_count")
        with closing(connection.connection.cursor()) as cursor:
            # It moves a page a step: SQLAlchemy, which expects no rows, would take but one.
            cursor.execute(f"PRAGMA incremental_vacuum({pages})")
            cursor.fetchall()
        now = _figure(connection, "page_count")
        self.kept.may_shrink_to(now * _figure(connection, "page_size"))
        return before - now

    def rebuild(self, connection: Connection) -> bool:
        """Write the file anew, so that it can give back room by parts from now on."""
        raw = connection.connection.dbapi_connection
        if raw is None or not self.kept.alone:
            return False
        with translated(str(self.file)), closing(raw.cursor()) as cursor:
            if cursor.execute("PRAGMA auto_vacuum").fetchone()[0] == INCREMENTAL:
                return False
            for statement in (
                "PRAGMA auto_vacuum = INCREMENTAL",
                "VACUUM",
                "PRAGMA wal_checkpoint(TRUNCATE)",
            ):
                cursor.execute(statement).fetchall()
        self.kept.may_shrink_to(0)
        return True

    def back_up(self, file: Path, step: Callable[[int, int], None]) -> None:
        """Copy the database page by page to *file*, and look whether the copy is sound."""
        with _appearing(file) as unfinished, translated(str(file)):
            source_uri = f"file:{quote(os.fsencode(self.file))}?mode=ro"
            with (
                closing(sqlite3.connect(source_uri, uri=True, isolation_level=None)) as source,
                closing(sqlite3.connect(unfinished, isolation_level=None)) as target,
            ):
                source.execute("BEGIN")
                source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
                source.backup(
                    target, pages=_PAGES_A_STEP, progress=lambda _, rest, total: step(total - rest, total)
                )
                # A copy stands by itself: no file beside it belongs to it.
                target.execute("PRAGMA journal_mode = DELETE").fetchone()
                found = target.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                raise StoreError(f"the copy is not sound: {found}; see `monitor store check`")


@contextmanager
def _appearing(file: Path) -> Iterator[Path]:
    """Yield where to write what appears as *file*, whole and on the disk, at the end.

    Raises:
        StoreError: there is such a file, or it cannot be written.
    """
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        if os.path.lexists(file):
            raise StoreError(f"{file} is there already: a backup is never written over another file")
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        try:
            yield unfinished
            _onto_disk(unfinished)
            # Unlike a rename, a link replaces nothing that came meanwhile.
            file.hardlink_to(unfinished)
        finally:
            unfinished.unlink(missing_ok=True)
        _onto_disk(file.parent)
    except OSError as error:
        raise StoreError(f"the backup {file} cannot be written: {error.strerror}") from error


def _onto_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _figure(connection: Connection, pragma: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() or 0)
