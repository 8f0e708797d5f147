"""Parses YAML into located nodes: duplicate keys, anchors and YAML 1.1 surprises are faults.

References, tags, duplicate names, second documents and nesting bombs are refused here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from monitor.errors import Fault, Location
from monitor.located.error_codes import Code, explain, printable
from monitor.located.yaml_errors import fault_of
from monitor.located.yaml_guard import TOO_DEEP, unparsable
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

MAX_BYTES = 5_000_000
MAX_DEPTH = 80
_REFERENCE = re.compile(r"(?:^|[\s\[{,])[&*][^\s,\[\]{}]", re.MULTILINE)
_CUT = re.compile(r"[ \t]+(?P<rest>#[\w].*)")
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
_TEXT = ScalarKind.TEXT
_NO_TAGS = frozenset({None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})


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
    refused = unparsable(text, path)
    if refused is not None:
        builder.tell(*refused)
    root = None if builder.faults else builder.parse(text)
    return YamlDocument(path, lines, root, tuple(builder.faults))


class _TooDeepError(Exception):
    """The tree goes deeper than `MAX_DEPTH`."""


explain(
    Code.YAML_TAG,
    "A word beginning with an exclamation mark is a YAML tag. Rules have no use for tags; a text that "
    "begins with an exclamation mark must stand in quotes.",
)
explain(
    Code.DUPLICATE_KEY,
    "The same name is given twice in one mapping. YAML would silently keep the last; we refuse.",
)
explain(Code.YAML_KEY, "The name before a colon must be a plain word, not a list, a mapping or nothing.")


@dataclass(slots=True)
class _Builder:
    """Makes nodes of libyaml's events, and collects what is refused on the way."""

    path: str
    lines: tuple[str, ...]
    faults: list[Fault] = field(default_factory=list)
    following: Callable[[], Any] = field(init=False)
    builders: dict[type, Callable[[Any, int], Node]] = field(init=False)
    resolvers: dict[str, list[tuple[ScalarKind, Any]]] = field(init=False)
    """What YAML takes a plain text for, by its first character."""

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

    def tell_too_deep(self, spot: Spot) -> None:
        self.tell(Code.TOO_DEEP, spot, *TOO_DEEP)

    def parse(self, text: str) -> Node | None:
        import yaml

        try:
            if _REFERENCE.search(text):
                self.refuse_references(text)
            return None if self.faults else self.root(yaml.CSafeLoader(text).get_event)
        except yaml.YAMLError as error:
            self.faults = [fault_of(error, self.path, self.lines)]
            return None
        except _TooDeepError:
            return None

    def root(self, following: Callable[[], Any]) -> Node | None:
        """Build the one document that *following* yields the events of."""
        import yaml

        self.following = following
        self.builders = {
            yaml.ScalarEvent: self.scalar,
            yaml.SequenceStartEvent: self.listing,
            yaml.MappingStartEvent: self.mapping,
        }
        self.resolvers = {
            first: [(_KINDS[tag], pattern.match) for tag, pattern in those if tag in _KINDS]
            for first, those in yaml.CSafeLoader.yaml_implicit_resolvers.items()
        }
        following()
        start = following()
        if isinstance(start, yaml.StreamEndEvent):
            return None
        root = self.build(following(), 0)
        following()
        after = following()
        if not isinstance(after, yaml.StreamEndEvent):
            said = ("expected a single document in the stream", "but found another document")
            raise yaml.MarkedYAMLError(said[0], start.start_mark, said[1], after.start_mark)
        return root

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

    def build(self, event: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            self.tell_too_deep(Spot(self.location(event.start_mark)))
            raise _TooDeepError
        return self.builders[type(event)](event, depth)

    def listing(self, start: Any, depth: int) -> Listing:
        if start.tag not in _NO_TAGS:
            self.tell_tag(start)
        elements = []
        while type(event := self.following()) in self.builders:
            elements.append(self.build(event, depth + 1))
        return Listing(self.location(start.start_mark), self.width(start, event), tuple(elements))

    def template_at(self, start: Any, end: Any, count: int) -> Scalar | None:
        """Return the text that a mapping was meant as, `{{ kind }}`, or None.

        That it needs quotes is reported in place of the faults since *count*.
        """
        first, last = start.start_mark, end.end_mark
        text = self.lines[first.line][first.column : last.column] if first.line == last.line else ""
        if not (text.startswith("{{") and text.endswith("}}")):
            return None
        place = self.location(first)
        del self.faults[count:]
        self.tell(
            Code.YAML_SPECIAL_CHARACTER,
            Spot(place, len(text)),
            'a text cannot begin with "{" in YAML: that begins a mapping',
            f'put the whole text in quotes: "{text}"',
        )
        return Scalar(place, len(text), text)

    def scalar(self, event: Any, _: int) -> Scalar:
        start, end, value = event.start_mark, event.end_mark, event.value
        line, column, last = start.line, start.column, end.line
        place = Location(self.path, line + 1, column + 1)
        width = (end.column - column or 1) if line == last else self.width(event, event)
        if event.tag not in _NO_TAGS and event.tag not in _KINDS:
            self.tell_tag(event)
            return Scalar(place, width, value or event.tag)
        if event.tag not in _NO_TAGS:
            kind = _KINDS[event.tag]
        else:
            likely = event.implicit[0] and self.resolvers.get(value[:1])
            kind = next((kind for kind, fits in likely if fits(value)), _TEXT) if likely else _TEXT
        if event.style or not value:
            return Scalar(place, width, value, kind)
        if line != last and "\n" not in value:
            return Scalar(place, width, value, kind, runs_on=True)
        return Scalar(place, width, value, kind, cut=self.cut_after(last, end.column))

    def cut_after(self, number: int, column: int) -> str:
        line = self.lines[number] if number < len(self.lines) else ""
        found = _CUT.match(line, column) if "#" in line else None
        return found["rest"].strip() if found else ""

    def mapping(self, start: Any, depth: int) -> Mapping | Scalar:
        if start.tag not in _NO_TAGS:
            self.tell_tag(start)
        count = len(self.faults)
        entries: dict[str, YamlEntry] = {}
        while type(event := self.following()) in self.builders:
            key = self.build(event, depth + 1)
            value = self.build(self.following(), depth + 1)
            if self.is_key(key, entries):
                entries[key.value] = YamlEntry(key, value)
        if start.flow_style and (template := self.template_at(start, event, count)):
            return template
        if start.flow_style or not entries:
            return Mapping(self.location(start.start_mark), self.width(start, event), tuple(entries.values()))
        first = next(iter(entries.values())).key
        return Mapping(first.location, first.width, tuple(entries.values()))

    def is_key(self, key: Node, known: dict[str, YamlEntry]) -> TypeGuard[Scalar]:
        """Return whether *key* is a plain word that none of *known* is; what else it is, is reported."""
        if key.location.column > 2 and self.is_questioned(key):
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
        elif key.value in known:
            self.tell_duplicate(key, known[key.value].key)
        else:
            return True
        return False

    def is_questioned(self, key: Node) -> bool:
        """Return whether YAML's own sign for a name, a question mark, stands before *key*."""
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

    def tell_tag(self, node: Any) -> None:
        tag = node.tag.replace("tag:yaml.org,2002:", "!!")
        self.tell(
            Code.YAML_TAG,
            Spot(self.location(node.start_mark), min(len(tag), 40)),
            f'"{tag[:40]}" is a YAML tag, and rules do not use tags',
            "if it belongs to a text, put the whole text in quotes",
        )

    def width(self, first: Any, last: Any) -> int:
        start, end = first.start_mark, last.end_mark
        if start.line == end.line:
            return max(1, int(end.column - start.column))
        is_inline = getattr(first, "flow_style", None) is not False
        return max(1, len(self.lines[start.line].rstrip()) - int(start.column)) if is_inline else 1
