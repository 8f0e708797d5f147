"""Loads rule files into rules: all files, all faults at once.

    paths -> documents -> lists of all files -> rules of all files -> LoadedRules | RuleError

Lists come first because they are shared by all files, whatever their order.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as MappingOf
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from monitor.article.paths import display_path
from monitor.errors import Fault, Location, RuleError
from monitor.extract.entity import Entity
from monitor.extract.lexicon.taught import Taught
from monitor.located.error_codes import Code, explain
from monitor.located.yaml_parse import parse_document
from monitor.located.yaml_tree import Mapping, Node, Scalar, Spot, YamlDocument
from monitor.rule.check_sequence import check_sequences
from monitor.rule.condition import asks_for_people
from monitor.rule.examples import Example
from monitor.rule.files import FileTrouble, decode, looks_like_rules, read_text_file, rule_files
from monitor.rule.grammar.entities import read_entities
from monitor.rule.grammar.exceptions import exceptions_by_rule
from monitor.rule.grammar.file import FileSpec
from monitor.rule.grammar.lists import read_lists
from monitor.rule.grammar.named import doubt_unused_conditions, read_conditions
from monitor.rule.grammar.reading import RuleReading
from monitor.rule.grammar.rule import RuleSpec
from monitor.rule.grammar.values import read_elements
from monitor.rule.grammar.words import read_words
from monitor.rule.inherit import WrittenRule, read_defaults, whole_rules
from monitor.rule.lint import doubts_about
from monitor.rule.model import Rule
from monitor.rule.rule_of import read_rule


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedRules:
    """What rule files say. `doubts` are worth a look but do no harm; `files` are the files read, as named.

    `entities` are the people and bodies that the files define, `taught` the words; `lines_of` the lines
    of each file, to show where a doubt is.
    """

    rules: tuple[Rule, ...]
    examples: tuple[Example, ...] = ()
    doubts: tuple[Fault, ...] = ()
    entities: tuple[Entity, ...] = ()
    taught: tuple[Taught, ...] = ()
    files: tuple[str, ...] = ()
    lines_of: MappingOf[str, tuple[str, ...]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class _File:
    """A document with the folder that relative paths in it are meant from, and the pack it belongs to."""

    document: YamlDocument
    folder: Path
    pack: str = ""


def load_rules(paths: Sequence[str | os.PathLike[str]]) -> LoadedRules:
    """Load all rules of the files and folders *paths*; a folder is searched for `*.yaml` and `*.yml`.

    Raises:
        RuleError: with every fault of all files.
    """
    faults: list[Fault] = []
    with _collection_paused():
        found = _files_of(paths, faults)
        files = [file for path, pack in found if (file := _read_file(path, pack, faults)) is not None]
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
        return _assemble([_File(_parsed(decoded, shown), Path(name).parent)], [])


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


def _files_of(paths: Iterable[str | os.PathLike[str]], faults: list[Fault]) -> list[tuple[str, str]]:
    """Return every rule file with its pack, once, even when it is named by itself and through its folder."""
    found: dict[str, tuple[str, str]] = {}
    for path in paths:
        try:
            for file in rule_files(os.fspath(path)):
                found.setdefault(os.path.realpath(file), (file, pack_of(file, os.fspath(path))))
        except FileTrouble as trouble:
            faults.append(_fault_of(trouble))
    return list(found.values())


def pack_of(file: str, root: str) -> str:
    """Return the pack that *file*, found at *root*, belongs to: its folder's name, or path below *root*."""
    folder = Path(file).parent
    below = folder.relative_to(root).as_posix() if Path(root).is_dir() else "."
    return display_path(folder.resolve().name if below == "." else below)


def _read_file(path: str, pack: str, faults: list[Fault]) -> _File | None:
    try:
        text = read_text_file(path)
    except FileTrouble as trouble:
        faults.append(_fault_of(trouble))
        return None
    return _File(_parsed(text, display_path(path)), Path(path).parent, pack)


def _parsed(text: str, shown: str) -> YamlDocument:
    """Parse *text*; of what is no rule file nothing is shown but where and in what way it is none."""
    document = parse_document(text, shown)
    if looks_like_rules(text):
        return document
    root, faults = document.root, document.faults
    if not faults and _is_empty(root):
        return replace(document, lines=())
    code, location = (faults[0].code, faults[0].location) if faults else (Code.WRONG_TYPE, Location(shown))
    kind = Code(code).short_name.replace("-", " ")
    none = Fault(
        code=code,
        location=location,
        message=f"this is no rule file ({kind}); what it holds is not shown",
        hint=f'begin it with "rules:"; known here: {", ".join(sorted(FileSpec.known))}',
    )
    return YamlDocument(document.path, (), None, (none,))


def _is_empty(root: Node | None) -> bool:
    if isinstance(root, Mapping):
        return not root.entries
    return root is None or (isinstance(root, Scalar) and not root.value)


def _fault_of(trouble: FileTrouble) -> Fault:
    return Fault(
        code=trouble.code,
        location=Location(trouble.path, trouble.line, trouble.column),
        message=f"this {trouble.reason}",
        hint=trouble.hint,
        line_text=trouble.line_text,
    )


