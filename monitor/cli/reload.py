"""`monitor reload`: has the running daemon read its rules anew (SIGHUP)."""

from __future__ import annotations

import argparse
import os
import signal
from datetime import datetime

from monitor.cli.shared import complain, rules_of, store_of
from monitor.cli.status import running
from monitor.clock import SystemClock


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when no daemon runs; 2 when the rules cannot be used: nothing is asked for then."""
    rules = rules_of(None, options.config)
    with store_of(options.config) as store:
        daemon = running(store, SystemClock().now())
    if daemon is None or daemon["alive_at"] is None:
        starting = "the daemon is only starting: try again"
        complain(f"monitor: {starting if daemon else 'no daemon is running on this store'}")
        return 1
    try:
        os.kill(daemon["pid"], signal.SIGHUP)
    except OSError as error:
        complain(f"monitor: the daemon, pid {daemon['pid']}, cannot be reached: {error.strerror}")
        return 1
    since = datetime.fromisoformat(daemon["alive_at"])
    print(f"asked the daemon, pid {daemon['pid']} (heard of {since:%H:%M:%S}Z), to read {len(rules)} rules")
    return 0
