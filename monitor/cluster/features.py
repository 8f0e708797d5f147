"""Similarity features of a sketch: weighted words, figures, quotations, word shingles.

Words are compared by their first letters and without accents, so that house style and endings do not
count (organise, organize; Путин, Путину). Spelled numbers are figures; dates, years and times are
not, for every outlet writes them its own way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log2

from monitor.article.normalize import fold_text
from monitor.cluster.model import Sketch
from monitor.cluster.stopwords import NAMES, NAMES_CYRILLIC, PLAIN, PLAIN_CYRILLIC
from monitor.cluster.terms import STEM

UNKNOWN = 6.0
"""The weight of a word that is in no list."""
NAME = 3.0
"""The weight of a name that is in the news every day."""
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|января|февраля|марта|апреля|мая|июня|июля|августа"
    r"|сентября|октября|ноября|декабря|січня|лютого|березня|квітня|травня|червня|липня|серпня"
    r"|вересня|жовтня|листопада|грудня)\b\.?"
)
_MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}")
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}\s+$")
_CLOCK_AFTER = re.compile(r"\s*(?:am|pm|a\.m|p\.m|gmt|utc)\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_NEAR = 14
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"\n]{8,400})[”“»\"]|(?<!\w)[‘']([^‘\n]{12,400}?)[’'](?!\w)")
_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_SPELLED = {word: str(number) for number, word in enumerate(_NUMBERS.split(), start=2)}
_NOTICE = re.compile(r"^\W*(?:[A-Z]{4,}(?:\s\d)?\s?[-:–—]+\s*)+")
_LEAD_WORDS = 40
_OPENING = 40
_SHORTEST_LEAD = 12
_SENTENCE_END = re.compile(r"(?<=[.!?…”\"])\s+")


def _weights() -> dict[str, float]:
    found: dict[str, float] = {}
    for rank, word in enumerate(PLAIN):
        found.setdefault(word[:STEM], max(0.0, min(4.5, log2((rank + 1) / 100))))
    for word in PLAIN_CYRILLIC:
        found.setdefault(word[:STEM], 0.3)
    for word in (*NAMES, *NAMES_CYRILLIC):
        found.setdefault(word[:STEM], NAME)
    return found


_WEIGHTS = _weights()


def weight(stem: str) -> float:
    """Return how distinctive a word is of what a story is about, 0 to `UNKNOWN`."""
    known = _WEIGHTS.get(stem)
    if known is not None:
        return known
    return UNKNOWN if len(stem) > 2 and not stem[0].isdigit() else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """A sketch as it is compared. `stems` maps each stem to a word as it was written (folded).

    `telling` are those stems that are in no list of common words or everyday names.
    """

    stems: dict[str, str]
    telling: frozenset[str]
    lead: frozenset[str]
    opening: frozenset[tuple[str, ...]]
    paragraphs: tuple[frozenset[str], ...]
    runs: frozenset[tuple[str, ...]]
    figures: frozenset[str]
    quoted: frozenset[tuple[str, str]]
    length: int


@lru_cache(maxsize=512)
def read(title: str, text: str) -> Features:
    """Return what is compared of a headline and the start of a text."""
    title = _NOTICE.sub("", title)
    head = fold_text(title).split()
    parts = [fold_text(part).split() for part in _parts(text)]
    stems = [[stem_of(word) for word in words] for words in parts]
    body = [stem for part in stems for stem in part]
    quotes = [stems_of(found[1] or found[2]) for found in _QUOTED.finditer(f"{title}\n{text}")]
    written = {stem_of(word): word for words in (*reversed(parts), head) for word in words}
    return Features(
        stems=written,
        telling=frozenset(stem for stem in written if weight(stem) >= UNKNOWN),
        lead=frozenset([*map(stem_of, head), *body[:_LEAD_WORDS]]),
        opening=_runs(_opening(text, body)),
        paragraphs=tuple(map(frozenset, stems)),
        runs=_runs(body),
        figures=frozenset(figures_of(f"{title} \n {text}")),
        quoted=frozenset(pair for quote in quotes for pair in pairwise(quote)),
        length=len(body),
    )


def _runs(stems: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(stems, stems[1:], stems[2:], strict=False))


def _opening(text: str, body: list[str]) -> list[str]:
    first = stems_of(text.partition("\n")[0])
    return (first if len(first) >= _SHORTEST_LEAD else body)[:_OPENING]


def _parts(text: str) -> list[str]:
    """Cut *text* into its paragraphs, or into sentences where it has few paragraphs."""
    parts = [one for one in text.split("\n") if one.strip()]
    return parts if len(parts) > 3 else _SENTENCE_END.split(text)


def reading_of(sketch: Sketch) -> Features:
    """Return what is compared of *sketch*."""
    return read(sketch.title, sketch.text)


def stems_of(text: str) -> list[str]:
    """Return the stems of the words of *text*, in order."""
    return [stem_of(word) for word in fold_text(text).split()]


@lru_cache(maxsize=1 << 16)
def stem_of(word: str) -> str:
    """Return the letters of a folded word that count."""
    return _SPELLED.get(word, word)[:STEM].replace("z", "s") if word.isalpha() else word


def figures_of(text: str) -> list[str]:
    """Return the figures of *text* that are no dates, years or times, as plain decimals."""
    text = text.lower()
    found = [_plain(one[0]) for one in _FIGURE.finditer(text) if not _dates(one, text)]
    return found + [_SPELLED[word] for word in fold_text(text).split() if word in _SPELLED]


def _dates(figure: re.Match[str], text: str) -> bool:
    """Return whether a figure is a day, a year or a time."""
    after = text[figure.end() : figure.end() + _NEAR]
    if ":" in figure[0] or _CLOCK_AFTER.match(after) or _YEAR.fullmatch(figure[0]):
        return True
    if len(figure[0]) > 2:
        return False
    before = text[max(0, figure.start() - _NEAR) : figure.start()]
    return bool(_MONTH_AFTER.match(after) or _MONTH_BEFORE.search(before))


def _plain(figure: str) -> str:
    whole, point, rest = figure.rpartition(".") if "." in figure else figure.rpartition(",")
    if not point or (len(rest) == 3 and whole != "0"):
        return re.sub("[.,]", "", figure)
    return f"{re.sub('[.,]', '', whole)}.{rest}"
