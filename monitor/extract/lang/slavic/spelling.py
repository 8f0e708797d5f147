"""Finds who a full name in Cyrillic letters is among those known by their English names: "Нельсон Мандела".

Both names are reduced to the consonants that every spelling keeps; first name and surname must agree, with
their first letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from monitor.extract.entity import Entity
from monitor.extract.lexicon import Lexicon

_LATIN = {
    **dict(zip("абвгґдезиійклмнопрстуфхыэєїоё", "abvggdeziijklmnoprstufhyeeioe", strict=True)),
    "ж": "zh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sh",
    "ю": "u",
    "я": "a",
    "ь": "",
    "ъ": "",
    "'": "",
    "’": "",
}
_SAME = (
    *(
        ("tch", "s"),
        ("sch", "s"),
        ("sh", "s"),
        ("zh", "s"),
        ("ch", "s"),
        ("ts", "s"),
        ("tz", "s"),
        ("cz", "s"),
        ("dj", "s"),
        ("dz", "s"),
    ),
    *(("ph", "f"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("c", "k"), ("w", "v"), ("z", "s"), ("kh", "h")),
)
_VOWELS = frozenset("aeiouyjh")
_SHORTEST = 3


def skeleton(word: str) -> str:
    """Return the consonants of *word*, in either alphabet, that spellings agree in.

    Its first letter before them.
    """
    latin = "".join(_LATIN.get(letter, letter) for letter in word.lower())
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    for written, same in _SAME:
        plain = plain.replace(written, same)
    kept: list[str] = []
    for letter in plain:
        if letter.isalpha() and letter not in _VOWELS and (not kept or kept[-1] != letter):
            kept.append(letter)
    return "".join(kept)


@cache
def _by_skeleton(lexicon: Lexicon) -> Mapping[tuple[str, str], Entity | None]:
    """Return the people of *lexicon* by the skeletons of first and last name; None where two share them."""
    table: dict[tuple[str, str], Entity | None] = {}
    for entity in lexicon.entities:
        for key in set(_keys((entity.name, *entity.aliases))):
            table[key] = entity if table.get(key, entity) is entity else None
    return table


def _keys(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    for name in names:
        first, *_, last = (*name.split(), "")[:-1] if " " in name else ("", "")
        key = skeleton(first), skeleton(last)
        if len(key[0]) > 1 and len(key[1]) >= _SHORTEST:
            yield key


def known_by_spelling(name: str, lexicon: Lexicon) -> Entity | None:
    """Return who the full *name*, in the nominative, is a spelling of; None: nobody, or more than one."""
    return next((_by_skeleton(lexicon).get(key) for key in _keys((name,))), None)
