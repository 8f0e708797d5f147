"""The types of rules: `Rule`, `Match`, severities, `New`, exceptions.

A `Match` is a rule that holds for an article, with the spans that prove it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from monitor.article.model import Article, Span
from monitor.errors import Location
from monitor.extract.model import NO_FACTS, Contact, Denial, Facts

if TYPE_CHECKING:
    from monitor.rule.condition import Condition


class Severity(StrEnum):
    """How much a rule's alerts matter, from least to most."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def grade(self) -> int:
        """How grave it is, from 0."""
        return list(Severity).index(self)


def gravest(severities: Iterable[Severity]) -> Severity:
    """Return the one of *severities*, of which there is one at least, that matters most."""
    grades = list(Severity)
    return grades[max(map(grades.index, severities))]


class Per(StrEnum):
    """What makes a piece of news another one, for a rule that alerts of each only once, or counts."""

    PARTICIPANTS = "participants"
    KIND = "kind"
    RULE = "rule"
    BY = "by"
    PUBLISHER = "publisher"
    LANGUAGE = "language"
    STORY = "story"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """`new:` of a rule: one alert for all that is alike in `per`, as long as `within` (written `for`)."""

    per: tuple[Per, ...]
    within: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """`count:` of a rule: an alert once `at_least` articles match within `within`, for each key of `per`.

    With `different`, articles that have that in common count as one ("three different publishers").
    """

    at_least: int
    within: timedelta
    per: tuple[Per, ...] = ()
    different: Per | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceOf:
    """`sequence:` of a rule: an alert once each of `rules` has matched within `within`, per key of `per`.

    `ordered`: one after the other, as they are named.
    """

    rules: tuple[str, ...]
    within: timedelta
    per: tuple[Per, ...] = ()
    ordered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """`absent:` of a rule: an alert once nothing has matched for `silent_for` (written `for`), per key."""

    silent_for: timedelta
    per: tuple[Per, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spike:
    """`spike:` of a rule: an alert once `within` holds `factor` times as many matches as usual, per key.

    What is usual is the rate over the time `over` before; fewer than `at_least` are never a spike.
    """

    factor: float
    within: timedelta
    over: timedelta
    at_least: int
    per: tuple[Per, ...] = ()


Stateful = Count | SequenceOf | Absent | Spike


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate:
    """`escalate:` of a rule: the channels notified when nobody has acknowledged an alert for `after`.

    `places` says where each of `to` is written, with that line, for who knows the channels.
    """

    after: timedelta
    to: tuple[str, ...]
    places: tuple[tuple[Location, str], ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A severity with the condition under which it holds."""

    severity: Severity
    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule as loaded. `title` is a template; `when` is the compiled condition.

    `ranks` are asked in their order for how much a match matters, `severity` holds where none of them does.

    `digest` changes whenever the rule's meaning does. One that is not `enabled` is loaded and checked but
    never evaluated; a `draft` is evaluated and its matches are kept, but nobody is notified. `pack` is the
    folder it was read from, "" for a text. `stateful` is its `count`, `sequence`, `absent` or
    `spike`. A rule of a sequence may have no `when`: `has_when` is then False and `when` never holds.
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
    per: tuple[Per, ...] = ()
    escalate: Escalate | None = None
    stateful: Stateful | None = None
    has_when: bool = True
    enabled: bool = True
    draft: bool = False
    pack: str = ""
    ranks: tuple[Rank, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Why a match of a stateful rule alerts: it belongs to `group`, and every match of it to one alert.

    `number` distinguishes the groups of one article. `notes` say what else belongs to it.
    """

    group: str
    reason: str
    number: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A rule that holds for an article, and why: the spans are exact slices of it.

    `title` is the rule's title with its template filled in. `facts` are all that was read off the
    article, those that the rule asked for first; `asked` are these alone. `gathered` is set by the state
    of a `count`, a `sequence` or a `spike`, never by a `RuleSet`. `notes` say how the article was read where
    that matters: words that mix alphabets, facts that were read only so far. `severities` are those of
    `asked`, one each (of the article where nothing was asked for); none where the rule has one for all.
    """

    rule: Rule
    article: Article
    title: str
    evidence: tuple[Span, ...]
    facts: Facts = NO_FACTS
    asked: tuple[Contact | Denial, ...] = ()
    gathered: Gathered | None = None
    notes: tuple[str, ...] = ()
    severities: tuple[Severity, ...] = ()

    @property
    def severity(self) -> Severity:
        """How much the match matters: as much as the gravest of what it is about."""
        return max(self.severities, key=lambda one: one.grade, default=self.rule.severity)

    def severities_of(self, facts: Collection[Contact | Denial]) -> tuple[Severity, ...]:
        """Return how much those *facts* matter that the match is about; all of it where it is about none."""
        wanted = set(map(id, facts))
        of_facts = zip(self.asked, self.severities, strict=False)
        return tuple(one for fact, one in of_facts if id(fact) in wanted) or self.severities

    def severity_of(self, fact: Contact | Denial) -> Severity:
        """Return how much *fact*, one of those that the match is about, matters."""
        return max(self.severities_of((fact,)), key=lambda one: one.grade, default=self.rule.severity)

    def at_least(self, severities: Iterable[Severity]) -> Match:
        """Return the match as one that matters no less than any of *severities*."""
        grave = gravest((self.severity, *severities))
        return replace(self, severities=(grave,) * max(1, len(self.asked)))
