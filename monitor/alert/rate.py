"""The rate limit of a channel, parsed: `30/1m`, `1/s`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from monitor.duration import parse_duration

_RATE = re.compile(r"\s*([0-9]{1,6})\s*/\s*(?:([0-9].*)|([a-z]+))\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """At most `count` messages in any `per`."""

    count: int
    per: timedelta


def parse_rate(text: str) -> Rate:
    """Return the rate that *text* says; without a number the time is one: `1/s` is `1/1s`.

    Raises:
        ValueError: *text* is no rate.
    """
    found = _RATE.fullmatch(text)
    if found is None or not int(found[1]):
        raise ValueError(f'"{text}" is no rate; write a number and a time: "30/1m" or "1/s"')
    try:
        return Rate(count=int(found[1]), per=parse_duration(found[2] or f"1{found[3]}"))
    except ValueError:
        raise ValueError(f'"{text}" is no rate; write a number and a time: "30/1m" or "1/s"') from None
