"""`monitor check`: every error and doubt in configuration and rules at once."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.cli.shared import complain, rules_named
from monitor.errors import Fault, FaultyInput

if TYPE_CHECKING:
    from monitor.config.model import Config


def main(options: argparse.Namespace) -> int:
    """Return 0 when everything can be used, else 1."""
    configs = [path for path in options.paths if path.endswith(".toml")]
    rules: list[str | Path] = [path for path in options.paths if not path.endswith(".toml")]
    faults: list[Fault] = []
    if not options.paths:
        configs = [options.config]
    for path in configs:
        rules += _check_config(path, faults)
    loaded = _check_rules(rules, faults) if rules else 0
    for fault in faults:
        print(fault)
    errors = sum(fault.gravity == "error" for fault in faults)
    if errors:
        complain(f"{errors} error{'s' if errors > 1 else ''}; nothing of this is used until they are mended")
        return 1
    print(f"good: {loaded} rule{'' if loaded == 1 else 's'}" if rules else "good")
    return 0


def _check_config(path: str, faults: list[Fault]) -> list[Path]:
    from monitor.config import load_config

    try:
        config = load_config(path)
    except FaultyInput as error:
        faults.extend(error.faults)
        return rules_named(path)
    faults.extend(config.doubts)
    _say_digests(config)
    return list(config.settings.rules)


def _say_digests(config: Config) -> None:
    """Tell when each digest comes, in words: a cron line is easily misread."""
    from monitor.alert.slots import describe

    for name, digest in config.digests.items():
        print(f"digest {name}: {describe(digest)} → {', '.join(digest.channels)}")


def _check_rules(places: Sequence[str | Path], faults: list[Fault]) -> int:
    from monitor.rule.ruleset import RuleSet

    try:
        rules = RuleSet.load(*places)
    except FaultyInput as error:
        faults.extend(error.faults)
        return 0
    faults.extend(rules.doubts)
    return len(rules.rules)
