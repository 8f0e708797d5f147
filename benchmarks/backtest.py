"""Replaying an archive: how long it takes, articles a second, and the same outcome for any number of processes."""

from __future__ import annotations

import gzip
import json
import os
import resource
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.articles import articles
from benchmarks.desk import ROOT
from monitor.backtest.archive import Archive
from monitor.backtest.outcome import ReplayOutcome
from monitor.backtest.reading import ReadingTerms, nobody, read_archive
from monitor.backtest.replay import replay
from monitor.config import without_file
from monitor.evaluate.budgeted import BudgetTerms
from monitor.rule.ruleset import RuleSet


@dataclass(frozen=True)
class Run:
    outcome: ReplayOutcome
    reading: float
    telling: float

    @property
    def seconds(self) -> float:
        return self.reading + self.telling


def backtest(folder: Path, archive: Path | None) -> str:
    """Replay an archive with the default pack on one process and on every core."""
    file = archive or _written(folder / "made.jsonl.gz")
    one, all_cores = _run(file, 1), _run(file, max(2, os.cpu_count() or 1))
    same = (one.outcome.alerts, one.outcome.messages) == (
        all_cores.outcome.alerts,
        all_cores.outcome.messages,
    )
    count = one.outcome.articles
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"backtest: {count:,} articles, {len(one.outcome.alerts):,} alerts, "
        f"{len(one.outcome.messages):,} messages; {_said(one, count)} with one process, "
        f"{_said(all_cores, count)} with {max(2, os.cpu_count() or 1)}; "
        f"the outcome is {'the same' if same else 'NOT THE SAME'}; peak {peak:.0f} MB"
    )


def _run(file: Path, jobs: int) -> Run:
    rules = RuleSet.load(ROOT / "rules")
    config = without_file()
    terms = ReadingTerms((str(ROOT / "rules"),), BudgetTerms(config.budget, config.timezone), jobs)
    began = time.perf_counter()
    with read_archive(Archive.open(file), rules, terms, nobody) as read:
        half = time.perf_counter()
        outcome = replay(read, rules, config, nobody)
    return Run(outcome, half - began, time.perf_counter() - half)


def _said(run: Run, count: int) -> str:
    return (
        f"{run.seconds:.1f} s ({run.reading:.1f} reading, {run.telling:.1f} telling; "
        f"{count / run.seconds:,.0f} articles/s)"
    )


def _written(file: Path) -> Path:
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        for number, text in enumerate(articles(5000, None)):
            title, _, body = text.partition("\n\n")
            lines.write(json.dumps({"id": str(number), "title": title, "text": body}) + "\n")
    return file
