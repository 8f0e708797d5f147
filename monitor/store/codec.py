"""JSON serialization of notifications and alert state, with defaults for fields added later.

Reading is derived from the types of the fields: a field added to `Notification` with a default
is kept, and rows written before it was added still read. A test writes and reads every field.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from sqlalchemy import Row

_Convert = Callable[[Any], Any]
_Record = TypeVar("_Record")


def to_json(record: Any) -> dict[str, Any]:
    """Return what `json` writes of *record*, a dataclass, as an object; instants are ISO 8601."""
    return _write(record)


def from_json(kind: type[_Record], stored: Mapping[str, Any]) -> _Record:
    """Return the *kind* that *stored* was made from; unknown keys are left aside.

    Raises:
        KeyError: a field without a default is not there.
    """
    of: Any = kind
    read: _Record = _reader(of)(stored)
    return read


def from_row(kind: type[_Record], row: Row[Any], **named: Any) -> _Record:
    """Return *row* as a *kind*, each field from the column of its name; *named* are those of other names."""
    return from_json(kind, {**row._mapping, **named})  # noqa: SLF001 - a Row's public mapping


def _write(value: Any) -> dict[str, Any]:
    # `json` writes text, numbers, enumerations of text and tuples of these by itself.
    kind: Any = type(value)
    written = {}
    for name in _names(kind):
        part = getattr(value, name)
        if isinstance(part, datetime):
            part = part.isoformat()
        elif isinstance(part, tuple) and part and is_dataclass(part[0]):
            part = [_write(one) for one in part]
        elif isinstance(part, frozenset):
            part = sorted(part)
        elif is_dataclass(part):
            part = _write(part)
        written[name] = part
    return written


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _reader(kind: Any) -> _Convert:  # noqa: PLR0911 - one line a kind of type
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if _is_optional(kind):
        read_present = _reader(_present(kind))
        if read_present is _as_it_is:
            return _as_it_is
        return lambda value: None if value is None else read_present(value)
    if get_origin(kind) is tuple:
        return _tuple_reader(kind)
    if get_origin(kind) is frozenset:
        read_each = _reader(*get_args(kind))
        return lambda value: frozenset(map(read_each, value))
    if kind is datetime:
        return lambda value: value if isinstance(value, datetime) else datetime.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    if isinstance(kind, type) and issubclass(kind, tuple):
        return lambda value: kind(*value)
    return _same(kind)


def _dataclass_reader(kind: Any) -> _Convert:
    hints = get_type_hints(kind)
    names = _names(kind)
    needed = {field.name for field in fields(kind) if field.default is field.default_factory is MISSING}
    # Most are as they are: calling on each would take longer than all the rest.
    converted = [(name, convert) for name in names if (convert := _reader(hints[name])) is not _as_it_is]

    def read(stored: Any) -> Any:
        if isinstance(stored, kind):
            return stored
        values = {name: stored[name] for name in names if name in stored or name in needed}
        for name, convert in converted:
            if name in values:
                values[name] = convert(values[name])
        return kind(**values)

    return read


def _tuple_reader(kind: Any) -> _Convert:
    kinds = get_args(kind)
    if kinds[-1] is Ellipsis:
        each = _reader(kinds[0])
        return lambda value: tuple([each(one) for one in value])
    every = [_reader(one) for one in kinds]
    return lambda value: tuple([read(one) for read, one in zip(every, value, strict=True)])


def _is_optional(kind: Any) -> bool:
    return get_origin(kind) in {Union, types.UnionType} and type(None) in get_args(kind)


def _present(kind: Any) -> Any:
    (present,) = (one for one in get_args(kind) if one is not type(None))
    return present


def _same(kind: Any) -> _Convert:
    if get_origin(kind) not in {Literal, dict, list} and kind not in {str, int, float, bool}:
        raise TypeError(f"what is stored cannot hold a {kind}")
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
