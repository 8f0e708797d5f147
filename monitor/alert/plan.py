"""`plan(news, desk, silences, now)`: one named decision for each match of an article. Pure.

`plan` is pure: the news, what was sent before and `now` in; named decisions out. An alert is one
rule's news of one claim or one story (`grouping`): its first report opens it, whatever file that came
in, and later reports join it, so that one piece of news is sent once. Who hears of it, when, and with
what else, is for `dispatch`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from enum import StrEnum

from monitor.alert.corrected import says_change
from monitor.alert.denying import denials_of
from monitor.alert.dispatch import ChannelHistory, Desk, Dispatch, Occasion, Outcome, dispatches
from monitor.alert.grouping import (
    ArticleContext,
    Ledgered,
    NotifiedAlert,
    Stands,
    Subject,
    change_of,
    earlier,
    subjects_of,
)
from monitor.alert.model import Alert, AlertState, LifeStep, Report, StepKind, stable_id
from monitor.alert.silence import Silence
from monitor.claims.model import Account
from monitor.claims.summary import NEW_CLAIM, notes_beside, notes_on_opening, notes_on_update, says_status
from monitor.rule.model import Match

__all__ = [
    "Decision",
    "Dispatch",
    "News",
    "Outcome",
    "Standing",
    "alert_id",
    "claim_alert_id",
    "opened",
    "plan",
    "update_step",
]

BY = "monitor"
MOST_OPENED = 20
"""Alerts of one rule that one article may open: a list of four hundred names is one piece of news."""


class Standing(StrEnum):
    """What an article is to the ones before it."""

    NEW = "new"
    GROWN = "grown"
    VERSION = "version"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """An article's identity and the matches it gave.

    `story` is the story it belongs to, "" where nobody placed it, `story_reason` why. `answers` says, by
    rule, which earlier story a denial answers; `correction` holds the words by which an agency corrects
    its own copy. `heard` holds, for each alert's id, what each channel was sent of it. `zone` is
    the desk's, for days in words.
    """

    article_id: str
    version: int
    standing: Standing
    report: Report
    matches: tuple[Match, ...]
    ledger: Ledgered = field(default_factory=Ledgered)
    heard: Mapping[str, Mapping[str, ChannelHistory]] = field(default_factory=dict)
    story: str = ""
    story_reason: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    correction: str = ""
    zone: tzinfo = UTC

    def context(self, now: datetime) -> ArticleContext:
        """Return what the article is beside its own matches."""
        return ArticleContext(
            article_id=self.article_id,
            published=self.report.published,
            received=now,
            story=self.story,
            claims=self.ledger.claims,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What became of one match, or of one claim in it, why, and who is notified.

    `told` is what is kept of its alert; `notes` stand beside the text; `number` distinguishes the
    claims of one match. `introduces`: channels that know nothing of the alert are notified of it
    by this report. `corrects`: an agency corrects its copy with it. `raised`: it makes the alert graver than
    it was. `step` is what it does to the life of an alert that was over. `alert` is None for a match that
    only counts towards one.
    """

    match: Match
    outcome: Outcome
    reason: str
    alert: Alert | None
    dispatches: tuple[Dispatch, ...] = ()
    told: NotifiedAlert | None = None
    notes: tuple[str, ...] = ()
    number: int = 0
    introduces: bool = False
    corrects: bool = False
    raised: bool = False
    step: LifeStep | None = None


def plan(news: News, desk: Desk, silences: Sequence[Silence], now: datetime) -> tuple[Decision, ...]:
    """Decide what each match of *news* leads to."""
    news = replace(news, zone=desk.zone)
    told = list(news.ledger.told)
    context = news.context(now)
    decisions: list[Decision] = []
    for match in news.matches:
        if match.rule.draft:
            reason = "the rule is a draft: kept, nobody is told"
            decisions.append(Decision(match=match, outcome=Outcome.DRAFT, reason=reason, alert=None))
            continue
        of_match: list[Decision] = []
        room = MOST_OPENED - _opened_before(match, told, news)
        for subject in subjects_of(match, context, desk.join_for):
            before = earlier(subject, told, context, news.ledger.words)
            if before is None and room <= 0:
                of_match.append(_beyond(subject))
                continue
            decision = _again(subject, before, news, now) if before else _first(subject, news, now)
            room -= before is None
            told = [one for one in told if decision.told is None or one.alert.id != decision.told.alert.id]
            told += [decision.told] if decision.told else []
            of_match.append(decision)
        decisions += _saying_what_is_beyond(of_match)
    return tuple(_with_dispatches(one, news, desk, silences, now) for one in decisions)


def _opened_before(match: Match, told: Sequence[NotifiedAlert], news: News) -> int:
    """Return how many alerts of the rule the article was sent with, in its earlier versions."""
    rule, own = match.rule.id, news.ledger.words
    return sum(one.alert.rule == rule and one.alert.id in own for one in told)


