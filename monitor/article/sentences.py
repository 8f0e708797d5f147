"""Sentence splitting: where the sentences of a paragraph begin and end.

A full stop ends a sentence unless what stands before it is an abbreviation or an initial and what
follows reads on. Every non-space character of the text is in exactly one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from monitor.article.parts import Range
from monitor.article.references import divided
from monitor.article.sentence_words import ALWAYS_JOIN, JOIN_BEFORE_DIGIT, MAY_END, STARTERS

_OPENERS = "\"'“‘«„([*_—–-"
_END = re.compile(
    r"(?P<mark>(?<![.!?…。！？])[.!?…。！？]++)(?P<close>[\"'”’»“)\]*_]*)"
    r"(?:(?P<gap>\s+|(?<=[。！？])|$)|(?=[A-ZА-ЯЁІЇЄҐ“«]))"
)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n|\r[ \t]*\r")
_WORD_BEFORE = re.compile(r"[\w.&-]*$")
_NEXT = re.compile(r"[\s\"'“‘«„(\[*_—–-]*(?P<word>[\w’']*)")
_ASKED = re.compile(
    r"\s+(?:(?:Mr|Mrs|Ms|Dr|Gen|Sen)\.?\s+)?(?:[A-ZА-ЯІЇЄ][\w’'-]*\s+){1,3}"
    r"(?:said|says|asked|asks|told|wrote|added|replied|tweeted|posted|shouted|recalled|wondered)\b"
)
_LONGEST = 3000
"""Characters; the longest sentence of 15,534 news articles has 1,499."""
_ABBREVIATIONS = ALWAYS_JOIN | JOIN_BEFORE_DIGIT | MAY_END


def split_sentences(text: str) -> tuple[Range, ...]:
    """Return the sentences of *text* as trimmed ranges, in order; none for blank text.

    What is far too long for a sentence is cut between words, so that whoever takes its length squared ends.
    """
    return divided(text, _split_and_cut)


def whole_sentences(text: str) -> tuple[Range, ...]:
    """Return the sentences of *text* as `split_sentences` does, uncut, however long."""
    return divided(text, _split)


def _split_and_cut(text: str) -> tuple[Range, ...]:
    found = _split(text)
    if any(one.end - one.start > _LONGEST for one in found):
        return tuple(chain.from_iterable(_cut(text, one) for one in found))
    return found


def _split(text: str) -> tuple[Range, ...]:
    found: list[Range] = []
    start = _skip_space(text, 0)
    for part_end in _part_ends(text):
        for match in _END.finditer(text, start, part_end):
            if _ends(text, match, start):
                found.append(Range(start, match.end("close")))
                start = match.end()
        last = len(text[start:part_end].rstrip())
        if last:
            found.append(Range(start, start + last))
        start = _skip_space(text, max(start, part_end))
    return tuple(found)


def _cut(text: str, sentence: Range) -> Iterator[Range]:
    start, end = sentence
    while end - start > _LONGEST:
        space = max(text.rfind(" ", start, start + _LONGEST), text.rfind("\n", start, start + _LONGEST))
        stop = space if space > start else start + _LONGEST
        yield Range(start, start + len(text[start:stop].rstrip()))
        start = _skip_space(text, stop)
    if start < end:
        yield Range(start, end)


def _part_ends(text: str) -> list[int]:
    """Return where the parts between blank lines end: no sentence runs over one."""
    if "\n" not in text and "\r" not in text:
        return [len(text)]
    return [*(match.start() for match in _BLANK_LINE.finditer(text)), len(text)]


def _skip_space(text: str, at: int) -> int:
    size = len(text)
    while at < size and text[at].isspace():
        at += 1
    return at


def _ends(text: str, match: re.Match[str], start: int) -> bool:
    mark, close, gap = match.groups()
    end = match.end() - len(gap or "")
    following = text[match.end() : match.end() + 1]
    if not following:
        return True
    if gap and mark == "." and not close and following.isupper():
        word = text[max(start, match.start() - 14) : match.start()].rsplit(None, 1)
        if word and len(word[-1]) > 1 and word[-1].isalpha() and word[-1].lower() not in _ABBREVIATIONS:
            return True
    return _ends_in_doubt(text, match, start, end)


def _ends_in_doubt(text: str, match: re.Match[str], start: int, end: int) -> bool:
    mark = match["mark"]
    following = _NEXT.match(text, end)
    word = following["word"] if following else ""
    if match["gap"] is None and mark[0] not in "。！？":
        return _ends_glued(text, match, word, start)
    if word[:1].islower():
        return False
    if mark == "." and not match["close"] and text[match.end()] in "–—-":
        return not _is_abbreviation(text[max(start, match.start() - 14) : match.start()])
    if mark == ".":
        return bool(match["close"]) or _full_stop_ends(
            text[max(start, match.start() - 14) : match.start()], word
        )
    if mark in ("?", "!") and match["close"][-1:] in ('"', "”", "’", "»", "'"):
        return not _ASKED.match(text, end)
    return True


def _ends_glued(text: str, match: re.Match[str], word: str, start: int) -> bool:
    """A space lost after a full stop: `the difference.Donald Trump`, not `U.S.President` or `Node.JS`."""
    before = text[max(start, match.start() - 3) : match.start()]
    spelled = len(before) == 3 and before.isalpha() and before[1:].islower()
    return (spelled or bool(match["close"])) and (len(word) == 1 or word[1:2].islower() or not word)


def _full_stop_ends(before: str, following: str) -> bool:
    found = _WORD_BEFORE.search(before)
    word = found[0] if found else ""
    lowered = word.lower()
    if lowered in ALWAYS_JOIN:
        return False
    if following[:1].isdigit() and lowered in JOIN_BEFORE_DIGIT:
        return False
    if len(word) == 1 and word.isalpha():
        return _initial_ends(before, word, following)
    if word.isdigit() and before == word:
        return False
    if lowered in MAY_END or _is_dotted(word):
        return following.lower() in STARTERS or not following
    return True


def _is_abbreviation(before: str) -> bool:
    found = _WORD_BEFORE.search(before)
    word = found[0].lower() if found else ""
    return word in ALWAYS_JOIN or word in MAY_END or _is_dotted(word)


def _initial_ends(before: str, letter: str, following: str) -> bool:
    """`than I. He` ends; `J. Smith`, `в 2024 г. Путин` do not."""
    if letter.isupper() and letter != "I":
        return False
    if letter == "I":
        return before[:-1].rstrip().rpartition(" ")[2].islower()
    return following.lower() in STARTERS


def _is_dotted(word: str) -> bool:
    return "." in word and all(len(part) <= 2 for part in word.split("."))
