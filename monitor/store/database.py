"""How the store reaches its database: transactions, and the few things each database does its own way.

Everything that differs between SQLite and PostgreSQL stands in `sqlite.py` and `postgresql.py`;
queries are built on `schema.py` alone and run on both. Writers take turns: one connection, one
lock. Readers each have a connection of their own and never wait for the writer.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import URL, Connection, Engine, Table, make_url
from sqlalchemy.exc import ArgumentError, DataError, IntegrityError, SQLAlchemyError

from monitor.errors import StoreError, StoreGone, StoreRefused


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


class StoreWatch(Protocol):
    """Watches over a database that could be taken away under us."""

    def whole(self) -> object:
        """Make sure that it is there, and no shorter than it was.

        Raises:
            StoreGone: it is not.
        """
        ...

    def before(self) -> None:
        """Raise `StoreGone` if what is about to be written would be lost."""
        ...

    def lose(self) -> None:
        """Take note that the store is gone, or cannot be used any more."""
        ...

    def after(self) -> None:
        """Raise `StoreGone` if what was written is lost."""
        ...


class Served:
    """A database behind a server, which nobody takes away without the server knowing."""

    def whole(self) -> None:
        """Nothing is to be made sure of."""

    def before(self) -> None:
        """Nothing is to be made sure of."""

    def lose(self) -> None:
        """Nobody takes it away."""

    def after(self) -> None:
        """Nothing is to be made sure of."""


def _write_is_lock(_connection: Connection) -> None:
    """Where one writes at a time, whoever writes holds the placing lock."""


@dataclass(frozen=True, slots=True)
class Access:
    """Engines to write and to read with (`writer` None when opened for reading), and the owner's hold.

    `lock_placing` takes the placing lock for the rest of a transaction. `one_question` are the execution
    options with which a reader asks a single question outside of any transaction.
    """

    reader: Engine
    writer: Engine | None
    dialect: str
    place: str
    let_go: Callable[[], None]
    kept: StoreWatch = field(default_factory=Served)
    lock_placing: Callable[[Connection], None] = _write_is_lock
    one_question: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Database:
    """Transactions on one database; safe to use from many threads."""

    access: Access
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _gone: str = ""
    _when_gone: list[Callable[[StoreGone], None]] = field(default_factory=list)

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
            StoreGone: it was deleted, replaced or cut off under us; nothing will ever be kept again.
        """
        if self.access.writer is None:
            raise StoreError(f"the store {self.place} was opened for reading only")
        with (
            self._turn,
            self._still_there(),
            self._translated(),
            self.access.writer.begin() as connection,
        ):
            yield connection

    @contextmanager
    def placing(self) -> Iterator[Connection]:
        """Open a transaction like `write` that holds the placing lock: until it ends nobody else decides.

        What decides on articles, alerts or claims reads and writes in here, and so sees all that was decided
        before, whichever process did.

        Raises:
            StoreError: as `write`.
        """
        with self.write() as connection:
            self.access.lock_placing(connection)
            yield connection

    def on_gone(self, tell: Callable[[StoreGone], None]) -> None:
        """Have *tell* called once, from whichever thread it is, when the store turns out to be gone."""
        self._when_gone.append(tell)

    @contextmanager
    def _still_there(self) -> Iterator[None]:
        """See to it that what is written goes where it will be found again."""
        if self._gone:
            raise StoreGone(self._gone)
        try:
            self.access.kept.before()
            try:
                yield
            finally:
                self.access.kept.after()
        except StoreGone as gone:
            self._lose(gone)
            raise

    def _lose(self, gone: StoreGone) -> None:
        if not self._gone:
            self._gone = str(gone)
            self.access.kept.lose()
            for tell in self._when_gone:
                tell(gone)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction that sees one state of the store, however long it lasts.

        Raises:
            StoreError: the store cannot be read.
        """
        try:
            with self._told_gone(), self._translated(), self.access.reader.begin() as connection:
                yield connection
        except StoreGone as gone:
            self._lose(gone)
            raise

    @contextmanager
    def one_question(self) -> Iterator[Connection]:
        """Open a connection for a single statement, which needs no transaction around it.

        Raises:
            StoreError: the store cannot be read.
        """
        try:
            with self._told_gone(), self._translated(), self.access.reader.connect() as connection:
                yield connection.execution_options(**self.access.one_question)
        except StoreGone as gone:
            self._lose(gone)
            raise

    @contextmanager
    def _told_gone(self) -> Iterator[None]:
        """Say of a question that fails because the store was taken away under it that this is why."""
        try:
            yield
        except StoreGone:
            raise
        except StoreError:
            self.access.kept.whole()
            raise

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
    """Turn any error of the database into a `StoreError` that names the store and the way out, if known.

    One that is the fault of what was written, not of the store, is a `StoreRefused`.
    """
    try:
        yield
    except (DataError, IntegrityError, OverflowError) as error:
        cause = getattr(error, "orig", None) or error
        raise StoreRefused(f"the store {place} does not take this: {cause}") from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = getattr(error, "orig", None) or error
        code = getattr(cause, "sqlite_errorcode", 0) & _PRIMARY
        if code in _DAMAGED:
            raise StoreGone(f"the store {place} {_DAMAGED[code]}: {cause}; {_INSTEAD}") from error
        way = _WAYS.get(code)
        raise StoreError(f"the store {place} cannot be used: {cause}{f'; {way}' if way else ''}") from error


_PRIMARY = 0xFF  # SQLite's extended codes carry the plain one in their last byte (sqlite.org/rescode.html)
_INSTEAD = (
    "put a backup in its place, or move the file away and begin a new one with `monitor run --new-store`, "
    "or name another store in config.toml"
)
_DAMAGED = {sqlite3.SQLITE_CORRUPT: "is damaged", sqlite3.SQLITE_NOTADB: "is no store"}
_WAYS = {
    sqlite3.SQLITE_BUSY: "another program has held it for long: see who has the file open",
    sqlite3.SQLITE_CANTOPEN: "see whether this user may read and write the file and its folder",
    sqlite3.SQLITE_FULL: "make room on the disk",
    sqlite3.SQLITE_IOERR: "the disk does not answer as it should: see the system's log",
    sqlite3.SQLITE_PERM: "see whether this user may read and write the file and its folder",
    sqlite3.SQLITE_READONLY: "see whether this user may write the file and its folder",
}


def connect(url: str, mode: Mode, since: datetime | None, *, new: bool = False) -> Database:
    """Reach the database at *url* (`sqlite:///ABSOLUTE-PATH` or `postgresql://…`); *new* as for `Store.open`.

    Raises:
        StoreInUse: opened to own, and another owns it.
        StoreError: the URL is of no known kind, or nothing is there to read.
    """
    try:
        # A file's name is taken as it is: `?`, `#` and `%` are letters of it like any other.
        file = url.removeprefix("sqlite:///")
        parsed = URL.create("sqlite", database=file) if file != url else make_url(url)
    except (ArgumentError, ValueError):
        # The error's own words may quote a part of the password.
        raise StoreError("store: not a database URL; write sqlite:///PATH or postgresql://…") from None
    match parsed.get_backend_name():
        case "sqlite":
            from monitor.store import sqlite

            return Database(sqlite.reach(parsed, mode, since, new=new))
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
