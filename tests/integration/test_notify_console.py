"""The console on a real terminal (a pty), in a pipe, and on one that is closed."""

from __future__ import annotations

import fcntl
import io
import os
import pty
from collections.abc import Iterator
from typing import TextIO

import pytest
from notify_servers import notification, wait_until

from monitor.notify.channel import open_channel
from monitor.notify.config import ChannelConfig
from monitor.notify.console import ConsoleChannel
from monitor.notify.outcome import Ambiguous, Retry, Sent


@pytest.fixture
def terminal() -> Iterator[tuple[TextIO, int]]:
    outer, inner = pty.openpty()
    with os.fdopen(inner, "w", encoding="utf-8") as stream:
        yield stream, outer
    os.close(outer)


async def shown_on(terminal: tuple[TextIO, int]) -> str:
    stream, outer = terminal
    assert await ConsoleChannel("console", ChannelConfig(), stream).send(notification()) == Sent()
    return os.read(outer, 65_536).decode()


async def test_a_terminal_gets_colour(terminal: tuple[TextIO, int], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "The Kremlin \x1b[1;33mdenied\x1b[0m it" in await shown_on(terminal)


async def test_no_color_is_honoured(terminal: tuple[TextIO, int], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    shown = await shown_on(terminal)
    assert "\x1b" not in shown
    assert "The Kremlin **denied** it" in shown


async def test_the_console_prints_on_standard_output(capsys: pytest.CaptureFixture[str]):
    channel = open_channel("console", ChannelConfig(timezone="Europe/London"))
    assert await channel.send(notification()) == Sent()
    printed = capsys.readouterr().out
    assert printed.startswith("HIGH Denial by the Kremlin\n")
    assert "received 22 Nov 2026, 01:05 GMT" in printed
    assert channel.describe() == "console"


async def test_an_encoding_without_the_letters_loses_no_alert():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", write_through=True)
    assert await ConsoleChannel("console", ChannelConfig(), stream).send(notification()) == Sent()
    assert b"\\u2502 The Kremlin **denied** it" in raw.getvalue()


async def test_a_closed_output_is_tried_again():
    stream = io.StringIO()
    stream.close()
    assert isinstance(await ConsoleChannel("console", ChannelConfig(), stream).send(notification()), Retry)


async def test_a_blocked_terminal_is_not_waited_for_in_vain():
    reader, writer = os.pipe()
    # A pipe nobody reads takes no more than its size.
    os.write(writer, b"x" * fcntl.fcntl(writer, fcntl.F_GETPIPE_SZ))
    with os.fdopen(writer, "w", encoding="utf-8") as stream, os.fdopen(reader, "rb", 0) as drain:
        channel = ConsoleChannel("console", ChannelConfig(timeout=0.2), stream)
        assert isinstance(await channel.send(notification()), Ambiguous)
        assert channel.worker.abandoned == 1
        drain.read(1 << 20)
        wait_until(lambda: channel.worker.abandoned == 0)
