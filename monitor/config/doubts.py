"""Warnings about a valid configuration: routes never reached, digests never fed, quiet round the clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from monitor.alert.route import RouteConfig, RouteWhen
from monitor.alert.weekdays import EVERY_DAY, say_days
from monitor.config.model import Config
from monitor.config.reading import ConfigReading
from monitor.errors import Fault
from monitor.located.error_codes import ConfigCode, explain
from monitor.notify.config import ChannelConfig


def doubts_of(config: Config, reading: ConfigReading) -> tuple[Fault, ...]:
    """Return every doubt about *config*, in the order of the file."""
    found = [
        *_unreachable(config.routes, reading),
        *_unfed(config, reading),
        *_round_the_clock(config.channels, reading),
    ]
    return tuple(sorted(found, key=lambda one: one.location))


explain(
    ConfigCode.ROUTE_UNREACHED,
    "Routes are tried from the top, and the first that fits takes the alert unless it says continue = "
    "true. A route below one that takes all it would fit is never reached.",
)


def _unreachable(routes: tuple[RouteConfig, ...], reading: ConfigReading) -> Iterator[Fault]:
    for number, route in enumerate(routes):
        before = (
            earlier
            for earlier in range(number)
            if not routes[earlier].continue_ and _covers(routes[earlier].when, route.when)
        )
        first = next(before, None)
        if first is not None:
            message = f"route {number + 1} is never reached: route {first + 1} takes all that it fits"
            hint = f"put it before route {first + 1}, or give that one continue = true"
            yield reading.doubt(ConfigCode.ROUTE_UNREACHED, ("routes", number), message, hint)


def _covers(earlier: RouteWhen, later: RouteWhen) -> bool:
    """Return whether all that fits *later* fits *earlier*: each key is free there, or allows as much."""
    for key in RouteWhen.model_fields:
        wide, narrow = set(getattr(earlier, key)), set(getattr(later, key))
        if wide and not (narrow and narrow <= wide):
            return False
    return True


explain(ConfigCode.DIGEST_UNFED, "A digest tells what routes put into it; no route names this one.")


def _unfed(config: Config, reading: ConfigReading) -> Iterator[Fault]:
    fed = {name for route in config.routes for name in route.digests}
    for name in config.digests:
        if name not in fed:
            hint = f'add digests = ["{name}"] to a route'
            yield reading.doubt(
                ConfigCode.DIGEST_UNFED, ("digests", name), f'no route feeds the digest "{name}"', hint
            )


explain(
    ConfigCode.ALWAYS_QUIET,
    "The quiet hours of the channel cover the whole day, so on these days only critical alerts are told.",
)


def _round_the_clock(channels: Mapping[str, ChannelConfig], reading: ConfigReading) -> Iterator[Fault]:
    for name, channel in channels.items():
        for number, hours in enumerate(channel.quiet):
            if not hours.whole_day:
                continue
            days = "round the clock" if hours.days == EVERY_DAY else f"for 24 hours {_on(hours.days)}"
            hint = 'quiet = { from = "22:00", to = "07:00" } is quiet at night'
            where = ("channels", name, "quiet", number)
            yield reading.doubt(ConfigCode.ALWAYS_QUIET, where, f"{name} is quiet {days}", hint)


def _on(days: frozenset[int]) -> str:
    words = say_days(days)
    return words if words.startswith("every") else f"on {words}"
