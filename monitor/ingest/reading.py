"""Reading a file as it stands: its bytes, and the signature that belongs to exactly those bytes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property

from monitor.article.parse import MAX_BYTES, digest_of
from monitor.evaluate.model import Evaluated
from monitor.source.model import Arrival, Signature

_TRIES = 3


@dataclass(frozen=True)
class Reading:
    """The bytes of one arrival, or why there are none.

    `gone` tells that the file vanished before it could be read, which is no fault of anyone's. `evaluated` is
    what was made of the bytes, with the rules and at the instant they are taken in with.
    """

    arrival: Arrival
    signature: Signature
    content: bytes = b""
    reason: str = ""
    gone: bool = False
    evaluated: Evaluated | None = None

    @cached_property
    def digest(self) -> str:
        """Return the hex BLAKE2b-128 of the bytes, as `Article.digest` has it."""
        return digest_of(self.content)

    def goes_on_from(self, size: int, digest: str | None) -> bool:
        """Tell whether the first *size* bytes are the ones with *digest*, and more follow."""
        return 0 < size < len(self.content) and digest_of(self.content[:size]) == digest


def read(arrival: Arrival) -> Reading:
    """Read *arrival* without following a link; a file that changes meanwhile is read again."""
    try:
        for _ in range(_TRIES):
            before, content, after = _read_once(arrival.path)
            if before == after:
                break
    except (FileNotFoundError, NotADirectoryError):
        return Reading(arrival, arrival.signature, gone=True)
    except OSError as error:
        # A signature that fits no file: the next full scan tries again, for rights may be mended.
        nothing = Signature(0, 0, 0, 0)
        return Reading(arrival, nothing, reason=f"cannot be read: {error.strerror or error}")
    if before.size > MAX_BYTES:
        return Reading(arrival, before, reason=f"too long: {before.size:,} bytes; the most is {MAX_BYTES:,}")
    return Reading(arrival, before, content)


def _read_once(path: str) -> tuple[Signature, bytes, Signature]:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        before = Signature.of(os.fstat(handle))
        content = b""
        if before.size <= MAX_BYTES:
            with os.fdopen(os.dup(handle), "rb", buffering=0) as file:
                content = file.readall() or b""
        return before, content, Signature.of(os.fstat(handle))
    finally:
        os.close(handle)
