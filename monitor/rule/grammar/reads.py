"""Field annotations of the key tables: how a value is read, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Annotated, Any, TypeVar, cast

from pydantic import (
    BaseModel,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from monitor.located.keys import LENGTH, TEXT, Shape
from monitor.located.yaml_tree import Listing, Node
from monitor.rule.grammar import values
from monitor.rule.grammar.reading import RuleReading, faults_in

Item = TypeVar("Item")

NAME: Shape = {"type": ["string", "integer"], "pattern": r"\S", "minimum": 0}
"""A text that may be written as a plain number, like 2024."""
Name = Annotated[str, WithJsonSchema(NAME)]
PROSE: Shape = {"type": ["string", "integer"]}
_DAY: Shape = {
    "type": "string",
    "pattern": r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?$",
    "patternErrorMessage": "Write year-month-day: 2024-07-15.",
}
DURATION: Shape = {
    "type": "string",
    "pattern": LENGTH,
    "patternErrorMessage": "Write a number and a unit: 30m, 36h, 7d.",
}


def reading_of(info: ValidationInfo) -> RuleReading:
    """Return the load that a value is read in."""
    return cast(RuleReading, info.context)


class Reads:
    """How the value of a key is read, and what editors take for it: a shape, or that of another type."""

    def __init__(self, read: Callable[[RuleReading, Any], Any], shape: Any) -> None:
        self.read = read
        self.shape = shape

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        def read(node: Node, info: ValidationInfo) -> Any:
            return self.read(reading_of(info), node)

        return core_schema.with_info_plain_validator_function(read)

    def __get_pydantic_json_schema__(self, _: CoreSchema, handler: GetJsonSchemaHandler) -> Shape:
        return dict(self.shape) if isinstance(self.shape, dict) else shape_of_type(self.shape, handler)


def shape_of_type(of: Any, handler: GetJsonSchemaHandler) -> Shape:
    """Return what editors take for the type *of*, which nothing is read by here."""
    json = TypeAdapter(of).core_schema
    return handler(core_schema.json_or_python_schema(json, core_schema.any_schema()))


def one_or_more(shape: Shape) -> Shape:
    """Return the shape of one, or a list of at least one."""
    return {"anyOf": [shape, {"type": "array", "minItems": 1, "items": shape}]}


def text(what: str, shape: Shape = TEXT) -> Reads:
    """One line of text; *what* names it in faults."""
    return Reads(partial(values.read_text, what=what), shape)


def prose(what: str, shape: Shape = TEXT) -> Reads:
    """A text that may run over lines."""
    return Reads(partial(values.read_prose, what=what), shape)


def texts(what: str, shape: Shape = NAME) -> Reads:
    """One text or a list of them."""
    return Reads(
        lambda reading, node: tuple(one for one, _ in values.read_texts(reading, node, what)),
        one_or_more(shape),
    )


def whole(what: str, least: int = 1) -> Reads:
    """A whole number."""
    return Reads(partial(values.read_number, what=what), {"type": "integer", "minimum": least})


def truth(what: str) -> Reads:
    """True or false."""
    return Reads(partial(values.read_truth, what=what), {"type": "boolean"})


def choice(what: str, choices: Iterable[str]) -> Reads:
    """One of these words."""
    known = tuple(map(str, choices))
    return Reads(partial(values.read_choice, what=what, choices=known), {"enum": list(known)})


def duration(what: str = "a length of time") -> Reads:
    """A number and a unit."""
    return Reads(partial(values.read_duration, what=what), DURATION)


def date(what: str) -> Reads:
    """A day, or a day and a time."""
    return Reads(partial(values.read_date, what=what), _DAY)


def table(of: type[BaseModel]) -> Reads:
    """What a table says once it is built."""
    return Reads(lambda reading, node: reading.take(of, node), of)


class ListOf:
    """A list of at least *fewest* of what the annotation says, each reported on its own."""

    def __init__(self, what: str, fewest: int = 1) -> None:
        self.what = what
        self.fewest = fewest

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def elements(node: Node, info: ValidationInfo) -> tuple[Node, ...]:
            return values.read_elements(reading_of(info), node, self.what)

        return core_schema.with_info_before_validator_function(elements, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> Shape:
        return {**handler(core), "minItems": self.fewest}


class _Tell:
    """Faults are reported at once, and the rest of the table is read as if the key were not there."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_wrap_validator_function(_told, handler(source))


def _told(node: Node, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    try:
        return handler(node)
    except ValidationError as error:
        reading_of(info).faults += faults_in(error)
        return None


Told = Annotated[Item | None, _Tell()]
"""A value that is None where it was reported to be faulty."""


class _ReadElsewhere:
    """The node itself: what the key says takes others to be read."""

    def __get_pydantic_core_schema__(self, source: Any, _: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.any_schema(metadata={"of": source})

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> Shape:
        return shape_of_type(core["metadata"]["of"], handler)


Unread = Annotated[Item, _ReadElsewhere()]
"""A key that is stated here and read with others; it holds its node."""


def listed_nodes(node: Node) -> tuple[Node, ...]:
    """Return what *node* lists, or itself."""
    return node.elements if isinstance(node, Listing) else (node,)


class _OrNull:
    """What may be null as well, which is a value of its own here."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> Shape:
        return {"anyOf": [{"type": "null"}, handler(core)]}


OR_NULL = _OrNull()
