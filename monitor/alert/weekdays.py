"""Days of the week, parsed and worded: "mon-fri", "sat,sun", "weekend", "fri-mon".

Days are numbers as Python counts them: Monday is 0, Sunday is 6.
"""

from __future__ import annotations

from collections.abc import Iterable

from monitor.english import listed
from monitor.errors import did_you_mean

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY_DAY = frozenset(range(7))
WORKING_DAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})

_GROUPS = {
    "daily": EVERY_DAY,
    "weekday": WORKING_DAYS,
    "weekdays": WORKING_DAYS,
    "weekend": WEEKEND,
    "weekends": WEEKEND,
}
_SHORT = {"tues": 1, "wednes": 2, "thur": 3, "thurs": 3}
_NAMES = {
    **{name.lower(): number for number, name in enumerate(DAYS)},
    **{name.lower() + "s": number for number, name in enumerate(DAYS)},
    **{name[:3].lower(): number for number, name in enumerate(DAYS)},
    **_SHORT,
}


def parse_days(text: str) -> frozenset[int]:
    """Return the days that *text* names.

    Raises:
        ValueError: it names something else.
    """
    found: set[int] = set()
    for part in text.split(","):
        found |= _part(part.strip().lower())
    return frozenset(found)


def day_number(name: str) -> int:
    """Return the number of the day called *name*, long or short.

    Raises:
        ValueError: no day is called so.
    """
    word = name.strip().lower()
    if word not in _NAMES:
        hint = did_you_mean(word, [day[:3].lower() for day in DAYS])
        raise ValueError(f'"{name}" is no day of the week; {hint}')
    return _NAMES[word]


def span(first: int, last: int) -> list[int]:
    """Return the days from *first* to *last*, over the end of the week where need be."""
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def say_days(days: Iterable[int]) -> str:
    """Return *days* in words: "every weekday", "Saturdays and Sundays"."""
    chosen = sorted(set(days))
    if frozenset(chosen) == EVERY_DAY:
        return "every day"
    if frozenset(chosen) == WORKING_DAYS:
        return "every weekday"
    names = [f"{DAYS[day]}s" for day in chosen]
    return listed(names)


def _part(text: str) -> frozenset[int]:
    if text in _GROUPS:
        return _GROUPS[text]
    first, dash, last = text.partition("-")
    if not dash:
        return frozenset({day_number(first)})
    return frozenset(span(day_number(first), day_number(last)))
