"""`monitor run`: the daemon."""

from __future__ import annotations

import argparse
import logging
import os
import sys

from monitor.cli.shared import Refused, complain, config_of
from monitor.errors import FaultyInput, MonitorError


def main(options: argparse.Namespace) -> int:
    """Return 0 after a clean stop, 1 when it cannot start, 2 for a bad configuration."""
    _log_to_stderr(verbose=options.verbose)
    try:
        status = _run(options)
    except Refused as refused:
        complain(str(refused))
        status = refused.status
    sys.stdout.flush()
    sys.stderr.flush()
    if options.once:
        return status
    # A service that never answers may still hold a sender's thread; it must not hold the exit.
    os._exit(status)


def _run(options: argparse.Namespace) -> int:
    from monitor.daemon import Daemon, run_until_signalled
    from monitor.rule.ruleset import RuleSet

    config = config_of(options.config)
    try:
        rules = RuleSet.load(*config.settings.rules)
    except FaultyInput as error:
        raise Refused(str(error), 2) from error
    for doubt in rules.doubts:
        complain(str(doubt))
    try:
        run_until_signalled(Daemon(config, rules), once=options.once)
    except MonitorError as error:
        raise Refused(f"monitor: {error}", 1) from error
    return 0


def _log_to_stderr(*, verbose: bool) -> None:
    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("monitor").setLevel(logging.INFO if verbose else logging.WARNING)
    logging.getLogger("monitor.daemon").setLevel(logging.INFO)
