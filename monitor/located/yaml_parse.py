"""A YAML file as a tree of nodes that know their place.

References, tags, duplicate names, second documents and nesting bombs are refused here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from monitor.errors import Fault, Location
from monitor.located.error_codes import Code, printable
from monitor.located.yaml_errors import fault_of
from monitor.located.yaml_tree import (
    Listing,
    Mapping,
    Node,
    Scalar,
    ScalarKind,
    Spot,
    YamlDocument,
    YamlEntry,
)

if TYPE_CHECKING:
    import yaml

MAX_BYTES = 5_000_000
MAX_DEPTH = 80
# libyaml's own stack ends between 20,000 and 100,000 levels; refuse long before that.
_MAX_BRACKETS = 1_000
_DEEP_INDENT = re.compile(r"^[-?: \t]{1000}", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")
_REFERENCE = re.compile(r"(?:^|[\s\[{,])[&*][^\s,\[\]{}]", re.MULTILINE)
_CUT = re.compile(r"[ \t]+(?P<rest>#[\w].*)")
_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_BREAKS_ELSEWHERE = str.maketrans({"\x85": " ", "\u2028": " ", "\u2029": " "})
_KINDS = {
    "tag:yaml.org,2002:str": ScalarKind.TEXT,
    "tag:yaml.org,2002:value": ScalarKind.TEXT,
    "tag:yaml.org,2002:merge": ScalarKind.TEXT,
    "tag:yaml.org,2002:bool": ScalarKind.TRUTH,
    "tag:yaml.org,2002:int": ScalarKind.WHOLE,
    "tag:yaml.org,2002:float": ScalarKind.NUMBER,
    "tag:yaml.org,2002:timestamp": ScalarKind.DATE,
    "tag:yaml.org,2002:null": ScalarKind.NOTHING,
}
_COLLECTION_TAGS = frozenset({"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})


def parse_document(text: str, path: str) -> YamlDocument:
    """Parse *text* into nodes; never raises, every fault is in the answer.

    *path* is the name that locations carry.
    """
    text = (
        text.removeprefix("\ufeff")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .translate(_LINE_BREAKS_ELSEWHERE)
    )
    lines = tuple(text.split("\n"))
    builder = _Builder(path, lines)
    builder.refuse_unparsable(text)
    root = None if builder.faults else builder.parse(text)
    return YamlDocument(path, lines, root, tuple(builder.faults))


class _TooDeepError(Exception):
    """The tree goes deeper than `MAX_DEPTH`."""


@dataclass(slots=True)
class _Builder:
    """Turns libyaml's nodes into ours and collects what is refused on the way."""

    path: str
    lines: tuple[str, ...]
    faults: list[Fault] = field(default_factory=list)

    def tell(self, code: Code, spot: Spot, message: str, hint: str = "") -> None:
        location = spot.location
        text = self.lines[location.line - 1] if location.line <= len(self.lines) else ""
        self.faults.append(
            Fault(
                code=code,
                location=location,
                message=printable(message),
                hint=printable(hint),
                line_text=text,
                width=spot.width,
            )
        )

    def refuse_unparsable(self, text: str) -> None:
        """Tell what libyaml must not even see: control characters and nesting bombs."""
        for found in _FORBIDDEN.finditer(text):
            self.tell(
                Code.CONTROL_CHARACTER,
                self.spot_of(text, found.start()),
                f"an invisible character (U+{ord(found.group()):04X}) stands here",
                "delete it and type the text around it anew",
            )
            return
        too_deep = _deepest_bracket(text)
        if too_deep is None and (indented := _DEEP_INDENT.search(text)):
            too_deep = indented.start()
        if too_deep is not None:
            self.tell_too_deep(self.spot_of(text, too_deep))

    def tell_too_deep(self, spot: Spot) -> None:
        self.tell(
            Code.TOO_DEEP,
            spot,
            "this is nested too deep to be read",
            "look for brackets that are never closed, or split the condition over several rules",
        )

    def spot_of(self, text: str, index: int) -> Spot:
        line_start = text.rfind("\n", 0, index) + 1
        return Spot(Location(self.path, text.count("\n", 0, index) + 1, index - line_start + 1))

    def parse(self, text: str) -> Node | None:
        import yaml

        try:
            if _REFERENCE.search(text):
                self.refuse_references(text)
            root = None if self.faults else yaml.CSafeLoader(text).get_single_node()
        except yaml.YAMLError as error:
            self.faults.append(fault_of(error, self.path, self.lines))
            return None
        try:
            return None if root is None else self.build(root, 0)
        except _TooDeepError:
            return None

    def refuse_references(self, text: str) -> None:
        """Anchors are found as events, because a finished tree no longer shows where they stood."""
        import yaml

        for event in yaml.parse(text, yaml.CSafeLoader):
            anchor = getattr(event, "anchor", None)
            if anchor:
                mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
                self.tell(
                    Code.YAML_REFERENCE,
                    Spot(self.location(event.start_mark), len(anchor) + 1),
                    f'"{mark}{anchor}" is a reference, and rules do not use references',
                    "put a text in quotes; in a phrase a star stands only at the end of a word: call*"
                    if mark == "*"
                    else "put a text in quotes; what several rules share goes into a list under lists:",
                )

    def location(self, mark: Any) -> Location:
        return Location(self.path, mark.line + 1, mark.column + 1)

    def build(self, node: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            self.tell_too_deep(Spot(self.location(node.start_mark)))
            raise _TooDeepError
        if node.id == "scalar":
            return self.scalar(node)
        if node.tag not in _COLLECTION_TAGS:
            self.tell_tag(node)
        if node.id == "mapping":
            template = self.template_at(node)
            return self.mapping(node, depth) if template is None else template
        elements = tuple(self.build(child, depth + 1) for child in node.value)
        return Listing(self.location(node.start_mark), self.width(node), elements)

    def template_at(self, node: yaml.MappingNode) -> Scalar | None:
        """Return the text that *node* was meant as, `{{ kind }}`, told to need quotes; None if it is none."""
        start, end = node.start_mark, node.end_mark
        text = self.lines[start.line][start.column : end.column] if start.line == end.line else ""
        if not (text.startswith("{{") and text.endswith("}}")):
            return None
        place = self.location(start)
        self.tell(
            Code.YAML_SPECIAL_CHARACTER,
            Spot(place, len(text)),
            'a text cannot begin with "{" in YAML: that begins a mapping',
            f'put the whole text in quotes: "{text}"',
        )
        return Scalar(place, len(text), text)

    def scalar(self, node: yaml.ScalarNode) -> Scalar:
        start, end, value = node.start_mark, node.end_mark, node.value
        line, column, last = start.line, start.column, end.line
        place = Location(self.path, line + 1, column + 1)
        kind = _KINDS.get(node.tag)
        width = max(1, end.column - column) if line == last else self.width(node)
        if kind is None:
            self.tell_tag(node)
            return Scalar(place, width, value or node.tag)
        if node.style or not value:
            return Scalar(place, width, value, kind)
        if line != last and "\n" not in value:
            return Scalar(place, width, value, kind, runs_on=True)
        return Scalar(place, width, value, kind, cut=self.cut_after(last, end.column))

    def cut_after(self, number: int, column: int) -> str:
        line = self.lines[number] if number < len(self.lines) else ""
        found = _CUT.match(line, column) if "#" in line else None
        return found["rest"].strip() if found else ""

    def mapping(self, node: yaml.MappingNode, depth: int) -> Mapping:
        entries = tuple(self.entries(node, depth))
        if node.flow_style or not entries:
            return Mapping(self.location(node.start_mark), self.width(node), entries)
        first = entries[0].key
        return Mapping(first.location, first.width, entries)

    def entries(self, node: yaml.MappingNode, depth: int) -> Iterator[YamlEntry]:
        first_of: dict[str, Scalar] = {}
        for key_node, value_node in node.value:
            key = self.build(key_node, depth + 1)
            value = self.build(value_node, depth + 1)
            if key_node.start_mark.column > 1 and self.is_questioned(key):
                self.tell(
                    Code.YAML_SPECIAL_CHARACTER,
                    Spot(Location(self.path, key.location.line, key.location.column - 2)),
                    'a text cannot begin with "?" and a space in YAML',
                    "put the whole text in quotes",
                )
            elif not isinstance(key, Scalar) or not key.value.strip():
                self.tell(
                    Code.YAML_KEY,
                    Spot(key.location, key.width),
                    "a plain word must stand before the colon",
                    "write name: value; a text with curly brackets at its beginning must stand in quotes",
                )
            elif key.value == "<<":
                self.tell(
                    Code.YAML_REFERENCE,
                    Spot(key.location, 2),
                    '"<<" is a reference, and rules do not use references',
                    "write out what is meant, or use a list for what several rules share",
                )
            elif key.value in first_of:
                self.tell_duplicate(key, first_of[key.value])
            else:
                first_of[key.value] = key
                yield YamlEntry(key, value)

    def is_questioned(self, key: Node) -> bool:
        """Tell whether YAML's own sign for a name, a question mark, stands before *key*."""
        line, column = self.lines[key.location.line - 1], key.location.column - 1
        return line[max(0, column - 2) : column] == "? "

    def tell_duplicate(self, key: Scalar, first: Scalar) -> None:
        self.tell(
            Code.DUPLICATE_KEY,
            Spot(key.location, key.width),
            f'"{key.value}" is given twice; the first is at line {first.location.line}, '
            f"column {first.location.column}",
            "keep one of them, or put both in one list",
        )

    def tell_tag(self, node: yaml.Node) -> None:
        tag = node.tag.replace("tag:yaml.org,2002:", "!!")
        self.tell(
            Code.YAML_TAG,
            Spot(self.location(node.start_mark), min(len(tag), 40)),
            f'"{tag[:40]}" is a YAML tag, and rules do not use tags',
            "if it belongs to a text, put the whole text in quotes",
        )

    def width(self, node: yaml.Node) -> int:
        start, end = node.start_mark, node.end_mark
        if start.line == end.line:
            return max(1, int(end.column - start.column))
        is_inline = isinstance(self.lines[start.line], str) and getattr(node, "flow_style", None) is not False
        return max(1, len(self.lines[start.line].rstrip()) - int(start.column)) if is_inline else 1


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
