"""Declares a key of a user's file (`key`, `must`, `switch`): meaning, examples, what holds without it.

The models of config.toml and of rule files are made of these. Their reading, the JSON Schema for editors
and the tables of the documentation all follow from them.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, PydanticUndefined, core_schema

Shape = dict[str, Any]
Item = TypeVar("Item")

LENGTH = r"^\s*([0-9]{1,6}(\.[0-9]{1,3})?\s*(ms|[smhdw])\s*)+$"
_LENGTH: Shape = {
    "type": ["string", "number"],
    "pattern": LENGTH,
    "exclusiveMinimum": 0,
    "patternErrorMessage": "Write a number and a unit: 90s, 24h, 7d.",
}
TEXT: Shape = {"type": "string", "pattern": r"\S"}

Line = Annotated[str, WithJsonSchema(TEXT)]
"""One line that is not blank, as editors see it."""
AS_LENGTH = WithJsonSchema(_LENGTH)
"""What editors take for a length of time; a number alone is refused with the way to its unit."""


def key(says: str, *examples: Any, default: Any = None, **more: Any) -> Any:
    """Return the field of a key that says *says* and looks like *examples*.

    What holds without it stands at the end of *says*, as in "…; 30s unless set.".
    """
    return Field(default, description=says, examples=list(examples), **more)


def must(says: str, *examples: Any, **more: Any) -> Any:
    """Return the field of a key that must be there."""
    return key(says, *examples, default=PydanticUndefined, **more)


def switch(says: str, **more: Any) -> Any:
    """Return the field of a key that is true or false."""
    return key(says, *(True, False), **more)


class _OneIsAListOfOne:
    """A list that may be written as its one entry."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Shape:
        several = handler(schema)
        return {"anyOf": [several["items"], several]}


def _as_list(value: Any) -> Any:
    return (value,) if isinstance(value, str | dict | BaseModel) else value


Several = Annotated[tuple[Item, ...], _OneIsAListOfOne()]
"""One, or a list of them."""
OneOrMore = Annotated[tuple[Item, ...], Field(min_length=1), _OneIsAListOfOne()]
"""One, or a list of at least one."""
