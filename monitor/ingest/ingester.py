"""Taking in: bytes → article → matches → alerts → deliveries, all in one transaction.

`Ingester.take_in` is the whole way of an article up to the store; a batch is written whole or
not at all, and taking the same files in again changes nothing.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.alert.model import Alert, Report, stable_id
from monitor.alert.newness import Ledgered
from monitor.alert.plan import Decision, News, Outcome, Standing, alert_id, plan
from monitor.alert.route import RouteConfig
from monitor.article.model import Article, Span
from monitor.article.parse import parse_article
from monitor.article.paths import display_path, raw_path
from monitor.article.sketch import sketch
from monitor.clock import Clock
from monitor.errors import ArticleError, StoreError
from monitor.ingest.bearing import BatchLedger, Bearing
from monitor.ingest.reading import Reading, read
from monitor.ingest.standing import Kind, Known, Verdict
from monitor.notify.compose import compose, proofs_of
from monitor.notify.model import NotificationKind
from monitor.rule.jsonl import facts_json
from monitor.rule.model import Match
from monitor.rule.ruleset import RuleSet
from monitor.source.model import Arrival, Signature
from monitor.store.intake import (
    AlertRow,
    ArticleRow,
    FileRow,
    FileState,
    Intake,
    MatchRow,
    NewDelivery,
    ReportRow,
    VersionRow,
)
from monitor.store.store import Store

_log = logging.getLogger(__name__)

_STANDING = {
    Kind.NEW: Standing.NEW,
    Kind.GROWN: Standing.GROWN,
    Kind.VERSION: Standing.VERSION,
    Kind.REVERTED: Standing.VERSION,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Who is told: the routes, and the names of all channels."""

    routes: tuple[RouteConfig, ...]
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """One file taken in as far as it goes by itself; `bearing` is its news, where there is any to plan."""

    intake: Intake
    kind: str
    bearing: Bearing | None = None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a batch: how many files of each kind, and which channels have something to send."""

    counts: Counter[str]
    channels: frozenset[str]


class Ingester:
    """Takes files in. Not thread-safe: one batch at a time."""

    def __init__(
        self, store: Store, rules: RuleSet, desk: Desk, clock: Clock, *, timezone: ZoneInfo | None = None
    ) -> None:
        self._store = store
        self._rules = rules
        self._desk = desk
        self._clock = clock
        self._timezone = timezone or ZoneInfo("UTC")

    def take_in(self, arrivals: Sequence[Arrival]) -> TakenIn:
        """Read, match and record *arrivals*; on return all that follows from them is durable.

        Raises:
            StoreError: nothing of the batch was recorded.
        """
        now = self._clock.now()
        readings = [reading for reading in map(read, arrivals) if not reading.gone]
        known = Known(
            self._store,
            [reading.digest for reading in readings if not reading.reason],
            [display_path(reading.arrival.path) for reading in readings],
        )
        drafts = []
        counts: Counter[str] = Counter()
        for reading in readings:
            draft = self._safely(reading, known, now)
            known.learn(draft.intake)
            drafts.append(draft)
            counts[draft.kind] += 1
        ledger = BatchLedger(self._store, [draft.bearing for draft in drafts if draft.bearing])
        intakes = [self._surely_planned(draft, ledger, now) for draft in drafts]
        self._store.record(intakes, ledger.turn)
        told = frozenset(new.channel for intake in intakes for new in intake.deliveries)
        return TakenIn(counts, told)

    def _safely(self, reading: Reading, known: Known, now: datetime) -> Draft:
        """Take one file in; one that cannot be, for whatever reason, must not hold up the others."""
        try:
            if not reading.reason:
                return self._intake(reading, known, now)
            reason = reading.reason
        except ArticleError as error:
            reason = error.reason
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 see above
            _log.exception("%s: the program failed on this file", display_path(reading.arrival.path))
            reason = f"internal error: {error!r}"
        path = display_path(reading.arrival.path)
        _log.warning("unreadable: %s: %s", path, reason)
        row = _file_row(
            reading,
            now,
            state=FileState.UNREADABLE,
            article_id=known.article_at(path),
            reason=reason,
        )
        return Draft(Intake(file=row), FileState.UNREADABLE)

    def _intake(self, reading: Reading, known: Known, now: datetime) -> Draft:
        path = display_path(reading.arrival.path)
        verdict = known.verdict(path, reading, now, _still_true)
        if verdict.kind in {Kind.MOVED, Kind.UNCHANGED}:
            return Draft(_same_again(reading, verdict, now), verdict.kind)
        article = parse_article(
            reading.content, path=reading.arrival.path, received_at=now, timezone=self._timezone
        )
        drawn = sketch(article)
        verdict = verdict.unless_another_story(reading.digest, drawn)
        fresh = verdict.kind is not Kind.REPEAT
        intake = Intake(
            file=_file_row(
                reading,
                now,
                state=FileState.TAKEN if fresh else FileState.REPEAT,
                article_id=verdict.article_id,
                reason="" if fresh else "the same bytes are known under another name",
            ),
            article=_article_row(article, drawn, verdict, now) if fresh else None,
            version=_version_row(article, verdict, now) if fresh else None,
        )
        news = self._read_news(article, verdict, now)
        corrects = fresh and verdict.kind is not Kind.NEW
        bearing = Bearing.of(news, replaces=fresh) if news.matches or corrects else None
        return Draft(intake, verdict.kind, bearing)

    def _surely_planned(self, draft: Draft, ledger: BatchLedger, now: datetime) -> Intake:
        """Plan one file's news; one that cannot be is kept and told to be, and holds up no other."""
        try:
            return self._planned(draft, ledger, now)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 see above
            row = draft.intake.file
            _log.exception("%s: the program failed on this file", row.path)
            failed = replace(row, state=FileState.UNREADABLE, reason=f"internal error: {error!r}")
            return replace(draft.intake, file=failed)

    def _planned(self, draft: Draft, ledger: BatchLedger, now: datetime) -> Intake:
        """Add to a draft what follows from its news."""
        if draft.bearing is None or not draft.bearing.news.matches:
            return draft.intake
        news = replace(draft.bearing.news, ledger=ledger.ledgered(draft.bearing))
        ids = [alert_id(match.rule.id, news.article_id) for match in news.matches]
        known = self._store.alerts(ids) if draft.kind is not Kind.NEW else {}
        decisions = plan(news, known, self._desk.routes, self._desk.channels, now)
        ledger.note(decisions)
        fresh = draft.kind is not Kind.REPEAT
        return replace(
            draft.intake,
            matches=tuple(
                _match_row(decision, news, now)
                for decision in decisions
                if fresh or decision.outcome is Outcome.OPENED
            ),
            alerts=tuple(_alert_row(d.alert, news) for d in decisions if d.outcome is Outcome.OPENED),
            reports=tuple(_report_row(decision.alert.id, news.report) for decision in decisions),
            deliveries=tuple(new for decision in decisions for new in _deliveries(decision, now)),
            told=tuple(decision.told for decision in decisions if decision.told),
        )

    def _read_news(self, article: Article, verdict: Verdict, now: datetime) -> News:
        matches = self._rules.match(article)
        standing = _STANDING.get(verdict.kind, Standing.REPEAT)
        rows = self._matched(verdict.article_id) if standing is Standing.VERSION else []
        report = Report(
            article_id=verdict.article_id,
            digest=article.digest,
            path=display_path(article.path or ""),
            publisher=article.publisher,
            published=article.published,
            at=now,
        )
        return News(
            article_id=verdict.article_id,
            version=verdict.version,
            standing=standing,
            report=report,
            matches=matches,
            proofs={match.rule.id: frozenset(_proofs(match).values()) for match in matches} if rows else {},
            told=_words_by(rows, lambda row: row.rule_id),
            ledger=Ledgered(
                words=_words_by(rows, lambda row: row.alert_id or ""),
                proofs={span: mark for match in matches for span, mark in _proofs(match).items()}
                if rows
                else {},
            ),
        )

    def _matched(self, article_id: str) -> list[MatchRow]:
        return self._store.matches([article_id]).get(article_id, [])


