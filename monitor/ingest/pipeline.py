"""Taking in: bytes → article → matches → alerts → deliveries, all in one transaction.

`Ingester.take_in` is the whole way of an article up to the store; a batch is written whole or
not at all, and taking the same files in again changes nothing.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.alert.dispatch import Desk
from monitor.alert.grouping import Ledgered, is_of_a_story
from monitor.alert.model import Report
from monitor.alert.plan import Decision, News, Outcome, Standing, plan
from monitor.alert.retraction import killed_by, no_longer_said, withdrawals
from monitor.alert.silence import Silence
from monitor.article.model import Article
from monitor.article.paths import display_path, raw_path
from monitor.clock import Clock
from monitor.cluster.batch import ClusterBatch
from monitor.cluster.corrections import Notice, NoticeKind
from monitor.cluster.model import Sketch
from monitor.errors import ArticleError, StoreError, StoreRefused, internal_reason
from monitor.evaluate.budget import Budget
from monitor.evaluate.evaluate import InProcess
from monitor.evaluate.model import EvaluatorBroken, EvaluatorStopped
from monitor.ingest.claim_context import BatchLedger, Bearing
from monitor.ingest.correlations import BatchWindows, Sifted
from monitor.ingest.evaluation import Evaluation, in_portions
from monitor.ingest.identity import FileIdentity, IdentityKind, Known
from monitor.ingest.read_file import ReadFile, left_of, read_all
from monitor.ingest.records import (
    alert_row,
    article_row,
    deliveries,
    file_row,
    in_order,
    match_id,
    match_row,
    proofs,
    report_row,
    same_again,
    version_row,
)
from monitor.ingest.stories import StoryPlace, answers_of, killed, places_of, shelf_of
from monitor.rule.model import Match
from monitor.rule.ruleset import RuleSet
from monitor.source.model import Arrival, Signature
from monitor.store.records import (
    FileRow,
    FileState,
    Intake,
    MatchRow,
    ReportRow,
)
from monitor.store.store import Store

_log = logging.getLogger(__name__)

_NO_EVALUATION = (EvaluatorStopped, EvaluatorBroken)
"""A stop, or no process to be had: nothing that may be said of a file."""
_NOTHING_NEW = frozenset({IdentityKind.MOVED, IdentityKind.UNCHANGED})
_STANDING = {
    IdentityKind.NEW: Standing.NEW,
    IdentityKind.GROWN: Standing.GROWN,
    IdentityKind.VERSION: Standing.VERSION,
    IdentityKind.REVERTED: Standing.VERSION,
}


@dataclass(frozen=True, slots=True)
class IntakeDraft:
    """One file taken in as far as it goes by itself; `bearing` is its news, where there is any to plan.

    `sketch` is that of a text that was not known, `notice` what its agency says of earlier copy.
    """

    intake: Intake
    kind: str
    bearing: Bearing | None = None
    article: Article | None = None
    sketch: Sketch | None = None
    notice: Notice | None = None
    sifted: Sifted | None = None

    @property
    def asks_for_story(self) -> bool:
        """Whether something may be told of it that is known by its story."""
        return self.bearing is not None and any(map(is_of_a_story, self.bearing.news.matches))

    @property
    def is_kill(self) -> bool:
        """Whether it is an agency's word that its copy is not to be used."""
        return self.notice is not None and self.notice.kind is NoticeKind.KILL


