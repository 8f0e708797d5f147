"""`monitor backtest`: replays an archive through the daemon's parts; nothing is kept or sent."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.cli.shared import (
    Refused,
    complain,
    default_rules,
    faults_refused,
    is_unconfigured,
    print_jsonl,
    progress,
    safe,
    words_of,
)
from monitor.errors import ArchiveError, FaultyInput, StoreError

if TYPE_CHECKING:
    from monitor.backtest.archive import Archive
    from monitor.backtest.compare import Comparison
    from monitor.backtest.outcome import ReplayedAlert, ReplayOutcome
    from monitor.backtest.reading import UnreadableEntry
    from monitor.config.model import Config

_MOST_LISTED = 10
_MOST_UNREADABLE = 20


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when the report cannot be written, or the program failed on an article; 2 for bad input."""
    archive = _archive(options.archive)
    config = _desk(options.config)
    places = tuple(str(one) for one in (options.rules or default_rules(options.config)))
    with _others(options.against, places) as others:
        now = _replayed(archive, places, config, options, places)
        comparison = _compared(now, archive, others, config, options) if others else None
    outcomes = [now, *([comparison.before] if comparison else [])]
    failed = list(dict.fromkeys(one for done in outcomes for one in done.unreadable if one.internal))
    _complain_of_unreadable(now, failed)
    if options.report and not _write_report(options.report, now, comparison, config):
        return 1
    if options.format == "jsonl":
        print_jsonl(_rows(now, comparison, config.timezone))
    else:
        for line in _text(now, comparison, config.timezone):
            print(safe(line))
    return 1 if failed else 0


def cores() -> int:
    """Return how many processes this one may run side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _archive(path: str) -> Archive:
    from monitor.backtest.archive import Archive

    try:
        return Archive.open(path)
    except ArchiveError as error:
        raise Refused(f"monitor: {error}", 2) from error


def _desk(path: str) -> Config:
    """Return the desk that is notified: the configuration's, or the console alone without one."""
    from monitor.config import load_desk, without_file

    if is_unconfigured(path):
        return without_file()
    with faults_refused():
        return load_desk(path)


def _replayed(
    archive: Archive,
    places: Sequence[str],
    config: Config,
    options: argparse.Namespace,
    named: Sequence[str],
) -> ReplayOutcome:
    """Return what the rules at *places*, which the user knows as *named*, find in the archive."""
    from monitor.backtest.reading import ReadingTerms, read_archive
    from monitor.backtest.replay import replay
    from monitor.evaluate.budgeted import BudgetTerms
    from monitor.rule.ruleset import RuleSet

    try:
        rules = RuleSet.load(*places)
        cost = BudgetTerms(config.budget, config.timezone)
        terms = ReadingTerms(tuple(places), cost, options.jobs or cores())
        # Both passes in one bar: the time left is that of the whole.
        with progress(2 * archive.size, "replaying") as advance:

            def step(done: int) -> None:
                for _ in range(done):
                    advance()

            with read_archive(archive, rules, terms, step) as read:
                return replace(replay(read, rules, config, step), places=named)
    except FaultyInput as error:
        raise Refused(str(error), 2) from error
    except (ArchiveError, StoreError, OSError) as error:
        raise Refused(f"monitor: {error}", 2) from error


@contextmanager
def _others(against: str | None, places: Sequence[str]) -> Iterator[Sequence[str]]:
    """Hold the rules to compare with, none if nobody asks; what is missing is reported before the replay."""
    from monitor.backtest.revision import RevisionError, rules_at

    if not against:
        yield ()
        return
    with ExitStack() as stack:
        try:
            others = stack.enter_context(rules_at(against, places))
        except RevisionError as error:
            raise Refused(f"monitor: {error}", 2) from error
        yield others


def _compared(
    now: ReplayOutcome, archive: Archive, others: Sequence[str], config: Config, options: argparse.Namespace
) -> Comparison:
    from monitor.backtest.compare import compare

    return compare(now, _replayed(archive, others, config, options, [options.against]))


def _complain_of_unreadable(outcome: ReplayOutcome, failed: Sequence[UnreadableEntry]) -> None:
    for one in failed:
        complain(f"{safe(one.place)}: {safe(one.reason)}")
    unreadable = [one for one in outcome.unreadable if not one.internal]
    for one in unreadable[:_MOST_UNREADABLE]:
        complain(f"unreadable: {safe(one.place)}: {safe(one.reason)}")
    more = len(unreadable) - _MOST_UNREADABLE
    if more > 0:
        complain(f"unreadable: {more:,} more")


def _write_report(path: str, now: ReplayOutcome, comparison: Comparison | None, config: Config) -> bool:
    from monitor.backtest.page import page

    try:
        Path(path).write_text(page(now, comparison, config.timezone), encoding="utf-8")
    except OSError as error:
        complain(f"monitor: {path} cannot be written: {error.strerror or error}")
        return False
    return True


