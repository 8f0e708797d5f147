"""`monitor rules list|show`: the loaded rules, where each stands, how often it matched and alerted."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.cli.shared import Refused, complain, is_unconfigured, print_jsonl, print_table, rules_of, safe
from monitor.errors import did_you_mean

if TYPE_CHECKING:
    from monitor.rule.model import Rule
    from monitor.store.rule_stats import RuleStats


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when there is no such rule; 2 for bad rules."""
    actions = {"list": _list, "show": _show}
    return actions[options.action](options)


def _list(options: argparse.Namespace) -> int:
    rules = rules_of(options.rules, options.config)
    tallies = _tallies(options.config)
    if options.format == "jsonl":
        print_jsonl(rule_json(rule, _of(tallies, rule)) for rule in rules)
        return 0
    heads = ["rule", "pack", "severity", "tags", "state", "matches", "alerts", "acknowledged", "resolved"]
    print_table([*heads, "silenced", "last", "from"], [_row(rule, _of(tallies, rule)) for rule in rules])
    return 0


def _row(rule: Rule, tally: RuleStats) -> list[str]:
    counts = (tally.matches, tally.alerts, tally.acknowledged, tally.resolved, tally.silenced)
    return [
        *(rule.id, rule.pack, _severity(rule), ", ".join(rule.tags), _state(rule)),
        *map(str, counts),
        _when(tally.last_match or tally.last_alert),
        _place(rule),
    ]


def _show(options: argparse.Namespace) -> int:
    rules = rules_of(options.rules, options.config)
    rule = next((one for one in rules if one.id == options.rule), None)
    if rule is None:
        near = did_you_mean(options.rule, [one.id for one in rules])
        raise Refused(f'monitor: no rule has the id "{options.rule}"; {near}', 1)
    tally = _of(_tallies(options.config), rule)
    tests = [example.name for example in rules.examples if example.rule == rule.id]
    if options.format == "jsonl":
        print_jsonl([{**rule_json(rule, tally), "description": rule.description, "tests": tests}])
        return 0
    print(safe(f"{rule.id}  {_severity(rule)}, {_state(rule)}  {_place(rule)}"))
    if rule.description:
        print(safe(rule.description))
    print(safe(f"title: {rule.title}"))
    for name, words in (("tags", ", ".join(rule.tags)), ("tests", "; ".join(tests) or "none")):
        print(safe(f"{name}: {words}") if words else f"{name}: none")
    print(f"matches: {tally.matches}, last {_when(tally.last_match)}")
    print(
        f"alerts: {tally.alerts}, last {_when(tally.last_alert)}; "
        f"{tally.acknowledged} acknowledged, {tally.resolved} resolved, {tally.silenced} silenced\n"
    )
    print(safe_lines(_written(rule)))
    return 0


def rule_json(rule: Rule, tally: RuleStats) -> dict[str, Any]:
    """Return one line of `rules list`."""
    from monitor.rule.jsonl import json_of

    return {
        **json_of(rule, "id", "pack", "severity", "tags", "title"),
        **({"severities": [str(one.severity) for one in rule.ranks]} if rule.ranks else {}),
        "state": _state(rule),
        **json_of(rule.location, "path", "line"),
        **json_of(tally, "matches", "alerts", "acknowledged", "resolved", "silenced"),
        **json_of(tally, "last_match", "last_alert"),
    }


def safe_lines(text: str) -> str:
    """Return *text* line by line with nothing in it that a terminal would obey."""
    return "\n".join(safe(line) for line in text.splitlines())


def _tallies(config_path: str) -> Mapping[str, RuleStats]:
    """Return how rules fared; nothing where no daemon has run yet, or none is configured."""
    from monitor.cli.shared import settings_of
    from monitor.errors import StoreError
    from monitor.store.store import Store

    if is_unconfigured(config_path):
        return {}
    try:
        with Store.open(settings_of(config_path).monitor.store, mode="read") as store:
            return store.tallies()
    except StoreError as error:
        complain(f"monitor: {error}")
        return {}


def _of(tallies: Mapping[str, RuleStats], rule: Rule) -> RuleStats:
    from monitor.store.rule_stats import NO_TALLY

    return tallies.get(rule.id, NO_TALLY)


def _state(rule: Rule) -> str:
    if not rule.enabled:
        return "off"
    return "draft" if rule.draft else "on"


def _severity(rule: Rule) -> str:
    """Return how much its alerts matter; "high, else low" where that follows from conditions."""
    ranks = ", ".join(str(one.severity) for one in rule.ranks)
    return f"{ranks}, else {rule.severity}" if ranks else str(rule.severity)


def _place(rule: Rule) -> str:
    path = Path(rule.location.path)
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return f"{shown}:{rule.location.line}"


def _when(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}Z" if at else "never"


def _written(rule: Rule) -> str:
    """Return the rule as its file has it: from its dash up to what is no further in."""
    from monitor.rule.files import FileTrouble, read_text_file

    try:
        lines = read_text_file(rule.location.path).splitlines()
    except FileTrouble as trouble:
        return str(trouble)
    named, column = rule.location.line - 1, rule.location.column - 1
    dashes = (
        n for n in range(named, -1, -1) if lines[n].lstrip().startswith("-") and _indent(lines[n]) < column
    )
    start = next(dashes, named)
    further = _indent(lines[start])
    ends = (n for n in range(start + 1, len(lines)) if lines[n].strip() and _indent(lines[n]) <= further)
    return "\n".join(line[further:] for line in lines[start : next(ends, len(lines))]).rstrip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
