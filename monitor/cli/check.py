"""`monitor check`: all errors and warnings of configuration and rules at once."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.cli.shared import Refused, budget_of, complain, rules_named, safe
from monitor.errors import Fault, FaultyInput, Gravity

if TYPE_CHECKING:
    from monitor.config.model import Config
    from monitor.rule.ruleset import RuleSet


@dataclass(slots=True)
class _Checked:
    """What was looked at: every fault, what else is worth saying, and the rules if they can be used."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rules: RuleSet | None = None
    failed: bool = False

    def count(self, gravity: Gravity) -> int:
        return sum(fault.gravity is gravity for fault in self.faults)


def main(options: argparse.Namespace) -> int:
    """Return 0 when everything can be used, else 1; with `--strict` 1 for a doubt too."""
    if options.explain:
        from monitor.cli.codes import explain

        return explain(options.explain)
    checked = _Checked()
    is_empty = _check(options, checked)
    if options.archive and checked.rules is not None:
        _try_on_archive(options, checked)
    if options.format == "text":
        return _say(checked, options, is_empty=is_empty)
    from monitor.cli.fault_formats import in_format

    for line in in_format(options.format, checked.faults):
        print(line)
    return _status(checked, options)


def _check(options: argparse.Namespace, checked: _Checked) -> bool:
    """Look at everything that is named; return whether no rules were."""
    configs = [path for path in options.paths if path.endswith(".toml")]
    rules: list[str | Path] = [path for path in options.paths if not path.endswith(".toml")]
    if not options.paths:
        configs = [options.config]
    read = [_check_config(path, rules, checked) for path in configs]
    if rules:
        _check_rules(rules, checked)
    for config in read:
        if config is not None and checked.rules is not None:
            _check_channels(config, checked.rules, checked)
    return not rules


def _check_config(path: str, rules: list[str | Path], checked: _Checked) -> Config | None:
    from monitor.config import load_config

    try:
        config = load_config(path)
    except FaultyInput as error:
        checked.faults += error.faults
        rules += rules_named(path)
        return None
    checked.faults += config.doubts
    checked.notes += _digests(config)
    rules += config.settings.rules
    return config


def _digests(config: Config) -> list[str]:
    """Print when each digest comes, in words: a cron line is easily misread."""
    from monitor.alert.digest_schedule import describe

    return [
        f"digest {name}: {describe(digest)} → {', '.join(digest.channels)}"
        for name, digest in config.digests.items()
    ]


def _check_rules(places: Sequence[str | Path], checked: _Checked) -> None:
    from monitor.rule.ruleset import RuleSet

    try:
        checked.rules = RuleSet.load(*places)
    except FaultyInput as error:
        checked.faults += error.faults
        checked.faults += error.doubts
        return
    checked.faults += checked.rules.doubts


def _check_channels(config: Config, rules: RuleSet, checked: _Checked) -> None:
    from monitor.rule.grammar.telling import escalation_faults

    checked.faults += escalation_faults(rules.rules, config.channels)


def _try_on_archive(options: argparse.Namespace, checked: _Checked) -> None:
    """Doubt the rules that match more than half of an archive.

    Raises:
        ArchiveError: it cannot be read.
    """
    from monitor.cli.archive_doubts import try_on_archive
    from monitor.cli.shared import timezone_of
    from monitor.evaluate.budgeted import BudgetTerms

    assert checked.rules is not None  # noqa: S101 - the caller has looked
    try:
        cost = BudgetTerms(budget_of(options.config), timezone_of(options.config))
    except Refused as refused:
        checked.failed = True
        complain(str(refused))
        return
    tried = try_on_archive(checked.rules, options.archive, cost)
    checked.faults += tried.doubts
    checked.notes.append(tried.note)
    checked.failed = bool(tried.failed)
    for line in tried.failed:
        complain(safe(line))


def _say(checked: _Checked, options: argparse.Namespace, *, is_empty: bool) -> int:
    for line in (*checked.notes, *checked.faults):
        print(line)
    errors, doubts = checked.count(Gravity.ERROR), checked.count(Gravity.DOUBT)
    status = _status(checked, options)
    if errors:
        complain(f"{_counted(errors, 'error')}; nothing of this is used until they are mended")
    elif options.strict and doubts:
        complain(f"{_counted(doubts, 'doubt')}, which --strict does not let pass")
    elif not checked.failed:
        loaded = len(checked.rules.rules) if checked.rules is not None else 0
        print("good" if is_empty else f"good: {_counted(loaded, 'rule')}")
    if checked.faults:
        code = checked.faults[0].code
        complain(f"more about a code: monitor check --explain {code}")
    return status


def _status(checked: _Checked, options: argparse.Namespace) -> int:
    counted = len(checked.faults) if options.strict else checked.count(Gravity.ERROR)
    return 1 if counted or checked.failed else 0


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
