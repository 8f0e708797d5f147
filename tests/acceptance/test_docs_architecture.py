"""The way of an article in docs/architecture.md is the way that an article goes."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.way import walked

ROOT = Path(__file__).resolve().parent.parent.parent
STEP = re.compile(
    r"^ {4}(?P<within>(?:  )*)(?P<package>[a-z]+) {2,}(?P<names>[\w.]+(?:, [\w.]+)*)(?: {2,}.*)?$"
)


def documented():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    block = text.partition("What one article enters")[2].partition("\n\n")[2].partition("\n\n")[0]
    for line in block.splitlines():
        step = STEP.match(line)
        assert step is not None, line
        depth = len(step["within"]) // 2
        yield from ((depth, step["package"], name) for name in step["names"].split(", "))


def test_an_article_enters_what_the_architecture_says_in_its_order(tmp_path):
    entered = iter(walked(tmp_path))
    steps = list(documented())
    assert len(steps) > 25
    for step in steps:
        assert step in entered, f"{step} is not entered, or not in this order"
