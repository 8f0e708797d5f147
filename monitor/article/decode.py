"""Decodes the bytes of a file to text: BOM, declared and guessed charset; undecodable bytes are reported.

Order: byte order mark, strict UTF-8, declaration in the first kilobyte, detection. A
declaration is not believed when the bytes are valid UTF-8 with characters beyond ASCII:
that does not happen by chance, a stale declaration does; nor when what it names is no charset
(`charsets`) or does not fit the bytes. Plain ASCII needs no declaration unless it holds the
escapes of ISO-2022.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from monitor.article.charsets import charset
from monitor.article.sniff import foreign_bytes

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"(?i)(?:charset|encoding|coding)\s*[:=]\s*[\"']?([a-z0-9][\w.:-]*)")
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b\x1a")) + b"\x7f"
_HEAD = 1024
_SAMPLE = 4096
_DETECTION_SAMPLE = 65_536
_BINARY_SHARE = 0.02
_WIDE_SHARE = 0.3
_ESCAPED = re.compile("[\udc80-\udcff]")
_REPLACEMENT = "\ufffd"
_MIN_GOOD_PER_BAD = 4
_MOST_UNFIT = 10
"""A declared charset fits while at most every tenth byte means nothing in it."""


_OLD_CODE_PAGES = """
cp037 cp273 cp424 cp437 cp500 cp775 cp850 cp852 cp855 cp857 cp858 cp860 cp861 cp862 cp863 cp864
cp865 cp869 cp875 cp1026 cp1125 cp1140 hp_roman8 mac_roman mac_cyrillic mac_greek mac_iceland
mac_latin2 mac_turkish johab kz1048 ptcp154 tis_620
"""
_NEVER_NEWS = _OLD_CODE_PAGES.split()
"""Code pages of old machines: close enough to a living one to be guessed, never what a newsroom wrote."""


class Decoded(NamedTuple):
    """The text without its byte order mark, the encoding it was read in, and what was lost."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


class NotTextError(ValueError):
    """The bytes are no text; the message says what they are instead."""


def decode(content: bytes) -> Decoded:
    """Return the text of *content*.

    Raises:
        NotTextError: the bytes are empty or plainly binary.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _decode_as(content[len(bom) :], encoding)
    wide = _wide_encoding(content) if b"\x00" in content else None
    if wide:
        return _decode_as(content, wide)
    _refuse_binary(content)
    return _decode_unmarked(content)


def _decode_unmarked(content: bytes) -> Decoded:
    shifted = b"\x1b" in content and content.isascii()
    try:
        if not shifted:
            return Decoded(content.decode(), "utf-8")
    except UnicodeDecodeError:
        pass
    declared = _declared_encoding(content)
    if shifted and declared is None:
        return Decoded(content.decode("ascii"), "utf-8")
    return _decode_as(content, declared or _detected_encoding(content))


def _decode_as(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError:
        pass
    text = content.decode(encoding, "replace")
    lost = _count_undecodable(content, encoding) or text.count(_REPLACEMENT)
    what = "byte" if lost == 1 else "bytes"
    return Decoded(text, encoding, (f"{lost} {what} could not be decoded as {encoding}",))


def _count_undecodable(content: bytes, encoding: str) -> int:
    """Return how many bytes have no meaning in *encoding*, 0 when that cannot be determined."""
    try:
        escaped = content.decode(encoding, "surrogateescape")
    except UnicodeError:
        return 0
    return len(_ESCAPED.findall(escaped))


def _declared_encoding(content: bytes) -> str | None:
    """Return the charset that *content* declares, None where it declares none or one that does not fit."""
    found = _DECLARED.search(content, 0, _HEAD)
    name = charset(found[1].decode("ascii").rstrip(".:")) if found else None
    return name if name and name != "utf-8" and _fits(content, name) else None


def _fits(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeError:
        lost = content.decode(encoding, "replace").count(_REPLACEMENT)
        return lost * _MOST_UNFIT <= len(content)
    return True


def _detected_encoding(content: bytes) -> str:
    """Prefer UTF-8 with a few broken bytes to a wholesale guess: a cut or spliced file is common."""
    text = content.decode("utf-8", "replace")
    bad = text.count(_REPLACEMENT)
    good = sum(1 for char in text if char > "\x7f") - bad
    if good >= bad * _MIN_GOOD_PER_BAD:
        return "utf-8"
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_DETECTION_SAMPLE], cp_exclusion=_NEVER_NEWS).best()
    return (charset(best.encoding) if best else None) or "cp1252"


def _wide_encoding(content: bytes) -> str | None:
    """Recognise UTF-16 without a mark by where its zero bytes stand."""
    sample = content[:_SAMPLE]
    enough = len(sample) / 2 * _WIDE_SHARE
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(content) % 2 == 0 and max(even, odd) > enough and min(even, odd) == 0:
        return "utf-16-be" if even else "utf-16-le"
    return None


def _refuse_binary(content: bytes) -> None:
    foreign = foreign_bytes(content)
    if foreign:
        raise NotTextError(f"not text: it looks like {foreign}")
    sample = content[:_SAMPLE]
    if b"\x00" in content:
        raise NotTextError("not text: it holds zero bytes")
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > len(sample) * _BINARY_SHARE:
        raise NotTextError("not text: it is full of control characters")
