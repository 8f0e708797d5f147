"""What of the store is older than its keep, and how it goes: run by run, each in a transaction of its own.

A `Sweep` says of one table what can go and what goes with it. What can go is looked for without any lock, and
asked for again under the placing lock when it is removed, as it may have come to life meanwhile. What was
counted of it is added to the totals (`totals`) in the same transaction, so that no count
falls but that of files that cannot be read, which are counted as they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Select, delete, exists, func, select, update

from monitor.alert.model import AlertState
from monitor.outbox.state import DeliveryState
from monitor.store.part import Part
from monitor.store.records import FileState
from monitor.store.rule_stats import counts_of_rules
from monitor.store.schema import (
    alert,
    alert_claim,
    alert_report,
    alert_step,
    article,
    article_version,
    claim,
    claim_alias,
    claim_edit,
    delivery,
    in_states,
    rule_match,
    sighting,
    silence,
    source_file,
    story_member,
    window_hit,
    window_silence,
)
from monitor.store.stories import forget_members, is_forgettable
from monitor.store.totals import Totals, add_totals

OVER = ""
"""The digest of an article whose text, headline and matches went: its versions alone tell it again."""
_ENDED = frozenset(
    {
        DeliveryState.SENT,
        DeliveryState.DEAD,
        DeliveryState.FOLDED,
        DeliveryState.WITHDRAWN,
        DeliveryState.SILENCED,
    }
)
_OPEN = frozenset(DeliveryState) - _ENDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """How long things are kept: what was read of articles, alerts and deliveries after their ends."""

    articles: timedelta
    alerts: timedelta
    deliveries: timedelta

    def cutoffs(self, now: datetime) -> Cutoffs:
        """Return the instants before which things are too old, as of *now*."""
        return Cutoffs(
            now=now, articles=now - self.articles, alerts=now - self.alerts, deliveries=now - self.deliveries
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutoffs:
    """The instants before which things are too old."""

    now: datetime
    articles: datetime
    alerts: datetime
    deliveries: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """What of one table can go: its key, the query of those that can, and how some of them go."""

    name: str
    key: Column[Any]
    old: Callable[[Cutoffs], Select[Any]]
    remove: Callable[[Connection, Sequence[str]], Totals]


class Retention(Part):
    """Questions about what is too old, and its removal."""

    def prunable(self, sweep: Sweep, cutoffs: Cutoffs, *, limit: int) -> list[str]:
        """Return the keys of some of what can go."""
        with self._database.read() as connection:
            found = list(connection.scalars(sweep.old(cutoffs).limit(limit)))
            return _unedited(connection, sweep, found)

    def prunable_counts(self, cutoffs: Cutoffs) -> dict[str, int]:
        """Return how much of each kind can go; what goes because something else went is not counted."""
        with self._database.read() as connection:
            return {
                one.name: connection.scalar(select(func.count()).select_from(one.old(cutoffs).subquery()))
                or 0
                for one in SWEEPS
            }

    def prune(self, sweep: Sweep, cutoffs: Cutoffs, keys: Collection[str]) -> int:
        """Remove those of *keys* that can still go, in one transaction; return how many."""
        with self._database.placing() as connection:
            still = list(connection.scalars(sweep.old(cutoffs).where(sweep.key.in_(sorted(keys)))))
            still = _unedited(connection, sweep, still)
            if still:
                add_totals(connection, self._database, sweep.remove(connection, still), cutoffs.now)
        return len(still)

    def seen_before(self, at: datetime, *, after: str, limit: int) -> list[tuple[str, str, int]]:
        """Return path, root and device of files last taken in before *at*, those beyond path *after* first.

        The newest of each root is left out: it says since when a source has been silent.
        """
        newest = select(func.max(source_file.c.seen_at)).group_by(source_file.c.root)
        query = (
            select(source_file.c.path, source_file.c.root, source_file.c.device)
            .where(
                source_file.c.path > after, source_file.c.seen_at < at, source_file.c.seen_at.not_in(newest)
            )
            .order_by(source_file.c.path)
            .limit(limit)
        )
        with self._database.read() as connection:
            return [(row.path, row.root, row.device) for row in connection.execute(query)]

    def forget_seen(self, paths: Collection[str], before: datetime, now: datetime) -> int:
        """Forget files that are gone, unless one was taken in again since *before*; they stay counted."""
        mine = (source_file.c.path.in_(sorted(paths)), source_file.c.seen_at < before)
        states = select(source_file.c.state, func.count().label("number")).where(*mine)
        with self._database.placing() as connection:
            numbers = {
                row.state: row.number for row in connection.execute(states.group_by(source_file.c.state))
            }
            connection.execute(delete(source_file).where(*mine))
            taken = {state: numbers.get(state.value, 0) for state in (FileState.TAKEN, FileState.REPEAT)}
            counted = {"taken_in": sum(taken.values()), "repeated": taken[FileState.REPEAT]}
            add_totals(connection, self._database, {"articles": counted}, now)
        return sum(numbers.values())


def _unedited(connection: Connection, sweep: Sweep, keys: Sequence[str]) -> list[str]:
    """Return *keys*, of claims those alone that no analyst's edit bears on: an edit holds for ever."""
    if sweep.key is not claim.c.id or not keys:
        return list(keys)
    edited = {place for places in connection.scalars(select(claim_edit.c.places)) for place in places}
    rows = connection.execute(
        select(sighting.c.claim, sighting.c.place).where(sighting.c.claim.in_(keys)).distinct()
    )
    held = {row.claim for row in rows if row.place in edited}
    return [one for one in keys if one not in held]


