"""From a YAML node to a condition: one table says which reader knows which name.

A new condition is a function `(reading, key, value) -> Condition | None` in a file of its own and a
line in `LEAVES`.
"""

from __future__ import annotations

from collections.abc import Callable

from monitor.errors import did_you_mean
from monitor.located.error_codes import Code
from monitor.located.yaml_tree import Listing, Mapping, Node, Scalar, Spot
from monitor.rule.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    Listed,
    Named,
    Near,
    NotOf,
    Phrase,
    Regex,
    Scope,
    Within,
)
from monitor.rule.read_article import read_language, read_path, read_published, read_publisher
from monitor.rule.read_fact import read_contact, read_denial
from monitor.rule.read_text import doubt_duplicates, read_list_name, read_phrase, read_regex
from monitor.rule.read_value import (
    Keys,
    RuleReading,
    read_elements,
    read_mapping,
    read_number,
    read_text,
    read_truth,
)

ConditionReader = Callable[[RuleReading, Scalar, Node], Condition | None]

_AT_LEAST = Keys(of="at_least", known=frozenset({"count", "of"}), required=("count", "of"))
_MOST_TERMS = 10
"""Each set of terms is an arrangement of its own: with ten there are a thousand."""
_NEAR = Keys(of="near", known=frozenset({"terms", "within", "ordered"}), required=("terms", "within"))


def read_condition(reading: RuleReading, node: Node) -> Condition | None:
    """Return the condition that *node* says, or None when faults were told."""
    if isinstance(node, Scalar):
        return read_phrase(reading, node)
    if isinstance(node, Listing):
        reading.tell(
            Code.WRONG_TYPE,
            node,
            "a list alone is no condition",
            "put any: (one is enough) or all: (each must hold) above it",
        )
        return None
    if len(node.entries) != 1:
        _tell_several(reading, node)
        return None
    entry = node.entries[0]
    reader = READERS.get(entry.key.value)
    if reader is None:
        _tell_unknown(reading, entry.key)
        return None
    return reader(reading, entry.key, entry.value)


def _tell_several(reading: RuleReading, node: Mapping) -> None:
    if not node.entries:
        reading.tell(
            Code.EMPTY_VALUE, node, "a condition is empty here", "write a phrase, or any:, all:, sentence: …"
        )
        return
    for entry in node.entries:
        if entry.key.value not in READERS:
            _tell_unknown(reading, entry.key)
    if len(node.entries) > 1:
        names = ", ".join(f'"{entry.key.value}"' for entry in node.entries)
        reading.tell(
            Code.SEVERAL_CONDITIONS,
            node.entries[1].key,
            f"{names} stand side by side, but a condition has one name",
            "put them in a list under all: (each must hold) or any: (one is enough), each with its own dash",
        )


def _tell_unknown(reading: RuleReading, key: Scalar) -> None:
    known = did_you_mean(key.value, READERS)
    hint = f"{known} (a phrase with a colon must stand in quotes)"
    if not known.startswith("did"):
        hint = (
            f"a phrase with a colon or a comma must stand in quotes, and lists in [square brackets]; {known}"
        )
    reading.tell(Code.UNKNOWN_CONDITION, key, f'there is no condition "{key.value}"', hint)


def _read_children(reading: RuleReading, node: Node, what: str) -> tuple[Condition, ...] | None:
    elements = read_elements(reading, node, what)
    if elements is None:
        return None
    found = [read_condition(reading, element) for element in elements]
    good = tuple(condition for condition in found if condition is not None)
    return good if len(good) == len(found) else None


def _read_any(reading: RuleReading, key: Scalar, node: Node) -> Condition | None:
    children = _read_children(reading, node, "any")
    if children is None or not isinstance(node, Listing):
        return None
    pairs = zip(children, node.elements, strict=True)
    phrases = [(Spot(at.location, at.width), child.text) for child, at in pairs if isinstance(child, Phrase)]
    doubt_duplicates(reading, phrases)
    return AnyOf(location=key.location, of=children)


def _read_all(reading: RuleReading, key: Scalar, node: Node) -> Condition | None:
    children = _read_children(reading, node, "all")
    return None if children is None else AllOf(location=key.location, of=children)


