"""A validator for JSON Schema draft 7, as far as our schemas go; a keyword it does not know is an error."""

import re

_TYPES = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
}
_SAYS_NOTHING = {"$schema", "title", "description", "examples", "definitions", "patternErrorMessage"}


def _is(value, name):
    return _TYPES[name](value)


def faults(value, schema, root=None, path=""):
    """Return what of *value* does not fit *schema*, as texts that name the place."""
    root = schema if root is None else root
    found = []
    for word, rule in schema.items():
        if word in _SAYS_NOTHING or word in ("then", "else"):
            continue
        found += _KEYWORDS[word](value, rule, schema, (root, path))
    return found


def _type(value, rule, _schema, at):
    names = [rule] if isinstance(rule, str) else rule
    return [] if any(_is(value, name) for name in names) else [f"{at[1]}: not {names}"]


def _enum(value, rule, _schema, at):
    good = any(type(value) is type(one) and value == one for one in rule)
    return [] if good else [f"{at[1]}: {value!r} not in {rule}"]


def _properties(value, rule, _schema, at):
    if not isinstance(value, dict):
        return []
    return [
        one
        for name, inner in rule.items()
        if name in value
        for one in faults(value[name], inner, at[0], f"{at[1]}/{name}")
    ]


def _additional(value, rule, schema, at):
    extra = (
        sorted(value.keys() - schema.get("properties", {}).keys(), key=str) if isinstance(value, dict) else []
    )
    if rule is False:
        return [f"{at[1]}: unknown key {name!r}" for name in extra]
    return [one for name in extra for one in faults(value[name], rule, at[0], f"{at[1]}/{name}")]


def _items(value, rule, _schema, at):
    elements = enumerate(value) if isinstance(value, list) else ()
    return [one for number, inner in elements for one in faults(inner, rule, at[0], f"{at[1]}/{number}")]


def _any_of(value, rule, _schema, at):
    return [] if any(not faults(value, one, *at) for one in rule) else [f"{at[1]}: fits none of {len(rule)}"]


def _one_of(value, rule, _schema, at):
    fitting = sum(not faults(value, one, *at) for one in rule)
    return [] if fitting == 1 else [f"{at[1]}: fits {fitting} of {len(rule)}, not one"]


def _all_of(value, rule, _schema, at):
    return [fault for one in rule for fault in faults(value, one, *at)]


def _if(value, rule, schema, at):
    branch = schema.get("else" if faults(value, rule, *at) else "then", {})
    return faults(value, branch, *at)


def _ref(value, rule, schema, at):
    assert len(schema) == 1, "in draft 7 nothing may stand beside a reference"
    target = at[0]
    for part in rule.removeprefix("#/").split("/"):
        target = target[part]
    return faults(value, target, *at)


def _required(value, rule, _schema, at):
    missing = [name for name in rule if name not in value] if isinstance(value, dict) else []
    return [f"{at[1]}: needs {name!r}" for name in missing]


def _names(value, rule, _schema, at):
    names = map(str, value) if isinstance(value, dict) else ()
    return [one for name in names for one in faults(name, rule, at[0], f"{at[1]}/{name}")]


def _bound(kind, good):
    def check(value, rule, _schema, at):
        return [] if not _is(value, kind) or good(value, rule) else [f"{at[1]}: {value!r} is beyond {rule}"]

    return check


_KEYWORDS = {
    "type": _type,
    "enum": _enum,
    "const": lambda value, rule, schema, at: _enum(value, [rule], schema, at),
    "properties": _properties,
    "additionalProperties": _additional,
    "propertyNames": _names,
    "required": _required,
    "items": _items,
    "anyOf": _any_of,
    "oneOf": _one_of,
    "allOf": _all_of,
    "if": _if,
    "$ref": _ref,
    "pattern": _bound("string", lambda value, rule: re.search(rule, value, re.ASCII) is not None),
    "minLength": _bound("string", lambda value, rule: len(value) >= rule),
    "minimum": _bound("number", lambda value, rule: value >= rule),
    "maximum": _bound("number", lambda value, rule: value <= rule),
    "exclusiveMinimum": _bound("number", lambda value, rule: value > rule),
    "minItems": _bound("array", lambda value, rule: len(value) >= rule),
    "maxItems": _bound("array", lambda value, rule: len(value) <= rule),
    "minProperties": _bound("object", lambda value, rule: len(value) >= rule),
    "maxProperties": _bound("object", lambda value, rule: len(value) <= rule),
}


def subschemas(schema, path=""):
    """Yield every schema inside *schema* with its path, itself first."""
    yield path, schema
    for word, rule in schema.items():
        if word in ("properties", "definitions"):
            for name, inner in rule.items():
                yield from subschemas(inner, f"{path}/{name}")
        elif word in ("items", "additionalProperties", "if", "then", "else") and isinstance(rule, dict):
            yield from subschemas(rule, f"{path}/{word}")
        elif word in ("anyOf", "allOf"):
            for number, inner in enumerate(rule):
                yield from subschemas(inner, f"{path}/{word}{number}")
