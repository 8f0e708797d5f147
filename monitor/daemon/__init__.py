"""The running monitor: parts wired together (`app`, `wiring`), scheduled jobs, and supervision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from monitor.daemon.app import Daemon, run_until_signalled

__all__ = ["Daemon", "run_until_signalled"]


def __getattr__(name: str) -> Any:
    # Loaded on first use: a command that only looks at the store needs no scheduler.
    if name not in __all__:
        raise AttributeError(f"module 'monitor.daemon' has no attribute {name!r}")
    from monitor.daemon import app

    return getattr(app, name)
