"""The store inside one transaction that holds the placing lock.

Nothing that decisions rest on can change before they are written, so it makes no difference when something is
asked; several processes place in turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from monitor.store.alerts import Alerts
from monitor.store.claim_index import Memory
from monitor.store.claims import Claims
from monitor.store.database import Database
from monitor.store.files import Files
from monitor.store.silences import Silences
from monitor.store.stories import Stories
from monitor.store.windows import Windows
from monitor.store.writer import Recorder


class Placing(Files, Alerts, Claims, Stories, Silences, Windows, Recorder):
    """What may be asked and written while the placing lock is held."""

    @contextmanager
    def on(self, connection: Connection) -> Iterator[Placing]:
        """Answer on *connection*, whose transaction holds the lock."""
        with self._whole.on(connection):
            yield self

    def __init__(self, database: Database, memory: Memory) -> None:
        self._whole = _WholeTransaction(database)
        super().__init__(self._whole)
        self._memory = memory


class _WholeTransaction(Database):
    """A database on which every question and every change belongs to one transaction."""

    def __init__(self, database: Database) -> None:
        super().__init__(database.access)
        self._connection: Connection | None = None

    @contextmanager
    def on(self, connection: Connection) -> Iterator[None]:
        self._connection = connection
        try:
            yield
        finally:
            self._connection = None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        if self._connection is None:
            raise RuntimeError("the placing lock is not held")
        yield self._connection

    # Whatever is asked or written is a part of the one transaction.
    write: Any = read
    placing: Any = read
    one_question: Any = read
