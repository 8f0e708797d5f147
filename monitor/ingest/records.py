"""Builds the rows that are stored of a file, one function for each kind; decides nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from types import MappingProxyType

from monitor.alert.dispatch import Joined
from monitor.alert.model import Alert, stable_id
from monitor.alert.plan import Decision, Dispatch, News, Outcome
from monitor.article.model import Article, Span
from monitor.article.paths import display_path
from monitor.duration import say_duration
from monitor.ingest.identity import FileIdentity
from monitor.ingest.read_file import ReadFile
from monitor.notify.build import compose, proofs_of, quotes_of
from monitor.notify.digest import gravity
from monitor.notify.model import JoinedAlert, Notification, NotificationKind
from monitor.notify.sanitize import fold
from monitor.rule.jsonl import facts_json
from monitor.rule.model import Match, gravest
from monitor.store.records import (
    ArticleRow,
    FileRow,
    FileState,
    Intake,
    MatchRow,
    NewDelivery,
    VersionRow,
)

NO_OTHERS: Mapping[str, Decision] = MappingProxyType({})


def proofs(match: Match) -> dict[Span, str]:
    """Return a mark for the sentence of each span of evidence, of the match or of what it asked for."""
    spans = {*match.evidence, *(span for fact in match.asked for span in fact.proof)}
    return {span: _mark(sentence) for span, sentence in proofs_of(match.article, list(spans)).items()}


def _mark(sentence: str) -> str:
    """Return a short mark that stands for *sentence*."""
    return stable_id("sentence", sentence)


def file_row(
    reading: ReadFile, now: datetime, *, state: FileState, article_id: str | None, reason: str = ""
) -> FileRow:
    """Return the row of a file as it was read just now."""
    path = display_path(reading.arrival.path)
    folder, name = os.path.split(reading.arrival.path)
    return FileRow(
        path=path,
        root=display_path(reading.arrival.root),
        folder=display_path(folder),
        name=display_path(name),
        device=reading.signature.device,
        inode=reading.signature.inode,
        size=reading.signature.size,
        mtime_ns=reading.signature.mtime_ns,
        ctime_ns=reading.signature.ctime_ns,
        state=state,
        seen_at=now,
        digest=reading.digest if reading.content else None,
        article_id=article_id,
        reason=reason,
    )


def same_again(reading: ReadFile, verdict: FileIdentity, now: datetime) -> Intake:
    """Return the intake of a file whose content is known and need not be looked at again."""
    row = file_row(reading, now, state=verdict.state, article_id=verdict.article_id)
    return Intake(file=row, moved_from=verdict.moved_from, became=verdict.kind)


def article_row(article: Article, drawn: Sequence[int], verdict: FileIdentity, now: datetime) -> ArticleRow:
    """Return the row of an article as it stands with this version."""
    return ArticleRow(
        id=verdict.article_id,
        path=display_path(article.path or ""),
        digest=article.digest,
        version=verdict.version,
        title=article.title,
        publisher=article.publisher,
        author=article.author,
        language=article.language,
        url=article.url,
        published_at=article.dated,
        received_at=now,
        updated_at=now,
        sketch=tuple(drawn),
    )


def version_row(article: Article, verdict: FileIdentity, now: datetime) -> VersionRow:
    """Return the row of one text of an article."""
    return VersionRow(
        digest=article.digest,
        article_id=verdict.article_id,
        version=verdict.version,
        path=display_path(article.path or ""),
        title=article.title,
        published_at=article.dated,
        received_at=now,
    )


def match_id(decision: Decision, news: News) -> str:
    """Return the id of a match: the text, the rule, and which of its contacts."""
    number = f"-{decision.number}" if decision.number else ""
    return f"{news.report.digest[:16]}-{decision.match.rule.id}{number}"


def match_row(decision: Decision, news: News, now: datetime) -> MatchRow:
    """Return the row of a match and what became of it."""
    match = decision.match
    proofs = proofs_of(match.article, match.evidence)
    return MatchRow(
        id=match_id(decision, news),
        article_id=news.article_id,
        digest=news.report.digest,
        rule_id=match.rule.id,
        rule_digest=match.rule.digest,
        title=match.title,
        evidence=[{**asdict(span), "proof": _mark(proofs[span])} for span in match.evidence],
        facts=facts_json(match.facts),
        alert_id=decision.alert.id if decision.alert else None,
        outcome=decision.outcome,
        reason=decision.reason,
        matched_at=now,
    )


def deliveries(
    decision: Decision, match: str, now: datetime, others: Mapping[str, Decision] = NO_OTHERS
) -> list[NewDelivery]:
    """Return what is to be sent because of *decision*; *match* is the id of its match.

    *others* are the decisions on the same article, by the ids of their alerts.
    """
    alert = decision.alert
    if alert is None or not decision.dispatches:
        return []
    composed = _composed(decision, alert, now)
    return [
        NewDelivery(
            id=dispatch.delivery_id,
            alert_id=alert.id,
            channel=dispatch.channel,
            notification=_telling_of(decision, dispatch, _notification(decision, dispatch, composed), others),
            due_at=dispatch.due_at,
            created_at=now,
            reason=dispatch.reason,
            match_id=match,
            fold=dispatch.fold,
            silenced=dispatch.silenced,
            joined_to=dispatch.joined_to,
        )
        for dispatch in decision.dispatches
    ]


def _composed(decision: Decision, alert: Alert, now: datetime) -> Notification:
    """Return what every channel is sent because of *decision*; each gets it as what it is to that channel."""
    plain = compose(
        decision.match, delivery_id="", alert_id=alert.id, kind=NotificationKind.FIRST, received_at=now
    )
    # A thread keeps the title and the severity under which it was begun, unless a denial is graver.
    severity = gravest((alert.severity, decision.match.severity))
    return replace(plain, title=fold(alert.title), severity=str(severity))


def _telling_of(
    decision: Decision, dispatch: Dispatch, lead: Notification, others: Mapping[str, Decision]
) -> Notification:
    """Return *lead* with the alerts it tells of besides its own; it is as grave as the gravest of them."""
    told = [(join, others[join.alert_id]) for join in dispatch.joins if join.alert_id in others]
    if not told:
        return lead
    joined = tuple(_joined_alert(join, one) for join, one in told)
    shared = [span for join, one in told if join.is_same_event for span in one.match.evidence]
    quotes = quotes_of(decision.match.article, (*decision.match.evidence, *shared)) if shared else lead.quotes
    severity = max((lead.severity, *(one.severity for one in joined)), key=gravity)
    return replace(lead, joined=joined, quotes=quotes, severity=severity)


def _joined_alert(join: Joined, decision: Decision) -> JoinedAlert:
    alert = decision.alert
    changed = decision.outcome is Outcome.UPDATED or decision.corrects
    notes = decision.notes[:1] if changed else () if join.is_same_event else decision.notes
    return JoinedAlert(
        alert_id=join.alert_id,
        rule=decision.match.rule.id,
        severity=str(alert.severity) if alert else str(decision.match.severity),
        title=fold(decision.match.title),
        note="; ".join(notes),
        is_same_event=join.is_same_event,
    )


def _notification(decision: Decision, dispatch: Dispatch, plain: Notification) -> Notification:
    kind = NotificationKind(str(dispatch.kind))
    changes: tuple[str, ...] = ()
    if kind is NotificationKind.UPDATE and (decision.outcome is Outcome.UPDATED or decision.corrects):
        changes = decision.notes or (decision.reason,)
    notes = plain.notes if changes else (*decision.notes, *plain.notes)
    escalate = decision.match.rule.escalate
    if kind is NotificationKind.ESCALATION and escalate is not None:
        changes = (f"Nobody has acknowledged for {say_duration(escalate.after)}",)
    return replace(plain, id=dispatch.delivery_id, kind=kind, changes=changes, notes=notes)
