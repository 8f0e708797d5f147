"""Slack's size limits (blocks, text lengths), and the check of a payload against them.

From the Block Kit reference (https://docs.slack.dev/reference/block-kit/blocks) and chat.postMessage; for
what all blocks may hold together see `slack_form.MAX_ALL_TEXT`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from monitor.notify.slack_form import MAX_ALL_TEXT, slack_texts

MAX_BLOCKS = 50
MAX_ATTACHMENTS = 20
MAX_TOP_TEXT = 4000
MAX_CONTEXT_ELEMENTS = 10
MAX_FIELDS = 10
MAX_FIELD = 2000
MAX_TEXT = 3000
MAX_HEADER = 150
MAX_BLOCK_ID = 255
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_STAMP = re.compile(r"\d+\.\d+")
_BLOCK_KEYS = {
    "header": {"text"},
    "section": {"text", "fields", "accessory", "expand"},
    "context": {"elements"},
    "divider": set[str](),
    "rich_text": {"elements"},
}
_RICH_PARTS = frozenset({"rich_text_section", "rich_text_quote", "rich_text_preformatted", "rich_text_list"})
_RICH_ELEMENTS = frozenset(
    {"text", "link", "user", "usergroup", "channel", "broadcast", "emoji", "date", "color"}
)
_STYLES = frozenset({"bold", "italic", "strike", "code", "underline", "highlight"})
_TOP_KEYS = frozenset(
    {"channel", "text", "blocks", "attachments", "mrkdwn", "unfurl_links", "unfurl_media", "thread_ts"}
    | {"reply_broadcast", "metadata", "parse", "link_names", "username", "icon_emoji", "icon_url"}
)

Node = Mapping[str, Any]


def slack_faults(payload: Mapping[str, Any]) -> list[str]:
    """Return every reason for which Slack would refuse *payload*, a body of chat.postMessage; [] for none."""
    blocks, attachments = payload.get("blocks", []), payload.get("attachments", [])
    faults = [f"unknown argument {key}" for key in payload if key not in _TOP_KEYS]
    if not (payload.get("text") or blocks or attachments):
        faults.append("no_text: nothing to post")
    faults += _length("text", payload.get("text", ""), MAX_TOP_TEXT, least=0)
    faults += _blocks("blocks", blocks) if "blocks" in payload else []
    if len(attachments) > MAX_ATTACHMENTS:
        faults.append(f"{len(attachments)} attachments")
    for number, attachment in enumerate(attachments):
        faults += _attachment(f"attachments[{number}]", attachment)
    if "thread_ts" in payload and not _STAMP.fullmatch(str(payload["thread_ts"])):
        faults.append("thread_ts is no timestamp")
    if payload.get("reply_broadcast") and "thread_ts" not in payload:
        faults.append("reply_broadcast without thread_ts")
    total = sum(len(text) for text in slack_texts([*blocks, *attachments]))
    if total > MAX_ALL_TEXT:
        faults.append(f"msg_blocks_too_long: {total} characters of text")
    return faults


def _attachment(where: str, attachment: Node) -> Iterator[str]:
    if not _COLOUR.fullmatch(str(attachment.get("color", "#000000"))):
        yield f"{where}: color"
    if not (attachment.get("blocks") or attachment.get("text") or attachment.get("fallback")):
        yield f"{where}: empty"
    if "blocks" in attachment:
        yield from _blocks(f"{where}.blocks", attachment["blocks"])


def _blocks(where: str, blocks: Sequence[Node]) -> Iterator[str]:
    if not 1 <= len(blocks) <= MAX_BLOCKS:
        yield f"{where}: {len(blocks)} blocks"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)) or any(len(one) > MAX_BLOCK_ID for one in ids):
        yield f"{where}: block ids"
    for number, block in enumerate(blocks):
        yield from _block(f"{where}[{number}]", block)


def _block(where: str, block: Node) -> Iterable[str]:
    kind = block.get("type", "")
    if kind not in _BLOCK_KEYS:
        return [f"{where}: unknown block {kind!r}"]
    extra = block.keys() - _BLOCK_KEYS[kind] - {"type", "block_id"}
    faults = [f"{where}: unknown key {key}" for key in extra]
    checks: dict[str, Callable[[str, Node], Iterable[str]]] = {
        "header": _header,
        "section": _section,
        "context": _context,
        "rich_text": _rich,
    }
    return [*faults, *checks[kind](where, block)] if kind in checks else faults


def _header(where: str, block: Node) -> Iterable[str]:
    text = block.get("text", {})
    markup = [f"{where}: a header is plain_text"] if text.get("type") != "plain_text" else []
    return [*markup, *_text(where, text, MAX_HEADER)]


def _section(where: str, block: Node) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield f"{where}: neither text nor fields"
    if "text" in block:
        yield from _text(where, block["text"], MAX_TEXT)
    fields = block.get("fields", [{"type": "plain_text", "text": "x"}])
    if not 1 <= len(fields) <= MAX_FIELDS:
        yield f"{where}: {len(fields)} fields"
    for one in fields:
        yield from _text(f"{where}.fields", one, MAX_FIELD)


def _context(where: str, block: Node) -> Iterator[str]:
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= MAX_CONTEXT_ELEMENTS:
        yield f"{where}: {len(elements)} elements"
    for one in elements:
        if one.get("type") != "image":
            yield from _text(where, one, MAX_TEXT)


def _rich(where: str, block: Node) -> Iterator[str]:
    parts = block.get("elements", [])
    if not parts:
        yield f"{where}: no elements"
    for part in parts:
        if part.get("type") not in _RICH_PARTS:
            yield f"{where}: unknown part {part.get('type')!r}"
        elements = part.get("elements", [])
        if not elements:
            yield f"{where}: a part without elements"
        for element in elements:
            yield from _rich_element(where, element, inside=str(part.get("type")))


def _rich_element(where: str, element: Node, *, inside: str) -> Iterator[str]:
    kind = element.get("type")
    if inside == "rich_text_list":
        return
    if kind not in _RICH_ELEMENTS:
        yield f"{where}: unknown element {kind!r}"
    if kind == "text":
        yield from _length(where, element.get("text", ""), MAX_TEXT)
    unknown = set(element.get("style", {})) - _STYLES
    if unknown:
        yield f"{where}: unknown style {sorted(unknown)}"


def _text(where: str, text: Node, limit: int) -> Iterator[str]:
    kind = text.get("type")
    if kind not in {"plain_text", "mrkdwn"}:
        yield f"{where}: unknown text {kind!r}"
    if kind == "mrkdwn" and "emoji" in text:
        yield f"{where}: emoji goes with plain_text only"
    yield from _length(where, text.get("text", ""), limit)


def _length(where: str, text: Any, limit: int, least: int = 1) -> Iterator[str]:
    if not isinstance(text, str):
        yield f"{where}: text is no string"
    elif not least <= len(text) <= limit:
        yield f"{where}: {len(text)} characters"
