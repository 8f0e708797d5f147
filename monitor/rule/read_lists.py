"""Named lists: `lists:` at the top of a rule file, with entries in place or in a text file."""

from __future__ import annotations

import re
from pathlib import Path

from monitor.errors import Location
from monitor.located.error_codes import Code
from monitor.located.yaml_tree import Listing, Mapping, Node, Scalar, Spot
from monitor.rule.condition import Phrase
from monitor.rule.files import FileTrouble, looks_like_words, read_text_file
from monitor.rule.read_text import check_phrase, doubt_duplicates, read_phrase
from monitor.rule.read_value import Keys, NamedList, RuleReading, read_mapping, read_text, shape_of

_NAME = re.compile(r"[A-Za-z0-9][\w-]*")
_FROM_FILE = Keys(of="a list", known=frozenset({"file"}), required=("file",))


def read_lists(reading: RuleReading, node: Node, folder: Path) -> None:
    """Add every list that *node* defines to the reading; *folder* is where relative files are meant from."""
    if not isinstance(node, Mapping):
        reading.tell(
            Code.WRONG_TYPE,
            node,
            f"lists must be names with their entries, but this is {shape_of(node)}",
            "write the name of a list, a colon, and its entries below it",
        )
        return
    for entry in node.entries:
        _read_list(reading, entry.key, entry.value, folder)


def _read_list(reading: RuleReading, key: Scalar, node: Node, folder: Path) -> None:
    name = key.value
    if name in ("rules", "lists", "entities", "words", "conditions", "exceptions", "defaults"):
        reading.tell(
            Code.BAD_LIST_NAME,
            key,
            f'"{name}" stands under lists:, where it would be the name of a list',
            "take the blanks before it away, so that it stands level with lists:",
        )
        return
    if not _NAME.fullmatch(name):
        reading.tell(
            Code.BAD_LIST_NAME,
            key,
            f'"{name}" is no name for a list',
            "use letters, digits, dashes and underscores",
        )
    first = reading.lists.get(name)
    if first is not None:
        reading.tell(
            Code.DUPLICATE_LIST,
            key,
            f'the list "{name}" is defined twice; the first is at {first.spot.location}',
            "lists are shared by all rule files: give one of them another name",
        )
        return
    entries = read_entries(reading, node, folder)
    reading.lists[name] = NamedList(name, Spot(key.location, key.width), entries)


def read_entries(reading: RuleReading, node: Node, folder: Path) -> tuple[Phrase, ...] | None:
    """Return the phrases that *node* lists in place or in a file, which is meant from *folder*."""
    if isinstance(node, Listing):
        return _entries_in_place(reading, node)
    if isinstance(node, Mapping):
        mapping = read_mapping(reading, node, _FROM_FILE)
        file_node = mapping.get("file") if mapping else None
        return None if file_node is None else _entries_of_file(reading, file_node, folder)
    return _entries_of_file(reading, node, folder)


def _entries_in_place(reading: RuleReading, node: Listing) -> tuple[Phrase, ...] | None:
    if not node.elements:
        reading.tell(Code.EMPTY_LIST, node, "the list has no entries", "give it at least one phrase")
        return None
    phrases: list[Phrase] = []
    spots: list[tuple[Spot, str]] = []
    for element in node.elements:
        phrase = _entry(reading, element)
        if phrase is not None:
            phrases.append(phrase)
            spots.append((Spot(element.location, element.width), phrase.text))
    doubt_duplicates(reading, spots)
    return tuple(phrases) if len(phrases) == len(node.elements) else None


def _entry(reading: RuleReading, element: Node) -> Phrase | None:
    if isinstance(element, Scalar):
        return read_phrase(reading, element, "an entry of a list")
    reading.tell(
        Code.WRONG_TYPE,
        element,
        f"an entry of a list must be a phrase, but this is {shape_of(element)}",
        "conditions go under when:; a phrase with a colon must stand in quotes",
    )
    return None


def _entries_of_file(reading: RuleReading, node: Node, folder: Path) -> tuple[Phrase, ...] | None:
    name = read_text(reading, node, "the file of a list")
    if name is None:
        return None
    path = folder / name
    try:
        text = read_text_file(str(path))
    except FileTrouble as trouble:
        reading.tell(
            Code.LIST_FILE,
            node,
            f'the file of this list cannot be read: "{trouble.path}" {trouble.reason}',
            "the path is meant from the folder of the rule file; for entries in place, use a dash for each",
        )
        return None
    return _phrases_of_lines(reading, node, str(path), text)


def _phrases_of_lines(reading: RuleReading, node: Node, path: str, text: str) -> tuple[Phrase, ...] | None:
    lines = text.splitlines()
    if looks_like_words(text):
        reading.lines_of.setdefault(path, tuple(lines))
    else:
        reading.keep_unshown(path)
    spots = [
        (Spot(Location(path, number, len(line) - len(line.lstrip()) + 1), len(words)), words)
        for number, line in enumerate(lines, 1)
        if (words := line.partition("#")[0].strip())
    ]
    if not spots:
        reading.tell(
            Code.EMPTY_LIST, node, f'the file "{path}" has no entries', "write one phrase a line into it"
        )
        return None
    phrases = [check_phrase(reading, spot, words) for spot, words in spots]
    doubt_duplicates(reading, spots)
    good = tuple(phrase for phrase in phrases if phrase is not None)
    return good if len(good) == len(phrases) else None
