"""`Store`: opens the database and joins all groups of queries into one object.

Import it where it is opened, not at the top of a module that `monitor --help` loads: it brings
SQLAlchemy with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from types import TracebackType
from typing import Literal, Self

from monitor.errors import StoreError, StoreGone
from monitor.secret import Secret
from monitor.store.access import Mode
from monitor.store.alert_history import Lives
from monitor.store.alerts import Alerts
from monitor.store.channel_health import Troubles
from monitor.store.claims import Claims
from monitor.store.daemon_status import Notes
from monitor.store.database import Database, connect
from monitor.store.deliveries import Deliveries
from monitor.store.files import Files
from monitor.store.migrations import HEAD, bring_to_head, refuse_newer, revision
from monitor.store.moments import Moments
from monitor.store.placing import Placing
from monitor.store.queue import Queues
from monitor.store.retention import Retention
from monitor.store.rule_stats import Tallies
from monitor.store.silences import Silences
from monitor.store.stories import Stories
from monitor.store.upkeep import Upkeep
from monitor.store.windows import Windows
from monitor.store.writer import Recorder


class Store(
    Files,
    Recorder,
    Alerts,
    Claims,
    Stories,
    Deliveries,
    Queues,
    Troubles,
    Silences,
    Lives,
    Windows,
    Retention,
    Upkeep,
    Tallies,
    Notes,
    Moments,
):
    """What was taken in, found, and sent. Safe to use from many threads; every method is a transaction."""

    @classmethod
    def open(
        cls,
        url: str | Secret,
        *,
        mode: Mode | Literal["read", "write", "own", "scratch"] = Mode.OWN,
        since: datetime | None = None,
        new: bool = False,
    ) -> Self:
        """Open the store at *url*: `sqlite:///ABSOLUTE-PATH` or `postgresql://…`.

        `own` is the daemon's: one at a time, it creates and migrates; *since* is when it
        started, shown to whom it refuses. `read` and `write` are for commands, and work beside
        a running daemon. `scratch` is like `own`, and loses what a power cut finds unwritten.
        *new*: the owner takes a database file of no length for one that is to be made.

        Raises:
            StoreInUse: opened to own, and another owns it.
            StoreGone: it is damaged, or no store.
            StoreError: it cannot be opened, or to read or write: nothing has run yet.
        """
        mode = Mode(mode)
        database = connect(url.reveal() if isinstance(url, Secret) else url, mode, since, new=new)
        try:
            _settle_schema(database, mode)
        except BaseException:
            database.close()
            raise
        return cls(database)

    @property
    def place(self) -> str:
        """Return where the store is, for people; holds no password."""
        return self._database.place

    @contextmanager
    def placing(self) -> Iterator[Placing]:
        """Hold the placing lock for one transaction, and ask and write inside it.

        Raises:
            StoreError: as every change.
        """
        with self._database.placing() as connection, self._placing.on(connection) as placing:
            yield placing

    @cached_property
    def _placing(self) -> Placing:
        return Placing(self._database, self._memory)

    def owner(self) -> int | None:
        """Return the process that owns the store now, 0 when none does, None when that is unknown."""
        return self._database.access.owner()

    def on_gone(self, tell: Callable[[StoreGone], None]) -> None:
        """Have *tell* called once when a write finds the store deleted, replaced, cut off or damaged.

        It is called in the thread that wrote; from then on every write raises `StoreGone`.
        """
        self._database.on_gone(tell)

    def close(self) -> None:
        """Close every connection and, as the owner, let another own the store."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _settle_schema(database: Database, mode: Mode) -> None:
    if mode.owns:
        with database.remaking(), database.write() as connection:
            bring_to_head(connection, database.place)
        return
    with database.read() as connection:
        found = revision(connection)
    if found is None:
        raise StoreError(
            f"nothing has run yet: the store {database.place} is empty; "
            "`monitor run` fills it, or says why not"
        )
    if found != HEAD:
        refuse_newer(found, database.place)
        raise StoreError(
            f"the store {database.place} has schema {found}, this monitor {HEAD}: `monitor run` upgrades it"
        )
