"""The `tests:` of a rule as examples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.errors import did_you_mean, nearest
from monitor.extract.model import ContactKind, ContactStatus, Denies
from monitor.located.error_codes import Code
from monitor.located.yaml_tree import Mapping, Node, Scalar, ScalarKind
from monitor.rule.examples import Coming, Example, ExampleArticle, Expected, FactExpectation
from monitor.rule.read_example import read_example_article
from monitor.rule.read_series import START, read_series, read_told
from monitor.rule.read_value import (
    Keys,
    RuleReading,
    read_choice,
    read_elements,
    read_mapping,
    read_prose,
    read_text,
    read_texts,
    read_truth,
)

_TEST = Keys(of="a test", known=frozenset({"name", "article", "articles", "expect"}), required=("expect",))
_EXPECT = Keys(of="expect", known=frozenset({"evidence", "facts", "told"}))
_FACTS = Keys(of="facts", known=frozenset({"contacts", "denials"}))

ValueReader = Callable[[RuleReading, Node, str], Any]


def read_tests(reading: RuleReading, node: Node, rule: str, folder: Path) -> tuple[Example, ...]:
    """Return the tests in *node* that could be read; files are meant from *folder*."""
    elements = read_elements(reading, node, "tests") or ()
    examples = [
        _read_test(reading, element, (rule, number), folder) for number, element in enumerate(elements, 1)
    ]
    return tuple(example for example in examples if example is not None)


def _read_test(reading: RuleReading, node: Node, of: tuple[str, int], folder: Path) -> Example | None:
    mapping = read_mapping(reading, node, _TEST)
    if mapping is None:
        return None
    rule, number = of
    name_node, expect_node = mapping.get("name"), mapping.get("expect")
    name = f"test {number}" if name_node is None else read_prose(reading, name_node, "the name of a test")
    articles = _read_articles(reading, mapping, folder)
    start = START if articles is None else articles.start
    expectation = None if expect_node is None else _read_expectation(reading, expect_node, start)
    if name is None or articles is None or expectation is None:
        return None
    if articles.alone is not None and "told" in expectation:
        articles = _Articles(series=(Coming(at=start, location=mapping.location, article=articles.alone),))
    return Example(
        rule=rule,
        name=" ".join(name.split()),
        location=mapping.location,
        article=articles.alone,
        series=articles.series,
        **expectation,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Articles:
    """What a test is of: one article alone, or a series."""

    alone: ExampleArticle | None = None
    series: tuple[Coming, ...] = ()

    @property
    def start(self) -> datetime:
        if self.series:
            return self.series[0].at
        return (self.alone and (self.alone.received or self.alone.published)) or START


def _read_articles(reading: RuleReading, mapping: Mapping, folder: Path) -> _Articles | None:
    one, several = mapping.get("article"), mapping.get("articles")
    if one is not None and several is not None:
        reading.tell(
            Code.TEST_ARTICLES,
            mapping.key("articles") or mapping,
            "this test has both article: and articles:",
            "put the one article into the list, or make two tests of it",
        )
        return None
    if several is not None:
        series = read_series(reading, several, folder)
        return None if series is None else _Articles(series=series)
    if one is not None:
        article = read_example_article(reading, one, folder)
        return None if article is None else _Articles(alone=article)
    unknown = [entry.key.value for entry in mapping.entries if entry.key.value not in _TEST.known]
    if not any(nearest(name, _TEST.known) in ("article", "articles") for name in unknown):
        reading.tell(Code.MISSING_KEY, mapping, 'a test needs "article:"', "add a line article: …")
    return None


def _read_expectation(reading: RuleReading, node: Node, start: datetime) -> dict[str, Any] | None:
    if isinstance(node, Mapping):
        return _read_details(reading, node, start)
    known = [expected.value for expected in Expected]
    if isinstance(node, Scalar) and node.value in known:
        return {"expected": Expected(node.value)}
    if isinstance(node, Scalar) and node.kind is ScalarKind.TRUTH:
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


def _read_details(reading: RuleReading, node: Mapping, start: datetime) -> dict[str, Any] | None:
    count = len(reading.faults)
    read_mapping(reading, node, _EXPECT)
    if not node.entries:
        reading.tell(Code.BAD_EXPECTATION, node, "this expects nothing", "write match or no match")
    evidence_node, facts_node = node.get("evidence"), node.get("facts")
    evidence = () if evidence_node is None else read_texts(reading, evidence_node, "evidence")
    facts = {} if facts_node is None else _read_facts(reading, facts_node)
    told_node = node.get("told")
    told = {} if told_node is None else {"told": read_told(reading, told_node, start)}
    if len(reading.faults) > count or evidence is None:
        return None
    if evidence_node is None and facts_node is None:
        return told
    return {"expected": Expected.MATCH, "evidence": tuple(text for text, _ in evidence), **facts, **told}


def _read_facts(reading: RuleReading, node: Node) -> dict[str, tuple[FactExpectation, ...]]:
    mapping = read_mapping(reading, node, _FACTS)
    facts: dict[str, tuple[FactExpectation, ...]] = {}
    for entry in mapping.entries if mapping else ():
        if entry.key.value in _FACTS.known:
            readers = _CONTACT if entry.key.value == "contacts" else _DENIAL
            elements = read_elements(reading, entry.value, entry.key.value) or ()
            facts[entry.key.value] = tuple(_read_fact(reading, element, readers) for element in elements)
    return facts


def _read_fact(reading: RuleReading, node: Node, readers: dict[str, ValueReader]) -> FactExpectation:
    keys = Keys(of="a contact" if readers is _CONTACT else "a denial", known=frozenset(readers))
    mapping = read_mapping(reading, node, keys)
    return {
        entry.key.value: readers[entry.key.value](reading, entry.value, entry.key.value)
        for entry in (mapping.entries if mapping else ())
        if entry.key.value in readers
    }


def _texts(reading: RuleReading, node: Node, what: str) -> list[str]:
    return [text for text, _ in read_texts(reading, node, what) or ()]


def _one_of(choices: type[ContactKind | ContactStatus | Denies]) -> ValueReader:
    def read(reading: RuleReading, node: Node, what: str) -> str | None:
        return read_choice(reading, node, what, [choice.value for choice in choices])

    return read


def _contact_or_none(reading: RuleReading, node: Node, _what: str) -> FactExpectation | None:
    if isinstance(node, Scalar) and node.kind is ScalarKind.NOTHING:
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
