"""Typed reading of YAML nodes: the reader asks for what it expects and tells what it finds instead.

Every function answers None when it has told a fault, so that the caller goes on with the rest and
all faults come at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace

from monitor.errors import Fault, Gravity, Location, did_you_mean, nearest
from monitor.extract.entity import Entity
from monitor.extract.lexicon.taught import Taught, Use
from monitor.located.error_codes import Code, printable
from monitor.located.typo_hints import choice_slip, entry_slip, pair_slip
from monitor.located.yaml_tree import Listing, Mapping, Node, Scalar, ScalarKind, Spot
from monitor.rule.condition import Condition, Phrase

_READ_AS = {
    ScalarKind.TRUTH: "a truth value",
    ScalarKind.WHOLE: "a number",
    ScalarKind.NUMBER: "a number",
    ScalarKind.DATE: "a date",
    ScalarKind.NOTHING: "nothing at all",
}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_MOST_DIGITS = 9
_SHORT = 40
_RULE_WORDS = frozenset(
    {"id", "title", "severity", "tags", "description", "when", "new", "tests", "per", "escalate"}
    | {"count", "sequence", "absent", "spike"}
    | {"enabled", "status", "extends", "also", "except"}
)
_FALSE = frozenset({"no", "off", "false", "n"})


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list that rules can name. `entries` is None when it was told to be faulty."""

    name: str
    spot: Spot
    entries: tuple[Phrase, ...] | None


@dataclass(slots=True)
class NamedCondition:
    """A condition that rules can name. `condition` is None until it is read, and when it is faulty."""

    name: str
    spot: Spot
    condition: Condition | None = None


def unshown(fault: Fault) -> Fault:
    """Return *fault*, of an entry in a list's file, with nothing of what that file holds."""
    kind = Code(fault.code).short_name.replace("-", " ")
    return replace(
        fault,
        message=f"this entry of a list is amiss ({kind}); the file is not all plain words: it is not shown",
        hint=f"one phrase stands in each line; monitor check --explain {fault.code}",
        line_text="",
        width=1,
    )


