r"""The words that whatever a regular expression finds must hold: what the automaton looks for in its place.

`(?:sanction|embargo)\w* (?:on|against) tankers?` finds nothing in a text that lacks "tanker", or that has
neither "sanction" nor "embargo". So a pattern is tried only where these stand, as RE2's own prefilter
does (`re2.FilteredRE2`), which Python cannot ask for its words. What is not surely understood of a
pattern asks for nothing: it is then tried everywhere, as one without words is.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from monitor.article.normalize import fold_text

Word = str
Group = frozenset[Word]
"""Of these one must occur, in the form of comparison, wherever the pattern finds something."""

SHORTEST = 3
"""Shorter words stand in nearly every article."""
_MOST_WORDS = 64
_MOST_DEPTH = 50
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "DIGIT")
_NO_WIDTH = frozenset("bBAz^$")
_CLASSES = frozenset("dDwWsSCntrfva")
_FLAGS = frozenset("imsU-")
_MANY = {"*": 0, "+": 1, "?": 0}


class _NotUnderstood(Exception):
    """The pattern says something that is not read here."""


def required_words(pattern: str) -> tuple[Group, ...]:
    """Return groups of words of each of which one occurs, folded, in all that *pattern* finds.

    No group when nothing is sure.
    """
    try:
        reader = _Reader(pattern)
        groups = reader.alternatives()
        reader.end()
    except _NotUnderstood:
        return ()
    return groups


class _Reader:
    """One way through a pattern, from left to right."""

    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0
        self._depth = 0

    def end(self) -> None:
        """Insist that all is read."""
        if self._at < len(self._text):
            raise _NotUnderstood

    def alternatives(self) -> tuple[Group, ...]:
        """Read up to the end of a group or of the pattern."""
        branches = [self._sequence()]
        while self._next("|"):
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        if not all(branches):
            return ()
        together = frozenset().union(*(_rarest(groups) for groups in branches))
        return (together,) if len(together) <= _MOST_WORDS else ()

    def _sequence(self) -> tuple[Group, ...]:
        groups: list[Group] = []
        run = ""
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            letter, inner = self._atom()
            least, is_plain = self._repetition()
            if letter and least:
                run += letter
            if not (letter and is_plain):
                groups += _word(run)
                run = ""
            if least:
                groups += inner
        return (*groups, *_word(run))

    def _atom(self) -> tuple[str, tuple[Group, ...]]:
        """Read one thing that may be repeated: a letter of a word, or what a group asks for."""
        char = self._take()
        if char == "(":
            return "", self._group()
        if char == "[":
            return self._class(), ()
        if char == "\\":
            self._escape()
            return "", ()
        if char in "*+?":
            raise _NotUnderstood
        return ("" if char in ".^$" else _letter(char)), ()

    def _group(self) -> tuple[Group, ...]:
        if self._next("?") and not self._named():
            while (char := self._take()) in _FLAGS:
                pass
            if char == ")":
                return ()
            if char != ":":
                raise _NotUnderstood
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise _NotUnderstood
        groups = self.alternatives()
        if not self._next(")"):
            raise _NotUnderstood
        self._depth -= 1
        return groups

    def _named(self) -> bool:
        begins = next((one for one in ("P<", "<") if self._text.startswith(one, self._at)), None)
        if begins is None:
            return False
        self._at += len(begins)
        while self._take() != ">":
            pass
        return True

    def _class(self) -> str:
        """Read a class; return its letter where all its signs are one: `[Cc]`."""
        letters = {""} if self._next("^") else set()
        if self._next("]"):
            letters.add("")
        while (char := self._take()) != "]":
            letters.add(_letter(char))  # a range has a hyphen, which is no letter
            if char == "\\":
                self._escape()
            elif char == "[" and self._next(":"):
                while self._take() != "]":
                    pass
        return letters.pop() if len(letters) == 1 else ""

    def _escape(self) -> None:
        char = self._take()
        if char in "pPx":
            if self._take() == "{":
                while self._take() != "}":
                    pass
            elif char == "x":
                self._take()
        elif char not in _NO_WIDTH and char not in _CLASSES and (char.isalnum() or not char.isascii()):
            raise _NotUnderstood

    def _repetition(self) -> tuple[int, bool]:
        """Read what stands behind an atom: how often it occurs at least, and whether just once."""
        if self._at >= len(self._text):
            return 1, True
        char = self._text[self._at]
        if char in _MANY:
            self._at += 1
            self._next("?")
            return _MANY[char], False
        if char == "{":
            least, until = "", self._at + 1
            while until < len(self._text) and self._text[until].isdigit():
                least += self._text[until]
                until += 1
            if not least:
                raise _NotUnderstood  # a brace that is meant as itself
            while self._take() != "}":
                pass
            self._next("?")
            return int(least), False
        return 1, True

    def _next(self, char: str) -> bool:
        if self._text.startswith(char, self._at):
            self._at += len(char)
            return True
        return False

    def _take(self) -> str:
        if self._at >= len(self._text):
            raise _NotUnderstood
        self._at += 1
        return self._text[self._at - 1]


def _word(run: str) -> tuple[Group, ...]:
    return (frozenset({run}),) if len(run) >= SHORTEST else ()


def _rarest(groups: tuple[Group, ...]) -> Group:
    """Return the group whose shortest word is longest: the longer a word, the rarer."""
    return max(groups, key=lambda group: (min(map(len, group)), -len(group)))


@lru_cache(maxsize=1024)
def _letter(char: str) -> str:
    """Return the form of comparison of a letter or digit, nothing where that is not one such sign."""
    plain = fold_text(char)
    if len(plain) != 1 or not char.isalnum():
        return ""
    return plain if unicodedata.name(plain, "").startswith(_SCRIPTS) else ""
