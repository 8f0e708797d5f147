"""`monitor test`: runs the tests inside rules, once or at every change."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.cli.shared import Refused, budget_of, complain, default_rules, is_unconfigured, progress, safe
from monitor.errors import FaultyInput, MonitorError

if TYPE_CHECKING:
    from monitor.config.model import Config
    from monitor.rule.examples import ExampleResult
    from monitor.rule.load import LoadedRules
    from monitor.rule.model import Rule

_LOOK_EVERY = 0.5


def main(options: argparse.Namespace) -> int:
    """Return 0 when every test passed, 1 when one failed or the rules cannot be loaded."""
    if options.watch:
        return watch(options, lambda: time.sleep(_LOOK_EVERY))
    return _TestRun(options).run()


def watch(options: argparse.Namespace, pause: Callable[[], None]) -> int:
    """Run the tests, and again whenever a file has changed and stands still; return as the last run did.

    *pause* waits until the next look; the `KeyboardInterrupt` of Ctrl-C ends it.
    """
    from monitor.daemon.reload import on_disk

    status = 1
    this = _TestRun(options, quiet=True)
    try:
        while True:
            before = on_disk(this.watched)
            status = this.run()
            # What was saved meanwhile was perhaps not what was tested: it counts as a change.
            tested = {**on_disk(this.watched), **before}
            seen, now = None, tested
            while now == tested or now != seen:
                pause()
                seen, now = now, on_disk(this.watched)
            print()
    except KeyboardInterrupt:
        return status


class _TestRun:
    """One run of all tests. `quiet`: only what failed and the counts are printed."""

    def __init__(self, options: argparse.Namespace, *, quiet: bool = False) -> None:
        self._options = options
        self._quiet = quiet
        self._files: frozenset[str] = frozenset()

    @property
    def watched(self) -> list[str]:
        """The rule files and folders, the configuration, and the articles that tests name."""
        try:
            places = [os.fspath(place) for place in self._places()]
        except Refused:
            places = []
        return [*places, self._options.config, *sorted(self._files)]

    def run(self) -> int:
        """Run every test and print how it came out."""
        try:
            return self._run()
        except Refused as refused:
            complain(str(refused))
        except MonitorError as error:
            complain(f"monitor: {error}")
        sys.stdout.flush()
        return 1

    def _run(self) -> int:
        from monitor.ruletest import Trials

        loaded = self._loaded()
        self._files = frozenset(file for example in loaded.examples for file in example.files)
        has_series = any(example.series for example in loaded.examples)
        results = []
        with progress(len(loaded.examples) if self._quiet else 0, "testing") as step:
            config, budget = self._config() if has_series else None, budget_of(self._options.config)
            for result in Trials(loaded, config, budget).results():
                results.append(result)
                self._tell(result)
                step()
        self._count(loaded.rules, results)
        if self._options.junit:
            _write_junit(self._options.junit, results)
        return 0 if all(one.passed for one in results) else 1

    def _places(self) -> Sequence[str | Path]:
        return self._options.paths or default_rules(self._options.config)

    def _loaded(self) -> LoadedRules:
        from monitor.rule.load import load_rules

        try:
            return load_rules(self._places())
        except FaultyInput as error:
            raise Refused(str(error), 1) from error

    def _config(self) -> Config | None:
        """Return the configuration whose desk gets the series; None without one."""
        from monitor.config import load_desk

        if is_unconfigured(self._options.config):
            return None
        try:
            return load_desk(self._options.config)
        except FaultyInput as error:
            raise Refused(str(error), 1) from error

    def _tell(self, result: ExampleResult) -> None:
        example = result.example
        if not result.passed:
            print(safe(f"{example.location}: FAILED {example.rule}: {example.name}"))
            if result.broken:
                complain(safe(f"{example.location}: {result.reasons[0]}"))
            for line in result.reasons:
                print(safe(f"    {line}"))
            for line in result.details:
                print(safe(f"      {line}"))
        elif not self._quiet:
            print(safe(f"passed {example.rule}: {example.name}"))

    def _count(self, rules: Sequence[Rule], results: Sequence[ExampleResult]) -> None:
        tested = {result.example.rule for result in results}
        for rule in rules:
            if rule.id not in tested and not self._quiet:
                print(safe(f"{rule.location}: {rule.id} has no tests"))
        failed = sum(not one.passed for one in results)
        print(f"{len(results) - failed} passed, {failed} failed")
        sys.stdout.flush()


def _write_junit(path: str, results: Sequence[ExampleResult]) -> None:
    from monitor.ruletest.junit import junit_xml

    try:
        Path(path).write_bytes(junit_xml(results))
    except OSError as error:
        raise Refused(f"monitor: {path} cannot be written: {error.strerror or error}", 1) from error
