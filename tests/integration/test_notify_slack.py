"""Slack over a real HTTP server that answers as Slack does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from notify_servers import Answer, Endpoint, SlackApi, free_port, notification

from monitor.notify.channel import open_channel
from monitor.notify.config import ChannelConfig
from monitor.notify.model import Notification, NotificationKind
from monitor.notify.outcome import Ambiguous, Never, Outcome, Retry, Sent
from monitor.notify.samples import samples

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
    assert request.json["text"].startswith("[high] Denial by the Kremlin — AFP: The Kremlin denied")
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


async def tell(url: str, told: Notification, thread: str | None = None, seconds: float = 5.0) -> Outcome:
    return await open_channel("desk", ChannelConfig(url=url, timeout=seconds)).send(told, thread)


def update(**known: object) -> Notification:
    return replace(notification(2), kind=NotificationKind.UPDATE, **known)


async def test_slack_takes_every_kind_of_message():
    with SlackApi() as slack:
        for told in samples():
            assert isinstance(await tell(slack.bot(), told), Sent)
            assert await tell(slack.webhook(), told) == Sent()
    assert len(slack.posts) == 2 * len(samples())


async def test_updates_stand_in_the_thread_of_the_first_message():
    with SlackApi() as slack:
        first = await tell(slack.bot(), notification())
        await tell(slack.bot(), update(report_count=6), first.reference)
        await tell(slack.bot(), update(changes=("Denied by the Kremlin",)), first.reference)
        escalation = replace(notification(3), kind=NotificationKind.ESCALATION)
        await tell(slack.bot(), escalation, first.reference)
    assert [post.thread for post in slack.posts] == [None, *[first.reference] * 3]
    # More of the same stays in the thread; what changes the picture is shown in the channel too.
    assert [post.payload.get("reply_broadcast") for post in slack.posts] == [None, False, True, True]


async def test_an_update_whose_first_message_is_gone_is_told_all_the_same():
    with SlackApi() as slack:
        first = await tell(slack.bot(), notification())
        slack.forget(first.reference)
        outcome = await tell(slack.bot(), update(), first.reference)
    assert isinstance(outcome, Sent)
    assert [post.thread for post in slack.posts] == [None]
    assert len(slack.requests) == 3


@pytest.mark.parametrize("reference", ["<a.mail.monitor@desk.example>", "", "now"])
async def test_what_is_no_timestamp_of_slacks_makes_no_thread(reference: str):
    with SlackApi() as slack:
        await tell(slack.bot(), update(), reference)
    assert "thread_ts" not in slack.requests[0].json


async def test_digests_notices_and_webhooks_have_no_thread():
    with SlackApi() as slack:
        first = await tell(slack.bot(), notification())
        for kind in (NotificationKind.DIGEST, NotificationKind.NOTICE):
            assert isinstance(await tell(slack.bot(), replace(update(), kind=kind), first.reference), Sent)
        assert await tell(slack.webhook(), update(), first.reference) == Sent()
    assert [post.thread for post in slack.posts] == [None] * 4


async def test_slacks_refusals_and_troubles_are_told_apart():
    troubles = [Answer(429, b"", {"Retry-After": "30"}), Answer(503, b""), Answer(hang=True)]
    with SlackApi(trouble=troubles) as slack:
        assert await tell(slack.bot(), notification()) == Retry(
            "the service answered HTTP 429", timedelta(seconds=30)
        )
        assert isinstance(await tell(slack.bot(), notification()), Retry)
        assert isinstance(await tell(slack.bot(), notification(), seconds=0.3), Ambiguous)
        assert "channel_not_found" in (await tell(slack.bot("#elsewhere"), notification())).reason
        token = slack.bot().replace("TOPSECRET", "EXPIRED")
        assert "invalid_auth" in (await tell(token, notification())).reason
        assert isinstance(await tell(slack.bot(), notification()), Sent)


async def test_a_time_out_in_a_thread_is_not_told_twice():
    with SlackApi() as slack:
        first = await tell(slack.bot(), notification())
        slack.trouble.append(Answer(hang=True))
        outcome = await tell(slack.bot(), update(), first.reference, seconds=0.3)
    assert isinstance(outcome, Ambiguous)
    assert len(slack.requests) == 2
