"""The Slack layout of a message: Block Kit blocks, cut to the size limits that Slack sets.

Article text stands only in `plain_text` objects and in `rich_text` elements of type "text": Slack reads
no mention, link or emphasis out of either. Only the top-level `text` (the phone's lock screen) is
markup; it is escaped and its marks are replaced by look-alikes. The words stand at the top level; the
details stand in an attachment, whose colour bar shows the severity. The parts are cut so that together
they keep to what Slack takes in one message (`MAX_ALL_TEXT`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from monitor.notify.lines import SEPARATOR
from monitor.notify.presentation import WordedEntry, Wording
from monitor.notify.sanitize import Segment, shorten, shorten_segments, still

# What all blocks may hold together is not published: Slack's staff tell of "12,000 text characters with a
# buffer for block containers", and messages of 11,341 were refused (github.com/slackapi/bolt-js, issues 2509
# and 2867); this is well below.
MAX_ALL_TEXT = 10_000
MAX_HEADER = 150
MAX_LOCK_SCREEN = 300
MAX_ENTRIES = 25
_LINE = 300
_HEADLINE = 400
_QUOTE = 900
_LEADS = 5
_NOTES = 4
_QUOTES = 3
# Room for the other events of the article, and for the other rules that found this one.
_BESIDE = 900
_RULES = 500
_FALLBACK = 100
_REPORTS = 1200
# For the lines that follow a digest's entries.
_MARGIN = 500
_BODY_BLOCK = 2500
COLOURS = {
    "critical": "#8b0000",
    "high": "#d7263d",
    "medium": "#f2a33a",
    "low": "#3a7ca5",
    "info": "#8a8d91",
}
_LOOK_ALIKES = str.maketrans({"*": "∗", "_": "\uff3f", "~": "∼", "`": "‵"})
_EMOJI = re.compile(r":(?=[\w+'-]+:)")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def slack_payload(wording: Wording) -> dict[str, Any]:
    """Return the JSON body of `chat.postMessage` and of a webhook, without the channel."""
    details = {
        "color": COLOURS.get(wording.severity, COLOURS["info"]),
        "fallback": escape(shorten(wording.byline, _FALLBACK)),
        "blocks": list(_details(wording)),
    }
    blocks = list(_blocks(wording))
    blocks += _digest(wording, MAX_ALL_TEXT - _MARGIN - _length(details) - _length(blocks))
    if wording.way_out and wording.body is None:
        blocks.append({"type": "rich_text", "elements": [_said(wording.way_out, bold=True)]})
    return {
        "text": lock_screen(wording),
        "mrkdwn": False,
        "unfurl_links": False,
        "unfurl_media": False,
        "blocks": blocks,
        "attachments": [details],
    }


def lock_screen(wording: Wording) -> str:
    """Return what a phone shows before it is unlocked: severity, what is claimed or denied, the proof."""
    return escape(shorten(wording.glance(), MAX_LOCK_SCREEN))


def escape(text: str) -> str:
    """Return *text* so that Slack's mrkdwn reads nothing but letters in it."""
    calm = _EMOJI.sub("\ua789", still(text)).translate(_LOOK_ALIKES)
    return calm.translate(_ENTITIES)


def slack_texts(tree: Any) -> Iterator[str]:
    """Yield all the texts in *tree* that people read."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            if key in {"text", "fallback"} and isinstance(value, str):
                yield value
            else:
                yield from slack_texts(value)
    elif isinstance(tree, (list, tuple)):
        for value in tree:
            yield from slack_texts(value)


def _blocks(wording: Wording) -> Iterator[dict[str, Any]]:
    header = wording.title if wording.own_title else f"{wording.severity.upper()} · {wording.title}"
    yield {"type": "header", "text": _plain(shorten(header, MAX_HEADER))}
    if wording.body is not None:
        yield from _own_words(wording.body)
        below = [line for line in (wording.left_out, *_beside(wording), *wording.also_by) if line]
        yield from [_text_block("\n".join(below))] if below else []
        return
    # A header is short: what it had to cut is said whole below it.
    parts = [_said(wording.title, bold=True)] if len(header) > MAX_HEADER else []
    parts += [_said(line, bold=not number) for number, line in enumerate(wording.lead[:_LEADS])]
    parts += [_said(wording.says)] if wording.says else []
    if wording.headline:
        parts.append({"type": "rich_text_section", "elements": _runs(wording.headline, _HEADLINE)})
    parts += [
        {"type": "rich_text_quote", "elements": _runs(quote, _QUOTE)}
        for quote in wording.quotes[:_QUOTES]
        if quote
    ]
    if parts:
        yield {"type": "rich_text", "elements": parts}
    for line in _beside(wording):
        yield {"type": "rich_text", "elements": [_said(line)]}


def _beside(wording: Wording) -> list[str]:
    """Return the article's other events, as many as there is room for; the others are counted."""
    return _in_room(wording.beside, _BESIDE, "in this article")


