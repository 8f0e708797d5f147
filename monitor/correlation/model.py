"""The types of correlation: hits, keys, verdicts.

Hits that stand in one window whose terms are met belong to one *group*, and so do the hits of windows
that share one. A group is what one alert is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from monitor.article.identity import stable_id


class HitKey(NamedTuple):
    """Which hit of a tally: an article, and the step of a sequence that it is (0 in other rules)."""

    article_id: str
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One article that counts, at its moment (`moment.py`).

    `value` is what must be different between two that both count: the article unless the rule says
    otherwise, "" where it is not known. `group` is "" while it only counts.
    """

    article_id: str
    at: datetime
    step: int = 0
    value: str = ""
    group: str = ""
    title: str = ""
    publisher: str | None = None

    @property
    def key(self) -> HitKey:
        """Return which hit this is."""
        return HitKey(self.article_id, self.step)

    @property
    def place(self) -> tuple[datetime, str, int]:
        """Return what hits are in order by."""
        return (self.at, self.article_id, self.step)


class TallyKey(NamedTuple):
    """Which tally: a rule, the digest of how it counts, and what it counts by."""

    rule: str
    terms: str
    key: str

    def name_of(self, hits: tuple[Hit, ...]) -> str:
        """Return the name of the group that *hits* open; the same hits give the same."""
        return stable_id("group", *self, *sorted({hit.article_id for hit in hits}))


class HitOutcome(StrEnum):
    """What became of a hit: it only counts, makes a window complete, or joins one that is."""

    COUNTS = "counts"
    COMPLETES = "completes"
    JOINS = "joins"


@dataclass(frozen=True, slots=True, kw_only=True)
class HitVerdict:
    """What became of one hit, and why.

    `brought` are the other hits that it brings into `group`, first published first: they counted before.
    `merged` are groups that were counted apart and prove to be of this one.
    """

    outcome: HitOutcome
    reason: str
    group: str = ""
    brought: tuple[Hit, ...] = ()
    merged: tuple[str, ...] = ()
