"""Alerts of `absent:` rules, which the clock opens and the next article ends.

A scheduled job. What is sent is kept together with the fact that it is, so that a silence is sent once
whatever happens in between; the first article afterwards ends it, and that is sent too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.alert.dispatch import ChannelHistory as HeardOf
from monitor.alert.dispatch import Desk, Occasion, Outcome, dispatches
from monitor.alert.model import Alert, LifeStep, StepKind, stable_id
from monitor.alert.plan import Decision, opened
from monitor.alert.silence import Silence
from monitor.article.model import Article
from monitor.correlation.absence import AbsenceChange, LastHeard, SilenceStep, silences_due
from monitor.correlation.model import TallyKey
from monitor.correlation.wording import said_moment
from monitor.duration import say_duration
from monitor.ingest.records import deliveries
from monitor.ingest.watched import Watched, watched
from monitor.notify.model import Notification, NotificationKind
from monitor.rule.model import Absent, Match, Per, Rule
from monitor.rule.template import title_for
from monitor.store.records import NewDelivery
from monitor.store.store import Store
from monitor.store.windows import SilenceRows

BY = "monitor"


def tell_silences(
    store: Store, rules: Iterable[Rule], desk: Desk, now: datetime, up_since: datetime
) -> frozenset[str]:
    """Notify of what fell silent and what speaks again; return the channels that have something to send.

    *up_since* is when this monitor was started. Doing it again changes nothing.
    """
    silent = [one for one in watched(rules) if isinstance(one.rule.stateful, Absent) and not one.rule.draft]
    since = store.watched_since() if silent else {}
    store.watch_rules([one.name for one in silent if one.name not in since], now)
    rows: list[SilenceRows] = []
    this = Round(desk, store.silences(holding_at=now) if silent else (), now)
    for one in silent:
        absent = one.rule.stateful
        if isinstance(absent, Absent):
            heard = _heard(store, one, absent, since.get(one.name, now))
            for step in silences_due(heard, absent.silent_for, now, up_since):
                rows += _rows(store, one.rule, step, this)
    store.settle_silences(rows)
    return frozenset(new.channel for row in rows for new in row.deliveries)


def absent_alert_id(rule_id: str, key: TallyKey, since: datetime) -> str:
    """Return the id of the alert for what has been silent *since*."""
    return stable_id("alert", rule_id, "silent", key.key, since.isoformat())


@dataclass(frozen=True, slots=True)
class Round:
    """One round of the job: who is notified, which silences of people hold, and when it is."""

    desk: Desk
    silences: Sequence[Silence]
    now: datetime


def begun(rule: Rule, absent: Absent, step: SilenceStep, this: Round) -> SilenceRows:
    """Return what is kept and sent of a silence that begins."""
    match = _match(rule, absent, step.heard)
    alert = opened(match, absent_alert_id(rule.id, step.heard.key, step.since), this.now)
    last = "the last was heard" if step.heard.ever else "nothing was heard since the rule began,"
    note = f"Nothing for {say_duration(absent.silent_for)}; {last} {said_moment(step.since)}"
    occasion = Occasion(match=match, alert=alert, outcome=Outcome.OPENED, step="", introduces=True)
    return SilenceRows(
        heard=step.heard,
        alert_id=alert.id,
        step=LifeStep(kind=StepKind.OPENED, at=this.now, by=BY, comment=note),
        alert=alert,
        deliveries=_deliveries(occasion, note, this),
    )


def ended(
    rule: Rule, step: SilenceStep, alert: Alert, heard: Mapping[str, HeardOf], this: Round
) -> SilenceRows:
    """Return what is kept and sent when it is over: whoever *heard* of the silence hears that it is."""
    note = f"reports again: heard {said_moment(step.heard.at)}"
    known = tuple(one for one in this.desk.channels if one in heard)
    occasion = Occasion(
        match=_blank(rule, alert.title),
        alert=alert,
        outcome=Outcome.UPDATED,
        step=f"again {step.heard.at.isoformat()}",
        introduces=False,
        heard=heard,
    )
    listeners = replace(this, desk=replace(this.desk, routes=(), channels=known))
    return SilenceRows(
        heard=step.heard,
        alert_id=alert.id,
        step=LifeStep(kind=StepKind.RESOLVED, at=this.now, by=BY, comment=note),
        deliveries=_deliveries(occasion, note, listeners),
    )


def _heard(store: Store, one: Watched, absent: Absent, since: datetime) -> list[LastHeard]:
    """Return when the rule heard something last; what it is not per is silent from the beginning."""
    heard = store.last_heard(*one.name)
    if heard or absent.per:
        return heard
    return [LastHeard(key=TallyKey(*one.name, ""), label="", at=since, ever=False)]


def _rows(store: Store, rule: Rule, step: SilenceStep, this: Round) -> Iterator[SilenceRows]:
    if step.turn is AbsenceChange.BEGINS and isinstance(rule.stateful, Absent):
        yield begun(rule, rule.stateful, step, this)
        return
    id_ = absent_alert_id(rule.id, step.heard.key, step.since)
    alert = store.alert(id_)
    if alert is not None:
        yield ended(rule, step, alert, store.heard([id_]).get(id_, {}), this)


def _deliveries(occasion: Occasion, note: str, this: Round) -> tuple[NewDelivery, ...]:
    decision = Decision(
        match=occasion.match,
        outcome=occasion.outcome,
        reason=note,
        alert=occasion.alert,
        dispatches=dispatches(occasion, this.desk, this.silences, this.now),
        notes=(note,),
    )
    made = deliveries(decision, "", this.now)
    # No article matched, so there is no match that this message is about.
    return tuple(
        replace(new, match_id=None, notification=absent_notification(new.notification, note)) for new in made
    )


def absent_notification(plain: Notification, note: str) -> Notification:
    """Return the message of an alert that no article opened: *note* is what it says."""
    return plain if plain.kind is NotificationKind.UPDATE else replace(plain, says=note, notes=())


def _match(rule: Rule, absent: Absent, heard: LastHeard) -> Match:
    publisher = heard.label if absent.per == (Per.PUBLISHER,) else None
    blank = _blank(rule, "", publisher)
    title = title_for(blank)
    return replace(blank, title=f"{title}: {heard.label}" if heard.label not in title else title)


def _blank(rule: Rule, title: str, publisher: str | None = None) -> Match:
    """Return a match of no article, which routes and channels treat like any other."""
    article = Article(title="", text="", blocks=(), digest="", publisher=publisher)
    return Match(rule=rule, article=article, title=title, evidence=())
