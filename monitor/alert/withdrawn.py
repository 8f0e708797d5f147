"""What a desk is told when a correction takes back the one report that a told claim rested on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from monitor.alert.model import stable_id
from monitor.alert.newness import Stands, Told
from monitor.alert.plan import Decision, News, Outcome, Telling, update_step
from monitor.article.model import Article
from monitor.rule.model import Match, Rule


def withdrawals(
    news: News,
    article: Article,
    gone: Iterable[Told],
    rules: Mapping[str, Rule],
    channels: Collection[str],
) -> tuple[Decision, ...]:
    """Return an update for each alert of *gone*, to those of *channels* that heard of it.

    *article* is the version that says no more what the alerts were opened for. An alert whose rule
    is no longer there is left alone.
    """
    return tuple(
        _withdrawal(news, article, one, rules[one.alert.rule], channels)
        for one in gone
        if one.alert.rule in rules
    )


def _withdrawal(news: News, article: Article, told: Told, rule: Rule, channels: Collection[str]) -> Decision:
    heard = news.heard.get(told.alert.id, frozenset())
    return Decision(
        match=Match(rule=rule, article=article, title=told.alert.title, evidence=()),
        outcome=Outcome.UPDATED,
        reason=f"version {news.version} no longer says so",
        alert=told.alert,
        tellings=tuple(
            Telling(
                delivery_id=stable_id("delivery", told.alert.id, channel, update_step(news)),
                channel=channel,
                update=True,
                reason="told of this alert before",
            )
            for channel in channels
            if channel in heard
        ),
        told=replace(told, stands=replace(told.stands or Stands(), withdrawn=True)),
        notes=(f"Withdrawn: version {news.version} no longer says so",),
    )
