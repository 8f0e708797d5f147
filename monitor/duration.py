"""Durations, parsed and worded: `500ms`, `30s`, `1.5h`, `36h`, `2d`, `1w`, `1d 12h`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

_UNITS = {"ms": "milliseconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_PART = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,3})?)\s*(ms|[smhdw])\s*")


def parse_duration(text: str) -> timedelta:
    """Return the length of time that *text* says.

    Raises:
        ValueError: *text* is no duration, or is zero.
    """
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text.strip()):
        raise ValueError(
            f'"{text}" is no length of time; write a number and a unit: "30s", "15m", "24h", "7d"'
        )
    length = sum((timedelta(**{_UNITS[unit]: float(number)}) for number, unit in parts), timedelta())
    if not length:
        raise ValueError(f'"{text}" is no time at all')
    return length


def seconds_of(value: Any) -> Any:
    """Return the seconds of a text such as "500ms" or "30s"; what is no text is left to whoever checks it."""
    return parse_duration(value).total_seconds() if isinstance(value, str) else value


def say_duration(length: timedelta) -> str:
    """Return a length of time for people, in its largest whole unit: "15 minutes", "1 day", "90 seconds"."""
    seconds = int(length.total_seconds())
    for name, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size and seconds % size == 0:
            return _counted(seconds // size, name)
    return _counted(seconds, "second")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
