"""The words facts are read by: people, countries, offices, verbs, as data in one file per language.

`Lexicon.load_default()` reads the shipped files once in a process; `Lexicon.extended` lays a
user's own entities over them without touching the shared one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from monitor.fact.entity import Entity

Phrase = tuple[str, ...]
_PARTS = re.compile(r"(?:[A-Za-z]\.){2,}|\w+(?:-\w+)*(?:'(?!s\b)\w+)?(?:-\w+)*|'s\b|[^\w\s]")
_INITIAL = re.compile(r"\b([A-Z])\.(?=\s|$)")


def words(text: str) -> Phrase:
    """Return *text* as the words the reader sees."""
    return tuple(part.lower() for part in _PARTS.findall(text))


class PhraseTable[T]:
    """Phrases to look up at a place in a list of words, the longest first."""
    __slots__ = ("_by_first",)


@dataclass(frozen=True, slots=True)
class Office:
    """An office as written: `rank` is any, of_country, many, official or private."""

    words: Phrase
    rank: str
