"""The types of a located YAML tree: mappings, lists and scalars with line and column.

YAML's own idea of types is kept beside the words as written (`Scalar.kind`), never instead of them,
so that `no`, `012` and `12:30` can be reported rather than silently turned into something else.
A node is a named tuple: there are tens of thousands, and a frozen dataclass takes thrice as long to make.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from monitor.errors import Fault, Location


class ScalarKind(StrEnum):
    """What YAML takes a scalar for."""

    TEXT = "text"
    TRUTH = "truth value"
    WHOLE = "whole number"
    NUMBER = "number"
    DATE = "date"
    NOTHING = "nothing"


class Spot(NamedTuple):
    """A place and how many characters to underline there."""

    location: Location
    width: int = 1


class Scalar(NamedTuple):
    """One value as written: `value` is its text, `kind` what YAML takes it for.

    `runs_on`: it goes on over several lines without any quotes. `cut` is what follows it as
    a comment that looks like more of the text: `#1` of `Number #1`.
    """

    location: Location
    width: int
    value: str
    kind: ScalarKind = ScalarKind.TEXT
    runs_on: bool = False
    cut: str = ""


class Listing(NamedTuple):
    """A YAML list."""

    location: Location
    width: int
    elements: tuple[Any, ...]


class YamlEntry(NamedTuple):
    """One `name: value` of a mapping."""

    key: Scalar
    value: Any


class Mapping(NamedTuple):
    """A YAML mapping, in the order written, each name once."""

    location: Location
    width: int
    entries: tuple[YamlEntry, ...]

    def get(self, name: str) -> Node | None:
        """Return the value of *name*, or None."""
        for entry in self.entries:
            if entry.key.value == name:
                value: Node = entry.value
                return value
        return None

    def key(self, name: str) -> Scalar | None:
        """Return the key *name* itself, for its place, or None."""
        return next((entry.key for entry in self.entries if entry.key.value == name), None)


Node = Scalar | Listing | Mapping


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A parsed file. `root` is None when it holds nothing or could not be read; then `faults` say why."""

    path: str
    lines: tuple[str, ...]
    root: Node | None
    faults: tuple[Fault, ...] = ()
