"""Slack's limits, found without Slack: each way of breaking one is told."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from notify_samples import seed_000
from slack_limits import slack_faults

from monitor.notify.model import NotificationKind
from monitor.notify.presentation import word
from monitor.notify.samples import samples
from monitor.notify.slack_form import MAX_ENTRIES, slack_payload

PLAIN = {"type": "plain_text", "text": "x"}
Change = Callable[[dict[str, Any]], object]


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": list(elements)}],
    }


def test_what_we_send_has_no_fault():
    assert slack_faults(slack_payload(word(seed_000()))) == []
    for told in samples():
        assert slack_faults(slack_payload(word(told))) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda m: m.update(text="x" * 4001), "text: 4001 characters"),
        (lambda m: m.update(txt="x"), "unknown argument txt"),
        (lambda m: m.update(blocks=[]), "blocks: 0 blocks"),
        (lambda m: m.update(blocks=[{"type": "divider"}] * 51), "blocks: 51 blocks"),
        (lambda m: m["blocks"].append({"type": "banner"}), "unknown block 'banner'"),
        (lambda m: m["blocks"].append({"type": "divider", "text": PLAIN}), "unknown key text"),
        (lambda m: m["blocks"][0]["text"].update(text="x" * 151), "blocks[0]: 151 characters"),
        (lambda m: m["blocks"][0]["text"].update(text=""), "blocks[0]: 0 characters"),
        (lambda m: m["blocks"][0]["text"].update(type="mrkdwn"), "a header is plain_text"),
        (lambda m: m["blocks"].append({"type": "section"}), "neither text nor fields"),
        (lambda m: m["blocks"].append({"type": "section", "fields": [PLAIN] * 11}), "11 fields"),
        (lambda m: m["blocks"].append({"type": "context", "elements": [PLAIN] * 11}), "11 elements"),
        (lambda m: m["blocks"].append({"type": "rich_text", "elements": []}), "no elements"),
        (lambda m: m["blocks"].append(rich()), "a part without elements"),
        (lambda m: m["blocks"].append(rich({"type": "text", "text": ""})), "0 characters"),
        (lambda m: m["blocks"].append(rich({"type": "text", "text": "x", "style": {"loud": True}})), "unknown style"),
        (lambda m: m["blocks"].append(rich({"type": "shout"})), "unknown element 'shout'"),
        (lambda m: m["blocks"].extend([{"type": "section", "text": {**PLAIN, "text": "x" * 2900}}] * 4), "msg_blocks_too_long"),
        (lambda m: m["attachments"][0].update(color="red"), "attachments[0]: color"),
        (lambda m: m.update(attachments=m["attachments"] * 21), "21 attachments"),
        (lambda m: m.update(thread_ts="now"), "thread_ts is no timestamp"),
        (lambda m: m.update(reply_broadcast=True), "reply_broadcast without thread_ts"),
        (lambda m: (m.clear(), m.update(mrkdwn=False)), "no_text"),
    ],
)  # fmt: skip
def test_each_broken_limit_is_told(change: Change, fault: str):
    message = copy.deepcopy(slack_payload(word(seed_000())))
    change(message)
    assert any(fault in said for said in slack_faults(message))


def test_a_long_digest_shows_what_slack_takes_and_counts_the_rest():
    told = next(one for one in samples() if one.kind is NotificationKind.DIGEST)
    wording = word(told)
    message = slack_payload(word(replace(told, entries=told.entries * 10)))
    entries = [
        block for block in message["blocks"] if len(block.get("elements", [{}])[0].get("elements", [])) == 3
    ]
    assert len(entries) == MAX_ENTRIES
    assert (
        message["blocks"][-1]["elements"][0]["elements"][0]["text"] == "and 9,963 more: monitor alerts list"
    )
    assert wording.total == 9_988
