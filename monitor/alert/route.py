"""Routes: which channels an alert goes to.

Routes are read in order; the first that fits decides, unless it says `continue`. An alert that
no route fits goes to every channel: a gap in the routes must not lose it. A route with no
channels sends what it fits nowhere, on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from pydantic import BaseModel, ConfigDict, Field, field_validator

from monitor.rule.model import Match, Severity


class RouteWhen(BaseModel):
    """What an alert must be for a route to fit: every key given, any value of a key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    severity: tuple[Severity, ...] = ()
    tags: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    language: tuple[str, ...] = ()

    @field_validator("severity", "tags", "rules", "publisher", "language", mode="before")
    @classmethod
    def _one_is_a_list_of_one(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    def fits(self, match: Match) -> bool:
        """Tell whether an alert for *match* is meant."""
        rule, article = match.rule, match.article
        return (
            (not self.severity or rule.severity in self.severity)
            and (not self.tags or not set(self.tags).isdisjoint(rule.tags))
            and (not self.rules or _is_like(rule.id, self.rules))
            and (not self.publisher or _is_like(article.publisher or "", self.publisher))
            and (not self.language or (article.language or "") in self.language)
        )


class RouteConfig(BaseModel):
    """One `[[routes]]` entry."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    when: RouteWhen = RouteWhen()
    channels: tuple[str, ...]
    continue_: bool = Field(default=False, alias="continue")


@dataclass(frozen=True, slots=True)
class Destination:
    """A channel an alert goes to, and which route says so."""

    channel: str
    reason: str


def destinations(
    match: Match, routes: Sequence[RouteConfig], channels: Sequence[str]
) -> tuple[Destination, ...]:
    """Return where an alert for *match* goes, each channel once, in route order."""
    chosen: dict[str, Destination] = {}
    fitted = False
    for number, route in enumerate(routes, start=1):
        if not route.when.fits(match):
            continue
        fitted = True
        for channel in route.channels:
            chosen.setdefault(channel, Destination(channel, f"route {number}"))
        if not route.continue_:
            break
    if not fitted:
        why = "no route fits: every channel" if routes else "no routes: every channel"
        return tuple(Destination(channel, why) for channel in channels)
    return tuple(chosen.values())


def _is_like(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name.casefold(), pattern.casefold()) for pattern in patterns)
