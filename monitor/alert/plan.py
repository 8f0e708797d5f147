"""From matches to alerts: what is opened, what is joined, who is told.

`plan` is pure: the news, the alerts already known and `now` in; named decisions out. The
identity of an alert is its rule and its article, whatever file the article came in and however
often it is corrected, so that the same news opens one alert and nothing is told twice. A rule with
`new` opens an alert for each claim instead (`newness.py`); later reports of the claim join it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from monitor.alert.model import Alert, AlertState, Report, stable_id
from monitor.alert.newness import Ledgered, Stands, Subject, Told, change_of, earlier, subjects_of
from monitor.alert.route import Destination, RouteConfig, destinations
from monitor.claim.model import Claim
from monitor.claim.says import notes_beside, notes_on_opening, notes_on_update, says_status
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
    versions were told with, both in a form for comparing. `heard` holds, for each alert's id, the
    channels that were told of it.
    """

    article_id: str
    version: int
    standing: Standing
    report: Report
    matches: tuple[Match, ...]
    proofs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    told: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ledger: Ledgered = field(default_factory=Ledgered)
    heard: Mapping[str, frozenset[str]] = field(default_factory=dict)


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
    """What became of one match, or of one claim in it, why, and who is told.

    `told` is what is to be remembered of an alert of a rule with `new`; `notes` are said beside
    the words; `number` tells the claims of one match apart. `introduces`: channels that know
    nothing of the alert are told of it by this report.
    """

    match: Match
    outcome: Outcome
    reason: str
    alert: Alert
    tellings: tuple[Telling, ...]
    told: Told | None = None
    notes: tuple[str, ...] = ()
    number: int = 0
    introduces: bool = False


def plan(
    news: News,
    known: Mapping[str, Alert],
    routes: Sequence[RouteConfig],
    channels: Sequence[str],
    now: datetime,
) -> tuple[Decision, ...]:
    """Decide what each match of *news* leads to; *known* are the alerts that already exist, by id."""
    told = list(news.ledger.told)
    decisions: list[Decision] = []
    for match in news.matches:
        for subject in subjects_of(match, news.ledger.claims):
            if subject.key is None:
                decisions.append(_of_article(subject, news, known, now))
                continue
            before = earlier(subject, told, news.report.published, now, news.ledger.words)
            decision = _again(subject, before, news) if before else _first(subject, news, now)
            told = [one for one in told if decision.told is None or one.alert.id != decision.told.alert.id]
            told += [decision.told] if decision.told else []
            decisions.append(decision)
    return tuple(replace(one, tellings=_tellings(one, news, routes, channels)) for one in decisions)


def alert_id(rule_id: str, article_id: str) -> str:
    """Return the id of the alert that *rule_id* opens for an article."""
    return stable_id("alert", rule_id, article_id)


def claim_alert_id(rule_id: str, claim: str, article_id: str) -> str:
    """Return the id of the alert that *rule_id* opens for a claim (or a key of `per`) in an article."""
    return stable_id("alert", rule_id, claim, article_id)


def _of_article(subject: Subject, news: News, known: Mapping[str, Alert], now: datetime) -> Decision:
    match, claim = subject.match, subject.claim
    id_ = alert_id(match.rule.id, news.article_id)
    if id_ not in known:
        alert = replace(_opened(match, id_, news, now), claim=claim.id if claim else None)
        outcome, reason = Outcome.OPENED, "first report"
    else:
        alert = known[id_]
        outcome, reason = _joining(match, news)
    return Decision(
        match=match,
        outcome=outcome,
        reason=reason,
        alert=alert,
        tellings=(),
        notes=notes_beside(claim, news.article_id) if claim else (),
        number=subject.number,
    )


