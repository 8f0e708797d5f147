"""When a time window is complete: count reached, every step of a sequence seen, or a spike above normal.

A window is the stretch of a rule's `within` that begins with one of its hits.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.correlation.model import Hit
from monitor.rule.model import Count, SequenceOf, Spike

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


def met_around(counting: Counting, stretch: Stretch, at: datetime) -> tuple[int, int] | None:
    """Return from which to which hit the complete windows that hold *at* reach, None when there is none.

    They all hold it, so they lie without a gap: from where the first begins to where the last ends.
    """
    first = bisect_left(stretch.times, at - counting.within)
    last = bisect_right(stretch.times, at) - 1
    if not _may_be_met(counting, stretch, first, bisect_right(stretch.times, at + counting.within)):
        return None
    opens = _met_starts(counting, stretch, range(first, last + 1))
    start = next(opens, None)
    if start is None:
        return None
    end = next(_met_starts(counting, stretch, range(last, first - 1, -1)), start)
    return start, bisect_right(stretch.times, stretch.times[end] + counting.within)


def fullest_around(counting: Counting, stretch: Stretch, at: datetime) -> Sequence[Hit]:
    """Return the hits of the fullest window that holds *at*."""
    first = bisect_left(stretch.times, at - counting.within)
    last = bisect_right(stretch.times, at)
    best, end = (first, last), last
    for start in range(first, last):
        limit = stretch.times[start] + counting.within
        while end < len(stretch.times) and stretch.times[end] <= limit:
            end += 1
        if end - start > best[1] - best[0]:
            best = (start, end)
    return stretch.hits[best[0] : best[1]]


def _met_starts(counting: Counting, stretch: Stretch, starts: range) -> Iterator[int]:
    """Yield those of *starts* whose windows are complete; neighbours of one moment begin one window."""
    known: datetime | None = None
    for start in starts:
        at = stretch.times[start]
        if at == known or (isinstance(counting, SequenceOf) and not _may_begin(counting, stretch, start)):
            continue
        known = at
        begin, end = bisect_left(stretch.times, at), bisect_right(stretch.times, at + counting.within)
        if _is_met(counting, stretch, begin, end):
            yield begin


def _is_met(counting: Counting, stretch: Stretch, begin: int, end: int) -> bool:
    match counting:
        case Count(at_least=number):
            return end - begin >= number and _has_different(stretch.hits[begin:end], number)
        case SequenceOf():
            return _has_steps(counting, stretch.hits[begin:end])
        case Spike():
            return end - begin >= _least(counting, stretch.times[begin], stretch)


def _may_be_met(counting: Counting, stretch: Stretch, begin: int, end: int) -> bool:
    """Return False when not even a window as long as all that are asked about would be complete."""
    return isinstance(counting, Spike) or _is_met(counting, stretch, begin, end)


def _may_begin(sequence: SequenceOf, stretch: Stretch, start: int) -> bool:
    return not (sequence.ordered and stretch.hits[start].step)


def _has_steps(sequence: SequenceOf, window: Sequence[Hit]) -> bool:
    steps = len(sequence.rules)
    if len({hit.step for hit in window}) < steps:
        return False
    return _in_order(window, steps) if sequence.ordered else _all_steps(window, steps)


def _has_different(window: Sequence[Hit], number: int) -> bool:
    found: set[str] = set()
    for hit in window:
        if hit.value:
            found.add(hit.value)
            if len(found) >= number:
                return True
    return False


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
    """Return whether a chain of *steps* leads through *window*, each step by an article of its own.

    Hits of one moment stand in any order: often only the day is known.
    """
    ends = _earliest([hit for hit in window if hit.step == 0])
    for step in range(1, steps):
        ends = _earliest([hit for hit in window if hit.step == step and _follows(hit, ends)])
    return bool(ends)


def _follows(hit: Hit, ends: Sequence[Hit]) -> bool:
    return any(end.at <= hit.at and end.article_id != hit.article_id for end in ends)


def _earliest(ends: Sequence[Hit]) -> Sequence[Hit]:
    """Return the first of *ends* and the first of another article: what follows any follows one of them."""
    other = next((end for end in ends[1:] if end.article_id != ends[0].article_id), None) if ends else None
    return [*ends[:1], *([other] if other else [])]


def _all_steps(window: Sequence[Hit], steps: int) -> bool:
    """Return whether each step has an article of its own."""
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
