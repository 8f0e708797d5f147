"""What reading an article's facts costs, beside parsing the same articles in the same run.

Processor time, the best of several rounds; garbage of the set-up is frozen, as it is no part of the cost.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.articles import articles
from monitor.article.model import Article
from monitor.clock import SystemClock
from monitor.extract.lexicon import Lexicon
from monitor.extract.read import FactReader

MOST = 20_000
ROUNDS = 5
SCALE = 5_000


def facts(folder: Path, archive: Path | None) -> str:
    """Facts per article, scaled to 5 KB, of articles without facts, of those not read at all, and against parsing."""
    reader, now = FactReader(Lexicon.load_default()), SystemClock().now()
    contents = [text.encode() for text in articles(MOST if archive else 2_000, archive)]
    read = [Article.from_bytes(content, path="article.txt", received_at=now) for content in contents]
    without = [one for one in read if not _any(reader, one)]
    unread = [one for one in without if not reader.gate.choose(one)]
    gc.collect()
    gc.freeze()
    costs = _best(
        (lambda: [Article.from_bytes(content, path="article.txt", received_at=now) for content in contents]),
        *(_reading(reader, some) for some in (read, without, unread)),
    )
    gc.unfreeze()
    parse, every, bare, skipped = costs
    each = _size(read) / len(read)
    return (
        f"facts: {_ms(every, read)} an article of {each:,.0f} characters in the mean over {len(read):,}, "
        f"{_scaled(every, read)} scaled to {SCALE:,} ({every / parse:.2f} × parsing, {_ms(parse, read)}); "
        f"{len(without):,} without facts {_ms(bare, without)}; {len(unread):,} without two leaders or a "
        f"denial cue {_ms(skipped, unread)}, {_scaled(skipped, unread)} scaled"
    )


def _any(reader: FactReader, article: Article) -> bool:
    found = reader.read(article)
    return bool(found.contacts or found.denials)


def _reading(reader: FactReader, some: list[Article]) -> Callable[[], Any]:
    return lambda: [reader.read(article) for article in some]


def _best(*works: Callable[[], Any]) -> list[float]:
    """Return the least seconds each took; the works take turns, so that a busy spell hits all of them."""
    rounds = [[_seconds(work) for work in works] for _ in range(ROUNDS)]
    return [min(took) for took in zip(*rounds, strict=True)]


def _seconds(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _size(some: Iterable[Article]) -> int:
    return sum(len(article.text) for article in some)


def _ms(seconds: float, some: list[Article]) -> str:
    return f"{seconds / max(1, len(some)) * 1000:.3f} ms"


def _scaled(seconds: float, some: list[Article]) -> str:
    return f"{seconds / max(1, _size(some)) * SCALE * 1000:.2f} ms"
