"""YAML syntax errors in and around brackets and quotes, in plain words with a hint."""

from __future__ import annotations

import re

from monitor.errors import Fault
from monitor.located.error_codes import Code, explain
from monitor.located.yaml_trouble import YamlTrouble

_STUCK_IN_BRACKETS = re.compile(r"""(?<![\w"'-])(?P<key>[A-Za-z_][\w-]*):(?=[\[{"'\w])""")


explain(
    Code.YAML_BRACKET,
    "A list in [square brackets] or a mapping in {curly brackets} is not closed, closed twice, or lacks a "
    "comma between its entries. A text that holds brackets or commas must stand in quotes there.",
)


def bracket(trouble: YamlTrouble) -> Fault | None:
    """A bracket that is closed twice, by another, or never; a colon stuck to its value between brackets."""
    stuck = _STUCK_IN_BRACKETS.search(trouble.text) if "unexpected ':'" in trouble.problem else None
    if stuck:
        return trouble.fault(
            Code.YAML_COLON,
            f'a space is missing after the colon of "{stuck["key"]}"',
            f"write {stuck['key']}: and then its value",
            at=(trouble.line, stuck.end("key"), 1),
        )
    if "while parsing a flow" in trouble.context and trouble.opened is not None:
        return _unclosed(trouble, trouble.opened)
    if trouble.character in ("]", "}"):
        return trouble.fault(
            Code.YAML_BRACKET,
            f'"{trouble.character}" closes nothing: no bracket is open here',
            "take it away, or put the whole text in quotes",
        )
    return None


def _unclosed(trouble: YamlTrouble, opened: tuple[int, int]) -> Fault:
    line, column = opened
    bracket = trouble.line_at(line)[column : column + 1]
    if bracket not in ("[", "{"):
        line, column = _last_open(trouble)
        bracket = trouble.line_at(line)[column : column + 1]
    if hidden := re.search(r"(?<=[\s\[{,])#", trouble.line_at(line)[column:]):
        return trouble.fault(
            Code.YAML_BRACKET,
            f'what follows "#" is a comment, so "{bracket}" is never closed',
            'put a text that begins with # in quotes: "#…"',
            at=(line, column + hidden.start(), 1),
        )
    if line == trouble.line and trouble.character in ("]", "}"):
        right = "]" if bracket == "[" else "}"
        return trouble.fault(
            Code.YAML_BRACKET,
            f'"{bracket}" of column {column + 1} is closed by "{trouble.character}"',
            f'write "{right}" before it, or in its place',
        )
    if line == trouble.line and trouble.character not in ("", "\n"):
        return trouble.fault(
            Code.YAML_BRACKET,
            f'inside "{bracket}" a comma or the closing bracket is missing before this',
            "put a comma between entries; a text with brackets, commas or quotes goes in quotes as a whole",
        )
    return trouble.fault(
        Code.YAML_BRACKET,
        f'"{bracket}" is opened here and never closed',
        f'close it with "{"]" if bracket == "[" else "}"}"; a text with brackets goes in quotes',
        at=(line, column, 1),
    )


def _last_open(trouble: YamlTrouble) -> tuple[int, int]:
    """Return the line and column of the last bracket that opens, at or above the trouble."""
    for number in range(min(trouble.line, len(trouble.lines) - 1), -1, -1):
        column = max(trouble.line_at(number).rfind("["), trouble.line_at(number).rfind("{"))
        if column >= 0:
            return number, column
    return trouble.line, trouble.column


explain(
    Code.YAML_SPECIAL_CHARACTER,
    "A text that begins with @, ` or % must stand in quotes: YAML keeps these for itself.",
)


def after_bracket(trouble: YamlTrouble) -> Fault | None:
    """A text that begins with a bracket, which YAML takes for a list or a mapping: `title: {{ kind }} …`."""
    found = re.match(r"(?:\s*-\s)*\s*(?:[\w-]+:\s+)?(?P<text>[\[{].*[\]}]\s*)(?=\S)", trouble.text)
    if "did not find expected" not in trouble.problem or not found or found.end() != trouble.column:
        return None
    text = trouble.text[found.start("text") :].strip()
    quote = "'" if '"' in text else '"'
    begun = "list" if text[0] == "[" else "mapping"
    return trouble.fault(
        Code.YAML_SPECIAL_CHARACTER,
        f'a text cannot begin with "{text[0]}" in YAML: that begins a {begun}',
        f"put the whole text in quotes: {quote}{text}{quote}",
        at=(trouble.line, found.start("text"), len(text)),
    )


explain(Code.YAML_AFTER_QUOTE, "After a closing quote the line must end. Put the whole text in quotes.")


def after_quote(trouble: YamlTrouble) -> Fault | None:
    """A text that goes on behind its quotes."""
    before = trouble.text[: trouble.column].rstrip()
    is_inside = "did not find expected" in trouble.problem and before.endswith(('"', "'"))
    if not is_inside:
        return None
    return trouble.fault(
        Code.YAML_AFTER_QUOTE,
        "text goes on after the closing quote",
        "put the whole text between one pair of quotes; if it holds quotes itself, use the other kind",
        at=(trouble.line, trouble.column, len(trouble.text.rstrip()) - trouble.column),
    )
