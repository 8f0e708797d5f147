"""What services answer: read in bounded time and room, and never the end of a message that waits."""

from __future__ import annotations

import asyncio
import logging
import threading
from datetime import timedelta

import pytest
from notify_servers import Answer, Endpoint, notification, wait_until
from rude_servers import Says, again, drip, once, rude_server

from monitor.clock import SystemClock
from monitor.daemon.heartbeat import Heartbeat
from monitor.notify.channel import check, open_channel
from monitor.notify.config import ChannelConfig
from monitor.notify.http_outcome import Exchange, retry_after
from monitor.notify.outcome import Ambiguous, Never, Outcome, Retry, Sent
from monitor.notify.service import ServiceChannel
from monitor.testing import StillClock

OK = b"HTTP/1.1 200 OK\r\n"
JSON = "json://127.0.0.1:{}/"
SLACK = "slack://xoxb-1234-1234-TOPSECRET/#desk?api_base=http://127.0.0.1:{}"
SERVICES = [JSON, SLACK]
ENDLESS = {
    "body": again(b"x" * 4096, OK + b"\r\n"),
    "chunked body": again(b"1000\r\n" + b"x" * 4096 + b"\r\n", OK + b"Transfer-Encoding: chunked\r\n\r\n"),
    "claimed body": again(b"x" * 4096, OK + b"Content-Length: 99999999999\r\n\r\n"),
    "headers": again(b"X-A: " + b"b" * 4000 + b"\r\n", OK),
    "header": again(b"x" * 4096, OK + b"X-A: "),
    "status line": again(b"x" * 4096, b"HTTP/1.1 200 "),
    "hints": again(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "garbage": again(b"\0\xff" * 2048),
}
DRIPS = {
    "status line": drip(b"x", b"HTTP/1.1 200 "),
    "header": drip(b"x", OK + b"X-A: "),
    "headers": drip(b"X: y\r\n", OK),
    "hints": drip(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": drip(b"x", OK + b"Content-Length: 100000\r\n\r\n"),
}


@pytest.fixture(autouse=True, scope="module")
def _apprise_is_loaded() -> None:
    """The first send of a process loads Apprise, and that takes longer than some limits here."""
    for url in (*SERVICES, "mailto://127.0.0.1:{}?to=a@b.example&from=c@d.example"):
        assert check(url.format(8080)) is None


def channel(url: str, port: int, seconds: float = 5.0) -> ServiceChannel:
    opened = open_channel("desk", ChannelConfig(url=url.format(port), timeout=seconds))
    assert isinstance(opened, ServiceChannel)
    return opened


@pytest.mark.parametrize("kind", ENDLESS)
@pytest.mark.parametrize("url", SERVICES)
async def test_an_answer_without_end_is_cut_and_the_connection_closed(url: str, kind: str):
    with rude_server(ENDLESS[kind]) as rude:
        there = channel(url, rude.port)
        outcome = await there.send(notification())
        await asyncio.to_thread(wait_until, rude.gone.is_set)
        await asyncio.to_thread(wait_until, lambda: not of_channel("desk"))
    assert there.worker.abandoned == 0
    assert not isinstance(outcome, Never)
    # Ended by the number of bytes, and not by the time: what a socket holds meanwhile was said, but not read.
    assert outcome != Ambiguous("no complete answer within 5 s")


@pytest.mark.parametrize("kind", DRIPS)
@pytest.mark.parametrize("url", SERVICES)
async def test_a_dripping_answer_gives_the_thread_back_without_the_servers_help(url: str, kind: str):
    with rude_server(DRIPS[kind]) as rude:
        there = channel(url, rude.port, seconds=0.3)
        assert await there.send(notification()) == Ambiguous("no complete answer within 0.3 s")
        await asyncio.to_thread(wait_until, lambda: there.worker.abandoned == 0)
        assert not of_channel("desk")


def of_channel(name: str) -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name == f"channel-{name}"]


@pytest.mark.parametrize(
    "said", [b"", b"what?\r\n\r\n", b"HTTP/1.1 abc OK\r\n\r\n", b"\r\n\r\n", b"HTTP/9.9 200\r\n\r\n"]
)
@pytest.mark.parametrize("url", SERVICES)
async def test_a_status_line_that_is_none_may_have_been_a_yes(url: str, said: bytes):
    with rude_server(once(said)) as rude:
        assert isinstance(await channel(url, rude.port).send(notification()), Ambiguous)


async def test_an_answer_that_breaks_off_after_a_yes_is_ambiguous():
    with rude_server(once(OK + b"Content-Length: 10\r\n\r\nabc")) as rude:
        assert isinstance(await channel(JSON, rude.port).send(notification()), Ambiguous)


async def test_an_answer_that_breaks_off_after_a_no_is_a_no():
    with rude_server(once(b"HTTP/1.1 404 Not Found\r\nContent-Length: 10\r\n\r\nabc")) as rude:
        assert isinstance(await channel(JSON, rude.port).send(notification()), Never)


async def test_a_compressed_answer_is_not_unpacked_without_bound():
    import gzip

    bomb = gzip.compress(b"x" * 50_000_000)
    head = OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb)
    with rude_server(once(head, bomb)) as rude:
        assert await channel(JSON, rude.port).send(notification()) == Sent()


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("0", timedelta()),
        ("7", timedelta(seconds=7)),
        ("1.5", timedelta(seconds=1.5)),
        (" 30 ", timedelta(seconds=30)),
        ("3600", HOUR),
        ("3601", HOUR),
        ("604800", HOUR),
        ("9" * 400, HOUR),
        ("0" * 400 + "7", timedelta(seconds=7)),
        *(
            (nonsense, None)
            for nonsense in ("", "-5", "+5", "1e999", "2.6e11", "nan", "inf", "soon", "0x10", "5 s", "٣")
        ),
        *(
            (nonsense, None)
            for nonsense in ("1_000", "5,5", "5.", ".5", "Wed, 99 Oct 2015 99:00:00 GMT", "Wed, 21 Oct")
        ),
        *(
            (nonsense, None)
            for nonsense in ("Wed, 21 Oct 99999 07:30:00 GMT", "Fri, 31 Dec 9999 23:59:59 -2359")
        ),
        ("Wed, 21 Oct 2015 07:30:00 GMT", None),
    ],
)
def test_a_wait_is_what_makes_sense_and_an_hour_at_most(said: str, wait: timedelta | None):
    assert retry_after(Exchange(retry_after=said), StillClock()) == wait


