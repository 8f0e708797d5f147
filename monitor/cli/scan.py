"""`monitor scan`: evaluates files or folders once and prints matches; keeps and sends nothing."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from monitor.cli.shared import (
    Refused,
    budget_of,
    complain,
    print_jsonl,
    progress,
    rules_of,
    safe,
    timezone_of,
    words_of,
)
from monitor.clock import SystemClock
from monitor.errors import INTERNAL, ArticleError
from monitor.rule.ruleset import RuleSet
from monitor.source.names import NameFilter

if TYPE_CHECKING:
    from monitor.evaluate.budgeted import Budgeted, BudgetTerms
    from monitor.evaluate.model import Document, Outcome

_SHARES = 4
Row = dict[str, Any]


class ScanTerms(NamedTuple):
    """When the articles are read, and on which terms."""

    now: datetime
    cost: BudgetTerms


class Found(NamedTuple):
    """A file as it was named, or as it was found below the folder *root*: then no link is followed."""

    path: str
    root: str | None = None


class Result(NamedTuple):
    """The matches of one article, or what is to be said of it on standard error."""

    rows: list[Row]
    complaint: str = ""


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when an article could not be read or evaluated; 2 for bad rules or usage."""
    from monitor.evaluate.budgeted import BudgetTerms

    rules = rules_of(options.rules, options.config)
    cost = BudgetTerms(budget_of(options.config), timezone_of(options.config))
    files = list(_files(options.paths or ["-"]))
    reading = ScanTerms(SystemClock().now(), cost)
    failed = 0
    with progress(len(files), "scanning") as advance:
        for rows, complaint in _results(files, rules, options, reading):
            advance()
            failed += bool(complaint)
            if complaint:
                complain(safe(complaint))
            _print(rows, options.format)
    return 1 if failed else 0


def _results(
    files: Sequence[Found], rules: RuleSet, options: argparse.Namespace, reading: ScanTerms
) -> Iterator[Result]:
    from monitor.backtest.workers import CHUNK, Workers
    from monitor.evaluate.budgeted import Budgeted

    if options.jobs == 1 or len(files) < 2:
        with Budgeted(rules, reading.cost) as budgeted:
            yield from _evaluated(budgeted, reading, files)
        return
    workers = Workers(
        jobs=options.jobs,
        work=partial(_evaluate_in_worker, reading),
        died=_died,
        start=_start_worker,
        given=(tuple(options.rules or [str(path) for path in rules.files]), reading.cost),
        chunk=max(1, min(CHUNK, len(files) // (_SHARES * options.jobs))),
    )
    for results in workers.results(files):
        yield from results


_in_worker: list[Budgeted] = []


def _start_worker(places: tuple[str, ...], cost: BudgetTerms) -> None:
    from monitor.evaluate.budgeted import Budgeted

    _in_worker.append(Budgeted(RuleSet.load(*places), cost))


def _evaluate_in_worker(reading: ScanTerms, files: Sequence[Found]) -> list[Result]:
    return list(_evaluated(_in_worker[0], reading, files))


def _died(file: Found) -> Result:
    from monitor.backtest.workers import DIED

    return Result([], f"{file.path}: {DIED}")


def _evaluated(budgeted: Budgeted, reading: ScanTerms, files: Sequence[Found]) -> Iterator[Result]:
    """Yield the outcome of each; one that cannot be evaluated, for whatever reason, holds up no other."""
    for file, _, outcome in budgeted.outcomes(files, partial(_document, reading)):
        yield _result(file.path, outcome)


def _result(path: str, outcome: Outcome) -> Result:
    from monitor.evaluate.model import Evaluated, TooCostly
    from monitor.rule.jsonl import match_json

    if isinstance(outcome, Evaluated):
        return Result([match_json(match) for match in outcome.matches])
    if isinstance(outcome, TooCostly):
        return Result([], f"{path}: {outcome.reason}")
    if outcome.reason.startswith(INTERNAL):
        return Result([], f"{path}: {outcome.reason}; please report")
    return Result([], f"unreadable: {path}: {outcome.reason}")


def _document(reading: ScanTerms, file: Found) -> Document:
    from monitor.article.parse import read_file
    from monitor.evaluate.model import Document

    path, root = file
    if path != "-":
        return Document(read_file(path, root), path, reading.now)
    try:
        return Document(sys.stdin.buffer.read(), path, reading.now)
    except OSError as error:
        raise ArticleError(path, f"cannot be read: {error.strerror}") from error


def _print(rows: Iterable[Row], form: str) -> None:
    if form == "jsonl":
        print_jsonl(rows)
        return
    for path, of_article in groupby(rows, key=lambda row: row["path"]):
        print(path)
        for row in of_article:
            _print_match(row)


def _print_match(row: Row) -> None:
    """Print what one rule found, under the path of its article."""
    how = f"{row['severity']}, draft" if row.get("draft") else row["severity"]
    print(f"  {row['rule']} ({how}): {safe(row['title'])}")
    for span in row["evidence"]:
        words = safe(words_of(span["text"]))
        print(f"      {span['field']} {span['start']}-{span['end']}: {words}")


def _files(paths: Iterable[str]) -> Iterator[Found]:
    for path in paths:
        if os.path.isdir(path):
            yield from _inside(path)
        elif path == "-" or os.path.exists(path):  # what is no file is refused by name when it is opened
            yield Found(path)
        else:
            raise Refused(f"monitor: no such file or folder: {path}", 2)


def _inside(folder: str) -> Iterator[Found]:
    """Yield what the daemon would take for articles below *folder*, in order; links are not followed."""
    names, top = NameFilter(), folder.rstrip(os.sep) or os.sep
    for root, folders, files in os.walk(top):
        folders[:] = sorted(name for name in folders if names.accepts_folder(name, name))
        for name in sorted(files):
            path = os.path.join(root, name)
            if names.accepts(name, name) and not os.path.islink(path):
                yield Found(path, top)
