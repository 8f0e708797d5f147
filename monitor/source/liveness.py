"""Probes one file: its type, whether a writer has it open, how its text ends.

Nothing is changed. The kernel's leases say whether a file is open for writing: we ask for a read
lease and give it back at once. A writer that opens the file in between would be reported by a
signal; we have it sent as SIGURG, which Python ignores by default, not as SIGIO, which kills.
"""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass

from monitor.source.model import Signature
from monitor.source.opening import NotAFileError, open_file
from monitor.source.stability import Ending, Lease, Sight

try:
    import fcntl
except ImportError:  # no such thing on Windows
    fcntl = None  # type: ignore[assignment]

_HAS_LEASES = hasattr(fcntl, "F_SETLEASE") and hasattr(fcntl, "F_SETSIG")
_TAIL = 512
_LONE_LINE = 200
_CLOSERS = frozenset(".!?…。！？”\"»)]’'>*_")


@dataclass(frozen=True, slots=True)
class NoSight:
    """Why a path shows no article.

    With `signature` it is a pipe, a socket or a device, which no waiting will change; `retry` is whether
    the machine is at fault (no handle left, no rights, a server that does not answer), and another
    look may show it.
    """

    reason: str
    signature: Signature | None = None
    retry: bool = False


GONE = NoSight("gone")
_IS_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})
Opens = Callable[[str], int]


def look(path: str, wall_time: float, opens: Opens = open_file) -> Sight | NoSight:
    """Look at the file at *path* once; *wall_time* is the present as a POSIX time stamp."""
    try:
        handle = opens(path)
    except OSError as error:
        return no_sight(error)
    try:
        return _look_at(handle, wall_time)
    except OSError as error:
        return no_sight(error)
    finally:
        os.close(handle)


def no_sight(error: OSError) -> NoSight:
    """Return what an error at opening or reading says of the file."""
    if isinstance(error, NotAFileError):
        return NoSight(error.reason, signature=error.signature)
    if error.errno in _IS_GONE:
        return GONE
    return NoSight(f"cannot be read: {error.strerror or error}", retry=True)


def _look_at(handle: int, wall_time: float) -> Sight:
    status = os.fstat(handle)
    return Sight(
        signature=Signature.of(status),
        lease=_lease(handle),
        ending=_ending(handle, status.st_size),
        age=wall_time - status.st_mtime,
    )


def _lease(handle: int) -> Lease:
    if not _HAS_LEASES:
        return Lease.UNKNOWN
    try:
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        return Lease.BUSY if error.errno == errno.EAGAIN else Lease.UNKNOWN
    fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return Lease.FREE


def _ending(handle: int, size: int) -> Ending:
    if size == 0:
        return Ending.EMPTY
    os.lseek(handle, max(0, size - _TAIL), os.SEEK_SET)
    tail = os.read(handle, _TAIL)
    return ending_of(tail.decode("utf-8", errors="ignore"))


def ending_of(tail: str) -> Ending:
    """Say how a text stops whose last few hundred characters are *tail*.

    A blank line or a space at the end is what a writer leaves who has more to come; a short lone
    line without a full stop is a headline whose article is to come.
    """
    text = tail.rstrip()
    line_breaks = tail.count("\n", len(text))
    if not text or line_breaks > 1 or tail[-1] == " ":
        return Ending.OPEN
    if text[-1] in _CLOSERS:
        return Ending.FINISHED
    if "\n" not in text.lstrip() and len(text) < _LONE_LINE:
        return Ending.OPEN
    return Ending.FINISHED if line_breaks else Ending.CUT
