"""Line and column of each TOML key: the standard parser keeps none.

Reads tables, arrays of tables and keys line by line; good enough to point at what a person
wrote, never used to decide what it means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from monitor.errors import Location

Path = tuple[str | int, ...]

_TABLE = re.compile(r"^\s*\[\s*(?P<name>[^\[\]]+?)\s*\]\s*(?:#.*)?$")
_ARRAY = re.compile(r"^\s*\[\[\s*(?P<name>[^\[\]]+?)\s*\]\]\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*(?P<name>(?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([\w-]+)""")


class Places:
    """The line and column of every table and key of one TOML text."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        # As the parser counts them: other signs that Python takes for a line's end stand inside texts.
        self.lines = [line.rstrip("\r") for line in text.split("\n")]
        self._at: dict[Path, tuple[int, int, int]] = {}
        self._read()

    def find(self, path: Sequence[str | int]) -> tuple[Location, int]:
        """Return the location and the width of *path*, or of the nearest thing around it."""
        for end in range(len(path), -1, -1):
            found = self._at.get(tuple(path[:end])) or self._at.get(_without_numbers(path[:end]))
            if found is None:
                continue
            line, column, width = found
            if end < len(path):
                line, column, width = self._inline(line, column, width, path[end:])
            return Location(self._path, line, column), width
        return Location(self._path, 1, 1), 1

    def _inline(self, line: int, column: int, width: int, rest: Sequence[str | int]) -> tuple[int, int, int]:
        """Narrow a place down to a key or value that is written on the same line."""
        for part in reversed(rest):
            if isinstance(part, str):
                found = re.search(
                    rf"(?<![\w-]){re.escape(part)}(?![\w-])", self.lines[line - 1][column - 1 :]
                )
                if found:
                    return line, column + found.start(), len(part)
        return line, column, width

    def _read(self) -> None:
        table: Path = ()
        counts: dict[Path, int] = {}
        for number, line in enumerate(self.lines, start=1):
            if (found := _ARRAY.match(line)) and _parts(found["name"]):
                name = _inside(_parts(found["name"]), counts)
                table = (*name, counts.get(name, 0))
                counts[name] = counts.get(name, 0) + 1
                self._at.setdefault(name, _place(number, found))
                self._at[table] = _place(number, found)
            elif (found := _TABLE.match(line)) and _parts(found["name"]):
                table = _inside(_parts(found["name"]), counts)
                for end in range(1, len(table) + 1):
                    self._at.setdefault(table[:end], _place(number, found))
            elif found := _KEY.match(line):
                self._at.setdefault((*table, *_parts(found["name"])), _place(number, found))


def _inside(name: Path, counts: Mapping[Path, int]) -> Path:
    """Return *name* with the number of the entry it stands in, for each list of tables on its way."""
    path: Path = ()
    for part in name[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path] - 1)
    return (*path, name[-1])


def _without_numbers(path: Sequence[str | int]) -> Path:
    """Return *path* as it is written where a list of one may be written without its brackets."""
    return tuple(part for part in path if isinstance(part, str))


def _place(number: int, found: re.Match[str]) -> tuple[int, int, int]:
    return number, found.start("name") + 1, len(found["name"])


def _parts(name: str) -> Path:
    return tuple(found[found.lastindex or 0] for found in _PART.finditer(name))
