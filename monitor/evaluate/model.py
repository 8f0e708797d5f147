"""The types of evaluation: `Document` in; `Evaluated`, `NotAnArticle` or `TooCostly` out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from enum import IntEnum
from typing import Protocol

from monitor.article.model import Article
from monitor.article.outlets import named_outlet
from monitor.cluster.corrections import Notice
from monitor.cluster.model import Sketch
from monitor.errors import MonitorError
from monitor.rule.model import Match


class Stage(IntEnum):
    """How far an evaluation has come; what a process was at is read from its shared byte."""

    IDLE = 0
    PARSING = 1
    MATCHING = 2
    COMPARING = 3

    def __str__(self) -> str:
        return _DOING[self]


_DOING = {
    Stage.IDLE: "waiting",
    Stage.PARSING: "taking its text apart",
    Stage.MATCHING: "matching the rules and reading its facts",
    Stage.COMPARING: "taking its fingerprint",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDefaults:
    """What a source says of its articles where they do not say it themselves."""

    publisher: str | None = None
    timezone: tzinfo | None = None
    language: str | None = None

    def fill_in(self, article: Article) -> Article:
        """Return *article* with a publisher and a language, where it has none of its own."""
        publisher = article.publisher or (named_outlet(self.publisher) if self.publisher else None)
        language = article.language or self.language
        if (publisher, language) == (article.publisher, article.language):
            return article
        return replace(article, publisher=publisher, language=language)


NO_DEFAULTS = SourceDefaults()


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of a file, its path and when it came in, and what its source says of it."""

    content: bytes
    path: str
    received_at: datetime | None
    defaults: SourceDefaults = NO_DEFAULTS

    def article(self, timezone: tzinfo) -> Article:
        """Return the article in it; dates without a zone are taken in *timezone*, or in its source's.

        Raises:
            ArticleError: the bytes hold no article.
        """
        article = Article.from_bytes(
            self.content,
            path=self.path,
            received_at=self.received_at,
            timezone=self.defaults.timezone or timezone,
        )
        return self.defaults.fill_in(article)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An article, the rules that hold for it, and what it is compared by with others.

    `fingerprint` are the numbers of `article.fingerprint`; `sketch` is that of `cluster.sketch`, without the
    article's id, which is not known yet; `notice` is what an agency says in it of earlier copy.
    """

    article: Article
    matches: tuple[Match, ...]
    fingerprint: tuple[int, ...]
    sketch: Sketch
    notice: Notice | None


@dataclass(frozen=True, slots=True)
class NotAnArticle:
    """There is no article in the bytes; `reason` says why, `detail` is for the log."""

    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TooCostly:
    """The budget was used up at `stage`; `spent` says of what, as in "over 2 s of processor time"."""

    stage: Stage
    spent: str

    @property
    def reason(self) -> str:
        """Return what `status` says of the file."""
        return f"too costly: {self.spent} while {self.stage}"


Outcome = Evaluated | NotAnArticle | TooCostly
Beat = Callable[[], None]


class EvaluatorStopped(MonitorError):
    """The evaluator was stopped while it was asked; nothing came of what it was asked for."""


class EvaluatorBroken(MonitorError):
    """The process that evaluates cannot be started, or ends again and again for no article's fault."""


class Evaluator(Protocol):
    """Evaluates documents. Not thread-safe: one call at a time, `stop` from anywhere."""

    def evaluate(self, documents: Sequence[Document], seconds: float) -> Iterator[Outcome]:
        """Yield the outcome of each of *documents*, in order; each may take *seconds* of processor time.

        Raises:
            EvaluatorStopped: `stop` was called.
            EvaluatorBroken: no process can be had to evaluate in.
        """
        ...
