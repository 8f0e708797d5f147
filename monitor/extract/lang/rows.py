"""Reads a language's tables (TOML) into rows, every fault of a table told at once.

A row of words carries sentences where it holds and where it does not; they are run as tests.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


class TableError(ValueError):
    """A table of words is not as it must be."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as written: where it stands, and what it says."""

    place: str
    values: Mapping[str, Any]

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts under *name*: none, one or several."""
        found = self.values.get(name, ())
        return (found,) if isinstance(found, str) else tuple(found)

    def text(self, name: str, default: str = "") -> str:
        """Return the text under *name*."""
        return str(self.values.get(name, default))

    def flag(self, name: str) -> bool:
        """Tell whether *name* is set."""
        return bool(self.values.get(name, False))


@cache
def read_table(language: str, name: str) -> dict[str, Any]:
    """Return the table *name* (`predicates`, `governors`, …) of *language* as written."""
    place = files("monitor.extract.lang").joinpath(language).joinpath(f"{name}.toml")
    return tomllib.loads(place.read_text(encoding="utf-8"))


def rows(language: str, name: str, kind: str, known: Iterable[str]) -> Iterator[Row]:
    """Yield the rows `[[kind]]` of a table; a key that is not *known* is a fault, never ignored."""
    allowed = {*known, "holds", "holds_not", "why"}
    for number, values in enumerate(read_table(language, name).get(kind, ()), 1):
        place = f"{language}/{name}.toml [[{kind}]] {number}"
        unknown = set(values) - allowed
        if unknown:
            message = f"{place}: unknown {', '.join(sorted(unknown))}"
            raise TableError(message)
        yield Row(place, values)
