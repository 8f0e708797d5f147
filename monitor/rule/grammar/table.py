"""`KeyTable`: the base class of all key tables: unknown keys, required keys, defaults.

A model states its keys. `KeyTable` reads a mapping of the YAML tree by them: a name that is not known, or one
that is missing, is reported here, the value of each key by what its annotation says (`text("a tag")`).
"""

from __future__ import annotations

from typing import Any, Self, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    model_validator,
)
from pydantic_core import CoreSchema

from monitor.errors import Fault, did_you_mean, nearest
from monitor.located.error_codes import Code, explain
from monitor.located.keys import Shape
from monitor.located.typo_hints import pair_slip
from monitor.located.yaml_tree import Mapping, Node, Scalar
from monitor.rule.grammar import values
from monitor.rule.grammar.reading import Amiss, RuleReading, faults_in
from monitor.rule.grammar.reads import reading_of

Values = dict[str, Node]


def _key_of(field: str) -> str:
    """Return the key that a field stands for: words of Python's own are written with an underscore there."""
    return field.removesuffix("_")


class _Said:
    """What a table says of itself. Not annotated: pydantic would read annotations again for each table."""

    of = ""
    known = frozenset[str]()
    required = tuple[str, ...]()
    instead = None  # type: Shape | None
    goes_on = False


explain(
    Code.UNKNOWN_KEY,
    "The name is not one that means something here. Nothing unknown is ever ignored, because a misspelt "
    "name would silently change what a rule does.",
)
explain(Code.MISSING_KEY, "Something that must be given is missing.")


class KeyTable(BaseModel, _Said):
    """Lines of `name: value`.

    `of` names it in faults. With `goes_on` a wrong name is reported at once and the rest used all the same;
    its keys are `Told`. `instead` is what editors take for it beside a mapping, which `otherwise` reads. What
    `build` answers stands in the place of the table wherever one is read.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, arbitrary_types_allowed=True, alias_generator=_key_of
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
        reading = reading_of(info)
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
                code, message, hint, one = cls.unknown(reading, entry.key)
                faults.append(reading.fault(code, entry.key, message, hint))
                meant.add(one)
        for name in cls.required:
            if name not in meant and name not in reading.spared and name not in given:
                said = f'{cls.of} needs "{name}:"'
                faults.append(reading.fault(Code.MISSING_KEY, node, said, f"add a line {name}: …"))
        return faults

    @classmethod
    def unknown(cls, reading: RuleReading, key: Scalar) -> tuple[Code, str, str, str | None]:
        """Return what is wrong with an unknown name, the way out, and the known one that was meant."""
        bare = key.value.strip()
        if bare != key.value and bare in cls.known | reading.rule_keys:
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
