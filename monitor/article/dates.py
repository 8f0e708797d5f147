"""Parses publication dates as newspapers write them: order of the parts, month names, times, zones.

A date without a zone is taken in the zone the caller gives; a date without a time, or with a time in a zone
that is not known, is a day: midnight there, `has_time` false. A numeric date is day first where dots part it;
with slashes or dashes both orders are in use, and one that both make a date of says no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from itertools import chain
from typing import NamedTuple

from monitor.article.months import LEADING_MONTHS, MONTHS
from monitor.article.zones import NO_ZONES, PATTERN, zone_of

_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?|(?=\s*[ap]\.?m\b))"
    rf"\s*(?P<half>[ap]\.?m\b\.?)?(?:\s*(?:uhr\b|h\b|hrs?\b|horas\b))?,?\s*(?P<zone>{PATTERN})?"
)
_WEEKDAY = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun|пон|вт|вів|сред|сер|чет|пят|п.ят|суб|вос|воск|нед|die|mit|don|fre|sam|son"
    r"|lun|mar|mer|mié|mier|jeu|jue|ven|vie|sáb|sab|dim|dom|gio|seg|ter|qua|qui|sex)[^\W\d_]*\.?,?\s+)"
)
_GAP = r"[\s,/|·•–—-]*(?:(?:at|um|à|alle|a las|às|as|о|в|om|kl\.?|@)\s+)?"
_AFTER = re.compile(rf"(?:T|{_GAP})(?<!\d){_CLOCK}", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?<![\d:.]){_CLOCK}[\s,/|·•–—-]+(?:(?:on|am|le|el|il)\s+)?{_WEEKDAY}?$", re.IGNORECASE
)
_REACH = 60
"""How far before a date its time may begin, in characters."""


def _one_of(names: Iterator[str] | frozenset[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))


_MONTH = rf"(?P<month>{_one_of(iter(MONTHS))})(?![^\W\d_])"
_LEADING_MONTH = rf"(?P<month>{_one_of(LEADING_MONTHS)})(?![^\W\d_])"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|-?го|\.|º)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}(?P<sign>[-/.])(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)(?!\d)",
        rf"(?<!\w){_LEADING_MONTH}\.?\s+{_DAY}(?!\d),?\s+{_YEAR}",
        rf"(?<!\w){_DAY}(?:\s+(?:de |of )?|[-/]){_MONTH}\.?(?:,?\s+(?:de |del )?|[-/]){_YEAR}",
        rf"(?<![\d/.-])(?P<day>\d\d?)(?P<sign>[-./])(?P<month>\d\d?)(?P=sign){_YEAR}",
    )
)
_DAY_FIRST = _DATES[-1]
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d|[a-z]{3})[/-]([0-3]?\d)(?=[/\-_.]|$)", re.IGNORECASE)
_LABEL = (
    r"(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|date|released|issued"
    r"|опубликовано|обновлено|дата|опубліковано|оновлено|veröffentlicht|stand|publié|mis à jour|publicado"
    r"|pubblicato|opublikowano|yayınlanma)(?: on| at| le| el| am| il)?\s*[:|]?\s*)"
)
_TAIL = (
    r"(?:\s*(?:г\.?|р\.?|года|року|год\.?|uhr|h|[|•·,/-]|\(?updated.*+|\d+ min(?:ute)?s?(?: read)?"
    r"|(?-i:[A-Z]{2,5}\b)"
    r"|(?:[|•·—–-]\s*)?by\s+(?-i:(?:[A-ZА-Я][\w.'’-]+(?:\s+|$)){1,4})))*"
)
_LABELLED = re.compile(rf"{_LABEL}", re.IGNORECASE)
_LEADING = re.compile(rf"[\W_]*{_LABEL}?[\W_]*{_WEEKDAY}?", re.IGNORECASE)
_TRAILING = re.compile(rf"{_TAIL}[\s.|)\]*_]*", re.IGNORECASE)
_NOON = 12


class DateText(NamedTuple):
    """A date, whether it came with a time of day, and where it stands in the text it was read from."""

    value: datetime
    has_time: bool
    start: int
    end: int


def find_date(text: str, *, timezone: tzinfo = UTC) -> DateText | None:
    """Return the first date written in *text*, or None. Short texts only: a line, not an article."""
    return next(
        (reading for written in _written(text) for reading in _read(text, written, timezone)[:1]), None
    )


def find_whole_date(text: str, *, timezone: tzinfo = UTC) -> DateText | None:
    """Return the date when *text* says nothing but a date (with weekday, label or time)."""
    reading = find_date(text, timezone=timezone)
    return reading if reading and _says_no_more(text, reading.start, reading.end) else None


def says_only_a_date(text: str) -> bool:
    """Return whether *text* says nothing but a date, even one whose day and month cannot be told apart."""
    written = next(_written(text), None)
    if written is None:
        return False
    if find_whole_date(text):
        return True
    clock = _clock_after(text, written.end())
    return _is_doubtful(written) and _says_no_more(
        text, written.start(), clock.end() if clock else written.end()
    )


def is_labelled_date(text: str) -> bool:
    """Return whether *text* begins by saying that it gives a date of publication."""
    return bool(_LABELLED.match(text))


def find_url_date(url: str, *, timezone: tzinfo = UTC) -> DateText | None:
    """Return the day that stands in the path of *url*, as news sites put it there."""
    match = _URL_DATE.search(url)
    if not match:
        return None
    month = MONTHS.get(match[2].lower()) if match[2].isalpha() else int(match[2])
    try:
        value = datetime(int(match[1]), month or 0, int(match[3]), tzinfo=timezone)
    except ValueError:
        return None
    return DateText(value, has_time=False, start=match.start() + 1, end=match.end())


def _written(text: str) -> Iterator[re.Match[str]]:
    """Yield what has the form of a date, in the order it stands in."""
    if not _A_YEAR.search(text):
        return
    found = chain.from_iterable(pattern.finditer(text) for pattern in _DATES)
    yield from sorted(found, key=lambda match: match.start())


def _says_no_more(text: str, start: int, end: int) -> bool:
    return bool(_LEADING.fullmatch(text, 0, start) and _TRAILING.fullmatch(text, end))


def _read(text: str, written: re.Match[str], zone: tzinfo) -> list[DateText]:
    """Return the date that is *written*, with the time after or before it; none for no such day."""
    day = None if _is_doubtful(written) else _day(written)
    if day is None:
        return []
    clock = _clock_after(text, written.end()) or _clock_before(text, written.start())
    start, end = written.span()
    hour = _hour(clock) if clock else None
    if clock is None or hour is None:
        return [DateText(day.replace(tzinfo=zone), has_time=False, start=start, end=end)]
    start, end = min(start, clock.start()), max(end, _end_of(clock) if clock.start() >= end else end)
    value = day.replace(hour=hour[0], minute=hour[1], second=hour[2])
    known = zone_of(_zone(clock), value) if _zone(clock) else zone
    if known is None:
        return [DateText(day.replace(tzinfo=zone), has_time=False, start=start, end=end)]
    return [DateText(value.replace(tzinfo=known), has_time=True, start=start, end=end)]


def _is_doubtful(written: re.Match[str]) -> bool:
    """Return whether day and month are figures that may be either, in a form that has both orders."""
    if written.re is not _DAY_FIRST or written["sign"] == ".":
        return False
    day, month = int(written["day"]), int(written["month"])
    return day != month and max(day, month) <= _NOON


def _day(written: re.Match[str]) -> datetime | None:
    day, name = int(written["day"]), written["month"]
    month = int(name) if name.isdigit() else MONTHS[name.lower()]
    if written.re is _DAY_FIRST and month > _NOON >= day:
        day, month = month, day
    try:
        return datetime(int(written["year"]), month, day)  # noqa: DTZ001 - its zone comes with the time
    except ValueError:
        return None


def _clock_after(text: str, end: int) -> re.Match[str] | None:
    return _AFTER.match(text, end)


def _clock_before(text: str, start: int) -> re.Match[str] | None:
    return _BEFORE.search(text, max(0, start - _REACH), start)


def _zone(clock: re.Match[str]) -> str:
    """Return what stands in place of a zone, "" where nothing does."""
    name = clock["zone"] or ""
    return "" if name.lower() in NO_ZONES else name


def _end_of(clock: re.Match[str]) -> int:
    return clock.end() if _zone(clock) or not clock["zone"] else clock.start("zone")


def _hour(clock: re.Match[str]) -> tuple[int, int, int] | None:
    hour, minute, second = int(clock["hour"]), int(clock["minute"] or 0), int(clock["second"] or 0)
    if clock["half"]:
        hour = hour % _NOON + (_NOON if clock["half"][0] in "pP" else 0)
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None
