"""Parses and matches an archive's articles on all cores, and sorts them by the time they came in.

What an article says and which rules hold for it depends on the article alone, so the workers need not know
the order; it is set afterwards, by date and place in the archive, and is the same for any number of workers.
Dated articles arrive when they were published, undated ones after them, a minute apart, in archive order.
"""

from __future__ import annotations

import pickle
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import IO

from monitor.article.model import Article
from monitor.backtest.archive import Archive, ArchiveEntry, document_of
from monitor.backtest.workers import CHUNK, DIED, Workers
from monitor.errors import INTERNAL
from monitor.evaluate.budgeted import Budgeted, BudgetTerms
from monitor.evaluate.evaluate import compared, refusal_of
from monitor.evaluate.model import Evaluated, Outcome, TooCostly
from monitor.evaluate.wire import Carried, arrived, carried
from monitor.ingest.read_file import ReadFile
from monitor.rule.model import Rule
from monitor.rule.ruleset import RuleSet
from monitor.source.model import Arrival, Signature

UNDATED_APART = timedelta(minutes=1)
FIRST_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)

Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class UnreadableEntry:
    """An entry of which nothing is reported, and why; `internal`: the program failed, or over budget."""

    place: str
    reason: str
    internal: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """One article as a worker hands it back: its matches without their rules, which do not travel."""

    number: int
    path: str
    root: str
    content: bytes
    article: Article
    found: tuple[Carried, ...]


@dataclass(frozen=True, slots=True, order=True)
class _Stored:
    """Where an article lies in the spool, and when it arrives."""

    arrives: datetime
    number: int
    offset: int = field(compare=False)
    size: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class ArrivalBatch:
    """What arrives at one instant, in the order of the archive."""

    at: datetime
    readings: tuple[ReadFile, ...]


@dataclass(frozen=True, slots=True)
class ReadArchive:
    """An archive read, matched and put in order. `matched`: how many articles each rule holds for."""

    rules: Sequence[Rule]
    unreadable: tuple[UnreadableEntry, ...]
    matched: Counter[str]
    undated: int
    _order: Sequence[_Stored]
    _spool: IO[bytes]

    def __len__(self) -> int:
        return len(self._order)

    def batches(self, most: int) -> Iterator[ArrivalBatch]:
        """Yield the articles in the order in which they arrive, at most *most* of one instant at once."""
        readings: list[ReadFile] = []
        at = FIRST_UNDATED
        for stored in self._order:
            if readings and (stored.arrives != at or len(readings) == most):
                yield ArrivalBatch(at, tuple(readings))
                readings = []
            at = stored.arrives
            readings.append(self._reading(stored))
        if readings:
            yield ArrivalBatch(at, tuple(readings))

    def _reading(self, stored: _Stored) -> ReadFile:
        self._spool.seek(stored.offset)
        seen: _Seen = pickle.loads(self._spool.read(stored.size))  # noqa: S301 written by this very process
        article = replace(seen.article, received_at=stored.arrives)
        signature = Signature(0, 0, len(seen.content), 0)
        matches = tuple(arrived(one, article, self.rules) for one in seen.found)
        arrival = Arrival(seen.path, seen.root, signature)
        try:
            return ReadFile(arrival, signature, seen.content, evaluated=compared(article, matches))
        except Exception as error:  # noqa: BLE001 one article costs no other
            return ReadFile(arrival, signature, seen.content, reason=refusal_of(error).reason)


@dataclass(frozen=True, slots=True)
class ReadingTerms:
    """How an archive is read: by which rule files, on which terms, by how many."""

    places: tuple[str, ...]
    cost: BudgetTerms
    jobs: int = 1


@contextmanager
def read_archive(archive: Archive, rules: RuleSet, terms: ReadingTerms, step: Step) -> Iterator[ReadArchive]:
    """Read *archive* and match it by *rules*; *step* is called with the number of entries done.

    Raises:
        ArchiveError: the archive cannot be read.
    """
    with tempfile.TemporaryFile(prefix="monitor-backtest-") as spool:
        yield _Collecting(spool, rules).collected(_results(archive, rules, terms), step)


