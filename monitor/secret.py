"""A text that cannot be printed: the one type that the addresses of channels, of the store and the like have.

It shows as stars wherever it may turn up: in a repr, a log line, an f-string, JSON, a traceback's locals. It
cannot be pickled. `reveal()` is the only way to its text: ask for it where it is handed over, not before.
"""

from __future__ import annotations

import hmac
from typing import Any, NoReturn, Self

from pydantic import SecretStr


class Secret(SecretStr):
    """A text that holds, or may hold, a secret; equal to another of the same text, and to that text."""

    def reveal(self) -> str:
        """Return the text."""
        return self.get_secret_value()

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

    def __reduce_ex__(self, _protocol: Any) -> NoReturn:
        raise TypeError("a secret is not written anywhere")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
