"""The `tests:` of a rule as examples."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.errors import did_you_mean
from monitor.fact.model import ContactKind, ContactStatus, Denies
from monitor.rule.document import Kind, Mapping, Node, Scalar
from monitor.rule.examples import Example, ExampleArticle, Expected, FactExpectation
from monitor.rule.faults import Code
from monitor.rule.read_article import read_date
from monitor.rule.read_value import (
    Keys,
    Reading,
    read_choice,
    read_elements,
    read_mapping,
    read_prose,
    read_text,
    read_texts,
    read_truth,
)

_TEST = Keys(of="a test", known=frozenset({"name", "article", "expect"}), required=("article", "expect"))
_TEXT_KEYS = ("title", "text", "publisher", "language", "path")
_ARTICLE = Keys(of="the article of a test", known=frozenset({*_TEXT_KEYS, "published", "received", "file"}))
_BESIDE_FILE = frozenset({"file", "received"})
_EXPECT = Keys(of="expect", known=frozenset({"evidence", "facts"}))
_FACTS = Keys(of="facts", known=frozenset({"contacts", "denials"}))

ValueReader = Callable[[Reading, Node, str], Any]


def read_tests(reading: Reading, node: Node, rule: str, folder: Path) -> tuple[Example, ...]:
    """Return the tests in *node* that could be read; files are meant from *folder*."""
    elements = read_elements(reading, node, "tests") or ()
    examples = [
        _read_test(reading, element, (rule, number), folder) for number, element in enumerate(elements, 1)
    ]
    return tuple(example for example in examples if example is not None)


def _read_test(reading: Reading, node: Node, of: tuple[str, int], folder: Path) -> Example | None:
    mapping = read_mapping(reading, node, _TEST)
    if mapping is None:
        return None
    rule, number = of
    name_node, article_node, expect_node = (mapping.get(key) for key in ("name", "article", "expect"))
    name = f"test {number}" if name_node is None else read_prose(reading, name_node, "the name of a test")
    article = None if article_node is None else _read_article(reading, article_node, folder)
    expectation = None if expect_node is None else _read_expectation(reading, expect_node)
    if name is None or article is None or expectation is None:
        return None
    return Example(
        rule=rule, name=" ".join(name.split()), location=mapping.location, article=article, **expectation
    )


def _read_article(reading: Reading, node: Node, folder: Path) -> ExampleArticle | None:
    mapping = read_mapping(reading, node, _ARTICLE)
    if mapping is None:
        return None
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


def _read_part(reading: Reading, mapping: Mapping, key: str) -> str | None:
    node = mapping.get(key)
    if node is None or (isinstance(node, Scalar) and node.kind is Kind.TEXT and not node.value.strip()):
        return None  # `title: ""` is how people say that there is none
    return read_prose(reading, node, f'the article\'s "{key}"')


def _read_date_of(reading: Reading, mapping: Mapping, key: str) -> datetime | None:
    node = mapping.get(key)
    return None if node is None else read_date(reading, node, key)


def _tell_ill_matched(reading: Reading, mapping: Mapping) -> None:
    names = {entry.key.value for entry in mapping.entries}
    if "file" in names and (beside := sorted((names & _ARTICLE.known) - _BESIDE_FILE)):
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


def _read_file(reading: Reading, node: Node, folder: Path) -> str | None:
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


def _read_expectation(reading: Reading, node: Node) -> dict[str, Any] | None:
    if isinstance(node, Mapping):
        return _read_details(reading, node)
    known = [expected.value for expected in Expected]
    if isinstance(node, Scalar) and node.value in known:
        return {"expected": Expected(node.value)}
    if isinstance(node, Scalar) and node.kind is Kind.TRUTH:
        reading.tell(
            Code.BAD_EXPECTATION,
            node,
            f'a test cannot expect "{node.value}" alone',
            "write expect: match, or expect: no match",
        )
    elif isinstance(node, Scalar):
        near = did_you_mean(node.value, known)
        hint = near if near.startswith("did") else 'write match, no match, or {evidence: ["…"]}'
        reading.tell(Code.BAD_EXPECTATION, node, f'a test cannot expect "{node.value}"', hint)
    else:
        reading.tell(
            Code.BAD_EXPECTATION,
            node,
            "a test cannot expect a list",
            'write {evidence: ["…"]}, match, or no match',
        )
    return None


def _read_details(reading: Reading, node: Mapping) -> dict[str, Any] | None:
    count = len(reading.faults)
    read_mapping(reading, node, _EXPECT)
    if not node.entries:
        reading.tell(Code.BAD_EXPECTATION, node, "this expects nothing", "write match or no match")
    evidence_node, facts_node = node.get("evidence"), node.get("facts")
    evidence = () if evidence_node is None else read_texts(reading, evidence_node, "evidence")
    facts = {} if facts_node is None else _read_facts(reading, facts_node)
    if len(reading.faults) > count or evidence is None:
        return None
    return {"expected": Expected.MATCH, "evidence": tuple(text for text, _ in evidence), **facts}


def _read_facts(reading: Reading, node: Node) -> dict[str, tuple[FactExpectation, ...]]:
    mapping = read_mapping(reading, node, _FACTS)
    facts: dict[str, tuple[FactExpectation, ...]] = {}
    for entry in mapping.entries if mapping else ():
        if entry.key.value in _FACTS.known:
            readers = _CONTACT if entry.key.value == "contacts" else _DENIAL
            elements = read_elements(reading, entry.value, entry.key.value) or ()
            facts[entry.key.value] = tuple(_read_fact(reading, element, readers) for element in elements)
    return facts


def _read_fact(reading: Reading, node: Node, readers: dict[str, ValueReader]) -> FactExpectation:
    keys = Keys(of="a contact" if readers is _CONTACT else "a denial", known=frozenset(readers))
    mapping = read_mapping(reading, node, keys)
    return {
        entry.key.value: readers[entry.key.value](reading, entry.value, entry.key.value)
        for entry in (mapping.entries if mapping else ())
        if entry.key.value in readers
    }


def _texts(reading: Reading, node: Node, what: str) -> list[str]:
    return [text for text, _ in read_texts(reading, node, what) or ()]


def _one_of(choices: type[ContactKind | ContactStatus | Denies]) -> ValueReader:
    def read(reading: Reading, node: Node, what: str) -> str | None:
        return read_choice(reading, node, what, [choice.value for choice in choices])

    return read


def _contact_or_none(reading: Reading, node: Node, _what: str) -> FactExpectation | None:
    if isinstance(node, Scalar) and node.kind is Kind.NOTHING:
        return None
    return _read_fact(reading, node, _CONTACT)


_CONTACT: dict[str, ValueReader] = {
    "participants": _texts,
    "kind": _one_of(ContactKind),
    "status": _one_of(ContactStatus),
    "attribution": _texts,
    "when": read_text,
    "evidence": _texts,
}
_DENIAL: dict[str, ValueReader] = {
    "by": read_text,
    "role": read_text,
    "official": read_truth,
    "denies": _one_of(Denies),
    "contact": _contact_or_none,
    "evidence": _texts,
}
