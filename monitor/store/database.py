"""How the store reaches its database: transactions, and the few things each database does its own way.

Everything that differs between SQLite and PostgreSQL stands in `sqlite.py` and `postgresql.py`;
queries are built on `schema.py` alone and run on both. Writers take turns: one connection, one
lock. Readers each have a connection of their own and never wait for the writer.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, make_url
from sqlalchemy.exc import ArgumentError, DataError, IntegrityError, SQLAlchemyError

from monitor.errors import StoreError, StoreRefused


class Mode(StrEnum):
    """What a store is opened for. Only the owner creates, migrates and rescues; there is one at a time.

    `scratch` is an owner whose store nobody needs after a crash, and so waits for no disk.
    """

    READ = "read"
    WRITE = "write"
    OWN = "own"
    SCRATCH = "scratch"

    @property
    def owns(self) -> bool:
        """Whether it is the one that creates and migrates."""
        return self in {Mode.OWN, Mode.SCRATCH}


@dataclass(frozen=True, slots=True)
class Access:
    """Engines to write and to read with (`writer` None when opened for reading), and the owner's hold."""

    reader: Engine
    writer: Engine | None
    dialect: str
    place: str
    let_go: Callable[[], None]


@dataclass
class Database:
    """Transactions on one database; safe to use from many threads."""

    access: Access
    _turn: threading.Lock = field(default_factory=threading.Lock)

    @property
    def place(self) -> str:
        """Return where the database is, for messages; holds no password."""
        return self.access.place

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that is committed at the end, or rolled back whole.

        Raises:
            StoreError: the store was opened for reading, is locked by another for long, is
                full, or refuses what was written.
        """
        if self.access.writer is None:
            raise StoreError(f"the store {self.place} was opened for reading only")
        with self._turn, self._translated(), self.access.writer.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction that sees one state of the store, however long it lasts.

        Raises:
            StoreError: the store cannot be read.
        """
        with self._translated(), self.access.reader.begin() as connection:
            yield connection

    @contextmanager
    def without_foreign_keys(self) -> Iterator[None]:
        """Let tables be made anew: SQLite takes a dropped table for one whose rows are deleted."""
        writer = self.access.writer
        if writer is None or self.access.dialect != "sqlite":
            yield
            return
        # The writer's pool holds one connection, so this is the one that the migration gets.
        _tell(writer, self.place, "PRAGMA foreign_keys = OFF")
        try:
            yield
        finally:
            _tell(writer, self.place, "PRAGMA foreign_keys = ON")

    def upsert(self, table: Table, *, update: Sequence[str] = (), newer: str | None = None) -> Any:
        """Return an INSERT that on a known primary key updates the columns named, or does nothing.

        With *newer*, the row is updated only when that column is not less than it was.
        """
        statement = _insert_of(self.access.dialect)(table)
        if not update:
            return statement.on_conflict_do_nothing()
        keys = [column.name for column in table.primary_key]
        where = None if newer is None else statement.excluded[newer] >= table.c[newer]
        set_ = {name: statement.excluded[name] for name in update}
        return statement.on_conflict_do_update(index_elements=keys, set_=set_, where=where)

    def close(self) -> None:
        """Close every connection and let go of the store."""
        # The writer goes last: only it may fold SQLite's log back into the database.
        self.access.reader.dispose()
        if self.access.writer is not None:
            self.access.writer.dispose()
        self.access.let_go()

    def _translated(self) -> AbstractContextManager[None]:
        return translated(self.place)


def _tell(engine: Engine, place: str, pragma: str) -> None:
    with translated(place), closing(engine.raw_connection()) as connection:
        connection.cursor().execute(pragma)


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn any error of the database into a `StoreError` that names the store.

    One that is the fault of what was written, not of the store, is a `StoreRefused`.
    """
    try:
        yield
    except (DataError, IntegrityError, OverflowError) as error:
        cause = getattr(error, "orig", None) or error
        raise StoreRefused(f"the store {place} does not take this: {cause}") from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = getattr(error, "orig", None) or error
        raise StoreError(f"the store {place} cannot be used: {cause}") from error


def connect(url: str, mode: Mode, since: datetime | None) -> Database:
    """Reach the database at *url* (`sqlite:///ABSOLUTE-PATH` or `postgresql://…`).

    Raises:
        StoreInUse: opened to own, and another owns it.
        StoreError: the URL is of no known kind, or nothing is there to read.
    """
    try:
        # A file's name is taken as it is: `?`, `#` and `%` are letters of it like any other.
        file = url.removeprefix("sqlite:///")
        parsed = URL.create("sqlite", database=file) if file != url else make_url(url)
    except ArgumentError as error:
        raise StoreError("store: not a database URL; write sqlite:///PATH or postgresql://…") from error
    match parsed.get_backend_name():
        case "sqlite":
            from monitor.store import sqlite

            return Database(sqlite.reach(parsed, mode, since))
        case "postgresql":
            from monitor.store import postgresql

            return Database(postgresql.reach(parsed, mode))
        case other:
            raise StoreError(f"store: no support for {other!r}; write sqlite:///PATH or postgresql://…")


def _insert_of(dialect: str) -> Callable[[Table], Any]:
    if dialect == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as sqlite_insert

        return sqlite_insert
    from sqlalchemy.dialects.postgresql import insert as postgresql_insert

    return postgresql_insert
