"""From rule files to rules: all files, all faults at once.

    paths -> documents -> lists of all files -> rules of all files -> LoadedRules | RuleError

Lists come first because they are shared by all files, whatever their order.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from monitor.article.paths import display_path
from monitor.errors import Fault, Location, RuleError
from monitor.fact.entity import Entity
from monitor.fact.lexicon.taught import Taught
from monitor.rule.check_sequence import check_sequences
from monitor.rule.document import Document, Mapping, Node, Scalar, Spot, parse_document
from monitor.rule.examples import Example
from monitor.rule.faults import Code
from monitor.rule.files import FileTrouble, decode, read_text_file, rule_files
from monitor.rule.model import Rule
from monitor.rule.read_fact import read_entities
from monitor.rule.read_lists import read_lists
from monitor.rule.read_rule import read_rule
from monitor.rule.read_value import Keys, Reading, read_elements, read_mapping
from monitor.rule.read_words import read_words

_TOP = Keys(of="a rule file", known=frozenset({"rules", "lists", "entities", "words"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedRules:
    """What rule files say. `doubts` are worth a look but do no harm; `files` are the files read, as named.

    `entities` are the people and bodies that the files define, `taught` the words.
    """

    rules: tuple[Rule, ...]
    examples: tuple[Example, ...] = ()
    doubts: tuple[Fault, ...] = ()
    entities: tuple[Entity, ...] = ()
    taught: tuple[Taught, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    """A document with the folder that relative paths in it are meant from."""

    document: Document
    folder: Path


def load_rules(paths: Sequence[str | os.PathLike[str]]) -> LoadedRules:
    """Load all rules of the files and folders *paths*; a folder is searched for `*.yaml` and `*.yml`.

    Raises:
        RuleError: with every fault of all files.
    """
    faults: list[Fault] = []
    with _collection_paused():
        files = [file for path in _files_of(paths, faults) if (file := _read_file(path, faults)) is not None]
        return _assemble(files, faults)


def load_rules_text(text: str | bytes, name: str = "<text>") -> LoadedRules:
    """Load rules from *text*; *name* stands for the file in faults, and its folder is where paths start.

    Raises:
        RuleError: with every fault.
    """
    shown = display_path(name)
    try:
        decoded = decode(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"), name)
    except FileTrouble as trouble:
        return _assemble([], [_fault_of(trouble)])
    with _collection_paused():
        return _assemble([_File(parse_document(decoded, shown), Path(name).parent)], [])


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Keep the cyclic collector from walking a tree that only grows: it takes most of a large load."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _files_of(paths: Iterable[str | os.PathLike[str]], faults: list[Fault]) -> list[str]:
    """Return every rule file once, even when it is named both by itself and through its folder."""
    found: dict[str, str] = {}
    for path in paths:
        try:
            for file in rule_files(os.fspath(path)):
                found.setdefault(os.path.realpath(file), file)
        except FileTrouble as trouble:
            faults.append(_fault_of(trouble))
    return list(found.values())


def _read_file(path: str, faults: list[Fault]) -> _File | None:
    try:
        text = read_text_file(path)
    except FileTrouble as trouble:
        faults.append(_fault_of(trouble))
        return None
    return _File(parse_document(text, display_path(path)), Path(path).parent)


def _fault_of(trouble: FileTrouble) -> Fault:
    return Fault(
        code=trouble.code,
        location=Location(trouble.path, trouble.line, trouble.column),
        message=f"this {trouble.reason}",
        hint=trouble.hint,
        line_text=trouble.line_text,
    )


def _assemble(files: Sequence[_File], faults: Sequence[Fault]) -> LoadedRules:
    reading = Reading(faults=list(faults))
    tops = [(top, file.folder) for file in files if (top := _top_of(reading, file.document)) is not None]
    for top, folder in tops:
        if (lists := top.get("lists")) is not None:
            read_lists(reading, lists, folder)
        if (entities := top.get("entities")) is not None:
            read_entities(reading, entities)
        if (words := top.get("words")) is not None:
            read_words(reading, words, folder)
    rules: list[Rule] = []
    nodes: dict[str, Node] = {}
    examples: list[Example] = []
    first_of: dict[str, Location] = {}
    for top, folder in tops:
        for node in _rule_nodes(reading, top):
            _tell_duplicate_id(reading, node, first_of)
            rule, tests = read_rule(reading, node, folder)
            if rule:
                rules.append(rule)
                nodes[rule.id] = node
            examples += tests
    check_sequences(reading, rules, nodes, first_of)
    _doubt_unused_lists(reading)
    if reading.faults:
        raise RuleError(reading.faults)
    doubts = tuple(sorted(reading.doubts, key=lambda doubt: doubt.location))
    names = tuple(file.document.path for file in files)
    return LoadedRules(
        rules=tuple(rules),
        examples=tuple(examples),
        doubts=doubts,
        entities=tuple(reading.entities.values()),
        taught=tuple(word for word, _ in reading.words.values()),
        files=names,
    )


def _top_of(reading: Reading, document: Document) -> Mapping | None:
    reading.lines_of[document.path] = document.lines
    reading.faults += document.faults
    if document.faults and document.root is None:
        return None
    root = document.root
    start = Spot(Location(document.path))
    if root is None or (isinstance(root, Scalar) and not root.value):
        reading.tell(
            Code.EMPTY_FILE, start, "this file holds nothing", "begin it with rules:, or take it away"
        )
        return None
    top = read_mapping(reading, root, _TOP)
    if top is not None and not top.entries:
        reading.tell(
            Code.MISSING_KEY, start, 'a rule file needs "rules:" (or "lists:")', "begin it with rules:"
        )
    return top


def _rule_nodes(reading: Reading, top: Mapping) -> tuple[Node, ...]:
    node = top.get("rules")
    return () if node is None else read_elements(reading, node, "rules") or ()


def _tell_duplicate_id(reading: Reading, node: Node, first_of: dict[str, Location]) -> None:
    id_ = node.get("id") if isinstance(node, Mapping) else None
    if not isinstance(id_, Scalar) or not id_.value:
        return
    first = first_of.setdefault(id_.value, id_.location)
    if first is not id_.location:
        reading.tell(
            Code.DUPLICATE_ID,
            id_,
            f'the id "{id_.value}" is taken; the first rule of that id is at {first}',
            "ids are unique over all rule files: give one of the two another id",
        )


def _doubt_unused_lists(reading: Reading) -> None:
    for name in sorted(reading.lists.keys() - reading.used_lists):
        reading.doubt(
            Code.UNUSED_LIST,
            reading.lists[name].spot,
            f'no rule uses the list "{name}"',
            f"use it: list: {name}",
        )