def _beyond(subject: Subject) -> Decision:
    one = subject.match.title
    reason = f"{one}: beyond the {MOST_OPENED} alerts of a rule that one article opens, counted in the last"
    return Decision(
        match=subject.match, outcome=Outcome.BEYOND, reason=reason, alert=None, number=subject.number
    )


def _saying_what_is_beyond(decisions: list[Decision]) -> list[Decision]:
    """Return the *decisions* of one match; the last alert opened says how many claims opened none."""
    beyond = sum(one.outcome is Outcome.BEYOND for one in decisions)
    opened = [place for place, one in enumerate(decisions) if one.outcome is Outcome.OPENED]
    if beyond and opened:
        last = decisions[opened[-1]]
        note = (
            f"{beyond:,} more of these in the same article opened no alert, as one article opens at most "
            f"{MOST_OPENED} of a rule; all of them: monitor why PATH, with the path of this article"
        )
        decisions[opened[-1]] = replace(last, notes=(*last.notes, note))
    return decisions


def alert_id(rule_id: str, article_id: str) -> str:
    """Return the id of the alert that *rule_id* opens for an article."""
    return stable_id("alert", rule_id, article_id)


def claim_alert_id(rule_id: str, claim: str, article_id: str) -> str:
    """Return the id of the alert that *rule_id* opens for a claim (or a key of `per`) in an article."""
    return stable_id("alert", rule_id, claim, article_id)


def group_alert_id(rule_id: str, group: str) -> str:
    """Return the id of the alert that *rule_id* opens for a group of articles that it counts."""
    return stable_id("alert", rule_id, "group", group)


def _first(subject: Subject, news: News, now: datetime) -> Decision:
    claim, rule, gathered = subject.claim, subject.match.rule, subject.match.gathered
    id_ = group_alert_id(rule.id, gathered.group) if gathered else alert_id(rule.id, news.article_id)
    if subject.by_contact:
        id_ = claim_alert_id(rule.id, claim.id if claim else subject.key, news.article_id)
    alert = replace(opened(subject.match, id_, now, news.report), claim=claim.id if claim else None)
    of_claim = claim is not None and subject.by_contact
    reason = f"first report of the claim {claim.id}" if claim and of_claim else "first report"
    return Decision(
        match=subject.match,
        outcome=Outcome.OPENED,
        reason=gathered.reason if gathered else reason,
        alert=alert,
        told=NotifiedAlert(
            alert=alert,
            key=subject.key,
            claim=alert.claim,
            at=news.report.published,
            received=now,
            stands=Stands.of(claim) if claim else None,
        ),
        notes=(
            *(gathered.notes if gathered else ()),
            *_notes_on_first(subject, news),
            *_answers(subject, news),
        ),
        number=subject.number,
    )


def _answers(subject: Subject, news: News) -> tuple[str, ...]:
    answer = news.answers.get(subject.match.rule.id)
    return (f"Answers an earlier story: {answer}",) if answer else ()


def _notes_on_first(subject: Subject, news: News) -> tuple[str, ...]:
    if subject.claim is None:
        return ()
    say = notes_on_opening if subject.by_contact else notes_beside
    notes = say(subject.claim, news.article_id, news.zone)
    recalled = _is_recalled(subject)
    return tuple("Told as background" if recalled and one == NEW_CLAIM else one for one in notes)


def _is_recalled(subject: Subject) -> bool:
    """Return whether the article only recalls it ("has met her twice since"): it is no news of its own."""
    asked = subject.match.asked
    return bool(asked) and all(fact.standing for fact in asked)


def _again(subject: Subject, before: NotifiedAlert, news: News, now: datetime) -> Decision:
    claim, told = subject.claim, before
    notes: tuple[str, ...] = ()
    outcome, reason = _joining(subject, before, news)
    if claim is not None:
        stands = Stands.of(claim)
        told = replace(before, stands=stands if before.claim == claim.id else stands.beside(before.stands))
        changed = _notes_on_change(claim, stands, before, news)
        if changed:
            outcome, reason, notes = Outcome.UPDATED, says_status(claim), changed
            if change_of(stands, before.stands).denied_by:
                subject = replace(subject, match=_as_grave_as_its_denial(subject.match, claim, news))
        elif outcome is Outcome.JOINED:
            notes = _notes_on_first(subject, news)
    if outcome is Outcome.UPDATED:
        notes = (*notes, *_other_words(subject, before, news))
    introduces = news.standing is not Standing.REPEAT and before.alert.id not in news.ledger.words
    corrects = (
        bool(news.correction) and introduces and outcome is Outcome.JOINED and not _is_recalled(subject)
    )
    if corrects:
        reason = f"a correction; {reason}"
        notes = (f"Correction by {news.report.publisher or 'its publisher'}", news.correction, *notes)
    step = None
    if before.alert.state is AlertState.RESOLVED and (introduces or outcome is Outcome.UPDATED):
        outcome, step = Outcome.UPDATED, LifeStep(kind=StepKind.REOPENED, at=now, by=BY, comment=reason)
        notes = ("Reported again after it was resolved", *notes)
        told = replace(told, alert=replace(told.alert, state=AlertState.OPEN))
    decision = Decision(
        match=subject.match,
        outcome=outcome,
        reason=reason,
        alert=before.alert,
        told=told,
        notes=notes,
        number=subject.number,
        introduces=introduces,
        corrects=corrects,
        step=step,
    )
    if news.standing is not Standing.REPEAT:
        decision = _graver(decision, before.alert, told)
    return decision if decision.told != before else replace(decision, told=None)


