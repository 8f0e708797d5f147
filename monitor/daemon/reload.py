"""Hot reload: detects changed rule files and swaps the rule set; a faulty set is reported and not used.

What stands on disk is compared with what was read, by name, inode, size and time, so it does not matter
how an editor saves. A set with a fault in it is reported once and changes nothing: the last good set goes on.
"""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from monitor.errors import FaultyInput, MonitorError
from monitor.rule.ruleset import RuleSet

_log = logging.getLogger(__name__)

FileStates = dict[str, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Broken:
    """Rules on disk that cannot be used: how many faults, and all of them as `check` prints them."""

    faults: int
    text: str


class Reloader:
    """Keeps the rules in use in step with those on disk. Not thread-safe: one call at a time.

    `apply` puts a set in place and raises `MonitorError` where it cannot be used here; `tell` is called
    once with what is broken, and once with None when it is right again.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        rules: RuleSet,
        apply: Callable[[RuleSet], None],
        tell: Callable[[Broken | None], None],
    ) -> None:
        self._paths = [os.fspath(path) for path in paths]
        self._rules = rules
        self._apply = apply
        self._tell = tell
        self._read = self._seen = self._on_disk()
        self.broken: Broken | None = None

    def look(self) -> bool:
        """Read the rules again if they have changed and stand still; return whether they were read.

        A save that is still under way shows as a change since the last look, and is left for the next.
        """
        now = self._on_disk()
        settled, self._seen = now == self._seen, now
        if now == self._read or not settled:
            return False
        self.reload()
        return True

    def reload(self) -> None:
        """Read the rules again, whether they have changed or not."""
        self._read = self._seen = self._on_disk()
        try:
            fresh = RuleSet.load(*self._paths)
            self._apply(fresh)
        except FaultyInput as error:
            self._hold(Broken(len(error.faults), str(error)))
        except MonitorError as error:
            self._hold(Broken(1, str(error)))
        else:
            self._rules = fresh
            _log.info("rules are read anew: %d rules, digest %s", len(fresh), fresh.digest[:12])
            if self.broken is not None:
                self.broken = None
                self._tell(None)

    def _hold(self, broken: Broken) -> None:
        if broken == self.broken:
            return
        self.broken = broken
        _log.error("rules on disk cannot be used, the last good ones go on:\n%s", broken.text)
        self._tell(broken)

    def _on_disk(self) -> FileStates:
        return on_disk((*self._paths, *self._rules.files))


def on_disk(paths: Iterable[str]) -> FileStates:
    """Return the files at *paths* and below them, each with what changes whenever it is saved."""
    found: FileStates = {}
    for path in paths:
        for file in _files_at(path):
            try:
                status = Path(file).stat()
            except OSError:
                continue
            if stat.S_ISREG(status.st_mode):
                found[file] = (status.st_ino, status.st_size, status.st_mtime_ns)
    return found


def _files_at(path: str) -> Iterator[str]:
    if not Path(path).is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (str(Path(folder) / name) for name in names if not name.startswith("."))
