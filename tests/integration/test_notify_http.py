"""Any Apprise service, over a real HTTP server: what was sent, and what the answer was taken to mean."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from dataclasses import replace
from datetime import timedelta

import pytest
from notify_servers import Answer, Endpoint, free_port, notification, wait_until

from monitor.notify.apprise_channel import AppriseChannel
from monitor.notify.channel import Channel, check, open_channel
from monitor.notify.config import ChannelConfig
from monitor.notify.model import NotificationKind
from monitor.notify.outcome import Ambiguous, Never, Retry, Sent
from monitor.notify.samples import sample


def channel(url: str, timeout: float = 5.0) -> Channel:
    return open_channel("desk", ChannelConfig(url=url, timeout=timeout))


async def test_one_message_is_one_post_with_title_and_message():
    with Endpoint([Answer()]) as there:
        assert await channel(there.url()).send(notification(7)) == Sent()
    (request,) = there.requests
    assert request.method == "POST"
    assert request.json["title"] == "[high] Denial by the Kremlin"
    lines = request.json["message"].splitlines()
    assert "> The Kremlin **denied** it on Monday." in lines
    assert "rule official-denial · tags diplomacy" in lines
    assert "seeds/004.txt" in lines
    assert any(line.startswith("AFP · published 9 Oct 2024") for line in lines)
    assert lines[-1] == "alert 1f2e3d4c5b6a7988 · delivery 0000000000000007"


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
async def test_what_may_pass_is_tried_again_when_the_service_says(status: int):
    with Endpoint([Answer(status, headers={"Retry-After": "7"})]) as there:
        outcome = await channel(there.url()).send(notification())
    assert outcome == Retry(f"the service answered HTTP {status}", timedelta(seconds=7))
    assert len(there.requests) == 1


async def test_retry_after_may_be_a_date_by_the_servers_own_clock():
    headers = {"Date": "Wed, 21 Oct 2015 07:28:00 GMT", "Retry-After": "Wed, 21 Oct 2015 07:30:00 GMT"}
    with Endpoint([Answer(503, headers=headers)]) as there:
        outcome = await channel(there.url()).send(notification())
    assert outcome == Retry("the service answered HTTP 503", timedelta(minutes=2))


@pytest.mark.parametrize("header", ["soon", "-5", "1e999", "nan", "Wed, 99 Oct 2015 99:00:00 GMT"])
async def test_a_retry_after_that_says_nothing_does_no_harm(header: str):
    with Endpoint([Answer(503, headers={"Retry-After": header})]) as there:
        outcome = await channel(there.url()).send(notification())
    assert isinstance(outcome, Retry)
    assert outcome.after in {None, timedelta()}


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410, 413, 422])
async def test_a_refusal_is_for_good(status: int):
    with Endpoint([Answer(status)]) as there:
        outcome = await channel(there.url()).send(notification())
    assert isinstance(outcome, Never)
    assert f"HTTP {status}" in outcome.reason


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(status: int):
    with (
        Endpoint([Answer()]) as elsewhere,
        Endpoint([Answer(status, headers={"Location": elsewhere.url("http")})]) as there,
    ):
        outcome = await channel(there.url()).send(notification())
        assert elsewhere.requests == []
    assert isinstance(outcome, Never)
    assert "redirects" in outcome.reason


async def test_a_dead_port_is_tried_again():
    outcome = await channel(f"json://127.0.0.1:{free_port()}/").send(notification())
    assert outcome == Retry("no connection: refused, unreachable or unknown host")


async def test_a_host_that_takes_no_connection_is_tried_again():
    with socket.socket() as full, contextlib.ExitStack() as waiting:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        # Once the queue is full, Linux leaves every further caller without an answer.
        for _ in range(4):
            caller = waiting.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(full.getsockname())
        outcome = await channel(f"json://127.0.0.1:{full.getsockname()[1]}/", timeout=0.5).send(
            notification()
        )
    assert outcome == Retry("no connection within the time limit")


async def test_silence_after_sending_is_ambiguous():
    with Endpoint([Answer(hang=True)]) as there:
        outcome = await channel(there.url(), timeout=0.3).send(notification())
    assert isinstance(outcome, Ambiguous)
    assert len(there.requests) == 1


async def test_a_connection_that_breaks_off_is_ambiguous():
    with Endpoint([Answer(close=True)]) as there:
        outcome = await channel(there.url()).send(notification())
    assert isinstance(outcome, Ambiguous)


async def test_a_dripping_server_cannot_hold_a_send_beyond_its_limit():
    with Endpoint([Answer(drip=10_000)]) as there:
        slow = channel(there.url(), timeout=0.5)
        assert isinstance(slow, AppriseChannel)
        outcome = await slow.send(notification())
        assert outcome == Ambiguous("no complete answer within 0.5 s")
        assert slow.worker.abandoned == 1
        there.released.set()
        await asyncio.to_thread(wait_until, lambda: slow.worker.abandoned == 0)


async def test_a_slow_channel_does_not_hold_up_another():
    with Endpoint([Answer(hang=True)]) as stuck, Endpoint([Answer()]) as quick:
        hanging = channel(stuck.url(), timeout=5)
        waiting = [asyncio.create_task(hanging.send(notification(number))) for number in range(12)]
        await asyncio.to_thread(wait_until, lambda: len(stuck.requests) == 12)
        assert await channel(quick.url()).send(notification()) == Sent()
        assert not any(task.done() for task in waiting)
        stuck.released.set()
        assert {type(await task) for task in waiting} == {Ambiguous}


async def test_a_channel_full_of_hanging_sends_begins_no_more():
    with Endpoint([Answer(hang=True)]) as stuck:
        hanging = channel(stuck.url(), timeout=0.3)
        assert isinstance(hanging, AppriseChannel)
        hanging.worker.abandoned = 16
        assert await hanging.send(notification()) == Retry("16 earlier sends still hang")
    assert stuck.requests == []


async def test_concurrent_sends_each_get_their_own_answer():
    with Endpoint([Answer(429, headers={"Retry-After": "3"})]) as busy, Endpoint([Answer(404)]) as gone:
        channels = [channel(busy.url()), channel(gone.url())] * 10
        outcomes = await asyncio.gather(*(one.send(notification()) for one in channels))
    assert [type(outcome) for outcome in outcomes] == [Retry, Never] * 10


async def test_nothing_secret_is_told_or_logged(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    answers = [Answer(status) for status in (404, 429, 500, 302)] + [Answer(close=True)]
    with Endpoint(answers) as there:
        told = channel(there.url("json", "/TOPSECRET?+Authorization=TOPSECRET"))
        outcomes = [await told.send(notification()) for _ in answers]
    assert told.describe() == "json"
    assert "TOPSECRET" not in repr(outcomes)
    assert "TOPSECRET" not in caplog.text
    assert "TOPSECRET" not in repr(ChannelConfig(url=there.url()))


async def test_apprises_own_retries_waits_and_splitting_are_off():
    with Endpoint([Answer(500)]) as there:
        url = there.url("json", "/?retry=3&wait=5&overflow=split&optional=yes&redirect=yes")
        assert isinstance(await channel(url).send(notification(text="long " * 20_000)), Retry)
    (request,) = there.requests
    assert len(request.json["message"]) <= 32_768
    assert request.json["message"].endswith("delivery 0000000000000001")


async def test_the_users_own_words_are_sent_and_when_they_fail_the_built_in_ones():
    own = {"title": "{{ publisher }}: {{ title }}", "body": "{{ 1 / (quotes|length - 2) }} {{ quotes[0] }}"}
    with Endpoint([Answer()]) as there:
        desk = open_channel("desk", ChannelConfig(url=there.url(), template=own))
        assert await desk.send(notification()) == Sent()
        two = replace(notification(), quotes=notification().quotes * 2)
        assert await desk.send(two) == Sent()
    told, failed = (request.json for request in there.requests)
    assert told["title"] == "AFP: Denial by the Kremlin"
    assert told["message"].splitlines()[0] == "-1.0 The Kremlin denied it on Monday."
    assert told["message"].endswith("alert 1f2e3d4c5b6a7988 · delivery 0000000000000001")
    assert failed["title"] == "[high] Denial by the Kremlin"
    assert "note: the channel's template failed, so this is the built-in form: " in failed["message"]
    assert "> The Kremlin **denied** it on Monday." in failed["message"]


async def test_a_digest_keeps_to_a_services_limit():
    with Endpoint([Answer(200, b"{}")]) as there:
        url = there.url("mmost", "/3ccdd113474722377935511fc85d3dd4")
        digest = sample(NotificationKind.DIGEST)
        assert await channel(url).send(replace(digest, entries=digest.entries * 40)) == Sent()
    text = there.requests[0].json["text"]
    assert len(text) <= 4000
    assert "8. [medium] Ruritania: a call is denied (8)" in text
    assert "more: monitor alerts list" in text
    assert text.endswith("delivery 5f4e3d2c1b0a9f8e")


async def test_text_in_other_services_cannot_act():
    with Endpoint([Answer(200, b"{}")]) as there:
        # Mattermost reads Markdown and mentions.
        url = there.url("mmost", "/3ccdd113474722377935511fc85d3dd4")
        outcome = await channel(url).send(notification(text="@all <!channel> [a](http://evil) *denied* it."))
    assert outcome == Sent()
    text = there.requests[0].json["text"]
    assert "@all" not in text
    assert "<!" not in text
    assert "](" not in text
    assert "*denied*" not in text
    assert "alert 1f2e3d4c5b6a7988 · delivery 0000000000000001" in text


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("console://", None),
        ("json://127.0.0.1/x", None),
        ("https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7", None),
        ("mailtos://user:pass@mail.example?from=a@b.example&to=c@d.example", None),
        ("console://x", "console:// takes nothing after it"),
        ("jsn://host", '"jsn://" is no known service; did you mean "json://"?'),
        ("console", 'not a channel url: it has no scheme, like "slack://", "mailtos://" or "console://"'),
    ],
)
def test_a_url_is_checked(url: str, reason: str | None):
    assert check(url) == reason


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("slack://TOPSECRET", "not a complete slack:// address"),
        ("slack://xoxb-1-TOPSECRET/#a/#b", "names 2 targets"),
        ("slack://xoxb-1-TOPSECRET/#a?api_base=http://evil.example", "loopback"),
        ("slack://xoxb-1-TOPSECRET/a@b.example", "member's id"),
        ("https://hooks.slack.com/workflows/T1/F1/X1/TOPSECRET", "workflow"),
        ("mailto://u:TOPSECRET@h.example?to=a@b.example,c@d.example", "make one channel of each"),
        ("mailto://u:TOPSECRET@h.example?to=a@b.example&cc=c@d.example", "make one channel of each"),
        ("mailto://u:TOPSECRET@h.example?to=a@b.example&pgp=encrypt", "pgp"),
        ("tgram://TOPSECRET", "tgram"),
    ],
)
def test_a_refused_url_says_why_and_keeps_its_secret(url: str, hint: str):
    reason = check(url)
    assert reason is not None
    assert hint in reason
    assert "TOPSECRET" not in reason


async def test_a_url_that_apprise_refuses_is_never_sent():
    assert isinstance(await channel("jsn://host").send(notification()), Never)


async def test_a_service_without_http_is_told_too():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as log:
        log.bind(("127.0.0.1", 0))
        log.settimeout(5)
        outcome = await channel(f"rsyslog://127.0.0.1:{log.getsockname()[1]}/").send(notification())
        said = log.recv(65_536).decode()
    assert outcome == Sent()
    assert "delivery 0000000000000001" in said
