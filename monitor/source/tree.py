"""The scan: what is in the tree that the store does not have. This is the truth; events only hurry it.

A look at the names skips every folder whose own time stamp says that no name came or went; a full
look holds every file's signature against the store's. Folders are gone through one at a time, and
`None` is yielded now and then so that whoever drives the scan can do other work in between.
"""

# Paths are plain strings here: they come by the ten thousand.
# ruff: noqa: PTH116, PTH118
from __future__ import annotations

import logging
import os
import stat
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass

from monitor.clock import Clock
from monitor.source.inbox import Scan
from monitor.source.model import Signature
from monitor.source.names import NameFilter

Known = Callable[[str], Mapping[str, Signature]]
Seen = Callable[[str], bool]
Found = Generator[str | None, None, None]

BREATH = 250
"""Entries after which a scan lets others work."""
RACY_NS = 2_000_000_000
"""A folder touched less than so many ns ago may change again without a new time stamp."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Folder:
    """What is remembered of a folder; it is skipped as long as `stamp` stays the same."""

    stamp: tuple[int, int]
    subfolders: list[str]


class Tree:
    """Finds files below *root* that *known* does not have; remembers each folder's time stamp."""

    def __init__(self, root: str, names: NameFilter, known: Known, clock: Clock) -> None:
        self._root = root
        self._prefix = os.path.join(root, "")
        self._names = names
        self._known = known
        self._clock = clock
        self._folders: dict[str, _Folder] = {}
        self._unreadable: set[str] = set()

    @property
    def folder_count(self) -> int:
        """How many folders the last scan of everything went through."""
        return len(self._folders)

    @property
    def unreadable_count(self) -> int:
        """How many folders could not be listed."""
        return len(self._unreadable)

    def find(self, start: str, scan: Scan, *, recursive: bool, seen: Seen) -> Found:
        """Yield the paths below *start* that may be new or changed; None where others may work.

        *seen* says of a path whether it is on its way already.
        """
        visited: dict[str, _Folder] = {}
        waiting = [start]
        while waiting:
            folder = waiting.pop()
            now = yield from self._look_through(folder, scan, seen)
            if now is not None:
                visited[folder] = now
                if recursive:
                    waiting += [os.path.join(folder, name) for name in reversed(now.subfolders)]
            yield None
        self._folders = visited if start == self._root else self._folders | visited

    def _look_through(
        self, folder: str, scan: Scan, seen: Seen
    ) -> Generator[str | None, None, _Folder | None]:
        stamp = self._stamp(folder)
        if stamp is None:
            return None
        before = self._folders.get(folder)
        if scan is Scan.NAMES and before is not None and before.stamp == stamp:
            return before
        subfolders: list[str] = []
        missing = self._missing(folder, scan, seen)
        for count, (is_new, entry) in enumerate(self._entries(folder, subfolders)):
            if is_new and missing(entry):
                yield entry.path
            if count % BREATH == BREATH - 1:
                yield None
        return _Folder(self._lasting(stamp), subfolders)

    def _entries(self, folder: str, subfolders: list[str]) -> Iterator[tuple[bool, os.DirEntry[str]]]:
        """Yield (is a file that may be an article, entry); folders go to *subfolders*."""
        below = "" if folder == self._root else folder.removeprefix(self._prefix) + os.sep
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    accepted = self._names.accepts(entry.name, below + entry.name)
                    if accepted and entry.is_dir(follow_symlinks=False):
                        subfolders.append(entry.name)
                    yield accepted and entry.is_file(follow_symlinks=False), entry
            self._unreadable.discard(folder)
        except FileNotFoundError:
            return
        except OSError as error:
            if folder not in self._unreadable:
                _log.warning("cannot list %s: %s", ascii(folder), error.strerror)
            self._unreadable.add(folder)

    def _missing(self, folder: str, scan: Scan, seen: Seen) -> Callable[[os.DirEntry[str]], bool]:
        """Return what says of an entry whether the store lacks it; asks the store once, if at all."""
        known: Mapping[str, Signature] | None = None

        def is_missing(entry: os.DirEntry[str]) -> bool:
            nonlocal known
            if scan is not Scan.FULL and seen(entry.path):
                return False
            if known is None:
                known = self._known(folder)
            taken_in = known.get(entry.name)
            if taken_in is None or scan is not Scan.FULL:
                return taken_in is None
            return _signature(entry) not in (None, taken_in)

        return is_missing

    def _stamp(self, folder: str) -> tuple[int, int] | None:
        """Return what changes whenever a name in *folder* comes or goes; None when it is gone."""
        try:
            status = os.stat(folder, follow_symlinks=folder == self._root)
        except OSError:
            return None
        return (status.st_ino, status.st_mtime_ns) if stat.S_ISDIR(status.st_mode) else None

    def _lasting(self, stamp: tuple[int, int]) -> tuple[int, int]:
        """Return *stamp*, or one that equals no other while the folder was touched only just now."""
        young = self._clock.now().timestamp() * 1e9 - stamp[1] < RACY_NS
        return (stamp[0], -1) if young else stamp


def _signature(entry: os.DirEntry[str]) -> Signature | None:
    """Return the signature of *entry* as it stands; None when it is gone."""
    try:
        return Signature.of(entry.stat(follow_symlinks=False))
    except OSError:
        return None
