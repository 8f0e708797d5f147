"""When a window is complete: enough articles, every step of a sequence, or many more than usual.

A window is the stretch of a rule's `within` that begins with one of its hits.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.rule.model import Count, SequenceOf, Spike
from monitor.window.model import Hit

Counting = Count | SequenceOf | Spike


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hits in order of time, and where each stands; `since` is when the rule began to be watched."""

    hits: Sequence[Hit]
    times: Sequence[datetime]
    since: datetime

    def between(self, first: datetime, last: datetime) -> Sequence[Hit]:
        """Return the hits from *first* to *last*, both included."""
        return self.hits[bisect_left(self.times, first) : bisect_right(self.times, last)]

    def number_before(self, end: datetime, length: timedelta) -> int:
        """Return how many hits stand in the time of that *length* before *end*, which is not in it."""
        return bisect_left(self.times, end) - bisect_left(self.times, end - length)


def opens_window(counting: Counting, hit: Hit) -> bool:
    """Tell whether a window can begin with *hit*."""
    return not (isinstance(counting, SequenceOf) and counting.ordered and hit.step)


def is_met(counting: Counting, window: Sequence[Hit], stretch: Stretch) -> bool:
    """Tell whether *window*, hits in order of time, is complete."""
    match counting:
        case Count(at_least=number):
            return len(window) >= number and len(distinct(window)) >= number
        case SequenceOf(rules=rules, ordered=ordered):
            return _in_order(window, len(rules)) if ordered else _all_steps(window, len(rules))
        case Spike():
            return len(window) >= _least(counting, window[0].at, stretch)


def distinct(window: Sequence[Hit]) -> set[str]:
    """Return the different values that count."""
    return {hit.value for hit in window if hit.value}


def usual(spike: Spike, start: datetime, stretch: Stretch) -> float | None:
    """Return how many hits a window had on average before *start*; None: not watched for long enough."""
    if stretch.since > start - spike.over:
        return None
    return stretch.number_before(start, spike.over) * (spike.within / spike.over)


def steps_in(window: Sequence[Hit], steps: int, *, ordered: bool) -> int:
    """Return how many steps of a sequence have come in *window*: in order, from the first, or any."""
    if not ordered:
        return len({hit.step for hit in window})
    return next((number for number in range(steps, 0, -1) if _in_order(window, number)), 0)


def _least(spike: Spike, start: datetime, stretch: Stretch) -> float:
    before = usual(spike, start, stretch)
    return float("inf") if before is None else max(spike.at_least, spike.factor * before)


def _in_order(window: Sequence[Hit], steps: int) -> bool:
    """Tell whether a chain of *steps* leads through *window*, each step another article than the one before.

    Hits of one moment stand in any order: often only the day is known.
    """
    ends: Sequence[Hit] = [hit for hit in window if hit.step == 0]
    for step in range(1, steps):
        ends = [
            hit
            for hit in window
            if hit.step == step
            and any(end.at <= hit.at and end.article_id != hit.article_id for end in _earliest(ends))
        ]
    return bool(ends)


def _earliest(ends: Sequence[Hit]) -> Sequence[Hit]:
    """Return the first of *ends* and the first of another article: what follows any follows one of them."""
    other = next((end for end in ends[1:] if end.article_id != ends[0].article_id), None) if ends else None
    return [*ends[:1], *([other] if other else [])]


def _all_steps(window: Sequence[Hit], steps: int) -> bool:
    """Tell whether each step has an article of its own."""
    articles = [{hit.article_id for hit in window if hit.step == step} for step in range(steps)]
    holder: dict[str, int] = {}
    return all(_placed(step, articles, holder, set()) for step in range(steps))


def _placed(step: int, articles: Sequence[set[str]], holder: dict[str, int], tried: set[str]) -> bool:
    """Give *step* an article, moving others on where need be (an augmenting path)."""
    for article in sorted(articles[step] - tried):
        tried.add(article)
        if article not in holder or _placed(holder[article], articles, holder, tried):
            holder[article] = step
            return True
    return False
