"""Country groups that rules can name: `group: g7` (`groups.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

STATES = "states"
"""The group of all countries (`Lexicon.states`)."""


@cache
def groups() -> Mapping[str, frozenset[str]]:
    """Return the shipped groups: by name in small letters, the sides that belong to each."""
    text = files("monitor.extract.lexicon").joinpath("groups.toml").read_text(encoding="utf-8")
    return {name: frozenset(sides) for name, sides in tomllib.loads(text).items()}
