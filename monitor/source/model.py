"""The types of a source: `Arrival`, `Signature` of a file, `SourceHealth`."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

_MOST_NS = 2**63 - 1


class Signature(NamedTuple):
    """What shows cheaply whether a file is still the one that was taken in.

    `ctime_ns` is when anything about the file changed last, rights and names included: by it a change
    of the content is seen that leaves size and time of modification as they were. 0: not known.
    """

    device: int
    inode: int
    size: int
    mtime_ns: int
    ctime_ns: int = 0

    @classmethod
    def of(cls, status: os.stat_result) -> Signature:
        """Return the signature in *status*; a pipe, socket or device has no size and no times."""
        if not stat.S_ISREG(status.st_mode):
            return cls(status.st_dev, status.st_ino, 0, 0, 0)
        times = _within_64_bits(status.st_mtime_ns), _within_64_bits(status.st_ctime_ns)
        return cls(status.st_dev, status.st_ino, status.st_size, *times)

    def is_file_of(self, other: Signature) -> bool:
        """Return whether both are of one and the same file, whatever stands in it."""
        return self[:2] == other[:2]

    def looks_like(self, other: Signature) -> bool:
        """Return whether nothing speaks for another content, but for what rights and names change too."""
        return self[:4] == other[:4]

    def is_still(self, now: Signature) -> bool:
        """Return whether nothing about the file has changed since this was its signature."""
        return self == now or (self.looks_like(now) and not (self.ctime_ns and now.ctime_ns))


def _within_64_bits(nanoseconds: int) -> int:
    """Some file systems keep times beyond what 64 bits of nanoseconds hold."""
    return max(-_MOST_NS, min(nanoseconds, _MOST_NS))


@dataclass(frozen=True, slots=True)
class Arrival:
    """A complete file that is new, or new under this path, or changed; or a pipe, reported as no article.

    `path` and `root` are absolute; bytes that are not UTF-8 stand in them as surrogate escapes. `links`:
    what of the root's path may be a link, as for `Folders`.
    """

    path: str
    root: str
    signature: Signature
    links: frozenset[str] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that is not handed on for now, why, and for how many seconds that has been so."""

    path: str
    reason: str
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class ClosedFolder:
    """A folder below the root whose files are not seen, as it cannot be listed, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """The health of a source; `reason` says in words what is wrong, and is empty when nothing is.

    `watching` is whether news wakes the source; without it only scans find files.
    `pending` counts files that are seen but not handed on yet, `standing` those of them that do not get ready
    by themselves, `waiting` names some of these; `closed` counts folders that cannot be listed, and
    `closed_folders` names some; `restarts` counts how often the watch had died and was opened anew.
    `root` is device and inode of the folder, None when it cannot be reached, for `unreachable`;
    `is_bare` is whether it holds no name that could be an article or a folder of some.
    """

    path: str
    watching: bool
    reason: str
    last_scan: datetime | None
    pending: int
    standing: int = 0
    restarts: int = 0
    waiting: tuple[WaitingFile, ...] = ()
    closed: int = 0
    closed_folders: tuple[ClosedFolder, ...] = ()
    root: tuple[int, int] | None = None
    is_bare: bool = False
    unreachable: str = ""
