"""Stop words for clustering (`stopwords.toml`): words and names common in news.

`PLAIN` says nothing of what a story is about. `NAMES` says a little: a story about Putin and Trump is
one of hundreds. Anything else, and any figure, is distinctive. Counted over some 15,000 English news
articles of twenty years, with the days, months, agencies and first names added by hand; the Cyrillic
words, Russian and Ukrainian, are by hand.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

PLAIN = tuple[str, ...](_WORDS["plain"].split())
NAMES = tuple[str, ...](_WORDS["names"].split())
PLAIN_CYRILLIC = tuple[str, ...](_WORDS["plain_cyrillic"].split())
NAMES_CYRILLIC = tuple[str, ...](_WORDS["names_cyrillic"].split())
