"""Redaction: which parts of a line of config.toml may be shown in an error.

A line that is shown to point at a mistake ends up in terminals, logs and tickets, and the mistake may be the
very one that makes a secret look like something else: a quotation mark inside it, a bracket too few, a key
misspelt. So nothing is read as TOML here, and a value is shown only where it is proven harmless: it stands
behind a key that our own settings have and that is not declared a secret, and looks like no address.
From the first thing that is not so proven, all to the end of the line is hidden, references such as `${NAME}`
excepted.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from monitor.config.model import ConfigFile
from monitor.errors import nearest
from monitor.rule.model import Severity
from monitor.secret import Secret

HIDDEN = "…"
_SECRETIVE = re.compile(
    r"pass|pw|secret|token|auth|cred|ur[li]|hook|user|login|(?<!\w)key|[_-]key|apikey", re.IGNORECASE
)
_HARMLESS_SCHEMES = ("sqlite://", "console://")

_NAME = r"""(?:[\w-]{1,40}|"[\w .-]{0,40}"|'[\w .-]{0,40}')"""
_KEY = rf"(?P<key>{_NAME}(?:\s*\.\s*{_NAME})*)"
_FIRST = re.compile(rf"^(?P<before>\s*(?:-\s+)?[\[{{\s]*){_KEY}\s*(?:=|:(?!//))")
_NEXT = re.compile(rf"(?<=[\s,{{]){_KEY}\s*=")
_HEADER = re.compile(r"""^\s*\[{1,2}\s*(?:[\w-]{1,40}|"[\w .-]{0,40}"|'[\w .-]{0,40}'|[.\s])*\]{0,2}\s*$""")
_COMMENT = re.compile(r"^\s*(?:#|//|;|--|/\*)")
_DUBIOUS = re.compile(r"(?P<scheme>[\w.+-]*)://|[^\s\"']+:[^\s\"']+@|(?<=\s)#|@[\w.-]+[:/]")
_REFERENCE = re.compile(r"\$\{(?:[A-Za-z_]\w{0,63}|file:[\w./~ -]{1,200})\}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,14}://")
_SIGNS = " \t\"'“”‘’„‟[](){},"
_LONGEST_SAID = 160
_SIGNS_OF_ADDRESS = 3
# What is plainly a time of day, a length of time, true or false, a small number, is shown behind any key.
_PLAIN = re.compile(
    r"""["'\s]*(?:\d{1,2}:\d{2}|\d{1,4}(?:\.\d+)?\s*(?:ms|[smhdw])|true|false|\d{1,3})["'\s},]*"""
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as it may be shown; `pieces` are what it is made of, each as it stands and as it is shown."""

    pieces: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The line as it may be shown."""
        return "".join(shown for _, shown in self.pieces)

    @property
    def hides(self) -> bool:
        """Whether anything is hidden."""
        return any(raw != shown for raw, shown in self.pieces)

    def place(self, column: int) -> int:
        """Return where in the shown text stands what is at *column* of the line, both from 0."""
        start = 0
        for raw, shown in self.pieces:
            if column < len(raw):
                return start + (column if raw == shown else 0)
            column, start = column - len(raw), start + len(shown)
        return start + column


def show(lines: Sequence[str], number: int) -> Shown:
    """Return what may be shown of line *number* (from 1) of *lines*."""
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    if found := _COMMENT.match(line):
        return Shown((_as_is(found[0]), *_hidden(line[found.end() :])))
    if _FIRST.match(line):
        return Shown(tuple(_pairs(line)))
    within = _goes_on(lines, number)
    if not within and _HEADER.match(line):
        return Shown((_as_is(line),))
    proven = _proven(line) if within else 0
    return Shown((_as_is(line[:proven]), *_hidden(line[proven:])))


def sayable(value: object) -> str:
    """Return a value of the user's as a message may say it: what might hold a secret is hidden."""
    text = "".join(one if one.isprintable() else "\ufffd" for one in str(value))
    start = _proven(text)
    shown = text if start == len(text) else text[:start] + "".join(one for _, one in _hidden(text[start:]))
    return shown if len(shown) <= _LONGEST_SAID else f"{shown[:_LONGEST_SAID]}{HIDDEN}"


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a line that begins with a key."""
    found, start = _FIRST.match(line), 0
    while found is not None:
        yield _as_is(line[start : found.end()])
        start = found.end()
        following = _NEXT.search(line, start)
        end = following.start() if following else len(line)
        proven = _proven(line[start:end]) if _is_harmless(found["key"], line[start:end]) else 0
        yield _as_is(line[start : start + proven])
        start += proven
        if start < end:
            yield from _hidden(line[start:])
            return
        found = following


def _proven(value: str) -> int:
    """Return how far a harmless key's value is proven to hold no secret."""
    for found in _DUBIOUS.finditer(value):
        if not value.startswith(_HARMLESS_SCHEMES, found.start()):
            return found.start()
    return len(value)


def _hidden(tail: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text that is hidden but for the signs around it, its scheme and references."""
    references = list(_REFERENCE.finditer(tail))
    last = references[-1].end() if references else 0
    before = tail[: len(tail) - len(tail.lstrip(_SIGNS))]
    after = tail[max(last, len(before), len(tail.rstrip(_SIGNS))) :]
    middle = tail[len(before) : len(tail) - len(after)]
    yield _as_is(before)
    if middle:
        head = _SCHEME.match(middle)
        kept = head[0] if head else ""
        literal = len(_REFERENCE.sub("", middle)) - len(kept)
        # Beside a reference, where the secret is, a sign or two of the address hold none.
        is_open = bool(references) and not kept and literal <= _SIGNS_OF_ADDRESS
        yield middle, middle if is_open else kept + (HIDDEN.join(one[0] for one in references) or HIDDEN)
    yield _as_is(after)


def _as_is(text: str) -> tuple[str, str]:
    return text, text


def _goes_on(lines: Sequence[str], number: int) -> bool:
    """Return whether a line goes on with the list or text that a harmless key opened on a line above."""
    for above in range(number - 1, 0, -1):
        line = lines[above - 1]
        found = _FIRST.match(line)
        if found:
            value = line[found.end() :]
            opens = value.count("[") > value.count("]") or value.count('"""') == 1 or value.count("'''") == 1
            return opens and _is_harmless(found["key"], value) and _proven(value) == len(value)
        if _HEADER.match(line) and line.strip().endswith("]") and not line[:1].isspace():
            return False
    return False


def _is_harmless(key: str, value: str) -> bool:
    """Return whether what stands behind *key* can be no secret."""
    parts = [part.strip(" \"'") for part in key.split(".")]
    last = parts[-1]
    if last == "pass" and len(parts) == 1:
        # Quiet hours let severities pass; anywhere else it is a word for something else.
        return all(nearest(word, map(str, Severity)) for word in re.findall(r"\S+", value.strip(_SIGNS)))
    known = harmless_keys()
    if any(_SECRETIVE.search(part) for part in parts if part not in known):
        return False
    is_like_one = bool(difflib.get_close_matches(last, known, n=1, cutoff=0.8))
    return last in known or is_like_one or bool(_PLAIN.fullmatch(value))


@cache
def harmless_keys() -> frozenset[str]:
    """Return every section and key of the settings that is not declared a secret."""
    return frozenset({*_keys(ConfigFile), "store"})


def _keys(model: type[BaseModel]) -> Iterator[str]:
    for name, spec in model.model_fields.items():
        parts = list(_parts(spec.annotation))
        if Secret not in parts:
            yield spec.alias or name
        for one in parts:
            if isinstance(one, type) and issubclass(one, BaseModel):
                yield from _keys(one)


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield a type and all that it is made of."""
    yield annotation
    for one in get_args(annotation):
        yield from _parts(one)
