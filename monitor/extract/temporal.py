"""Temporal expressions: when a contact was, as written and as a date where it can be resolved."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|a dozen|several|many|\d+)"
_MONTH = (
    "|".join(month.capitalize() for month in _MONTHS) + r"|Jan\.?|Feb\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
)
_UNITS = r"(?:week|month|year|decade)s?"
_WHEN = re.compile(
    rf"(?P<count>(?:(?:at least|up to|about|some) )?{_NUMBER} times(?: since \d{{4}})?|twice|every week|almost every week)"  # noqa: E501 - reads as one pattern
    rf"|(?P<ago>(?:(?:some|about|almost|more than|over) )?(?:an?|{_NUMBER}) {_UNITS} (?:ago|earlier))\b"
    rf"|(?P<since>since (?:\d{{4}}|(?:{_MONTH})(?: \d{{4}})?|last \w+|leaving \w+(?: \w+)?))"
    rf"|(?P<date>(?:on )?(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)? (?P<month1>{_MONTH})|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b)(?:,? (?P<year>\d{{4}}))?)"  # noqa: E501 - reads as one pattern
    rf"|(?P<weekday>(?:on |last |earlier on |late on |early on |next )?(?:{'|'.join(day.capitalize() for day in _DAYS)})(?: (?:morning|afternoon|evening|night))?)\b"  # noqa: E501 - reads as one pattern
    r"|(?P<near>yesterday|today|tonight|tomorrow|earlier this (?:week|month|year)|(?:last|next|this) (?:week|month|year|weekend|summer|autumn|spring|winter)|later (?:today|this (?:week|month|year))|(?:in|before|after) (?:19|20)\d{2})\b",  # noqa: E501 - reads as one pattern
    re.IGNORECASE,
)
_FORTNIGHT = 14
_SHIFT = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_SAID = re.compile(
    r"\b(?:said|says|told|reported|announced|confirmed|claimed|wrote|denied|added|revealed)"
    r"(?:\s+(?!that\b)[\w']+){0,4}\s*$",
    re.IGNORECASE,
)
_TOLD = re.compile(r",?\s+(?:that|he|she|they|it|his|her)\b", re.IGNORECASE)
_HAD = re.compile(r"\b(?:had|has|have)\b", re.IGNORECASE)
_HINTS = re.compile(r"day|times|twice|since|\d|night|morrow|last|next|this|week|ago|earlier", re.IGNORECASE)


def read_time(text: str, near: int, published: date | None) -> tuple[str | None, str | None]:
    """Return the time expression of *text* closest to offset *near*, as said and as an ISO date.

    A weekday is the last such day up to *published* (the next one after "next"); without a
    published date only full dates resolve.
    """
    if not _HINTS.search(text):
        return None, None
    hits = list(_WHEN.finditer(text))
    own = [hit for hit in hits if not _of_saying(text, hit, near)]
    found = min(own or _kept(text, hits, near), key=lambda hit: _distance(hit, near), default=None)
    if found is None:
        return None, None
    return found.group(), _resolve(found, published)


def long_ago(said: str, published: date | None) -> bool:
    """Tell whether *said* is a time of what is no news: a count, since when, months or years back."""
    found = _WHEN.search(said)
    if found is None:
        return False
    if found["count"] or found["since"] or found["ago"]:
        return True
    low = found.group().lower()
    year = re.search(r"\b(?:19|20)\d\d\b", low)
    if year is not None:
        return published is not None and int(year.group()) < published.year
    return bool(found["near"]) and low.startswith(("last ", "earlier this ")) and not low.endswith("week")


def weeks_before(on: str, published: date) -> bool:
    """Tell whether the ISO date *on* lies more than a fortnight before *published*."""
    return (published - date.fromisoformat(on)).days > _FORTNIGHT


def _of_saying(text: str, hit: re.Match[str], near: int) -> bool:
    """Tell the day of "said on Sunday he had met": when it was said, not when it was."""
    return hit.end() < near and bool(_SAID.search(text, 0, hit.start()) and _TOLD.match(text, hit.end()))


def _kept(text: str, hits: list[re.Match[str]], near: int) -> list[re.Match[str]]:
    """Return the days of denials and plans: they are near; "said on Sunday he had met" tells none."""
    return [hit for hit in hits if "denied" in text[: hit.start()] or not _HAD.search(text, hit.end(), near)]


def _distance(hit: re.Match[str], near: int) -> int:
    return min(abs(hit.start() - near), abs(hit.end() - near))


def _resolve(found: re.Match[str], published: date | None) -> str | None:
    said = found.group().lower()
    if found["date"]:
        return _date(found, published)
    if published is None:
        return None
    if found["weekday"]:
        number = next(number for number, day in enumerate(_DAYS) if day in said)
        back = (published.weekday() - number) % 7
        day = (
            published + timedelta(days=7 - back)
            if said.startswith("next")
            else published - timedelta(days=back)
        )
        return day.isoformat()
    if said in _SHIFT:
        return (published + timedelta(days=_SHIFT[said])).isoformat()
    return None


def _date(found: re.Match[str], published: date | None) -> str | None:
    name = (found["month1"] or found["month2"]).lower()[:3]
    month = next(number for number, full in enumerate(_MONTHS, 1) if full.startswith(name))
    day = int(found["day1"] or found["day2"])
    if found["year"] is None and published is None:
        return None
    year = int(found["year"]) if found["year"] else published.year if published else 0
    try:
        day_of = date(year, month, day)
    except ValueError:
        return None
    if not found["year"] and published and day_of > published + timedelta(days=120):
        day_of = day_of.replace(year=year - 1)
    return day_of.isoformat()
