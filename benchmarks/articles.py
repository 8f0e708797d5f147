"""Articles to measure with: an archive given by --archive, else texts made from a fixed seed."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

_NAMES = ["Putin", "Trump", "Macron", "Xi", "Biden", "Zelensky", "Modi", "Erdogan"]
_WORDS = (
    "the market rose as ministers met in the capital while farmers waited for rain and the river "
    "stayed low officials said on Monday that prices would follow the harvest and trains ran late"
).split(" ")


def articles(count: int, archive: Path | None) -> list[str]:
    """Return *count* different articles as text: a headline, a blank line, paragraphs."""
    return _archived(archive, count) if archive else [_made(number) for number in range(count)]


def _archived(archive: Path, count: int) -> list[str]:
    found: dict[str, None] = {}
    with gzip.open(archive, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found["\n\n".join(part for part in (row["title"], row["text"]) if part)] = None
            if len(found) == count:
                break
    return list(found)


def _made(number: int) -> str:
    chance = random.Random(number)
    paragraphs = [
        " ".join(chance.choices(_WORDS, k=60)).capitalize() + f" {chance.choice(_NAMES)}." for _ in range(7)
    ]
    if number % 10 == 0:
        one, two = chance.sample(_NAMES, 2)
        paragraphs.insert(1, f"The Kremlin denied reports that {one} had called {two} on Tuesday.")
    return f"Report {number} on {chance.choice(_WORDS)}\n\n" + "\n\n".join(paragraphs)
