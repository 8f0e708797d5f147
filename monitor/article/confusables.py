"""Look-alike letters: a word that mixes alphabets (`Рutin` with a Cyrillic Р) is matched as `Putin`.

A word of one script is never touched, nor is one that no single script can spell (`Wi-Fiем`). Every letter
is read as one letter, so lengths and offsets stay. The letters are those of Unicode's confusables.txt
(Technical Standard 39, version 15.1) that Latin, Cyrillic and Greek share in upright type; `І` is read
as I, which that table calls confusable with l.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

LATIN, CYRILLIC, GREEK = range(3)
_NAMES = ("Latin", "Cyrillic", "Greek")
_SHAPES = """
A А Α   B В Β   C С Ϲ   E Е Ε   G Ԍ -   H Н Η   I ІӀ Ι   J Ј Ϳ   K К Κ   M М Μ   N - Ν   O О Ο   P Р Ρ
Q Ԛ -   S Ѕ -   T Т Τ   V Ѵ -   W Ԝ -   X Х Χ   Y УҮ Υ   Z - Ζ   a а α   c с ϲ   d ԁ -   e е -   h һ -
i і ι   j ј ϳ   l ӏ -   o о οσ   p р ρϱ   q ԛ -   s ѕ -   u - υ   v ѵ ν   w ԝ -   x х -   y уү γ
- Г Γ   - П Π   - п π   - Ф Φ
"""
_JOINERS = "\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff"
_FIRST_BYTES_OF_JOINERS = (
    b"\xc2\xad",
    b"\xcc",
    b"\xcd",
    b"\xe2\x80\x8b",
    b"\xe2\x80\x8c",
    b"\xe2\x80\x8d",
    b"\xe2\x81\xa0",
    b"\xef\xbb\xbf",
)
_LATIN_LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_OTHER_LETTERS = "\u0370-\u0373\u0376\u0377\u037b-\u037d\u037f\u0386\u0388-\u0481\u048a-\u052f"
_LATIN_RUN = re.compile(f"[{_LATIN_LETTERS}{_JOINERS}]+")
_PLAIN_RUN = re.compile("[A-Za-z\u00c0-\u024f]+")
_OTHER_RUN = re.compile(f"[{_OTHER_LETTERS}{_JOINERS}]+")
_WORD = re.compile(f"[{_LATIN_LETTERS}{_OTHER_LETTERS}][{_LATIN_LETTERS}{_OTHER_LETTERS}{_JOINERS}]*")
_ALL_BUT_OTHERS = bytes(byte for byte in range(256) if not 0xCD <= byte <= 0xD4)
_ALL_BUT_LATIN = bytes(
    byte for byte in range(256) if not (chr(byte).isalpha() and byte < 0x80) and not 0xC3 <= byte <= 0xC9
)
"""In UTF-8 Greek and Cyrillic letters begin with a byte that the first lacks, Latin ones the second."""
_WRITTEN_TODAY = re.compile("[А-яІіЈј]")
_SHORTEST = 3
_ENDING = 3
_HOME = 0.3


class Mixed(NamedTuple):
    """A word that mixes alphabets: as it is written, and as it is read."""

    written: str
    read: str


def unmixed(text: str) -> str:
    """Return *text* with each word that mixes alphabets in the one it can be spelt in, length unchanged."""
    if text.isascii() or not _may_mix(text):
        return text
    home = _home(text)
    return _WORD.sub(lambda found: _read(found.group(), home), text)


def mixed_words(text: str) -> tuple[Mixed, ...]:
    """Return the words of *text* that surely mix alphabets to look like another, each once.

    A Latin word with a Cyrillic ending in Cyrillic text, and a Greek letter at either end of a word, are
    how people write.
    """
    if text.isascii() or not _may_mix(text):
        return ()
    home = _home(text)
    words = dict.fromkeys(found.group() for found in _WORD.finditer(text))
    pairs = (Mixed(word, _read(word, home)) for word in words)
    return tuple(one for one in pairs if one.written != one.read and not _is_usual(one.written, home))


def _may_mix(text: str) -> bool:
    """Return whether a Latin letter stands next to one of another script; looked for where fewer are."""
    encoded = text.encode("utf-8", "surrogatepass")
    others = len(encoded.translate(None, _ALL_BUT_OTHERS))
    latin = len(encoded.translate(None, _ALL_BUT_LATIN)) if others else 0
    if not latin:
        return False
    runs, beside = (_LATIN_RUN, _OTHER_RUN) if latin < others else (_OTHER_RUN, _LATIN_RUN)
    if runs is _LATIN_RUN and not any(joiner in encoded for joiner in _FIRST_BYTES_OF_JOINERS):
        runs = _PLAIN_RUN
    for run in runs.finditer(text):
        start, end = run.span()
        if beside.match(text, end) or (start and beside.match(text, start - 1)):
            return True
    return False


def _home(text: str) -> int:
    """Return the script that *text* is written in: Latin or Cyrillic."""
    cyrillic = sum(map(len, re.findall("[\u0400-\u052f]+", text)))
    return CYRILLIC if cyrillic > _HOME * len(text) else LATIN


def _script(char: str) -> int | None:
    """Return the script of a letter, None for what joins letters."""
    if char >= "\u0400":
        return CYRILLIC if char <= "\u052f" else None
    if char >= "\u0370":
        return GREEK
    return None if char == "\u00ad" or char >= "\u0300" else LATIN


@lru_cache(maxsize=8192)
def _read(word: str, home: int) -> str:
    """Return *word* in the one script that can spell it; in *home* where several can."""
    scripts = {_script(char) for char in word} - {None}
    if len(scripts) < 2 or len(word) < _SHORTEST:
        return word
    found = {script: spelt for script in range(3) if (spelt := _spelt(word, script))}
    return found.get(home) or next(iter(found.values()), word)


def _spelt(word: str, script: int) -> str:
    """Return *word* in letters of *script*, nothing where one of its letters has no like there."""
    letters = []
    for char in word:
        like = char if _script(char) in (script, None) else _LIKE[script].get(char)
        if like is None:
            return ""
        letters.append(like)
    return "".join(letters)


def _is_usual(word: str, home: int) -> bool:
    """Distinguish "SMSа" in Russian text, and "TNFα", from a word that is made to look like another."""
    scripts = [script for char in word if (script := _script(char)) is not None]
    first = scripts[0]
    run = next(at for at, script in enumerate(scripts) if script != first)
    rest = set(scripts[run:])
    if len(rest) > 1:
        return False
    if GREEK in (first, *rest):
        lone = word[0] if first == GREEK and run == 1 else word[-1] if len(scripts) - run == 1 else ""
        return lone.islower() and _script(lone) == GREEK
    return home == CYRILLIC and first == LATIN and run > 1 and len(scripts) - run <= _ENDING


def _likes() -> tuple[dict[str, str], ...]:
    """Return for each script the letters of the others, with the letter of its own that looks the same."""
    like: tuple[dict[str, str], ...] = ({}, {}, {})
    cells = _SHAPES.split()
    for row in zip(cells[::3], cells[1::3], cells[2::3], strict=True):
        for script, own in enumerate(row):
            others = "".join(cell for at, cell in enumerate(row) if at != script and cell != "-")
            if own != "-" and (script != CYRILLIC or _WRITTEN_TODAY.match(own)):
                like[script].update(dict.fromkeys(others, own[0]))
    return like


_LIKE = _likes()


def scripts_of(word: str) -> tuple[str, ...]:
    """Return the names of the scripts of *word*'s letters, in the order they come."""
    return tuple(dict.fromkeys(_NAMES[script] for char in word if (script := _script(char)) is not None))