def _is_busy(alert_id: Any) -> Any:
    """Return the condition that an alert goes on: it is not resolved, or something of it is to be sent."""
    one = alert.alias()
    waits = delivery.alias()
    return exists().where(one.c.id == alert_id, one.c.state != AlertState.RESOLVED.value) | exists().where(
        waits.c.alert_id == alert_id, waits.c.state.in_(sorted(state.value for state in _OPEN))
    )


def _is_needed(article_id: Any) -> Any:
    """Return the condition that an alert that goes on is of an article, or a rule counts it."""
    report, opened = alert_report.alias(), alert.alias()
    return (
        exists().where(report.c.article_id == article_id, _is_busy(report.c.alert_id))
        | exists().where(opened.c.article_id == article_id, _is_busy(opened.c.id))
        | exists().where(window_hit.c.article_id == article_id)
    )


def _old_members(cutoffs: Cutoffs) -> Select[Any]:
    return select(story_member.c.article_id).where(is_forgettable(cutoffs.now)).order_by(story_member.c.at)


def _old_articles(cutoffs: Cutoffs) -> Select[Any]:
    """Return the articles whose words can go: they stay known by their digests."""
    return (
        select(article.c.id)
        .where(article.c.digest != OVER, article.c.updated_at < cutoffs.articles)
        .where(~_is_needed(article.c.id), ~exists().where(story_member.c.article_id == article.c.id))
        .order_by(article.c.updated_at)
    )


def _empty_articles(connection: Connection, ids: Sequence[str]) -> Totals:
    """Take away what was read of articles, and what matched in them."""
    of_these = rule_match.c.article_id.in_(ids)
    outcomes = select(rule_match.c.outcome, func.count()).where(of_these).group_by(rule_match.c.outcome)
    totals: Totals = {
        "matches": dict(connection.execute(outcomes).all()),
        "rules": counts_of_rules(connection, matches=of_these),
    }
    connection.execute(delete(rule_match).where(of_these))
    emptied: dict[str, Any] = {
        "digest": OVER,
        "title": "",
        "author": None,
        "url": None,
        "language": None,
        "sketch": [],
    }
    connection.execute(update(article).where(article.c.id.in_(ids)).values(**emptied))
    connection.execute(update(article_version).where(article_version.c.article_id.in_(ids)).values(title=""))
    return totals


def _gone_articles(cutoffs: Cutoffs) -> Select[Any]:
    """Return the articles that nothing refers to and no file holds any more."""
    users = (source_file, alert, alert_report, rule_match, sighting, story_member, window_hit)
    gone = select(article.c.id).where(article.c.digest == OVER, article.c.updated_at < cutoffs.alerts)
    for table in users:
        gone = gone.where(~exists().where(table.c.article_id == article.c.id))
    return gone.order_by(article.c.updated_at)


def _remove_articles(connection: Connection, ids: Sequence[str]) -> Totals:
    newest = connection.scalar(select(func.sum(article.c.version)).where(article.c.id.in_(ids))) or 0
    connection.execute(delete(article_version).where(article_version.c.article_id.in_(ids)))
    connection.execute(delete(article).where(article.c.id.in_(ids)))
    return {"articles": {"distinct": len(ids), "corrections": int(newest) - len(ids)}}


