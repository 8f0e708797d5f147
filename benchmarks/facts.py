"""What reading an article's facts costs, stage by stage, beside parsing the same articles in the same run.

Processor time. The works take turns over small batches and the least time of each batch counts, as the machine
may be busy; garbage of the set-up is frozen, as it is no part of the cost. The *news half* are the articles with
a word of politics (`POLITICS`): a test of its own, so that it stays the same whatever the prefilter lets through.
"""

from __future__ import annotations

import gc
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.articles import articles
from monitor.article.model import Article
from monitor.clock import SystemClock
from monitor.extract.cast.reader import Cast
from monitor.extract.denial.reader import DenialReader
from monitor.extract.factuality.scopes import Scopes
from monitor.extract.frames.linking import Linker
from monitor.extract.lexicon import Lexicon
from monitor.extract.prefilter.choice import Choice
from monitor.extract.read import FactReader
from monitor.extract.syntax.clauses import Parser

MOST = 20_000
ROUNDS = 3
BATCH = 200
POLITICS = re.compile(
    r"\b(?:presidents?|prime minister|premier|ministers?|ministry|governments?|parliament|congress|senat(?:e|or)s?|"
    r"diplomat(?:s|ic)?|embassy|kremlin|white house|downing street|pentagon|nato|troops|rebels|elections?|sanctions)\b",
    re.IGNORECASE,
)


def facts(folder: Path, archive: Path | None) -> str:
    """Facts an article, of the news half, against parsing; each stage; what is let through, tagged and parsed."""
    reader, now = FactReader(Lexicon.load_default()), SystemClock().now()

    def parse(content: bytes) -> Article:
        return Article.from_bytes(content, path="article.txt", received_at=now)

    contents = [text.encode() for text in articles(MOST if archive else 2_000, archive)]
    read = [(content, parse(content)) for content in contents]
    news = [one for one in read if POLITICS.search(one[1].title) or POLITICS.search(one[1].text)]
    political = {id(one) for one in news}
    other = [one for one in read if id(one) not in political]
    gc.collect()
    gc.freeze()
    parsing, half = _taking_turns(news, parse, reader.read)
    parsing_other, rest = _taking_turns(other, parse, reader.read)
    every, parsing_every = half + rest, parsing + parsing_other
    stages = _stages(reader, [one for _, one in read])
    gc.unfreeze()
    shares = "; ".join(f"{name} {seconds / len(read) * 1000:.3f}" for name, seconds in stages.items())
    return (
        f"facts: {_ms(every, read)} an article over {len(read):,} ({every / parsing_every:.2f} × parsing, "
        f"{_ms(parsing_every, read)}), "
        f"{_ms(half, news)} over the {len(news):,} of the news half ({half / parsing:.2f} × parsing, "
        f"{_ms(parsing, news)})\n  ms an article by stage, timed one by one: {shares}\n  {_counts(reader, [one for _, one in read])}"
    )


def _taking_turns(
    some: Sequence[tuple[bytes, Article]], parse: Callable[[bytes], Any], read: Callable[[Article], Any]
) -> tuple[float, float]:
    """Return the least processor seconds of parsing and reading *some*; they take turns batch by batch."""
    parsing = reading = 0.0
    for at in range(0, len(some), BATCH):
        contents, ready = zip(*some[at : at + BATCH], strict=True)
        rounds = [(_seconds(parse, contents), _seconds(read, ready)) for _ in range(ROUNDS)]
        parsing += min(took for took, _ in rounds)
        reading += min(took for _, took in rounds)
    return parsing, reading


def _seconds(work: Callable[[Any], Any], some: Sequence[Any]) -> float:
    began = time.process_time()
    for one in some:
        work(one)
    return time.process_time() - began


@dataclass
class _Watch:
    """Times calls of methods while it is on; a stage that calls another is timed without it."""

    spent: Counter[str] = field(default_factory=Counter)
    _open: list[float] = field(default_factory=list)
    _undo: list[Callable[[], None]] = field(default_factory=list)

    def over(self, owner: Any, method: str, stage: str) -> None:
        """Time *method* of *owner*, a class or an object, as *stage*; what it yields is drawn at once."""
        plain = getattr(owner, method)

        def timed(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            self._open.append(0.0)
            result = plain(*given, **named)
            result = list(result) if hasattr(result, "__next__") else result
            took = time.process_time() - began
            self.spent[stage] += took - self._open.pop()
            if self._open:
                self._open[-1] += took
            return result

        setattr(owner, method, timed)
        own = method in vars(owner) and not isinstance(owner, type)
        self._undo.append(lambda: delattr(owner, method) if own else setattr(owner, method, plain))

    def stop(self) -> None:
        for undo in self._undo:
            undo()


def _stages(reader: FactReader, read: Sequence[Article]) -> dict[str, float]:
    """Return the seconds of each stage, in the order they follow each other, and of what binds them."""
    watch = _Watch()
    for owner, method, stage in (
        (reader.gate, "choose", "prefilter"),
        (reader, "_tagged", "tagging"),
        (Cast, "read", "cast"),
        (Parser, "parse", "syntax"),
        (Linker, "events", "frames"),
        (Scopes, "judge", "factuality"),
        (DenialReader, "read", "denial"),
        (reader, "read", "article"),
    ):
        watch.over(owner, method, stage)
    for one in read:
        reader.read(one)
    watch.stop()
    return dict(watch.spent)


def _counts(reader: FactReader, read: Sequence[Article]) -> str:
    through = [(one, chosen) for one in read if (chosen := reader.gate.choose(one))]
    sentences: list[Choice] = [choice for _, chosen in through for choice in chosen]
    stories = [reader.read_chosen(one, chosen) for one, chosen in through]
    parsed = sum(len(story.readings) for _, story in stories)
    telling = sum(bool(found.contacts or found.denials) for found, _ in stories)
    tagged = sum(choice.read for choice in sentences)
    likely = sum(choice.talks or choice.denies for choice in sentences)
    return (
        f"{len(through):,} articles let through, {telling:,} with facts; of their {len(sentences):,} sentences "
        f"{tagged:,} tagged, {likely:,} with words of a contact or denial, {parsed:,} parsed"
    )


def _ms(seconds: float, some: Sequence[Any]) -> str:
    return f"{seconds / max(1, len(some)) * 1000:.3f} ms"
