"""Evaluates a batch, file by file; costly articles are put off until the others are stored.

A costly article is put off: it gets its whole budget once those that came with it are recorded.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from monitor.article.paths import display_path
from monitor.evaluate.budget import Budget
from monitor.evaluate.model import (
    NO_DEFAULTS,
    Beat,
    Document,
    Evaluated,
    Evaluator,
    NotAnArticle,
    Outcome,
    SourceDefaults,
    TooCostly,
)
from monitor.ingest.read_file import ReadFile
from monitor.source.model import Arrival

_log = logging.getLogger(__name__)

_BYTES_AT_ONCE = 16_000_000


@dataclass(frozen=True, slots=True)
class EvaluatedBatch:
    """Readings that are evaluated, or need not be, in order; and those that are put off."""

    ready: tuple[ReadFile, ...]
    put_off: tuple[ReadFile, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Evaluates files that were read, each on its budget; `beat` is called whenever one is done.

    `defaults` are what sources say of their articles, by the roots of their folders.
    """

    evaluator: Evaluator
    budget: Budget
    beat: Beat
    defaults: Mapping[str, SourceDefaults] = field(default_factory=dict)

    def of(
        self, readings: Sequence[ReadFile], is_known: Callable[[ReadFile], bool], now: datetime
    ) -> EvaluatedBatch:
        """Evaluate those of *readings* that have something to evaluate and are not known.

        Raises:
            EvaluatorStopped, EvaluatorBroken: nothing came of it.
        """
        outcomes = self._outcomes(readings, is_known, now)
        ready, put_off = [], []
        for reading, outcome in zip(readings, outcomes, strict=True):
            self.beat()
            if isinstance(outcome, TooCostly) and self.budget.at_first < self.budget.cpu:
                put_off.append(reading)
            else:
                ready.append(_with(reading, outcome))
        return EvaluatedBatch(tuple(ready), tuple(put_off))

    def alone(self, reading: ReadFile, now: datetime) -> ReadFile:
        """Return *reading* as evaluated on its whole budget.

        Raises:
            EvaluatorStopped, EvaluatorBroken: nothing came of it.
        """
        outcome = next(iter(self.evaluator.evaluate([self._document(reading, now)], self.budget.cpu)))
        self.beat()
        return _with(reading, outcome)

    def _outcomes(
        self, readings: Sequence[ReadFile], is_known: Callable[[ReadFile], bool], now: datetime
    ) -> Iterator[Outcome | None]:
        """Yield the outcome of each reading, None for those that are not evaluated."""
        asked = [not (one.reason or one.evaluated or is_known(one)) for one in readings]
        documents = [self._document(one, now) for one, wanted in zip(readings, asked, strict=True) if wanted]
        found = iter(self.evaluator.evaluate(documents, self.budget.at_first))
        yield from (next(found) if wanted else None for wanted in asked)

    def _document(self, reading: ReadFile, now: datetime) -> Document:
        arrival = reading.arrival
        return Document(reading.content, arrival.path, now, self.defaults.get(arrival.root, NO_DEFAULTS))


def in_portions(arrivals: Sequence[Arrival]) -> Iterator[Sequence[Arrival]]:
    """Yield *arrivals* in runs that are not too much to hold in memory at once."""
    portion: list[Arrival] = []
    size = 0
    for one in arrivals:
        if portion and size + one.signature.size > _BYTES_AT_ONCE:
            yield portion
            portion, size = [], 0
        portion.append(one)
        size += one.signature.size
    if portion:
        yield portion


def _with(reading: ReadFile, outcome: Outcome | None) -> ReadFile:
    if outcome is None:
        return reading
    if isinstance(outcome, Evaluated):
        return replace(reading, evaluated=outcome)
    if isinstance(outcome, NotAnArticle) and outcome.detail:
        path = display_path(reading.arrival.path)
        _log.error("%s: the program failed on this file\n%s", path, outcome.detail)
    return replace(reading, reason=outcome.reason)
