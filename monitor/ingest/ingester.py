"""Taking in: bytes → article → matches → alerts → deliveries, all in one transaction.

`Ingester.take_in` is the whole way of an article up to the store; a batch is written whole or
not at all, and taking the same files in again changes nothing.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.alert.model import Report
from monitor.alert.newness import Ledgered
from monitor.alert.plan import Decision, News, Outcome, Standing, alert_id, plan
from monitor.alert.route import RouteConfig
from monitor.alert.withdrawn import withdrawals
from monitor.article.model import Article
from monitor.article.parse import parse_article
from monitor.article.paths import display_path, raw_path
from monitor.article.sketch import sketch
from monitor.clock import Clock
from monitor.errors import ArticleError, StoreError
from monitor.ingest.bearing import BatchLedger, Bearing
from monitor.ingest.reading import Reading, read
from monitor.ingest.rows import (
    alert_row,
    article_row,
    deliveries,
    file_row,
    in_order,
    match_row,
    proofs,
    report_row,
    same_again,
    version_row,
)
from monitor.ingest.standing import Kind, Known, Verdict
from monitor.rule.ruleset import RuleSet
from monitor.source.model import Arrival, Signature
from monitor.store.intake import (
    FileRow,
    FileState,
    Intake,
    MatchRow,
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
    article: Article | None = None


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
        oldest_first = sorted(arrivals, key=lambda one: (one.signature.mtime_ns, one.path))
        readings = [reading for reading in map(read, oldest_first) if not reading.gone]
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
        if ledger.taken_back:
            intakes[0] = replace(intakes[0], told=(*ledger.taken_back, *intakes[0].told))
        self._store.record(in_order(intakes), ledger.turn)
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
        row = file_row(
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
            return Draft(same_again(reading, verdict, now), verdict.kind)
        article = parse_article(
            reading.content, path=reading.arrival.path, received_at=now, timezone=self._timezone
        )
        drawn = sketch(article)
        verdict = verdict.unless_another_story(reading.digest, drawn)
        fresh = verdict.kind is not Kind.REPEAT
        intake = Intake(
            file=file_row(
                reading,
                now,
                state=FileState.TAKEN if fresh else FileState.REPEAT,
                article_id=verdict.article_id,
                reason="" if fresh else "the same bytes are known under another name",
            ),
            article=article_row(article, drawn, verdict, now) if fresh else None,
            version=version_row(article, verdict, now) if fresh else None,
        )
        news = self._read_news(article, verdict, now)
        corrects = fresh and verdict.kind is not Kind.NEW
        bearing = Bearing.of(news, replaces=fresh) if news.matches or corrects else None
        return Draft(intake, verdict.kind, bearing, article)

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
        if draft.bearing is None:
            return draft.intake
        intake = _with_telling(draft.intake, self._withdrawn(draft, draft.bearing, ledger), now)
        if not draft.bearing.news.matches:
            return intake
        news = ledger.seen_by(draft.bearing)
        ids = [alert_id(match.rule.id, news.article_id) for match in news.matches]
        known = self._store.alerts(ids) if draft.kind is not Kind.NEW else {}
        news = replace(news, heard={**self._store.heard(known), **news.heard})
        decisions = plan(news, known, self._desk.routes, self._desk.channels, now)
        ledger.note(decisions)
        fresh = draft.kind is not Kind.REPEAT
        return replace(
            _with_telling(intake, decisions, now),
            matches=tuple(
                match_row(decision, news, now)
                for decision in decisions
                if fresh or decision.outcome is Outcome.OPENED
            ),
            alerts=tuple(alert_row(d.alert, news) for d in decisions if d.outcome is Outcome.OPENED),
            reports=tuple(report_row(decision.alert.id, news.report) for decision in decisions),
        )

    def _withdrawn(self, draft: Draft, bearing: Bearing, ledger: BatchLedger) -> tuple[Decision, ...]:
        gone = ledger.withdrawn_by(bearing)
        if not gone or draft.article is None:
            return ()
        rules = {rule.id: rule for rule in self._rules.rules}
        decisions = withdrawals(ledger.seen_by(bearing), draft.article, gone, rules, self._desk.channels)
        ledger.note(decisions)
        return decisions

    def _read_news(self, article: Article, verdict: Verdict, now: datetime) -> News:
        matches = self._rules.match(article)
        standing = _STANDING.get(verdict.kind, Standing.REPEAT)
        rows = self._matched(verdict.article_id) if standing is not Standing.NEW and matches else []
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
            proofs={match.rule.id: frozenset(proofs(match).values()) for match in matches} if rows else {},
            told=_words_by(rows, lambda row: row.rule_id),
            ledger=Ledgered(
                words=_words_by(rows, lambda row: row.alert_id or ""),
                proofs={span: mark for match in matches for span, mark in proofs(match).items()}
                if rows
                else {},
            ),
        )

    def _matched(self, article_id: str) -> list[MatchRow]:
        return self._store.matches([article_id]).get(article_id, [])


def _with_telling(intake: Intake, decisions: Sequence[Decision], now: datetime) -> Intake:
    """Return *intake* with what *decisions* tell, and what is to be remembered of it."""
    made = [new for decision in decisions for new in deliveries(decision, now)]
    told = [decision.told for decision in decisions if decision.told]
    return replace(intake, deliveries=(*intake.deliveries, *made), told=(*intake.told, *told))


def _words_by(rows: Sequence[MatchRow], place: Callable[[MatchRow], str]) -> dict[str, frozenset[str]]:
    """Return, by rule or by alert, the words that earlier versions of an article were told with."""
    words: dict[str, frozenset[str]] = {}
    for row in rows:
        found = frozenset(span.get("proof", "") for span in row.evidence)
        words[place(row)] = words.get(place(row), frozenset()) | found
    return words


def _still_true(row: FileRow) -> bool:
    """Tell whether the file that *row* speaks of still stands there."""
    try:
        return tuple(Signature.of(os.lstat(raw_path(row.path)))) == row.fingerprint
    except OSError:
        return False
