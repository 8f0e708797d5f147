"""One entry of `rules:` as a `Rule`, with its tests."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

from monitor.located.error_codes import Code
from monitor.located.yaml_tree import Mapping, Node, Scalar, ScalarKind, Spot
from monitor.rule.condition import AllOf, AnyOf, Condition
from monitor.rule.digest import rule_digest
from monitor.rule.examples import Example
from monitor.rule.inherit import Whole
from monitor.rule.model import Escalate, New, Per, Rule, Severity, Stateful
from monitor.rule.read_condition import READERS
from monitor.rule.read_except import read_excepting
from monitor.rule.read_named import read_sized
from monitor.rule.read_new import read_new
from monitor.rule.read_per import read_escalate, read_rule_per
from monitor.rule.read_tests import read_tests
from monitor.rule.read_value import (
    Keys,
    RuleReading,
    nearest_and_all,
    read_mapping,
    read_prose,
    read_text,
    read_texts,
    read_truth,
)
from monitor.rule.read_window import STATEFUL_KEYS, read_stateful
from monitor.rule.template import TemplateFault, check_template

RULE_KEYS = frozenset(
    {
        *("id", "title", "severity", "tags", "description", "when", "tests"),
        *("new", "per", "escalate", *STATEFUL_KEYS),
        *("extends", "also", "except", "enabled", "status"),
    }
)
_KEYS = Keys(
    of="a rule",
    known=RULE_KEYS,
    required=("id", "when"),
    conditions=frozenset(READERS),
)
# A sequence is made of other rules, and needs no condition of its own.
_SEQUENCE_KEYS = replace(_KEYS, required=("id",))
_ID = re.compile(r"(?=-*[a-z0-9])[a-z0-9-]+")
_STATUSES = ("draft", "live")
_NOT_ID = re.compile(r"[^a-z0-9]+")
_DEPENDS_ON_RULE = frozenset({Code.NEW_WITHOUT_CONTACT, Code.PER_WITHOUT_FACTS, Code.CLASHING_KEYS})


def read_rule(reading: RuleReading, whole: Whole) -> tuple[Rule | None, tuple[Example, ...]]:
    """Return the rule that *whole* says, or None when faults were told, and the tests that could be read."""
    mapping = _read_keys(reading, whole)
    if mapping is None:
        return None, ()
    count = len(reading.faults)
    id_ = _read_id(reading, mapping)
    title = _read_title(reading, mapping, id_ or "")
    severity = _read_severity(reading, mapping)
    tags = _read_tags(reading, mapping)
    description_node = mapping.get("description")
    description = "" if description_node is None else read_prose(reading, description_node, "the description")
    when = _read_whole_condition(reading, whole, mapping)
    telling = _read_telling(reading, mapping, when)
    enabled, draft = _read_enabled(reading, mapping), _read_draft(reading, mapping)
    examples = _read_examples(reading, mapping, id_ or "", whole.folder)
    if enabled:
        _doubt_untested(reading, mapping, id_ or "")
    _name_rule(reading, count, whole, id_)
    if len(reading.faults) > count or id_ is None:
        return None, examples
    place = _place_of(mapping).location
    rule = Rule(
        id=id_,
        title=title,
        severity=severity,
        tags=tags,
        when=when or AnyOf(location=place, of=()),
        location=place,
        description=" ".join((description or "").split()),
        has_when=when is not None,
        enabled=enabled,
        draft=draft,
        pack=whole.pack,
        **telling,
    )
    return replace(rule, digest=rule_digest(rule, reading.list_digests)), examples


def _read_keys(reading: RuleReading, whole: Whole) -> Mapping | None:
    node = whole.node
    needs_no_when = whole.is_cut_off or (isinstance(node, Mapping) and node.get("sequence") is not None)
    return read_mapping(reading, node, _SEQUENCE_KEYS if needs_no_when else _KEYS)


def _name_rule(reading: RuleReading, count: int, whole: Whole, id_: str | None) -> None:
    """Say of each fault since *count* which rule it is a fault of, where the rule took what is wrong."""
    for number, fault in enumerate(reading.faults[count:], count):
        if fault.code in _DEPENDS_ON_RULE and fault.location in whole.taken:
            message = f'{fault.message} (taken by the rule "{id_}" at {whole.node.location})'
            reading.faults[number] = replace(fault, message=message)


def _read_whole_condition(reading: RuleReading, whole: Whole, mapping: Mapping) -> Condition | None:
    """Return when the rule matches: its `when:`, narrowed by `also:`, unless an exception holds."""
    node = mapping.get("when")
    when = None if node is None else _read_when(reading, node)
    narrowed = _narrowed(reading, whole, when)
    if (node is not None and when is None) or not whole.given:
        return narrowed
    return read_excepting(reading, whole.given, narrowed, mapping)


def _narrowed(reading: RuleReading, whole: Whole, when: Condition | None) -> Condition | None:
    """Return *when* with what `also:` asks for beside it."""
    own = whole.node.key("also") if isinstance(whole.node, Mapping) else None
    when_key = whole.node.key("when") if isinstance(whole.node, Mapping) else None
    if own is not None and when_key is not None and when_key.location not in whole.taken:
        reading.tell(
            Code.ALSO_BESIDE_WHEN,
            own,
            '"also" narrows what a rule takes with extends:, but this rule has a when: of its own',
            "put both under when:, in a list under all:",
        )
        return when
    parts = [read_sized(reading, node) for node in whole.also]
    good = [part for part in (when, *parts) if part is not None]
    if not parts or len(good) < len(parts):
        return when
    return AllOf(location=good[-1].location, of=tuple(good)) if len(good) > 1 else good[0]


def _read_enabled(reading: RuleReading, mapping: Mapping) -> bool:
    node = mapping.get("enabled")
    return node is None or read_truth(reading, node, "enabled") is not False


def _read_draft(reading: RuleReading, mapping: Mapping) -> bool:
    node = mapping.get("status")
    text = None if node is None else read_text(reading, node, "the status")
    if node is None or text is None:
        return False
    if text not in _STATUSES:
        hint = nearest_and_all(text, _STATUSES)
        if text in ("disabled", "off", "inactive", "retired"):
            hint = "a rule that is not to be evaluated says enabled: false"
        reading.tell(Code.BAD_STATUS, node, f'there is no status "{text}"', hint)
    return text == "draft"


class _Telling(TypedDict):
    """What a rule says of when and to whom it is told."""

    new: New | None
    per: tuple[Per, ...]
    escalate: Escalate | None
    stateful: Stateful | None


def _read_telling(reading: RuleReading, mapping: Mapping, when: Condition | None) -> _Telling:
    new_node, per_node, escalate_node = map(mapping.get, ("new", "per", "escalate"))
    return _Telling(
        new=None if new_node is None else read_new(reading, new_node, when),
        per=() if per_node is None else read_rule_per(reading, per_node, when),
        escalate=None if escalate_node is None else read_escalate(reading, escalate_node),
        stateful=read_stateful(reading, mapping, when),
    )


def _read_when(reading: RuleReading, node: Node) -> Condition | None:
    if isinstance(node, Scalar) and node.kind is ScalarKind.NOTHING and not node.value:
        reading.tell(
            Code.EMPTY_VALUE,
            node,
            "when is empty, so the rule says nothing",
            "write a phrase after it, or a condition below it: any:, all:, sentence: …",
        )
        return None
    return read_sized(reading, node)


def _place_of(mapping: Mapping) -> Spot:
    key = mapping.get("id") or mapping
    return Spot(key.location, key.width)


def _read_id(reading: RuleReading, mapping: Mapping) -> str | None:
    node = mapping.get("id")
    text = None if node is None else read_text(reading, node, "the id")
    if node is None or text is None or _ID.fullmatch(text):
        return text
    better = _NOT_ID.sub("-", text.lower()).strip("-")
    reading.tell(
        Code.BAD_ID,
        node,
        f'"{text}" is no id: an id has small letters a-z, digits and dashes only',
        f"write {better}" if better else "write leader-contact, say",
    )
    return None


def _read_title(reading: RuleReading, mapping: Mapping, id_: str) -> str:
    node = mapping.get("title")
    text = None if node is None else read_prose(reading, node, "the title")
    if node is None or text is None:
        return id_.replace("-", " ").capitalize()
    try:
        check_template(text)
    except TemplateFault as fault:
        reading.tell(fault.code, _spot_of_word(reading, node, fault.word), str(fault), fault.hint)
    return text


def _spot_of_word(reading: RuleReading, node: Node, word: str) -> Spot:
    """Return where *word* stands on the title's first line, or the title's own place."""
    line = reading.line_at(node.location)
    found = (
        re.compile(rf"(?<!\w){re.escape(word)}(?!\w)").search(line, node.location.column - 1)
        if word
        else None
    )
    if found is None:
        return Spot(node.location, node.width)
    place = type(node.location)(node.location.path, node.location.line, found.start() + 1)
    return Spot(place, len(word))


def _read_severity(reading: RuleReading, mapping: Mapping) -> Severity:
    node = mapping.get("severity")
    text = None if node is None else read_text(reading, node, "the severity")
    if node is None or text is None:
        return Severity.MEDIUM
    known = tuple(severity.value for severity in Severity)
    if text in known:
        return Severity(text)
    reading.tell(Code.BAD_SEVERITY, node, f'there is no severity "{text}"', nearest_and_all(text, known))
    return Severity.MEDIUM


def _read_tags(reading: RuleReading, mapping: Mapping) -> tuple[str, ...]:
    node = mapping.get("tags")
    texts = None if node is None else read_texts(reading, node, "a tag")
    return tuple(dict.fromkeys(" ".join(text.split()) for text, _ in texts or ()))


def _read_examples(reading: RuleReading, mapping: Mapping, id_: str, folder: Path) -> tuple[Example, ...]:
    node = mapping.get("tests")
    if node is None:
        return ()
    examples = read_tests(reading, node, id_, folder)
    kinds = {example.is_negative for example in examples}
    if len(kinds) == 1:
        missing = "must match" if True in kinds else "must not match"
        reading.doubt(
            Code.ONE_SIDED_TESTS,
            mapping.key("tests") or _place_of(mapping),
            f"no test of {_named(id_)} has an article that {missing}",
            "add one: it shows where the rule draws its line",
        )
    stateful = next((key for key in STATEFUL_KEYS if mapping.get(key) is not None), None)
    if stateful and examples and not any(example.series for example in examples):
        reading.doubt(
            Code.TESTS_WITHOUT_TIME,
            mapping.key("tests") or _place_of(mapping),
            f'no test of {_named(id_)} shows what its "{stateful}" does',
            "add one of several articles, under articles:, with what is told of them",
        )
    return examples


def _named(id_: str) -> str:
    return f'the rule "{id_}"' if id_ else "this rule"


def _doubt_untested(reading: RuleReading, mapping: Mapping, id_: str) -> None:
    """Note a rule with a condition and no tests; one that is not enabled is often there to be extended."""
    if mapping.get("when") is not None and mapping.get("tests") is None:
        reading.doubt(
            Code.NO_TESTS,
            _place_of(mapping),
            f"{_named(id_)} has no tests",
            "add an article it must find and one it must not, under tests:",
        )