@dataclass(slots=True)
class RuleReading:
    """One load in progress: the lists known so far, and every fault found."""

    lines_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unshown: set[str] = field(default_factory=set)
    lists: dict[str, NamedList] = field(default_factory=dict)
    used_lists: set[str] = field(default_factory=set)
    list_digests: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, NamedCondition] = field(default_factory=dict)
    used_conditions: set[str] = field(default_factory=set)
    entities: dict[str, Entity] = field(default_factory=dict)
    words: dict[tuple[str, Use, str], tuple[Taught, Location]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)

    def knows(self, name: str) -> bool:
        """Tell whether *name* is somebody's, or a country's, in the lexicon or under `entities:`."""
        from monitor.extract.lexicon import Lexicon

        folded = name.casefold()
        own = (text for one in self.entities.values() for text in (one.name, *one.aliases, *one.surnames))
        return any(text.casefold() == folded for text in own) or Lexicon.load_default().knows(name)

    def knows_organ(self, name: str) -> bool:
        """Tell whether *name* is an institution's, "Turkish Foreign Ministry", say."""
        from monitor.extract.lexicon import Lexicon

        return Lexicon.load_default().organ_named(name) is not None

    def tell(self, code: Code, at: Spot | Node, message: str, hint: str = "") -> None:
        """Note an error at a place."""
        self.faults.append(self._fault(code, at, message, hint, Gravity.ERROR))

    def doubt(self, code: Code, at: Spot | Node, message: str, hint: str = "") -> None:
        """Note something that is probably not meant but does not stop the load."""
        self.doubts.append(self._fault(code, at, message, hint, Gravity.DOUBT))

    def keep_unshown(self, path: str) -> None:
        """Let faults in the file at *path*, which may be one of secrets, say nothing of what it holds."""
        self.lines_of[path] = ()
        self.unshown.add(path)

    def line_at(self, location: Location) -> str:
        """Return the line of a file that *location* is in, or nothing."""
        lines = self.lines_of.get(location.path, ())
        return lines[location.line - 1] if location.line <= len(lines) else ""

    def _fault(self, code: Code, at: Spot | Node, message: str, hint: str, gravity: Gravity) -> Fault:
        fault = Fault(
            code=code,
            location=at.location,
            message=printable(message),
            hint=printable(hint),
            line_text=self.line_at(at.location),
            width=at.width,
            gravity=gravity,
        )
        return unshown(fault) if at.location.path in self.unshown else fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The names a mapping may have: `required` of `known` must be there.

    `conditions` are names that belong under `when:` and may have been left beside it.
    """

    of: str
    known: frozenset[str]
    required: tuple[str, ...] = ()
    conditions: frozenset[str] = frozenset()


def read_text(reading: RuleReading, node: Node, what: str) -> str | None:
    """Return the text of *node*, one line unless quoted; *what* names it in faults ("a phrase")."""
    if isinstance(node, Scalar) and node.runs_on:
        reading.tell(
            Code.YAML_RUN_ON,
            node,
            f'{what} runs on over several lines, as one text: "{_short(node.value)}"',
            "put the dashes of a list level, each with a space after it; put one long text in quotes",
        )
        return None
    return read_prose(reading, node, what)


def read_prose(reading: RuleReading, node: Node, what: str) -> str | None:
    """Return the text of *node*, which may run over lines; *what* names it in faults ("the title")."""
    if not isinstance(node, Scalar):
        reading.tell(
            Code.WRONG_TYPE,
            node,
            f"{what} must be a text, but this is {shape_of(node)}",
            "write one text; one that begins with a bracket, or holds a colon, must stand in quotes",
        )
        return None
    if node.kind is ScalarKind.NOTHING and node.value in ("", "~"):
        is_comment = "#" in reading.line_at(node.location)
        hint = "what follows a # is a comment" if is_comment else "take the line away"
        reading.tell(Code.EMPTY_VALUE, node, f"{what} is empty", f"write it in quotes; {hint}")
        return None
    if node.kind is not ScalarKind.TEXT and not _is_plain_number(node):
        tell_surprise(reading, node, what)
        return None
    if not node.value.strip():
        reading.tell(
            Code.EMPTY_VALUE, node, f"{what} is empty", "write it between the quotes, or take it away"
        )
        return None
    _doubt_cut(reading, node, what)
    return node.value


def _doubt_cut(reading: RuleReading, node: Scalar, what: str) -> None:
    """Doubt a comment that was most likely meant as part of the text: `title: Number #1`."""
    if not node.cut:
        return
    line = reading.line_at(node.location)
    whole = line[node.location.column - 1 :].strip().replace('"', "'")
    reading.doubt(
        Code.TEXT_CUT,
        node,
        f'{what} ends before "{_short(node.cut)}": a space and a # begin a comment',
        f'put the whole text in quotes: "{_short(whole)}"; if a comment is meant, put a space after the #',
    )


def tell_surprise(reading: RuleReading, node: Scalar, what: str) -> None:
    """Tell that YAML takes an unquoted text for something else."""
    read_as = _READ_AS.get(node.kind, "something else")
    if node.kind is ScalarKind.TRUTH:
        read_as = "false" if node.value.lower() in _FALSE else "true"
    reading.tell(
        Code.YAML_SURPRISE,
        node,
        f"YAML reads {node.value} without quotes as {read_as}, but {what} must be a text",
        f'write it in quotes: "{node.value}"',
    )


def _is_plain_number(node: Scalar) -> bool:
    """Tell whether YAML's number is written the way the number itself would be: 2024, not 012 or 1_000."""
    digits = node.value
    return (
        node.kind is ScalarKind.WHOLE
        and digits.isascii()
        and digits.isdigit()
        and (digits == "0" or digits[0] != "0")
    )


