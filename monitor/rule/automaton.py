"""The Aho-Corasick automaton over the literals of all rules: one pass over an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from monitor.rule.search_text import Searched


def scan(automaton: Any, text: Searched) -> None:
    """Note in *text* where each key of *automaton* ends."""
    if automaton is None:
        return
    hits = text.hits
    for last, key in automaton.iter(text.text):
        if key in hits:
            hits[key].append(last + 1)
        else:
            hits[key] = [last + 1]


def automaton_over(keys: Mapping[str, int]) -> Any:
    """Return the automaton over *keys*, None when there are none."""
    import ahocorasick

    automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for key, number in keys.items():
        automaton.add_word(key, number)
    if not keys:
        return None
    automaton.make_automaton()
    return automaton
