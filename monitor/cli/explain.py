"""`monitor explain`: why a rule matches an article or not; with --reading, the facts read and how."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from monitor.cli.shared import budget_of, complain, rules_of, safe, timezone_of
from monitor.clock import SystemClock
from monitor.errors import ArticleError, did_you_mean, internal_error

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from monitor.article.model import Article
    from monitor.evaluate.limited import Limits


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when the article cannot be read or evaluated; 2 for bad rules or an unknown rule."""
    if options.reading or not options.file:
        return _reading(options)
    rules = rules_of(options.rules, options.config)
    ids = [rule.id for rule in rules.rules]
    if options.rule not in ids:
        complain(f'monitor: no rule has the id "{options.rule}"; {did_you_mean(options.rule, ids)}')
        return 2

    def explained(article: Article) -> str:
        from monitor.cli.explained import drawn

        return drawn(rules.explain(options.rule, article), article, sys.stdout)

    return _print_within_budget(options.file, options, explained)


def _print_within_budget(path: str, options: argparse.Namespace, told: Callable[[Article], str]) -> int:
    """Print what *told* returns of the article at *path*, which may cost as much as it may anywhere."""
    from monitor.evaluate.limited import NoAnswer, answers_within

    work = partial(_answer, told, timezone_of(options.config))
    (answer,) = answers_within(budget_of(options.config), (path,), work)
    if isinstance(answer, NoAnswer):
        complain(f"{safe(path)}: {answer.reason}")
        return 1
    out, complaint = answer
    if complaint:
        complain(complaint)
        return 1
    sys.stdout.write(out)
    return 0


def _answer(told: Callable[[Article], str], zone: ZoneInfo, path: str, limits: Limits) -> tuple[str, str]:
    """Return what is to be printed, or what is to be complained of."""
    from monitor.article.parse import read_file
    from monitor.evaluate.model import Document
    from monitor.evaluate.nursery import warming

    try:
        document = Document(read_file(path), path, SystemClock().now())
        limits.check_size(document)
        with suppress(Exception):  # what fails on these texts fails on each
            for one in warming(document.content):
                told(one.article(zone))
        with limits.on():
            return told(document.article(zone)), ""
    except ArticleError as error:
        return "", f"monitor: {safe(str(error))}"
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 whatever it is, it is reported as scan and the daemon do
        return "", f"{safe(path)}: {internal_error(error)}"


def _reading(options: argparse.Namespace) -> int:
    if not options.reading or options.rule:
        complain("monitor: give a rule's id and a file, or --reading and a file")
        return 2
    return _print_within_budget(
        options.reading, options, lambda article: "".join(_read(article, options.format))
    )


def _read(article: Article, form: str) -> Iterator[str]:
    """Yield what is read of each sentence, as lines of text or of JSON."""
    from monitor.extract.explain import drawn, explained

    for row in explained(article):
        lines = [json.dumps(row, ensure_ascii=False)] if form == "jsonl" else drawn(row).splitlines()
        yield from (f"{safe(line)}\n" for line in lines)
