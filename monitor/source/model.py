"""What a source hands on: arrivals, and how it fares itself."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

_MOST_NS = 2**63 - 1


class Signature(NamedTuple):
    """What tells cheaply whether a file is still the one that was taken in."""

    device: int
    inode: int
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Signature:
        """Return the signature in *status*."""
        # Some file systems keep times beyond what 64 bits of nanoseconds hold.
        mtime_ns = max(-_MOST_NS, min(status.st_mtime_ns, _MOST_NS))
        return cls(status.st_dev, status.st_ino, status.st_size, mtime_ns)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A complete file that is new, or new under this path, or changed.

    `path` and `root` are absolute; bytes that are not UTF-8 stand in them as surrogate escapes.
    """

    path: str
    root: str
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """How a source fares; `reason` says in words what is amiss, and is empty when nothing is.

    `watching` is whether news wakes the source; without it only scans find files.
    `pending` counts files that are seen but not handed on yet, `restarts` how often the watch had
    died and was opened anew.
    """

    path: str
    watching: bool
    reason: str
    last_scan: datetime | None
    pending: int
    restarts: int = 0