def _read_not(reading: RuleReading, key: Scalar, node: Node) -> Condition | None:
    child = read_condition(reading, node)
    return None if child is None else NotOf(location=key.location, of=child)


def _read_at_least(reading: RuleReading, key: Scalar, node: Node) -> Condition | None:
    mapping = read_mapping(reading, node, _AT_LEAST)
    if mapping is None:
        return None
    count_node, of_node = mapping.get("count"), mapping.get("of")
    count = None if count_node is None else read_number(reading, count_node, "count")
    children = None if of_node is None else _read_children(reading, of_node, "of")
    if count is None or children is None or count_node is None:
        return None
    if count > len(children):
        reading.tell(
            Code.COUNT_OUT_OF_RANGE,
            count_node,
            f"at least {count} are asked for, but only {len(children)} are listed",
            f"write a count between 1 and {len(children)}",
        )
        return None
    return AtLeast(location=key.location, count=count, of=children)


def _scope_reader(scope: Scope) -> ConditionReader:
    def read_scope(reading: RuleReading, key: Scalar, node: Node) -> Condition | None:
        child = read_condition(reading, node)
        return None if child is None else Within(location=key.location, scope=scope, of=child)

    return read_scope


def _read_near(reading: RuleReading, key: Scalar, node: Node) -> Condition | None:
    mapping = read_mapping(reading, node, _NEAR)
    if mapping is None:
        return None
    terms_node, within_node, ordered_node = (mapping.get(name) for name in ("terms", "within", "ordered"))
    terms = None if terms_node is None else _read_terms(reading, terms_node)
    within = None if within_node is None else read_number(reading, within_node, "within (a number of words)")
    ordered = False if ordered_node is None else read_truth(reading, ordered_node, "ordered")
    if terms is None or within is None or ordered is None:
        return None
    return Near(location=key.location, terms=terms, within=within, ordered=ordered)


def _read_terms(reading: RuleReading, node: Node) -> tuple[Condition, ...] | None:
    terms = _read_children(reading, node, "terms")
    if terms is None or not isinstance(node, Listing):
        return None
    bad = [at for term, at in zip(terms, node.elements, strict=True) if not _is_term(term)]
    for at in bad:
        reading.tell(
            Code.NEAR_TERMS,
            at,
            "a term of near must be words: a phrase, a list, a regex, or any of these",
            "put other conditions beside near, both under all:",
        )
    if len(terms) == 1:
        reading.tell(
            Code.NEAR_TERMS, node, "near needs at least two terms", "add what the words must stand near to"
        )
    if len(terms) > _MOST_TERMS:
        reading.tell(
            Code.NEAR_TERMS,
            node,
            f"near takes at most {_MOST_TERMS} terms, and these are {len(terms)}",
            "write any: [...] for terms of which one will do, or sentence: or paragraph: with all: inside",
        )
    return None if bad or not 1 < len(terms) <= _MOST_TERMS else terms


def read_condition_name(reading: RuleReading, key: Scalar, node: Node) -> Condition | None:
    """Return the condition that *node* names, as `conditions:` of any file defines it."""
    name = read_text(reading, node, "the name of a condition")
    if name is None:
        return None
    named = reading.conditions.get(name)
    if named is None:
        hint = did_you_mean(name, reading.conditions) or "define it under conditions: in a rule file"
        reading.tell(Code.CONDITION_UNDEFINED, node, f'there is no condition named "{name}"', hint)
        return None
    reading.used_conditions.add(name)
    if named.condition is None:
        return None
    return Named(location=key.location, name=name, of=named.condition)


def _is_term(condition: Condition) -> bool:
    if isinstance(condition, Named):
        return _is_term(condition.of)
    if isinstance(condition, AnyOf):
        return all(_is_term(child) for child in condition.of)
    return isinstance(condition, Phrase | Listed | Regex)


READERS: dict[str, ConditionReader] = {
    "any": _read_any,
    "all": _read_all,
    "not": _read_not,
    "at_least": _read_at_least,
    "near": _read_near,
    **{scope.value: _scope_reader(scope) for scope in Scope},
    "regex": read_regex,
    "list": read_list_name,
    "condition": read_condition_name,
    "publisher": read_publisher,
    "language": read_language,
    "path": read_path,
    "published": read_published,
    "contact": read_contact,
    "denial": read_denial,
}
