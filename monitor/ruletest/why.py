"""The part of an explanation that decides why a test's rule matched or did not."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.rule.explain import Explanation

_MOST_LINES = 12
_MOST_QUOTES = 2


def deciding_lines(told: Explanation) -> list[str]:
    """Return the conditions that decide *told*, indented as in the rule, at most half a screen."""
    lines = [line for part in _deciding(told) for line in _lines(part, 0)]
    if len(lines) > _MOST_LINES:
        more = len(lines) - _MOST_LINES + 1
        return [*lines[: _MOST_LINES - 1], f"… and {more} lines more: monitor explain"]
    return lines


def _deciding(told: Explanation) -> tuple[Explanation, ...]:
    """Return the parts that are as *told* is; of `not`, and the like, those that are the opposite."""
    alike = tuple(part for part in told.parts if part.holds == told.holds)
    return alike or told.parts


def _lines(told: Explanation, depth: int) -> Iterator[str]:
    mark = "✓" if told.holds else "✗"
    note = f" - {told.note}" if told.note else ""
    yield f"{'  ' * depth}{mark} {told.says}{note}"
    for row in told.facts[:_MOST_QUOTES]:
        yield f"{'  ' * (depth + 2)}{row.line(told.heads)}"
    for quote in told.quotes[:_MOST_QUOTES]:
        yield f"{'  ' * (depth + 2)}{quote.place}: “{quote.marked()}”"
    for part in _deciding(told):
        yield from _lines(part, depth + 1)
