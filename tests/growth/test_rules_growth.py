"""Loading twice as many phrases takes no more than twice the steps, wherever a rule holds many of them.

Counted in lines of Python run. What runs in C is not seen, so a kind is also loaded once at ten thousand phrases,
which the limit on a test's time would end if anything were held against everything.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import pytest

from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet

FACTOR = 2.3
LETTERS = "abcdefghijklmnop"


def phrase(number: int) -> str:
    """Return a phrase of two words of its own for each number."""
    word = "".join(LETTERS[number >> shift & 15] for shift in range(0, 20, 4))
    return f"{word}x {word[::-1]}z"


def flow(size: int, each: str = "{0}") -> str:
    return ", ".join(each.format(phrase(number)) for number in range(size))


KINDS: dict[str, Callable[[int], str]] = {
    "any": lambda size: f"when: {{any: [{flow(size)}]}}",
    "all": lambda size: f"when: {{all: [{flow(size)}]}}",
    "at_least": lambda size: f"when: {{at_least: {{count: 2, of: [{flow(size)}]}}}}",
    "not any": lambda size: f"when: {{all: [zebra, {{not: {{any: [{flow(size)}]}}}}]}}",
    "all of nots": lambda size: f"when: {{all: [zebra, {flow(size, '{{not: {0}}}')}]}}",
    "phrases and nots": lambda size: f"when: {{all: [{flow(size)}, {flow(size, '{{not: {0}q}}')}]}}",
    "any without any": lambda size: (
        f"when: {{all: [{{any: [{flow(size)}]}}, {{not: {{any: [{flow(size)}]}}}}]}}"
    ),
    "any of nots": lambda size: f"when: {{any: [zebra, {flow(size, '{{not: {0}}}')}]}}",
    "any of sentences": lambda size: f"when: {{any: [{flow(size, '{{sentence: {0}}}')}]}}",
    "any of alls": lambda size: f"when: {{any: [{flow(size, '{{all: [{0}, zebra]}}')}]}}",
    "near": lambda size: f"when: {{near: {{within: 3, terms: [zebra, {{any: [{flow(size)}]}}]}}}}",
    "stars": lambda size: f"when: {{any: [{flow(size, '{0}*')}]}}",
    "signs": lambda size: f"when: {{any: [{flow(size, chr(34) + '#{0}' + chr(34))}]}}",
    "the same phrase": lambda size: f"when: {{any: [{', '.join(['zebra'] * size)}]}}",
}


def rules_of(kind: str, size: int) -> str:
    return f"rules:\n  - id: a\n    title: t\n    {KINDS[kind](size)}\n"


def of_list(size: int) -> str:
    return f"lists:\n  many: [{flow(size)}]\nrules:\n  - {{id: a, title: t, when: {{list: many}}}}\n"


def lines_run(work: Callable[[], Any]) -> int:
    """Return how many lines of Python *work* runs."""
    count = 0

    def count_line(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return count_line

    re.purge()
    before = sys.gettrace()
    sys.settrace(count_line)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def load(text: str) -> RuleSet:
    return RuleSet.of(load_rules_text(text))


@pytest.mark.parametrize("kind", [*KINDS, "list"])
def test_twice_the_phrases_take_no_more_than_twice_the_steps(kind: str) -> None:
    texts = [of_list(size) if kind == "list" else rules_of(kind, size) for size in (300, 600, 1200)]
    small, large, huge = (lines_run(partial(load, text)) for text in texts)
    assert large <= FACTOR * small
    assert huge <= FACTOR * large


@pytest.mark.parametrize("kind", ["any", "not any", "stars"])
def test_ten_thousand_phrases_load(kind: str) -> None:
    assert len(load(rules_of(kind, 10_000))) == 1
