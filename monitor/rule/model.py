"""What a rule and a match are, apart from how rules are written down.

A `Match` is a rule that holds for an article, with the spans that prove it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from monitor.article.model import Article, Span
from monitor.errors import Location
from monitor.fact.model import NO_FACTS, Contact, Denial, Facts

if TYPE_CHECKING:
    from monitor.rule.condition import Condition


class Severity(StrEnum):
    """How much a rule's alerts matter, from least to most."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Per(StrEnum):
    """What makes a contact another one, for a rule that tells each only once."""

    PARTICIPANTS = "participants"
    KIND = "kind"
    RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """`new:` of a rule: one alert for all that is alike in `per`, as long as `within` (written `for`)."""

    per: tuple[Per, ...]
    within: timedelta


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
    new: New | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A rule that holds for an article, and why: the spans are exact slices of it.

    `title` is the rule's title with its template filled in. `facts` are all that was read off the
    article, those that the rule asked for first; `asked` are these alone.
    """

    rule: Rule
    article: Article
    title: str
    evidence: tuple[Span, ...]
    facts: Facts = NO_FACTS
    asked: tuple[Contact | Denial, ...] = ()