def _words_by(rows: Sequence[MatchRow], place: Callable[[MatchRow], str]) -> dict[str, frozenset[str]]:
    """Return, by rule or by alert, the words that earlier versions of an article were told with."""
    words: dict[str, frozenset[str]] = {}
    for row in rows:
        found = frozenset(span.get("proof", "") for span in row.evidence)
        words[place(row)] = words.get(place(row), frozenset()) | found
    return words


def _proofs(match: Match) -> dict[Span, str]:
    """Return a mark for the sentence of each span of evidence, of the match or of what it asked for."""
    spans = {*match.evidence, *(span for fact in match.asked for span in fact.proof)}
    return {span: _mark(sentence) for span, sentence in proofs_of(match.article, list(spans)).items()}


def _mark(sentence: str) -> str:
    """Return a short mark that stands for *sentence*."""
    return stable_id("sentence", sentence)


def _still_true(row: FileRow) -> bool:
    """Tell whether the file that *row* speaks of still stands there."""
    try:
        return tuple(Signature.of(os.lstat(raw_path(row.path)))) == row.fingerprint
    except OSError:
        return False


def _file_row(
    reading: Reading, now: datetime, *, state: FileState, article_id: str | None, reason: str = ""
) -> FileRow:
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
        state=state,
        seen_at=now,
        digest=reading.digest if reading.content else None,
        article_id=article_id,
        reason=reason,
    )