@dataclass(frozen=True, slots=True)
class _Batch:
    """What all articles of a batch are planned with."""

    ledger: BatchLedger
    silences: Sequence[Silence]
    shelf: ClusterBatch
    now: datetime


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a batch: how many files of each kind, and which channels have something to send.

    `left` are the paths of which nothing could be said: why they are to wait, or "" for those gone.
    """

    counts: Counter[str]
    channels: frozenset[str]
    left: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def nothing(cls) -> TakenIn:
        """Return what becomes of no files."""
        return cls(Counter(), frozenset())

    @classmethod
    def leaving(cls, left: Mapping[str, str]) -> TakenIn:
        """Return what becomes of files of which none could be read now."""
        return cls(Counter(), frozenset(), left)

    def and_also(self, other: TakenIn) -> TakenIn:
        """Return what became of these and of those."""
        left = {**self.left, **other.left}
        return TakenIn(self.counts + other.counts, self.channels | other.channels, left)


class Ingester:
    """Takes files in. Not thread-safe: one batch at a time."""

    def __init__(  # noqa: PLR0913 - the parts it works with
        self,
        store: Store,
        rules: RuleSet,
        desk: Desk,
        clock: Clock,
        *,
        timezone: ZoneInfo | None = None,
        evaluation: Evaluation | None = None,
    ) -> None:
        """Take in for *desk* by *rules*, which *evaluation* evaluates by, too: here when not given."""
        self._store = store
        self._rules = rules
        self._desk = desk
        self._clock = clock
        self._timezone = timezone or ZoneInfo("UTC")
        self._evaluation = evaluation

    def use(self, rules: RuleSet) -> None:
        """Go on with other rules; not while a batch is taken in."""
        self._rules = rules

    def take_in(self, arrivals: Sequence[Arrival]) -> TakenIn:
        """Read, match and record *arrivals*; on return all that follows from them is durable.

        Raises:
            StoreError: what was not recorded yet is not.
            EvaluatorStopped, EvaluatorBroken: likewise.
        """
        taken = TakenIn.nothing()
        oldest_first = sorted(arrivals, key=lambda one: (one.signature.mtime_ns, one.path))
        for portion in in_portions(oldest_first):
            readings = read_all(portion)
            taken = taken.and_also(self.take_in_read([self._bounded(one) for one in readings if one.is_here]))
            taken = taken.and_also(TakenIn.leaving(left_of(readings)))
        return taken

    def take_in_read(self, readings: Sequence[ReadFile]) -> TakenIn:
        """Match and record what was read, oldest first; on return all that follows from it is durable.

        Articles that are dear come after the others, each by itself.

        Raises:
            StoreError: what was not recorded yet is not.
            EvaluatorStopped, EvaluatorBroken: likewise.
        """
        now, known = self._clock.now(), self._known(readings)
        batch = self._evaluating.of(readings, lambda one: self._is_known(one, known, now), now)
        taken = self._surely_taken(batch.ready, known, now)
        for dear in batch.put_off:
            now = self._clock.now()
            reading = self._evaluating.alone(dear, now)
            taken = taken.and_also(self._surely_taken([reading], self._known([reading]), now))
        return taken

    @property
    def _evaluating(self) -> Evaluation:
        return self._evaluation or Evaluation(InProcess(self._rules, self._timezone), Budget(), lambda: None)

    def _bounded(self, reading: ReadFile) -> ReadFile:
        most, size = self._evaluating.budget.bytes, len(reading.content)
        if size <= most:
            return reading
        return replace(reading, content=b"", reason=f"too long: {size:,} bytes; the most is {most:,}")

    def _known(self, readings: Sequence[ReadFile]) -> Known:
        return Known(
            self._store,
            [reading.digest for reading in readings if not reading.reason],
            [display_path(reading.arrival.path) for reading in readings],
        )

    def _is_known(self, reading: ReadFile, known: Known, now: datetime) -> bool:
        """Tell whether nothing follows from *reading*, as far as can be said before the batch is worked."""
        path = display_path(reading.arrival.path)
        return known.verdict(path, reading, now, self._still_true).kind in _NOTHING_NEW

    def _surely_taken(self, readings: Sequence[ReadFile], known: Known, now: datetime) -> TakenIn:
        """Record *readings*; where one of them cannot be, all others are, and it is listed with the reason.

        Raises:
            StoreError: the store cannot be used at all.
            EvaluatorStopped, EvaluatorBroken: nothing can be evaluated.
        """
        try:
            return self._taken(readings, known, now)
        except _NO_EVALUATION:
            raise
        except Exception as error:
            if isinstance(error, StoreError) and not isinstance(error, StoreRefused):
                raise
            if len(readings) == 1:
                return self._failed(readings[0], error, now)
        # Somewhere in here is one that fails: halving finds it in a few steps, whatever it is.
        taken = TakenIn.nothing()
        middle = len(readings) // 2
        for half in (readings[:middle], readings[middle:]):
            taken = taken.and_also(self._surely_taken(half, self._known(half), now))
        return taken

    def _failed(self, reading: ReadFile, error: Exception, now: datetime) -> TakenIn:
        """Keep no more of a file than that the program failed on it."""
        _log.error("%s: the program failed on this file", display_path(reading.arrival.path), exc_info=error)
        draft = self._unreadable(reading, internal_reason(error), now, article_id=None)
        self._store.record([draft.intake])
        return TakenIn(Counter([draft.kind]), frozenset())

    def _taken(self, readings: Sequence[ReadFile], known: Known, now: datetime) -> TakenIn:
        if not readings:
            return TakenIn.nothing()
        drafts = []
        counts: Counter[str] = Counter()
        for reading in readings:
            draft = self._safely(reading, known, now)
            known.learn(draft.intake)
            drafts.append(draft)
            counts[draft.kind] += 1
        shelf = shelf_of(
            [draft.sketch for draft in drafts if draft.sketch],
            [draft.sketch.article_id for draft in drafts if draft.sketch and draft.kind != IdentityKind.NEW],
        )
        windows = BatchWindows(self._store, self._rules.rules, now)
        drafts = [self._surely_sifted(draft, windows) for draft in self._placed(drafts, shelf)]
        ledger = BatchLedger(
            self._store,
            [draft.bearing for draft in drafts if draft.bearing],
            join_for=self._desk.join_for,
        )
        batch = _Batch(ledger, self._store.silences(holding_at=now), shelf, now)
        intakes = [self._surely_planned(draft, batch) for draft in drafts]
        if ledger.taken_back:
            intakes[0] = replace(intakes[0], told=(*ledger.taken_back, *intakes[0].told))
        self._store.record(in_order(intakes), ledger.turn, shelf.changes, windows.rows)
        told = frozenset(new.channel for intake in intakes for new in intake.deliveries)
        return TakenIn(counts, told)

    def _placed(self, drafts: Sequence[IntakeDraft], shelf: ClusterBatch) -> list[IntakeDraft]:
        """Return *drafts* with the stories of those that something may be told of."""
        asking = [one.bearing.news.article_id for one in drafts if one.bearing and one.asks_for_story]
        places = places_of(self._store, shelf, asking) if asking else {}
        return [self._in_story(one, places, shelf) if one.asks_for_story else one for one in drafts]

    def _in_story(
        self, draft: IntakeDraft, places: Mapping[str, StoryPlace], shelf: ClusterBatch
    ) -> IntakeDraft:
        """Return *draft* with the story it tells, those it answers, and what it corrects."""
        bearing = draft.bearing
        place = places.get(bearing.news.article_id) if bearing else None
        if bearing is None or place is None:
            return draft
        news = replace(bearing.news, story=place.story, story_reason=place.reason)
        if draft.sketch is not None:
            found = answers_of(self._store, shelf, draft.sketch, news.matches, place.story)
            answers = {rule: one.reason for rule, one in found.items()}
            news = replace(news, answers=answers, correction=_correction(draft.notice, draft.article))
        return replace(draft, bearing=replace(bearing, news=news))

    def _safely(self, reading: ReadFile, known: Known, now: datetime) -> IntakeDraft:
        """Take one file in; one that cannot be, for whatever reason, must not hold up the others."""
        try:
            if not reading.reason:
                return self._intake(reading, known, now)
            reason = reading.reason
        except ArticleError as error:
            reason = error.reason
        except (StoreError, *_NO_EVALUATION):
            raise
        except Exception as error:  # noqa: BLE001 see above
            _log.exception("%s: the program failed on this file", display_path(reading.arrival.path))
            reason = internal_reason(error)
        path = display_path(reading.arrival.path)
        _log.warning("unreadable: %s: %s", path, reason)
        return self._unreadable(reading, reason, now, article_id=known.article_at(path))

    def _unreadable(
        self, reading: ReadFile, reason: str, now: datetime, *, article_id: str | None
    ) -> IntakeDraft:
        row = file_row(reading, now, state=FileState.UNREADABLE, article_id=article_id, reason=reason)
        return IntakeDraft(Intake(file=row), FileState.UNREADABLE)

    def _intake(self, reading: ReadFile, known: Known, now: datetime) -> IntakeDraft:
        path = display_path(reading.arrival.path)
        verdict = known.verdict(path, reading, now, self._still_true)
        if verdict.kind in _NOTHING_NEW:
            return IntakeDraft(same_again(reading, verdict, now), verdict.kind)
        if reading.evaluated is None:  # it was known when the batch was read, and is not now
            reading = self._evaluating.alone(reading, now)
        evaluated = reading.evaluated
        if evaluated is None:
            raise ArticleError(path, reading.reason)
        article, drawn, notice = evaluated.article, evaluated.fingerprint, evaluated.notice
        verdict = verdict.unless_another_story(reading.digest, drawn)
        fresh = verdict.kind is not IdentityKind.REPEAT
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
        news = self._read_news(article, evaluated.matches, verdict, now)
        corrects = fresh and verdict.kind is not IdentityKind.NEW
        is_kill = fresh and notice is not None and notice.kind is NoticeKind.KILL
        bearing = Bearing.of(news, replaces=fresh) if news.matches or corrects or is_kill else None
        if not fresh:
            return IntakeDraft(intake, verdict.kind, bearing, article)
        told = replace(evaluated.sketch, article_id=verdict.article_id)
        return IntakeDraft(intake, verdict.kind, bearing, article, told, notice)

    def _surely_sifted(self, draft: IntakeDraft, windows: BatchWindows) -> IntakeDraft:
        """Leave to be planned what is to be told; a file that cannot be counted holds up no other."""
        if draft.bearing is None:
            return draft
        try:
            sifted = windows.sift(draft.bearing.news)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 see above
            return replace(draft, intake=_failed(draft.intake, error), bearing=None)
        return replace(draft, bearing=replace(draft.bearing, news=sifted.news), sifted=sifted)

    def _surely_planned(self, draft: IntakeDraft, batch: _Batch) -> Intake:
        """Plan one file's news; one that cannot be is kept and told to be, and holds up no other."""
        self._evaluating.beat()
        try:
            return self._planned(draft, batch)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 see above
            return _failed(draft.intake, error)

    def _planned(self, draft: IntakeDraft, batch: _Batch) -> Intake:
        """Add to a draft what follows from its news."""
        if draft.bearing is None:
            return draft.intake
        now, news = batch.now, batch.ledger.seen_by(draft.bearing)
        killing = self._killed(draft, batch)
        if killing:
            return _with_telling(draft.intake, killing, news, now)
        taken_back = self._withdrawn(draft, draft.bearing, batch)
        intake = _with_telling(draft.intake, taken_back, news, now)
        counted = _counted(draft.sifted)
        if not (news.matches or counted):
            return intake
        news = batch.ledger.seen_by(draft.bearing)
        decisions = (*plan(news, self._desk, batch.silences, now), *counted)
        batch.ledger.note(decisions)
        fresh = draft.kind is not IdentityKind.REPEAT
        opened = [one.alert for one in decisions if one.alert and one.outcome is Outcome.OPENED]
        return replace(
            _with_telling(intake, decisions, news, now),
            matches=tuple(
                match_row(decision, news, now)
                for decision in decisions
                if fresh or decision.outcome is Outcome.OPENED
            ),
            alerts=tuple(alert_row(alert, news) for alert in opened),
            reports=(
                *(report_row(one.alert.id, news.report) for one in decisions if one.alert),
                *_brought(decisions, draft.sifted),
            ),
        )

    def _killed(self, draft: IntakeDraft, batch: _Batch) -> tuple[Decision, ...]:
        """Return what is told because an agency kills its copy; its notice is no news of its own then."""
        notice, bearing, article = draft.notice, draft.bearing, draft.article
        if (
            notice is None
            or notice.kind is not NoticeKind.KILL
            or not draft.sketch
            or not bearing
            or not article
        ):
            return ()
        answer = killed(self._store, batch.shelf, notice, draft.sketch)
        if answer is None:
            return ()
        members = {one.sketch.article_id for one in self._store.story_members(answer.story)}
        ids = self._store.reporting({answer.article_id, *members})
        told = [one for one in self._store.told({}, (), ids) if not (one.stands and one.stands.withdrawn)]
        news = replace(batch.ledger.seen_by(bearing), heard=self._store.heard(ids))
        back = killed_by(news, article, told, article.title or notice.words)
        rules = {rule.id: rule for rule in self._rules.rules}
        decisions = tuple(withdrawals(back, rules, self._desk, batch.now))
        batch.ledger.note(decisions)
        return decisions

    def _withdrawn(self, draft: IntakeDraft, bearing: Bearing, batch: _Batch) -> tuple[Decision, ...]:
        gone = batch.ledger.withdrawn_by(bearing)
        if not gone or draft.article is None:
            return ()
        rules = {rule.id: rule for rule in self._rules.rules}
        back = no_longer_said(batch.ledger.seen_by(bearing), draft.article, gone)
        decisions = tuple(withdrawals(back, rules, self._desk, batch.now))
        batch.ledger.note(decisions)
        return decisions

    def _still_true(self, row: FileRow) -> bool:
        """Tell whether the file that *row* speaks of still stands there."""
        try:
            return Signature.of(os.lstat(raw_path(row.path))).looks_like(Signature(*row.fingerprint))
        except OSError:
            return False

    def _read_news(
        self, article: Article, matches: tuple[Match, ...], verdict: FileIdentity, now: datetime
    ) -> News:
        standing = _STANDING.get(verdict.kind, Standing.REPEAT)
        rows = self._matched(verdict.article_id) if standing is not Standing.NEW and matches else []
        report = Report(
            article_id=verdict.article_id,
            digest=article.digest,
            path=display_path(article.path or ""),
            publisher=article.publisher,
            published=article.dated,
            at=now,
        )
        return News(
            article_id=verdict.article_id,
            version=verdict.version,
            standing=standing,
            report=report,
            matches=matches,
            ledger=Ledgered(
                words=_words_by_alert(rows),
                proofs={span: mark for match in matches for span, mark in proofs(match).items()}
                if rows
                else {},
            ),
        )

    def _matched(self, article_id: str) -> list[MatchRow]:
        return self._store.matches([article_id]).get(article_id, [])


