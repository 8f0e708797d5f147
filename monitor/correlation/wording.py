"""The wording of counts in messages: "3 of 5 in 2 hours"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.article.published import day_of
from monitor.correlation.conditions import Counting, Stretch, distinct, steps_in, usual
from monitor.correlation.model import Hit
from monitor.duration import say_duration
from monitor.rule.model import Count, Per, SequenceOf, Spike

MOST_NOTES = 12
_MANY = {Per.PUBLISHER: "publishers", Per.STORY: "stories", Per.LANGUAGE: "languages"}


def reason_of(counting: Counting, window: Sequence[Hit], stretch: Stretch) -> str:
    """Return how far a count has come in *window*: "2 of 3 within 1 hour"."""
    within = say_duration(counting.within)
    match counting:
        case Count(at_least=number, different=None):
            return f"{len(window)} of {number} within {within}"
        case Count(at_least=number, different=different):
            kinds = _MANY.get(different, "kinds") if different else "articles"
            return f"{len(distinct(window))} of {number} different {kinds} within {within}"
        case SequenceOf(rules=rules, ordered=ordered):
            come = steps_in(window, len(rules), ordered=ordered)
            return f"{come} of {len(rules)} steps within {within}"
        case Spike():
            return _spike(counting, window, stretch)


def notes_of(counting: Counting, others: Sequence[Hit]) -> tuple[str, ...]:
    """Return a line for each of *others*, first published first; of many, how many more there are."""
    rules = counting.rules if isinstance(counting, SequenceOf) else ()
    lines = [_line(hit, rules) for hit in others[:MOST_NOTES]]
    more = len(others) - len(lines)
    return (*lines, *([f"and {more} more"] if more > 0 else []))


def said_moment(at: datetime) -> str:
    """Return a moment: "8 Nov 2024, 12:04 UTC"; the day alone where no more is known."""
    return f"{at.day} {at:%b %Y}" if day_of(at) else f"{at.day} {at:%b %Y, %H:%M} UTC"


def _spike(spike: Spike, window: Sequence[Hit], stretch: Stretch) -> str:
    come = f"{len(window)} within {say_duration(spike.within)}"
    before = usual(spike, window[0].at, stretch) if window else None
    if before is None:
        return f"{come}; what is usual is known once {say_duration(spike.over)} have been watched"
    return f"{come}, usually {before:.2g}"


def _line(hit: Hit, rules: Sequence[str]) -> str:
    step = f"{rules[hit.step]}: " if rules else ""
    title = f" — {hit.title}" if hit.title else ""
    return f"{step}{hit.publisher or 'publisher not given'}, {said_moment(hit.at)}{title}"
