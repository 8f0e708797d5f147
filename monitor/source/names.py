"""Which file names are taken for articles: `leavings` and the user's `ignore` globs.

Only the name is looked at; what kind of file it is, `liveness` sees.
"""

# Paths are plain strings here: they come by the ten thousand.
# ruff: noqa: PTH119
from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterable

from monitor.source.leavings import LEAVINGS, LeavingKind


def _pattern(globs: Iterable[str]) -> re.Pattern[str] | None:
    sources = [fnmatch.translate(glob) for glob in globs]
    return re.compile("|".join(sources), re.DOTALL) if sources else None


def _left_as(kind: LeavingKind) -> re.Pattern[str]:
    """Return what matches the names that are passed over when this is what bears them."""
    globs = [one.glob for one in LEAVINGS if one.kind in (kind, LeavingKind.EITHER)]
    return re.compile("|".join(map(fnmatch.translate, globs)), re.DOTALL | re.IGNORECASE)


_LEFT_FILES, _LEFT_FOLDERS = _left_as(LeavingKind.FILE), _left_as(LeavingKind.FOLDER)


class NameFilter:
    """Says of a name or a path below the root whether it can be an article or hold some."""

    def __init__(self, ignore: Iterable[str] = ()) -> None:
        globs = [glob.removesuffix("/") for glob in ignore]
        by_path = [glob.removeprefix("/") for glob in globs if "/" in glob]
        # a leading "**/" also stands for no folder at all
        by_path += [glob.removeprefix("**/") for glob in by_path if glob.startswith("**/")]
        self._names = _pattern(glob for glob in globs if "/" not in glob)
        self._paths = _pattern(by_path)

    def accepts(self, name: str, relative: str) -> bool:
        """Return whether the file *name*, at *relative* below the root, passes, whatever its folders."""
        return not _LEFT_FILES.match(name) and not self._ignores(name, relative)

    def accepts_folder(self, name: str, relative: str) -> bool:
        """Return whether the folder *name*, found at *relative* below the root, may hold articles."""
        return not _LEFT_FOLDERS.match(name) and not self._ignores(name, relative)

    def accepts_path(self, relative: str) -> bool:
        """Return whether the file at *relative*, and every folder on the way to it, passes."""
        folder, _, name = relative.rpartition(os.sep)
        return bool(name) and self.accepts(name, relative) and (not folder or self.accepts_folders(folder))

    def accepts_folders(self, relative: str) -> bool:
        """Return whether the folder at *relative*, and every one on the way to it, passes."""
        end = len(relative)
        while end > 0:
            part = relative[:end]
            if not self.accepts_folder(os.path.basename(part), part):
                return False
            end = part.rfind(os.sep)
        return bool(relative)

    def _ignores(self, name: str, relative: str) -> bool:
        if self._names is not None and self._names.match(name):
            return True
        return self._paths is not None and bool(self._paths.match(relative))
