"""`monitor explain`: why a rule does or does not match an article."""

from __future__ import annotations

import argparse
import sys

from monitor.cli.shared import Refused, complain, rules_of, timezone_of
from monitor.clock import SystemClock
from monitor.errors import ArticleError, did_you_mean


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when the article cannot be read; 2 for bad rules or an unknown rule."""
    from monitor.article.parse import read_article
    from monitor.cli.explained import drawn

    try:
        rules = rules_of(options.rules, options.config)
        article = read_article(
            options.file, received_at=SystemClock().now(), timezone=timezone_of(options.config)
        )
        explanation = rules.explain(options.rule, article)
    except Refused as refused:
        complain(str(refused))
        return refused.status
    except ArticleError as error:
        complain(f"monitor: {error}")
        return 1
    except KeyError:
        ids = [rule.id for rule in rules.rules]
        complain(f'monitor: no rule has the id "{options.rule}"; {did_you_mean(options.rule, ids)}')
        return 2
    sys.stdout.write(drawn(explanation, article, sys.stdout))
    return 0