def read_number(reading: RuleReading, node: Node, what: str) -> int | None:
    """Return the whole number of at least 1 that *node* says."""
    if (
        not isinstance(node, Scalar)
        or node.kind not in (ScalarKind.WHOLE, ScalarKind.TEXT)
        or not _is_digits(node.value)
    ):
        found = f'"{node.value}"' if isinstance(node, Scalar) else shape_of(node)
        reading.tell(
            Code.WRONG_TYPE, node, f"{what} must be a whole number, but this is {found}", "write 3, say"
        )
        return None
    number = int(node.value)
    if number < 1:
        reading.tell(
            Code.COUNT_OUT_OF_RANGE, node, f"{what} must be 1 or more", "write 1, or a larger number"
        )
        return None
    return number


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS and (text == "0" or text[0] != "0")


def read_truth(reading: RuleReading, node: Node, what: str) -> bool | None:
    """Return the yes or no that *node* says."""
    if isinstance(node, Scalar) and node.kind is ScalarKind.TRUTH:
        return node.value.lower() not in _FALSE
    found = f'"{node.value}"' if isinstance(node, Scalar) else shape_of(node)
    reading.tell(
        Code.WRONG_TYPE, node, f"{what} must be true or false, but this is {found}", "write true or false"
    )
    return None


def read_choice(reading: RuleReading, node: Node, what: str, choices: Iterable[str]) -> str | None:
    """Return the text of *node* if it is one of *choices*; else tell the nearest."""
    text = read_text(reading, node, what)
    known = tuple(choices)
    if text is None or text in known:
        return text
    reading.tell(Code.WRONG_TYPE, node, f'{what} cannot be "{text}"', nearest_and_all(text, known))
    return None


def nearest_and_all(text: str, known: tuple[str, ...]) -> str:
    """Return the hint for a wrong choice: the nearest known one, if any, and all of them in their order."""
    if slip := choice_slip(text, known):
        return slip
    near = nearest(text, known)
    return (f'did you mean "{near}"? ' if near else "") + "known: " + ", ".join(known)


def read_texts(reading: RuleReading, node: Node, what: str) -> tuple[tuple[str, Scalar], ...] | None:
    """Return the text or the list of texts that *node* is, each with its node."""
    elements = node.elements if isinstance(node, Listing) else (node,)
    if not elements:
        reading.tell(
            Code.EMPTY_VALUE, node, f"{what} is an empty list", "give at least one, or take the line away"
        )
        return None
    texts = [(read_text(reading, element, what), element) for element in elements]
    good = tuple(
        (text, element) for text, element in texts if text is not None and isinstance(element, Scalar)
    )
    return good if len(good) == len(texts) else None


def read_elements(reading: RuleReading, node: Node, what: str) -> tuple[Node, ...] | None:
    """Return the elements of the non-empty list that *node* must be."""
    if not isinstance(node, Listing):
        slip = entry_slip(_first_line(reading, node)) if isinstance(node, Scalar) else None
        if slip:
            reading.tell(slip.code, node, slip.message, slip.hint)
        else:
            reading.tell(
                Code.WRONG_TYPE,
                node,
                f"{what} must be a list, but this is {shape_of(node)}",
                _way_to_list(node, what),
            )
        return None
    if not node.elements:
        reading.tell(Code.EMPTY_VALUE, node, f"{what} is an empty list", "give it at least one entry")
        return None
    return node.elements


def _first_line(reading: RuleReading, node: Scalar) -> str:
    """Return what *node* says on its first line, where YAML joins the lines below to it."""
    return reading.line_at(node.location)[node.location.column - 1 :].strip() if node.runs_on else node.value


