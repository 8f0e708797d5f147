"""What the models of a rule file are made of: tables of keys, and how the value of each key is read.

A model states its keys. `Table` reads a mapping of the YAML tree by them: a name that is not known, or one
that is missing, is told here, the value of each key by what its annotation says (`text("a tag")`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Annotated, Any, Self, TypeVar, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from monitor.errors import Fault, did_you_mean, nearest
from monitor.located.error_codes import Code
from monitor.located.keys import LENGTH, TEXT, Shape
from monitor.located.typo_hints import pair_slip
from monitor.located.yaml_tree import Listing, Mapping, Node, Scalar
from monitor.rule.grammar import values
from monitor.rule.grammar.reading import Amiss, RuleReading, faults_in

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


Values = dict[str, Node]


def _key_of(field: str) -> str:
    """Return the key that a field stands for: words of Python's own are written with an underscore there."""
    return field.removesuffix("_")


def _reading_of(info: ValidationInfo) -> RuleReading:
    return cast(RuleReading, info.context)


class _Said:
    """What a table says of itself. Not annotated: pydantic would read annotations again for each table."""

    of = ""
    known = frozenset[str]()
    required = tuple[str, ...]()
    instead = None  # type: Shape | None
    goes_on = False


class Table(BaseModel, _Said):
    """Lines of `name: value`.

    `of` names it in faults. With `goes_on` a wrong name is told at once and the rest used all the same; its
    keys are `Told`. `instead` is what editors take for it beside a mapping, which `otherwise` reads. What
    `build` answers stands in the place of the table wherever one is read.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,
        arbitrary_types_allowed=True,
        alias_generator=_key_of,
    )

    @classmethod
    def __init_subclass__(cls, **said: Any) -> None:
        """Keep what the table says of itself."""
        super().__init_subclass__()
        for name in said.keys() & {"of", "instead", "goes_on"}:
            setattr(cls, name, said[name])

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Keep what is asked of every mapping."""
        cls.known = frozenset(map(_key_of, cls.model_fields))
        cls.required = tuple(_key_of(name) for name, spec in cls.model_fields.items() if spec.is_required())

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> Shape:
        """Return the shape of the mapping, or of what may stand instead."""
        made = handler(core)
        if cls.instead:
            shape = handler.resolve_ref_schema(made)
            table = dict(shape)
            shape.clear()
            shape["anyOf"] = [cls.instead, table]
        return made

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, node: Node, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        reading = _reading_of(info)
        if not isinstance(node, Mapping):
            return cls.otherwise(reading, node)
        given = {entry.key.value: entry.value for entry in node.entries}
        faults = cls.amiss_in(reading, node, given)
        if faults:
            given = {name: value for name, value in given.items() if name in cls.known}
        if cls.goes_on:
            reading.faults += faults
            faults = []
        try:
            made = cast(Self, handler(given)).build(reading, node)
        except ValidationError as error:
            raise Amiss(*faults, *faults_in(error)) from None
        except Amiss as amiss:
            raise Amiss(*faults, *amiss.faults) from None
        if faults:
            raise Amiss(*faults)
        return made

    def build(self, reading: RuleReading, node: Mapping) -> Any:  # noqa: ARG002
        """Return what the table says, once each of its keys is good."""
        return self

    @classmethod
    def otherwise(cls, reading: RuleReading, node: Node) -> Any:
        """Return what a node says that is no mapping; most tables are nothing else.

        Raises:
            Amiss: with the way to write it.
        """
        slip = pair_slip(values.first_line(reading, node)) if isinstance(node, Scalar) else None
        if slip:
            raise reading.amiss(slip.code, node, slip.message, slip.hint)
        said = f"{cls.of} must be lines of name: value, but this is {values.shape_of(node)}"
        raise reading.amiss(Code.WRONG_TYPE, node, said, cls.way_to_names(node))

    @classmethod
    def way_to_names(cls, node: Node) -> str:  # noqa: ARG003
        """Return the hint for a node that is no mapping."""
        return f"known here: {', '.join(sorted(cls.known))}"

    @classmethod
    def amiss_in(cls, reading: RuleReading, node: Mapping, given: Values) -> list[Fault]:
        """Return the faults of the names in *node*, *given* with their values: unknown ones, missing ones."""
        faults: list[Fault] = []
        if cls.known.issuperset(given) and all(name in given for name in cls.required):
            return faults
        meant: set[str | None] = set()
        for entry in node.entries:
            if entry.key.value not in cls.known:
                code, message, hint, one = cls.unknown(entry.key)
                faults.append(reading.fault(code, entry.key, message, hint))
                meant.add(one)
        for name in cls.required:
            if name not in meant and name not in reading.spared and name not in given:
                said = f'{cls.of} needs "{name}:"'
                faults.append(reading.fault(Code.MISSING_KEY, node, said, f"add a line {name}: …"))
        return faults

    @classmethod
    def unknown(cls, key: Scalar) -> tuple[Code, str, str, str | None]:
        """Return what is wrong with an unknown name, the way out, and the known one that was meant."""
        bare = key.value.strip()
        if bare != key.value and bare in cls.known | cls.words_of_a_rule():
            is_before = not key.value.startswith(bare)
            blank = ord(key.value[0 if is_before else -1])
            where = "before" if is_before else "after"
            said = f'a blank that is no space (U+{blank:04X}) stands {where} "{bare}"'
            hint = (
                "replace every blank at the beginning of the line by a space" if is_before else "take it away"
            )
            return Code.YAML_ODD_BLANK, said, hint, bare
        name, colon, _ = key.value.partition(":")
        if colon and name in cls.known:
            said = f'a space is missing after the colon of "{name}"'
            return Code.YAML_COLON, said, f"write {name}: and then its value", name
        said = f'{cls.of} has no "{key.value}"'
        return Code.UNKNOWN_KEY, said, did_you_mean(key.value, cls.known), nearest(key.value, cls.known)

    @staticmethod
    def words_of_a_rule() -> frozenset[str]:
        """Return every key of a rule."""
        from monitor.rule.grammar.rule import RuleSpec

        return RuleSpec.known


class Reads:
    """How the value of a key is read, and what editors take for it: a shape, or that of another type."""

    def __init__(self, read: Callable[[RuleReading, Any], Any], shape: Any) -> None:
        self.read = read
        self.shape = shape

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        def read(node: Node, info: ValidationInfo) -> Any:
            return self.read(_reading_of(info), node)

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


def table(of: type[Table]) -> Reads:
    """What a table says once it is built."""
    return Reads(lambda reading, node: reading.take(of, node), of)


class ListOf:
    """A list of at least *fewest* of what the annotation says, each told of by itself."""

    def __init__(self, what: str, fewest: int = 1) -> None:
        self.what = what
        self.fewest = fewest

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def elements(node: Node, info: ValidationInfo) -> tuple[Node, ...]:
            return values.read_elements(_reading_of(info), node, self.what)

        return core_schema.with_info_before_validator_function(elements, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> Shape:
        return {**handler(core), "minItems": self.fewest}


class _Tell:
    """Faults are told at once, and the rest of the table is read as if the key were not there."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_wrap_validator_function(_told, handler(source))


def _told(node: Node, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    try:
        return handler(node)
    except ValidationError as error:
        _reading_of(info).faults += faults_in(error)
        return None


Told = Annotated[Item | None, _Tell()]
"""A value that is None where it was told to be faulty."""


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
