"""Small closed word sets of English grammar used by the lexicon.

They are data (`grammar.toml`), read once; a set is asked for as "module.set".
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def word_set(name: str) -> frozenset[str]:
    """Return the words of the set *name*, such as "clauses.prepositions"; KeyError where there is none."""
    module, key = name.split(".")
    return frozenset(_grammar()[module][key])


def word_list(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the phrases of the list *name*, each as its words."""
    module, key = name.split(".")
    return tuple(tuple(phrase.split()) for phrase in _grammar()[module][key])


@cache
def _grammar() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("grammar.toml").read_text(encoding="utf-8"))
