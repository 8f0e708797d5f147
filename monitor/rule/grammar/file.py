"""The top-level keys of a rule file."""

from __future__ import annotations

from typing import Annotated, Any, get_type_hints

from pydantic import Field, create_model

from monitor.located.error_codes import Code
from monitor.located.keys import Shape, key
from monitor.located.yaml_tree import Listing, Mapping, Node, Scalar
from monitor.rule.grammar.condition import ConditionSpec
from monitor.rule.grammar.entities import EntitySpec
from monitor.rule.grammar.exceptions import ExceptSpec
from monitor.rule.grammar.lists import Entries
from monitor.rule.grammar.reading import RuleReading
from monitor.rule.grammar.reads import Unread
from monitor.rule.grammar.rule import ID, UNWANTED, RuleSpec
from monitor.rule.grammar.table import KeyTable
from monitor.rule.grammar.words import WordsSpec

DEFAULTED = ("severity", "tags", "except", "enabled", "status", "new", "per", "escalate")
"""The keys of a rule that `defaults:` may give."""

_LEADER = {"aliases": ["J. Example"], "office": "president", "side": "Utopia"}
_UNREST = {"any": ["protest*", "strike*"]}
_MINISTERS = ["finance minister", "foreign minister"]
_EXAMPLE = {
    "id": "minister-resigns",
    "severity": "high",
    "when": {"sentence": {"all": ["minister", "resign*"]}},
}

_List = Annotated[
    Entries,
    Field(
        description="The entries, or a text file with one a line; # begins a comment there.",
        examples=[_MINISTERS, {"file": "ministers.txt"}],
    ),
]
_Entity = Annotated[
    EntitySpec, Field(description="Who it is; a list is aliases.", examples=[_LEADER, ["J. Example"]])
]
_Condition = Annotated[ConditionSpec, Field(description="A condition, as under when:.", examples=[_UNREST])]
_Exceptions = Annotated[
    ExceptSpec,
    Field(description="What keeps an article out after all: any one of these values.", examples=[UNWANTED]),
]


class _Defaults(KeyTable, of="defaults", goes_on=True):
    def build(self, reading: RuleReading, node: Mapping) -> Mapping:  # noqa: ARG002
        """Return the node: its values are read with each rule that takes them."""
        return node


_HINTS = get_type_hints(RuleSpec, include_extras=True)
_FIELDS: dict[str, Any] = {
    field: (Unread[_HINTS[field]], spec)  # type: ignore[misc, valid-type]
    for field, spec in RuleSpec.model_fields.items()
    if field.removesuffix("_") in DEFAULTED
}
DefaultsSpec = create_model("DefaultsSpec", __base__=_Defaults, **_FIELDS)


def _of_ones_own(shape: Shape) -> None:
    """A name that is no word of the file's own."""
    words = "|".join(FileSpec.model_fields)
    shape |= {"minProperties": 1, "propertyNames": {"pattern": rf"^(?!({words})$)[A-Za-z0-9]\S*$"}}


class FileSpec(KeyTable, of="a rule file", goes_on=True, json_schema_extra={"minProperties": 1}):
    """What stands at the top of a rule file. Each part is read once those of all files are known."""

    rules: Unread[Annotated[tuple[RuleSpec, ...], Field(min_length=1)]] = key(
        "The rules of this file.", [_EXAMPLE]
    )
    lists: Unread[dict[str, _List]] = key(
        "Lists of phrases by name, for `list:` in any rule.",
        {"ministers": _MINISTERS},
        json_schema_extra=_of_ones_own,
    )
    entities: Unread[dict[str, _Entity]] = key(
        "People and bodies that contacts and denials are to know, by name.",
        {"Jane Example": _LEADER},
        json_schema_extra={"minProperties": 1},
    )
    words: Unread[WordsSpec] = key(
        "Words that tell of a contact or a denial and that the program does not know yet, by language.",
        {"en": {"contact": {"verbs": {"call": ["zoom* with"]}}}},
    )
    conditions: Unread[dict[str, _Condition]] = key(
        "Conditions by name, for `condition:` in any rule.",
        {"unrest": _UNREST},
        json_schema_extra=_of_ones_own,
    )
    exceptions: Unread[dict[str, _Exceptions]] = key(
        "Exceptions that are added to rules of any file, by the rule's id.",
        {"minister-resigns": UNWANTED},
        json_schema_extra={"minProperties": 1, "propertyNames": {"pattern": ID}},
    )
    defaults: Unread[DefaultsSpec] = key(  # type: ignore[valid-type]
        "What holds for every rule of this file that does not say otherwise; tags and exceptions add up.",
        {"severity": "low", "tags": ["economy"]},
    )

    def build(self, reading: RuleReading, node: Mapping) -> Mapping:  # noqa: ARG002
        """Return the node, whose parts are read in their turn."""
        return node

    @classmethod
    def way_to_names(cls, node: Node) -> str:
        """Return the way to the line that a rule file begins with."""
        if isinstance(node, Listing):
            return 'write "rules:" on a line above the list'
        return f'begin it with "rules:"; {super().way_to_names(node)}'

    @classmethod
    def unknown(cls, reading: RuleReading, key: Scalar) -> tuple[Code, str, str, str | None]:
        """Say where a key of a rule belongs that stands outside any."""
        if key.value in RuleSpec.known:
            hint = (
                'it belongs to a rule: indent it, so that it stands under the dash of a rule under "rules:"'
            )
            return Code.UNKNOWN_KEY, f'"{key.value}" stands outside any rule', hint, None
        return super().unknown(reading, key)
