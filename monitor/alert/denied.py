"""A denial of a claim that a desk was told joins the alerts told of it, whatever their rules. Pure.

A rule may ask only for contacts said to have taken place: who was told of one must hear all the same that
it is denied. A denial is as grave as the gravest rule that it matches, whatever the alert was opened as.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.alert.denying import denials_of
from monitor.alert.dispatch import Desk, DispatchKind, Occasion, Outcome, dispatches
from monitor.alert.grouping import NotifiedAlert, Stands, change_of
from monitor.alert.model import Alert
from monitor.alert.plan import Decision, News, update_step
from monitor.alert.silence import Silence
from monitor.claims.model import Account
from monitor.claims.summary import notes_on_update, says_status
from monitor.rule.model import Match, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """By which rules, channels and silences, and when, it is decided who hears of a denial."""

    rules: Mapping[str, Rule]
    desk: Desk
    silences: Sequence[Silence]
    now: datetime


def joined_by_denials(news: News, made: Sequence[Decision], hearing: Hearing) -> Iterator[Decision]:
    """Yield an update for each alert told of a claim that *news* newly denies, beside those *made*."""
    decided = {one.alert.id for one in made if one.alert}
    for told in news.ledger.told:
        rule = hearing.rules.get(told.alert.rule)
        found = _denied_in(news, told) if rule and told.alert.id not in decided else None
        if rule and found:
            match, claim = found
            yield _update(told, _by_rule(match, rule, told.alert), claim, news, hearing)


def _update(told: NotifiedAlert, match: Match, claim: Account, news: News, hearing: Hearing) -> Decision:
    stands = Stands.of(claim)
    heard = news.heard.get(told.alert.id, {})
    occasion = Occasion(
        match=match,
        alert=told.alert,
        outcome=Outcome.UPDATED,
        step=update_step(news),
        introduces=False,
        heard=heard,
    )
    # Whoever heard of the claim is notified, by the routes for what is so grave; nobody else: the alert is of
    # another rule, and what the denial opens by its own is sent to those.
    sent = dispatches(occasion, hearing.desk, hearing.silences, hearing.now)
    return Decision(
        match=match,
        outcome=Outcome.UPDATED,
        reason=says_status(claim),
        alert=told.alert,
        dispatches=tuple(one for one in sent if one.kind is DispatchKind.UPDATE),
        told=replace(told, stands=stands),
        notes=notes_on_update(claim, news.article_id, change_of(stands, told.stands), hearing.desk.zone),
    )


def _by_rule(match: Match, rule: Rule, alert: Alert) -> Match:
    """Return the match of a denial as one of the *rule* whose *alert* it joins, as grave as it is itself."""
    grave = match.at_least((alert.severity,))
    return replace(grave, rule=rule, title=alert.title)


def _denied_in(news: News, told: NotifiedAlert) -> tuple[Match, Account] | None:
    """Return the match whose denial is of the claim of *told*, asked for that alone, and the claim.

    It is as grave as the gravest that any rule finds that denial.
    """
    denying = list(denials_of(told.claim or "", news.matches, news.ledger.claims))
    if not denying:
        return None
    match, fact = denying[0]
    claim = news.ledger.claims[fact.contact] if fact.contact else None
    if claim is None or not change_of(Stands.of(claim), told.stands).denied_by:
        return None
    facts, grave = match.facts.led_by((fact,)), match.severity_of(fact)
    about = replace(match, asked=(fact,), evidence=fact.proof, facts=facts, severities=(grave,))
    return about.at_least(one.severity_of(denial) for one, denial in denying), claim
