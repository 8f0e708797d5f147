"""The few shapes that schemas are made of. Each answers a new dict, so that none is shared by accident.

A key is made by `key`: its shape with what it means and examples, which a test holds against the shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
ID = r"^(?=-*[a-z0-9])[a-z0-9-]+$"
DURATION = r"^\s*([0-9]{1,6}(\.[0-9]{1,3})?\s*(ms|[smhdw])\s*)+$"
_DAY = r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?$"


def key(shape: Mapping[str, Any], says: str, *examples: Any) -> Schema:
    """Return *shape* with its description and at least one example."""
    return {**shape, "description": says, "examples": list(examples)}


def complain(such_as: str) -> Schema:
    """Return what editors say of a text that does not fit its pattern."""
    return {"patternErrorMessage": f"Write {such_as}."}


def text() -> Schema:
    """One line that is not blank."""
    return {"type": "string", "pattern": r"\S"}


def name() -> Schema:
    """A text that may be written as a plain number, like 2024."""
    return {"type": ["string", "integer"], "pattern": r"\S", "minimum": 0}


def phrase() -> Schema:
    """Words; a star only at the end of a word."""
    return {
        "type": ["string", "integer"],
        "pattern": r"^(?!\s*\*)(?!.*\s\*)(?!.*\*[*A-Za-z0-9_])[\s\S]*\S",
        "minimum": 0,
        **complain("words; a star only at the end of a word, for any ending: deni*"),
    }


def choice(choices: Iterable[str]) -> Schema:
    """One of these."""
    return {"enum": [str(one) for one in choices]}


def one_or_more(shape: Schema) -> Schema:
    """One, or a list of at least one."""
    return {"anyOf": [shape, {"type": "array", "minItems": 1, "items": shape}]}


def listing(shape: Schema, fewest: int = 1) -> Schema:
    """A list of at least so many."""
    return {"type": "array", "minItems": fewest, "items": shape}


def flag(says: str) -> Schema:
    """Return a key that is true or false."""
    return {"type": "boolean", "description": says, "examples": [True, False]}


def whole(least: int = 1) -> Schema:
    """A whole number."""
    return {"type": "integer", "minimum": least}


def duration() -> Schema:
    """A length of time: a number and a unit."""
    return {"type": "string", "pattern": DURATION, **complain("a number and a unit: 30m, 36h, 7d")}


def day() -> Schema:
    """A day, or a day and a time."""
    return {"type": "string", "pattern": _DAY, **complain("year-month-day: 2024-07-15")}


def mapping(keys: Mapping[str, Schema], *required: str) -> Schema:
    """These keys and no others."""
    shape: Schema = {"type": "object", "additionalProperties": False, "properties": dict(keys)}
    return {**shape, "required": list(required)} if required else shape


def table(of: Schema, pattern: str | None = None) -> Schema:
    """Names of one's own, each with such a value."""
    names = {"propertyNames": {"pattern": pattern}} if pattern else {}
    return {"type": "object", "minProperties": 1, "additionalProperties": of, **names}


def refer(name: str) -> Schema:
    """What is defined once under this name. In draft 7 nothing stands beside a reference, hence `allOf`."""
    return {"allOf": [{"$ref": f"#/definitions/{name}"}]}
