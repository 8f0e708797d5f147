"""The exception tree of the package, and `Fault`: one mistake in a user's file, with place and hint.

    MonitorError
    ├── FaultyInput            carries every `Fault` found, never only the first
    │   ├── ConfigError        config.toml cannot be used
    │   └── RuleError          a rule file cannot be used
    ├── ArticleError           one file cannot be read as an article
    ├── ArchiveError           an archive to be replayed cannot be read
    ├── SourceError            none of the watched folders can be reached
    ├── StoreError             the store cannot be opened or used
    │   ├── StoreInUse         another daemon holds it
    │   ├── StoreGone          it was deleted, replaced, cut off or damaged: nothing more can be kept
    │   └── StoreRefused       it can be used, but not for what was written
    ├── PartDied               a part of the daemon ended on its own
    └── NotifyError            a channel cannot be set up

A `Fault` names its place and the way out; `str()` of it is what the terminal shows.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the user's; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Gravity(StrEnum):
    """How bad a fault is: an error stops the load, a doubt does not."""

    ERROR = "error"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing a person has to mend: a stable code, a place, what is wrong and the way out.

    `caret`: where in `line_text`, from 0, the caret stands; None: under the location's column.
    """

    code: str
    location: Location
    message: str
    hint: str = ""
    line_text: str = ""
    width: int = 1
    gravity: Gravity = Gravity.ERROR
    caret: int | None = None

    def __str__(self) -> str:
        lines = [f"{self.location}: {self.gravity}: {self.message} [{self.code}]"]
        if self.line_text.strip():
            number = str(self.location.line)
            start = self.location.column - 1 if self.caret is None else self.caret
            text, column = _window(self.line_text.rstrip("\n"), start)
            caret = " " * column + "^" * max(1, min(self.width, len(text) - column))
            lines += [f"  {number} | {text}", f"  {' ' * len(number)} | {caret}"]
        if self.hint:
            lines.append(f"  = {self.hint}")
        return "\n".join(lines)


_WIDEST_LINE = 140


def _window(line: str, column: int) -> tuple[str, int]:
    """Return the part of *line* around *column* that a terminal can show, and the column in it."""
    text = "".join(character if character.isprintable() else " " for character in line)
    if len(text) <= _WIDEST_LINE:
        return text, column
    start = max(0, min(column - _WIDEST_LINE // 2, len(text) - _WIDEST_LINE))
    before, after = "…" if start else "", "…" if start + _WIDEST_LINE < len(text) else ""
    return before + text[start : start + _WIDEST_LINE] + after, column - start + len(before)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that *word* was most likely meant to be, or None."""
    found = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the hint for an unknown name: the nearest known one, or all of them."""
    names = sorted(known)
    near = nearest(word, names)
    if near:
        return f'did you mean "{near}"?'
    return "known here: " + ", ".join(names) if names else ""


class MonitorError(Exception):
    """Root of all errors that this package raises on purpose."""


class FaultyInput(MonitorError):
    """A file of the user's cannot be used; `faults` holds every reason, in reading order.

    `doubts` are what else was noticed on the way: no reason to refuse the file, and not in the message.
    """

    def __init__(self, faults: Iterable[Fault], *, doubts: Iterable[Fault] = ()) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.location))
        self.doubts = tuple(sorted(doubts, key=lambda doubt: doubt.location))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class ConfigError(FaultyInput):
    """config.toml cannot be used."""


class RuleError(FaultyInput):
    """Rule files cannot be used."""


class ArticleError(MonitorError):
    """A file cannot be read as an article; `reason` says why in one line."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class ArchiveError(MonitorError):
    """An archive to be replayed cannot be read; the message says why in one line."""


class SourceError(MonitorError):
    """None of the watched folders can be reached: there is nothing to watch."""


class StoreError(MonitorError):
    """The store cannot be opened or used."""


class StoreInUse(StoreError):
    """Another daemon holds the store."""


class StoreRefused(StoreError):
    """The store would not keep what was written, whatever is written next."""


class StoreGone(StoreError):
    """The store was deleted, replaced, cut off or damaged: nothing more can be kept, however often tried."""


class PartDied(MonitorError):
    """A part of the daemon ended on its own: the daemon must not live on without it."""


class NotifyError(MonitorError):
    """A channel cannot be set up."""


INTERNAL = "internal error"
"""How every reason begins that is the program's own failure, and nothing of the file it was at."""
_LONGEST_REASON = 300


def internal_error(error: BaseException) -> str:
    """Return in one line that the program failed in itself, for which somebody is to be notified."""
    return f"{INTERNAL}: {_in_a_line(f'{type(error).__name__}: {error}'.removesuffix(': '))}; please report"


def internal_reason(error: BaseException) -> str:
    """Return the same in the form that the store keeps as a file's reason."""
    return f"{INTERNAL}: {_in_a_line(repr(error))}"


def _in_a_line(said: str) -> str:
    """Return what an error says, bounded: some repeat all that they were given, a whole article."""
    text = " ".join(said[: 10 * _LONGEST_REASON].split())
    short = text if len(text) <= _LONGEST_REASON else text[: _LONGEST_REASON - 1] + "…"
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in short)