class _Collecting:
    def __init__(self, spool: IO[bytes], rules: RuleSet) -> None:
        self._spool = spool
        self._rules = rules.rules
        self._unreadable: list[tuple[int, UnreadableEntry]] = []
        self._dated: list[_Stored] = []
        self._undated: list[tuple[int, int, int]] = []
        self._matched: Counter[str] = Counter()

    def collected(self, results: Iterable[list[bytes]], step: Step) -> ReadArchive:
        offset = 0
        for chunk in results:
            for one in chunk:
                head, body = pickle.loads(one)  # noqa: S301 a worker of ours wrote it
                self._take(head, offset, len(body))
                self._spool.write(body)
                offset += len(body)
            step(len(chunk))
        self._spool.flush()
        order = sorted(self._dated)
        start = order[-1].arrives if order else FIRST_UNDATED - UNDATED_APART
        for place, (number, where, size) in enumerate(sorted(self._undated), 1):
            order.append(_Stored(start + place * UNDATED_APART, number, where, size))
        return ReadArchive(
            rules=self._rules,
            unreadable=tuple(one for _, one in sorted(self._unreadable, key=lambda pair: pair[0])),
            matched=self._matched,
            undated=len(self._undated),
            _order=order,
            _spool=self._spool,
        )

    def _take(self, head: _Head, offset: int, size: int) -> None:
        if head.unreadable is not None:
            self._unreadable.append((head.number, head.unreadable))
            return
        self._matched.update(self._rules[one].id for one in head.rules)
        if head.published is None:
            self._undated.append((head.number, offset, size))
        else:
            self._dated.append(_Stored(head.published, head.number, offset, size))


@dataclass(frozen=True, slots=True)
class _Head:
    """What the order needs to know of an entry."""

    number: int
    published: datetime | None = None
    rules: tuple[int, ...] = ()
    unreadable: UnreadableEntry | None = None


def _results(archive: Archive, rules: RuleSet, terms: ReadingTerms) -> Iterator[list[bytes]]:
    entries = archive.entries()
    if terms.jobs == 1 or archive.size < 2 * CHUNK:
        with Budgeted(rules, terms.cost) as budgeted:
            while chunk := list(islice(entries, CHUNK)):
                yield _evaluated_chunk(budgeted, rules, chunk)
        return
    workers = Workers(
        jobs=terms.jobs,
        work=_evaluate_in_worker,
        died=_died,
        start=_start_worker,
        given=(terms.places, terms.cost),
    )
    yield from workers.results(entries)


_in_worker: list[tuple[Budgeted, RuleSet]] = []


def _start_worker(places: tuple[str, ...], cost: BudgetTerms) -> None:
    rules = RuleSet.load(*places)
    _in_worker.append((Budgeted(rules, cost), rules))


def _evaluate_in_worker(chunk: Sequence[ArchiveEntry]) -> list[bytes]:
    return _evaluated_chunk(*_in_worker[0], chunk)


def _evaluated_chunk(budgeted: Budgeted, rules: RuleSet, chunk: Sequence[ArchiveEntry]) -> list[bytes]:
    numbers = {rule.id: number for number, rule in enumerate(rules.rules)}
    found = budgeted.outcomes(chunk, document_of)
    return [pickle.dumps(_seen(entry, content, outcome, numbers)) for entry, content, outcome in found]


def _died(entry: ArchiveEntry) -> bytes:
    return pickle.dumps(
        (_Head(entry.number, unreadable=UnreadableEntry(entry.place, DIED, internal=True)), b"")
    )


def _seen(
    entry: ArchiveEntry, content: bytes, outcome: Outcome, numbers: dict[str, int]
) -> tuple[_Head, bytes]:
    if not isinstance(outcome, Evaluated):
        ours = outcome.reason.startswith(INTERNAL)
        reason = f"{outcome.reason}; please report" if ours else outcome.reason
        failed = ours or isinstance(outcome, TooCostly)
        return _Head(entry.number, unreadable=UnreadableEntry(entry.place, reason, failed)), b""
    article = outcome.article
    found = tuple(carried(match, numbers) for match in outcome.matches)
    seen = _Seen(entry.number, article.path or entry.place, entry.root, content, article, found)
    return _Head(entry.number, article.received_at, tuple(one[0] for one in found)), pickle.dumps(seen)


def nobody(_done: int) -> None:
    """Take no notice of how far it has come."""
