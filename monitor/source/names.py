"""Which names can be articles: neither hidden, nor temporary, nor ignored by the user.

Only the name is looked at; what kind of file it is, `probe` sees.
"""

# Paths are plain strings here: they come by the ten thousand.
# ruff: noqa: PTH119
from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterable

TEMPORARY = (
    "*.tmp",
    "*.temp",
    "*.part",
    "*.partial",
    "*.filepart",
    "*.crdownload",
    "*.download",
    "*.swp",
    "*.swx",
    "*.swo",
    "*~",
    "#*#",
    ".*",
)


def _pattern(globs: Iterable[str]) -> re.Pattern[str] | None:
    sources = [fnmatch.translate(glob) for glob in globs]
    return re.compile("|".join(sources), re.DOTALL) if sources else None


class NameFilter:
    """Says of a name or a path below the root whether it can be an article or hold some."""

    def __init__(self, ignore: Iterable[str] = ()) -> None:
        globs = [glob.removesuffix("/") for glob in ignore]
        by_path = [glob.removeprefix("/") for glob in globs if "/" in glob]
        # a leading "**/" also stands for no folder at all
        by_path += [glob.removeprefix("**/") for glob in by_path if glob.startswith("**/")]
        self._names = _pattern([*TEMPORARY, *(glob for glob in globs if "/" not in glob)])
        self._paths = _pattern(by_path)

    def accepts(self, name: str, relative: str) -> bool:
        """Return whether *name*, found at *relative* below the root, passes, whatever its folders are."""
        if self._names is not None and self._names.match(name):
            return False
        return self._paths is None or not self._paths.match(relative)

    def accepts_path(self, relative: str) -> bool:
        """Return whether *relative*, and every folder on the way to it, passes."""
        end = len(relative)
        while end > 0:
            part = relative[:end]
            if not self.accepts(os.path.basename(part), part):
                return False
            end = part.rfind(os.sep)
        return bool(relative)
