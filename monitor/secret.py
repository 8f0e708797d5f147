"""`Secret`: a string that is never printed, logged, pickled or shown in a traceback.

It shows as stars wherever it may turn up: in a repr, a log line, an f-string, JSON, a traceback's locals. No
attribute holds it, so that what goes through an object's attributes (`vars`, `inspect`, a debugger's list, an
error reporter) finds none; it cannot be pickled. `reveal()` is the only way to its text: ask for it where it
is handed over, not before.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Any, NoReturn, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

_SHOWN = "**********"


class Secret:
    """A text that holds, or may hold, a secret; equal to another of the same text, and to that text."""

    __slots__ = ("_told",)
    _told: Callable[[], str]

    def __init__(self, text: str) -> None:
        object.__setattr__(self, "_told", lambda: text)

    def reveal(self) -> str:
        """Return the text."""
        return self._told()

    def __setattr__(self, name: str, _value: object) -> NoReturn:
        raise AttributeError(f"a secret is not changed: {name}")

    def __str__(self) -> str:
        return _SHOWN if self.reveal() else ""

    def __repr__(self) -> str:
        return f"Secret({str(self)!r})"

    def __format__(self, form: str) -> str:
        return format(str(self), form)

    def __bool__(self) -> bool:
        return bool(self.reveal())

    def __eq__(self, other: object) -> bool:
        known = other.reveal() if isinstance(other, Secret) else other
        if not isinstance(known, str):
            return NotImplemented
        return hmac.compare_digest(_bytes(known), _bytes(self.reveal()))

    def __hash__(self) -> int:
        return hash(self.reveal())

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: dict[int, Any]) -> Self:
        return self

    def __getstate__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")

    def __reduce_ex__(self, _protocol: Any) -> NoReturn:
        raise TypeError("a secret is not written anywhere")

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        text = core_schema.no_info_after_validator_function(cls, core_schema.str_schema())
        return core_schema.json_or_python_schema(
            json_schema=text,
            python_schema=core_schema.union_schema(
                [core_schema.is_instance_schema(cls), text], custom_error_type="string_type"
            ),
            serialization=core_schema.to_string_ser_schema(when_used="json"),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: core_schema.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "writeOnly": True, "format": "password"}


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
