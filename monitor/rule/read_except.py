"""Exceptions: `except:` of a rule, and `exceptions:` at the top of any file, which adds to it.

Each value is an exception of its own: one that holds is enough for the rule not to match. Those who
take part are different: a contact with one of them is none, and another in the same article still counts.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from monitor.errors import Location, did_you_mean
from monitor.located.error_codes import Code
from monitor.located.yaml_tree import Listing, Mapping, Node, Scalar, ScalarKind, Spot
from monitor.rule.condition import (
    Condition,
    ContactIs,
    DenialIs,
    Excepting,
    Listed,
    PathIs,
    Phrase,
    Who,
)
from monitor.rule.describe import says
from monitor.rule.read_article import read_language, read_path, read_publisher
from monitor.rule.read_condition import read_condition_name
from monitor.rule.read_fact import read_who
from monitor.rule.read_new import asks_for_facts
from monitor.rule.read_text import read_list_name, read_phrase
from monitor.rule.read_value import Keys, RuleReading, read_mapping, shape_of

ValueReader = Callable[[RuleReading, Scalar, Node], Condition | None]
_Tree = TypeVar("_Tree")
_NOWHERE = Location("")


@dataclass(frozen=True, slots=True)
class Given:
    """The exceptions that one place gives; those of `defaults:` hold only for rules that can have them."""

    node: Node
    by_default: bool = False


def read_excepting(
    reading: RuleReading, given: Sequence[Given], when: Condition | None, at: Node
) -> Condition | None:
    """Return *when* with all exceptions *given*; None when the rule at *at* has no condition."""
    unless: list[Condition] = []
    people: list[Who] = []
    for one in given:
        if when is None and one.by_default:
            continue
        if when is None:
            _tell_no_condition(reading, one.node)
        unless += _read_values(reading, one.node)
        who = _read_people(reading, one, when)
        people += [who] if who else []
    unless = _without_repeats(reading, unless)
    if when is None:
        return None
    if people:
        when = without(when, _together(people))
    return Excepting(location=at.location, of=when, unless=tuple(unless)) if unless else when


def exceptions_by_rule(
    reading: RuleReading, nodes: Iterable[Node], known: Collection[str]
) -> dict[str, list[Node]]:
    """Return what the `exceptions:` of all files add, by the id of the rule; *known* are all ids."""
    found: dict[str, list[Node]] = {}
    for node in nodes:
        if not isinstance(node, Mapping):
            reading.tell(
                Code.WRONG_TYPE,
                node,
                f"exceptions must be ids of rules with the exceptions of each, but this is {shape_of(node)}",
                "write the id of a rule, a colon, and {publisher: […], phrases: […]}",
            )
            continue
        for entry in node.entries:
            found.setdefault(entry.key.value, []).append(entry.value)
            if entry.key.value not in known:
                name = entry.key.value
                hint = did_you_mean(name, known) or "exceptions are added to a rule by its id"
                reading.tell(Code.EXCEPTIONS_UNKNOWN, entry.key, f'there is no rule "{name}"', hint)
    return found


def without(tree: _Tree, who: Who) -> _Tree:
    """Return *tree*, a condition, with every contact and denial in it asked for without *who*."""
    if isinstance(tree, tuple):
        return tuple(without(part, who) for part in tree)  # type: ignore[return-value]
    if isinstance(tree, ContactIs | DenialIs):
        return dataclasses.replace(tree, without=who)
    if not isinstance(tree, Condition) or isinstance(tree, Phrase | Listed):
        return tree
    parts = {part.name: getattr(tree, part.name) for part in dataclasses.fields(tree)}
    changed = {name: new for name, old in parts.items() if (new := without(old, who)) is not old}
    return dataclasses.replace(tree, **changed) if changed else tree


def _read_values(reading: RuleReading, node: Node) -> Iterator[Condition]:
    """Yield a condition for each value of *node*, apart from those who take part."""
    mapping = read_mapping(reading, node, _KEYS)
    for entry in mapping.entries if mapping else ():
        reader = _READERS.get(entry.key.value)
        if reader is None:
            continue
        for element in _elements(reading, entry.key, entry.value):
            place = Scalar(element.location, element.width, entry.key.value)
            condition = reader(reading, place, element)
            if condition is not None:
                yield condition
    if mapping is not None and not mapping.entries:
        reading.tell(Code.EMPTY_VALUE, node, "except says nothing", "write except: {publisher: [The Onion]}")


def _elements(reading: RuleReading, key: Scalar, node: Node) -> tuple[Node, ...]:
    if not isinstance(node, Listing):
        is_empty = isinstance(node, Scalar) and node.kind is ScalarKind.NOTHING and not node.value
        return () if is_empty and _tell_empty(reading, key) else (node,)
    if not node.elements:
        _tell_empty(reading, key)
    return node.elements


def _tell_empty(reading: RuleReading, key: Scalar) -> bool:
    reading.tell(
        Code.EMPTY_VALUE, key, f'"{key.value}" excepts nothing', "give at least one value, or take it away"
    )
    return True


def _read_people(reading: RuleReading, given: Given, when: Condition | None) -> Who | None:
    node = given.node.get("participants") if isinstance(given.node, Mapping) else None
    if node is None:
        return None
    who = read_who(reading, node, "a participant")
    if who is None or when is None:
        return None
    if who.anyone:
        hint = "name those whose contacts are not wanted, or set enabled: false"
        reading.tell(Code.EXCEPTS_EVERYTHING, node, '"any" excepts every contact there is', hint)
    if asks_for_facts(when):
        return who
    if not given.by_default:
        reading.tell(
            Code.EXCEPT_WITHOUT_CONTACT,
            node,
            "participants are those of a contact, but this rule asks for no contact and no denial",
            "add contact: or denial: to when:, or except phrases: with the names",
        )
    return None


def _tell_no_condition(reading: RuleReading, node: Node) -> None:
    reading.tell(
        Code.EXCEPT_WITHOUT_CONDITION,
        node,
        "this rule has no when:, so no article of its own that an exception could keep out",
        "add the exception to the rules that its sequence is made of",
    )


def _without_repeats(reading: RuleReading, unless: Iterable[Condition]) -> list[Condition]:
    kept: dict[Condition, Condition] = {}
    for one in unless:
        plain = dataclasses.replace(one, location=_NOWHERE)
        first = kept.setdefault(plain, one)
        # Two rules take one and the same line where one extends the other: that is no repeat.
        if first is not one and first.location != one.location:
            said = says(one)
            reading.doubt(
                Code.EXCEPTED_TWICE,
                Spot(one.location, len(said.strip('"').partition(": ")[2] or said.strip('"'))),
                f"{said} is excepted twice; the first is at {first.location}",
                "take one of them away",
            )
    return list(kept.values())


def _together(people: Sequence[Who]) -> Who:
    return Who(
        names=tuple(dict.fromkeys(name for who in people for name in who.names)),
        groups=tuple(dict.fromkeys(name for who in people for name in who.groups)),
        anyone=any(who.anyone for who in people),
    )


def _read_phrase(reading: RuleReading, _: Scalar, node: Node) -> Condition | None:
    if isinstance(node, Scalar):
        return read_phrase(reading, node)
    reading.tell(
        Code.WRONG_TYPE,
        node,
        f"an exception under phrases: must be a phrase, but this is {shape_of(node)}",
        "give a condition a name under conditions:, and write except: {conditions: [that-name]}",
    )
    return None


def _read_path(reading: RuleReading, key: Scalar, node: Node) -> Condition | None:
    condition = read_path(reading, key, node)
    if isinstance(condition, PathIs) and not any(one.isalnum() for one in "".join(condition.globs)):
        hint = "name a part of the path: wire/*"
        reading.tell(Code.EXCEPTS_EVERYTHING, node, "this path excepts every article there is", hint)
    return condition


_READERS: dict[str, ValueReader] = {
    "publisher": read_publisher,
    "language": read_language,
    "path": _read_path,
    "phrases": _read_phrase,
    "lists": read_list_name,
    "conditions": read_condition_name,
}
EXCEPT_KEYS = frozenset({*_READERS, "participants"})
_KEYS = Keys(of="except", known=EXCEPT_KEYS)
