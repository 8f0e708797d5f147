"""Reads scalar values off YAML nodes: texts, numbers, booleans, durations, dates.

Each function answers with the value, or raises `Amiss` with what is wrong and the way out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from monitor.duration import parse_duration
from monitor.english import short
from monitor.errors import nearest
from monitor.located.error_codes import Code, explain
from monitor.located.typo_hints import choice_slip, entry_slip
from monitor.located.yaml_tree import Listing, Mapping, Node, Scalar, ScalarKind
from monitor.rule.grammar.reading import Amiss, RuleReading

_READ_AS = {
    ScalarKind.TRUTH: "a truth value",
    ScalarKind.WHOLE: "a number",
    ScalarKind.NUMBER: "a number",
    ScalarKind.DATE: "a date",
    ScalarKind.NOTHING: "nothing at all",
}
_MOST_DIGITS = 9
_SHORT = 40
_FALSE = frozenset({"no", "off", "false", "n"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


explain(
    Code.YAML_RUN_ON,
    "Without quotes YAML joins a line that stands further in to the one above. Phrases and names are one "
    "line each: most often a dash is not level with the others, or lacks its space.",
)


def read_text(reading: RuleReading, node: Node, what: str) -> str:
    """Return the text of *node*, one line unless quoted; *what* names it in faults ("a phrase")."""
    if isinstance(node, Scalar) and node.runs_on:
        raise reading.amiss(
            Code.YAML_RUN_ON,
            node,
            f'{what} runs on over several lines, as one text: "{short(node.value)}"',
            "put the dashes of a list level, each with a space after it; put one long text in quotes",
        )
    return read_prose(reading, node, what)


explain(Code.EMPTY_VALUE, "Something is named but nothing is given for it.")
explain(
    Code.YAML_SURPRISE,
    "Without quotes YAML reads some words as something else: no, yes, on, off as false and true, 012 as "
    "ten, 12:30 as a number of seconds, 2024-07-15 as a date. Put the text in quotes and it stays what it "
    "is.",
)


def read_prose(reading: RuleReading, node: Node, what: str) -> str:
    """Return the text of *node*, which may run over lines; *what* names it in faults ("the title")."""
    if not isinstance(node, Scalar):
        raise not_text(reading, node, what)
    if node.kind is ScalarKind.NOTHING and node.value in ("", "~"):
        is_comment = "#" in reading.line_at(node.location)
        hint = "what follows a # is a comment" if is_comment else "take the line away"
        raise reading.amiss(Code.EMPTY_VALUE, node, f"{what} is empty", f"write it in quotes; {hint}")
    if node.kind is not ScalarKind.TEXT and not _is_plain_number(node):
        read_as = _READ_AS.get(node.kind, "something else")
        if node.kind is ScalarKind.TRUTH:
            read_as = "false" if node.value.lower() in _FALSE else "true"
        raise reading.amiss(
            Code.YAML_SURPRISE,
            node,
            f"YAML reads {node.value} without quotes as {read_as}, but {what} must be a text",
            f'write it in quotes: "{node.value}"',
        )
    if not node.value.strip():
        hint = "write it between the quotes, or take it away"
        raise reading.amiss(Code.EMPTY_VALUE, node, f"{what} is empty", hint)
    if node.cut:
        _doubt_cut(reading, node, what)
    return node.value


explain(
    Code.WRONG_TYPE, "Something of another shape is expected here: a text, a number, a list or a mapping."
)


def not_text(reading: RuleReading, node: Node, what: str) -> Amiss:
    """Return the fault of a list or a mapping where a text is expected."""
    return reading.amiss(
        Code.WRONG_TYPE,
        node,
        f"{what} must be a text, but this is {shape_of(node)}",
        "write one text; one that begins with a bracket, or holds a colon, must stand in quotes",
    )


explain(
    Code.TEXT_CUT,
    "Without quotes a space and a # begin a comment, so the text ends there. Put the text in quotes if "
    "the # belongs to it; put a space after the # if it is a comment.",
)


def _doubt_cut(reading: RuleReading, node: Scalar, what: str) -> None:
    """Doubt a comment that was most likely meant as part of the text: `title: Number #1`."""
    line = reading.line_at(node.location)
    whole = line[node.location.column - 1 :].strip().replace('"', "'")
    reading.doubt(
        Code.TEXT_CUT,
        node,
        f'{what} ends before "{short(node.cut)}": a space and a # begin a comment',
        f'put the whole text in quotes: "{short(whole)}"; if a comment is meant, put a space after the #',
    )


def _is_plain_number(node: Scalar) -> bool:
    """Return whether YAML's number is written the way the number itself would be: 2024, not 012 or 1_000."""
    digits = node.value
    is_whole = node.kind is ScalarKind.WHOLE and digits.isascii() and digits.isdigit()
    return is_whole and (digits == "0" or digits[0] != "0")


def read_texts(reading: RuleReading, node: Node, what: str) -> tuple[tuple[str, Scalar], ...]:
    """Return the text or the list of texts that *node* is, each with its node."""

    def text_at(reading: RuleReading, one: Node) -> tuple[str, Scalar]:
        if not isinstance(one, Scalar):
            raise not_text(reading, one, what)
        return read_text(reading, one, what), one

    return reading.each(text_at, elements_of(reading, node, what))


def elements_of(reading: RuleReading, node: Node, what: str) -> tuple[Node, ...]:
    """Return *node* alone, or what it lists."""
    if not isinstance(node, Listing):
        return (node,)
    if not node.elements:
        hint = "give at least one, or take the line away"
        raise reading.amiss(Code.EMPTY_VALUE, node, f"{what} is an empty list", hint)
    return node.elements


