"""Quiet hours of a channel: until when an alert of some severity is held back. Pure.

A range that goes over midnight belongs to the day it starts on: 22:00-07:00 on Friday ends on
Saturday morning. A beginning that comes twice (clocks put back) begins the first time, an end that
comes twice ends the last time: nobody is woken in the hour that is repeated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from monitor.alert.local_time import ZoneName, first_time, last_time, wall_of
from monitor.alert.weekdays import EVERY_DAY, parse_days
from monitor.located.keys import Several, Shape, key, must
from monitor.rule.model import Severity

_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_LONGEST = timedelta(days=8)
"""Ranges that follow on each other are one silence; one that never ends is asked about again after this."""


_A_DAY: Shape = {"type": "string", "minLength": 1}
ClockTime = Annotated[
    time,
    BeforeValidator(lambda value: value if isinstance(value, time) else _time_of(value)),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\s*[0-9]{1,2}:[0-9]{2}\s*$",
            "patternErrorMessage": "Write a time of day: 22:00.",
        }
    ),
]


class QuietHours(BaseModel):
    """One range of quiet hours: `from_` until before `to`, which is the next day's where it is not later.

    `days`: the days it starts on, Monday is 0. `pass_`: an alert as grave as the least of these, or
    graver, is sent all the same; empty lets nothing through. `timezone`: None until the configuration
    is whole; then the channel's.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: ClockTime = must("When it begins.", "22:00", alias="from")
    to: ClockTime = must("When it ends; not later than from: on the next day.", "07:00")
    days: Annotated[
        frozenset[int],
        BeforeValidator(lambda value: _days_of([value] if isinstance(value, str) else value)),
        WithJsonSchema({"anyOf": [_A_DAY, {"type": "array", "minItems": 1, "items": _A_DAY}]}),
    ] = key("The days it begins on; every day unless set.", ["mon-fri"], "sat,sun", default=EVERY_DAY)
    timezone: ZoneName | None = key("For its times; the channel's unless set.", "Europe/London")
    pass_: Several[Severity] = key(
        "Alerts as grave as this, or graver, pass, and [] lets nothing through; critical unless set.",
        *("critical", []),
        default=(Severity.CRITICAL,),
        alias="pass",
    )

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the clock on the wall; UTC unless set."""
        return ZoneInfo(self.timezone or "UTC")

    @property
    def whole_day(self) -> bool:
        """Whether it goes round the clock."""
        return self.from_ == self.to

    def lets_through(self, severity: str) -> bool:
        """Return whether an alert of *severity* is sent during these hours."""
        grades = list(Severity)
        return bool(self.pass_) and grades.index(Severity(severity)) >= min(map(grades.index, self.pass_))

    def quiet_until(self, now: datetime, severity: str) -> datetime | None:
        """Return when an alert of *severity* may be sent, in UTC, or None when it may be at *now*."""
        return quiet_until((self,), now, severity)

    def ends_after(self, now: datetime) -> datetime | None:
        """Return when the range that *now* falls into ends, or None when it falls into none."""
        today = wall_of(now, self.zone).date()
        ranges = [
            self._range(today - timedelta(days=back)) for back in (0, 1) if self._starts_on(today, back)
        ]
        return max((end for start, end in ranges if start <= now < end), default=None)

    def _starts_on(self, today: date, back: int) -> bool:
        return (today - timedelta(days=back)).weekday() in self.days

    def _range(self, day: date) -> tuple[datetime, datetime]:
        last = day if self.from_ < self.to else day + timedelta(days=1)
        start = first_time(datetime.combine(day, self.from_), self.zone)
        return start, last_time(datetime.combine(last, self.to), self.zone)


def quiet_until(hours: Sequence[QuietHours], now: datetime, severity: str) -> datetime | None:
    """Return when none of *hours* keeps an alert of *severity* back any more, in UTC; None: at once.

    *now* is aware. Where the hours never end, that is eight days on, to be asked again.
    """
    binding = [one for one in hours if not one.lets_through(severity)]
    instant = now.astimezone(UTC)
    until = instant
    while until - instant < _LONGEST:
        ends = [end for one in binding if (end := one.ends_after(until)) is not None]
        if not ends:
            break
        until = max(ends)
    return until if until > instant else None


def _time_of(value: Any) -> time:
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError('not a time of day: write it like "22:00", in quotes')
    hour, minute = int(found[1]), int(found[2])
    if (hour, minute) == (24, 0):
        return time(0, 0)
    if hour > 23 or minute > 59:
        raise ValueError(f'"{value}" is no time of day: they go from "00:00" to "24:00"')
    return time(hour, minute)


def _days_of(value: Iterable[Any]) -> Any:
    if isinstance(value, (frozenset, set)):
        return value
    if not isinstance(value, (list, tuple)) or not all(isinstance(one, str) for one in value) or not value:
        raise ValueError('write days by name, like ["mon-fri"] or "sat,sun"')
    return frozenset[int]().union(*map(parse_days, value))
