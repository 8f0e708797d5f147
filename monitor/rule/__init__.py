"""Rules: YAML in, a compiled `RuleSet` out, and what it finds in an article.

`RuleSet.load(*paths).match(article)` is the whole of it; `Match` carries the words that prove it.
"""

from __future__ import annotations

from monitor.rule.model import Match, Rule, Severity
from monitor.rule.ruleset import RuleSet

__all__ = ["Match", "Rule", "RuleSet", "Severity"]
