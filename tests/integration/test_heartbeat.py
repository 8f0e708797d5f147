"""The heartbeat against a real HTTP server on loopback: what it asks for, and what the log says."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from notify_servers import Answer, Endpoint, free_port

from monitor.daemon.heartbeat import Heartbeat

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
SECRET = "b5f0-TOPSECRET"


class Noon:
    def now(self):
        return NOW

    def monotonic(self):
        return 0.0


def heartbeat(url, *, timeout=5.0):
    return Heartbeat(url, timedelta(seconds=60), Noon(), timeout=timeout)


@pytest.fixture
def said(caplog):
    caplog.set_level(logging.DEBUG, logger="monitor.daemon.heartbeat")
    return caplog


async def test_a_beat_is_one_get_of_the_url_with_its_query(said):
    with Endpoint([Answer()]) as outside:
        heart = heartbeat(outside.url("http", f"/ping/{SECRET}?rid=1"))
        await heart.beat(healthy=True)
        assert [(one.method, one.path) for one in outside.requests] == [("GET", f"/ping/{SECRET}?rid=1")]
    assert heart.last_beat == NOW
    assert said.messages == []


async def test_nothing_is_asked_for_while_we_are_not_well_and_the_reason_is_logged_once(said):
    with Endpoint([Answer()]) as outside:
        heart = heartbeat(outside.url("http"))
        for _ in range(3):
            await heart.beat(healthy=False, reason="no scan for 10 minutes")
        assert outside.requests == []
    assert heart.last_beat is None
    assert len(said.messages) == 1
    assert "no scan for 10 minutes" in said.messages[0]


async def test_a_failing_outside_monitor_is_logged_once_and_once_when_it_is_well_again(said):
    with Endpoint([Answer(status=503), Answer(status=503), Answer(), Answer()]) as outside:
        heart = heartbeat(outside.url("http"))
        for _ in range(4):
            await heart.beat(healthy=True)
        assert len(outside.requests) == 4
    assert [record.levelname for record in said.records] == ["WARNING", "INFO"]
    assert "HTTP 503" in said.messages[0]
    assert said.messages[1] == "heartbeat: well again"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(hang=True), "no answer within 0.3 s"),
        (Answer(close=True), "no connection"),
        (Answer(status=302, headers={"Location": "http://127.0.0.1:1/elsewhere"}), "HTTP 302"),
        (Answer(status=404), "HTTP 404"),
    ],
    ids=["hangs", "closes", "redirects", "unknown"],
)
async def test_no_trouble_raises_or_shows_the_secret(said, answer, words):
    with Endpoint([answer]) as outside:
        heart = heartbeat(outside.url("http", f"/{SECRET}"), timeout=0.3)
        await heart.beat(healthy=True)
        assert len(outside.requests) == 1
    assert words in said.messages[0]
    assert SECRET not in said.text + repr(heart)
    assert heart.last_beat is None


@pytest.mark.parametrize(
    "url",
    [f"http://127.0.0.1:{{port}}/{SECRET}", f"http://{SECRET}.invalid/x", f"http://127.0.0.1:99999/{SECRET}"],
    ids=["refused", "unknown host", "no such port"],
)
async def test_an_address_that_cannot_be_reached_is_logged_without_the_secret(said, url):
    await heartbeat(url.format(port=free_port())).beat(healthy=True)
    assert len(said.messages) == 1
    assert SECRET not in said.text
