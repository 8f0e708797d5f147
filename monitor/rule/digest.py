"""A rule's digest: changes with what the rule means, not with its layout or file."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from hashlib import blake2b
from typing import Any

from monitor.rule.condition import AllOf, AnyOf, AtLeast, Excepting, Listed, Named, Near
from monitor.rule.model import Rule, SequenceOf, Stateful

_UNORDERED = (AllOf, AnyOf, AtLeast)
_LATER = frozenset({"without", "standing", "offices"})


def rule_digest(rule: Rule, list_digests: dict[str, str]) -> str:
    """Return the hex BLAKE2b-128 of what *rule* means.

    *list_digests* keeps the digests of named lists from one rule to the next; it belongs to one load.
    """
    meaning = [rule.severity.value, sorted(set(rule.tags)), rule.title, canonical(rule.when, list_digests)]
    if rule.ranks:
        ranks = [[one.severity.value, canonical(one.when, list_digests)] for one in rule.ranks]
        meaning.append(["ranks", ranks])
    if rule.new is not None:
        meaning.append(["new", sorted(rule.new.per), str(rule.new.within)])
    if rule.stateful is not None:
        meaning.append(["stateful", rule.has_when, terms_digest(rule.stateful)])
    if rule.per:
        meaning.append(["per", sorted(rule.per)])
    if rule.escalate is not None:
        meaning.append(["escalate", str(rule.escalate.after), sorted(rule.escalate.to)])
    meaning += ["disabled"] * (not rule.enabled) + ["draft"] * rule.draft
    return _digest(json.dumps(meaning))


def terms_digest(stateful: Stateful) -> str:
    """Return the hex BLAKE2b-128 of how a rule counts: with other terms it starts counting afresh."""
    terms: dict[str, Any] = {
        part.name: canonical(getattr(stateful, part.name), {}) for part in dataclasses.fields(stateful)
    }
    terms["per"] = sorted(terms["per"])
    if isinstance(stateful, SequenceOf) and not stateful.ordered:
        terms["rules"] = sorted(terms["rules"])
    return _digest(json.dumps([type(stateful).__name__, terms], sort_keys=True))


def canonical(value: Any, list_digests: dict[str, str]) -> Any:
    """Return *value* (a condition or a part of one) as nested lists without places."""
    if isinstance(value, Listed):
        if value.name not in list_digests:
            list_digests[value.name] = _digest("\n".join(sorted(entry.text for entry in value.entries)))
        return ["AnyOf", list_digests[value.name]]
    if isinstance(value, Named):
        return canonical(value.of, list_digests)
    if dataclasses.is_dataclass(value):
        return _canonical_node(value, list_digests)
    if isinstance(value, tuple | list):
        return [canonical(part, list_digests) for part in value]
    if isinstance(value, datetime | timedelta):
        return str(value)
    return value.value if isinstance(value, Enum) else value


def _canonical_node(node: Any, list_digests: dict[str, str]) -> list[Any]:
    in_any_order = isinstance(node, _UNORDERED) or (isinstance(node, Near) and not node.ordered)
    parts: list[Any] = [type(node).__name__]
    for name in _parts_of(node.__class__):
        value = getattr(node, name)
        # What was added to the language later changes no digest where it is not used.
        if name in _LATER and value in (None, ()):
            continue
        inner = canonical(value, list_digests)
        is_set = in_any_order or (isinstance(node, Excepting) and name == "unless")
        parts.append(sorted(inner, key=json.dumps) if is_set and isinstance(inner, list) else inner)
    return parts


@cache
def _parts_of(node: Any) -> tuple[str, ...]:
    return tuple(part.name for part in dataclasses.fields(node) if part.name != "location")


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