def _first(subject: Subject, news: News, now: datetime) -> Decision:
    claim, rule = subject.claim, subject.match.rule
    id_ = claim_alert_id(rule.id, claim.id if claim else subject.key or "", news.article_id)
    alert = replace(_opened(subject.match, id_, news, now), claim=claim.id if claim else None)
    return Decision(
        match=subject.match,
        outcome=Outcome.OPENED,
        reason=f"first report of the claim {claim.id}" if claim else "first report",
        alert=alert,
        tellings=(),
        told=Told(
            alert=alert,
            key=subject.key or "",
            claim=alert.claim,
            at=news.report.published,
            received=now,
            stands=Stands.of(claim) if claim else None,
        ),
        notes=notes_on_opening(claim, news.article_id) if claim else (),
        number=subject.number,
    )


def _again(subject: Subject, before: Told, news: News) -> Decision:
    claim, told = subject.claim, before
    notes: tuple[str, ...] = ()
    outcome, reason = _joining_claim(subject, before, news)
    if claim is not None:
        stands = Stands.of(claim)
        of_same = before.claim == claim.id
        told = replace(before, stands=stands if of_same else stands.beside(before.stands))
        changed = _notes_on_change(claim, stands, before, news)
        if changed:
            outcome, reason, notes = Outcome.UPDATED, says_status(claim), changed
        elif outcome is Outcome.JOINED:
            notes = notes_on_opening(claim, news.article_id)
    return Decision(
        match=subject.match,
        outcome=outcome,
        reason=reason,
        alert=before.alert,
        tellings=(),
        told=told if told != before else None,
        notes=notes,
        number=subject.number,
        introduces=news.standing is not Standing.REPEAT and before.alert.id not in news.ledger.words,
    )


def _notes_on_change(claim: Claim, stands: Stands, before: Told, news: News) -> tuple[str, ...]:
    if before.stands is not None and before.stands.withdrawn:
        return ("Reported again after it was withdrawn", *notes_on_opening(claim, news.article_id)[1:])
    change = change_of(stands, before.stands)
    return notes_on_update(claim, news.article_id, change) if change else ()


def _joining_claim(subject: Subject, before: Told, news: News) -> tuple[Outcome, str]:
    words = news.ledger.words.get(before.alert.id)
    if news.standing is Standing.REPEAT:
        return Outcome.JOINED, "the same file again"
    if words is None:
        return Outcome.JOINED, f"also reports what alert {before.alert.id} told"
    if news.standing is Standing.GROWN:
        return Outcome.JOINED, "the rest of an article that was still being written"
    if {news.ledger.proofs.get(span, "") for span in subject.match.evidence} <= words:
        return Outcome.JOINED, f"version {news.version} says the same"
    return Outcome.UPDATED, f"version {news.version} has other words"


def _opened(match: Match, id_: str, news: News, now: datetime) -> Alert:
    rule = match.rule
    return Alert(
        id=id_,
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
    decision: Decision, news: News, routes: Sequence[RouteConfig], channels: Sequence[str]
) -> tuple[Telling, ...]:
    id_ = decision.alert.id
    heard = news.heard.get(id_, frozenset())
    places = destinations(decision.match, routes, channels)
    match decision.outcome:
        case Outcome.OPENED:
            return tuple(_telling(id_, place, "first") for place in places)
        case Outcome.JOINED:
            unheard = [place for place in places if decision.introduces and place.channel not in heard]
            return tuple(_telling(id_, place, "first") for place in unheard)
        case Outcome.UPDATED:
            known = {place.channel for place in places}
            also = [one for one in channels if one in heard and one not in known]
            places += tuple(Destination(one, "told of this alert before") for one in also)
            return tuple(_telling(id_, place, update_step(news)) for place in places)


def update_step(news: News) -> str:
    """Return what tells the updates of one alert apart; a text put back is another version."""
    return news.report.digest if news.version == 1 else f"{news.report.digest} {news.version}"


def _telling(id_: str, place: Destination, step: str) -> Telling:
    return Telling(
        delivery_id=stable_id("delivery", id_, place.channel, step),
        channel=place.channel,
        update=step != "first",
        reason=place.reason,
    )