def _graver(decision: Decision, alert: Alert, told: NotifiedAlert) -> Decision:
    """Return *decision* as one that raises *alert* to the severity of its match, where that is graver."""
    severity = decision.match.severity
    if severity.grade <= alert.severity.grade:
        return decision
    raised = f"Now {severity}: it was {alert.severity}"
    # What the update is about comes first: that it weighs more is the news only where there is no other.
    is_news = decision.corrects or decision.outcome is Outcome.UPDATED
    return replace(
        decision,
        outcome=Outcome.UPDATED,
        alert=replace(alert, severity=severity),
        told=replace(told, alert=replace(told.alert, severity=severity)),
        raised=True,
        notes=(*decision.notes, raised) if is_news else (raised, *decision.notes),
    )


def _as_grave_as_its_denial(match: Match, claim: Account, news: News) -> Match:
    """Return *match* as grave as the gravest that any rule finds the article's denial of *claim*."""
    denying = denials_of(claim.id, news.matches, news.ledger.claims)
    return match.at_least(one.severity_of(fact) for one, fact in denying)


def _notes_on_change(claim: Account, stands: Stands, before: NotifiedAlert, news: News) -> tuple[str, ...]:
    if before.stands is not None and before.stands.withdrawn:
        return (
            "Reported again after it was withdrawn",
            *notes_on_opening(claim, news.article_id, news.zone)[1:],
        )
    change = change_of(stands, before.stands)
    return notes_on_update(claim, news.article_id, change, news.zone) if change else ()


def _other_words(subject: Subject, before: NotifiedAlert, news: News) -> tuple[str, ...]:
    """Return what another version of the same article changed of the sentences that tell of its facts."""
    old = news.ledger.before.get(before.alert.id, ())
    new = (span.text for fact in subject.match.asked for span in fact.evidence)
    return says_change(old, new) if old and news.standing is Standing.VERSION else ()


def _joining(subject: Subject, before: NotifiedAlert, news: News) -> tuple[Outcome, str]:
    words = news.ledger.words.get(before.alert.id)
    if news.standing is Standing.REPEAT:
        return Outcome.JOINED, "the same file again"
    if words is None:
        return Outcome.JOINED, f"one more report{_why_same(subject, before, news)}"
    if news.standing is Standing.GROWN:
        return Outcome.JOINED, "the rest of an article that was still being written"
    if {news.ledger.proofs.get(span, "") for span in subject.match.evidence} <= words:
        return Outcome.JOINED, f"version {news.version} says the same"
    return Outcome.UPDATED, f"version {news.version} has other words"


def _why_same(subject: Subject, before: NotifiedAlert, news: News) -> str:
    if subject.match.gathered is not None:
        return f": {subject.match.gathered.reason}"
    if subject.claim is not None and before.claim == subject.claim.id:
        return f" of the claim {subject.claim.id}"
    if subject.key == before.key and subject.key.startswith("story:") and news.story_reason:
        return f" of the story: {news.story_reason}"
    return ""


def opened(match: Match, id_: str, now: datetime, *reports: Report) -> Alert:
    """Return the alert that *match* opens, as its first *reports* stand behind it."""
    rule = match.rule
    return Alert(
        id=id_,
        rule=rule.id,
        severity=match.severity,
        tags=rule.tags,
        state=AlertState.OPEN,
        title=match.title,
        opened_at=now,
        updated_at=now,
        reports=reports,
    )


def _with_dispatches(
    decision: Decision, news: News, desk: Desk, silences: Sequence[Silence], now: datetime
) -> Decision:
    if decision.alert is None:
        return decision
    occasion = Occasion(
        match=decision.match,
        alert=decision.alert,
        outcome=decision.outcome,
        step=update_step(news),
        introduces=decision.introduces,
        corrects=decision.corrects,
        heard=news.heard.get(decision.alert.id, {}),
    )
    told = dispatches(occasion, desk, silences, now)
    nowhere = decision.outcome is Outcome.OPENED and not told
    reason = f"{decision.reason}; routed nowhere" if nowhere else decision.reason
    return replace(decision, dispatches=told, reason=reason)


def update_step(news: News) -> str:
    """Return what distinguishes the updates of one alert; a text put back is another version."""
    return news.report.digest if news.version == 1 else f"{news.report.digest} {news.version}"
