"""What a rule and a match are, apart from how rules are written down.

A `Match` is a rule that holds for an article, with the spans that prove it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from monitor.article.model import Article, Span
from monitor.errors import Location
from monitor.fact.model import NO_FACTS, Facts

if TYPE_CHECKING:
    from monitor.rule.condition import Condition


class Severity(StrEnum):
    """How much a rule's alerts matter, from least to most."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule as loaded. `title` is a template; `when` is the compiled condition.

    `digest` changes whenever the rule's meaning does.
    """

    id: str
    title: str
    severity: Severity
    tags: tuple[str, ...]
    when: Condition
    location: Location
    description: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A rule that holds for an article, and why: the spans are exact slices of it.

    `title` is the rule's title with its template filled in.
    """

    rule: Rule
    article: Article
    title: str
    evidence: tuple[Span, ...]
    facts: Facts = NO_FACTS