def _old_deliveries(cutoffs: Cutoffs) -> Select[Any]:
    """Return the deliveries that ended long ago, and by which nothing that can still be told is decided.

    As long as an alert goes on, or an article can still come back to it as a match, who heard of it is asked.
    What was silenced goes with its alert, which counts as silenced by it.
    """
    folded = delivery.alias()
    ended = func.coalesce(delivery.c.sent_at, delivery.c.queued_at, type_=delivery.c.queued_at.type)
    return (
        select(delivery.c.id)
        .where(in_states(_ENDED), ended < cutoffs.deliveries)
        .where((delivery.c.state != DeliveryState.SILENCED.value) | delivery.c.alert_id.is_(None))
        .where(~exists().where(folded.c.folded_into == delivery.c.id))
        .where(~_is_busy(delivery.c.alert_id))
        .where(~exists().where(rule_match.c.alert_id == delivery.c.alert_id))
    )


def _remove_deliveries(connection: Connection, ids: Sequence[str]) -> Totals:
    return {"deliveries": _drop_deliveries(connection, delivery.c.id.in_(ids))}


def _drop_deliveries(connection: Connection, which: Any) -> dict[str, int]:
    states = select(delivery.c.state, func.count()).where(which).group_by(delivery.c.state)
    numbers: dict[str, int] = dict(connection.execute(states).all())
    connection.execute(delete(delivery).where(which))
    return numbers


def _old_alerts(cutoffs: Cutoffs) -> Select[Any]:
    """Return resolved alerts to which nothing came for long, and whose articles went, too."""
    return (
        select(alert.c.id)
        .where(alert.c.state == AlertState.RESOLVED.value, alert.c.updated_at < cutoffs.alerts)
        .where(~_is_busy(alert.c.id))
        .where(~exists().where(rule_match.c.alert_id == alert.c.id))
        .where(~exists().where(window_silence.c.alert_id == alert.c.id))
    )


def _remove_alerts(connection: Connection, ids: Sequence[str]) -> Totals:
    totals: Totals = {
        "alerts": {AlertState.RESOLVED.value: len(ids)},
        "rules": counts_of_rules(connection, alerts=alert.c.id.in_(ids)),
        "deliveries": _drop_deliveries(connection, delivery.c.alert_id.in_(ids)),
    }
    for table in (alert_report, alert_step, alert_claim):
        connection.execute(delete(table).where(table.c.alert_id.in_(ids)))
    connection.execute(delete(alert).where(alert.c.id.in_(ids)))
    return totals


def _old_claims(cutoffs: Cutoffs) -> Select[Any]:
    """Return claims of which nothing was reported for long, neither by its date nor as it came in."""
    said, other = sighting.alias(), sighting.alias()
    lately = exists().where(
        said.c.claim == claim.c.id,
        article.c.id == said.c.article_id,
        (said.c.published_at >= cutoffs.alerts) | (article.c.received_at >= cutoffs.alerts),
    )
    return (
        select(claim.c.id)
        .where(claim.c.first_reported_at < cutoffs.alerts, ~lately)
        .where(~exists().where(alert.c.claim == claim.c.id))
        .where(~exists().where(alert_claim.c.claim == claim.c.id))
        .where(~exists().where(other.c.formed == claim.c.id, other.c.claim != claim.c.id))
        .order_by(claim.c.first_reported_at)
    )


def _remove_claims(connection: Connection, ids: Sequence[str]) -> Totals:
    connection.execute(delete(sighting).where(sighting.c.claim.in_(ids)))
    connection.execute(delete(claim_alias).where(claim_alias.c.claim.in_(ids)))
    connection.execute(delete(claim).where(claim.c.id.in_(ids)))
    return {}


def _old_silences(cutoffs: Cutoffs) -> Select[Any]:
    return select(silence.c.id).where(silence.c.ends_at < cutoffs.deliveries)


def _remove_silences(connection: Connection, ids: Sequence[str]) -> Totals:
    connection.execute(delete(silence).where(silence.c.id.in_(ids)))
    return {}


def _remove_members(connection: Connection, ids: Sequence[str]) -> Totals:
    forget_members(connection, ids)
    return {}


SWEEPS: tuple[Sweep, ...] = (
    Sweep(name="stories", key=story_member.c.article_id, old=_old_members, remove=_remove_members),
    Sweep(name="articles", key=article.c.id, old=_old_articles, remove=_empty_articles),
    Sweep(name="deliveries", key=delivery.c.id, old=_old_deliveries, remove=_remove_deliveries),
    Sweep(name="silences", key=silence.c.id, old=_old_silences, remove=_remove_silences),
    Sweep(name="alerts", key=alert.c.id, old=_old_alerts, remove=_remove_alerts),
    Sweep(name="claims", key=claim.c.id, old=_old_claims, remove=_remove_claims),
    Sweep(name="digests", key=article.c.id, old=_gone_articles, remove=_remove_articles),
)
"""In the order in which one makes room for the next."""
