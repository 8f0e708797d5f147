"""`monitor preview`: the message that a rule would send of an article, as each kind of channel shows it.

The article goes the daemon's way into a store that is thrown away, and the message is put into words by the
code that sends it. Nothing is kept, and nothing leaves this machine.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.cli.shared import Refused, complain, is_unconfigured, rules_of, safe, timezone_of
from monitor.clock import SystemClock
from monitor.errors import FaultyInput, did_you_mean

if TYPE_CHECKING:
    from monitor.notify.config import ChannelConfig
    from monitor.notify.model import Notification
    from monitor.notify.template import TemplatedNotification
    from monitor.outbox.state import Delivery
    from monitor.rule.ruleset import RuleSet
    from monitor.store.records import MatchRow

CHANNELS = ("console", "slack", "mail", "json")
_NAME = "preview"
_URLS = {"console": "console://", "slack": "slack://T/B/x", "mail": "mailto://desk@example.org", "json": ""}
_PLACE = ("desk@example.org", "monitor@example.org")


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when the article cannot be read or a picture cannot be made; 2 for bad rules or usage."""
    rules = rules_of(options.rules, options.config)
    ids = [rule.id for rule in rules.rules]
    if options.rule not in ids:
        raise Refused(f'monitor: no rule has the id "{options.rule}"; {did_you_mean(options.rule, ids)}', 2)
    if options.out and options.channel != "mail":
        raise Refused("monitor: --out writes a mail, as .html, .eml or .png: say --channel mail", 2)
    config = _channel_of(options)
    told, rows = _taken_in(rules, options)
    if not told:
        complain(_why_none(options, rows))
        return 0
    return _shown([one.notification for one in told], config, options)


def _taken_in(rules: RuleSet, options: argparse.Namespace) -> tuple[list[Delivery], list[MatchRow]]:
    """Return what the daemon would send of the article, if this were its first, and what matched.

    Raises:
        Refused: the article cannot be read, status 1.
    """
    from monitor.alert.dispatch import Desk
    from monitor.backtest.replay import scratch
    from monitor.ingest.pipeline import Ingester
    from monitor.source.model import Arrival, Signature

    path = os.path.abspath(options.file)
    try:
        arrival = Arrival(path, os.path.dirname(path), Signature.of(os.stat(path)))
    except OSError as error:
        raise Refused(f"monitor: {safe(options.file)}: cannot be read: {error.strerror}", 1) from error
    with scratch() as store:
        desk, zone = Desk((), (_NAME,)), timezone_of(options.config)
        Ingester(store, rules.only(options.rule), desk, SystemClock(), timezone=zone).take_in([arrival])
        files = store.files_named(os.path.basename(path))
        id_ = files[0].article_id if files else None
        if id_ is None:
            reason = files[0].reason if files else "it is gone"
            raise Refused(f"monitor: unreadable: {safe(options.file)}: {safe(reason)}", 1)
        return list(store.deliveries()), store.matches([id_]).get(id_, [])


def _why_none(options: argparse.Namespace, rows: Sequence[MatchRow]) -> str:
    """Say why there is no message."""
    if rows:
        return safe(
            f"monitor: {options.rule} matches, but sends nothing by this article alone: {rows[0].reason}"
        )
    way = f"monitor explain {options.rule} {options.file}"
    return safe(
        f"monitor: {options.rule} does not match this article, so there is no message; {way} says why"
    )


def _channel_of(options: argparse.Namespace) -> ChannelConfig:
    """Return the first channel of this kind that is configured, with its templates, else a plain one."""
    from monitor.config import load_config
    from monitor.notify.apprise_load import CONSOLE, MAIL_SCHEMES, SLACK_SCHEMES, scheme_of
    from monitor.notify.config import ChannelConfig
    from monitor.secret import Secret

    plain = ChannelConfig(url=Secret(_URLS[options.channel]), timezone=timezone_of(options.config).key)
    if is_unconfigured(options.config):
        return plain
    schemes = {"console": {CONSOLE}, "slack": SLACK_SCHEMES, "mail": MAIL_SCHEMES}
    wanted = schemes.get(options.channel, {"json", "jsons"})
    try:
        channels = load_config(options.config).channels.values()
    except FaultyInput:
        complain("monitor: the channels of the configuration cannot be used here; this is the built-in form")
        return plain
    return next((one for one in channels if scheme_of(one.reveal()) in wanted), plain)


