r"""How a path is shown: in messages, in JSON and as a key in the store.

A path is bytes that need not be text. Shown, it is always text, and two different paths are
never shown alike: an undecodable byte is `\xNN`, and a backslash of the path's own is doubled.
"""

from __future__ import annotations

import os
import re

_SUFFIX = re.compile(r"[^.](?P<suffix>\.(?=\d{0,7}[A-Za-z])[A-Za-z0-9]{1,8})$")
_INITIAL = re.compile(r"(?:^|[\s.])[A-Z]\.[A-Z]$")
_FIRST_HIGH_BYTE = 0x80
_SHOWN = 60
_ESCAPE = re.compile(r"\\(?:\\|x(?P<byte>[0-9a-f]{2})|u(?P<char>[0-9a-f]{4}))")
_SURROGATES = range(0xD800, 0xE000)
_ESCAPED_BYTES = range(0xDC80, 0xDD00)
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(0x20), 0x7F)}
_PLAIN = {ord("\\"): "\\\\", **_CONTROLS}


def display_path(path: str) -> str:
    r"""Return *path* (decoded with surrogateescape) as text that can be printed and compared.

    Undecodable bytes and control characters become `\xNN`, a backslash becomes two, a lone
    surrogate that is no byte becomes `\uNNNN`.
    """
    if "\\" not in path and path.isprintable():
        return path
    return "".join(map(_shown, path))


def shortened(path: str) -> str:
    """Return the beginning of a *path* that is too long for any file, to be known by."""
    return f"{path[:_SHOWN]}…"


def _shown(char: str) -> str:
    code = ord(char)
    if code in _ESCAPED_BYTES:
        return f"\\x{code - 0xDC00:02x}"
    if code in _SURROGATES:
        return f"\\u{code:04x}"
    return _PLAIN.get(code, char)


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
    return chr(int(found["char"], 16)) if found["char"] else "\\"