def _same_again(reading: Reading, verdict: Verdict, now: datetime) -> Intake:
    row = _file_row(reading, now, state=verdict.state, article_id=verdict.article_id)
    return Intake(file=row, moved_from=verdict.moved_from)


def _article_row(article: Article, drawn: Sequence[int], verdict: Verdict, now: datetime) -> ArticleRow:
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
        published_at=article.published,
        received_at=now,
        updated_at=now,
        sketch=drawn,
    )


def _version_row(article: Article, verdict: Verdict, now: datetime) -> VersionRow:
    return VersionRow(
        digest=article.digest,
        article_id=verdict.article_id,
        version=verdict.version,
        path=display_path(article.path or ""),
        title=article.title,
        published_at=article.published,
        received_at=now,
    )


def _match_row(decision: Decision, news: News, now: datetime) -> MatchRow:
    match = decision.match
    proofs = proofs_of(match.article, match.evidence)
    return MatchRow(
        id=f"{news.report.digest[:16]}-{match.rule.id}" + (f"-{decision.number}" if decision.number else ""),
        article_id=news.article_id,
        digest=news.report.digest,
        rule_id=match.rule.id,
        rule_digest=match.rule.digest,
        title=match.title,
        evidence=[{**asdict(span), "proof": _mark(proofs[span])} for span in match.evidence],
        facts=facts_json(match.facts),
        alert_id=decision.alert.id,
        outcome=decision.outcome,
        reason=decision.reason,
        matched_at=now,
    )


def _alert_row(alert: Alert, news: News) -> AlertRow:
    return AlertRow(
        id=alert.id,
        rule=alert.rule,
        severity=alert.severity,
        tags=alert.tags,
        state=alert.state,
        title=alert.title,
        article_id=news.article_id,
        opened_at=alert.opened_at,
        updated_at=alert.updated_at,
        claim=alert.claim,
    )


def _report_row(alert: str, report: Report) -> ReportRow:
    return ReportRow(
        alert_id=alert,
        digest=report.digest,
        article_id=report.article_id,
        path=report.path,
        publisher=report.publisher,
        published_at=report.published,
        at=report.at,
    )


def _deliveries(decision: Decision, now: datetime) -> list[NewDelivery]:
    made = []
    for telling in decision.tellings:
        kind = NotificationKind.UPDATE if telling.update else NotificationKind.FIRST
        notification = compose(
            decision.match,
            delivery_id=telling.delivery_id,
            alert_id=decision.alert.id,
            kind=kind,
            received_at=now,
        )
        made.append(
            NewDelivery(
                id=telling.delivery_id,
                alert_id=decision.alert.id,
                channel=telling.channel,
                notification=replace(notification, notes=(*decision.notes, *notification.notes)),
                due_at=now,
                created_at=now,
                reason=telling.reason,
            )
        )
    return made
