"""`monitor scan`: evaluate articles once; no state, nothing sent."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from monitor.cli.shared import Refused, complain, print_jsonl, progress, rules_of, safe, timezone_of
from monitor.clock import SystemClock
from monitor.errors import ArticleError, internal_error
from monitor.rule.ruleset import RuleSet
from monitor.source.names import NameFilter

if TYPE_CHECKING:
    from monitor.article.model import Article

_SHARES = 4
Row = dict[str, Any]


class ScanTime(NamedTuple):
    """When the articles are read, and the zone for dates that name none."""

    now: datetime
    zone: ZoneInfo


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
    try:
        rules = rules_of(options.rules, options.config)
        zone = timezone_of(options.config)
        files = list(_files(options.paths or ["-"]))
    except Refused as refused:
        complain(str(refused))
        return refused.status
    reading = ScanTime(SystemClock().now(), zone)
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
    files: Sequence[Found], rules: RuleSet, options: argparse.Namespace, reading: ScanTime
) -> Iterator[Result]:
    from monitor.backtest.workers import CHUNK, Workers

    if options.jobs == 1 or len(files) < 2:
        yield from (_evaluate(rules, reading, file) for file in files)
        return
    workers = Workers(
        jobs=options.jobs,
        work=partial(_evaluate_in_worker, reading),
        died=_died,
        start=_start_worker,
        given=(tuple(options.rules or [str(path) for path in rules.files]),),
        chunk=max(1, min(CHUNK, len(files) // (_SHARES * options.jobs))),
    )
    for results in workers.results(files):
        yield from results


_worker_rules: list[RuleSet] = []


def _start_worker(places: tuple[str, ...]) -> None:
    _worker_rules.append(RuleSet.load(*places))


def _evaluate_in_worker(reading: ScanTime, files: Sequence[Found]) -> list[Result]:
    return [_evaluate(_worker_rules[0], reading, file) for file in files]


def _died(file: Found) -> Result:
    from monitor.backtest.workers import DIED

    return Result([], f"{file.path}: {DIED}")


def _evaluate(rules: RuleSet, reading: ScanTime, file: Found) -> Result:
    """Evaluate one article; one that cannot be, for whatever reason, must not hold up the others."""
    from monitor.rule.jsonl import match_json

    try:
        return Result([match_json(match) for match in rules.match(_article(reading, file))])
    except ArticleError as error:
        return Result([], f"unreadable: {error}")
    except Exception as error:  # noqa: BLE001 see above
        return Result([], f"{file.path}: {internal_error(error)}")


def _article(reading: ScanTime, file: Found) -> Article:

    path, root = file
    if path != "-":
        return Article.from_path(path, received_at=reading.now, timezone=reading.zone, root=root)
    try:
        content = sys.stdin.buffer.read()
    except OSError as error:
        raise ArticleError(path, f"cannot be read: {error.strerror}") from error
    return Article.from_bytes(content, path=path, received_at=reading.now, timezone=reading.zone)


def _print(rows: Iterable[Row], form: str) -> None:
    for row in rows:
        if form == "jsonl":
            print_jsonl([row])
        else:
            how = f"{row['severity']}, draft" if row.get("draft") else row["severity"]
            print(f"{row['path']}: {row['rule']} ({how}): {safe(row['title'])}")
            for span in row["evidence"]:
                words = safe(" ".join(span["text"].split()))
                print(f"    {span['field']} {span['start']}-{span['end']}: {words}")


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
