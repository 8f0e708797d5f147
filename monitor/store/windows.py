"""Hits of counting rules: queries, silences by key, and the retention of old hits.

Everything is kept under a rule's id and the digest of how it counts (`terms`): other rules, and other
words of the same rule, disturb nothing; other terms begin afresh.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, null, select, update

from monitor.alert.model import Alert, LifeStep
from monitor.correlation.absence import LastHeard
from monitor.correlation.model import Hit, TallyKey
from monitor.store.alert_history import take_step
from monitor.store.changes import RuleTerms
from monitor.store.codec import from_row
from monitor.store.database import Database
from monitor.store.part import Part
from monitor.store.records import NewDelivery
from monitor.store.schema import alert, article, delivery, window_hit, window_rule, window_silence
from monitor.store.window_rows import silence_row
from monitor.store.writer import alert_values, delivery_values

UNKNOWN_KEPT = timedelta(days=30)
"""How long what was counted by a rule that is not there, or counts otherwise now, is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceRows:
    """What is to be kept of a silence that begins (`alert` is what it opens) or ends (`alert` is None)."""

    heard: LastHeard
    alert_id: str
    step: LifeStep
    alert: Alert | None = None
    deliveries: Sequence[NewDelivery] = ()


class Windows(Part):
    """Questions about what counts, and changes of what is silent."""

    def watched_since(self) -> dict[RuleTerms, datetime]:
        """Return since when each rule, as it counts, has been watched."""
        with self._database.read() as connection:
            return {(row.rule, row.terms): row.since for row in connection.execute(select(window_rule))}

    def watch_rules(self, rules: Iterable[RuleTerms], now: datetime) -> None:
        """Record that *rules* are watched from *now* on, those that are not watched yet."""
        rows = [{"rule": rule, "terms": terms, "since": now} for rule, terms in rules]
        if rows:
            with self._database.write() as connection:
                connection.execute(self._database.upsert(window_rule), rows)

    def window_hits(self, key: TallyKey, first: datetime, last: datetime) -> list[Hit]:
        """Return the hits of a tally from *first* to *last*, in order of time."""
        query = (
            select(*window_hit.c, article.c.title, article.c.publisher)
            .join(article, article.c.id == window_hit.c.article_id)
            .where(_is_of(key), window_hit.c.at.between(first, last))
            .order_by(window_hit.c.at, window_hit.c.article_id, window_hit.c.step)
        )
        with self._database.read() as connection:
            return [_hit(row) for row in connection.execute(query)]

    def newest_hit(self, key: TallyKey) -> datetime | None:
        """Return the moment of a tally's newest hit."""
        query = select(window_hit.c.at).where(_is_of(key)).order_by(window_hit.c.at.desc()).limit(1)
        with self._database.read() as connection:
            return connection.scalar(query)

    def hits_of(self, article_id: str) -> list[tuple[TallyKey, Hit]]:
        """Return where an article counts."""
        query = (
            select(*window_hit.c, article.c.title, article.c.publisher)
            .join(article, article.c.id == window_hit.c.article_id)
            .where(window_hit.c.article_id == article_id)
        )
        with self._database.read() as connection:
            return [(TallyKey(row.rule, row.terms, row.key), _hit(row)) for row in connection.execute(query)]

    def last_heard(self, rule: str, terms: str) -> list[LastHeard]:
        """Return when something was last heard by a rule, under each of its keys."""
        query = select(window_silence).where(window_silence.c.rule == rule, window_silence.c.terms == terms)
        with self._database.read() as connection:
            return [_heard(row) for row in connection.execute(query.order_by(window_silence.c.key))]

    def settle_silences(self, steps: Sequence[SilenceRows]) -> None:
        """Keep what is sent of silences, and that it is: all of it or none. Once more changes nothing."""
        if not steps:
            return
        with self._database.write() as connection:
            for one in steps:
                if one.alert is None:
                    is_new = _end(connection, one)
                else:
                    is_new = _begin(connection, self._database, one, one.alert)
                if not is_new:
                    continue
                take_step(connection, one.alert_id, one.step)
                if one.deliveries:
                    values = [delivery_values(new) for new in one.deliveries]
                    connection.execute(self._database.upsert(delivery), values)

    def forget_windows(self, now: datetime, kept: Mapping[RuleTerms, timedelta]) -> int:
        """Forget hits that no window can hold any more; return how many.

        *kept* says of each rule for how long after it came in, and after its moment, a hit is kept; those
        of other rules are kept for `UNKNOWN_KEPT`.
        """
        with self._database.write() as connection:
            known = list(connection.execute(select(window_hit.c.rule, window_hit.c.terms).distinct()))
            gone = 0
            for rule, terms in known:
                before = now - kept.get((rule, terms), UNKNOWN_KEPT)
                old = delete(window_hit).where(
                    window_hit.c.rule == rule,
                    window_hit.c.terms == terms,
                    window_hit.c.at < before,
                    window_hit.c.received_at < before,
                )
                gone += connection.execute(old).rowcount
        return gone


def _begin(connection: Connection, database: Database, rows: SilenceRows, opened: Alert) -> bool:
    """Record that a silence was sent; False when it was already, or something was heard meanwhile."""
    heard = rows.heard
    # What nothing was ever heard of has no row yet.
    connection.execute(database.upsert(window_silence), [silence_row(heard)])
    found = connection.execute(select(window_silence).where(_is_silence(heard.key))).one()
    if found.heard_at != heard.at or found.silent_since == heard.at:
        return False
    connection.execute(database.upsert(alert), [alert_values(opened)])
    told = update(window_silence).where(_is_silence(heard.key))
    connection.execute(told.values(silent_since=heard.at, alert_id=rows.alert_id))
    return True


def _end(connection: Connection, rows: SilenceRows) -> bool:
    ended = (
        update(window_silence)
        .where(_is_silence(rows.heard.key), window_silence.c.alert_id == rows.alert_id)
        .values(silent_since=null(), alert_id=null())
    )
    return bool(connection.execute(ended).rowcount)


def _is_of(key: TallyKey) -> Any:
    return and_(window_hit.c.rule == key.rule, window_hit.c.terms == key.terms, window_hit.c.key == key.key)


def _is_silence(key: TallyKey) -> Any:
    columns = window_silence.c
    return and_(columns.rule == key.rule, columns.terms == key.terms, columns.key == key.key)


def _hit(row: Any) -> Hit:
    return from_row(Hit, row, group=row.grouped)


def _heard(row: Row[Any]) -> LastHeard:
    return from_row(LastHeard, row, key=TallyKey(row.rule, row.terms, row.key), at=row.heard_at)
