"""Time zone names and offsets as newspapers write them after a time of day ("EDT", "GMT+3").

What is unknown or has several meanings ("IST" is India's, Ireland's and Israel's) is no zone: a time in it
is not known, and must not be read as one of ours. Names that leave out winter or summer ("ET", "Moscow
time") are settled by the date, from the IANA tables; "CET" in July is taken as written.
Sources: IANA tz database; the abbreviations, and which of them clash, after its `theory.html` and RFC 2822.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

_HOURS = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2,
    "eet": 2, "eest": 3, "msk": 3, "мск": 3, "trt": 3, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8,
    "aest": 10, "aedt": 11, "awst": 8, "nzst": 12, "nzdt": 13, "est": -5, "edt": -4, "cdt": -5,
    "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10,
}  # fmt: skip
"""Hours east of Greenwich of the abbreviations that mean one thing in the news."""

_PLACES = {
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
    "eastern time": "America/New_York", "central time": "America/Chicago",
    "pacific time": "America/Los_Angeles", "mountain time": "America/Denver",
    "uk": "Europe/London", "uk time": "Europe/London",
    "london time": "Europe/London", "moscow time": "Europe/Moscow", "kyiv time": "Europe/Kyiv",
    "kiev time": "Europe/Kyiv", "beijing time": "Asia/Shanghai", "tokyo time": "Asia/Tokyo",
    "по москве": "Europe/Moscow", "по московскому времени": "Europe/Moscow", "за києвом": "Europe/Kyiv",
    "за київським часом": "Europe/Kyiv", "по киеву": "Europe/Kyiv", "heure de paris": "Europe/Paris",
}  # fmt: skip
"""Names that hold all year, by the place whose clocks they mean."""

NO_ZONES = frozenset(["by", "von", "par", "por", "di", "uhr", "on", "и"])
"""Words in capitals after a time that are no zone: a byline or the clock's own word begins there."""

_SIGN = "[+\N{MINUS SIGN}\N{EN DASH}-]"
_OFFSET = re.compile(
    rf"(?:utc|gmt)?\s?(?P<sign>{_SIGN})(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?", re.IGNORECASE
)
_PHRASES = "|".join(
    name.replace(" ", r"\s") for name in sorted(_PLACES, key=len, reverse=True) if " " in name
)
PATTERN = (
    rf"(?:\(?(?:(?:utc|gmt)\s?{_SIGN}\d\d?(?::?\d\d)?(?!\d)|[+\N{{MINUS SIGN}}-]\d\d(?::?\d\d)?(?![\d:])"
    rf"|(?:{_PHRASES})\b|мск\b|(?-i:Z|[A-Z]{{2,5}}|[А-ЯІЇЄ]{{3,4}})\b|(?-i:[A-Z])\w+ time\b|local time\b)\)?)"
)
"""What may be a zone, for a pattern that ignores case; `zone_of` says which of it is one."""
_LATEST = 14
_QUARTER = 15


def zone_of(name: str, at: datetime) -> tzinfo | None:
    """Return the zone that *name* is on the day of *at* (naive, on its clocks), None where not known."""
    bare = " ".join(name.strip("() ").lower().split())
    offset = _OFFSET.fullmatch(bare)
    if offset:
        return _at_offset(offset)
    if bare in _HOURS:
        return _fixed(timedelta(hours=_HOURS[bare]))
    place = _PLACES.get(bare)
    shift = at.replace(tzinfo=_clocks_of(place)).utcoffset() if place else None
    return None if shift is None else _fixed(shift)


def _at_offset(found: re.Match[str]) -> tzinfo | None:
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    if hours > _LATEST or minutes > 59 or minutes % _QUARTER:
        return None
    shift = timedelta(hours=hours, minutes=minutes)
    return _fixed(shift if found["sign"] == "+" else -shift)


def _fixed(shift: timedelta) -> tzinfo:
    return timezone(shift) if shift else UTC


@lru_cache
def _clocks_of(place: str) -> ZoneInfo:
    return ZoneInfo(place)
