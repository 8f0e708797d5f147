"""The Aho-Corasick automaton over the literals of all rules: one pass over an article.

Keys are of two kinds: literals of phrases, which stand with their word bounds, and words that a regular
expression cannot do without, which stand anywhere. A pattern is searched in the text as it was written,
so where that has other letters than the searchable text its words are looked for there, or taken as found.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from monitor.rule.search_text import Searched


class Automaton:
    """All *keys* by number; those *of_patterns* are words that patterns cannot do without."""

    def __init__(self, keys: Mapping[str, int], of_patterns: AbstractSet[int]) -> None:
        self._of_patterns = frozenset(of_patterns)
        self._all = _over(keys)
        self._words = {key for key, number in keys.items() if number in of_patterns}
        self._marked = _over({key: keys[key] for key in self._words})

    def scan(self, text: Searched) -> None:
        """Note in *text* where each key ends."""
        if self._all is None:
            return
        hits = text.hits
        for last, key in self._all.iter(text.text):
            if key in hits:
                hits[key].append(last + 1)
            else:
                hits[key] = [last + 1]
        if self._marked is not None:
            text.loose = self._loose(text)
            for key in text.loose:
                hits.setdefault(key, [])

    def _loose(self, text: Searched) -> frozenset[int]:
        """Return the keys of patterns that may occur where the searchable text does not show them."""
        if text.is_spelt_otherwise:
            return self._of_patterns
        marked = text.unmarked
        return frozenset() if marked is None else frozenset(key for _, key in self._marked.iter(marked))


def _over(keys: Mapping[str, int]) -> Any:
    """Return the automaton over *keys*, None when there are none."""
    import ahocorasick

    automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for key, number in keys.items():
        automaton.add_word(key, number)
    if not keys:
        return None
    automaton.make_automaton()
    return automaton
