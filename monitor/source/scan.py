"""The scan of a folder tree against the store: finds what events missed. The source of truth.

A look at the names skips every folder whose own time stamp says that no name came or went; a full
look holds every file's signature against the store's. Folders are gone through one at a time, and
`None` is yielded now and then so that whoever drives the scan can do other work in between.
"""

# Paths are plain strings here: they come by the ten thousand.
# ruff: noqa: PTH118
from __future__ import annotations

import errno
import logging
import os
import stat
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import nsmallest

from monitor.clock import Clock
from monitor.source.model import ClosedFolder, Signature
from monitor.source.names import NameFilter
from monitor.source.opening import Folders
from monitor.source.pending import Scan
from monitor.source.root import WatchedRoot

Known = Callable[[str], Mapping[str, Signature]]
Seen = Callable[[str], bool]
Found = Generator[str | None, None, None]

BREATH = 250
"""Entries after which a scan lets others work."""
RACY_NS = 2_000_000_000
"""A folder touched less than so many ns ago may change again without a new time stamp."""

MOST_NAMED = 20
"""Folders that cannot be listed which are named, at most."""

_IS_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Folder:
    """What is remembered of a folder; it is skipped as long as `stamp` stays the same."""

    stamp: tuple[int, int]
    subfolders: list[str]


class Tree:
    """Finds files below *root* that *known* does not have; remembers each folder's time stamp."""

    def __init__(self, root: WatchedRoot, names: NameFilter, known: Known, clock: Clock) -> None:
        self._way = root
        self._root = root.path
        self._prefix = os.path.join(root.path, "")
        self._names = names
        self._known = known
        self._clock = clock
        self._folders: dict[str, _Folder] = {}
        self._closed: dict[str, str] = {}

    @property
    def folder_count(self) -> int:
        """How many folders the last scan of everything went through."""
        return len(self._folders)

    @property
    def closed_count(self) -> int:
        """How many folders could not be listed."""
        return len(self._closed)

    def closed_folders(self, most: int = MOST_NAMED) -> tuple[ClosedFolder, ...]:
        """Return the first of them by name, each with why; may be asked from any thread."""
        return tuple(
            ClosedFolder(path, reason) for path, reason in nsmallest(most, tuple(self._closed.items()))
        )

    def find(self, start: str, scan: Scan, *, recursive: bool, seen: Seen) -> Found:
        """Yield the paths below *start* that may be new or changed; None where others may work.

        *seen* says of a path whether it is on its way already.
        """
        visited: dict[str, _Folder] = {}
        closed_before = set(self._closed)
        waiting = [start]
        with self._way.folders() as folders:
            while waiting:
                folder = waiting.pop()
                closed_before.discard(folder)
                now = yield from self._look_through(folders, folder, scan, seen)
                if now is not None:
                    visited[folder] = now
                    if recursive:
                        waiting += [os.path.join(folder, name) for name in reversed(now.subfolders)]
                yield None
        self._folders = visited if start == self._root else self._folders | visited
        if start == self._root:
            for folder in closed_before:  # they are gone, as the way here did not come by them
                self._closed.pop(folder, None)

    def _look_through(
        self, folders: Folders, folder: str, scan: Scan, seen: Seen
    ) -> Generator[str | None, None, _Folder | None]:
        stamp = self._stamp(folders, folder)
        if stamp is None:
            return None
        before = self._folders.get(folder)
        if scan is Scan.NAMES and before is not None and before.stamp == stamp:
            return before
        subfolders: list[str] = []
        missing = self._missing(folder, scan, seen)
        prefix = os.path.join(folder, "")
        for count, (is_new, entry) in enumerate(self._entries(folders, folder, subfolders)):
            if is_new and missing(entry):
                yield prefix + entry.name
            if count % BREATH == BREATH - 1:
                yield None
        # one that could not be listed to its end is gone through again the next time
        whole = folder not in self._closed
        return _Folder(self._lasting(stamp) if whole else (stamp[0], -1), subfolders)

    def _entries(
        self, folders: Folders, folder: str, subfolders: list[str]
    ) -> Iterator[tuple[bool, os.DirEntry[str]]]:
        """Yield (may be an article, or a pipe and its like; entry); folders go to *subfolders*."""
        below = "" if folder == self._root else folder.removeprefix(self._prefix) + os.sep
        try:
            with _listed(folders, folder) as entries:
                for entry in entries:
                    name = entry.name
                    if entry.is_dir(follow_symlinks=False):
                        if self._names.accepts_folder(name, below + name):
                            subfolders.append(name)
                        yield False, entry
                    else:
                        yield self._names.accepts(name, below + name) and not entry.is_symlink(), entry
            self._closed.pop(folder, None)
        except OSError as error:
            self._note_trouble(folder, error)

    def _note_trouble(self, folder: str, error: OSError) -> None:
        """Note that *folder* cannot be listed, and log it the first time; one that is gone is no trouble."""
        if error.errno in _IS_GONE:
            self._closed.pop(folder, None)
            return
        if folder not in self._closed:
            _log.warning("cannot list %s: %s", ascii(folder), error.strerror)
        self._closed[folder] = error.strerror or str(error)

    def _missing(self, folder: str, scan: Scan, seen: Seen) -> Callable[[os.DirEntry[str]], bool]:
        """Return what says of an entry whether the store lacks it; asks the store once, if at all."""
        known: Mapping[str, Signature] | None = None
        prefix = os.path.join(folder, "")

        def is_missing(entry: os.DirEntry[str]) -> bool:
            nonlocal known
            if scan is not Scan.FULL and seen(prefix + entry.name):
                return False
            if known is None:
                known = self._known(folder)
            taken_in = known.get(entry.name)
            if taken_in is None or scan is not Scan.FULL:
                return taken_in is None
            now = _signature(entry)
            return now is not None and not taken_in.is_still(now)

        return is_missing

    def _stamp(self, folders: Folders, folder: str) -> tuple[int, int] | None:
        """Return what changes whenever a name in *folder* comes or goes; None when it is gone."""
        try:
            status = folders.stat(folder)
        except OSError as error:
            self._note_trouble(folder, error)
            return None
        return (status.st_ino, status.st_mtime_ns) if stat.S_ISDIR(status.st_mode) else None

    def _lasting(self, stamp: tuple[int, int]) -> tuple[int, int]:
        """Return *stamp*, or one that equals no other while the folder was touched only just now."""
        young = self._clock.now().timestamp() * 1e9 - stamp[1] < RACY_NS
        return (stamp[0], -1) if young else stamp


@contextmanager
def _listed(folders: Folders, folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """Give the entries of *folder*; a link that took its place is not entered."""
    handle = folders.open_folder(folder)
    try:
        with os.scandir(handle) as entries:
            yield entries
    finally:
        os.close(handle)


def _signature(entry: os.DirEntry[str]) -> Signature | None:
    """Return the signature of *entry* as it stands; None when it is gone."""
    try:
        return Signature.of(entry.stat(follow_symlinks=False))
    except OSError:
        return None
