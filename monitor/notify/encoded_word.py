"""Encodes header text as RFC 2047 encoded words, folded to line lengths.

Made here and not by Python's email package, which parses what it is given before it encodes it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from typing import TypeVar

MARK = "=?"
"""What an encoded word begins with."""
# RFC 2047, 2: an encoded word has at most 75 characters, a line that holds one at most 76.
LONGEST_WORD = 75
LINE = 76
_SHORTEST_FIRST_WORD = 32
_OPEN_Q, _OPEN_B, _CLOSE = "=?utf-8?q?", "=?utf-8?b?", "?="
# RFC 2047, 5 (3): what needs no escape wherever an encoded word may stand; a space is written "_".
_UNESCAPED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")
ATEXT = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_Piece = TypeVar("_Piece", str, bytes)
_ATOMS = re.compile(rf"{ATEXT}(?: {ATEXT})*")


def is_plain(text: str) -> bool:
    """Return whether *text* may stand in a header as it is, and nobody will decode any of it."""
    return text.isascii() and (text.isprintable() or not text) and MARK not in text


def first_room(name: str) -> int:
    """Return how long the first encoded word after "Name: " may be."""
    room = min(LONGEST_WORD, LINE - len(name) - 2)
    return room if room >= _SHORTEST_FIRST_WORD else LONGEST_WORD


def phrase(name: str, first: int) -> list[str]:
    """Return a person's name as the words of a phrase (RFC 5322, 3.2.5), the first of at most *first*."""
    if is_plain(name) and len(name) < first - 2:
        if _ATOMS.fullmatch(name):
            return name.split(" ")
        quoted = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
        if len(quoted) <= first:
            return [quoted]
    return encoded(name, first)


def encoded(text: str, first: int) -> list[str]:
    """Return *text* as encoded words, the first of at most *first* characters, none cut within a letter."""
    letters = [letter.encode("utf-8", "replace") for letter in text]
    quoted = [_quoted(letter) for letter in letters]
    if sum(map(len, quoted)) <= sum(map(len, letters)) * 4 // 3 + 4:
        return [_OPEN_Q + "".join(run) + _CLOSE for run in _runs(quoted, first, _q_length)]
    runs = _runs(letters, first, _b_length)
    return [_OPEN_B + b64encode(b"".join(run)).decode("ascii") + _CLOSE for run in runs]


def folded(name: str, tokens: Sequence[str]) -> str:
    """Return *tokens* as they follow "Name:", a line broken before each that would make it too long."""
    pieces = []
    at = len(name) + 1
    for number, token in enumerate(tokens):
        too_long = at + 1 + len(token) > LINE
        # Some programs lose what stands below an empty first line; only encoded words have to fit.
        breaks = too_long and (number > 0 or token.startswith(MARK))
        pieces.append(f"\r\n {token}" if breaks else f" {token}")
        at = (0 if breaks else at) + 1 + len(token)
    return "".join(pieces)


def _quoted(letter: bytes) -> str:
    if letter == b" ":
        return "_"
    return "".join(chr(byte) if byte in _UNESCAPED else f"={byte:02X}" for byte in letter)


def _q_length(size: int) -> int:
    return len(_OPEN_Q) + size + len(_CLOSE)


def _b_length(size: int) -> int:
    return len(_OPEN_B) + (size + 2) // 3 * 4 + len(_CLOSE)


def _runs(letters: Sequence[_Piece], first: int, length: Callable[[int], int]) -> list[list[_Piece]]:
    """Cut *letters* into runs that make words of at most *first* characters, then of the longest."""
    runs: list[list[_Piece]] = [[]]
    size = 0
    for letter in letters:
        limit = first if len(runs) == 1 else LONGEST_WORD
        if runs[-1] and length(size + len(letter)) > limit:
            runs.append([])
            size = 0
        runs[-1].append(letter)
        size += len(letter)
    return runs
