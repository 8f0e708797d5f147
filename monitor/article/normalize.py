"""The normal form (case, quotes, dashes, spaces) in which phrases and texts are compared, with offsets.

Case, accents on Latin and Greek letters, kinds of quotes and dashes, width forms, ligatures, soft
hyphens, line breaks and HTML's references (`&nbsp;`) do not count; a word is a run of letters, marks and
digits, and anything else is a space. Quotation marks, square brackets and emphasis marks that do not stand
between two letters are dropped, so that `has “no plans” to call` reads "has no plans to call"; other
punctuation before a space leaves two spaces, so that a phrase does not run across a full stop unless it
was written so.

A word that mixes alphabets is read as the one it is made to look like (`confusables`).

Positions are never kept per character: `Offsets` holds one pair of numbers per place where the two
texts drift apart. Plain English takes a path of `bytes.translate` and one `str.split`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from monitor.article.confusables import unmixed
from monitor.article.markup import blanked
from monitor.article.offsets import Offsets
from monitor.article.parts import Range
from monitor.article.references import read_references

SEPARATOR = "\x1f"
"""Kept as it is: put between texts that no phrase may cross."""

_SPACE, _STOP, _QUOTE, _ODD, _SPARE = " ", "\0", '"', "\1", "\2"
_QUOTES = frozenset("\"'`´‘’‚‛“”„‟«»‹›′″ʼʻʹˈ＂＇「」『』《》〈〉【】[]［］*_")
_TYPOGRAPHIC = (
    ("’", "'"),
    ("‘", "'"),
    ("“", '"'),
    ("”", '"'),
    ("–", "-"),
    ("—", "-"),
    ("…", "."),
    ("•", "."),
    ("€", "."),
    ("\u2009", " "),
    ("\u202f", " "),
)
_BARE = str.maketrans(
    {
        "ё": "е",
        "ѐ": "е",
        "ѝ": "и",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ħ": "h",
        "æ": "ae",
        "œ": "oe",
        "ŧ": "t",
    }
)
_KEPT_AS_THEY_ARE = ((0x3130, 0x318F), (0xFFA0, 0xFFDF))
_DROPPED_MARKS = (
    (0x0300, 0x036F),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
)


_JOINING = (*_DROPPED_MARKS, (0x200C, 0x200D), (0xFF9E, 0xFF9F), (0x1160, 0x11FF))
_OVERLAY, _VOICING, _ABOVE_OR_BELOW = 1, 8, 200  # combining classes of marks that may join a letter
_MOST_JOINED = 30
"""As many marks join one letter in stream-safe text (UAX #15); ordering takes their number squared."""


def _lies_in(char: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    code = ord(char)
    return any(low <= code <= high for low, high in ranges)


class Folded:
    """A text in the form of comparison, and the way back to the text as it was.

    The way back is worked out when it is first asked for: most texts are searched in vain. `respelt` tells
    that a word mixed alphabets and is read as another than its letters say.
    """

    __slots__ = ("_layers", "_letters", "_outer", "respelt", "text")

    def __init__(self, text: str, letters: str, outer: tuple[Offsets, ...], *, respelt: bool) -> None:
        self.text = text
        self.respelt = respelt
        self._letters = letters
        self._outer = outer
        self._layers: tuple[Offsets, ...] | None = None

    @property
    def layers(self) -> tuple[Offsets, ...]:
        """What leads back to the raw text, to be followed in this order."""
        if self._layers is None:
            drift = _drift(self._letters)
            self._layers = (drift, *self._outer) if drift else self._outer
        return self._layers

    def raw_start(self, place: int) -> int:
        """Return where the character at *place* of the folded text begins in the raw text."""
        for layer in self.layers:
            place = layer.start_outside(place)
        return place

    def raw_end(self, place: int) -> int:
        """Return where the character before folded *place* ends in the raw text, with its marks."""
        for layer in self.layers:
            place = layer.end_outside(place)
        return place

    def folded_place(self, place: int) -> int:
        """Return the place in the folded text of the first character at or after raw *place*."""
        for layer in reversed(self.layers):
            place = layer.inside(place)
        return place


def fold(raw: str, hidden: Sequence[Range] = ()) -> Folded:
    """Return *raw* in the form of comparison, without what lies in the ranges *hidden*."""
    read, references = read_references(blanked(raw, hidden, _QUOTE))
    spelt = unmixed(read)
    plain, odd = _letters(spelt)
    letters = unmixed(plain)  # once more: the plain form of a sign ("µ", a full-width "Ｐ") may be a letter
    outer = tuple(layer for layer in (odd, references) if layer)
    return Folded(_close_up(letters), letters, outer, respelt=spelt != read or letters != plain)


def fold_text(raw: str) -> str:
    """Return *raw* in the form of comparison, with no space at either end."""
    return fold(raw).text.strip(_SPACE)


# --- each character by itself -----------------------------------------------------------------


def _letters(raw: str) -> tuple[str, Offsets | None]:
    """Give every character its plain form: a letter, a space, or the mark of a stop or a quote."""
    letters = _one_to_one(raw)
    return _by_clusters(raw) if _ODD in letters else (letters, None)


def _one_to_one(raw: str) -> str:
    """Return the plain form of each character, `_ODD` where that is not one character."""
    plain = raw
    if not raw.isascii():
        for curly, straight in _TYPOGRAPHIC:
            if curly in plain:
                plain = plain.replace(curly, straight)
    try:
        letters = plain.encode("latin-1").translate(_LATIN_1).decode("latin-1")
    except UnicodeEncodeError:
        return _by_runs(plain)
    return raw.translate(_ONE_TO_ONE) if _ODD in letters else letters


def _by_runs(plain: str) -> str:
    """Do the same for a text that is not all Latin: the slow way for what is not, if that is little."""
    if len(plain.encode("utf-8", "surrogatepass")) - len(plain) > len(plain) // 8:
        return plain.translate(_ONE_TO_ONE)
    pieces: list[str] = []
    at = 0
    for run in _NOT_LATIN_1.finditer(plain):
        pieces += (_one_to_one(plain[at : run.start()]), run.group().translate(_ONE_TO_ONE))
        at = run.end()
    return "".join((*pieces, _one_to_one(plain[at:])))


def _by_clusters(raw: str) -> tuple[str, Offsets]:
    """Do the same where some characters join with their neighbours, vanish or become several."""
    pieces: list[str] = []
    inner, outer, whole = [0], [0], dict[int, int]()
    here = at = 0
    for found in _odd_clusters(frozenset(raw)).finditer(raw):
        start, end = found.span()
        between = _one_to_one(raw[at:start])
        folded = _fold_cluster(found.group())
        pieces += (between, folded)
        here += len(between)
        at = end
        if folded:
            whole[len(inner)] = end - start
            inner.append(here)
            outer.append(start)
            here += len(folded)
        inner.append(here)
        outer.append(end)
    pieces.append(_one_to_one(raw[at:]))
    letters = "".join(pieces)
    return letters, Offsets(inner, outer, whole, len(letters))


@lru_cache(maxsize=256)
def _odd_clusters(characters: frozenset[str]) -> re.Pattern[str]:
    odd = sorted(char for char in characters if _ONE_TO_ONE[ord(char)] == _ODD)
    joining = re.escape("".join(char for char in odd if _joins(char)))
    lone = re.escape("".join(odd))
    joined = f".[{joining}]{{1,{_MOST_JOINED}}}|" if joining else ""
    return re.compile(f"{joined}[{lone}]", re.DOTALL)


def _joins(char: str) -> bool:
    """Return whether *char* belongs to the character before it, so that the two fold together."""
    rank = unicodedata.combining(char)
    return rank >= _ABOVE_OR_BELOW or rank in (_OVERLAY, _VOICING) or _lies_in(char, _JOINING)


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    """Return the plain form of a character with what joins it."""
    if not _is_word(cluster[0]):
        return _mark_of(cluster[0])
    return "".join(_mark_of(char) for char in _bare(cluster))


def _mark_of(char: str) -> str:
    if char == SEPARATOR or (char not in _QUOTES and _is_word(char)):
        return char
    if char in _QUOTES:
        return _QUOTE
    if char.isspace():
        return _SPACE
    return "" if unicodedata.category(char) == "Cf" else _STOP


def _is_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"


def _bare(text: str) -> str:
    """Case-fold *text* and take accents, width and ligatures off, until nothing more comes off."""
    for _ in range(4):
        before = text
        text = unicodedata.normalize("NFC", text).casefold()
        text = "".join(map(_compatible, text))
        text = "".join(map(_without_accents, unicodedata.normalize("NFC", text))).translate(_BARE)
        text = unicodedata.normalize("NFC", text)
        if text == before:
            break
    return text


def _compatible(char: str) -> str:
    if not _is_word(char) or _lies_in(char, _KEPT_AS_THEY_ARE):
        return char
    return unicodedata.normalize("NFKC", char)


def _without_accents(char: str) -> str:
    if "\u0400" <= char <= "\u052f":
        return char
    apart = unicodedata.normalize("NFD", char)
    return "".join(part for part in apart if not _lies_in(part, _DROPPED_MARKS))


class _OneToOne(dict[int, str]):
    """The plain form of each character met so far, or `_ODD` where that is not one character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = _ODD if _joins(char) else _fold_cluster(char)
        self[code] = found = plain if len(plain) == 1 else _ODD
        return found


_ONE_TO_ONE = _OneToOne()
_LATIN_1 = bytes(ord(plain) if (plain := _ONE_TO_ONE[code]) <= "\xff" else 1 for code in range(256))
_NOT_LATIN_1 = re.compile("[^\x00-\xff]+")


# --- what neighbours do to each other -----------------------------------------------------------


def _close_up(letters: str) -> str:
    """Drop quotes that part no letters, leave one of many spaces, and turn the marks into spaces."""
    if "  " in letters:
        letters = _spare_spaces(letters)
    if _QUOTE in letters:
        letters = "".join(_unquoted(letters.split(_QUOTE)))
    return letters.replace(_STOP, _SPACE)


def _unquoted(parts: list[str]) -> list[str]:
    """Return *parts*, the text between quote marks, with a space wherever a mark parts two letters."""
    pieces = []
    last = ""
    for part in parts:
        if not part:
            continue
        first = part[0]
        if first == _SPACE:
            pieces.append(part[1:] if last == _SPACE else part)
        elif first > _SPACE and last > _SPACE:
            pieces += (_SPACE, part)
        else:
            pieces.append(part)
        last = part[-1]
    return pieces


def _drift(letters: str) -> Offsets | None:
    """Return where `_close_up` makes its text drift apart from *letters*, None if it nowhere does."""
    if "  " in letters:
        letters = _spare_spaces(letters)
    if _QUOTE not in letters:
        return None
    inner, outer, length = _drifts(letters.split(_QUOTE))
    return Offsets(inner, outer, {}, length)


def _spare_spaces(letters: str) -> str:
    """Mark every space after a space as a quote: not between letters, it is dropped."""
    letters = letters.replace("  ", _SPACE + _SPARE)
    while _SPARE + _SPACE in letters:
        letters = letters.replace(_SPARE + _SPACE, _SPARE + _SPARE)
    return letters.replace(_SPARE, _QUOTE)


def _drifts(parts: list[str]) -> tuple[list[int], list[int], int]:
    """Follow `_unquoted`: where its text drifts apart from that of *parts*, and how long it becomes."""
    inner, outer = [0], [0]
    last = _SPACE
    here, at = 0, -1
    for number, part in enumerate(parts):
        at += 1
        if not part:
            continue
        start = at
        if last > _SPACE and part[0] > _SPACE and number:
            start -= 1
        elif here and last == _SPACE and part[0] == _SPACE:
            start += 1
        if start - here != outer[-1] - inner[-1] and start < at + len(part):
            inner.append(here)
            outer.append(start)
        here += at + len(part) - start
        at += len(part)
        last = part[-1]
    return inner, outer, here
