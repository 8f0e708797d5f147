"""`monitor explain`: why a rule does or does not match an article."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from monitor.cli.shared import Refused, complain, rules_of, safe, timezone_of
from monitor.clock import SystemClock
from monitor.errors import ArticleError, did_you_mean, internal_error

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from monitor.rule.ruleset import RuleSet


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when the article cannot be read or evaluated; 2 for bad rules or an unknown rule."""
    try:
        rules = rules_of(options.rules, options.config)
        zone = timezone_of(options.config)
    except Refused as refused:
        complain(str(refused))
        return refused.status
    ids = [rule.id for rule in rules.rules]
    if options.rule not in ids:
        complain(f'monitor: no rule has the id "{options.rule}"; {did_you_mean(options.rule, ids)}')
        return 2
    try:
        told = _explained(rules, zone, options)
    except ArticleError as error:
        complain(f"monitor: {safe(str(error))}")
        return 1
    except Exception as error:  # noqa: BLE001 whatever it is, it is told as scan and the daemon do
        complain(f"{safe(options.file)}: {internal_error(error)}")
        return 1
    sys.stdout.write(told)
    return 0


def _explained(rules: RuleSet, zone: ZoneInfo, options: argparse.Namespace) -> str:
    from monitor.article.model import Article
    from monitor.cli.explained import drawn

    article = Article.from_path(options.file, received_at=SystemClock().now(), timezone=zone)
    return drawn(rules.explain(options.rule, article), article, sys.stdout)
