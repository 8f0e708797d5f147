"""`Ingester`: read → evaluate → snapshot → decide → apply for a batch; halves a batch that fails.

`Ingester` is the whole way of an article up to the store. Files are read and evaluated; then a batch is
*placed*, under one lock and in one transaction: `snapshot` reads what is kept that bears on it, `decide` says
what follows, `apply` writes that. Taking the same files in again changes nothing.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from monitor.alert.dispatch import Desk
from monitor.article.paths import raw_path
from monitor.clock import Clock
from monitor.errors import StoreError, StoreRefused, internal_reason
from monitor.evaluate.budget import Budget
from monitor.evaluate.evaluate import InProcess
from monitor.evaluate.model import EvaluatorBroken, EvaluatorStopped
from monitor.ingest.context import Context, Terms
from monitor.ingest.decide import decide, in_order
from monitor.ingest.drafts import NOTHING_NEW, NotEvaluatedError, unreadable
from monitor.ingest.evaluation import Evaluation, in_portions
from monitor.ingest.identity import IdentityKind, Known
from monitor.ingest.read_file import ReadFile, left_of, read_all
from monitor.ingest.snapshot import digests_and_paths, snapshot, standing
from monitor.ingest.stories import asks_for_nothing
from monitor.ingest.watched import watched
from monitor.rule.ruleset import RuleSet
from monitor.source.model import Arrival, Signature
from monitor.store.changes import Changes, RuleTerms
from monitor.store.records import FileRow, KnownFiles
from monitor.store.store import Store

_log = logging.getLogger(__name__)

_NO_EVALUATION = (EvaluatorStopped, EvaluatorBroken)
"""A stop, or no process to be had: nothing that may be said of a file."""
_PLACED_AT_ONCE = 250
"""Articles that one transaction decides on: others wait for its lock, people's commands among them."""


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

    @classmethod
    def of(cls, changes: Changes) -> TakenIn:
        """Return what became of the files that *changes* are of."""
        told = frozenset(new.channel for intake in changes.intakes for new in intake.deliveries)
        return cls(Counter(intake.became for intake in changes.intakes), told)

    def and_also(self, other: TakenIn) -> TakenIn:
        """Return what became of these and of those."""
        left = {**self.left, **other.left}
        return TakenIn(self.counts + other.counts, self.channels | other.channels, left)


