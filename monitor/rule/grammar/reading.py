"""The state of one load of rule files: names defined so far, and all faults with their places.

What reads a node raises `Amiss` with all that is wrong in it. pydantic goes on with the rest and gathers
them; `RuleReading.read`, and `Told` in a model, tell what was gathered, so that all comes at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from monitor.errors import Fault, Gravity, Location
from monitor.extract.entity import Entity
from monitor.extract.lexicon.taught import Taught, Use
from monitor.located.error_codes import Code, printable
from monitor.located.yaml_tree import Node, Spot
from monitor.rule.condition import Condition, Phrase

Value = TypeVar("Value")
Part = TypeVar("Part")


class Amiss(ValueError):
    """What was read cannot be used; `faults` say why, none where that is reported already."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__()


def faults_in(error: ValidationError) -> Iterator[Fault]:
    """Yield the faults of every `Amiss` that pydantic gathered; a table reports itself what is missing."""
    for one in error.errors(include_url=False, include_input=False):
        if one["type"] != "missing":
            amiss: Amiss = one["ctx"]["error"]
            yield from amiss.faults


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list that rules can name. `entries` is None when it was reported to be faulty."""

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
    """One load in progress: the lists known so far, and every fault found.

    `rule_keys` are the keys of a rule: hints name one that stands in the wrong place. `rule` is the id of
    the rule that is being read, and `number` that of its test. `spared` are names that it may lack although
    others need them.
    """

    lines_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    folders: dict[str, Path] = field(default_factory=dict)
    unshown: set[str] = field(default_factory=set)
    rule_keys: frozenset[str] = frozenset()
    spared: frozenset[str] = frozenset()
    rule: str = ""
    number: int = 0
    lists: dict[str, NamedList] = field(default_factory=dict)
    used_lists: set[str] = field(default_factory=set)
    list_digests: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, NamedCondition] = field(default_factory=dict)
    used_conditions: set[str] = field(default_factory=set)
    entities: dict[str, Entity] = field(default_factory=dict)
    words: dict[tuple[str, Use, str], tuple[Taught, Location]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)

    def take(self, model: type[BaseModel], node: Node) -> Any:
        """Return what *node* says as *model*.

        Raises:
            Amiss: with all that is wrong in it.
        """
        try:
            return model.model_validate(node, context=self)
        except ValidationError as error:
            raise Amiss(*faults_in(error)) from None

    def read(self, model: type[BaseModel], node: Node) -> Any:
        """Return what *node* says as *model*, None when faults were reported."""
        try:
            return model.model_validate(node, context=self)
        except ValidationError as error:
            self.faults += faults_in(error)
            return None

    def attempt(self, read: Callable[[RuleReading, Part], Value], node: Part) -> Value | None:
        """Return what *read* makes of *node*, None when faults were reported."""
        try:
            return read(self, node)
        except Amiss as amiss:
            self.faults += amiss.faults
            return None

    def each(self, read: Callable[[RuleReading, Part], Value], nodes: Iterable[Part]) -> tuple[Value, ...]:
        """Return what *read* makes of each of *nodes*.

        Raises:
            Amiss: with the faults of all of them.
        """
        good: list[Value] = []
        amiss: list[Amiss] = []
        for node in nodes:
            try:
                good.append(read(self, node))
            except Amiss as one:
                amiss.append(one)
        if amiss:
            raise Amiss(*(fault for one in amiss for fault in one.faults))
        return tuple(good)

    def knows(self, name: str) -> bool:
        """Return whether *name* is somebody's, or a country's, in the lexicon or under `entities:`."""
        from monitor.extract.lexicon import Lexicon

        folded = name.casefold()
        own = (text for one in self.entities.values() for text in (one.name, *one.aliases, *one.surnames))
        return any(text.casefold() == folded for text in own) or Lexicon.load_default().knows(name)

    def knows_organ(self, name: str) -> bool:
        """Return whether *name* is an institution's, "Turkish Foreign Ministry", say."""
        from monitor.extract.lexicon import Lexicon

        return Lexicon.load_default().organ_named(name) is not None

    def amiss(self, code: Code, at: Spot | Node, message: str, hint: str = "") -> Amiss:
        """Return one fault to be raised."""
        return Amiss(self.fault(code, at, message, hint))

    def tell(self, code: Code, at: Spot | Node, message: str, hint: str = "") -> None:
        """Note an error at a place, and go on."""
        self.faults.append(self.fault(code, at, message, hint))

    def doubt(self, code: Code, at: Spot | Node, message: str, hint: str = "") -> None:
        """Note something that is probably not meant but does not stop the load."""
        self.doubts.append(replace(self.fault(code, at, message, hint), gravity=Gravity.DOUBT))

    def keep_unshown(self, path: str) -> None:
        """Let faults in the file at *path*, which may be one of secrets, say nothing of what it holds."""
        self.lines_of[path] = ()
        self.unshown.add(path)

    def folder_of(self, node: Node) -> Path:
        """Return the folder that a relative path at *node* is meant from: that of its file."""
        return self.folders[node.location.path]

    def line_at(self, location: Location) -> str:
        """Return the line of a file that *location* is in, or nothing."""
        lines = self.lines_of.get(location.path, ())
        return lines[location.line - 1] if location.line <= len(lines) else ""

    def fault(self, code: Code, at: Spot | Node, message: str, hint: str = "") -> Fault:
        """Return a fault at a place, with the line it stands in."""
        fault = Fault(
            code=code,
            location=at.location,
            message=printable(message),
            hint=printable(hint),
            line_text=self.line_at(at.location),
            width=at.width,
        )
        return unshown(fault) if at.location.path in self.unshown else fault
