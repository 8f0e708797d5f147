"""Transactions: the writer lock, the placing lock, read connections, errors translated.

Everything that differs between SQLite and PostgreSQL stands in `sqlite.py` and `postgresql.py`, which
hand it on as an `Access`; queries are built on `schema` alone and run on both. Writers take turns: one
connection, one lock. Readers each have a connection of their own and never wait for the writer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import URL, Connection, Table, make_url
from sqlalchemy.exc import ArgumentError

from monitor.errors import StoreError, StoreGone
from monitor.store.access import Access, Mode, translated


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
            # A lock of ours before SQLite's: that one is polled, and a thread may wait for it without its
            # turn.
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
        """Refuse to write to a file that nobody will open again."""
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

    def remaking(self) -> AbstractContextManager[None]:
        """While it lasts, tables that others refer to can be made anew."""
        return self.access.remaking()

    def upsert(self, table: Table, *, update: Sequence[str] = (), newer: str | None = None) -> Any:
        """Return an INSERT that on a known primary key updates the columns named, or does nothing.

        With *newer*, the row is updated only when that column is not less than it was.
        """
        statement = self.access.insert(table)
        if not update:
            return statement.on_conflict_do_nothing()
        keys = [column.name for column in table.primary_key]
        where = None if newer is None else statement.excluded[newer] >= table.c[newer]
        set_ = {name: statement.excluded[name] for name in update}
        return statement.on_conflict_do_update(index_elements=keys, set_=set_, where=where)

    def close(self) -> None:
        """Close every connection and release the store."""
        # The writer goes last: only it may fold SQLite's log back into the database.
        self.access.reader.dispose()
        if self.access.writer is not None:
            self.access.writer.dispose()
        self.access.let_go()

    def _translated(self) -> AbstractContextManager[None]:
        return translated(self.place)


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
