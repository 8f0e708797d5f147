"""Whether watched folders can be reached, unmounted shares included; notices about those that cannot.

A folder that is not there says so itself. One whose share came off its mount does not: an empty folder
stands in its place, and all seems well. So the device and inode of every root are remembered with the
store; another and empty one, below which the store knows files, is doubted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from monitor.article.paths import display_path
from monitor.source.model import SourceHealth
from monitor.store.store import Store

CAME_OFF = "it is empty and not the folder that was watched before: is its share mounted?"
_WAY_OUT = "it is looked for all the time; what has come by then is taken in when it is back"

Tell = Callable[[tuple[str, ...], str, Sequence[str], datetime], None]


@dataclass(frozen=True, slots=True)
class Reach:
    """What is known of the roots; `tell` takes what a notice is about, its title and its lines."""

    store: Store
    tell: Tell

    def judged(self, healths: Sequence[SourceHealth], now: datetime) -> list[SourceHealth]:
        """Return *healths* with what the roots of before say of those of now; remembers the good ones."""
        before: dict[str, Any] = self.store.notes().get("roots", {})
        judged = [self._judged(one, before.get(display_path(one.path))) for one in healths]
        roots = {
            display_path(one.path): list(one.root)
            for one in judged
            if one.root is not None and not one.unreachable
        }
        if before | roots != before:
            self.store.note("roots", before | roots, now)
        return judged

    def report(self, judged: Sequence[SourceHealth], now: datetime) -> None:
        """Notify of each folder that cannot be reached, and of each that can be again; each once."""
        told: dict[str, str] = self.store.notes().get("unreachable", {})
        off: dict[str, str] = {}
        for one in judged:
            path = display_path(one.path)
            if one.unreachable:
                off[path] = told.get(path) or now.isoformat()
                if path not in told:
                    title = f"{path} cannot be {'told from a share that came off' if one.root else 'reached'}"
                    self.tell(("unreachable", path, off[path]), title, (one.unreachable, _WAY_OUT), now)
            elif path in told:
                self.tell(("reached", path, told[path]), f"{path} can be reached again", (), now)
        if off != told:
            self.store.note("unreachable", off, now)

    def _judged(self, health: SourceHealth, before: list[int] | None) -> SourceHealth:
        if health.root is None or not before or not health.is_bare or list(health.root) == before:
            return health
        if not self.store.known_folders(display_path(health.path)):
            return health
        reason = "; ".join(part for part in (CAME_OFF, health.reason) if part)
        return replace(health, reason=reason, unreachable=CAME_OFF)
