"""A rule's digest: changes with what the rule means, not with how or where it is written."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime, timedelta
from enum import Enum
from hashlib import blake2b
from typing import Any

from monitor.rule.condition import AllOf, AnyOf, AtLeast, Condition, Listed, Near
from monitor.rule.model import Severity

_UNORDERED = (AllOf, AnyOf, AtLeast)


def rule_digest(*, severity: Severity, tags: tuple[str, ...], title: str, when: Condition) -> str:
    """Return the hex BLAKE2b-128 of a rule's meaning."""
    meaning = [severity.value, sorted(set(tags)), title, canonical(when)]
    return blake2b(json.dumps(meaning, ensure_ascii=True).encode(), digest_size=16).hexdigest()


def canonical(value: Any) -> Any:
    """Return *value* (a condition or a part of one) as nested lists without places."""
    if isinstance(value, Listed):
        return ["AnyOf", _list_digest(tuple(phrase.text for phrase in value.entries))]
    if dataclasses.is_dataclass(value):
        return _canonical_node(value)
    if isinstance(value, tuple | list):
        return [canonical(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | timedelta):
        return str(value)
    return value


def _canonical_node(node: Any) -> list[Any]:
    parts: list[Any] = [type(node).__name__]
    for part in dataclasses.fields(node):
        if part.name == "location":
            continue
        inner = canonical(getattr(node, part.name))
        in_any_order = isinstance(node, _UNORDERED) or (isinstance(node, Near) and not node.ordered)
        parts.append(sorted(inner, key=json.dumps) if in_any_order and isinstance(inner, list) else inner)
    return parts


def _list_digest(entries: tuple[str, ...]) -> str:
    return blake2b("\n".join(sorted(entries)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
