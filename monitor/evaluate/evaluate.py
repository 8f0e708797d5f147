"""`evaluate`: bytes → article, facts, matches, fingerprint, as one pure function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, tzinfo

from monitor.article.fingerprint import sketch
from monitor.article.model import Article
from monitor.cluster.corrections import notice_of
from monitor.cluster.sketch import sketch_of
from monitor.errors import ArticleError, internal_reason
from monitor.evaluate.model import Document, Evaluated, NotAnArticle, Outcome, Stage
from monitor.rule.model import Match
from monitor.rule.ruleset import RuleSet

Reached = Callable[[Stage], None]
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def evaluate(
    rules: RuleSet, document: Document, timezone: tzinfo, reached: Reached | None = None
) -> Evaluated:
    """Return what *document* says, by *rules*; dates without a zone are taken in *timezone*.

    *reached* is called with each stage as it begins.

    Raises:
        ArticleError: the bytes hold no article.
    """
    reached = reached or _nobody
    reached(Stage.PARSING)
    article = document.article(timezone)
    reached(Stage.MATCHING)
    matches = rules.match(article)
    reached(Stage.COMPARING)
    return compared(article, matches)


def compared(article: Article, matches: tuple[Match, ...]) -> Evaluated:
    """Return *article* with *matches* and all that it is compared by with others."""
    return Evaluated(
        article=article,
        matches=matches,
        fingerprint=sketch(article),
        sketch=sketch_of(article, "", article.received_at or _LONG_AGO),
        notice=notice_of(article),
    )


def refusal_of(error: Exception) -> NotAnArticle:
    """Return why there is no article, in words for `status`."""
    if isinstance(error, ArticleError):
        return NotAnArticle(error.reason)
    import traceback

    return NotAnArticle(internal_reason(error), "".join(traceback.format_exception(error)))


class InProcess:
    """Evaluates here and now: for tests and archives. Nothing ends what takes too long."""

    def __init__(self, rules: RuleSet, timezone: tzinfo = UTC) -> None:
        self._rules = rules
        self._timezone = timezone

    def evaluate(self, documents: Sequence[Document], seconds: float) -> Iterator[Outcome]:  # noqa: ARG002 the port's
        """Yield the outcome of each of *documents*, in order."""
        for document in documents:
            try:
                yield evaluate(self._rules, document, self._timezone)
            except Exception as error:  # noqa: BLE001 one file costs no other
                yield refusal_of(error)


def _nobody(_stage: Stage) -> None:
    """Take no notice."""
