"""Schema migrations (Alembic): versions, and the upgrade from any to the newest.

Alembic is imported only when there is something to migrate: a start that finds the store at
`HEAD` pays one query, and an empty store gets the newest schema at once. Tests keep `HEAD` and
the newest file in `versions/` the same, and prove that the migrations lead to that schema.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, inspect, select

from monitor.errors import StoreError
from monitor.store.schema import metadata

if TYPE_CHECKING:
    from alembic.config import Config

OLDEST, HEAD = "0001", "0002"

# Alembic's own table, as Alembic makes it.
_VERSIONS = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def revision(connection: Connection) -> str | None:
    """Return the schema version of the store, None when it is empty."""
    if not inspect(connection).has_table(_VERSIONS.name):
        return None
    found: str | None = connection.scalar(select(_VERSIONS.c.version_num))
    return found


def bring_to_head(connection: Connection, place: str = "") -> None:
    """Create or upgrade the schema, inside the caller's transaction; *place* is the store's, for messages.

    Raises:
        StoreError: the store was written by a newer monitor, by none, or by one too old to be known.
    """
    found = revision(connection)
    if found == HEAD:
        return
    tables = inspect(connection).get_table_names()
    if found is None and not tables:
        metadata.create_all(connection)
        _VERSIONS.create(connection)
        connection.execute(_VERSIONS.insert().values(version_num=HEAD))
        return
    if found is None:
        raise StoreError(
            f"the store {place} holds tables of another program ({', '.join(sorted(tables)[:3])}): "
            "name a file of its own under [monitor] store"
        )
    refuse_newer(found, place)
    upgrade(connection)


def refuse_newer(found: str, place: str) -> None:
    """Refuse a store whose schema this monitor does not know the way from.

    Raises:
        StoreError: it was written by a newer monitor, or bears no number of ours.
    """
    if not re.fullmatch(r"[0-9]{4}", found) or found < OLDEST:
        raise StoreError(
            f"the store {place} has schema {found!r}, which no monitor from {OLDEST} to {HEAD} wrote: "
            "put a backup in its place, or move it away and begin a new one with `monitor run --new-store`"
        )
    if found > HEAD:
        raise StoreError(
            f"the store {place} has schema {found}, and this monitor knows none after {HEAD}: "
            "it was written by a newer monitor; run that one, or name another store under [monitor] store"
        )


def upgrade(connection: Connection, until: str = "head") -> None:
    """Run every migration that the store has not seen, as far as *until*."""
    from alembic import command

    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, until)


def alembic_config() -> Config:
    """Return Alembic's settings for this folder; there is no alembic.ini."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
