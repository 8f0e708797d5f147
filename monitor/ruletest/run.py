"""Runs a rule set's tests, and reports of each failure what came instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

from monitor.article.model import Article
from monitor.article.parse import read_file
from monitor.config.model import Config
from monitor.english import short
from monitor.errors import ArticleError, MonitorError, internal_error
from monitor.evaluate.budget import Budget
from monitor.evaluate.limited import Limits, NoAnswer, answers_within
from monitor.evaluate.model import Document
from monitor.evaluate.nursery import warming
from monitor.notify.model import Notification, NotificationKind
from monitor.notify.plain_text import plain_text
from monitor.notify.template import writer_of
from monitor.rule.examples import Example, ExampleArticle, ExampleResult, Expected, reasons_of, run_examples
from monitor.rule.load import LoadedRules
from monitor.rule.model import Match, Rule
from monitor.rule.ruleset import RuleSet
from monitor.ruletest.desk import only, plain_desk
from monitor.ruletest.series import Played, SeriesStep, play
from monitor.ruletest.told import SentMessage, compare, shown, since
from monitor.ruletest.why import deciding_lines
from monitor.testing import StillClock

_SHORT = 60
DEFAULT_BUDGET = Budget()
_ABOUT_ITSELF = frozenset({NotificationKind.NOTICE, NotificationKind.TEST})


class Trials:
    """The tests of one load of rules. Series are sent to the desk of *config*, or else to one channel."""

    def __init__(
        self, loaded: LoadedRules, config: Config | None = None, budget: Budget = DEFAULT_BUDGET
    ) -> None:
        self.rules = RuleSet.of(loaded)
        self._loaded = loaded
        self._config = config
        self._budget = budget
        self._warmed: set[Document] = set()
        self._by_id = {rule.id: rule for rule in loaded.rules}
        self._alone: dict[str, RuleSet] = {}

    @property
    def examples(self) -> Sequence[Example]:
        """All tests, in the order of the rules."""
        return self._loaded.examples

    def results(self) -> Iterator[ExampleResult]:
        """Run every test, one after the other, each on the budget of its articles.

        Raises:
            MonitorError: the throw-away store cannot be written.
        """
        most = max((len(one.series) for one in self.examples), default=1)
        answers = answers_within(self._budget, self.examples, self._result, max(1, most))
        for example, found in zip(self.examples, answers, strict=True):
            if isinstance(found, NoAnswer):
                yield ExampleResult(example=example, reasons=(found.reason,))
            elif isinstance(found, str):
                raise MonitorError(found)
            else:
                yield found

    def _result(self, example: Example, limits: Limits) -> ExampleResult | str:
        """Return how *example* came out; a text where none can be run."""
        try:
            self._warm_up(example)
            with limits.on(max(1, len(example.series))):
                return self._series(example) if example.series else self._single(example)
        except MonitorError as error:
            return str(error)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 a test that cannot be run must not hold up the others
            return _broken(example, internal_error(error))

    def _warm_up(self, example: Example) -> None:
        """Load what is loaded once; what fails on these texts fails on each, and is reported there."""
        articles = (example.article, *(coming.article for coming in example.series))
        content = b"".join(_content(one) for one in articles if one is not None)
        for document in warming(content):
            if document not in self._warmed:
                self._warmed.add(document)
                with suppress(Exception):
                    self.rules.match(document.article(UTC))

    def _single(self, example: Example) -> ExampleResult:
        (result,) = run_examples([example], partial(self.rules.match, disabled=True))
        return self._explained(result)

    def _explained(self, result: ExampleResult) -> ExampleResult:
        """Add what decided, where a rule matched or did not against what was expected."""
        wanted = result.example.article
        if result.passed or wanted is None:
            return result
        try:
            article = wanted.read()
        except ArticleError:
            return result
        return ExampleResult(
            example=result.example, reasons=result.reasons, details=self._why(result.example, article)
        )

    def _why(self, example: Example, article: Article) -> tuple[str, ...]:
        told = self.rules.explain(example.rule, article)
        as_wanted = told.holds == (example.expected is Expected.MATCH)
        return () if as_wanted else tuple(deciding_lines(told))

    def _series(self, example: Example) -> ExampleResult:
        rule = self._by_id[example.rule]
        if rule.id not in self._alone:
            self._alone[rule.id] = only(self._loaded, rule)
        config = self._config or plain_desk(rule)
        try:
            played = play(example, self._alone[rule.id], config)
        except ArticleError as error:
            reason = f"the article {error.path} cannot be read: {error.reason}"
            return ExampleResult(example=example, reasons=(reason,))
        if failed := [one for one in played.outcome.unreadable if one.internal]:
            return _broken(example, f"{failed[0].place}: {failed[0].reason}")
        heard = heard_of(rule.id, played, config)
        reasons = _reasons(example, rule, played, heard, tuple(config.channels))
        details = tuple(self._timeline(example, played, heard)) if reasons else ()
        return ExampleResult(example=example, reasons=tuple(reasons), details=details)

    def _timeline(self, example: Example, played: Played, heard: Sequence[SentMessage]) -> Iterator[str]:
        """Yield what came, what became of it, and what was sent, in the order of time."""
        start = played.series.start
        lines: list[tuple[datetime, str]] = []
        for step in played.series.steps:
            lines.append((step.at, f"{since(start, step.at)} {_what_came(step)}: {_outcome(step, played)}"))
            if example.expected is Expected.MATCH and step.article is not None and not step.matches:
                lines += [(step.at, f"    {line}") for line in self._why(example, step.article)]
        lines += [(one.at, f"    told {shown(one, start)}") for one in heard]
        yield from (line for _, line in sorted(lines, key=lambda pair: pair[0]))


def _content(article: ExampleArticle) -> bytes:
    """Return the bytes of *article*; none where they cannot be read, which its test will say."""
    if article.file is None:
        return f"{article.title} {article.text}".encode("utf-8", "surrogatepass")
    with suppress(ArticleError):
        return read_file(article.file)
    return b""


def _broken(example: Example, reason: str) -> ExampleResult:
    return ExampleResult(example=example, reasons=(reason,), broken=True)


def heard_of(rule: str, played: Played, config: Config) -> list[SentMessage]:
    """Return the messages that are about *rule*, alone or among others, in the words of their channels."""
    clock = StillClock(played.series.start)
    writers = {name: writer_of(channel, clock) for name, channel in config.channels.items()}
    heard = []
    for message in played.outcome.messages:
        if _is_about(rule, message.notification):
            wording = writers[message.channel](message.notification).wording
            heard.append(
                SentMessage(
                    at=message.at,
                    channel=message.channel,
                    kind=message.notification.kind.value,
                    title=wording.subject,
                    text=plain_text(wording).replace("**", ""),
                )
            )
    return heard


def _is_about(rule: str, told: Notification) -> bool:
    about = {told.rule, *(entry.rule for entry in told.entries)}
    return told.kind not in _ABOUT_ITSELF and rule in about


def _reasons(
    example: Example, rule: Rule, played: Played, heard: Sequence[SentMessage], channels: Sequence[str]
) -> list[str]:
    # A sequence may have no condition of its own: its evidence is that of its steps.
    found: list[Match] = [
        match
        for step in played.series.steps
        for match in step.matches
        if match.rule.id == rule.id or not rule.has_when
    ]
    holds = any(one.alert.rule == rule.id for one in played.outcome.alerts)
    reasons = reasons_of(example, found, holds=holds)
    if example.told is not None:
        reasons += compare(example.told, heard, channels, played.series.start)
    return reasons


def _what_came(step: SeriesStep) -> str:
    if step.article is None:
        return "nothing"
    by = f"{step.article.publisher} " if step.article.publisher else ""
    return f"{by}“{short(step.article.title or step.article.text, _SHORT)}”"


def _outcome(step: SeriesStep, played: Played) -> str:
    if step.article is None:
        return "time goes by"
    rows = [row for row in played.rows if row.digest == step.article.digest and row.matched_at == step.at]
    said = [f"{row.outcome} ({row.reason})" if row.reason else row.outcome for row in rows]
    return "; ".join(dict.fromkeys(said)) or _of_no_row(step, played)


def _of_no_row(step: SeriesStep, played: Played) -> str:
    same = [one for one in played.series.steps if one.content == step.content and one.at < step.at]
    if same:
        return "the same again"
    return "nothing new" if step.matches else "does not match"
