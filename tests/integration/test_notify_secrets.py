"""No secret of a channel's URL is printed: not where it is refused, not where a service answers, not by a repr."""

from __future__ import annotations

import asyncio
import io
import logging
import re
import socket
import traceback
from datetime import timedelta

import pytest
from notify_servers import Answer, Endpoint, Postbox, notification, smtp_server
from notify_urls import MARK, marked_urls
from rude_servers import once, rude_server

from monitor.clock import SystemClock
from monitor.daemon.heartbeat import Heartbeat
from monitor.errors import NotifyError
from monitor.notify.channel import check, open_channel
from monitor.notify.config import ChannelConfig
from monitor.notify.hidden import hidden
from monitor.notify.mail_channel import load_mail
from monitor.notify.outcome import Outcome, Sent
from monitor.notify.slack_channel import load_slack
from monitor.secret import Secret
from monitor.store.listing import delivery_json
from monitor.store.store import Store
from monitor.testing import StillClock
from tests.integration.test_deliver import store, tell, worker  # noqa: F401 - fixtures


@pytest.fixture
def clock():
    return StillClock()


@pytest.fixture
def lonely(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that reaches no other: every name is unknown, every address refuses."""

    def unknown(host: object, *_: object, **__: object) -> None:
        raise socket.gaierror(-2, f"Name or service not known: {host}")

    def refuse(_: socket.socket, address: object) -> None:
        raise ConnectionRefusedError(111, f"Connection refused: {address}")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def echo(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every HTTP service answers, in turn, with one of many statuses and all that it was told."""
    from urllib3 import HTTPResponse
    from urllib3.connectionpool import HTTPConnectionPool

    asked: list[str] = []

    def answer(
        pool: HTTPConnectionPool,
        method: str,
        url: str,
        body: object = None,
        headers: object = None,
        **_: object,
    ):
        said = f"{pool.host} {method} {url} {body!r} {headers}".encode()
        asked.append(said.decode())
        status = (401, 404, 429, 500, 302, 200)[len(asked) % 6]
        told = {"Retry-After": MARK, "X-Echo": "x", "Location": f"http://127.0.0.1/{MARK}"}
        return HTTPResponse(io.BytesIO(said), headers=told, status=status, preload_content=False)

    monkeypatch.setattr(HTTPConnectionPool, "urlopen", answer)
    return asked


async def outcome_of(url: str) -> Outcome:
    channel = open_channel("desk", ChannelConfig(url=url, timeout=5))
    assert MARK.casefold() not in channel.describe().casefold()
    outcome = await channel.send(notification())
    assert MARK not in repr(vars(channel))
    return outcome


def shows(mark: str, *what: object) -> bool:
    return mark.casefold() in " ".join(map(str, what)).casefold()


def test_there_are_urls_of_most_services():
    assert len({url.partition("://")[0] for url in marked_urls()}) > 120


def test_no_refused_url_shows_its_secret(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    refused = 0
    for url in marked_urls():
        scheme = url.partition("://")[0]
        broken = [
            f"{scheme}://{MARK}",
            f"{scheme}://{MARK}:{MARK}@",
            f"{scheme}://[{MARK}/{MARK}",
            f"x{url}",
            url[:-3],
        ]
        broken += [f'{url}"', f"{url}?to={MARK}", url.replace("://", ":/"), url.replace("://", " ://")]
        for one in broken:
            reason = check(one)
            refused += reason is not None
            assert not shows(MARK, reason), scheme
    assert refused > 500
    assert not shows(MARK, caplog.text)


@pytest.mark.usefixtures("lonely")
async def test_no_service_that_cannot_be_reached_shows_a_secret(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    for url in marked_urls():
        outcome = await outcome_of(url)
        assert not shows(MARK, outcome), url.partition("://")[0]
    assert not shows(MARK, caplog.text)


@pytest.mark.usefixtures("lonely")
async def test_no_answer_that_repeats_what_it_was_told_shows_a_secret(
    echo: list[str], caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    for url in marked_urls():
        for _ in range(2):
            assert not shows(MARK, await outcome_of(url)), url.partition("://")[0]
    assert len(echo) > 200
    assert any(MARK in said for said in echo)
    assert not shows(MARK, caplog.text)


@pytest.mark.parametrize("said", [b"no-header-this\r\n", b"X-A: b\r\n c\xff\r\n:\r\n", b"A B: c\r\n"])
async def test_headers_that_cannot_be_read_are_logged_without_the_address(said: bytes, caplog):
    caplog.set_level(logging.DEBUG)
    with rude_server(once(b"HTTP/1.1 404 Not Found\r\n" + said + b"Content-Length: 0\r\n\r\n")) as rude:
        await outcome_of(f"json://user:{MARK}@127.0.0.1:{rude.port}/{MARK}?%2BAuthorization={MARK}")
    assert not shows(MARK, caplog.text)


SLACK = "slack://T1JJ3T3L2/A1BRTD4JD/S3CR3Tknlazkcoxrievdi7aa/?api_base=http://127.0.0.1:{}"


async def test_slack_repeating_the_hooks_token_as_its_word_is_not_told():
    with Endpoint([Answer(404, b"s3cr3tknlazkcoxrievdi7aa")]) as slack:
        assert not shows(MARK, await outcome_of(SLACK.format(slack.port)))


@pytest.mark.parametrize(
    "said",
    [
        f"{MARK}-user",
        f"{MARK}-word",
        "UzNDUjNULXdvcmQ=",
        "UzNDUjNULXVzZXI=",
        "AFMzQ1IzVC11c2VyAFMzQ1IzVC13b3Jk",
        "S3CR3T%2Dword",
    ],
)
async def test_a_mail_server_that_repeats_a_login_is_not_told(said: str):
    from aiosmtpd.smtp import AuthResult

    box = Postbox(rcpt=f"550 what is {said} here")
    accept = lambda *_: AuthResult(success=True)  # noqa: E731
    with smtp_server(box, authenticator=accept, auth_require_tls=False) as port:
        url = f"mailto://{MARK}-user:{MARK}-word@127.0.0.1:{port}?smtp=127.0.0.1&from=m@d.example&to=n@d.example"
        outcome = await outcome_of(url)
    assert not isinstance(outcome, Sent)
    assert not shows(MARK, outcome)
    assert "UzNDUjNUL" not in outcome.reason
    assert "AFMzQ1IzV" not in outcome.reason


def test_no_repr_of_what_was_read_of_a_url_shows_a_secret():
    server = load_mail(f"mailto://{MARK}:{MARK}@127.0.0.1?from=m@d.example&to=n@d.example", seconds=1)
    hook = load_slack(SLACK.format(9), seconds=1)
    bot = load_slack(f"slack://xoxb-1234-1234-{MARK}/#desk", seconds=1)
    config = ChannelConfig(url=f"json://{MARK}/")
    heart = Heartbeat(f"http://127.0.0.1/{MARK}", timedelta(seconds=60), SystemClock())
    held = [server, hook, bot, config, heart, vars(heart)]
    assert not shows(MARK, *held, *map(repr, held), *(f"{one}" for one in held))


@pytest.mark.parametrize("value", [[f"json://{MARK}"], {MARK: MARK}, MARK.encode(), 5])
def test_a_setting_of_the_wrong_kind_is_refused_without_its_value(value: object):
    with pytest.raises(ValueError, match=r"\w") as refused:
        ChannelConfig(url=value, timeout=MARK)
    assert not shows(MARK, refused.value)


async def test_a_channel_that_fails_in_itself_is_logged_without_its_words(store, clock, tell, caplog):  # noqa: F811
    class Broken:
        name = "desk"

        async def send(self, *_: object) -> Outcome:
            raise RuntimeError(f"cannot reach json://{MARK}/")

    tell("desk")
    await worker(Broken(), store, clock).deliver_due()
    assert not shows(MARK, caplog.text, *map(delivery_json, store.deliveries()))
    assert re.search(r"failed in itself: RuntimeError at test_notify_secrets\.py:\d+", caplog.text)


async def test_no_delivery_of_a_failing_channel_keeps_a_secret(store: Store, clock, tell, caplog):  # noqa: F811
    tell("desk")
    with Endpoint([Answer(status) for status in (500, 404)]) as there:
        url = f"json://{MARK}:{MARK}@127.0.0.1:{there.port}/{MARK}?%2BAuthorization={MARK}"
        carrier = worker(open_channel("desk", ChannelConfig(url=url)), store, clock)
        await carrier.deliver_due()
        clock.advance(timedelta(minutes=1))
        await carrier.deliver_due()
    (row,) = store.deliveries()
    assert len(row.errors) == 2
    assert not shows(MARK, caplog.text, row, delivery_json(row))


def test_a_plugin_that_raises_is_told_without_its_words(monkeypatch: pytest.MonkeyPatch):
    import apprise

    def fail(url: str, **_: object) -> None:
        raise ValueError(f"bad url: {url}")

    monkeypatch.setattr(apprise.Apprise, "instantiate", fail)
    try:
        reason = check(f"tgram://{MARK}")
        open_channel("desk", ChannelConfig(url=f"tgram://{MARK}"))
    except NotifyError as error:
        reason = "".join(traceback.format_exception(error))
    assert reason == "the url cannot be read (ValueError)"


def test_a_secret_is_hidden_however_it_is_written():
    secrets = [Secret("p@ss wörd"), None, Secret("x")]
    told = hidden("x: p@ss wörd P%40SS%20W%C3%B6RD p%40ss+w%C3%B6rd cEBzcyB3w7ZyZA== xx", secrets)
    assert told == "x: … … … …== xx"


def test_the_loop_has_nothing_left_to_say_of_a_send_that_was_given_up(caplog):
    """An error that comes after the time is up is retrieved by nobody: it must not be printed either."""
    caplog.set_level(logging.DEBUG)

    async def main() -> None:
        with Endpoint([Answer(hang=True)]) as there:
            url = f"json://127.0.0.1:{there.port}/{MARK}"
            await open_channel("desk", ChannelConfig(url=url, timeout=0.3)).send(notification())
            there.released.set()
            await asyncio.sleep(0)

    asyncio.run(main())
    assert not shows(MARK, caplog.text)