def _in_room(lines: Sequence[str], room: int, where: str) -> list[str]:
    shown: list[str] = []
    for line in lines:
        short = shorten(line, _LINE)
        room -= len(short) + 1
        if room < 0:
            break
        shown.append(short)
    left = len(lines) - len(shown)
    return [*shown, f"and {left:,} more {where}: monitor alerts list"] if left else shown


def _own_words(body: Sequence[str]) -> Iterator[dict[str, Any]]:
    text = ""
    for line in body:
        if text and len(text) + len(line) >= _BODY_BLOCK:
            yield _text_block(text)
            text = ""
        text += shorten(line, _BODY_BLOCK) + "\n"
    if text.strip():
        yield _text_block(text)


def _text_block(text: str) -> dict[str, Any]:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text.rstrip("\n")}]}
    return {"type": "rich_text", "elements": [section]}


def _length(tree: Any) -> int:
    return sum(map(len, slack_texts(tree)))


def _digest(wording: Wording, room: int) -> Iterator[dict[str, Any]]:
    shown = 0
    for entry in wording.entries[:MAX_ENTRIES] if wording.body is None else ():
        elements = _entry(entry)
        room -= sum(len(one["text"]) for one in elements)
        if room < 0:
            break
        shown += 1
        yield {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}
    more = wording.more_than(shown) if wording.entries and wording.body is None else ""
    if more:
        yield {"type": "rich_text", "elements": [_said(more, bold=True)]}


def _entry(entry: WordedEntry) -> list[dict[str, Any]]:
    place = SEPARATOR.join(part for part in (shorten(entry.where, _LINE), entry.ids) if part)
    said = (
        shorten(entry.note, _LINE),
        shorten(entry.quoted, _LINE),
        shorten(entry.line, _LINE),
        place,
        entry.more,
    )
    details = [line for line in said if line]
    return [
        _run(shorten(entry.severity.upper(), 20) + " ", bold=False),
        _run(shorten(entry.title, _LINE), bold=True),
        _run("\n" + "\n".join(details), bold=False),
    ]


def _details(wording: Wording) -> Iterator[dict[str, Any]]:
    if wording.body is None:
        lines = (shorten(line, 2 * _LINE) for line in (wording.byline, wording.also) if line)
        yield _section("\n".join(lines))
        places = [shorten(line, 2 * _LINE) for line in (wording.path, wording.url or "") if line]
        if places:
            yield _section("\n".join(places))
        reports = _reports(wording)
        if reports:
            yield _section("\n".join(reports))
        if wording.notes:
            yield _context([f"note: {note}" for note in wording.notes[:_NOTES]])
    rules = [one for one in (wording.rule, *_in_room(wording.also_by, _RULES, "rules")) if one]
    yield _context([*rules, wording.ids] if wording.ids else rules)


def _reports(wording: Wording) -> list[str]:
    """Return the other reports, as many as there is room for, each whole; the others are counted."""
    shown: list[str] = []
    room = _REPORTS
    for line in wording.reports:
        room -= len(line) + 1
        if room < 0:
            break
        shown.append(line)
    more = wording.more_articles(len(shown))
    return [*shown, more] if more else shown


def _said(text: str, *, bold: bool = False) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": [_run(shorten(text, _LINE), bold=bold)]}


def _runs(runs: Sequence[Segment], limit: int) -> list[dict[str, Any]]:
    return [_run(run.text, bold=run.marked) for run in shorten_segments(runs, limit)]


def _run(text: str, *, bold: bool) -> dict[str, Any]:
    return {"type": "text", "text": text} | ({"style": {"bold": True}} if bold else {})


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": _plain(text)}


def _context(texts: Iterable[str]) -> dict[str, Any]:
    return {"type": "context", "elements": [_plain(shorten(text, _LINE)) for text in texts]}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}
