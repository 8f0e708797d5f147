"""Reads Slack messages as Slack would: finds what in them could act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_MARKUP = re.compile(r"<[^>]*>|[*_~`]|:[\w+'-]+:|(?<![\w.])@\w")


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


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from _nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _nodes(value)
