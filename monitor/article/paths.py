r"""Display paths: a file's path as shown in messages and JSON, and as a key in the store.

A path is bytes that need not be text. Shown, it is always text, and two different paths are
never shown alike: an undecodable byte is `\xNN`, and a backslash of the path's own is doubled.
"""

from __future__ import annotations

import os
import re
import unicodedata

_SUFFIX = re.compile(r"[^.](?P<suffix>\.(?=\d{0,7}[A-Za-z])[A-Za-z0-9]{1,8})$")
_INITIAL = re.compile(r"(?:^|[\s.])[A-Z]\.[A-Z]$")
_FIRST_HIGH_BYTE = 0x80
_LAST_OF_FOUR = 0xFFFF
_SHOWN = 60
_ESCAPE = re.compile(r"\\(?:\\|x(?P<byte>[0-9a-f]{2})|u(?P<char>[0-9a-f]{4})|U(?P<high>[0-9a-f]{8}))")
_ESCAPED_BYTES = range(0xDC80, 0xDD00)
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""What draws nothing, turns text round, breaks a line or steers a terminal (Unicode's general categories)."""


def display_path(path: str) -> str:
    r"""Return *path* (decoded with surrogateescape) as text that can be printed and compared.

    Undecodable bytes and ASCII's control characters become `\xNN`, a backslash becomes two. What else
    is not seen but acts (further controls, line separators, bidi marks, lone surrogates) becomes `\uNNNN`.
    """
    if "\\" not in path and path.isprintable():
        return path
    return "".join(map(_shown, path))


def shortened(path: str) -> str:
    """Return the beginning of a *path* that is too long for any file, to be known by."""
    return f"{path[:_SHOWN]}…"


def _shown(char: str) -> str:
    code = ord(char)
    if char == "\\":
        return "\\\\"
    if code in _ESCAPED_BYTES:
        return f"\\x{code - 0xDC00:02x}"
    if not is_unseen(char):
        return char
    if code < _FIRST_HIGH_BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _LAST_OF_FOUR else f"\\U{code:08x}"


def is_unseen(char: str) -> bool:
    """Return whether *char* draws nothing, but may turn text round, break a line or steer a terminal."""
    return unicodedata.category(char) in _UNSEEN


def suffix_of(path: str) -> str:
    """Return the suffix of *path* in lower case, with its dot; "" where what follows the last dot is none.

    A suffix is up to eight letters and digits with a letter among them: a headline for a name
    (`U.S. envoy meets Zelensky`, `Talks in the U.S`) has none, nor has a date (`2026.11.30`).
    """
    name = os.path.basename(path)  # noqa: PTH119 - bytes that are no text
    found = _SUFFIX.search(name)
    return found["suffix"].lower() if found and not _INITIAL.search(name) else ""


def raw_path(shown: str) -> str:
    """Return the path that `display_path` shows as *shown*."""
    return _ESCAPE.sub(_raw, shown) if "\\" in shown else shown


def _raw(found: re.Match[str]) -> str:
    if found["byte"]:
        code = int(found["byte"], 16)
        return chr(code if code < _FIRST_HIGH_BYTE else 0xDC00 + code)
    number = found["char"] or found["high"]
    return chr(int(number, 16)) if number else "\\"
