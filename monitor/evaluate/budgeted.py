"""Budgeted evaluation for commands (`scan`, `check --archive`): many documents, one forked child.

For a process that holds the compiled rules and does one thing after the other; the daemon's way is in
`ingest`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import Self, TypeVar
from zoneinfo import ZoneInfo

from monitor.evaluate.budget import Budget
from monitor.evaluate.child import ChildProcess
from monitor.evaluate.evaluate import refusal_of
from monitor.evaluate.model import Document, NotAnArticle, Outcome
from monitor.evaluate.process import forked
from monitor.rule.ruleset import RuleSet

_AT_ONCE = 16
"""Documents that are in memory at the same time, at most."""
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class BudgetTerms:
    """What one document may cost, and the zone for dates without one."""

    budget: Budget
    timezone: ZoneInfo


class Budgeted:
    """Evaluates by *rules*, in a child that is a fork of this process; to be closed."""

    def __init__(self, rules: RuleSet, terms: BudgetTerms) -> None:
        self._budget = terms.budget
        self._child = ChildProcess(rules, terms.timezone, terms.budget, begin=forked)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close()

    def outcomes(
        self, items: Iterable[Item], document_of: Callable[[Item], Document]
    ) -> Iterator[tuple[Item, bytes, Outcome]]:
        """Yield each of *items*, the bytes of its document, and its outcome; or why there is no document.

        Raises:
            EvaluatorBroken: no process can be had to evaluate in.
        """
        rest = iter(items)
        while some := list(islice(rest, _AT_ONCE)):
            documents = [self._document(document_of, one) for one in some]
            asked = [one for one in documents if isinstance(one, Document)]
            found = self._child.evaluate(asked, self._budget.cpu)
            for item, one in zip(some, documents, strict=True):
                if isinstance(one, Document):
                    yield item, one.content, next(found)
                else:
                    yield item, b"", one

    def _document(self, document_of: Callable[[Item], Document], item: Item) -> Document | NotAnArticle:
        try:
            document = document_of(item)
        except Exception as error:  # noqa: BLE001 one file costs no other
            return refusal_of(error)
        size, most = len(document.content), self._budget.bytes
        return document if size <= most else NotAnArticle(f"too long: {size:,} bytes; the most is {most:,}")
