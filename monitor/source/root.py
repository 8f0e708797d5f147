"""The root folder of a source: reachable or not, its device and inode, unmounted shares.

A share that came off its mount leaves an empty folder of the same name: only device and inode show it. A
link on the way to the root is as configured when it stood there at the start; one that comes later is
not followed.
"""

# Paths are plain strings here, as everywhere in this package.
# ruff: noqa: PTH114, PTH116
from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass

from monitor.source.names import NameFilter
from monitor.source.opening import Folders, folders_to

_WORDS = {
    errno.ENOENT: "the folder is not there",
    errno.ENOTDIR: "a part of its path is no folder",
    errno.ELOOP: "its path is a circle of links",
}


@dataclass(frozen=True, slots=True)
class RootState:
    """How a root was found: device and inode, or why it cannot be reached."""

    identity: tuple[int, int] | None = None
    is_bare: bool = False
    reason: str = ""


def _counts(entry: os.DirEntry[str], names: NameFilter) -> bool:
    accepts = names.accepts_folder if entry.is_dir(follow_symlinks=False) else names.accepts
    return accepts(entry.name, entry.name)


def look_at_root(root: str, names: NameFilter | None = None) -> RootState:
    """Look at *root*, which may be a link; it is bare when *names* accepts none of what is in it."""
    try:
        status = os.stat(root)
        if not stat.S_ISDIR(status.st_mode):
            return RootState(reason="it is a file, not a folder")
        # Without these rights watchdog would start, and hear nothing.
        if not os.access(root, os.R_OK | os.X_OK):
            return RootState(reason=f"the folder cannot be read: {os.strerror(errno.EACCES)}")
        with os.scandir(root) as entries:
            is_bare = not any(names is None or _counts(one, names) for one in entries)
    except OSError as error:
        words = _WORDS.get(error.errno or 0, f"the folder cannot be read: {error.strerror or error}")
        return RootState(reason=words)
    except ValueError:
        return RootState(reason="no folder has such a name")
    return RootState((status.st_dev, status.st_ino), is_bare)


class WatchedRoot:
    """The root of one source, with the links that may be on the way to it: those found at the first look.

    What such a link leads to may change: it was set up for that. A folder may not become a link.
    """

    def __init__(self, path: str, names: NameFilter | None = None) -> None:
        self.path = path
        self.links: frozenset[str] | None = None
        self._names = names

    def look(self) -> RootState:
        """Look at it, as `look_at_root` does; one that can only be reached over a new link is not reached."""
        state = look_at_root(self.path, self._names)
        if state.reason:
            return state
        links = frozenset(path for path in folders_to(self.path) if os.path.islink(path))
        if self.links is None:
            self.links = links
        new = links - self.links
        if new:
            said = f"{min(new)!a} was a folder at the start and is a link now, which is not followed"
            return RootState(reason=f"{said}: if it is meant, start the monitor anew")
        return state

    def folders(self) -> Folders:
        """Return what opens the folders below it, over no link that was not there at the start."""
        if self.links is None:
            self.look()
        return Folders(self.path, links=self.links)