def _correction(notice: Notice | None, article: Article | None) -> str:
    """Return the words by which an agency corrects its copy: the headline with its mark, or the mark."""
    if notice is None or notice.kind is not NoticeKind.CORRECTION:
        return ""
    title = article.title if article else ""
    return f"“{title}”" if notice.words and notice.words in title else notice.words


def _with_telling(intake: Intake, decisions: Sequence[Decision], news: News, now: datetime) -> Intake:
    """Return *intake* with what *decisions* tell, and what is to be remembered of it."""
    made = [new for one in decisions for new in deliveries(one, match_id(one, news), now)]
    told = [decision.told for decision in decisions if decision.told]
    steps = [(one.alert.id, one.step) for one in decisions if one.alert and one.step]
    return replace(
        intake,
        deliveries=(*intake.deliveries, *made),
        told=(*intake.told, *told),
        steps=(*intake.steps, *steps),
    )


def _counted(sifted: Sifted | None) -> tuple[Decision, ...]:
    """Return what becomes of matches that only count."""
    return tuple(
        Decision(match=one.match, outcome=Outcome.COUNTED, reason=one.reason, alert=None)
        for one in (sifted.counted if sifted else ())
    )


def _brought(decisions: Sequence[Decision], sifted: Sifted | None) -> Iterator[ReportRow]:
    """Yield the reports that a match brings into its alert: those that only counted before."""
    for one in decisions:
        if one.alert and one.match.gathered and sifted:
            for report in sifted.reports.get(one.match.gathered.group, ()):
                yield report_row(one.alert.id, report)


def _failed(intake: Intake, error: Exception) -> Intake:
    row = intake.file
    _log.exception("%s: the program failed on this file", row.path)
    failed = replace(row, state=FileState.UNREADABLE, reason=internal_reason(error))
    return replace(intake, file=failed)


def _words_by_alert(rows: Sequence[MatchRow]) -> dict[str, frozenset[str]]:
    """Return, by alert, the words that earlier versions of an article were told with."""
    words: dict[str, frozenset[str]] = {}
    for row in rows:
        if row.alert_id:
            found = frozenset(span.get("proof", "") for span in row.evidence)
            words[row.alert_id] = words.get(row.alert_id, frozenset()) | found
    return words