def _assemble(files: Sequence[_File], faults: Sequence[Fault]) -> LoadedRules:
    reading = RuleReading(faults=list(faults), rule_keys=RuleSpec.known)
    tops = [(top, file) for file in files if (top := _top_of(reading, file)) is not None]
    _read_shared(reading, [top for top, _ in tops])
    first_of: dict[str, Location] = {}
    written: list[WrittenRule] = []
    for top, file in tops:
        written += _written(reading, top, file, first_of)
    rules: list[Rule] = []
    nodes: dict[str, Node] = {}
    examples: list[Example] = []
    added = [node for top, _ in tops if (node := top.get("exceptions")) is not None]
    for whole in whole_rules(reading, written, exceptions_by_rule(reading, added, first_of)):
        rule, tests = read_rule(reading, whole)
        if rule:
            rules.append(rule)
            nodes[rule.id] = whole.node
        examples += tests
    check_sequences(reading, rules, nodes, first_of)
    _doubt_unused_lists(reading)
    doubt_unused_conditions(reading)
    if not reading.faults and not any(map(_asks_for_people, rules)):
        _doubt_unused_knowledge(reading, [top for top, _ in tops])
    if reading.faults:
        # what several rules take is read with each
        doubts_so_far = (*dict.fromkeys(reading.doubts), *doubts_about(rules, (), reading.lines_of))
        raise RuleError(dict.fromkeys(reading.faults), doubts=doubts_so_far)
    doubts = tuple(sorted(dict.fromkeys(reading.doubts), key=lambda doubt: doubt.location))
    names = tuple(file.document.path for file in files)
    return LoadedRules(
        rules=tuple(rules),
        examples=tuple(examples),
        doubts=doubts,
        entities=tuple(reading.entities.values()),
        taught=tuple(word for word, _ in reading.words.values()),
        files=names,
        lines_of=reading.lines_of,
    )


def _asks_for_people(rule: Rule) -> bool:
    return any(map(asks_for_people, (rule.when, *(one.when for one in rule.ranks))))


def _read_shared(reading: RuleReading, tops: Sequence[Mapping]) -> None:
    """Read what the rules of all files may name."""
    for top in tops:
        if (lists := top.get("lists")) is not None:
            read_lists(reading, lists, FileSpec.known)
        if (entities := top.get("entities")) is not None:
            read_entities(reading, entities)
        if (words := top.get("words")) is not None:
            read_words(reading, words)
    conditions = [node for top in tops if (node := top.get("conditions")) is not None]
    read_conditions(reading, conditions, FileSpec.known)


explain(
    Code.EMPTY_FILE,
    "The file holds nothing but blank lines and comments. Give it rules, or take it away.",
)


def _top_of(reading: RuleReading, file: _File) -> Mapping | None:
    document = file.document
    reading.lines_of[document.path] = document.lines
    reading.folders[document.path] = file.folder
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
    top: Mapping | None = reading.read(FileSpec, root)
    if top is not None and not top.entries:
        reading.tell(
            Code.MISSING_KEY, start, 'a rule file needs "rules:" (or "lists:")', "begin it with rules:"
        )
    return top


def _written(
    reading: RuleReading, top: Mapping, file: _File, first_of: dict[str, Location]
) -> Iterator[WrittenRule]:
    """Yield the rules of one file as they are written; *first_of* is where each id was first seen."""
    defaults = read_defaults(reading, top)
    for node in _rule_nodes(reading, top):
        _tell_duplicate_id(reading, node, first_of)
        yield WrittenRule(node=node, pack=file.pack, defaults=defaults)


def _rule_nodes(reading: RuleReading, top: Mapping) -> tuple[Node, ...]:
    node = top.get("rules")
    return () if node is None else reading.attempt(_read_rules, node) or ()


def _read_rules(reading: RuleReading, node: Node) -> tuple[Node, ...]:
    return read_elements(reading, node, "rules")


explain(Code.DUPLICATE_ID, "Two rules share one id. Ids are unique over all rule files together.")


def _tell_duplicate_id(reading: RuleReading, node: Node, first_of: dict[str, Location]) -> None:
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


explain(
    Code.UNUSED_KNOWLEDGE,
    "entities: and words: teach who and what is read in contacts and denials, but no rule asks for a "
    "contact or a denial, so they change nothing.",
)


def _doubt_unused_knowledge(reading: RuleReading, tops: Sequence[Mapping]) -> None:
    for top in tops:
        for key in (entry.key for entry in top.entries if entry.key.value in ("entities", "words")):
            reading.doubt(
                Code.UNUSED_KNOWLEDGE,
                key,
                f'"{key.value}:" changes nothing, because no rule asks for a contact or a denial',
                "use contact: or denial: in a rule, or a list for words that are only to be found",
            )


explain(Code.UNUSED_LIST, "No rule uses the list.")


def _doubt_unused_lists(reading: RuleReading) -> None:
    for name in sorted(reading.lists.keys() - reading.used_lists):
        reading.doubt(
            Code.UNUSED_LIST,
            reading.lists[name].spot,
            f'no rule uses the list "{name}"',
            f"use it: list: {name}",
        )
