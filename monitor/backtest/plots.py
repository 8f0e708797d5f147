"""Charts of the report as inline SVG: bars over time, ranked names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from html import escape
from itertools import pairwise

_WIDTHS = tuple(timedelta(hours=hours) for hours in (1, 3, 6, 12, 24, 7 * 24, 30 * 24, 365 * 24))
_MOST_BARS = 72
_DAY = timedelta(days=1)

_WIDE, _HIGH = 920, 190
_LEFT, _RIGHT, _TOP, _FOOT = 44, 8, 10, 26
_ROW, _NAMES, _NUMBERS = 24, 260, 130
_LONGEST_NAME = 38


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """Instants to be counted, what one of them is called, and the class that colours their bars."""

    name: str
    at: Sequence[datetime]
    colour: str


def over_time(series: PlotSeries, before: PlotSeries | None, zone: tzinfo) -> str:
    """Return bars of how many of *series* fall into each stretch of time, with a mark for *before*."""
    edges = _edges([*series.at, *(before.at if before else ())], zone)
    if not edges:
        return '<p class="quiet">none</p>'
    counts = _counts(series.at, edges)
    earlier = _counts(before.at, edges) if before else []
    top = max((*counts, *earlier, 1))
    step = (_WIDE - _LEFT - _RIGHT) / len(counts)
    inner = [*_scale(top), *_days(edges, step, zone)]
    for place, count in enumerate(counts):
        left = _LEFT + place * step
        says = f"{_said(edges[place], edges, zone)}: {count:,} {series.name}"
        says += f", {earlier[place]:,} {before.name}" if before else ""
        inner.append(_bar(left, step, count, top, series.colour))
        if before and earlier[place]:
            y = _y(earlier[place], top)
            inner.append(
                f'<line class="{before.colour}" x1="{left:.1f}" x2="{left + step - 1:.1f}" '
                f'y1="{y:.1f}" y2="{y:.1f}"/>'
            )
        inner.append(
            f'<rect class="hit" x="{left:.1f}" y="{_TOP}" width="{step:.1f}" height="{_HIGH}">'
            f"<title>{escape(says)}</title></rect>"
        )
    high = _TOP + _HIGH + _FOOT
    return _svg(high, f"{series.name} over time", inner)


def ranked(counts: Sequence[tuple[str, int, str]], colour: str, name: str) -> str:
    """Return a bar for each of *counts*: a name, how many, and what is said beside the number."""
    if not counts:
        return '<p class="quiet">none</p>'
    top = max([count for _, count, _ in counts], default=0) or 1
    room = _WIDE - _NAMES - _NUMBERS
    inner = []
    for place, (label, count, beside) in enumerate(counts):
        y = place * _ROW
        middle = y + _ROW / 2 + 4
        wide = max(room * count / top, 1 if count else 0)
        shown = label if len(label) <= _LONGEST_NAME else label[: _LONGEST_NAME - 1] + "…"
        inner.append(
            f"<g><title>{escape(label)}: {count:,} {escape(beside)}</title>"
            f'<text x="{_NAMES - 10}" y="{middle:.1f}" text-anchor="end">{escape(shown)}</text>'
            f'<rect class="{colour}" x="{_NAMES}" y="{y + 4}" width="{wide:.1f}" '
            f'height="{_ROW - 8}" rx="2"/>'
            f'<text x="{_NAMES + wide + 6:.1f}" y="{middle:.1f}">{count:,}'
            f'<tspan class="faint"> {escape(beside)}</tspan></text></g>'
        )
    return _svg(len(counts) * _ROW, name, inner)


def _svg(high: float, name: str, inner: Iterable[str]) -> str:
    body = "\n".join(inner)
    return (
        f'<svg viewBox="0 0 {_WIDE} {high:.0f}" role="img" aria-label="{escape(name)}" '
        f'preserveAspectRatio="xMinYMin meet">\n{body}\n</svg>'
    )


def _edges(instants: Sequence[datetime], zone: tzinfo) -> list[datetime]:
    """Return where the stretches of time begin, and where the last one ends."""
    if not instants:
        return []
    first, last = min(instants).astimezone(zone), max(instants).astimezone(zone)
    width = next((one for one in _WIDTHS if (last - first) / one < _MOST_BARS - 1), _WIDTHS[-1])
    start = first.replace(hour=0 if width >= _DAY else first.hour, minute=0, second=0, microsecond=0)
    edges = [start]
    while edges[-1] <= last or len(edges) < 9:
        edges.append(edges[-1] + width)
    return edges


def _counts(instants: Iterable[datetime], edges: Sequence[datetime]) -> list[int]:
    counts = [0] * (len(edges) - 1)
    width = edges[1] - edges[0]
    for one in instants:
        counts[min(int((one - edges[0]) / width), len(counts) - 1)] += 1
    return counts


def _y(count: float, top: int) -> float:
    return _TOP + _HIGH * (1 - count / top)


def _bar(left: float, step: float, count: int, top: int, colour: str) -> str:
    y = _y(count, top)
    wide = max(step - 2, step * 0.7)
    return (
        f'<rect class="{colour}" x="{left:.1f}" y="{y:.1f}" width="{wide:.1f}" '
        f'height="{_TOP + _HIGH - y:.1f}" rx="1.5"/>'
    )


def _scale(top: int) -> Iterable[str]:
    """Yield lines and numbers at a few round counts."""
    step = max(1, next(one for one in _round_numbers() if top / one <= 4))
    for count in range(0, top + 1, step):
        y = _y(count, top)
        yield f'<line class="grid" x1="{_LEFT}" x2="{_WIDE - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text class="tick" x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{count:,}</text>'


def _round_numbers() -> Iterable[int]:
    ten = 1
    while True:
        yield from (ten, 2 * ten, 5 * ten)
        ten *= 10


def _days(edges: Sequence[datetime], step: float, zone: tzinfo) -> Iterable[str]:
    """Yield what stands below the bars: a few dates, as far apart as they need."""
    every = max(1, (len(edges) - 1) // 8)
    for place in range(0, len(edges) - 1, every):
        x = _LEFT + place * step
        text = escape(_said(edges[place], edges, zone))
        yield f'<text class="tick" x="{x:.1f}" y="{_TOP + _HIGH + 17}">{text}</text>'


def _said(at: datetime, edges: Sequence[datetime], zone: tzinfo) -> str:
    width = next(later - earlier for earlier, later in pairwise(edges))
    local = at.astimezone(zone)
    if width < _DAY:
        return f"{local.day} {local:%b %H:%M}"
    return f"{local.day} {local:%b %Y}"
