"""Refuses YAML before the parser sees it: control characters, extreme nesting."""

from __future__ import annotations

import re

from monitor.errors import Location
from monitor.located.error_codes import Code, explain
from monitor.located.yaml_tree import Spot

TOO_DEEP = (
    "this is nested too deep to be read",
    "look for brackets that are never closed, or split the condition over several rules",
)
# libyaml's own stack ends between 20,000 and 100,000 levels; refuse long before that.
_MAX_BRACKETS = 1_000
_DEEP_INDENT = re.compile(r"^[-?: \t]{1000}", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")
_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


explain(
    Code.CONTROL_CHARACTER,
    "The file holds a character that cannot be seen and that YAML does not allow, mostly left behind by "
    "copying from another program. Delete it and type the text anew.",
)
explain(
    Code.TOO_DEEP,
    "Brackets or indentation go deeper than any rule needs; such files are refused because they can bring "
    "the program down.",
)


def unparsable(text: str, path: str) -> tuple[Code, Spot, str, str] | None:
    """Return what of *text* cannot be parsed at all: its code and place, what it is, and the way out."""
    if found := _FORBIDDEN.search(text):
        return (
            Code.CONTROL_CHARACTER,
            _spot_of(text, found.start(), path),
            f"an invisible character (U+{ord(found.group()):04X}) stands here",
            "delete it and type the text around it anew",
        )
    too_deep = _deepest_bracket(text)
    if too_deep is None and (indented := _DEEP_INDENT.search(text)):
        too_deep = indented.start()
    return None if too_deep is None else (Code.TOO_DEEP, _spot_of(text, too_deep, path), *TOO_DEEP)


def _spot_of(text: str, index: int, path: str) -> Spot:
    line_start = text.rfind("\n", 0, index) + 1
    return Spot(Location(path, text.count("\n", 0, index) + 1, index - line_start + 1))


def _deepest_bracket(text: str) -> int | None:
    """Return where the brackets open one level too deep, or None.

    Brackets inside quotes and comments count too: they only bring the limit nearer.
    """
    depth = 0
    for found in _BRACKET.finditer(text):
        if found.group() in "[{":
            depth += 1
            if depth > _MAX_BRACKETS:
                return found.start()
        elif depth:
            depth -= 1
    return None
