"""JSON serialization of notifications and alert state, with defaults for fields added later.

Reading is derived from the types of the fields: a field added to `Notification` with a default
is kept, and rows written before it was added still read. A test writes and reads every field.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from monitor.alert.grouping import Stands
from monitor.claims.model import ReportedContact
from monitor.notify.model import Notification
from monitor.outbox.state import AttemptError

_Convert = Callable[[Any], Any]


def notification_to_json(notification: Notification) -> dict[str, Any]:
    """Return what `json` writes as an object; instants are ISO 8601."""
    return _write(notification)


def notification_from_json(stored: dict[str, Any]) -> Notification:
    """Return the notification that *stored* was made from; unknown keys are left aside."""
    read: Notification = _reader(Notification)(stored)
    return read


def error_to_json(error: AttemptError) -> dict[str, Any]:
    """Return what `json` writes as an object; the instant is ISO 8601."""
    return _write(error)


def error_from_json(stored: dict[str, Any]) -> AttemptError:
    """Return the failure that *stored* was made from."""
    read: AttemptError = _reader(AttemptError)(stored)
    return read


def telling_to_json(telling: ReportedContact) -> dict[str, Any]:
    """Return what `json` writes as an object."""
    return _write(telling)


def telling_from_json(stored: dict[str, Any]) -> ReportedContact:
    """Return the reported contact that *stored* was made from."""
    read: ReportedContact = _reader(ReportedContact)(stored)
    return read


def stands_to_json(stands: Stands | None) -> dict[str, Any] | None:
    """Return what `json` writes as an object, or null."""
    if stands is None:
        return None
    return {
        "denied_by": sorted(stands.denied_by),
        "confirmed_by": sorted(stands.confirmed_by),
        "withdrawn": stands.withdrawn,
    }


def stands_from_json(stored: dict[str, Any] | None) -> Stands | None:
    """Return what *stored* was made from; None also where an older monitor did not keep it."""
    if stored is None:
        return None
    return Stands(
        denied_by=frozenset(stored["denied_by"]),
        confirmed_by=frozenset(stored["confirmed_by"]),
        withdrawn=stored["withdrawn"],
    )


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
        elif is_dataclass(part):
            part = _write(part)
        written[name] = part
    return written


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _reader(kind: Any) -> _Convert:
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if _is_optional(kind):
        read_present = _reader(_present(kind))
        return lambda value: None if value is None else read_present(value)
    if get_origin(kind) is tuple:
        return _tuple_reader(kind)
    if kind is datetime:
        return datetime.fromisoformat
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return _same(kind)


def _dataclass_reader(kind: Any) -> _Convert:
    hints = get_type_hints(kind)
    parts = [(field.name, _reader(hints[field.name])) for field in fields(kind)]
    needed = {field.name for field in fields(kind) if field.default is field.default_factory is MISSING}

    def read(stored: dict[str, Any]) -> Any:
        return kind(
            **{name: convert(stored[name]) for name, convert in parts if name in stored or name in needed}
        )

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
    if get_origin(kind) is not Literal and kind not in {str, int, float, bool}:
        raise TypeError(f"a stored notification cannot hold a {kind}")
    return lambda value: value
