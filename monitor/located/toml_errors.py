"""TOML syntax errors in plain words, each with a hint.

The parser says what it expected; each reading here looks for the mistake that somebody new to TOML most
likely made, on the line where it gave up or on the one that opened what was never closed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_PAIR = re.compile(r"""^\s*(?P<key>[\w.-]+|"[^"]*")\s*=\s*(?P<value>.*?)\s*$""")
_COLON = re.compile(r"^\s*(?:-\s+)?(?P<key>[\w.-]+)\s*:\s*(?P<value>.*?)\s*$")
_HEAD = re.compile(r"^\s*(?P<open>\[{1,2})\s*(?P<name>[\w.-]+)\s*(?P<close>\]*)\s*$")
_COMMENT = re.compile(r"^\s*(?://|;|--|/\*)\s*(?P<rest>.*)$")
_TRUTH = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}
_TIME = re.compile(r"(?<![\d\"':])(?P<time>\d{1,2}:\d{2})(?![\d\"':])")
_LENGTH = re.compile(r"^\d+\s*(?:s|m|h|d|w|min|hours?|days?|minutes?|seconds?|weeks?)$")
_NEIGHBOURS = re.compile(r"""(?:"[^"]*"|'[^']*')\s+(?=["'])""")
_PRINTED = "“”„‟‘’"


class TomlTypo(NamedTuple):
    """A slip: where (line and column from 1, width), what is wrong and the way out."""

    line: int
    column: int
    width: int
    message: str
    hint: str


class _Line(NamedTuple):
    lines: Sequence[str]
    number: int
    said: str
    sayable: Callable[[str], str]

    @property
    def text(self) -> str:
        return self.lines[self.number - 1] if 0 < self.number <= len(self.lines) else ""

    def slip(self, part: str, message: str, hint: str) -> TomlTypo:
        column = max(0, self.text.find(part)) if part else 0
        return TomlTypo(self.number, column + 1, max(1, len(part)), message, hint)


def slip_at(lines: Sequence[str], number: int, said: str, sayable: Callable[[str], str]) -> TomlTypo | None:
    """Return the slip on line *number* (from 1) that made the parser say *said*, or None.

    *sayable* returns a name as a message may say it.
    """
    line = _Line(lines, number, said, sayable)
    return next((slip for reading in _READINGS if (slip := reading(line)) is not None), None)


def _twice(line: _Line) -> TomlTypo | None:
    if not re.search(r"twice|overwrite|redefine|mutate", line.said):
        return None
    found = _HEAD.match(line.text) or _PAIR.match(line.text)
    if found is None:
        return None
    is_head = "name" in found.groupdict()
    name = found["name"] if is_head else found["key"]
    shown = f"the section [{line.sayable(name)}]" if is_head else f'"{line.sayable(name)}"'
    return line.slip(name, f"{shown} is given twice", "take one of the two away, or put all into one")


def _comment(line: _Line) -> TomlTypo | None:
    found = _COMMENT.match(line.text)
    if not found:
        return None
    return line.slip(line.text.strip(), "a comment begins with #", f"write # {found['rest']}".rstrip())


def _head(line: _Line) -> TomlTypo | None:
    found = _HEAD.match(line.text)
    if not found or len(found["open"]) == len(found["close"]):
        return None
    right = f"{found['open']}{found['name']}{']' * len(found['open'])}"
    return line.slip(line.text.strip(), "the brackets of a section are not closed", f"write {right}")


def _colon(line: _Line) -> TomlTypo | None:
    found = _COLON.match(line.text)
    if not found or "=" in line.text:
        return None
    key, value = found["key"], found["value"]
    if not value:
        said = f'"{line.sayable(key)}:" is how YAML begins a section, but this file is TOML'
        return line.slip(line.text.strip(), said, f"write [{key}], and below it name = value")
    said = f'"{line.sayable(key)}" and its value are joined by a colon, but here it is "="'
    return line.slip(line.text.strip(), said, f"write {key} = {_quoted(value)}")


def _value(line: _Line) -> TomlTypo | None:
    found = _PAIR.match(line.text)
    if not found:
        return None
    value = re.sub(r"\s+#.*$", "", found["value"])
    if not value:
        key = found["key"]
        said = f'"{line.sayable(key)}" has no value'
        return line.slip(line.text.strip(), said, f'write {key} = "…", or take the line away')
    answer = next((one for reading in _VALUES if (one := reading(found["key"], value)) is not None), None)
    return None if answer is None else line.slip(answer[0] or line.text.strip(), answer[1], answer[2])


