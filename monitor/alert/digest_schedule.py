"""`[digests.NAME]` and when a scheduled digest is due: each slot of its cron line once, over DST. Pure.

A wall time that is skipped when clocks go ahead gives one slot right after the gap; one that comes twice
gives one slot, the first time. Whoever sends a slot records it: `slots_between` the last one sent
and now is what is left to send, whatever the system's clock did meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, field_validator

from monitor.alert.cron import MONTHS, Cron, next_wall, parse_cron
from monitor.alert.local_time import ZoneName, first_time, wall_of
from monitor.alert.weekdays import EVERY_DAY, say_days
from monitor.english import listed
from monitor.located.keys import Line, OneOrMore, key, must

_MINUTE = timedelta(minutes=1)
_NAMED_TIMES = 4


class DigestConfig(BaseModel):
    """One `[digests.NAME]`: when it comes, to whom, and what an empty one does.

    `cron`: minute, hour, day of month, month, weekday (0 and 7 are Sunday; names work), or a shorthand
    such as "@daily". `timezone` and `title` are filled in when the configuration is read.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    cron: Line = must(
        "Minute, hour, day of the month, month, weekday, as in a crontab.", "0 7 * * mon-fri", "@daily"
    )
    timezone: ZoneName | None = key("For its times; the one of [monitor] unless set.", "Europe/London")
    channels: OneOrMore[Line] = must("Whom it goes to.", ["mail"])
    empty: Literal["skip", "tell"] = key(
        "What one without alerts does; skip unless set.", "tell", default="skip"
    )
    title: str = key("Its headline; made of its name unless set.", "Morning digest", default="")

    @field_validator("cron")
    @classmethod
    def _readable(cls, value: str) -> str:
        parse_cron(value)
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The zone the cron line is read in; UTC unless set."""
        return ZoneInfo(self.timezone or "UTC")


def next_slot(config: DigestConfig, after: datetime) -> datetime:
    """Return the first slot later than *after* (aware), in UTC."""
    return next(_slots(config, after))


def slots_between(config: DigestConfig, after: datetime, until: datetime) -> list[datetime]:
    """Return the slots later than *after* and not later than *until*, in order, in UTC.

    Empty where *until* is not later: a clock that was put back gives no slot again.
    """
    found: list[datetime] = []
    for slot in _slots(config, after):
        if slot > until:
            break
        found.append(slot)
    return found


def last_slot(config: DigestConfig, after: datetime, now: datetime) -> datetime | None:
    """Return the latest slot later than *after* and not later than *now*, in UTC, or None.

    Quick however long ago *after* is: found by halving, as slots only go forward.
    """
    slot = next_slot(config, after) if after < now else None
    if slot is None or slot > now:
        return None
    late = now.astimezone(UTC)
    while late - slot > _MINUTE:
        middle = slot + (late - slot) / 2
        following = next_slot(config, middle)
        if following <= now:
            slot = following
        else:
            late = middle
    following = next_slot(config, slot)
    return following if following <= late else slot


def describe(config: DigestConfig) -> str:
    """Return in words when the digest comes: "every weekday at 07:00, Europe/London"."""
    cron = parse_cron(config.cron)
    months = "" if len(cron.months) == 12 else f" in {listed(MONTHS[one - 1] for one in sorted(cron.months))}"
    days, times = _say_days(cron), _say_times(cron)
    if days == "every day" and "every" in times:
        return f"{times}{months}, {config.zone.key}"
    return f"{days}{months} {times}, {config.zone.key}"


def _slots(config: DigestConfig, after: datetime) -> Iterator[datetime]:
    cron, last = parse_cron(config.cron), after.astimezone(UTC)
    wall: datetime | None = wall_of(last, config.zone)
    while wall is not None and (wall := next_wall(cron, wall)) is not None:
        slot = first_time(wall, config.zone)
        if slot > last:
            yield slot
            last = slot
        wall += _MINUTE


def _say_days(cron: Cron) -> str:
    dates = [_ordinal(day) for day in sorted(cron.days or ())] + ["last day"] * cron.last_day
    weekdays = EVERY_DAY if cron.weekdays is None and not dates else cron.weekdays or frozenset()
    parts = [f"on the {listed(dates)} of the month"] if dates else []
    if weekdays:
        words = say_days(weekdays)
        parts.append(words if words.startswith("every") else f"on {words}")
    return " and ".join(parts)


def _say_times(cron: Cron) -> str:
    hours, minutes = sorted(cron.hours), sorted(cron.minutes)
    if len(hours) * len(minutes) <= _NAMED_TIMES:
        return "at " + listed(f"{hour:02}:{minute:02}" for hour in hours for minute in minutes)
    past = _say_minutes(minutes)
    if len(hours) == 24:
        if minutes == [0]:
            return "every hour, on the hour"
        return f"{past} every hour"
    return f"{past} {_say_hours(hours)}"


def _say_hours(hours: list[int]) -> str:
    if len(hours) > 2 and hours == list(range(hours[0], hours[-1] + 1)):
        return f"every hour from {hours[0]:02}:00 to {hours[-1]:02}:59"
    return f"the hours {listed(f'{hour:02}' for hour in hours)}"


def _say_minutes(minutes: list[int]) -> str:
    if len(minutes) == 60:
        return "every minute of"
    step = minutes[1] - minutes[0] if len(minutes) > 1 else 0
    if len(minutes) > _NAMED_TIMES and minutes == list(range(0, 60, step)):
        return f"every {step} minutes of"
    return f"at minute{'s' if len(minutes) > 1 else ''} {listed(map(str, minutes))} of"


def _ordinal(day: int) -> str:
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
