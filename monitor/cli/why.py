"""`monitor why PATH`: what became of one article, for each rule and each channel."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from monitor.cli.shared import Refused, print_jsonl, safe, store_of

if TYPE_CHECKING:
    from monitor.outbox.state import Delivery
    from monitor.store.records import ArticleRow, FileRow, MatchRow
    from monitor.store.store import Store


@dataclass(frozen=True, slots=True)
class FileHistory:
    """All that is known of one file."""

    file: FileRow
    article: ArticleRow | None
    matches: tuple[MatchRow, ...]
    deliveries: tuple[Delivery, ...]

    def told_of(self, match: MatchRow) -> list[Delivery]:
        """Return the notifications of one match, by channel."""
        own = [one for one in self.deliveries if one.match == match.id]
        return sorted(own, key=lambda one: (one.channel, one.created_at))

    def told_besides(self) -> list[Delivery]:
        """Return what this text made known though no rule matched it: that an alert is withdrawn."""
        matched = {match.id for match in self.matches}
        found = [one for one in self.deliveries if one.match not in matched and self._is_of(one)]
        return sorted(found, key=lambda one: (one.alert or "", one.channel, one.created_at))

    def _is_of(self, one: Delivery) -> bool:
        return bool(one.match and self.file.digest and one.match.startswith(self.file.digest[:16]))


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when no such file was taken in or nothing has run yet."""
    with store_of(options.config) as store:
        story = _story(store, _file(store, options.path))
    if options.format == "jsonl":
        print_jsonl([_json(story)])
    else:
        print("\n".join(map(safe, _lines(story))))
    return 0


def _file(store: Store, path: str) -> FileRow:
    from monitor.article.paths import display_path

    exact = [display_path(path), display_path(os.path.abspath(path))]
    for file in store.files_at(exact).values():
        return file
    ending = os.sep + display_path(path).removeprefix("./")
    found = store.files_ending(ending) or store.files_named(display_path(os.path.basename(path)))
    if len(found) == 1:
        return found[0]
    if found:
        known = "\n  ".join(file.path for file in found[:10])
        raise Refused(f'monitor: {len(found)} files are named like "{path}":\n  {known}', 1)
    raise Refused(f'monitor: no file at "{path}" was taken in; is its folder one of the [[sources]]?', 1)


def _story(store: Store, file: FileRow) -> FileHistory:
    from monitor.store.deliveries import DeliveryFilter

    if file.article_id is None:
        return FileHistory(file, None, (), ())
    matches = store.matches([file.article_id]).get(file.article_id, [])
    alerts = {row.alert_id for row in matches if row.alert_id}
    asked = [DeliveryFilter(alert=one) for one in sorted(alerts)]
    asked += [DeliveryFilter(text=file.digest)] if file.digest else []
    told = {one.id: one for wanted in asked for one in store.deliveries(wanted)}
    article = store.articles([file.article_id]).get(file.article_id)
    return FileHistory(file, article, tuple(matches), tuple(told.values()))


def _lines(story: FileHistory) -> Iterator[str]:
    file, article = story.file, story.article
    yield file.path
    if article is None:
        yield f"unreadable: {file.reason}"
        return
    yield f"“{article.title}”"
    published = f"published {_date(article.published_at)}" if article.published_at else "undated"
    received = f"received {file.seen_at:%Y-%m-%d %H:%M:%S}Z"
    version = f", version {article.version}" if article.version > 1 else ""
    yield f"{article.publisher or 'publisher not given'}, {published}, {received}{version}"
    if file.reason:
        yield f"{file.state}: {file.reason}"
    if not story.matches:
        yield ""
        withdraws = story.told_besides()
        why_not = "`monitor explain RULE FILE` says why not"
        yield f"no rule matched; {'it bears on what was told before:' if withdraws else why_not}"
    for match in story.matches:
        yield ""
        yield from _match_lines(story, match)
    for alert, told in groupby(story.told_besides(), key=lambda one: one.alert):
        yield ""
        yield from _besides_lines(alert or "", list(told))


def _date(published: datetime) -> str:
    from monitor.article.published import day_of

    return f"{published:%Y-%m-%d}" if day_of(published) else f"{published:%Y-%m-%d %H:%M}Z"


def _besides_lines(alert: str, told: Sequence[Delivery]) -> Iterator[str]:
    notification = told[0].notification
    why = next(iter((*notification.changes, *notification.notes)), "")
    yield f"{notification.rule}: alert {alert}, {why}"
    for one in told:
        yield f"  {one.channel}: {one.kind}, {says_state(one)}"


def _match_lines(story: FileHistory, match: MatchRow) -> Iterator[str]:
    alert = f" alert {match.alert_id}" if match.alert_id else ""
    yield f"{match.rule_id}: {match.outcome}{alert}, {match.reason}"
    told = story.told_of(match)
    for one in told:
        yield f"  {one.channel}: {one.kind}, {says_state(one)}"
    if not told:
        yield "  nothing was told for it"


def says_state(one: Delivery) -> str:
    """Return the state of a delivery with its reason: "sent 12:03Z", "folded into 1f2e…: 3 more reports"."""
    match one.state:
        case "sent":
            return f"sent {one.sent_at:%Y-%m-%d %H:%M:%S}Z" if one.sent_at else "sent"
        case "folded":
            return f"folded into {one.folded_into}: {one.reason}"
        case "deferred":
            until = f" until {one.due_at:%Y-%m-%d %H:%M}Z" if one.due_at else ""
            return f"waits{until}: {one.reason}"
        case "silenced" | "withdrawn":
            return one.reason if one.state == "silenced" else f"withdrawn: {one.reason}"
        case "pending" | "retry" if one.due_at:
            why = one.last_error or one.reason
            return f"{one.state}, due {one.due_at:%Y-%m-%d %H:%M:%S}Z: {why}"
        case _:
            return f"{one.state}: {one.last_error or one.reason}"


def _json(story: FileHistory) -> dict[str, Any]:
    from monitor.rule.jsonl import json_of
    from monitor.store.listing import delivery_json

    file, article = story.file, story.article
    return {
        **json_of(file, "path", "state", "reason"),
        "article": article.id if article else None,
        "title": article.title if article else None,
        "version": article.version if article else None,
        "matches": [_match_json(one, map(delivery_json, story.told_of(one))) for one in story.matches],
        "besides": [delivery_json(one) for one in story.told_besides()],
        **json_of(file, "seen_at"),
    }


def _match_json(match: MatchRow, told: Sequence[dict[str, Any]] | Iterator[dict[str, Any]]) -> dict[str, Any]:
    return {
        "rule": match.rule_id,
        "alert": match.alert_id,
        "outcome": str(match.outcome),
        "reason": match.reason,
        "deliveries": list(told),
    }
