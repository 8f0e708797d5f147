"""How the time of reading grows with what is read, for every kind of input in `tests/growth/kinds.py`.

An exponent of 1 is linear, of 2 quadratic. Seconds are processor time, the best of a few rounds; what is over in
less than a millisecond says nothing. `make test` counts steps instead, which are the same on every machine.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from math import log
from pathlib import Path

_ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(_ROOT)]

from monitor.article.model import Article  # noqa: E402
from monitor.errors import ArticleError  # noqa: E402
from monitor.rule.ruleset import RuleSet  # noqa: E402
from tests.growth.kinds import KINDS  # noqa: E402

SIZES = (50_000, 100_000, 200_000)
ROUNDS = 2
TOO_LONG = 4.0
LEAST = 0.001


def growth(folder: Path, archive: Path | None) -> str:
    """Seconds to parse and evaluate each kind of input at three sizes, and the exponent between them."""
    rules = RuleSet.load(_ROOT / "rules")
    rows = {kind: _measured(rules, make) for kind, make in KINDS.items()}
    for kind, seconds in sorted(rows.items(), key=lambda row: -_exponent(row[1])):
        told = ", ".join(f"{one:7.3f}" for one in seconds)
        print(f"  {_exponent(seconds):5.2f}  {told} s  {kind}")
    worst = max(rows, key=lambda kind: _exponent(rows[kind]))
    slowest = max(rows, key=lambda kind: rows[kind][-1])
    return (
        f"growth: {len(rows)} kinds of input of {SIZES[0]:,} to {SIZES[-1]:,} characters, parsed and evaluated; steepest "
        f"exponent {_exponent(rows[worst]):.2f} ({worst}), longest {rows[slowest][-1]:.2f} s ({slowest})"
    )


def _measured(rules: RuleSet, make: Callable[[int], str]) -> list[float]:
    """Return the seconds at each size, up to the first that takes too long."""
    seconds: list[float] = []
    for size in SIZES:
        content = make(size).encode()
        seconds.append(min(_once(rules, content) for _ in range(ROUNDS)))
        if seconds[-1] > TOO_LONG:
            break
    return seconds


def _once(rules: RuleSet, content: bytes) -> float:
    began = time.process_time()
    with suppress(ArticleError):
        rules.match(Article.from_bytes(content, path="a.md"))
    return time.process_time() - began


def _exponent(seconds: list[float]) -> float:
    """Return by which power the time grew from the first size to the last that was measured."""
    if len(seconds) < 2 or seconds[0] < LEAST:
        return 0.0
    return log(seconds[-1] / seconds[0]) / log(SIZES[len(seconds) - 1] / SIZES[0])
