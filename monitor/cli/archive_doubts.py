"""`monitor check --archive`: tries rules on an archive and warns of those that match most articles."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from monitor.cli.shared import progress
from monitor.errors import INTERNAL, Fault, Gravity
from monitor.located.error_codes import Code, explain
from monitor.rule.model import Rule
from monitor.rule.ruleset import RuleSet

if TYPE_CHECKING:
    from monitor.evaluate.budgeted import BudgetTerms

_MOST = 0.5
_ENOUGH = 20
"""An archive smaller than this says nothing of what is usual."""


class Tried(NamedTuple):
    """The doubts about rules that match too much, all matches in words, and where the program failed."""

    doubts: list[Fault]
    note: str
    failed: list[str]


def try_on_archive(rules: RuleSet, path: str, cost: BudgetTerms) -> Tried:
    """Return the result of matching the archive at *path*, on terms of *cost*.

    Raises:
        ArchiveError: it cannot be read.
    """
    from monitor.backtest.archive import Archive, document_of
    from monitor.evaluate.budgeted import Budgeted
    from monitor.evaluate.model import Evaluated, TooCostly

    archive = Archive.open(path)
    found: Counter[str] = Counter()
    failed: list[str] = []
    articles = 0
    with (
        Budgeted(rules, cost) as budgeted,
        progress(archive.size, "trying") as advance,
    ):
        for entry, _, outcome in budgeted.outcomes(archive.entries(), document_of):
            advance()
            if isinstance(outcome, Evaluated):
                articles += 1
                found.update(match.rule.id for match in outcome.matches)
            elif isinstance(outcome, TooCostly):
                failed.append(f"{entry.place}: {outcome.reason}")
            elif outcome.reason.startswith(INTERNAL):
                failed.append(f"{entry.place}: {outcome.reason}; please report")
    doubts = [
        _doubt(rule, found[rule.id], articles)
        for rule in rules.rules
        if articles >= _ENOUGH and found[rule.id] > _MOST * articles
    ]
    return Tried(doubts, _in_words(rules, found, articles, archive.size), failed)


explain(
    Code.MATCHES_THE_ARCHIVE,
    "The rule matches more than half of the articles it was tried on with --archive. A desk that is told "
    "of every other article is told of nothing.",
)


def _doubt(rule: Rule, count: int, articles: int) -> Fault:
    return Fault(
        code=Code.MATCHES_THE_ARCHIVE,
        location=rule.location,
        message=f'the rule "{rule.id}" matches {count} of {articles} articles, more than half of them',
        hint="add a condition under all: that only the wanted articles have",
        gravity=Gravity.DOUBT,
    )


def _in_words(rules: RuleSet, found: Counter[str], articles: int, size: int) -> str:
    unread = f", {size - articles} could not be read" if size > articles else ""
    counted = ", ".join(f"{rule.id} {found[rule.id]}" for rule in rules.rules)
    return f"archive: {articles} articles{unread}; matches: {counted}"
