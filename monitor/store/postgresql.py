"""PostgreSQL: the same schema and queries, for several machines.

The driver is not among the core dependencies. The owner holds a session's advisory lock, which
the server frees when the connection ends, however it ends: also when the server restarts, after
which the store works on but is not held until the owner opens it again.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import URL, Connection, Engine, create_engine, text
from sqlalchemy.pool import NullPool

from monitor.errors import StoreError, StoreInUse
from monitor.store.database import Access, Mode, translated

OWNER_KEY = 0x6D6F6E69746F72
PLACING_KEY = OWNER_KEY + 1
READERS = 4


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
        raise StoreError(f"store: PostgreSQL needs a driver: install {error.name!r}") from error
    with translated(place):
        let_go = _own(url, place) if mode.owns else _nothing
    return Access(
        reader,
        writer,
        "postgresql",
        place,
        let_go,
        lock_placing=_lock_placing,
        one_question={"isolation_level": "AUTOCOMMIT"},
    )


def _lock_placing(connection: Connection) -> None:
    """Wait until no other process places, and keep others from it until the transaction ends."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": PLACING_KEY})


def _nothing() -> None:
    return None


def _own(url: URL, place: str) -> Callable[[], None]:
    engine: Engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    hold: Connection = engine.connect()
    taken = hold.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": OWNER_KEY})
    if not taken:
        hold.close()
        raise StoreInUse(f"another monitor uses this store: {place}")
    return hold.close
