"""Files that do not get ready, being empty or closed to us: when that lasts, people hear of it.

Nothing of them was handed on, so the store knows none of them; how long they have stood is kept here, and
begins anew with the daemon.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from monitor.article.paths import display_path
from monitor.clock import Clock
from monitor.source.model import Waiting

LONG_SECONDS = 300.0
"""How long a file may take until somebody has to look after it."""


@dataclass(slots=True)
class Standing:
    """Asks *waiting* for the files that wait, and remembers since when each waits for the same reason."""

    waiting: Callable[[], Iterable[Waiting]]
    clock: Clock
    _since: dict[Waiting, float] = field(default_factory=dict)

    def for_long(self) -> list[tuple[str, str]]:
        """Return those that have waited for long, each as its path for people and why; ask now and then."""
        now = self.clock.monotonic()
        self._since = {one: self._since.get(one, now) for one in self.waiting()}
        return [
            (display_path(one.path), one.reason)
            for one, since in self._since.items()
            if now - since >= LONG_SECONDS
        ]
