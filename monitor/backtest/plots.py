"""Charts of the report: bars over time and ranked names, filled into `plots.html.j2`.

They are drawn by `plots.html.j2`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import cache
from itertools import count as count_from
from typing import Any

from markupsafe import Markup

from monitor.notify.html_template import html_environment

_WIDTHS = tuple(timedelta(hours=hours) for hours in (1, 3, 6, 12, 24, 7 * 24, 30 * 24, 365 * 24))
_MOST_BARS = 72
_FEWEST_BARS = 8
_MOST_TICKS = 4
_DAY = timedelta(days=1)
_TOP, _HIGH = 10, 190
_NONE = Markup('<p class="quiet">none</p>')


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """Instants to be counted, what one of them is called, and the class that colours their bars."""

    name: str
    at: Sequence[datetime]
    colour: str


def over_time(series: PlotSeries, before: PlotSeries | None, zone: tzinfo) -> str:
    """Return bars of how many of *series* fall into each stretch of time, with a mark for *before*."""
    # Of one zone, so that differences are those of its clocks: a day is from midnight to midnight.
    now = [one.astimezone(zone) for one in series.at]
    was = [one.astimezone(zone) for one in before.at] if before else []
    if not now and not was:
        return _NONE
    start, width, number = _stretches([*now, *was])
    counts, earlier = (Counter((one - start) // width for one in some) for some in (now, was))
    top = max((*counts.values(), *earlier.values(), 1))
    bars = []
    for place in range(number):
        when = _said(start + place * width, width)
        says = f"{when}: {counts[place]:,} {series.name}"
        says += f", {earlier[place]:,} {before.name}" if before else ""
        mark = _y(earlier[place], top) if earlier[place] else None
        bars.append({"when": when, "says": says, "y": _y(counts[place], top), "before_y": mark})
    ticks = [{"count": one, "y": _y(one, top)} for one in _round_counts(top)]
    drawn: str = _macros().over_time(series.name, bars, ticks, series.colour, before and before.colour)
    return drawn


def ranked(counts: Sequence[tuple[str, int, str]], colour: str, name: str) -> str:
    """Return a bar for each of *counts*: a name, how many, and what is said beside the number."""
    drawn: str = _macros().ranked(name, counts, colour) if counts else _NONE
    return drawn


@cache
def _macros() -> Any:
    return html_environment("monitor.backtest").get_template("plots.html.j2").module


def _stretches(instants: Sequence[datetime]) -> tuple[datetime, timedelta, int]:
    """Return where the first stretch of time begins, how long each is, and how many there are."""
    first, last = min(instants), max(instants)
    width = next((one for one in _WIDTHS if (last - first) / one < _MOST_BARS - 1), _WIDTHS[-1])
    start = first.replace(hour=0 if width >= _DAY else first.hour, minute=0, second=0, microsecond=0)
    return start, width, max((last - start) // width + 1, _FEWEST_BARS)


def _y(count: int, top: int) -> float:
    return _TOP + _HIGH * (1 - count / top)


def _round_counts(top: int) -> Iterable[int]:
    """Return a few round counts up to *top*, the same apart."""
    sizes = (size * 10**power for power in count_from() for size in (1, 2, 5))
    return range(0, top + 1, next(size for size in sizes if top / size <= _MOST_TICKS))


def _said(at: datetime, width: timedelta) -> str:
    return f"{at.day} {at:%b %H:%M}" if width < _DAY else f"{at.day} {at:%b %Y}"
