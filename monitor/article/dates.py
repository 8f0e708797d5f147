"""Reading dates as newspapers write them.

A date without a zone is taken in the zone the caller gives; a date without a time is midnight
there. Numeric dates with dots or slashes are day first, as everywhere outside the United States,
unless only month first makes a date.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

_MONTH_STEMS = (
    ("january", "jan", "январ", "січ", "januar", "janvier", "enero", "gennaio", "janeiro", "styczni", "ocak"),
    (
        "february",
        "feb",
        "феврал",
        "лют",
        "februar",
        "février",
        "febrero",
        "febbraio",
        "fevereiro",
        "lut",
        "şubat",
    ),
    ("march", "mar", "март", "берез", "märz", "mars", "marzo", "março", "marc", "mart"),
    ("april", "apr", "апрел", "квіт", "avril", "abril", "aprile", "kwiet", "nisan"),
    ("may", "ма", "трав", "mai", "mayo", "maggio", "maio", "maj", "mayıs"),
    ("june", "jun", "июн", "черв", "juni", "juin", "junio", "giugno", "junho", "czerw", "haziran"),
    ("july", "jul", "июл", "лип", "juli", "juillet", "julio", "luglio", "julho", "lip", "temmuz"),
    ("august", "aug", "август", "серп", "août", "agosto", "sierp", "ağustos"),
    (
        "september",
        "sep",
        "сентябр",
        "верес",
        "septembre",
        "septiembre",
        "settembre",
        "setembro",
        "wrze",
        "eylül",
    ),
    (
        "october",
        "oct",
        "октябр",
        "жовт",
        "oktober",
        "octobre",
        "octubre",
        "ottobre",
        "outubro",
        "paźdz",
        "ekim",
    ),
    ("november", "nov", "ноябр", "листопад", "novembre", "noviembre", "novembro", "listopad", "kasım"),
    (
        "december",
        "dec",
        "декабр",
        "груд",
        "dezember",
        "décembre",
        "diciembre",
        "dicembre",
        "dezembro",
        "grud",
        "aralık",
    ),
)
_MONTHS = {stem: number for number, stems in enumerate(_MONTH_STEMS, start=1) for stem in stems}
_STEMS = sorted(_MONTHS, key=len, reverse=True)
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3,
    "est": -5, "edt": -4, "et": -5, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip

_TIME = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>[+-]\d\d:?\d\d|Z\b|[A-Z]{2,4}\b)?"
)
_AFTER = rf"(?:[ T,]*(?:\s(?:at|um|à|в|о|,|-|–|\|)\s*)?{_TIME})?"
_MONTH = r"(?P<month>" + "|".join(map(re.escape, _STEMS)) + r")[^\W\d_]*"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|-?го|\.|º)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DATES = tuple(
    re.compile(pattern + _AFTER, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)",
        rf"(?<!\w){_MONTH}\.?\s+{_DAY}(?!\d),?\s+{_YEAR}",
        rf"(?<!\w){_DAY}\s+(?:de |of )?{_MONTH}\.?,?\s+(?:de |del )?{_YEAR}",
        rf"(?<!\d)(?P<day>\d\d?)[./](?P<month>\d\d?)[./]{_YEAR}",
    )
)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d|[a-z]{3})[/-]([0-3]?\d)(?=[/\-_.]|$)", re.IGNORECASE)
_LABEL = (
    r"(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|date|released|issued"
    r"|опубликовано|обновлено|дата|опубліковано|оновлено|veröffentlicht|stand|publié|mis à jour|publicado"
    r"|pubblicato|opublikowano|yayınlanma)(?: on| at| le| el| am| il)?\s*[:|]?\s*)"
)
_WEEKDAY = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun|пон|вт|вів|сред|сер|чет|пят|п.ят|суб|вос|воск|нед|die|mit|don|fre|sam|son"
    r"|lun|mar|mer|mié|mier|jeu|jue|ven|vie|sáb|sab|dim|dom|gio|seg|ter|qua|qui|sex)[^\W\d_]*\.?,?\s+)"
)
_TAIL = (
    r"(?:\s*(?:г\.?|р\.?|года|року|uhr|h|[|•·,/-]|\(?updated.*+|\d+ min(?:ute)?s?(?: read)?"
    r"|(?-i:[A-Z]{2,5}\b)"
    r"|(?:[|•·—–-]\s*)?by\s+(?-i:(?:[A-ZА-Я][\w.'’-]+(?:\s+|$)){1,4})))*"
)
_LABELLED = re.compile(rf"{_LABEL}", re.IGNORECASE)
_LEADING = re.compile(rf"[\W_]*{_LABEL}?[\W_]*{_WEEKDAY}?", re.IGNORECASE)
_TRAILING = re.compile(rf"{_TAIL}[\s.|)\]*_]*", re.IGNORECASE)
_NOON = 12
_LATEST_ZONE = 14


class DateText(NamedTuple):
    """A date, whether it came with a time of day, and where it stands in the text it was read from."""

    value: datetime
    has_time: bool
    start: int
    end: int


def find_date(text: str, *, timezone: tzinfo = UTC) -> DateText | None:
    """Return the first date written in *text*, or None. Short texts only: a line, not an article."""
    found = [match for pattern in _DATES if (match := pattern.search(text))]
    for match in sorted(found, key=lambda match: match.start()):
        reading = _read(match, timezone)
        if reading:
            return reading
    return None


def find_whole_date(text: str, *, timezone: tzinfo = UTC) -> DateText | None:
    """Return the date when *text* says nothing but a date (with weekday, label or time)."""
    reading = find_date(text, timezone=timezone)
    if reading is None:
        return None
    leading = _LEADING.fullmatch(text, 0, reading.start)
    trailing = _TRAILING.fullmatch(text, reading.end)
    return reading if leading and trailing else None


def is_labelled_date(text: str) -> bool:
    """Tell whether *text* begins by saying that it gives a date of publication."""
    return bool(_LABELLED.match(text))


def find_url_date(url: str, *, timezone: tzinfo = UTC) -> DateText | None:
    """Return the day that stands in the path of *url*, as news sites put it there."""
    match = _URL_DATE.search(url)
    if not match:
        return None
    month = _MONTHS.get(match[2].lower()) if match[2].isalpha() else int(match[2])
    try:
        value = datetime(int(match[1]), month or 0, int(match[3]), tzinfo=timezone)
    except ValueError:
        return None
    return DateText(value, has_time=False, start=match.start() + 1, end=match.end())


def _read(match: re.Match[str], zone: tzinfo) -> DateText | None:
    parts = match.groupdict()
    day, month = int(parts["day"]), _month(parts["month"])
    if month > _NOON >= day:
        day, month = month, day
    clock = _clock(parts)
    hour, minute, second = clock or (0, 0, 0)
    if clock and parts["zone"]:
        zone = _zone(parts["zone"]) or zone
    try:
        value = datetime(int(parts["year"]), month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
    end = match.end() if clock or not parts["hour"] else match.start("hour")
    return DateText(value, has_time=clock is not None, start=match.start(), end=end)


def _month(name: str) -> int:
    return int(name) if name.isdigit() else _MONTHS[name.lower()]


def _clock(parts: dict[str, str | None]) -> tuple[int, int, int] | None:
    if not parts["hour"]:
        return None
    hour, minute, second = int(parts["hour"]), int(parts["minute"] or 0), int(parts["second"] or 0)
    if parts["half"]:
        hour = hour % _NOON + (_NOON if parts["half"][0] in "pP" else 0)
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _zone(name: str) -> tzinfo | None:
    if name[0] in "+-":
        hours, minutes = int(name[1:3]), int(name[-2:])
        if hours > _LATEST_ZONE or minutes > 59:
            return None
        offset = timedelta(hours=hours, minutes=minutes)
        return _fixed(-offset if name[0] == "-" else offset)
    hours_off = _ZONES.get(name.lower())
    return None if hours_off is None else _fixed(timedelta(hours=hours_off))


def _fixed(offset: timedelta) -> tzinfo:
    return timezone(offset) if offset else UTC
