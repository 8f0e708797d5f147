"""Watch folders for news articles, check each against YAML rules, notify a desk of what is new and denied.

    from monitor import Article, RuleSet

    rules = RuleSet.load("rules/")
    article = Article.from_path("seeds/004_30f5b1042b33da71.txt")
    for match in rules.match(article):
        print(match.rule.id, [span.text for span in match.evidence])

Matching is pure: no clock, no state, no files. The daemon's parts are `monitor.daemon.app.Daemon`,
`monitor.ingest.Ingester` and `monitor.delivery.DeliveryWorker`. Names here are loaded on first use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from monitor.article.model import Article, Span
    from monitor.errors import ArticleError, ConfigError, Fault, MonitorError, RuleError, StoreError
    from monitor.extract.model import Contact, Denial, Facts
    from monitor.rule.model import Match, Rule, Severity
    from monitor.rule.ruleset import RuleSet

__version__ = "0.1.0"

_HOMES = {
    "Article": "monitor.article.model",
    "ArticleError": "monitor.errors",
    "ConfigError": "monitor.errors",
    "Contact": "monitor.extract.model",
    "Denial": "monitor.extract.model",
    "Facts": "monitor.extract.model",
    "Fault": "monitor.errors",
    "Match": "monitor.rule.model",
    "MonitorError": "monitor.errors",
    "Rule": "monitor.rule.model",
    "RuleError": "monitor.errors",
    "RuleSet": "monitor.rule.ruleset",
    "Severity": "monitor.rule.model",
    "Span": "monitor.article.model",
    "StoreError": "monitor.errors",
}

__all__ = [
    "Article",
    "ArticleError",
    "ConfigError",
    "Contact",
    "Denial",
    "Facts",
    "Fault",
    "Match",
    "MonitorError",
    "Rule",
    "RuleError",
    "RuleSet",
    "Severity",
    "Span",
    "StoreError",
    "__version__",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'monitor' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)
