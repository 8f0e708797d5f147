"""`monitor silence add|list|expire`: silences of alerts."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any

from monitor.cli.shared import Refused, complain, print_jsonl, print_table, settings_of, signed, store_of
from monitor.clock import SystemClock

if TYPE_CHECKING:
    from monitor.alert.silence import Matcher, Silence


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when there is no such silence or nothing has run yet; 2 for bad usage."""
    actions = {"add": _add, "list": _list, "expire": _expire}
    return actions[options.action](options)


def _add(options: argparse.Namespace) -> int:
    from monitor.alert.model import stable_id
    from monitor.alert.silence import Silence

    now = SystemClock().now()
    matcher, author = _matcher(options), signed(options.by)
    ends = _end(options, now)
    new = Silence(
        id=stable_id("silence", author, str(matcher), now.isoformat()),
        matcher=matcher,
        starts_at=now,
        ends_at=ends,
        author=author,
        comment=options.comment,
        created_at=now,
    )
    with store_of(options.config, write=True) as store:
        store.add_silence(new)
    if options.format == "jsonl":
        print_jsonl([silence_json(new, now)])
    else:
        print(f"{new.id}: nothing is told of {matcher} until {_told(ends, options)}")
    return 0


def _list(options: argparse.Namespace) -> int:
    now = SystemClock().now()
    with store_of(options.config) as store:
        found = [one for one in store.silences() if options.all or one.ends_at > now]
    if options.format == "jsonl":
        print_jsonl(silence_json(one, now) for one in found)
        return 0
    rows = [
        [one.id, _told(one.ends_at, options), _state(one, now), one.author, str(one.matcher), one.comment]
        for one in found
    ]
    print_table(["id", "ends", "state", "by", "fits", "comment"], rows)
    return 0


def _expire(options: argparse.Namespace) -> int:
    with store_of(options.config, write=True) as store:
        now = SystemClock().now()
        missing = [one for one in options.ids if not store.expire_silence(one, now)]
    for one in missing:
        complain(f'monitor: no silence that still holds has the id "{one}"; see monitor silence list')
    return 1 if missing else 0


def silence_json(silence: Silence, now: datetime) -> dict[str, Any]:
    """Return one line of `silence list`."""
    from dataclasses import asdict

    from monitor.rule.jsonl import json_of

    return {
        "id": silence.id,
        "state": _state(silence, now),
        "matcher": {name: list(values) for name, values in asdict(silence.matcher).items() if values},
        **json_of(silence, "starts_at", "ends_at", "author", "comment"),
    }


def _matcher(options: argparse.Namespace) -> Matcher:
    from monitor.alert.silence import Matcher
    from monitor.errors import did_you_mean
    from monitor.rule.model import Severity

    known = [str(one) for one in Severity]
    for severity in options.severity:
        if severity not in known:
            hint = did_you_mean(severity, known) or ", ".join(known)
            raise Refused(f'monitor: no severity is named "{severity}"; {hint}', 2)
    matcher = Matcher(
        rules=tuple(options.rule),
        tags=tuple(options.tag),
        severities=tuple(options.severity),
        publishers=tuple(options.publisher),
        participants=tuple(options.participant),
        alerts=tuple(options.alert),
    )
    if matcher.is_empty:
        raise Refused(
            "monitor: say what is to be silent: --rule, --tag, --severity, --publisher, --participant or "
            "--alert; --rule '*' silences everything",
            2,
        )
    return matcher


def _end(options: argparse.Namespace, now: datetime) -> datetime:
    from monitor.duration import parse_duration

    if bool(options.length) == bool(options.until):
        raise Refused("monitor: say how long with --for 4h, or until when with --until 2026-03-01T08:00", 2)
    try:
        if options.length:
            return now + parse_duration(options.length)
        end = datetime.fromisoformat(options.until)
    except (ValueError, OverflowError) as error:
        raise Refused(f"monitor: {error}", 2) from error
    if end.tzinfo is None:
        end = end.replace(tzinfo=settings_of(options.config).timezone)
    if end <= now:
        raise Refused(f"monitor: {options.until} is past", 2)
    return end


def _state(silence: Silence, now: datetime) -> str:
    if silence.ends_at <= now:
        return "ended"
    return "holds" if silence.holds_at(now) else "to come"


def _told(at: datetime, options: argparse.Namespace) -> str:
    return f"{at.astimezone(settings_of(options.config).timezone):%Y-%m-%d %H:%M %Z}"
