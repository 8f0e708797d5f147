"""Updates that take an alert back: a corrected version no longer says it, or the agency killed its copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.alert.dispatch import Desk, Occasion, dispatches
from monitor.alert.grouping import NotifiedAlert, Stands
from monitor.alert.plan import Decision, News, Outcome, update_step
from monitor.alert.route import RouteConfig
from monitor.article.model import Article
from monitor.rule.model import Match, Rule

_NOWHERE_NEW = (RouteConfig(channels=()),)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """Alerts whose news is taken back, by what article, and the words for it.

    `reason` is for the record ("version 2 no longer says so"), `notes` are what a desk reads first.
    """

    news: News
    article: Article
    gone: tuple[NotifiedAlert, ...]
    reason: str
    notes: tuple[str, ...]


def no_longer_said(news: News, article: Article, gone: Iterable[NotifiedAlert]) -> TakenBack:
    """Return what is taken back by a version that says no more what the alerts *gone* were opened for."""
    reason = f"version {news.version} no longer says so"
    notes = (f"Withdrawn by {_who(news)}", reason.capitalize())
    return TakenBack(news=news, article=article, gone=tuple(gone), reason=reason, notes=notes)


def killed_by(news: News, article: Article, gone: Iterable[NotifiedAlert], words: str) -> TakenBack:
    """Return what is taken back by an agency's notice, whose own *words* are shown."""
    notes = (f"Withdrawn by {_who(news)}", f"“{words}”")
    return TakenBack(
        news=news, article=article, gone=tuple(gone), reason=f"killed by {_who(news)}", notes=notes
    )


def _who(news: News) -> str:
    return news.report.publisher or "its publisher"


def withdrawals(
    back: TakenBack,
    rules: Mapping[str, Rule],
    desk: Desk,
    now: datetime,
) -> Iterator[Decision]:
    """Yield an update for each alert that is taken back, to the channels that heard of it.

    No silence keeps it from them: who was sent a thing must hear that it is taken back. An alert
    whose rule is no longer there is left alone.
    """
    for told in back.gone:
        rule = rules.get(told.alert.rule)
        if rule is None:
            continue
        occasion = _occasion(back, told, rule)
        # Whoever heard of it is notified, and nobody else, whatever the routes say now.
        heard = tuple(one for one in desk.channels if one in occasion.heard)
        listeners = replace(desk, routes=_NOWHERE_NEW, channels=heard)
        yield Decision(
            match=occasion.match,
            outcome=Outcome.UPDATED,
            reason=back.reason,
            alert=told.alert,
            dispatches=dispatches(occasion, listeners, (), now),
            told=replace(told, stands=replace(told.stands or Stands(), withdrawn=True)),
            notes=back.notes,
        )


def _occasion(back: TakenBack, told: NotifiedAlert, rule: Rule) -> Occasion:
    return Occasion(
        match=Match(rule=rule, article=back.article, title=told.alert.title, evidence=()),
        alert=told.alert,
        outcome=Outcome.UPDATED,
        step=update_step(back.news),
        introduces=False,
        heard=back.news.heard.get(told.alert.id, {}),
    )
