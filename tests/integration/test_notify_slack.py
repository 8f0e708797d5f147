"""Slack over a real HTTP server that answers as Slack does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from notify_servers import Answer, Endpoint, free_port, notification

from monitor.notify.channel import open_channel
from monitor.notify.config import ChannelConfig
from monitor.notify.outcome import Ambiguous, Never, Outcome, Retry, Sent

WEBHOOK = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7/"
BOT = "slack://xoxb-1234-1234-TOPSECRET/"


async def post(there: Endpoint, url: str = WEBHOOK, seconds: float = 5.0) -> Outcome:
    full = f"{url}?api_base=http://127.0.0.1:{there.port}"
    return await open_channel("desk", ChannelConfig(url=full, timeout=seconds)).send(notification())


async def test_a_webhook_gets_blocks_and_says_ok():
    with Endpoint([Answer()]) as slack:
        assert await post(slack) == Sent()
    (request,) = slack.requests
    assert request.path == "/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7"
    assert request.json["blocks"][0]["text"]["text"] == "HIGH · Denial by the Kremlin"
    assert request.json["text"].startswith("[high] Denial by the Kremlin — The Kremlin denied")
    assert request.json["unfurl_links"] is False
    assert "channel" not in request.json


@pytest.mark.parametrize(
    ("target", "channel"),
    [
        ("#desk", "#desk"),
        ("desk", "#desk"),
        ("+C0123ABCD", "C0123ABCD"),
        ("C0123ABCD", "C0123ABCD"),
        ("@joe", "@joe"),
    ],
)
async def test_a_bot_posts_to_its_channel_and_tells_the_timestamp(target: str, channel: str):
    with Endpoint([Answer(body=b'{"ok": true, "ts": "1573694689.003700"}')]) as slack:
        assert await post(slack, BOT + target) == Sent("1573694689.003700")
    (request,) = slack.requests
    assert request.path == "/api/chat.postMessage"
    assert request.headers["Authorization"] == "Bearer xoxb-1234-1234-TOPSECRET"
    assert request.json["channel"] == channel


@pytest.mark.parametrize(
    "error",
    ["invalid_auth", "channel_not_found", "token_revoked", "not_in_channel", "msg_too_long", "TOKEN_REVOKED"],
)
async def test_ok_false_is_a_refusal_however_http_puts_it(error: str):
    with Endpoint([Answer(body=f'{{"ok": false, "error": "{error}"}}'.encode())]) as slack:
        outcome = await post(slack, BOT + "#desk")
    assert isinstance(outcome, Never)
    assert error.lower() in outcome.reason
    assert "TOPSECRET" not in outcome.reason


@pytest.mark.parametrize("error", ["ratelimited", "internal_error", "service_unavailable"])
async def test_an_error_that_passes_is_tried_again(error: str):
    answer = Answer(body=f'{{"ok": false, "error": "{error}"}}'.encode(), headers={"Retry-After": "30"})
    with Endpoint([answer]) as slack:
        outcome = await post(slack, BOT + "#desk")
    assert outcome == Retry(f"Slack says {error}", timedelta(seconds=30))


async def test_a_rate_limit_says_how_long():
    with Endpoint([Answer(429, b"", {"Retry-After": "12"})]) as slack:
        assert await post(slack) == Retry("the service answered HTTP 429", timedelta(seconds=12))


@pytest.mark.parametrize(
    ("status", "body"),
    [(404, b"no_service"), (403, b"invalid_token"), (400, b"invalid_blocks"), (410, b"channel_is_archived")],
)
async def test_a_webhook_refuses_with_a_word(status: int, body: bytes):
    with Endpoint([Answer(status, body)]) as slack:
        outcome = await post(slack)
    assert isinstance(outcome, Never)
    assert body.decode() in outcome.reason


async def test_a_proxys_page_is_not_ok():
    with Endpoint([Answer(body=b"<html>please log in: OK</html>")]) as slack:
        assert isinstance(await post(slack), Retry)
        assert isinstance(await post(slack, BOT + "#desk"), Retry)


async def test_slack_that_fails_or_hangs_is_told_apart():
    with Endpoint([Answer(500, b"")]) as slack:
        assert isinstance(await post(slack), Retry)
    with Endpoint([Answer(hang=True)]) as slack:
        assert isinstance(await post(slack, seconds=0.3), Ambiguous)
    with Endpoint([Answer(close=True)]) as slack:
        assert isinstance(await post(slack), Ambiguous)
    with Endpoint([Answer(drip=1000)]) as slack:
        assert isinstance(await post(slack, seconds=0.5), Ambiguous)
    with Endpoint([Answer(302, b"", {"Location": "http://127.0.0.1/"})]) as slack:
        assert isinstance(await post(slack), Never)


async def test_no_connection_to_slack_is_tried_again():
    url = f"{WEBHOOK}?api_base=http://127.0.0.1:{free_port()}"
    outcome = await open_channel("desk", ChannelConfig(url=url)).send(notification())
    assert outcome == Retry("no connection: refused, unreachable or unknown host")
