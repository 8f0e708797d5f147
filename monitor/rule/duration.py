"""Lengths of time as people write them: `30m`, `36h`, `2d`, `1w`, `1d 12h`."""

from __future__ import annotations

import re
from datetime import timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_PART = re.compile(r"([0-9]{1,6})\s*([smhdw])\s*")


def parse_duration(text: str) -> timedelta:
    """Return the length of time that *text* says.

    Raises:
        ValueError: *text* is no duration, or is zero.
    """
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text.strip()):
        raise ValueError(f"{text!r} is no duration")
    length = sum((timedelta(**{_UNITS[unit]: int(number)}) for number, unit in parts), timedelta())
    if not length:
        raise ValueError(f"{text!r} is no time at all")
    return length