def _way_to_list(node: Scalar | Mapping, what: str) -> str:
    if isinstance(node, Mapping) and node.entries:
        first = node.entries[0]
        if what == "rules" and first.key.value not in _RULE_WORDS:
            return f'begin each rule with a dash and its id: "- id: {_short(first.key.value)}"'
        return f'begin each entry with a dash and a space: "- {_short(first.key.value)}: …"'
    hint = "put each entry on a line of its own, beginning with a dash and a space"
    if isinstance(node, Scalar) and not node.runs_on and node.value and len(node.value) < _SHORT:
        entries = ", ".join(part for one in node.value.strip("()").split(",") if (part := one.strip()))
        return f"{hint}, or write [{entries}]"
    return hint


def read_mapping(reading: RuleReading, node: Node, keys: Keys) -> Mapping | None:
    """Return the mapping that *node* must be; tells unknown and missing names but returns it all the same."""
    if not isinstance(node, Mapping):
        slip = pair_slip(_first_line(reading, node)) if isinstance(node, Scalar) else None
        if slip:
            reading.tell(slip.code, node, slip.message, slip.hint)
        else:
            reading.tell(
                Code.WRONG_TYPE,
                node,
                f"{keys.of} must be lines of name: value, but this is {shape_of(node)}",
                _way_to_names(node, keys),
            )
        return None
    meant = set()
    for entry in node.entries:
        if entry.key.value not in keys.known:
            meant.add(_tell_unknown(reading, entry.key, keys))
    for name in keys.required:
        if node.get(name) is None and name not in meant:
            reading.tell(Code.MISSING_KEY, node, f'{keys.of} needs "{name}:"', f"add a line {name}: …")
    return node


def _way_to_names(node: Node, keys: Keys) -> str:
    if keys.of == "a rule file" and isinstance(node, Listing):
        return 'write "rules:" on a line above the list'
    known = f"known here: {', '.join(sorted(keys.known))}"
    return f'begin it with "rules:"; {known}' if keys.of == "a rule file" else known


def _tell_unknown(reading: RuleReading, key: Scalar, keys: Keys) -> str | None:
    """Tell an unknown name and return the known one that was meant, so that it is not told as missing too."""
    if key.value in keys.conditions:
        reading.tell(
            Code.UNKNOWN_KEY,
            key,
            f'"{key.value}" is a condition, and conditions stand under "when:"',
            f"indent it under when:, as in when: {{{key.value}: …}}",
        )
        return "when"
    bare = key.value.strip()
    if bare != key.value and bare in keys.known | _RULE_WORDS:
        is_before = not key.value.startswith(bare)
        blank = ord(key.value[0 if is_before else -1])
        where = "before" if is_before else "after"
        reading.tell(
            Code.YAML_ODD_BLANK,
            key,
            f'a blank that is no space (U+{blank:04X}) stands {where} "{bare}"',
            "replace every blank at the beginning of the line by a space" if is_before else "take it away",
        )
        return bare
    name, colon, _ = key.value.partition(":")
    if colon and name in keys.known:
        reading.tell(
            Code.YAML_COLON,
            key,
            f'a space is missing after the colon of "{name}"',
            f"write {name}: and then its value",
        )
        return name
    if keys.of == "a rule file" and key.value in _RULE_WORDS:
        hint = 'it belongs to a rule: indent it, so that it stands under the dash of a rule under "rules:"'
        reading.tell(Code.UNKNOWN_KEY, key, f'"{key.value}" stands outside any rule', hint)
        return None
    hint = did_you_mean(key.value, keys.known)
    reading.tell(Code.UNKNOWN_KEY, key, f'{keys.of} has no "{key.value}"', hint)
    return nearest(key.value, keys.known)


def shape_of(node: Node) -> str:
    """Name what a node is, for a message."""
    if isinstance(node, Listing):
        return "a list"
    if isinstance(node, Mapping):
        return "name: value"
    return (
        "empty"
        if node.kind is ScalarKind.NOTHING and node.value in ("", "~")
        else f'the text "{_short(node.value)}"'
    )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"


def values_of(mapping: Mapping) -> MappingOf[str, Node]:
    """Return the values of *mapping* by name."""
    return {entry.key.value: entry.value for entry in mapping.entries}