def _shown(told: Sequence[Notification], config: ChannelConfig, options: argparse.Namespace) -> int:
    """Print *told* as the channel shows it, or write the mail."""
    from monitor.notify.template import writer_of

    if options.channel == "json":
        return _posted(told, config)
    write = writer_of(config, SystemClock())
    drawn = _DRAWN[options.channel]
    for number, one in enumerate(told, 1):
        written = write(one)
        if options.out:
            _write(written, _numbered(Path(options.out), number if len(told) > 1 else 0))
        else:
            sys.stdout.write(drawn(written))
    return 0


def _on_console(written: TemplatedNotification) -> str:
    from monitor.notify.console import look_of, render

    return render(written.wording, look_of(sys.stdout)) + "\n"


def _in_slack(written: TemplatedNotification) -> str:
    from monitor.notify.slack_form import slack_payload

    return _drawn_json(slack_payload(written.wording))


def _drawn_json(value: object) -> str:
    lines = json.dumps(value, ensure_ascii=False, indent=2).splitlines()
    return "".join(f"{safe(line)}\n" for line in lines)


def _mailed(written: TemplatedNotification) -> str:
    message = _mail(written)
    heads = "".join(f"{name}: {value}\n" for name, value in message.items() if name != "Content-Type")
    body = message.get_body(("plain",))
    return f"{heads}\n{body.get_content() if body else ''}"


def _mail(written: TemplatedNotification):  # type: ignore[no-untyped-def] # noqa: ANN202 - a mail, loaded late
    from monitor.notify.mail_form import Envelope, mail_message

    to, sender = _PLACE
    envelope = Envelope(sender=("monitor", sender), recipient=("", to), channel=_NAME)
    return mail_message(written, envelope, SystemClock().now())


_DRAWN: dict[str, Callable[[TemplatedNotification], str]] = {
    "console": _on_console,
    "slack": _in_slack,
    "mail": _mailed,
}


def _numbered(path: Path, number: int) -> Path:
    """Return *path*, or, of several messages, `mail-2.html` for the second."""
    return path.with_stem(f"{path.stem}-{number}") if number else path


def _write(written: TemplatedNotification, path: Path) -> None:
    """Write the mail: all of it as .eml, its page as .html, a picture of that as .png.

    Raises:
        Refused: it cannot be written, or no kind of file is named.
    """
    from monitor.cli.picture import picture_of

    message = _mail(written)
    page = message.get_body(("html",)).get_content()
    kind = path.suffix.lower()
    if kind not in (".html", ".eml", ".png"):
        raise Refused("monitor: --out takes a file that ends in .html, .eml or .png", 2)
    try:
        if kind == ".png" and not picture_of(page, path):
            path = path.with_suffix(".html")
            complain(f"monitor: no Chromium is there to make a picture; the page is in {safe(str(path))}")
            kind = ".html"
        if kind == ".html":
            path.write_text(page, encoding="utf-8")
        elif kind == ".eml":
            path.write_bytes(message.as_bytes())
    except OSError as error:
        raise Refused(f"monitor: {safe(str(path))}: cannot be written: {error.strerror}", 1) from error
    print(safe(str(path)))


def _posted(told: Sequence[Notification], config: ChannelConfig) -> int:
    """Send *told* by the channel that sends, to a listener of our own on this machine, and print it."""
    import asyncio

    from monitor.cli.listener import Listener
    from monitor.notify.channel import open_channel
    from monitor.secret import Secret

    with Listener() as listener:
        url = Secret(f"json://127.0.0.1:{listener.port}")
        channel = open_channel(_NAME, config.model_copy(update={"url": url}))
        for one in told:
            asyncio.run(channel.send(one))
        channel.close()
        for body in listener.taken:
            sys.stdout.write(_drawn_json(json.loads(body)))
    return 0
