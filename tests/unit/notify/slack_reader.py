"""Reads Slack messages as Slack would: checks its limits and finds what in them could act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

LIMITS = {"header": 150, "section": 3000, "context": 3000}
_MARKUP = re.compile(r"<[^>]*>|[*_~`]|:[\w+'-]+:|(?<![\w.])@\w")


def faults(message: dict[str, Any]) -> list[str]:
    """Return every reason for which Slack would refuse *message*."""
    found = [] if len(message["text"]) <= 4000 else ["text too long"]
    found += _block_faults(message["blocks"])
    for attachment in message["attachments"]:
        found += _block_faults(attachment["blocks"])
    return found


def live(message: dict[str, Any]) -> list[str]:
    """Return every part of *message* that Slack would act on rather than show."""
    markup = [message["text"], *(attachment["fallback"] for attachment in message["attachments"])]
    found = [hit for text in markup for hit in _MARKUP.findall(text)]
    for node in _nodes([message["blocks"], message["attachments"]]):
        kind = node.get("type")
        if kind in {
            "mrkdwn",
            "link",
            "user",
            "usergroup",
            "broadcast",
            "channel",
            "emoji",
            "image",
            "actions",
        }:
            found.append(str(node))
        if kind == "plain_text" and node.get("emoji") is not False:
            found.append(str(node))
    return found


def words(message: dict[str, Any]) -> list[str]:
    """Return all the text that people see."""
    return [
        node["text"]
        for node in _nodes([message["blocks"], message["attachments"]])
        if isinstance(node.get("text"), str)
    ]


def bold(message: dict[str, Any]) -> list[str]:
    return [node["text"] for node in _nodes(message["blocks"]) if node.get("style", {}).get("bold")]


def _block_faults(blocks: list[dict[str, Any]]) -> list[str]:
    found = [] if 1 <= len(blocks) <= 50 else [f"{len(blocks)} blocks"]
    for block in blocks:
        kind = block["type"]
        texts = block.get("elements", []) if kind == "context" else [block.get("text", {})]
        if kind == "context" and not 1 <= len(texts) <= 10:
            found.append("context elements")
        if kind in LIMITS:
            found += [
                f"{kind}: {len(one['text'])}" for one in texts if not 1 <= len(one["text"]) <= LIMITS[kind]
            ]
    found += [f"empty {node}" for node in _nodes(blocks) if node.get("text") == ""]
    found += [
        "long rich text" for node in _nodes(blocks) if node.get("type") == "text" and len(node["text"]) > 3000
    ]
    return found


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from _nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _nodes(value)
