"""`monitor run`: starts the daemon, or one round of it with --once."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from typing import TYPE_CHECKING

from monitor import logs
from monitor.cli.shared import Refused, complain, rules_named
from monitor.cli.streams import OutputGone, flush_output
from monitor.errors import FaultyInput, MonitorError, PartDied, StoreError
from monitor.exits import Exit

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.config import Config
    from monitor.rule.ruleset import RuleSet
    from monitor.secret import Secret


def main(options: argparse.Namespace) -> int:
    """Return 0 after a clean stop, 1 when it cannot start, 2 for a bad configuration.

    With `--once` 3 when something could not be taken in or sent; what it is goes to standard error.
    """
    logs.log_to(sys.stderr, verbose=options.verbose)
    try:
        status = _run(options)
    except Refused as refused:
        complain(str(refused))
        status = refused.status
    logs.close()
    if options.once:
        return status
    with contextlib.suppress(OutputGone):
        flush_output()
    sys.stderr.flush()
    # A service that never answers may still hold a sender's thread; it must not hold the exit.
    os._exit(status)


def _run(options: argparse.Namespace) -> int:
    from monitor.clock import SystemClock
    from monitor.daemon.app import Daemon, run_until_signalled

    began = SystemClock().now()
    config, rules = _loaded(options.config)
    for doubt in (*config.doubts, *rules.doubts):
        complain(str(doubt))
    try:
        if options.new_store:
            _begin_store(config.settings.store)
        daemon = Daemon(config, rules)
        run_until_signalled(daemon, once=options.once)
    except PartDied as error:
        raise Refused(f"monitor: {error}", Exit.PART_DIED) from error
    except MonitorError as error:
        raise Refused(f"monitor: {error}", 1) from error
    cut = ["it was stopped before it had looked at every file"] if daemon.is_cut_short else []
    return _complain_of_the_rest(config, began, cut) if options.once else 0


def _complain_of_the_rest(config: Config, began: datetime, cut: list[str]) -> int:
    """Say what one round left undone, beside what *cut* says; return 3 when that is anything."""
    from monitor.cli.left import left_undone
    from monitor.clock import SystemClock
    from monitor.store.store import Store

    try:
        with Store.open(config.settings.store, mode="read") as store:
            left = cut + left_undone(store, began, SystemClock().now())
    except StoreError as error:
        raise Refused(f"monitor: {error}", 1) from error
    if not left:
        return 0
    complain(f"monitor: not all is done: {'; '.join(left)}")
    complain("the next run takes it up again; see `monitor status` and `monitor deliveries list`")
    return Exit.LEFT


def _begin_store(url: Secret) -> None:
    """Make the store where there is none, or one of no length; one that holds anything is left as it is."""
    from monitor.store.store import Store

    Store.open(url, new=True).close()


def _loaded(config_path: str) -> tuple[Config, RuleSet]:
    """Load configuration and rules; the faults of both are reported together."""
    from monitor.config import load_for_run
    from monitor.rule.grammar.telling import escalation_faults
    from monitor.rule.ruleset import RuleSet

    config, rules, faults = None, None, []
    try:
        config = load_for_run(config_path)
    except FaultyInput as error:
        faults.append(str(error))
    try:
        rules = RuleSet.load(*(config.settings.rules if config else rules_named(config_path)))
    except FaultyInput as error:
        faults.append(str(error))
    if config is not None and rules is not None:
        faults += [str(one) for one in escalation_faults(rules.rules, config.channels)]
    if config is None or rules is None or faults:
        raise Refused("\n".join(faults), 2)
    return config, rules
