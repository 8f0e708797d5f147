"""From matches to alerts: what is opened, what is joined, who is told.

`plan` is pure: the news, the alerts already known and `now` in; named decisions out. The
identity of an alert is its rule and its article, whatever file the article came in and however
often it is corrected, so that the same news opens one alert and nothing is told twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from monitor.alert.model import Alert, AlertState, Report, stable_id
from monitor.alert.route import RouteConfig, destinations
from monitor.rule.model import Match


class Standing(StrEnum):
    """What an article is to the ones before it."""

    NEW = "new"
    GROWN = "grown"
    VERSION = "version"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """An article's identity and the matches it gave.

    `proofs` holds, for each rule id, the sentences that prove its match, `told` those that earlier
    versions were told with, both in a form for comparing.
    """

    article_id: str
    version: int
    standing: Standing
    report: Report
    matches: tuple[Match, ...]
    proofs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    told: Mapping[str, frozenset[str]] = field(default_factory=dict)


class Outcome(StrEnum):
    """What became of one match."""

    OPENED = "opened"
    JOINED = "joined"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One thing to tell one channel; `delivery_id` is the same whenever it is planned again."""

    delivery_id: str
    channel: str
    update: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What became of one match, why, and who is told."""

    match: Match
    outcome: Outcome
    reason: str
    alert: Alert
    tellings: tuple[Telling, ...]


def plan(
    news: News,
    known: Mapping[str, Alert],
    routes: Sequence[RouteConfig],
    channels: Sequence[str],
    now: datetime,
) -> tuple[Decision, ...]:
    """Decide what each match of *news* leads to; *known* are the alerts that already exist, by id."""
    decisions = []
    for match in news.matches:
        earlier = known.get(alert_id(match.rule.id, news.article_id))
        if earlier is None:
            alert = _opened(match, news, now)
            outcome, reason = Outcome.OPENED, "first report"
        else:
            alert = earlier
            outcome, reason = _joining(match, news)
        tellings = () if outcome is Outcome.JOINED else _tellings(match, alert, news, routes, channels)
        decisions.append(
            Decision(match=match, outcome=outcome, reason=reason, alert=alert, tellings=tellings)
        )
    return tuple(decisions)


def alert_id(rule_id: str, article_id: str) -> str:
    """Return the id of the alert that *rule_id* opens for an article."""
    return stable_id("alert", rule_id, article_id)


def _opened(match: Match, news: News, now: datetime) -> Alert:
    rule = match.rule
    return Alert(
        id=alert_id(rule.id, news.article_id),
        rule=rule.id,
        severity=rule.severity,
        tags=rule.tags,
        state=AlertState.OPEN,
        title=match.title,
        opened_at=now,
        updated_at=now,
        reports=(news.report,),
    )


def _joining(match: Match, news: News) -> tuple[Outcome, str]:
    if news.standing is Standing.REPEAT:
        return Outcome.JOINED, "the same file again"
    if news.standing is Standing.GROWN:
        return Outcome.JOINED, "the rest of an article that was still being written"
    if news.proofs.get(match.rule.id, frozenset()) <= news.told.get(match.rule.id, frozenset()):
        return Outcome.JOINED, f"version {news.version} says the same"
    return Outcome.UPDATED, f"version {news.version} has other words"


def _tellings(
    match: Match, alert: Alert, news: News, routes: Sequence[RouteConfig], channels: Sequence[str]
) -> tuple[Telling, ...]:
    update = news.standing is Standing.VERSION and alert.reports[:1] != (news.report,)
    step = news.report.digest if update else "first"
    return tuple(
        Telling(
            delivery_id=stable_id("delivery", alert.id, place.channel, step),
            channel=place.channel,
            update=update,
            reason=place.reason,
        )
        for place in destinations(match, routes, channels)
    )
