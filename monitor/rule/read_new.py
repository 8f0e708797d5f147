"""`new:` of a rule: tell only what has not been told before."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any

from monitor.located.error_codes import Code
from monitor.located.yaml_tree import Node
from monitor.rule.condition import Condition, ContactIs, DenialIs, NotOf
from monitor.rule.model import New, Per
from monitor.rule.read_article import read_duration
from monitor.rule.read_value import (
    Keys,
    RuleReading,
    nearest_and_all,
    read_mapping,
    read_texts,
)

CLAIM = (Per.PARTICIPANTS, Per.KIND)
_KEYS = Keys(of="new", known=frozenset({"per", "for"}), required=("for",))


def read_new(reading: RuleReading, node: Node, when: Condition | None) -> New | None:
    """Return what `new:` says; *when* is the rule's condition, which must ask for a contact or a denial."""
    mapping = read_mapping(reading, node, _KEYS)
    if mapping is None:
        return None
    if when is not None and not asks_for_facts(when):
        reading.tell(
            Code.NEW_WITHOUT_CONTACT,
            node,
            "new: tells contacts apart, but this rule asks for no contact and no denial",
            "add contact: or denial: to when:, or take new: out",
        )
    per_node, for_node = mapping.get("per"), mapping.get("for")
    per = CLAIM if per_node is None else _read_per(reading, per_node)
    within: timedelta | None = None
    if for_node is not None:
        within = read_duration(reading, for_node, "the time in for:")
    return New(per=per, within=within) if per and within else None


def asks_for_facts(condition: Any) -> bool:
    """Tell whether a match of *condition* can rest on a contact or a denial."""
    if isinstance(condition, ContactIs | DenialIs):
        return True
    if isinstance(condition, tuple):
        return any(map(asks_for_facts, condition))
    if isinstance(condition, NotOf) or not dataclasses.is_dataclass(condition):
        return False
    return any(asks_for_facts(getattr(condition, part.name)) for part in dataclasses.fields(condition))


def _read_per(reading: RuleReading, node: Node) -> tuple[Per, ...]:
    texts = read_texts(reading, node, "a value of per:")
    known = tuple(one.value for one in (Per.PARTICIPANTS, Per.KIND, Per.RULE))
    for text, element in texts or ():
        if text not in known:
            reading.tell(Code.WRONG_TYPE, element, f'per: knows no "{text}"', nearest_and_all(text, known))
    return tuple(dict.fromkeys(Per(text) for text, _ in texts or () if text in known))
