"""Routes (`[[routes]]`): which channels and digests an alert goes to, by rule, tag, severity, publisher.

Routes are read in order; the first that fits decides, unless it says `continue`. An alert that
no route fits goes to every channel: a gap in the routes must not lose it. A route with no
channels sends what it fits nowhere, on purpose. A route may keep an alert for a digest instead of
sending it at once, or do both for different channels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from monitor.alert.digest_schedule import DigestConfig
from monitor.article.outlets import spellings_of
from monitor.located.keys import Several, key, switch
from monitor.rule.model import Match, Severity


class RouteWhen(BaseModel):
    """What an alert must be for a route to fit: every key given, any value of a key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    severity: Several[Severity] = key("Any of these severities.", ["high", "critical"], default=())
    tags: Several[str] = key("Any of these tags.", ["diplomacy"], default=())
    rules: Several[str] = key("Any of these rules; * for any letters.", ["leader-*"], default=())
    publisher: Several[str] = key("Any of these publishers; * for any letters.", ["AFP"], default=())
    language: Several[str] = key("Any of these languages, in two letters.", "en", default=())

    def fits(self, match: Match) -> bool:
        """Return whether an alert for *match* is meant."""
        rule, article = match.rule, match.article
        return (
            (not self.severity or match.severity in self.severity)
            and (not self.tags or not set(self.tags).isdisjoint(rule.tags))
            and (not self.rules or _is_like(rule.id, self.rules))
            and (not self.publisher or _is_outlet(article.publisher or "", self.publisher))
            and (not self.language or (article.language or "") in self.language)
        )


class RouteConfig(BaseModel):
    """One `[[routes]]` entry: `channels` are notified at once, `digests` by name when they are due."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    when: RouteWhen = key(
        "What fits: every key that is given; all alerts unless set.",
        {"tags": ["denial"]},
        default=RouteWhen(),
    )
    channels: tuple[str, ...] = key(
        "The channels that are told at once; [] is nobody, on purpose.", ["desk"], default=()
    )
    digests: tuple[str, ...] = key("The digests it is kept for.", ["morning"], default=())
    continue_: bool = switch(
        "Whether later routes are asked too; false unless set.", default=False, alias="continue"
    )

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        if self.model_fields_set.isdisjoint({"channels", "digests"}):
            raise ValueError(
                "a route needs channels, digests or both; channels = [] sends nowhere, on purpose"
            )
        return self


@dataclass(frozen=True, slots=True)
class Destination:
    """A channel an alert goes to, and which route says so; `digest` names the digest it waits for."""

    channel: str
    reason: str
    digest: str | None = None


_NO_DIGESTS: Mapping[str, DigestConfig] = MappingProxyType({})


def destinations(
    match: Match,
    routes: Sequence[RouteConfig],
    channels: Sequence[str],
    digests: Mapping[str, DigestConfig] = _NO_DIGESTS,
) -> tuple[Destination, ...]:
    """Return where an alert for *match* goes, each channel once, in route order.

    A channel named at once and by a digest is notified at once; of two digests the first counts.
    """
    fitting = list(_fitting(match, routes))
    if not fitting:
        why = "no route fits: every channel" if routes else "no routes: every channel"
        return tuple(Destination(channel, why) for channel in channels)
    chosen: dict[str, Destination] = {}
    for place in (place for number, route in fitting for place in _places(number, route, digests)):
        before = chosen.get(place.channel)
        if before is None or (before.digest and not place.digest):
            chosen[place.channel] = place
    return tuple(chosen.values())


def _fitting(match: Match, routes: Sequence[RouteConfig]) -> Iterator[tuple[int, RouteConfig]]:
    """Yield the routes that decide, each with its number."""
    for number, route in enumerate(routes, start=1):
        if route.when.fits(match):
            yield number, route
            if not route.continue_:
                return


def _places(number: int, route: RouteConfig, digests: Mapping[str, DigestConfig]) -> Iterator[Destination]:
    for channel in route.channels:
        yield Destination(channel, f"route {number}")
    for name in route.digests:
        for channel in digests[name].channels:
            yield Destination(channel, f"route {number}: digest {name}", name)


def _is_outlet(publisher: str, patterns: Sequence[str]) -> bool:
    return any(_is_like(name, patterns) for name in spellings_of(publisher))


def _is_like(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name.casefold(), pattern.casefold()) for pattern in patterns)
