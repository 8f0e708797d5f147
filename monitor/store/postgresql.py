"""The PostgreSQL backend: connection, advisory locks, driver specifics.

The driver comes with the extra `postgresql`. The owner's one writing connection holds an advisory lock of
its session, which the server frees when the connection ends, however it ends. A connection that comes in its
place, after the server was restarted, takes the lock anew before anything is written, or nothing is: another
may own the store by then. A lock counts for one database; its key is made of the schema's name too, so that
each schema of a database can be a store of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event, text
from sqlalchemy.dialects.postgresql import insert

from monitor.errors import StoreError, StoreInUse
from monitor.store.access import Access, Mode, Size, translated

OWNER_KEY = 0x6D6F6E69746F72
PLACING_KEY = OWNER_KEY + 1
READERS = 4
_LOCK = """
SELECT key, pg_try_advisory_lock(key)
FROM (SELECT hashtextextended(coalesce(current_schema(), ''), %s) AS key) AS ours
"""
_PLACE = "SELECT pg_advisory_xact_lock(hashtextextended(coalesce(current_schema(), ''), :key))"
_SIZE = """
SELECT sum(pg_total_relation_size(oid)) FROM pg_class
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
"""
_UNLOCK = "SELECT pg_advisory_unlock_all()"
# A key of 64 bits is listed as two numbers of 32 (postgresql.org/docs/current/view-pg-locks.html).
_HOLDER = """
SELECT host(client_addr), backend_start FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND datname = current_database()
AND (classid::bigint << 32) | objid::bigint = %s
"""


def reach(url: URL, mode: Mode) -> Access:
    """Connect to the server that *url* names.

    Raises:
        StoreInUse: opened to own, and another owns it.
        StoreError: no driver is installed, or the server cannot be reached.
    """
    place = url.render_as_string(hide_password=True)
    try:
        # REPEATABLE READ gives a reader one state of the store; READ ONLY keeps it a reader.
        reader = create_engine(
            url,
            pool_size=READERS,
            pool_pre_ping=True,
            isolation_level="REPEATABLE READ",
            execution_options={"postgresql_readonly": True},
        )
        writer = (
            None if mode is Mode.READ else create_engine(url, pool_size=1, max_overflow=0, pool_pre_ping=True)
        )
    except ModuleNotFoundError as error:
        raise StoreError("store: PostgreSQL needs its driver: pip install 'monitor[postgresql]'") from error
    if writer is not None and mode.owns:
        event.listen(writer, "connect", partial(_own, place))
        event.listen(writer, "close", _let_go)
        with translated(place):
            writer.connect().close()
    return Access(
        reader,
        writer,
        place,
        _nothing,
        insert,
        ServerCare(place),
        lock_placing=_lock_placing,
        one_question={"isolation_level": "AUTOCOMMIT"},
    )


@dataclass(frozen=True, slots=True)
class ServerCare:
    """Care of a database that its server looks after: references are kept by it, and room is used again."""

    place: str

    def faults(self, _connection: Connection) -> list[str]:
        """Return nothing: the server keeps references whole, and its own tools read its files."""
        return []

    def size(self, connection: Connection) -> Size:
        """Return what the tables and indexes of the schema take; how much of it is free only a scan tells."""
        return Size(int(connection.scalar(text(_SIZE)) or 0), 0)

    def give_back(self, _connection: Connection, _pages: int) -> int:
        """Leave it to the server's autovacuum."""
        return 0

    def rebuild(self, _connection: Connection) -> bool:
        """Leave it to the server's autovacuum."""
        return False

    def back_up(self, file: Path, _step: Callable[[int, int], None]) -> None:
        """Refuse, and say what makes a backup."""
        raise StoreError(
            "a store on PostgreSQL is backed up by the server's own tools, also while the monitor runs: "
            f"pg_dump --format=custom --file={file} {self.place}"
        )


def _lock_placing(connection: Connection) -> None:
    """Wait until no other process places in this schema; others wait until the transaction ends."""
    connection.execute(text(_PLACE), {"key": PLACING_KEY})


def _nothing() -> None:
    return None


def _own(place: str, session: Any, _record: Any) -> None:
    """Take the owner's lock for a new session that is to write."""
    with session.cursor() as cursor:
        key, taken = cursor.execute(_LOCK, (OWNER_KEY,)).fetchone()
        who = "" if taken else _holder(cursor, key)
    session.commit()
    if not taken:
        session.close()
        raise StoreInUse(f"another monitor{who} uses this store: {place}")


def _holder(cursor: Any, key: int) -> str:
    """Say from where the owner is connected since when, as far as the server says."""
    found = cursor.execute(_HOLDER, (key,)).fetchone()
    if found is None:
        return ""
    address, since = found
    return f" ({f'on {address}, ' if address else ''}since {since.isoformat(timespec='seconds')})"


def _let_go(session: Any, _record: Any) -> None:
    # The server notices a closed connection in its own time; whoever opens the store next does not wait.
    # One that was cut off holds nothing any more.
    with suppress(Exception):
        session.execute(_UNLOCK)
