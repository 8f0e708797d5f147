"""What evaluating in a child process adds to an article, beside the same articles evaluated here in the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.articles import articles
from benchmarks.desk import ROOT
from monitor.clock import SystemClock
from monitor.evaluate.budget import Budget
from monitor.evaluate.child import ChildProcess
from monitor.evaluate.evaluate import InProcess
from monitor.evaluate.model import Document
from monitor.rule.ruleset import RuleSet

ROUNDS = 5
MOST = 1_000


def evaluate(folder: Path, archive: Path | None) -> str:
    """One article at a time, as a drop is, and a batch; the medians of rounds that take turns."""
    rules, zone, now = RuleSet.load(ROOT / "rules"), ZoneInfo("UTC"), SystemClock().now()
    documents = [Document(text.encode(), "/inbox/article.txt", now) for text in articles(MOST, archive)]
    here, child = InProcess(rules, zone), ChildProcess(rules, zone, Budget())

    def alone(evaluator: InProcess | ChildProcess) -> None:
        for one in documents:
            next(iter(evaluator.evaluate([one], 2.0)))

    def together(evaluator: InProcess | ChildProcess) -> None:
        list(evaluator.evaluate(documents, 2.0))

    works = [lambda way=way, one=one: way(one) for way in (alone, together) for one in (here, child)]
    one_here, one_there, all_here, all_there = _medians(works, len(documents))
    child.close()
    return (
        f"evaluate: {len(documents):,} articles; alone {one_here:.2f} ms here, {one_there:.2f} ms in a child "
        f"(+{one_there - one_here:.2f} ms, × {one_there / one_here:.2f}); in a batch {all_here:.2f} ms here, "
        f"{all_there:.2f} ms in a child (× {all_there / all_here:.2f})"
    )


def _medians(works: Sequence[Callable[[], None]], count: int) -> list[float]:
    """Return milliseconds an article for each of *works*, which take turns."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, times in zip(works, taken, strict=True):
            began = time.perf_counter()
            work()
            times.append((time.perf_counter() - began) / count * 1000)
    return [statistics.median(times) for times in taken]