def _rows(now: ReplayOutcome, comparison: Comparison | None, zone: tzinfo) -> Iterator[dict[str, Any]]:
    from monitor.backtest.outcome import summary_json, told_json

    if comparison is None:
        yield from (told_json(one) for one in now.alerts)
        yield {"summary": summary_json(now, zone)}
        return
    differences = {id(one.now): list(one.differences) for one in comparison.changed}
    for one in now.alerts:
        found = differences.get(id(one))
        row = {**told_json(one), "change": comparison.change_of(one)}
        yield {**row, "differences": found} if found else row
    yield from ({**told_json(one), "change": "lost"} for one in comparison.lost)
    counts = {
        "gained": len(comparison.gained),
        "lost": len(comparison.lost),
        "changed": len(comparison.changed),
        "same": comparison.same,
    }
    yield {
        "summary": {**summary_json(now, zone), "against": {**counts, **summary_json(comparison.before, zone)}}
    }


def _text(now: ReplayOutcome, comparison: Comparison | None, zone: tzinfo) -> Iterator[str]:
    yield from _summary(now, zone)
    if comparison is not None:
        yield from _against(comparison, zone)


def _summary(now: ReplayOutcome, zone: tzinfo) -> Iterator[str]:
    yield _span(now, zone)
    opened = len(now.alerts)
    joined = sum(len({report.article_id for report in one.alert.reports}) - 1 for one in now.alerts)
    yield f"{opened:,} alerts, {joined:,} further reports of them, {len(now.messages):,} messages"
    yield from _channels(now, zone)
    yield from _ranked("rules, by alerts", now.by_rule, now.matched, "articles match")
    quiet = sorted(now.quiet_rules)
    if quiet:
        yield f"rules that never told anything: {', '.join(quiet)}"
    named = Counter({name or "(not known)": count for name, count in now.by_publisher.items()})
    yield from _ranked("publishers, by alerts", named)


def _span(now: ReplayOutcome, zone: tzinfo) -> str:
    found = f"{now.articles:,} articles"
    if now.began and now.ended:
        found += (
            f", {now.began.astimezone(zone):%Y-%m-%d %H:%M} to {now.ended.astimezone(zone):%Y-%m-%d %H:%M}"
        )
    if now.undated:
        found += f"; {now.undated:,} undated, taken in last, a minute apart"
    if now.unreadable:
        found += f"; {len(now.unreadable):,} unreadable"
    return found


def _channels(now: ReplayOutcome, zone: tzinfo) -> Iterator[str]:
    busiest = now.busiest(zone)
    for channel in now.states:
        kinds = now.kinds_to(channel)
        told = ", ".join(f"{count:,} {kind}" for kind, count in kinds.most_common())
        folded = now.states[channel].get("folded", 0)
        line = f"  {channel}: {kinds.total():,} messages" + (f" ({told})" if told else "")
        line += f"; {folded:,} folded into others" if folded else ""
        if channel in busiest:
            hour, count = busiest[channel]
            line += f"; most in an hour: {count:,}, {hour:%Y-%m-%d %H:00}"
        yield line


def _ranked(
    head: str, counts: Counter[str], beside: Counter[str] | None = None, says: str = ""
) -> Iterator[str]:
    if not counts:
        return
    yield f"{head}:"
    for name, count in counts.most_common(_MOST_LISTED):
        more = f"  ({beside[name]:,} {says})" if beside else ""
        yield f"  {count:>6,}  {name}{more}"
    rest = len(counts) - _MOST_LISTED
    if rest > 0:
        yield f"          and {rest:,} more"


def _against(comparison: Comparison, zone: tzinfo) -> Iterator[str]:
    before = comparison.before
    yield ""
    yield (
        f"against {', '.join(before.places)}: {len(comparison.gained):,} alerts gained, "
        f"{len(comparison.lost):,} lost, {len(comparison.changed):,} told otherwise, "
        f"{comparison.same:,} the same; messages were {len(before.messages):,}"
    )
    for sign, alerts in (("+", comparison.gained), ("-", comparison.lost)):
        for one in alerts:
            yield from _listed(sign, one, zone)
    for changed in comparison.changed:
        yield from _listed("~", changed.now, zone)
        yield from (f"      {one}" for one in changed.differences)


def _listed(sign: str, told: ReplayedAlert, zone: tzinfo) -> Iterator[str]:
    alert = told.alert
    when = f"{alert.opened_at.astimezone(zone):%Y-%m-%d %H:%M}"
    yield f"{sign} {when} {alert.rule} ({alert.severity}): {alert.title}"
    for evidence in told.evidence[:1]:
        yield f"      {evidence.path}"
        for span in evidence.spans:
            yield f"      {span['field']} {span['start']}-{span['end']}: {words_of(span['text'])}"
