"""When a contact is said to have been, in Russian and Ukrainian: as said, and as a date where known."""

from __future__ import annotations

import re
from datetime import date, timedelta

from monitor.extract.tokens import SentencePiece

_MONTHS = (
    ("январ", "січн"),
    ("феврал", "лют"),
    ("март", "берез"),
    ("апрел", "квіт"),
    ("мая", "трав"),
    ("июн", "черв"),
    ("июл", "лип"),
    ("август", "серп"),
    ("сентябр", "верес"),
    ("октябр", "жовт"),
    ("ноябр", "листопад"),
    ("декабр", "груд"),
)
_DAYS = (
    ("понедельник", "понеділок"),
    ("вторник", "вівторок"),
    ("сред", "серед"),
    ("четверг", "четвер"),
    ("пятниц", "п'ятниц"),
    ("суббот", "субот"),
    ("воскресень", "неділю"),
)
_SHIFT = {
    "позавчера": -2,
    "позавчора": -2,
    "вчера": -1,
    "вчора": -1,
    "учора": -1,
    "накануне": -1,
    "напередодні": -1,
    "сегодня": 0,
    "сьогодні": 0,
    "завтра": 1,
}
_COUNT = (
    r"(?:\d+|два|три|четыре|чотири|пять|п'ять|шесть|шість|семь|сім|восемь|вісім|девять|дев'ять|десять"
    r"|несколько|кілька)"
)
_MONTH = "|".join(stem for stems in _MONTHS for stem in stems)
_DAY = "|".join(stem for stems in _DAYS for stem in stems)
_WHEN = re.compile(
    rf"\b(?:(?P<date>(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})\w*(?:\s+(?P<year>\d{{4}})(?:\s+(?:года|року)|\s*г\.)?)?)"
    rf"|(?P<weekday>(?:в|во|у)\s+(?:{_DAY})\w*)"
    rf"|(?P<near>{'|'.join(_SHIFT)})"
    rf"|(?P<count>{_COUNT}\s+раз(?:а|и|ів)?|дважды|двічі|неоднократно|неодноразово)"
    r"|(?P<since>[сз]\s+\d{4}(?:\s+(?:года|року))?)"
    r"|(?P<week>(?:на|в)\s+(?:этой|прошлой|следующей|минувшей)\s+неделе|(?:цього|минулого|наступного)\s+тижня"
    r"|(?:в|у)\s+(?:этом|прошлом|следующем)\s+(?:месяце|году)|(?:цього|минулого|наступного)\s+(?:місяця|року)))\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"\W*(?:в|во|у)\s+(?P<month>{_MONTH}|мае)(?:е|і|ні|ому)?\b", re.IGNORECASE)
_LONG_AGO = re.compile(
    r"\W*(?:(?:раніше|ранее|раньше)\s+(?:(?:в|у)\s+)?(?:цього|цьому|этом)\s+(?:року|році|місяця|місяці|году|месяце)"
    r"|(?:в|у)\s+(?:прошлом|минулому)\s+(?:году|році|месяце|місяці)|минулого\s+(?:року|місяця)|торік)\b",
    re.IGNORECASE,
)
_AHEAD = 120
_FORTNIGHT = 14


def read_time(text: str, near: int, published: date | None) -> tuple[str | None, str | None]:
    """Return the time expression of *text* closest to offset *near*, as said and as an ISO date."""
    found = min(_WHEN.finditer(text), key=lambda hit: abs(hit.start() - near), default=None)
    if found is None:
        return None, None
    day = _resolve(found, published)
    return found.group(), day.isoformat() if day else None


def is_recalled(piece: SentencePiece, told: tuple[str | None, str | None], published: date | None) -> bool:
    """Tell whether a sentence that puts what it tells at the time *told* recalls what was before the news.

    A count, what is weeks back, what the sentence opens on as long ago: "Раніше цього року", "В сентябре".
    A headline recalls nothing.
    """
    said, on = told
    if piece.field == "title":
        return False
    if on is not None:
        return published is not None and (published - date.fromisoformat(on)).days > _FORTNIGHT
    hit = _WHEN.search(said or "")
    if _LONG_AGO.match(piece.text) or (hit and (hit["count"] or hit["since"])):
        return True
    first = None if hit else _MONTH_FIRST.match(piece.text)
    return first is not None and published is not None and _month(first) != published.month


def _month(found: re.Match[str]) -> int:
    name = found["month"].lower().replace("мае", "мая")
    return next(at for at, stems in enumerate(_MONTHS, 1) if name in stems)


def _resolve(found: re.Match[str], published: date | None) -> date | None:
    said = found.group().lower()
    if found["date"]:
        return _date(found, published)
    if published is None:
        return None
    if found["weekday"]:
        number = next(at for at, stems in enumerate(_DAYS) if any(stem in said for stem in stems))
        return published - timedelta(days=(published.weekday() - number) % 7)
    return published + timedelta(days=_SHIFT[said]) if said in _SHIFT else None


def _date(found: re.Match[str], published: date | None) -> date | None:
    month = _month(found)
    year = int(found["year"]) if found["year"] else published.year if published else None
    if year is None:
        return None
    try:
        day = date(year, month, int(found["day"]))
    except ValueError:
        return None
    if not found["year"] and published and day > published + timedelta(days=_AHEAD):
        return day.replace(year=year - 1)
    return day