def read_number(reading: RuleReading, node: Node, what: str) -> int:
    """Return the whole number of at least 1 that *node* says."""
    is_number = isinstance(node, Scalar) and node.kind in (ScalarKind.WHOLE, ScalarKind.TEXT)
    if not isinstance(node, Scalar) or not is_number or not _is_digits(node.value):
        said = f"{what} must be a whole number, but this is {_quoted(node)}"
        raise reading.amiss(Code.WRONG_TYPE, node, said, "write 3, say")
    if int(node.value) < 1:
        said = f"{what} must be 1 or more"
        raise reading.amiss(Code.COUNT_OUT_OF_RANGE, node, said, "write 1, or a larger number")
    return int(node.value)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS and (text == "0" or text[0] != "0")


def read_truth(reading: RuleReading, node: Node, what: str) -> bool:
    """Return the yes or no that *node* says."""
    if isinstance(node, Scalar) and node.kind is ScalarKind.TRUTH:
        return node.value.lower() not in _FALSE
    said = f"{what} must be true or false, but this is {_quoted(node)}"
    raise reading.amiss(Code.WRONG_TYPE, node, said, "write true or false")


def read_choice(reading: RuleReading, node: Node, what: str, choices: Iterable[str]) -> str:
    """Return the text of *node* if it is one of *choices*; else report the nearest."""
    text, known = read_text(reading, node, what), tuple(choices)
    if text not in known:
        said = f'{what} cannot be "{text}"'
        raise reading.amiss(Code.WRONG_TYPE, node, said, nearest_and_all(text, known))
    return text


def nearest_and_all(text: str, known: tuple[str, ...]) -> str:
    """Return the hint for a wrong choice: the nearest known one, if any, and all of them in their order."""
    if slip := choice_slip(text, known):
        return slip
    near = nearest(text, known)
    return (f'did you mean "{near}"? ' if near else "") + "known: " + ", ".join(known)


explain(Code.BAD_DURATION, "A duration is a number and a unit: 30s, 30m, 36h, 2d, 1w.")


def read_duration(reading: RuleReading, node: Node, what: str = "a length of time") -> timedelta:
    """Return the length of time that *node* says."""
    text = node.value if isinstance(node, Scalar) else read_text(reading, node, what)
    try:
        return parse_duration(text)
    except ValueError:
        hint = "write a number and a unit: 30m, 36h, 2d, 1w"
        raise reading.amiss(Code.BAD_DURATION, node, f'"{text}" is no length of time', hint) from None


explain(
    Code.BAD_DATE,
    "A date is written year-month-day, as in 2024-07-15, with a time as 2024-07-15T12:30:00Z. Without a "
    "zone it is UTC.",
)


def read_date(reading: RuleReading, node: Node, what: str) -> datetime:
    """Return the aware UTC instant that *node* says; a day alone is its midnight, no zone is UTC."""
    text = node.value if isinstance(node, Scalar) else read_text(reading, node, what)
    moment = _instant(text.strip())
    if moment is None:
        raise reading.amiss(
            Code.BAD_DATE,
            node,
            f'"{text}" is no date, but {what} must be one',
            "write year-month-day, as in 2024-07-15, or with a time 2024-07-15T12:30:00Z",
        )
    return moment


def _instant(text: str) -> datetime | None:
    if not _DAY.match(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def read_elements(reading: RuleReading, node: Node, what: str) -> tuple[Node, ...]:
    """Return the elements of the non-empty list that *node* must be."""
    if not isinstance(node, Listing):
        slip = entry_slip(first_line(reading, node)) if isinstance(node, Scalar) else None
        if slip:
            raise reading.amiss(slip.code, node, slip.message, slip.hint)
        said = f"{what} must be a list, but this is {shape_of(node)}"
        raise reading.amiss(Code.WRONG_TYPE, node, said, _way_to_list(reading, node, what))
    if not node.elements:
        said = f"{what} is an empty list"
        raise reading.amiss(Code.EMPTY_VALUE, node, said, "give it at least one entry")
    return node.elements


def first_line(reading: RuleReading, node: Scalar) -> str:
    """Return what *node* says on its first line, where YAML joins the lines below to it."""
    return reading.line_at(node.location)[node.location.column - 1 :].strip() if node.runs_on else node.value


def _way_to_list(reading: RuleReading, node: Scalar | Mapping, what: str) -> str:
    if isinstance(node, Mapping) and node.entries:
        first = node.entries[0]
        if what == "rules" and first.key.value not in reading.rule_keys:
            return f'begin each rule with a dash and its id: "- id: {short(first.key.value)}"'
        return f'begin each entry with a dash and a space: "- {short(first.key.value)}: …"'
    hint = "put each entry on a line of its own, beginning with a dash and a space"
    if isinstance(node, Scalar) and not node.runs_on and node.value and len(node.value) < _SHORT:
        entries = ", ".join(part for one in node.value.strip("()").split(",") if (part := one.strip()))
        return f"{hint}, or write [{entries}]"
    return hint


def shape_of(node: Node) -> str:
    """Name what a node is, for a message."""
    if isinstance(node, Listing):
        return "a list"
    if isinstance(node, Mapping):
        return "name: value"
    is_empty = node.kind is ScalarKind.NOTHING and node.value in ("", "~")
    return "empty" if is_empty else f'the text "{short(node.value)}"'


def _quoted(node: Node) -> str:
    return f'"{node.value}"' if isinstance(node, Scalar) else shape_of(node)
