"""PostgreSQL: the same schema and queries, for several machines.

The driver comes with the extra `postgresql`. The owner holds a session's advisory lock, which
the server frees when the connection ends, however it ends: also when the server restarts, after
which the store works on but is not held until the owner opens it again. A lock counts for one database;
its key is made of the schema's name too, so that each schema of a database can be a store of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing, suppress

from sqlalchemy import URL, Connection, Engine, create_engine, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from monitor.errors import StoreError, StoreInUse
from monitor.store.access import Access, Mode, translated

OWNER_KEY = 0x6D6F6E69746F72
READERS = 4
_KEY = text("SELECT hashtextextended(coalesce(current_schema(), ''), :monitor)")
_LOCK = text("SELECT pg_try_advisory_lock(:key)")
_UNLOCK = text("SELECT pg_advisory_unlock(:key)")
# A key of 64 bits is listed as two numbers of 32 (postgresql.org/docs/current/view-pg-locks.html).
_HOLDER = text(
    "SELECT host(client_addr) AS client_addr, backend_start FROM pg_locks JOIN pg_stat_activity USING (pid) "
    "WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND datname = current_database() "
    "AND (classid::bigint << 32) | objid::bigint = :key"
)


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
    with translated(place):
        let_go = _own(url, place) if mode.owns else _nothing
    return Access(reader, writer, place, let_go, insert)


def _nothing() -> None:
    return None


def _own(url: URL, place: str) -> Callable[[], None]:
    engine: Engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    hold: Connection = engine.connect()
    key = {"key": hold.scalar(_KEY, {"monitor": OWNER_KEY})}
    if not hold.scalar(_LOCK, key):
        who = _holder(hold, key)
        hold.close()
        raise StoreInUse(f"another monitor{who} uses this store: {place}")

    def let_go() -> None:
        # The server notices a closed connection in its own time; whoever opens the store next does not wait.
        # One that was cut off holds nothing any more.
        with suppress(DBAPIError), closing(hold):
            hold.execute(_UNLOCK, key)

    return let_go


def _holder(hold: Connection, key: Mapping[str, int]) -> str:
    """Say from where the owner is connected since when, as far as the server tells."""
    found = hold.execute(_HOLDER, key).one_or_none()
    if found is None:
        return ""
    where = f"on {found.client_addr}, " if found.client_addr else ""
    return f" ({where}since {found.backend_start.isoformat(timespec='seconds')})"