Answer = tuple[str, str, str]


def _comma(key: str, value: str) -> Answer | None:
    if not value.endswith(",") or value[:1] in "[{":
        return None
    return value, "a comma ends this line, but no comma stands between keys", f"write {key} = {value[:-1]}"


def _printed(key: str, value: str) -> Answer | None:
    if not any(one in _PRINTED for one in (value[0], value[-1])):
        return None
    said = "these are printer's quotes, which do not quote here"
    return value, said, f'write straight ones: {key} = "{value.strip(_PRINTED)}"'


def _truth(key: str, value: str) -> Answer | None:
    right = _TRUTH.get(value.lower())
    if right is None or value == right:
        return None
    return value, f'"{value}" is written {right} here', f"write {key} = {right}"


def _quotes(key: str, value: str) -> Answer | None:
    if value[0] not in "\"'":
        return None
    if value.count(value[0]) == 1:
        return value, "a text in quotes begins here and is never closed", f"write {key} = {value}{value[0]}"
    if value[0] == '"' and "\\" in value:
        said = "in double quotes a backslash is special"
        return value, said, f"use single quotes, where it is not: {key} = '{value.strip(chr(34))}'"
    said = "text goes on after the closing quote"
    return value, said, "put the whole text in one pair of quotes; single ones if it holds double ones"


def _list(_key: str, value: str) -> Answer | None:
    if value[0] != "[":
        return None
    if found := _NEIGHBOURS.search(value):
        return found.group().strip(), "a comma is missing after this", "put a comma between entries"
    if "]" not in value:
        return value, "a list is opened here and never closed", f"close it: {value}]"
    return _unquoted_entries(value, "[]")


def _table(_key: str, value: str) -> Answer | None:
    if value[0] != "{":
        return None
    if found := _TIME.search(value):
        return found["time"], "a time of day stands in quotes", f'write "{found["time"]}"'
    if "}" not in value:
        return value, "a table in { } stands on one line", "put all of it on this line, and close it with }"
    return _unquoted_entries(value, "{}")


def _unquoted_entries(value: str, brackets: str) -> Answer | None:
    for part in value.strip(brackets).split(","):
        word = part.rpartition("=")[2].strip()
        if word and not re.match(r"""["'\[{\d+-]|true$|false$""", word):
            return word, "a text stands in double quotes", f'write "{word}"'
    return None


def _time(key: str, value: str) -> Answer | None:
    if not _TIME.match(value):
        return None
    return value, "a time of day stands in quotes", f'write {key} = "{value}"'


def _length(key: str, value: str) -> Answer | None:
    if not _LENGTH.match(value):
        return None
    return value, "a length of time stands in quotes", f'write {key} = "{value}"'


def _bare(key: str, value: str) -> Answer | None:
    if re.match(r"""["'\[{\d+-]|true$|false$""", value):
        return None
    return value, "a text stands in double quotes", f"write {key} = {_quoted(value)}"


def _opened_above(line: _Line) -> TomlTypo | None:
    """A list that was opened on a line above: the parser gives up where the next section begins."""
    if "array" not in line.said:
        return None
    for number in range(min(line.number, len(line.lines)), 0, -1):
        found = _PAIR.match(line.lines[number - 1])
        if found and found["value"].startswith("["):
            above = line._replace(number=number)
            said = "a list is opened here and never closed, or a comma is missing in it"
            return above.slip(found["value"], said, "close it with ] and put a comma between entries")
    return None


def _quoted(value: str) -> str:
    bare = value.strip().strip("\"'" + _PRINTED).rstrip(",")
    return value if re.fullmatch(r"\d+|true|false|\[.*\]", value) else f'"{bare}"'


_VALUES: tuple[Callable[[str, str], Answer | None], ...] = (
    _comma,
    _printed,
    _truth,
    _quotes,
    _list,
    _table,
    _time,
    _length,
    _bare,
)
_READINGS: tuple[Callable[[_Line], TomlTypo | None], ...] = (
    _twice,
    _comment,
    _head,
    _colon,
    _value,
    _opened_above,
)
