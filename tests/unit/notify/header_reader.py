"""A reader of mail headers for tests, made from RFC 5322 and RFC 2047 and sharing no code with the product."""

from __future__ import annotations

import binascii
import re

_WORD = re.compile(r"=\?utf-8\?([qb])\?([!->@-~]*)\?=")


def read_fields(raw: bytes) -> list[tuple[str, str]]:
    """Return the headers of a message as (name, unfolded value), as any mail program finds them."""
    head = raw.split(b"\r\n\r\n", 1)[0].decode("ascii")
    found: list[tuple[str, str]] = []
    for line in head.removesuffix("\r\n").split("\r\n"):
        if line[:1] in (" ", "\t"):
            name, value = found.pop()
            found.append((name, value + line))
        else:
            name, _, value = line.partition(":")
            found.append((name, value))
    return [(name, value[1:]) for name, value in found]


def unfolded(value: str) -> str:
    return value.replace("\r\n", "").replace("\n", "")


def decoded(value: str, *, phrase: bool = False) -> str:
    """Return what a mail program shows for *value*; white space between two encoded words is none."""
    words = re.split(r"( +)", value)
    shown: list[str] = []
    pending = b""
    for number, word in enumerate(words):
        found = _WORD.fullmatch(word)
        between = not word.strip() and 0 < number < len(words) - 1
        if found:
            pending += _bytes(found)
        elif between and _WORD.fullmatch(words[number - 1]) and _WORD.fullmatch(words[number + 1]):
            continue
        else:
            shown += [pending.decode(), word]
            pending = b""
    text = "".join(shown) + pending.decode()
    if phrase and text.startswith('"') and "=?" not in value:
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return text


def _bytes(found: re.Match[str]) -> bytes:
    """Return the letters of one encoded word, which must be whole."""
    if found[1] == "b":
        raw = binascii.a2b_base64(found[2], strict_mode=True)
    else:
        raw = binascii.a2b_qp(found[2].replace("_", "=20"))
    raw.decode()
    return raw
