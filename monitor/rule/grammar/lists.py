"""The `lists:` table of a rule file: named lists, in place or from a text file."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Annotated

from pydantic import Field, WithJsonSchema

from monitor.errors import Location
from monitor.located.error_codes import Code, explain
from monitor.located.keys import TEXT, Line, must
from monitor.located.yaml_tree import Listing, Mapping, Node, Scalar, Spot
from monitor.rule.condition import Phrase
from monitor.rule.files import FileTrouble, looks_like_words, read_text_file
from monitor.rule.grammar.phrases import PHRASE, check_phrase, doubt_duplicates, read_phrase
from monitor.rule.grammar.reading import Amiss, NamedList, RuleReading
from monitor.rule.grammar.reads import Reads
from monitor.rule.grammar.table import KeyTable
from monitor.rule.grammar.values import read_text, shape_of

_NAME = re.compile(r"[A-Za-z0-9][\w-]*")


explain(
    Code.LIST_FILE,
    "The text file of a list is missing or cannot be read. The path is meant from the folder of the rule "
    "file. One phrase a line; what follows a # is a comment.",
)


def read_file(reading: RuleReading, node: Node) -> tuple[Phrase, ...]:
    """Return the phrases of the text file that *node* names, one a line."""
    path = reading.folder_of(node) / read_text(reading, node, "the file of a list")
    try:
        text = read_text_file(str(path))
    except FileTrouble as trouble:
        raise reading.amiss(
            Code.LIST_FILE,
            node,
            f'the file of this list cannot be read: "{trouble.path}" {trouble.reason}',
            "the path is meant from the folder of the rule file; for entries in place, use a dash for each",
        ) from None
    return _phrases_of_lines(reading, node, str(path), text)


class ListFileSpec(KeyTable, of="a list"):
    """A text file with a phrase a line."""

    file: Annotated[tuple[Phrase, ...], Reads(read_file, TEXT)] = must(
        "A text file; the path starts at the rule file.", "words.txt"
    )


explain(Code.EMPTY_LIST, "The list has no entries.")


def read_entries(reading: RuleReading, node: Node) -> tuple[Phrase, ...]:
    """Return the phrases that *node* lists in place or in a file."""
    if isinstance(node, Mapping):
        phrases: tuple[Phrase, ...] = reading.take(ListFileSpec, node).file
        return phrases
    if not isinstance(node, Listing):
        return read_file(reading, node)
    if not node.elements:
        hint = "give it at least one phrase"
        raise reading.amiss(Code.EMPTY_LIST, node, "the list has no entries", hint)
    found = [(Spot(one.location, one.width), reading.attempt(_entry, one)) for one in node.elements]
    good = [(spot, phrase) for spot, phrase in found if phrase is not None]
    doubt_duplicates(reading, [(spot, phrase.text) for spot, phrase in good])
    if len(good) < len(found):
        raise Amiss
    return tuple(phrase for _, phrase in good)


def _entry(reading: RuleReading, element: Node) -> Phrase:
    if isinstance(element, Scalar):
        return read_phrase(reading, element, "an entry of a list")
    raise reading.amiss(
        Code.WRONG_TYPE,
        element,
        f"an entry of a list must be a phrase, but this is {shape_of(element)}",
        "conditions go under when:; a phrase with a colon must stand in quotes",
    )


Word = Annotated[str, WithJsonSchema(PHRASE)]
Words = Annotated[tuple[Word, ...], Field(min_length=1)]
Entries = Annotated[tuple[Phrase, ...], Reads(read_entries, Words | Line | ListFileSpec)]
"""The entries of a list: in place, or in a file that is named."""


def read_lists(reading: RuleReading, node: Node, top_names: Collection[str]) -> None:
    """Add every list that *node* defines to the reading."""
    if not isinstance(node, Mapping):
        reading.tell(
            Code.WRONG_TYPE,
            node,
            f"lists must be names with their entries, but this is {shape_of(node)}",
            "write the name of a list, a colon, and its entries below it",
        )
        return
    for entry in node.entries:
        _read_list(reading, entry.key, entry.value, top_names)


explain(
    Code.DUPLICATE_LIST,
    "Two lists share one name. Lists are shared by all rule files, so their names are unique.",
)
explain(Code.BAD_LIST_NAME, "A list's name is made of letters, digits, dashes and underscores.")


def _read_list(reading: RuleReading, key: Scalar, node: Node, top_names: Collection[str]) -> None:
    name = key.value
    if name in top_names:
        said = f'"{name}" stands under lists:, where it would be the name of a list'
        hint = "take the blanks before it away, so that it stands level with lists:"
        reading.tell(Code.BAD_LIST_NAME, key, said, hint)
        return
    if not _NAME.fullmatch(name):
        hint = "use letters, digits, dashes and underscores"
        reading.tell(Code.BAD_LIST_NAME, key, f'"{name}" is no name for a list', hint)
    first = reading.lists.get(name)
    if first is not None:
        said = f'the list "{name}" is defined twice; the first is at {first.spot.location}'
        hint = "lists are shared by all rule files: give one of them another name"
        reading.tell(Code.DUPLICATE_LIST, key, said, hint)
        return
    entries = reading.attempt(read_entries, node)
    reading.lists[name] = NamedList(name, Spot(key.location, key.width), entries)


def _phrases_of_lines(reading: RuleReading, node: Node, path: str, text: str) -> tuple[Phrase, ...]:
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
        said = f'the file "{path}" has no entries'
        raise reading.amiss(Code.EMPTY_LIST, node, said, "write one phrase a line into it")
    doubt_duplicates(reading, spots)
    return reading.each(lambda _, one: check_phrase(reading, *one), spots)
