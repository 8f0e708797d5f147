"""Conversion between local wall-clock time and UTC, over daylight-saving gaps and repeated hours.

A wall time that is skipped stands for the instant right after the gap; one that comes twice stands
for its first time unless the last is asked for.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator

from monitor.located.keys import Line

_SECOND = timedelta(seconds=1)


def known_zone(name: str) -> ZoneInfo:
    """Return the time zone called *name*.

    Raises:
        ValueError: there is none.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        raise ValueError(f'"{name}" is no time zone; names look like "Europe/London"') from None


ZoneName = Annotated[Line, AfterValidator(lambda name: known_zone(name).key)]
"""The name of a time zone, as a key of the configuration has it."""


def wall_of(instant: datetime, zone: ZoneInfo) -> datetime:
    """Return what the clock on the wall shows at *instant*, without a zone."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def first_time(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, when the wall in *zone* first shows *wall* (which has no zone)."""
    return _instant(wall, zone, 0)


def last_time(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, when the wall in *zone* shows *wall* for the last time."""
    return _instant(wall, zone, 1)


def _instant(wall: datetime, zone: ZoneInfo, fold: int) -> datetime:
    instant = wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
    return instant if wall_of(instant, zone) == wall else _after_gap(wall, zone)


def _after_gap(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return when the clock was put ahead over *wall*: found by halving, as zones keep no list to ask."""
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        if wall_of(middle, zone) < wall:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
