"""Twice as much of any kind of input costs twice as many steps, to parse it and to evaluate it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.growth.counted import Counted
from tests.growth.kinds import KINDS

RULES = Path(__file__).parents[2] / "rules"
MOST = 2.3
LEAST_SIZE, LARGEST_SIZE = 8_000, 256_000  # longer than any one sentence, which is bounded
ENOUGH = 300_000
ENOUGH_STEPS = dict.fromkeys(("denials of calls", "denials in paragraphs", "calls in paragraphs"), 2_000_000)
"""What is dear for each sentence hides for longer what is dear for each pair of them."""
LEAST = {"a mail header folded": 32_000, "mail headers": 64_000}
"""Headers are looked for in two thousand lines; what has more is read as a text, at another cost."""
PATH = "a.md"
"""Markdown is read by all that reads plain text, and by what reads headings."""
WARM_UP = (
    "Talks\n\nPutin called Trump on Tuesday, officials said. The Kremlin denied it.",
    "Переговоры\n\nПутин позвонил Трампу во вторник. Кремль опроверг это.",
)


@cache
def counted() -> Counted:
    """Load `monitor` with its steps counted, once; what is loaded at first need is loaded."""
    found = Counted(RULES, Path(__file__).with_name("scopes.yaml"))
    for text in WARM_UP:
        found.both(text, "a.txt")
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_twice_as_much_costs_at_most_a_little_more_than_twice_the_steps(kind):
    size = LEAST.get(kind, LEAST_SIZE)
    before = counted().both(KINDS[kind](size), PATH)
    while True:
        size *= 2
        after = counted().both(KINDS[kind](size), PATH)
        grown = [two / max(one, size) for one, two in zip(before, after, strict=True)]
        assert max(grown) <= MOST, (size, before, after)
        before = after
        if size >= LARGEST_SIZE or sum(before) >= ENOUGH_STEPS.get(kind, ENOUGH):
            return


def test_there_are_forty_kinds_and_each_grows():
    assert len(KINDS) >= 40
    for kind, make in KINDS.items():
        small, large = len(make(4_000)), len(make(8_000))
        assert 1.8 < large / small < 2.2, kind


def test_copying_a_whole_text_at_every_step_is_seen():
    """The counter sees what Python's own line count does not: a fast call that copies much."""
    steps = counted().steps

    def copies(size: int) -> int:
        steps.taken = 0
        text = "x" * size
        for at in range(size // 100):
            steps.made(text[:at] + text[at:])
        return steps.taken

    assert copies(8_000) > 3.5 * copies(4_000)
