"""`monitor explain`: why a rule matches an article or not; with --reading, the facts read and how."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from monitor.cli.shared import complain, rules_of, safe, timezone_of
from monitor.clock import SystemClock
from monitor.errors import ArticleError, did_you_mean, internal_error

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from monitor.rule.ruleset import RuleSet


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when the article cannot be read or evaluated; 2 for bad rules or an unknown rule."""
    if options.reading or not options.file:
        return _reading(options)
    rules = rules_of(options.rules, options.config)
    zone = timezone_of(options.config)
    ids = [rule.id for rule in rules.rules]
    if options.rule not in ids:
        complain(f'monitor: no rule has the id "{options.rule}"; {did_you_mean(options.rule, ids)}')
        return 2
    try:
        told = _explained(rules, zone, options)
    except ArticleError as error:
        complain(f"monitor: {safe(str(error))}")
        return 1
    except Exception as error:  # noqa: BLE001 whatever it is, it is reported as scan and the daemon do
        complain(f"{safe(options.file)}: {internal_error(error)}")
        return 1
    sys.stdout.write(told)
    return 0


def _reading(options: argparse.Namespace) -> int:
    if not options.reading or options.rule:
        complain("monitor: give a rule's id and a file, or --reading and a file")
        return 2
    try:
        sys.stdout.writelines(_read(options))
    except ArticleError as error:
        complain(f"monitor: {safe(str(error))}")
        return 1
    return 0


def _read(options: argparse.Namespace) -> Iterator[str]:
    """Yield what is read of each sentence, as lines of text or of JSON."""
    from monitor.article.model import Article
    from monitor.extract.explain import drawn, explained

    zone = timezone_of(options.config)
    article = Article.from_path(options.reading, received_at=SystemClock().now(), timezone=zone)
    for row in explained(article):
        lines = (
            [json.dumps(row, ensure_ascii=False)] if options.format == "jsonl" else drawn(row).splitlines()
        )
        yield from (f"{safe(line)}\n" for line in lines)


def _explained(rules: RuleSet, zone: ZoneInfo, options: argparse.Namespace) -> str:
    from monitor.article.model import Article
    from monitor.cli.explained import drawn

    article = Article.from_path(options.file, received_at=SystemClock().now(), timezone=zone)
    return drawn(rules.explain(options.rule, article), article, sys.stdout)
