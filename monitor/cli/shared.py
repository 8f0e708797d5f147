"""What several commands share: loading configuration and rules, table output, progress."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from monitor.article.paths import is_unseen
from monitor.errors import FaultyInput

if TYPE_CHECKING:
    from monitor.config.model import Config, Settings
    from monitor.evaluate.budget import Budget
    from monitor.rule.ruleset import RuleSet
    from monitor.store.store import Store


_MOST_BYTES = 1024 * 1024


class Refused(Exception):
    """A command cannot go on; `cli.main` prints the message and exits with `status`."""

    def __init__(self, message: str, status: int) -> None:
        self.status = status
        super().__init__(message)


@contextmanager
def faults_refused() -> Iterator[None]:
    """Refuse, with status 2, what has faults: rules or a configuration that is loaded here."""
    try:
        yield
    except FaultyInput as error:
        raise Refused(str(error), 2) from error


def is_unconfigured(config_path: str) -> bool:
    """Return whether there is no configuration, and none was asked for."""
    return config_path == "config.toml" and not Path(config_path).exists()


def config_of(path: str) -> Config:
    """Load the configuration.

    Raises:
        Refused: with every fault, status 2.
    """
    from monitor.config import load_config

    with faults_refused():
        return load_config(path)


def settings_of(path: str) -> Settings:
    """Load what a command that watches and sends nothing needs.

    Raises:
        Refused: with every fault, status 2.
    """
    from monitor.config import load_settings

    with faults_refused():
        return load_settings(path)


def rules_of(paths: Sequence[str] | None, config_path: str) -> RuleSet:
    """Load the rules at *paths*, or else those that the configuration names, or else ./rules.

    Raises:
        Refused: with every fault, status 2.
    """
    from monitor.rule.ruleset import RuleSet

    places: Sequence[str | Path] = paths or default_rules(config_path)
    with faults_refused():
        return RuleSet.load(*places)


def default_rules(config_path: str) -> Sequence[Path]:
    """Return where rules lie when nobody says: what the configuration names, or ./rules without one."""
    if is_unconfigured(config_path):
        return [Path("rules")]
    return settings_of(config_path).monitor.rules


def rules_named(config_path: str) -> list[Path]:
    """Return where a configuration says that rules lie, faulty as it may be, as far as they are there."""
    import tomllib

    from monitor.files import is_there, read_text

    try:
        settings = tomllib.loads(read_text(Path(config_path), _MOST_BYTES)).get("monitor", {})
        named = [Path(config_path).parent / name for name in settings.get("rules", ["rules"])]
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        named = [Path(config_path).parent / "rules"]
    return [path for path in named if is_there(path)]


def timezone_of(config_path: str) -> ZoneInfo:
    """Return the zone for dates that name none: the configuration's, or UTC without one."""
    if is_unconfigured(config_path):
        return ZoneInfo("UTC")
    return settings_of(config_path).timezone


def budget_of(config_path: str) -> Budget:
    """Return what one article may cost: as the configuration says, or as usual without one.

    Raises:
        Refused: with every fault of it, status 2.
    """
    from monitor.config.load import load_budget
    from monitor.evaluate.budget import Budget

    if is_unconfigured(config_path):
        return Budget()
    with faults_refused():
        return load_budget(config_path)


def store_of(config_path: str, *, write: bool = False) -> Store:
    """Open the store beside a daemon that may be running.

    Raises:
        Refused: it cannot be opened, status 1.
    """
    from monitor.errors import StoreError
    from monitor.store.store import Store

    try:
        return Store.open(settings_of(config_path).monitor.store, mode="write" if write else "read")
    except StoreError as error:
        raise Refused(f"monitor: {error}", 1) from error


def signed(by: str | None) -> str:
    """Return who acts: the name given, or the login name.

    Raises:
        Refused: there is neither, status 2.
    """
    import getpass

    try:
        return by or getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise Refused("monitor: nobody is logged in here; say who acts with --by NAME", 2) from error


def print_jsonl(rows: Iterable[dict[str, Any]]) -> None:
    """Print one JSON object a line."""
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    for row in rows:
        sys.stdout.write(_inert(json.dumps(row, ensure_ascii=plain)) + "\n")


def _inert(line: str) -> str:
    """Return *line* of JSON with its escapes for what a terminal obeys or a reader takes for a line's end."""
    if line.isprintable():
        return line
    return "".join(json.dumps(char)[1:-1] if is_unseen(char) else char for char in line)


def complain(message: str) -> None:
    """Say something on standard error."""
    print(message, file=sys.stderr)


def safe(text: str) -> str:
    """Return *text* from an article with nothing in it that a terminal would obey."""
    from monitor.notify.sanitize import visible

    return visible(text)


def words_of(slice_of_text: str) -> str:
    """Return a slice of an article as people are to see it: on one line, with its references read."""
    from monitor.article.references import shown

    return " ".join(shown(slice_of_text).split())


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print aligned columns; the last one is as long as it is."""
    widths = [max(len(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    for row in [heads, *rows]:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
        print(safe("  ".join([*cells, row[-1]])).rstrip())


@contextmanager
def progress(total: int, label: str) -> Iterator[Any]:
    """Show progress on a terminal when there is much to do; yields a function to call for each step."""
    if total < 500 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda: bar.advance(task)
