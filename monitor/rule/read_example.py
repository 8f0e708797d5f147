"""The articles of tests: one by itself, or each of a series."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from monitor.located.error_codes import Code
from monitor.located.yaml_tree import Mapping, Node, Scalar, ScalarKind
from monitor.rule.examples import ExampleArticle
from monitor.rule.read_article import read_date
from monitor.rule.read_value import Keys, RuleReading, read_mapping, read_prose, read_text

_TEXT_KEYS = ("title", "text", "publisher", "language", "path")
PARTS = frozenset({*_TEXT_KEYS, "published", "file"})
_ARTICLE = Keys(of="the article of a test", known=PARTS | {"received"})
_BESIDE_FILE = frozenset({"file", "received", "at"})


def read_example_article(reading: RuleReading, node: Node, folder: Path) -> ExampleArticle | None:
    """Return the one article of a test; its file is meant from *folder*."""
    mapping = read_mapping(reading, node, _ARTICLE)
    return None if mapping is None else read_parts(reading, mapping, folder)


def read_parts(reading: RuleReading, mapping: Mapping, folder: Path) -> ExampleArticle | None:
    """Return the article whose parts *mapping* holds, whatever other keys it has."""
    count = len(reading.faults)
    texts = {key: _read_part(reading, mapping, key) for key in _TEXT_KEYS}
    dates = {key: _read_date_of(reading, mapping, key) for key in ("published", "received")}
    file_node = mapping.get("file")
    file = None if file_node is None else _read_file(reading, file_node, folder)
    _tell_ill_matched(reading, mapping)
    if len(reading.faults) > count:
        return None
    return ExampleArticle(
        file=file,
        title=texts["title"] or "",
        text=texts["text"] or "",
        publisher=texts["publisher"],
        language=texts["language"],
        path=texts["path"],
        published=dates["published"],
        received=dates["received"],
    )


def _read_part(reading: RuleReading, mapping: Mapping, key: str) -> str | None:
    node = mapping.get(key)
    if node is None or (isinstance(node, Scalar) and node.kind is ScalarKind.TEXT and not node.value.strip()):
        return None  # `title: ""` is how people say that there is none
    return read_prose(reading, node, f'the article\'s "{key}"')


def _read_date_of(reading: RuleReading, mapping: Mapping, key: str) -> datetime | None:
    node = mapping.get(key)
    return None if node is None else read_date(reading, node, key)


def _tell_ill_matched(reading: RuleReading, mapping: Mapping) -> None:
    names = {entry.key.value for entry in mapping.entries}
    if "file" in names and (beside := sorted((names & PARTS) - _BESIDE_FILE)):
        reading.tell(
            Code.TEST_ARTICLE,
            mapping.key(beside[0]) or mapping,
            f'"{beside[0]}" stands beside "file", but the file says it itself',
            "keep either the file or the parts",
        )
    elif not names & {"file", "title", "text"}:
        reading.tell(
            Code.TEST_ARTICLE,
            mapping,
            "the article of this test has no text",
            "add title: and text:, or file:",
        )


def _read_file(reading: RuleReading, node: Node, folder: Path) -> str | None:
    name = read_text(reading, node, "the file of a test")
    if name is None:
        return None
    path = os.path.normpath(folder / name)
    if "\0" not in path and Path(path).is_file():
        return path
    # Only `monitor test` needs the article: a desk that clears its folder must not lose its rules.
    reading.doubt(
        Code.TEST_FILE,
        node,
        f'there is no file "{path}"',
        "the path is meant from the folder of the rule file",
    )
    return path
