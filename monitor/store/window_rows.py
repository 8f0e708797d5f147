"""Writes a batch's hits and counts of counting rules."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, update

from monitor.correlation.absence import LastHeard
from monitor.correlation.model import Hit, TallyKey
from monitor.store.changes import WindowRows
from monitor.store.database import Database
from monitor.store.schema import window_hit, window_rule, window_silence


def keep_windows(connection: Connection, database: Database, rows: WindowRows) -> None:
    """Keep what became of a batch, inside the caller's transaction and after the articles themselves."""
    if rows.gone:
        connection.execute(_FORGET_HIT, [_named(key, *hit) for key, hit in rows.gone])
    if rows.hits:
        statement = database.upsert(window_hit, update=["at", "value", "grouped"])
        connection.execute(statement, [_hit_row(key, hit, rows.received) for key, hit in rows.hits])
    if rows.merged:
        connection.execute(
            _MERGE, [{**_named(key), "was": old, "into": new} for key, old, new in rows.merged]
        )
    if rows.since:
        since = [{"rule": rule, "terms": terms, "since": at} for (rule, terms), at in rows.since.items()]
        connection.execute(database.upsert(window_rule, update=["since"]), since)
    if rows.heard:
        statement = database.upsert(window_silence, update=["label", "heard_at"], newer="heard_at")
        connection.execute(statement, list(map(silence_row, rows.heard)))


_FORGET_HIT = delete(window_hit).where(
    window_hit.c.rule == bindparam("of_rule"),
    window_hit.c.terms == bindparam("of_terms"),
    window_hit.c.key == bindparam("of_key"),
    window_hit.c.article_id == bindparam("of_article"),
    window_hit.c.step == bindparam("of_step"),
)
_MERGE = (
    update(window_hit)
    .where(
        window_hit.c.rule == bindparam("of_rule"),
        window_hit.c.terms == bindparam("of_terms"),
        window_hit.c.key == bindparam("of_key"),
        window_hit.c.grouped == bindparam("was"),
    )
    .values(grouped=bindparam("into"))
)


def _named(key: TallyKey, article_id: str | None = None, step: int | None = None) -> dict[str, Any]:
    named: dict[str, Any] = {"of_rule": key.rule, "of_terms": key.terms, "of_key": key.key}
    return named if article_id is None else {**named, "of_article": article_id, "of_step": step}


def _hit_row(key: TallyKey, hit: Hit, received: datetime) -> dict[str, Any]:
    return {
        **key._asdict(),
        "article_id": hit.article_id,
        "step": hit.step,
        "at": hit.at,
        "value": hit.value,
        "grouped": hit.group,
        "received_at": received,
    }


def silence_row(heard: LastHeard) -> dict[str, Any]:
    """Return the columns that say when something was last heard."""
    return {**heard.key._asdict(), "label": heard.label, "heard_at": heard.at}