@pytest.mark.parametrize(
    ("date", "wait"),
    [
        ("Wed, 21 Oct 2015 07:28:00 GMT", timedelta(minutes=2)),
        ("Wed, 21 Oct 2015 06:00:00 GMT", HOUR),
        ("Wed, 21 Oct 2015 07:30:00 GMT", None),
        ("Wed, 21 Oct 2015 08:00:00 GMT", None),
        ("garbage", None),
    ],
)
def test_a_date_to_wait_for_is_counted_by_the_servers_clock(date: str, wait: timedelta | None):
    told = Exchange(retry_after="Wed, 21 Oct 2015 07:30:00 GMT", date=date)
    assert retry_after(told, StillClock()) == wait


@pytest.mark.parametrize(
    "said", ["604800", "2.6e11", "260000000000", "1e999", "-1", "Fri, 31 Dec 9999 23:59:59 GMT"]
)
@pytest.mark.parametrize("url", SERVICES)
async def test_no_retry_after_asks_for_more_than_an_hour(url: str, said: str):
    with Endpoint([Answer(429, headers={"Retry-After": said})]) as there:
        outcome = await channel(url, there.port).send(notification())
    assert isinstance(outcome, Retry)
    assert outcome.after is None or timedelta() <= outcome.after <= HOUR


BEATS: dict[str, Says] = {f"endless {kind}": says for kind, says in ENDLESS.items() if "body" not in kind} | {
    f"dripping {kind}": says for kind, says in DRIPS.items() if kind != "body"
}


@pytest.mark.parametrize("kind", BEATS)
async def test_a_heartbeat_is_not_held_by_what_the_outside_monitor_says(
    kind: str, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG, logger="monitor.daemon.heartbeat")
    with rude_server(BEATS[kind]) as rude:
        heart = Heartbeat(
            f"http://127.0.0.1:{rude.port}/TOPSECRET", timedelta(seconds=60), SystemClock(), timeout=0.4
        )
        await heart.beat(healthy=True)
        await asyncio.to_thread(wait_until, lambda: not of_channel("heartbeat"))
    assert len(caplog.messages) == 1
    assert "TOPSECRET" not in caplog.text


async def mail(port: int, seconds: float = 5.0) -> tuple[ServiceChannel, Outcome]:
    url = "mailto://127.0.0.1:{}?smtp=127.0.0.1&from=m@desk.example&to=n@desk.example"
    there = channel(url, port, seconds)
    return there, await there.send(notification())


@pytest.mark.parametrize(
    "says",
    [
        again(b"220-hello\r\n"),
        again(b"220-" + b"x" * 60 + b"\r\n"),
        again(b"x" * 4096),
        again(b"220 " + b"x" * 65_536 + b"\r\n"),
        once(b"what?\r\n"),
        once(b"\xff\r\n"),
    ],
    ids=["lines", "long lines", "no line", "64 KB lines", "garbage", "bytes"],
)
async def test_a_greeting_that_is_none_is_tried_again(says: Says):
    with rude_server(says, listens=False) as rude:
        there, outcome = await mail(rude.port)
        assert isinstance(outcome, Retry)
        assert outcome.reason != "nothing was sent within 5 s"
        await asyncio.to_thread(wait_until, lambda: not of_channel("desk"))
    assert there.worker.abandoned == 0


@pytest.mark.parametrize("says", [drip(b"x", b"220 "), drip(b"220-a\r\n"), drip(b"250-a\r\n", b"220 a\r\n")])
async def test_a_dripping_mail_server_gives_the_thread_back(says: Says):
    with rude_server(says, listens=False) as rude:
        there, outcome = await mail(rude.port, seconds=0.3)
        assert outcome == Retry("nothing was sent within 0.3 s")
        await asyncio.to_thread(wait_until, lambda: there.worker.abandoned == 0)


async def test_a_greeting_that_refuses_is_about_the_server_and_tried_again():
    with rude_server(once(b"554 no service for you\r\n"), listens=False) as rude:
        _, outcome = await mail(rude.port)
    assert outcome == Retry("the mail server says 554 no service for you")


@pytest.mark.parametrize(
    "last", [b"what?\r\n", b"x" * 20_000 + b"\r\n", b"250-" + b"x" * 70_000, b"999 a\r\n"]
)
async def test_a_reply_to_the_message_that_cannot_be_read_may_be_a_yes(last: bytes):
    steps = (b"220 a\r\n", b"250 a\r\n", b"250 a\r\n", b"250 a\r\n", b"354 go\r\n", last)
    with rude_server(once(*steps), listens=False) as rude:
        _, outcome = await mail(rude.port)
    assert isinstance(outcome, Ambiguous)
