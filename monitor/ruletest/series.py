"""A test's series of articles replayed through the daemon's parts in virtual time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from monitor.article.model import Article
from monitor.article.parse import digest_of
from monitor.backtest.due import MINUTE
from monitor.backtest.outcome import ReplayOutcome
from monitor.backtest.reading import ArrivalBatch, UnreadableEntry
from monitor.backtest.replay import replay_in, scratch
from monitor.config.model import Config
from monitor.errors import ArticleError
from monitor.evaluate.evaluate import compared
from monitor.ingest.read_file import ReadFile, read
from monitor.rule.examples import Coming, Example, ExampleArticle
from monitor.rule.model import Match
from monitor.rule.ruleset import RuleSet
from monitor.source.model import Arrival, Signature
from monitor.store.records import MatchRow

_ROOT = "/test"
_NO_SIGNATURE = Signature(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class SeriesStep:
    """One instant of a series: the article that came, if one did, with its matches."""

    at: datetime
    article: Article | None = None
    content: bytes = b""
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """The steps of a series, in the form in which archives are replayed."""

    steps: tuple[SeriesStep, ...]
    matched: Counter[str] = field(default_factory=Counter)
    undated: int = 0
    unreadable: Sequence[UnreadableEntry] = ()

    @property
    def start(self) -> datetime:
        """When the first of it comes."""
        return self.steps[0].at

    def batches(self, most: int) -> Iterator[ArrivalBatch]:  # noqa: ARG002 each comes by itself
        """Yield one step after the other; what comes at one instant is in the order of the test.

        After the last article one minute goes by, in which the clock's scheduled jobs see it.
        """
        for step in self.steps:
            yield ArrivalBatch(step.at, () if step.article is None else (_reading(step, step.article),))
        if self.steps[-1].article is not None:
            yield ArrivalBatch(self.steps[-1].at + MINUTE, ())


@dataclass(frozen=True, slots=True)
class Played:
    """What became of a series: all that was sent, and what each match led to."""

    series: Series
    outcome: ReplayOutcome
    rows: Sequence[MatchRow]


def play(example: Example, rules: RuleSet, config: Config) -> Played:
    """Take the series of *example* in by *rules* and send it to the desk of *config*.

    Raises:
        ArticleError: a file of the series cannot be read.
        StoreError: the throw-away store cannot be written.
    """
    steps = tuple(_step(coming, number, rules, config) for number, coming in enumerate(example.series, 1))
    series = Series(steps)
    with scratch() as store:
        outcome = replay_in(store, series, rules, config)
        files = store.files_with_digests({step.article.digest for step in steps if step.article})
        found = store.matches({file.article_id for file in files if file.article_id})
    rows = [row for of_article in found.values() for row in of_article if row.rule_id == example.rule]
    return Played(series, outcome, rows)


def _step(coming: Coming, number: int, rules: RuleSet, config: Config) -> SeriesStep:
    if coming.article is None:
        return SeriesStep(coming.at)
    article, content = _article(coming.article, coming.at, number, config)
    return SeriesStep(coming.at, article, content, rules.match(article))


def _article(wanted: ExampleArticle, at: datetime, number: int, config: Config) -> tuple[Article, bytes]:
    if wanted.file is not None:
        found = read(Arrival(str(Path(wanted.file).resolve()), _ROOT, _NO_SIGNATURE))
        if found.reason or found.gone:
            raise ArticleError(wanted.file, found.reason or "there is no such file")
        path, content = found.arrival.path, found.content
        return Article.from_bytes(content, path=path, received_at=at, timezone=config.timezone), content
    path = wanted.path or f"article-{number}.txt"
    article = replace(wanted, received=at, path=path).read()
    # A file names its publisher: the same words from two publishers are two files.
    parts = (wanted.publisher or "", wanted.title, wanted.text)
    content = "\n\n".join(parts).encode("utf-8", "surrogatepass")
    return replace(article, digest=digest_of(content)), content


def _reading(step: SeriesStep, article: Article) -> ReadFile:
    signature = Signature(0, 0, len(step.content), 0)
    arrival = Arrival(article.path or "", _ROOT, signature)
    return ReadFile(arrival, signature, step.content, evaluated=compared(article, step.matches))
