"""Silences: which alerts are not sent for a while, by rule, tag, publisher or participant. Pure.

A silenced message is kept with the name of its silence; when the silence has ended, the next report
of the alert is sent to the channels that never heard of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fnmatch import fnmatchcase

from monitor.article.outlets import spellings_of
from monitor.rule.model import Match

REMIND_BEFORE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a silence may know an alert, or a message of it, by."""

    rule: str
    tags: tuple[str, ...]
    severity: str
    publisher: str
    participants: tuple[str, ...]
    alert: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matcher:
    """What a silence fits: every field that is given, any value of a field. `*` stands for any letters.

    `rules`, `publishers` and `participants` are patterns, letter case aside; `alerts` are ids.
    """

    rules: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()

    def fits(self, match: Match, alert_id: str) -> bool:
        """Return whether an alert for *match* is meant."""
        rule = match.rule
        return self.fits_marks(
            Marks(
                rule=rule.id,
                tags=rule.tags,
                severity=str(match.severity),
                publisher=match.article.publisher or "",
                participants=_people(match),
                alert=alert_id,
            )
        )

    def fits_marks(self, marks: Marks) -> bool:
        """Return whether what has these *marks* is meant."""
        return (
            (not self.rules or _is_like([marks.rule], self.rules))
            and (not self.tags or not set(self.tags).isdisjoint(marks.tags))
            and (not self.severities or marks.severity in self.severities)
            and (not self.publishers or _is_like(spellings_of(marks.publisher), self.publishers))
            and (not self.participants or _is_like(marks.participants, self.participants))
            and (not self.alerts or marks.alert in self.alerts)
        )

    @property
    def is_empty(self) -> bool:
        """Whether it would fit everything."""
        return self == Matcher()

    def __str__(self) -> str:
        """Return what it fits, for people: "rule leader-*, tag diplomacy"."""
        named = {
            "rule": self.rules,
            "tag": self.tags,
            "severity": self.severities,
            "publisher": self.publishers,
            "participant": self.participants,
            "alert": self.alerts,
        }
        return ", ".join(f"{name} {' or '.join(values)}" for name, values in named.items() if values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """One silence; it holds from `starts_at` up to `ends_at`.

    `reminded_at` is when people were notified that it ends soon.
    """

    id: str
    matcher: Matcher
    starts_at: datetime
    ends_at: datetime
    author: str
    comment: str
    created_at: datetime
    reminded_at: datetime | None = None

    def holds_at(self, now: datetime) -> bool:
        """Return whether it holds at *now*."""
        return self.starts_at <= now < self.ends_at

    def lapses_soon(self, now: datetime) -> bool:
        """Return whether people are to be reminded now that it ends: late in it, and only once."""
        lead = min(REMIND_BEFORE, (self.ends_at - self.starts_at) / 4)
        return self.reminded_at is None and self.holds_at(now) and self.ends_at - now <= lead

    def __str__(self) -> str:
        """Return its name for people."""
        why = f": {self.comment}" if self.comment else ""
        return f"silence {self.id} by {self.author}{why}"


def silencing(silences: Iterable[Silence], match: Match, alert_id: str, now: datetime) -> Silence | None:
    """Return the silence that fits an alert for *match* now and lasts longest, or None."""
    fitting = [one for one in silences if one.holds_at(now) and one.matcher.fits(match, alert_id)]
    return max(fitting, key=lambda one: (one.ends_at, one.id), default=None)


def _people(match: Match) -> tuple[str, ...]:
    asked = [*match.facts.contacts, *(one.contact for one in match.facts.denials if one.contact)]
    return tuple(one.name for contact in asked for one in contact.participants)


def _is_like(names: Iterable[str], patterns: Iterable[str]) -> bool:
    folded = [pattern.casefold() for pattern in patterns]
    return any(fnmatchcase(name.casefold(), pattern) for name in names for pattern in folded)
