"""A process pool that keeps order and survives a worker that dies of one item.

A pool of `concurrent.futures` is of no use any more once a process in it died, and does not say what that one
was at. So what was under way is done again by a process of its own, chunk by chunk, and where that dies too,
one by one: what takes its process along is known then, and everything else is done.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from monitor.errors import INTERNAL, MonitorError

DIED = f"{INTERNAL}: the process that evaluated it died; please report"
CHUNK = 64
_AHEAD = 4

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Workers(Generic[Item, Result]):
    """How many processes do what. `work` returns a result for each item of a chunk, in their order.

    Each process begins with `start(*given)`. `died` is the result of an item that kills its process; `chunk`
    is how many go to a process at once. All but `died` travels: functions of a module, what can be pickled.
    """

    jobs: int
    work: Callable[[Sequence[Item]], list[Result]]
    died: Callable[[Item], Result]
    start: Callable[..., None]
    given: tuple[Any, ...]
    chunk: int = CHUNK

    def results(self, items: Iterable[Item]) -> Iterator[list[Result]]:
        """Yield the results of one chunk after the other.

        A few chunks for each process are under way and no more: *items* may be more than the memory holds.

        Raises:
            MonitorError: no process can be started.
        """
        rest = iter(items)
        waiting: deque[_Chunk[Item, Result]] = deque()
        while True:
            with self._pool(self.jobs) as pool:
                yield from self._until_one_dies(pool, rest, waiting)
            if not waiting:
                return
            while waiting:
                chunk = waiting.popleft()
                yield chunk.result() if chunk.is_done else self._anew(chunk.items)

    def _until_one_dies(
        self, pool: ProcessPoolExecutor, rest: Iterator[Item], waiting: deque[_Chunk[Item, Result]]
    ) -> Iterator[list[Result]]:
        """Yield results until all are there, or a process died; then *waiting* is what was under way."""
        while True:
            while len(waiting) < _AHEAD * self.jobs and (items := list(islice(rest, self.chunk))):
                waiting.append(_Chunk(items, _submitted(pool, self.work, items)))
            if not waiting:
                return
            try:
                found = waiting[0].result()
            except BrokenProcessPool:
                return
            waiting.popleft()
            yield found

    def _anew(self, items: list[Item]) -> list[Result]:
        try:
            with self._pool(1) as pool:
                return pool.submit(self.work, items).result()
        except BrokenProcessPool:
            return self._one_by_one(items)

    def _one_by_one(self, items: list[Item]) -> list[Result]:
        found: list[Result] = []
        while len(found) < len(items):
            with self._pool(1) as pool:
                try:
                    for item in items[len(found) :]:
                        found += pool.submit(self.work, [item]).result()
                except BrokenProcessPool:
                    found.append(self.died(items[len(found)]))
        return found

    def _pool(self, jobs: int) -> ProcessPoolExecutor:
        pool = ProcessPoolExecutor(jobs, initializer=self.start, initargs=self.given)
        try:
            pool.submit(_ready).result()
        except BrokenProcessPool as error:
            raise MonitorError("no process can be started that evaluates articles") from error
        return pool


@dataclass(frozen=True, slots=True)
class _Chunk(Generic[Item, Result]):
    """Items that were given to a pool; without a future the pool was broken already."""

    items: list[Item]
    future: Future[list[Result]] | None

    @property
    def is_done(self) -> bool:
        return self.future is not None and self.future.done() and self.future.exception() is None

    def result(self) -> list[Result]:
        if self.future is None:
            raise BrokenProcessPool
        return self.future.result()


def _submitted(
    pool: ProcessPoolExecutor, work: Callable[[Sequence[Item]], list[Result]], items: list[Item]
) -> Future[list[Result]] | None:
    try:
        return pool.submit(work, items)
    except BrokenProcessPool:
        return None


def _ready() -> None:
    """Do nothing, in a process that has started."""
