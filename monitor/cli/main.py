"""The argument parser of the `monitor` command; imports a command's module only when it is run.

Each command lives in a module of its own that is imported when it is asked for; it takes the
parsed arguments and returns the exit status.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from monitor import __version__
from monitor.article.paths import display_path, shortened
from monitor.cli.streams import OutputGone, end_of_output, flush_output, secure_streams
from monitor.errors import MonitorError
from monitor.exits import Exit

_HOMES = {
    "run": "monitor.cli.run",
    "scan": "monitor.cli.scan",
    "check": "monitor.cli.check",
    "test": "monitor.cli.examples",
    "explain": "monitor.cli.explain",
    "backtest": "monitor.cli.backtest",
    "alerts": "monitor.cli.alerts",
    "why": "monitor.cli.why",
    "silence": "monitor.cli.silence",
    "claims": "monitor.cli.claims",
    "deliveries": "monitor.cli.deliveries",
    "channels": "monitor.cli.channels",
    "status": "monitor.cli.status",
    "rules": "monitor.cli.rules",
    "init": "monitor.cli.init",
    "schema": "monitor.cli.schema",
    "preview": "monitor.cli.preview",
    "reload": "monitor.cli.reload",
    "store": "monitor.cli.store",
}


_MOST = 1_000_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; usage errors end in status 2."""
    secure_streams()
    options = _parsed(arguments)
    if not _stands_somewhere():
        return 1
    _make_storable(options)
    command = importlib.import_module(_HOMES[options.command])
    status: int = 0
    try:
        status = _status_of(command, options)
        flush_output()
    except OutputGone as gone:
        return status or end_of_output(gone)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except MonitorError as error:
        print(f"monitor: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        path = display_path(shortened(os.fsdecode(error.filename or "")))
        print(f"monitor: the path is too long for any file: {path}", file=sys.stderr)
        return 2
    return status


def _status_of(command: ModuleType, options: argparse.Namespace) -> int:
    from monitor.cli.shared import Refused, complain

    try:
        status: int = command.main(options)
    except Refused as refused:
        complain(str(refused))
        return refused.status
    return status


def _stands_somewhere() -> bool:
    """Return whether there is a current folder, and complain of none: libraries fail in odd ways without."""
    try:
        Path.cwd()
    except OSError as error:
        said = "the current folder is not there any more, or may not be seen"
        print(f"monitor: {said} ({error.strerror}): cd to another one, and start again", file=sys.stderr)
        return False
    return True


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options; `--help`, `--version` and bad usage end the program."""
    try:
        return _parser().parse_args(arguments)
    except SystemExit as end:
        try:
            flush_output()
        except OutputGone as gone:
            raise SystemExit(end_of_output(gone)) from end
        raise


def _make_storable(options: argparse.Namespace) -> None:
    """Turn names that are not text into text: they can name nothing in the store, but must not break it."""
    for key in ("id", "other", "rule", "channel", "by", "comment"):
        value = getattr(options, key, None)
        if isinstance(value, str):
            setattr(options, key, value.encode("utf-8", "backslashreplace").decode("utf-8"))
    if "ids" in options:
        options.ids = [value.encode("utf-8", "backslashreplace").decode("utf-8") for value in options.ids]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="monitor",
        description="Watch folders for news articles; tell a desk what is newly claimed and what is denied.",
    )
    parser.add_argument("--version", action="version", version=f"monitor {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_run(commands)
    _add_rule_commands(commands)
    _add_preview(commands)
    _add_author_commands(commands)
    _add_backtest(commands)
    _add_state_commands(commands)
    return parser


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = commands.add_parser("run", help="watch, evaluate, alert and deliver until stopped")
    _config(run)
    run.add_argument(
        "--once", action="store_true", help="take in all that is there, deliver what is due, end"
    )
    run.add_argument(
        "--new-store",
        action="store_true",
        help="begin a new store where the file was cut off or taken away",
    )
    run.add_argument("--verbose", action="store_true", help="log every delivery")


def _add_rule_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    scan = commands.add_parser("scan", help="evaluate files, folders or standard input once; send nothing")
    scan.add_argument("paths", nargs="*", metavar="PATH", help='files or folders; "-" is standard input')
    _rules(scan)
    scan.add_argument("--jobs", type=_count, default=1, metavar="N", help="processes to use (default 1)")
    _config(scan)
    _format(scan)
    check = commands.add_parser("check", help="validate configuration and rules, every error at once")
    check.add_argument(
        "paths", nargs="*", metavar="PATH", help="rule files, folders or .toml (default: config)"
    )
    check.add_argument("--explain", metavar="CODE", help='what a code like R012 is about; "all" lists them')
    check.add_argument(
        "--archive", metavar="FILE", help="also try the rules on a folder or .jsonl[.gz] of articles"
    )
    check.add_argument("--strict", action="store_true", help="let no doubt pass: exit status 1")
    check.add_argument("--format", choices=["text", "jsonl", "github", "sarif"], default="text")
    _config(check)
    test = commands.add_parser("test", help="run the tests written inside rules")
    test.add_argument("paths", nargs="*", metavar="PATH", help="rule files or folders (default: config's)")
    test.add_argument("--watch", action="store_true", help="run them again at every change, until Ctrl-C")
    test.add_argument("--junit", metavar="FILE", help="write the results as JUnit XML, too")
    _config(test)
    explain = commands.add_parser("explain", help="show why a rule does or does not match an article")
    explain.add_argument("rule", metavar="RULE", nargs="?", help="the rule's id")
    explain.add_argument("file", metavar="FILE", nargs="?", help="the article")
    explain.add_argument(
        "--reading", metavar="FILE", help="show instead what is read of that article, and why"
    )
    explain.add_argument("--format", choices=["text", "jsonl"], default="text", help="of --reading")
    _rules(explain)
    _config(explain)


def _add_preview(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    preview = commands.add_parser("preview", help="show the message that a rule would send of an article")
    preview.add_argument("rule", metavar="RULE", help="the rule's id")
    preview.add_argument("file", metavar="FILE", help="the article")
    preview.add_argument("--channel", choices=["console", "slack", "mail", "json"], default="console")
    preview.add_argument(
        "--out",
        metavar="FILE",
        help="of a mail: write it as .eml, its page as .html, a picture of it as .png",
    )
    _rules(preview)
    _config(preview)


def _add_author_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    rules = _group(commands, "rules", "look at the rules that are loaded")
    listed = _action(rules, "list", "each rule: from where, and how often it fired")
    shown = _action(rules, "show", "one rule as it is written, its tests, and how it fared")
    shown.add_argument("rule", metavar="RULE", help="the rule's id")
    for action in (listed, shown):
        _rules(action)
    init = commands.add_parser("init", help="make a working folder: configuration, rules, articles")
    init.add_argument("folder", metavar="DIR", help="where; nothing that is there is overwritten")
    schema = commands.add_parser("schema", help="print the JSON Schema of rules or config.toml, for editors")
    schema.add_argument("of", metavar="{rules,config}", choices=["rules", "config"])


def _add_backtest(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    backtest = commands.add_parser(
        "backtest", help="replay an archive: what would have been told, and to whom"
    )
    backtest.add_argument("archive", metavar="ARCHIVE", help="a folder, or .jsonl[.gz] with title and text")
    _rules(backtest)
    backtest.add_argument(
        "--against", metavar="OTHER", help="another rule file or folder, or git:REVISION of these rules"
    )
    backtest.add_argument("--report", metavar="FILE.html", help="write one self-contained page")
    backtest.add_argument(
        "--jobs", type=_count, default=None, metavar="N", help="processes to use (default: every core)"
    )
    _config(backtest)
    _format(backtest)


def _add_state_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    alerts = _group(commands, "alerts", "look at alerts")
    listed = _action(alerts, "list", "alerts, newest first")
    listed.add_argument("--state", choices=["open", "acknowledged", "resolved"])
    listed.add_argument("--rule", metavar="ID")
    _limit(listed)
    _action(alerts, "show", "one alert, its reports and who was told").add_argument("id", metavar="ID")
    for name, says in (
        ("ack", "say that somebody is on it: no escalation"),
        ("resolve", "say that it is over"),
        ("reopen", "say that it is not over, or that nobody is on it"),
    ):
        step = _action(alerts, name, says)
        step.add_argument("ids", nargs="+", metavar="ID")
        _signed(step)

    why = commands.add_parser("why", help="what became of one article, for every rule and channel")
    why.add_argument("path", metavar="PATH", help="the article's path, or the end of it")
    _config(why)
    _format(why)
    _add_silence(commands)
    _add_claims(commands)
    _add_deliveries(commands)
    channels = _group(commands, "channels", "look at channels and try them")
    _action(channels, "list", "the configured channels and how they fare")
    _action(channels, "test", "send a test message").add_argument("names", nargs="*", metavar="NAME")

    reload = commands.add_parser("reload", help="let the running daemon read its rules anew")
    _config(reload)
    _add_store(commands)
    status = commands.add_parser("status", help="what the daemon has done and how it fares")
    _config(status)
    _format(status)


def _add_deliveries(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    deliveries = _group(commands, "deliveries", "look at what was sent, and send again")
    listed = _action(deliveries, "list", "deliveries, newest first")
    listed.add_argument("--state", metavar="STATE", action="append")
    listed.add_argument("--channel", metavar="NAME")
    _limit(listed)
    retry = _action(deliveries, "retry", "queue dead or held deliveries again")
    retry.add_argument("ids", nargs="*", metavar="ID")
    retry.add_argument("--all", action="store_true", help="every dead or held one")


def _add_store(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    store = _group(commands, "store", "look after the store, whether the daemon runs or not")
    _action(store, "check", "whether it is sound, how large it is, and what is too old to be kept")
    backup = _action(store, "backup", "write a copy of it as it is now")
    backup.add_argument("file", metavar="FILE", help="where; nothing that is there is overwritten")
    _action(store, "prune", "remove what [retention] does not keep, as the daemon does each day")


def _add_silence(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    silence = _group(commands, "silence", "keep alerts from being told for a while")
    add = _action(silence, "add", "begin a silence: every option given must fit, any value of an option")
    for option, says in (
        ("--rule", "rule ids; * for any letters"),
        ("--tag", "tags"),
        ("--severity", "severities"),
        ("--publisher", "publishers; * for any letters"),
        ("--participant", "people in a contact; * for any letters"),
        ("--alert", "alert ids"),
    ):
        add.add_argument(option, metavar="VALUE", action="append", default=[], help=says)
    add.add_argument("--for", dest="length", metavar="TIME", help='how long, like "4h" or "2d"')
    add.add_argument("--until", metavar="TIME", help="until when, like 2026-03-01T08:00")
    _signed(add)
    listed = _action(silence, "list", "silences that hold or are to come")
    listed.add_argument("--all", action="store_true", help="also those that have ended")
    _action(silence, "expire", "end a silence now").add_argument("ids", nargs="+", metavar="ID")


def _signed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", metavar="NAME", default=None, help="who says so (default: the login name)")
    parser.add_argument("--comment", metavar="TEXT", default="", help="why")


def _add_claims(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    claims = _group(commands, "claims", "look at the ledger of claims, and mend it")
    _limit(_action(claims, "list", "claims, last reported first"))
    _action(claims, "show", "who reported a claim and who denied it").add_argument("id", metavar="ID")
    merge = _action(claims, "merge", "hold two claims for one and the same")
    merge.add_argument("id", metavar="ID")
    merge.add_argument("other", metavar="ID")
    split = _action(claims, "split", "make one article's report a claim of its own")
    split.add_argument("id", metavar="ID")
    split.add_argument("path", metavar="PATH", help="the report's path, or the end of it")
    for action in (merge, split):
        action.add_argument("--by", metavar="NAME", required=True, help="who says so")
        action.add_argument("--comment", metavar="TEXT", default="", help="why")


def _group(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, says: str
) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    group = commands.add_parser(name, help=says)
    return group.add_subparsers(dest="action", required=True, metavar="ACTION")


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], name: str, says: str
) -> argparse.ArgumentParser:
    action = actions.add_parser(name, help=says)
    _config(action)
    _format(action)
    return action


def _config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", metavar="FILE", default="config.toml", help="default ./config.toml")


def _rules(parser: argparse.ArgumentParser) -> None:
    says = "rule file or folder (default: config's)"
    parser.add_argument("--rules", metavar="PATH", action="append", help=says)


def _limit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=_count, default=None, metavar="N")


def _format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=["text", "jsonl"], default="text")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {_MOST}")
    return int(text)
