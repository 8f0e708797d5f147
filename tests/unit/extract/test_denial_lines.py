"""Lines of many deniers and look-alikes, each by itself: found, by whom, of what.

A line is `+ who | what | text` for a denial by an official, `- text` for what only looks like one. A text without a
stop is a headline. The first 110 were written before the reader was run on them: it found .69 of the denials then.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from monitor.article import Article
from monitor.extract import Denial, read_facts

LINES = [
    line for line in Path(__file__).with_name("denial_lines.txt").read_text("utf-8").splitlines() if line
]
MISSED_AT_MOST = 16
FALSE_AT_MOST = 1
WRONG_DENIER_AT_MOST = 5


def official(text: str) -> list[Denial]:
    headline = text[-1].isalnum()
    article = Article.from_text(title=text if headline else "", text="" if headline else text)
    return [one for one in read_facts(article).denials if one.official and not one.background]


def plain(text: str) -> str:
    return "".join(
        char for char in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(char)
    )


def test_official_denials_are_found() -> None:
    texts = [line.rsplit(" | ", 1)[1] for line in LINES if line.startswith("+")]
    missed = [text for text in texts if not official(text)]
    assert len(missed) <= MISSED_AT_MOST, missed


def test_what_only_looks_like_a_denial_is_none() -> None:
    told = [line for line in LINES if line.startswith("-") and official(line[1:].strip())]
    assert len(told) <= FALSE_AT_MOST, told


def test_the_denier_is_the_one_the_text_names() -> None:
    wrong = []
    for line in LINES:
        if not line.startswith("+"):
            continue
        who, _, text = (part.strip() for part in line[1:].split(" | "))
        found = official(text)
        if found and not any(plain(who) in plain(one.by) for one in found):
            wrong.append((who, [one.by for one in found], text))
    assert len(wrong) <= WRONG_DENIER_AT_MOST, wrong
