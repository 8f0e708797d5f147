"""The Slack form: Block Kit within Slack's limits, in which no text of an article can act.

Article text stands only in `plain_text` objects and in `rich_text` elements of type "text": Slack reads
no mention, link or emphasis out of either. Only the top-level `text` (the phone's lock screen) is
markup; it is escaped and its marks are replaced by look-alikes. The quotes stand at the top level; the
details stand in an attachment, whose colour bar tells the severity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from monitor.notify.inert import Segment, shorten, shorten_segments, still
from monitor.notify.wording import Wording

MAX_HEADER = 150
MAX_TEXT = 3000
MAX_LOCK_SCREEN = 300
MAX_ELEMENTS = 10
COLOURS = {
    "critical": "#8b0000",
    "high": "#d7263d",
    "medium": "#f2a33a",
    "low": "#3a7ca5",
    "info": "#8a8d91",
}
_LOOK_ALIKES = str.maketrans({"*": "∗", "_": "\uff3f", "~": "∼", "`": "ˋ"})
_EMOJI = re.compile(r":(?=[\w+'-]+:)")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def slack_payload(wording: Wording) -> dict[str, Any]:
    """Return the JSON body of `chat.postMessage` and of a webhook, without the channel."""
    return {
        "text": lock_screen(wording),
        "mrkdwn": False,
        "unfurl_links": False,
        "unfurl_media": False,
        "blocks": list(_blocks(wording)),
        "attachments": [
            {
                "color": COLOURS.get(wording.severity, COLOURS["info"]),
                "fallback": escape(shorten(wording.byline, MAX_LOCK_SCREEN)),
                "blocks": list(_details(wording)),
            }
        ],
    }


def lock_screen(wording: Wording) -> str:
    """Return what a phone shows before it is unlocked: severity, title and the first words of proof."""
    proof = "".join(run.text for run in (wording.quotes[0] if wording.quotes else wording.headline))
    return escape(shorten(f"{wording.subject} — {proof}" if proof else wording.subject, MAX_LOCK_SCREEN))


def escape(text: str) -> str:
    """Return *text* so that Slack's mrkdwn reads nothing but letters in it."""
    calm = _EMOJI.sub("\ua789", still(text)).translate(_LOOK_ALIKES)
    return calm.translate(_ENTITIES)


def _blocks(wording: Wording) -> Iterable[dict[str, Any]]:
    header = shorten(f"{wording.severity.upper()} · {wording.title}", MAX_HEADER)
    yield {"type": "header", "text": _plain(header)}
    parts = []
    if wording.headline:
        parts.append({"type": "rich_text_section", "elements": _runs(wording.headline)})
    parts += [{"type": "rich_text_quote", "elements": _runs(quote)} for quote in wording.quotes]
    if parts:
        yield {"type": "rich_text", "elements": parts}


def _details(wording: Wording) -> Iterable[dict[str, Any]]:
    yield _section(wording.byline)
    places = [line for line in (wording.path, wording.url or "") if line]
    if places:
        yield _section("\n".join(places))
    if wording.notes:
        yield _context([f"note: {note}" for note in wording.notes[: MAX_ELEMENTS - 1]])
    yield _context([wording.rule, wording.ids])


def _runs(runs: Sequence[Segment]) -> list[dict[str, Any]]:
    return [
        {"type": "text", "text": run.text} | ({"style": {"bold": True}} if run.marked else {})
        for run in shorten_segments(runs, MAX_TEXT)
    ]


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": _plain(shorten(text, MAX_TEXT))}


def _context(texts: Sequence[str]) -> dict[str, Any]:
    return {"type": "context", "elements": [_plain(shorten(text, MAX_TEXT)) for text in texts]}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}
