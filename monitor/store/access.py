"""What a database backend provides: engines, owner lock, upsert, translation of its errors.

`sqlite` and `postgresql` make one; what they do their own way is reached from here on through its fields.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

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
        """Record that the store is gone, or cannot be used any more."""
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


@dataclass(frozen=True, slots=True)
class Size:
    """How many bytes a store takes, and how many of them hold nothing now and are used again."""

    bytes: int
    free: int


class StoreCare(Protocol):
    """How a database is looked after as a whole."""

    def faults(self, connection: Connection) -> list[str]:
        """Return what is wrong with it, a line each."""
        ...

    def size(self, connection: Connection) -> Size:
        """Return how large it is."""
        ...

    def give_back(self, connection: Connection, pages: int) -> int:
        """Give free pages back to the disk; return how many went."""
        ...

    def rebuild(self, connection: Connection) -> bool:
        """Write it anew where it cannot give back room by parts; return whether that was so."""
        ...

    def back_up(self, file: Path, step: Callable[[int, int], None]) -> None:
        """Write a copy as of now to *file*."""
        ...


def _unknown() -> None:
    """Return None: the owner cannot be determined."""


def _write_is_lock(_connection: Connection) -> None:
    """Where one writes at a time, whoever writes holds the placing lock."""


@dataclass(frozen=True, slots=True)
class Access:
    """Engines to write and to read with (`writer` None when opened for reading), and the owner's hold.

    `insert` makes the statement that may go on where a key is known; `care` looks after the whole. While
    `remaking` lasts, tables that others refer to can be made anew. `owner` is the process that owns the
    store, 0 when none does, None when that cannot be determined. `lock_placing` takes the placing lock for
    the rest of a transaction; `one_question` are the execution options of a reader that asks one question
    outside of any transaction.
    """

    reader: Engine
    writer: Engine | None
    place: str
    let_go: Callable[[], None]
    insert: Callable[[Table], Any]
    care: StoreCare
    kept: StoreWatch = field(default_factory=Served)
    remaking: Callable[[], AbstractContextManager[None]] = nullcontext
    owner: Callable[[], int | None] = _unknown
    lock_placing: Callable[[Connection], None] = _write_is_lock
    one_question: Mapping[str, Any] = field(default_factory=dict)


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