@dataclass(slots=True)
class _TakingIn:
    """What holds for all files that are taken in at one instant.

    `seen` is what was known of them before they were evaluated and since, None where nobody looked; `told`
    counts their deliveries, which leave in this order.
    """

    now: datetime
    files: KnownFiles | None = None
    seen: Known | None = None
    told: int = 0

    def note(self, changes: Changes) -> None:
        """Record what was written."""
        for intake in changes.intakes:
            self.told += len(intake.deliveries)
            if self.seen is not None:
                self.seen.learn(intake)


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
        self._desk = desk
        self._clock = clock
        self._timezone = timezone or ZoneInfo("UTC")
        self._evaluation = evaluation
        self.use(rules)

    def use(self, rules: RuleSet) -> None:
        """Go on with other rules; not while a batch is taken in."""
        self._rules = rules
        self._counting = frozenset(one.name for one in watched(rules.rules))
        self._since: Mapping[RuleTerms, datetime] = {}

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

        Costly articles come after the others, each by itself.

        Raises:
            StoreError: what was not recorded yet is not.
            EvaluatorStopped, EvaluatorBroken: likewise.
        """
        this = self._begun(readings)
        batch = self._evaluating.of(readings, lambda one: self._is_known(one, this.seen, this.now), this.now)
        taken = TakenIn.nothing()
        for first in range(0, len(batch.ready), _PLACED_AT_ONCE):
            taken = taken.and_also(self._surely_placed(batch.ready[first : first + _PLACED_AT_ONCE], this))
        for dear in batch.put_off:
            now = self._clock.now()
            taken = taken.and_also(self._surely_placed([self._evaluating.alone(dear, now)], _TakingIn(now)))
        return taken

    @property
    def _evaluating(self) -> Evaluation:
        return self._evaluation or Evaluation(InProcess(self._rules, self._timezone), Budget(), lambda: None)

    @property
    def _terms(self) -> Terms:
        return Terms(rules=self._rules.rules, desk=self._desk, beat=self._evaluating.beat)

    def _bounded(self, reading: ReadFile) -> ReadFile:
        most, size = self._evaluating.budget.bytes, len(reading.content)
        if size <= most:
            return reading
        return replace(reading, content=b"", reason=f"too long: {size:,} bytes; the most is {most:,}")

    def _begun(self, readings: Sequence[ReadFile]) -> _TakingIn:
        """Look, without a lock, which files are known: what only moved need not be evaluated."""
        now = self._clock.now()
        if all(one.reason or one.evaluated for one in readings):
            return _TakingIn(now)
        files = self._store.known(*digests_and_paths(readings))
        return _TakingIn(now, files, Known(files, self._still_true))

    def _is_known(self, reading: ReadFile, known: Known | None, now: datetime) -> bool:
        """Return whether nothing follows from *reading*, as far as can be said before the batch is placed."""
        return known is not None and known.verdict(reading, now).kind in NOTHING_NEW

    def _surely_placed(self, batch: Sequence[ReadFile], this: _TakingIn) -> TakenIn:
        """Place *batch*; where one of its files cannot be, all others are, and it is listed with the reason.

        Raises:
            StoreError: the store cannot be used at all.
            EvaluatorStopped, EvaluatorBroken: nothing can be evaluated.
        """
        try:
            return self._placed(batch, this)
        except _NO_EVALUATION:
            raise
        except Exception as error:
            if isinstance(error, StoreError) and not isinstance(error, StoreRefused):
                raise
            if len(batch) == 1:
                return self._failed(batch[0], error, this)
        # Somewhere in here is one that fails: halving finds it in a few steps, whatever it is.
        middle = len(batch) // 2
        return self._surely_placed(batch[:middle], this).and_also(self._surely_placed(batch[middle:], this))

    def _failed(self, reading: ReadFile, error: Exception, this: _TakingIn) -> TakenIn:
        """Keep no more of a file than that the program failed on it."""
        _log.error("%s: the program failed on this file", reading.shown_path, exc_info=error)
        changes = Changes(intakes=(unreadable(reading, internal_reason(error), this.now).intake,))
        self._store.apply(changes)
        this.note(changes)
        return TakenIn.of(changes)

    def _placed(self, batch: Sequence[ReadFile], this: _TakingIn) -> TakenIn:
        """Decide on *batch* and write what follows; on return it is durable."""
        place = self._place_alone if self._bears_on_nothing(batch, this) else self._place
        try:
            changes = place(batch, this)
        except NotEvaluatedError as missing:
            # Not while others wait for the lock.
            now = {one.shown_path: self._evaluating.alone(one, this.now) for one in missing.readings}
            return self._placed([now.get(one.shown_path, one) for one in batch], this)
        this.note(changes)
        return TakenIn.of(changes)

    def _place(self, batch: Sequence[ReadFile], this: _TakingIn) -> Changes:
        """Read what is kept, decide and write, all in one transaction that holds the placing lock."""
        holds = cache(self._still_true)
        # A share that hangs is to be waited for before the lock is held, not while.
        standing(batch, this.files or KnownFiles(), this.now, holds)
        with self._store.placing() as placing:
            context = snapshot(placing, batch, self._terms, this.now, holds)
            changes = in_order(decide(batch, context, self._terms, this.now), this.told)
            placing.apply(changes)
        self._since = {**context.since, **(changes.windows.since if changes.windows else {})}
        return changes

    def _place_alone(self, batch: Sequence[ReadFile], this: _TakingIn) -> Changes:
        """Decide and write without the lock: what has no match and is no version affects nothing."""
        files = this.files or KnownFiles()
        context = Context(
            kept=self._store,
            files=files,
            standing=standing(batch, files, this.now, self._still_true),
            since=self._since,
        )
        changes = decide(batch, context, self._terms, this.now)
        self._store.apply(changes)
        return changes

    def _bears_on_nothing(self, batch: Sequence[ReadFile], this: _TakingIn) -> bool:
        """Return whether nothing that anybody else may decide changes what becomes of *batch*."""
        if this.seen is None or not self._counting <= self._since.keys():
            return False
        return all(one.reason or self._is_plain(one, this.seen, this.now) for one in batch)

    def _is_plain(self, reading: ReadFile, seen: Known, now: datetime) -> bool:
        return (
            reading.evaluated is not None
            and asks_for_nothing(reading.evaluated)
            and seen.verdict(reading, now).kind is IdentityKind.NEW
        )

    def _still_true(self, row: FileRow) -> bool:
        """Return whether the file that *row* speaks of still stands there."""
        try:
            return Signature.of(os.lstat(raw_path(row.path))).looks_like(Signature(*row.fingerprint))
        except OSError:
            return False
