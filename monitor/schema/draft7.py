"""Generates the JSON Schema from the models that files are read by."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode
from pydantic_core import core_schema

Schema = dict[str, Any]

_UNSAID = frozenset({"title", "default", "format", "uniqueItems"})


def schema_of(model: type[BaseModel], title: str, says: str) -> Schema:
    """Return the schema of a whole file, with its title and what it says of itself."""
    made = model.model_json_schema(ref_template="#/definitions/{model}", schema_generator=_OfFiles)
    definitions = made.pop("$defs", {})
    shapes = {name: _tidied(one, definitions) for name, one in definitions.items() if "enum" not in one}
    head = {"$schema": _OfFiles.schema_dialect, "title": title, "description": says}
    return {**head, **_tidied(made, definitions), "definitions": shapes}


class _OfFiles(GenerateJsonSchema):
    schema_dialect = "http://json-schema.org/draft-07/schema#"

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        """A key that may be left out is none that may be null."""
        return self.generate_inner(schema["schema"])

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        """Leave out the docstring, which is for those who read the code."""
        made = super().model_schema(schema)
        made.pop("description", None)
        return made

    def sort(self, value: Schema, parent_key: str | None = None) -> Schema:  # noqa: ARG002
        """Keep keys in the order in which they are stated."""
        return value

    def generate(self, schema: core_schema.CoreSchema, mode: JsonSchemaMode = "validation") -> Schema:
        """Return the schema without warnings of defaults that JSON cannot write."""
        self.ignored_warning_kinds = {*self.ignored_warning_kinds, "non-serializable-default"}
        return super().generate(schema, mode)


def _tidied(schema: Schema, definitions: Schema) -> Schema:
    """Return *schema* without what says nothing to editors; draft 7 reads nothing beside a reference."""
    schema = {word: value for word, value in schema.items() if word not in _UNSAID}
    if (name := schema.get("$ref", "").rpartition("/")[2]) in definitions:
        if "enum" in definitions[name]:
            del schema["$ref"]
            schema = {"enum": definitions[name]["enum"], **schema}
        elif len(schema) > 1:
            schema = {"allOf": [{"$ref": schema.pop("$ref")}], **schema}
    for word, value in schema.items():
        if word in ("properties", "definitions"):
            schema[word] = {name: _tidied(one, definitions) for name, one in value.items()}
        elif word in ("anyOf", "allOf", "oneOf"):
            schema[word] = [_tidied(one, definitions) for one in value]
        elif word in ("items", "additionalProperties", "if", "then", "else") and isinstance(value, dict):
            schema[word] = _tidied(value, definitions)
    return schema
