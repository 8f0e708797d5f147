"""Reads one arrived file: its bytes, and the signature (inode, size, times) that belongs to them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property

from monitor.article.parse import MAX_BYTES, digest_of
from monitor.article.paths import display_path
from monitor.evaluate.model import Evaluated
from monitor.source.liveness import no_sight
from monitor.source.model import Arrival, Signature
from monitor.source.opening import Folders, NotAFileError, open_file

_TRIES = 3
_UNKNOWN = (0, 0)


@dataclass(frozen=True)
class ReadFile:
    """The bytes of one arrival, or why there are none.

    `gone`: the file vanished before it could be read, or that another one, or a link, stands
    in its place, which is no fault of anyone's; `retry` that the machine is at fault, and that it may be
    read later. Neither says anything of the file. `evaluated` is what was made of the bytes, with the rules
    and at the instant they are taken in with.
    """

    arrival: Arrival
    signature: Signature
    content: bytes = b""
    reason: str = ""
    gone: bool = False
    retry: bool = False
    evaluated: Evaluated | None = None

    @property
    def is_here(self) -> bool:
        """Whether there is something to take in: the bytes, or what is wrong with the file itself."""
        return not (self.gone or self.retry)

    @cached_property
    def digest(self) -> str:
        """Return the hex BLAKE2b-128 of the bytes, as `Article.digest` has it."""
        return digest_of(self.content)

    @cached_property
    def shown_path(self) -> str:
        """Return the path as it is shown and kept."""
        return display_path(self.arrival.path)

    def goes_on_from(self, size: int, digest: str | None) -> bool:
        """Return whether the first *size* bytes are the ones with *digest*, and more follow."""
        return 0 < size < len(self.content) and digest_of(self.content[:size]) == digest


def read_all(arrivals: Sequence[Arrival]) -> list[ReadFile]:
    """Read *arrivals* as `read` does; folders that several are in are opened once."""
    with ExitStack() as opened:
        ways = dict.fromkeys((one.root, one.links) for one in arrivals)
        folders = {way: opened.enter_context(Folders(way[0], links=way[1])) for way in ways}
        return [_read(one, folders[one.root, one.links]) for one in arrivals]


def read(arrival: Arrival) -> ReadFile:
    """Read *arrival* without following a link on the way; a file that changes meanwhile is read again."""
    return read_all([arrival])[0]


def left_of(readings: Iterable[ReadFile]) -> dict[str, str]:
    """Return the paths of which nothing can be said now: why they are to wait, or "" for those gone."""
    return {one.arrival.path: one.reason if one.retry else "" for one in readings if not one.is_here}


def _read(arrival: Arrival, folders: Folders) -> ReadFile:
    try:
        for _ in range(_TRIES):
            before, content, after = _read_once(arrival.path, folders)
            if before == after:
                break
    except NotAFileError as error:
        if error.signature is None:
            return ReadFile(arrival, arrival.signature, reason=error.reason, gone=True)
        return ReadFile(arrival, error.signature, reason=error.reason)
    except OSError as error:
        sight = no_sight(error)
        return ReadFile(
            arrival, arrival.signature, reason=sight.reason, gone=not sight.retry, retry=sight.retry
        )
    if arrival.signature[:2] not in (_UNKNOWN, before[:2]):
        return ReadFile(arrival, arrival.signature, reason="another file stands there now", gone=True)
    if before.size > MAX_BYTES:
        return ReadFile(arrival, before, reason=f"too long: {before.size:,} bytes; the most is {MAX_BYTES:,}")
    return ReadFile(arrival, before, content)


def _read_once(path: str, folders: Folders) -> tuple[Signature, bytes, Signature]:
    """Read the file at *path*: from its root down, or as it is named when it is not below one."""
    handle = folders.open_file(path) if folders.holds(path) else open_file(path)
    try:
        before = Signature.of(os.fstat(handle))
        content = b""
        if before.size <= MAX_BYTES:
            with os.fdopen(os.dup(handle), "rb", buffering=0) as file:
                content = file.readall() or b""
        return before, content, Signature.of(os.fstat(handle))
    finally:
        os.close(handle)
