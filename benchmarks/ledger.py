"""What one more article on a pair of leaders costs, by how many sightings of them the store holds."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.ingest import Desk, Ingester
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.source.model import Arrival, Signature
from monitor.store.store import Store
from monitor.testing import StillClock

RULES = """
rules:
  - id: leader-contact
    when: {contact: {status: [happened, claimed, denied]}}
    new: {per: [participants, kind], for: 7d}
"""
TELLINGS = (
    "Russian President Vladimir Putin called US President Donald Trump, officials said.",
    "Vladimir Putin and Donald Trump spoke by phone on Tuesday, a newspaper reported.",
    "Russian President Vladimir Putin met US President Donald Trump, officials said.",
    "The Kremlin denied reports that Vladimir Putin had called Donald Trump.",
    "Vladimir Putin sent a letter to Donald Trump, a newspaper reported.",
    "Vladimir Putin and Donald Trump held talks, the White House said.",
)
LAST = datetime(2024, 12, 31, tzinfo=UTC)
SPREADS = {"a year": timedelta(days=365), "one week": timedelta(days=7)}
SIZES = (50, 1_000, 10_000)
BATCH, MEASURED = 250, 30


def ledger(folder: Path, archive: Path | None) -> str:
    """One more article on a pair with 50, 1,000 and 10,000 sightings, spread over a year and in one week."""
    told = []
    for name, span in SPREADS.items():
        costs = [_cost(folder / f"{size}-{span.days}", size, span) for size in SIZES]
        parts = ", ".join(
            f"{size:,} {cost * 1000:.1f} ms ({cost / costs[0]:.1f} ×)"
            for size, cost in zip(SIZES, costs, strict=True)
        )
        told.append(f"over {name}: {parts}")
    return "one more article on a pair with so many sightings, " + "; ".join(told)


def _cost(folder: Path, size: int, span: timedelta) -> float:
    """Return the median of what one article costs, seconds, from its file to all that follows on disk."""
    folder.mkdir()
    with Store.open(f"sqlite:///{folder}/monitor.db") as store:
        rules = RuleSet(load_rules_text(RULES).rules)
        ingester = Ingester(store, rules, Desk((), ("desk",)), StillClock())
        articles = _articles(folder, size, span)
        while batch := [one for one, _ in zip(articles, range(BATCH), strict=False)]:
            ingester.take_in(batch)
        took = []
        for number in range(MEASURED):
            one = _article(folder, size + number, LAST + timedelta(minutes=number))
            began = time.perf_counter()
            ingester.take_in([one])
            took.append(time.perf_counter() - began)
    return statistics.median(took)


def _articles(folder: Path, size: int, span: timedelta) -> Iterator[Arrival]:
    for number in range(size):
        yield _article(folder, number, LAST - span + span * number / size)


def _article(folder: Path, number: int, published: datetime) -> Arrival:
    path = folder / f"{number}.txt"
    told = TELLINGS[number % len(TELLINGS)]
    path.write_text(f"Report {number}\n\nPublished: {published:%Y-%m-%dT%H:%M:%SZ}\n\n{told} Nr {number}.\n")
    return Arrival(os.fspath(path), os.fspath(folder), Signature.of(path.stat()))
