"""The `conditions:` table of a rule file: named conditions, used as `condition: name`.

A name may be used before it is defined and in other files, so all are collected first and then read,
each after those it is made of.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from monitor.errors import Location
from monitor.located.error_codes import Code, explain
from monitor.located.yaml_parse import MAX_DEPTH
from monitor.located.yaml_tree import Listing, Node, Scalar, Spot, YamlEntry
from monitor.located.yaml_tree import Mapping as MappingNode
from monitor.rule.condition import Condition, Listed, Named, parts_of
from monitor.rule.grammar.condition import read_condition
from monitor.rule.grammar.reading import NamedCondition, RuleReading
from monitor.rule.grammar.values import shape_of

MOST_PARTS = 50_000
"""A condition has at most this many parts once every name in it is written out."""

_NAME = re.compile(r"[A-Za-z0-9][\w-]*")


def read_conditions(reading: RuleReading, nodes: Iterable[Node], top_names: Collection[str]) -> None:
    """Add every condition that the `conditions:` of all files define to the reading."""
    defined: dict[str, YamlEntry] = {}
    for node in nodes:
        for entry in _entries(reading, node):
            if _is_new(reading, entry.key, defined, top_names):
                defined[entry.key.value] = entry
                name, key = entry.key.value, entry.key
                reading.conditions[name] = NamedCondition(name, Spot(key.location, key.width))
    for name in _in_order(reading, defined):
        reading.conditions[name].condition = reading.attempt(read_sized, defined[name].value)


explain(
    Code.CONDITION_TOO_LARGE,
    "Conditions that name one another grow fast. Written out in full one may have 50,000 parts and be "
    "nested 80 deep, which is far beyond what anyone can read.",
)


def read_sized(reading: RuleReading, node: Node) -> Condition:
    """Return the condition that *node* says, unless it is too large once its names are written out."""
    condition = read_condition(reading, node)
    if not reading.conditions:
        return condition
    parts, depth = extent(condition, {})
    if parts > MOST_PARTS or depth > MAX_DEPTH:
        raise reading.amiss(
            Code.CONDITION_TOO_LARGE,
            node,
            "this condition is too large once the conditions it names are written out",
            f"it may have {MOST_PARTS:,} parts and be nested {MAX_DEPTH} deep; name each condition once",
        )
    return condition


def extent(condition: Condition, known: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """Return how many parts *condition* has and how deep they go; *known* keeps it for each name."""
    if isinstance(condition, Listed):
        return 1, 1
    if isinstance(condition, Named) and condition.name in known:
        return known[condition.name]
    inner = [extent(part, known) for part in parts_of(condition)]
    found = (1 + sum(parts for parts, _ in inner), 1 + max((depth for _, depth in inner), default=0))
    if isinstance(condition, Named):
        known[condition.name] = found
    return found


explain(Code.UNUSED_CONDITION, "Neither a rule nor another condition uses the named condition.")


def doubt_unused_conditions(reading: RuleReading) -> None:
    """Note every named condition that nothing uses."""
    for named in reading.conditions.values():
        if named.name not in reading.used_conditions:
            reading.doubt(
                Code.UNUSED_CONDITION,
                named.spot,
                f'nothing uses the condition "{named.name}"',
                f"use it: condition: {named.name}",
            )


def _entries(reading: RuleReading, node: Node) -> tuple[YamlEntry, ...]:
    if isinstance(node, MappingNode):
        return node.entries
    reading.tell(
        Code.WRONG_TYPE,
        node,
        f"conditions must be names with a condition each, but this is {shape_of(node)}",
        "write a name, a colon, and the condition, as under when:",
    )
    return ()


explain(
    Code.DUPLICATE_CONDITION,
    "Two conditions share one name. Named conditions are shared by all rule files, so their names are "
    "unique.",
)
explain(
    Code.BAD_CONDITION_NAME,
    "The name of a condition is made of letters, digits, dashes and underscores. A word that belongs at "
    "the top of a file, such as rules, is most likely indented too far.",
)


def _is_new(
    reading: RuleReading, key: Scalar, defined: Mapping[str, YamlEntry], top_names: Collection[str]
) -> bool:
    name = key.value
    if name in top_names:
        message = f'"{name}" stands under conditions:, where it would be the name of a condition'
        hint = "take the blanks before it away, so that it stands level with conditions:"
        reading.tell(Code.BAD_CONDITION_NAME, key, message, hint)
        return False
    if not _NAME.fullmatch(name):
        hint = "use letters, digits, dashes and underscores"
        reading.tell(Code.BAD_CONDITION_NAME, key, f'"{name}" is no name for a condition', hint)
    first = defined.get(name)
    if first is not None:
        reading.tell(
            Code.DUPLICATE_CONDITION,
            key,
            f'the condition "{name}" is defined twice; the first is at {first.key.location}',
            "conditions are shared by all rule files: give one of them another name",
        )
    return first is None


def _in_order(reading: RuleReading, defined: Mapping[str, YamlEntry]) -> list[str]:
    """Return the names so that each comes after those it is made of; tells the ones made of themselves."""
    done: dict[str, None] = {}
    for start in defined:
        way = [start]
        open_ = [_names_in(defined[start].value)]
        while way:
            used = next(open_[-1], None)
            if used is None:
                done[way.pop()] = None
                open_.pop()
            elif used.value in way:
                _tell_cycle(reading, used, way)
            elif used.value in defined and used.value not in done:
                way.append(used.value)
                open_.append(_names_in(defined[used.value].value))
    return list(done)


explain(
    Code.CONDITION_CYCLE,
    "A named condition that is made of itself, however indirectly, could never be written out in full.",
)


def _tell_cycle(reading: RuleReading, used: Scalar, way: list[str]) -> None:
    circle = [*way[way.index(used.value) :], used.value]
    reading.tell(
        Code.CONDITION_CYCLE,
        used,
        f"this condition is made of itself: {' → '.join(circle)}",
        "take one of these names out",
    )


def _names_in(node: Node) -> Iterator[Scalar]:
    """Yield the names of conditions that *node* uses, in the order written, each place once."""
    seen: set[Location] = set()
    waiting: list[Node] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Listing):
            waiting += reversed(one.elements)
        elif isinstance(one, MappingNode):
            for entry in one.entries:
                named = entry.key.value == "condition" and isinstance(entry.value, Scalar)
                if named and isinstance(entry.value, Scalar) and entry.value.location not in seen:
                    seen.add(entry.value.location)
                    yield entry.value
            waiting += (entry.value for entry in reversed(one.entries))
