"""Rules tried on an archive: one that matches more than half of all articles tells nobody anything."""

from __future__ import annotations

from collections import Counter
from datetime import tzinfo

from monitor.cli.shared import progress
from monitor.errors import ArticleError, Fault, Gravity
from monitor.rule.faults import Code
from monitor.rule.model import Rule
from monitor.rule.ruleset import RuleSet

_MOST = 0.5
_ENOUGH = 20
"""An archive smaller than this says nothing of what is usual."""


def try_on_archive(rules: RuleSet, path: str, timezone: tzinfo) -> tuple[list[Fault], str]:
    """Return the doubts about rules that match too much of the archive at *path*, and all matches in words.

    Raises:
        ArchiveError: it cannot be read.
    """
    from monitor.backtest.archive import Archive, document_of

    archive = Archive.open(path)
    found: Counter[str] = Counter()
    articles = 0
    with progress(archive.size, "trying") as advance:
        for entry in archive.entries():
            advance()
            try:
                article = document_of(entry, timezone).article
            except ArticleError:
                continue
            articles += 1
            found.update(match.rule.id for match in rules.match(article))
    doubts = [
        _doubt(rule, found[rule.id], articles)
        for rule in rules.rules
        if articles >= _ENOUGH and found[rule.id] > _MOST * articles
    ]
    return doubts, _in_words(rules, found, articles, archive.size)


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
