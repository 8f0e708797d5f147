"""Cron lines: five fields parsed and checked here, evaluated with APScheduler's triggers.

APScheduler takes weekday 0 for Monday, refuses 7, passes over what follows a name ("mon-fri/2") and
asks that day of month *and* weekday fit. In a crontab 0 and 7 are Sunday, and where both fields are
given either is enough. So we read the fields ourselves and hand it numbers that mean one thing only.
It works on wall times here: its zone is UTC, which has no gaps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from monitor.alert.weekdays import EVERY_DAY, day_number, span

_SHORTHANDS = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PART = re.compile(
    r"(?P<first>\*|[a-z]+|[0-9]{1,2})(?:-(?P<last>[a-z]+|[0-9]{1,2}))?(?:/(?P<step>[0-9]{1,2}))?"
)
_START = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    name: str
    least: int
    most: int
    names: tuple[str, ...] = ()


_MINUTE = _Field(name="minute", least=0, most=59)
_HOUR = _Field(name="hour", least=0, most=23)
_DAY = _Field(name="day of the month", least=1, most=31)
_MONTH = _Field(name="month", least=1, most=12, names=tuple(name.lower() for name in MONTHS))
_LAST_DAYS = frozenset({"l", "last"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cron:
    """A read cron line. None in `days` or `weekdays`: any; Monday is 0; `last_day`: the month's last day."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int] | None
    last_day: bool
    months: frozenset[int]
    weekdays: frozenset[int] | None


@lru_cache(maxsize=256)
def parse_cron(text: str) -> Cron:
    """Return what the cron line *text* says: minute, hour, day of month, month, weekday.

    Raises:
        ValueError: it is no cron line, or no day ever fits it.
    """
    line = _SHORTHANDS.get(text.strip().lower(), text)
    fields = line.lower().split()
    if len(fields) != 5:
        hint = 'write minute, hour, day of month, month and weekday, like "0 7 * * mon-fri"'
        raise ValueError(f'"{text}" has {len(fields)} fields, a cron line has 5: {hint}')
    days = [part for part in fields[2].split(",") if part not in _LAST_DAYS]
    last_day = len(days) < len(fields[2].split(","))
    cron = Cron(
        minutes=_values(fields[0], _MINUTE),
        hours=_values(fields[1], _HOUR),
        days=None if fields[2] == "*" else _values(",".join(days), _DAY) if days else frozenset(),
        last_day=last_day,
        months=_values(fields[3], _MONTH),
        weekdays=None if fields[4] == "*" else _weekdays(fields[4]),
    )
    if next_wall(cron, _START.replace(tzinfo=None)) is None:
        raise ValueError(f'"{text}" never comes: no month it names has such a day')
    return cron


def next_wall(cron: Cron, wall: datetime) -> datetime | None:
    """Return the first wall time at or after *wall* that *cron* names, or None when there is none."""
    since = wall.replace(tzinfo=UTC)
    found = [trigger.get_next_fire_time(None, since) for trigger in _triggers(cron)]
    return min((one.replace(tzinfo=None) for one in found if one is not None), default=None)


@lru_cache(maxsize=256)
def _triggers(cron: Cron) -> tuple[Any, ...]:
    """Return APScheduler's triggers, of which any may fire."""
    from apscheduler.triggers.cron import CronTrigger

    common = {
        "second": 0,
        "minute": _numbers(cron.minutes),
        "hour": _numbers(cron.hours),
        "month": _numbers(cron.months),
        "timezone": UTC,
        "end_date": datetime(2200, 1, 1, tzinfo=UTC),
    }
    choices = []
    if cron.days is not None or cron.last_day:
        days = [*map(str, sorted(cron.days or ())), *(["last"] if cron.last_day else [])]
        choices.append({"day": ",".join(days)})
    if cron.weekdays is not None:
        choices.append({"day_of_week": _numbers(cron.weekdays)})
    return tuple(CronTrigger(**common, **choice) for choice in choices or [{}])


def _numbers(values: frozenset[int]) -> str:
    return ",".join(map(str, sorted(values)))


def _values(text: str, field: _Field) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        first, last, step = _bounds(part, field.name)
        if first == "*":
            found |= set(range(field.least, field.most + 1, step))
            continue
        start = _number(first, field)
        end = _number(last, field) if last else start if step == 1 else field.most
        if end < start:
            raise ValueError(f'"{part}": the {field.name} goes backwards')
        found |= set(range(start, end + 1, step))
    return frozenset(found)


def _weekdays(text: str) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        first, last, step = _bounds(part, "weekday")
        if first == "*":
            found |= {(day + 6) % 7 for day in range(0, 7, step)}
        elif last:
            found |= set(_week_span(first, last)[::step])
        elif step > 1:
            raise ValueError(f'"{part}": a step needs a range, like "mon-fri/2"')
        else:
            found.add(_weekday(first))
    return frozenset(found)


def _week_span(first: str, last: str) -> list[int]:
    # "0-7" is the whole week, though both ends are Sunday.
    return sorted(EVERY_DAY) if (first, last) == ("0", "7") else span(_weekday(first), _weekday(last))


def _weekday(text: str) -> int:
    """Return Python's number for a crontab's weekday: 0 and 7 are Sunday."""
    if not text.isdigit():
        return day_number(text)
    if int(text) > 7:
        raise ValueError(f'"{text}" is no weekday: they go from 0 (Sunday) to 7 (Sunday again)')
    return (int(text) + 6) % 7


def _bounds(part: str, name: str) -> tuple[str, str, int]:
    found = _PART.fullmatch(part)
    if found is None or (found["first"] == "*" and found["last"]):
        raise ValueError(f'"{part}" is no {name}')
    step = int(found["step"] or 1)
    if not step:
        raise ValueError(f'"{part}": a step of nothing')
    return found["first"], found["last"] or "", step


def _number(text: str, field: _Field) -> int:
    named = [number for number, name in enumerate(field.names, start=1) if text in (name, name[:3])]
    if named:
        return named[0]
    if not text.isdigit() or not field.least <= int(text) <= field.most:
        raise ValueError(f'"{text}" is no {field.name}: they go from {field.least} to {field.most}')
    return int(text)
