"""The end of the delivery workers: bounded whatever a channel does, and nothing lost by it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from notify_servers import Answer, Endpoint, wait_until
from rude_servers import drip, rude_server

from monitor.delivery import end
from monitor.errors import StoreError
from monitor.notify.channel import Channel, open_channel
from monitor.notify.config import ChannelConfig
from monitor.outbox.state import INTERRUPTED, DeliveryState
from monitor.store.store import Store
from monitor.testing import RecordingChannel, StillClock
from tests.integration.test_deliver import states, store, tell, worker  # noqa: F401 - fixtures

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def clock():
    return StillClock()


class Deaf(RecordingChannel):
    """A channel that hangs, and does not let go when told to."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.begun = asyncio.Event()

    async def send(self, notification, thread=None):
        self.begun.set()
        for _ in range(2):
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                continue


async def begun(channel: Channel, store: Store, clock: StillClock):  # noqa: F811
    carrier = worker(channel, store, clock)
    return carrier, asyncio.create_task(carrier.run())


async def test_a_channel_that_does_nothing_ends_at_once(store, clock):  # noqa: F811
    carrier, task = await begun(RecordingChannel("desk"), store, clock)
    assert await end([carrier], [task], seconds=60)
    assert task.done()


async def test_what_is_being_sent_may_be_finished(store, clock, tell):  # noqa: F811
    tell("desk")
    with Endpoint([Answer(drip=3, drip_every=0.1)]) as there:
        carrier, task = await begun(open_channel("desk", ChannelConfig(url=there.url())), store, clock)
        await asyncio.to_thread(wait_until, lambda: there.requests)
        assert await end([carrier], [task], seconds=60)
    assert states(store) == [("desk", "sent", 1)]


async def test_a_channel_that_hangs_is_left_and_its_message_taken_up_at_the_next_start(store, clock, tell):  # noqa: F811
    tell("desk")
    with rude_server(drip(b"x", every=0.05)) as rude:
        url = f"json://127.0.0.1:{rude.port}/"
        carrier, task = await begun(open_channel("desk", ChannelConfig(url=url, timeout=600)), store, clock)
        await asyncio.to_thread(wait_until, lambda: rude.said)
        assert not await end([carrier], [task], seconds=0.2)
        assert task.cancelled()
    assert states(store) == [("desk", "sending", 1)]
    store.rescue(clock.now())
    (row,) = store.deliveries()
    assert (row.state, row.reason) == (DeliveryState.RETRY, INTERRUPTED)


async def test_a_channel_that_does_not_even_let_go_is_left_too(store, clock, tell):  # noqa: F811
    tell("desk")
    channel = Deaf("desk")
    carrier, task = await begun(channel, store, clock)
    await channel.begun.wait()
    assert not await end([carrier], [task], seconds=0.2)
    assert states(store) == [("desk", "sending", 1)]
    task.cancel()
    await asyncio.wait([task])


async def test_what_could_not_be_kept_is_kept_in_the_end(store, clock, tell, monkeypatch):  # noqa: F811
    tell("desk")
    keep, failures = store.finish, [StoreError("disk full")]

    def finish(*step):
        if failures:
            raise failures.pop()
        return keep(*step)

    monkeypatch.setattr(store, "finish", finish)
    carrier, task = await begun(RecordingChannel("desk"), store, clock)
    await asyncio.to_thread(wait_until, lambda: not failures)
    assert await end([carrier], [task], seconds=60)
    assert states(store) == [("desk", "sent", 1)]


def test_a_process_ends_although_a_channels_thread_hangs():
    """Interpreter and event loop wait for threads that are not daemons; a channel's are."""
    script = """
        import asyncio, threading
        from monitor.notify.worker import Worker
        async def main():
            hung = threading.Event()
            send = asyncio.create_task(Worker("desk").run(lambda: (hung.set(), threading.Event().wait()), seconds=600))
            while not hung.is_set():
                await asyncio.sleep(0.01)
            send.cancel()
            await asyncio.wait([send])
        asyncio.run(main())
        print("ended")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        timeout=250,
        cwd=ROOT,
        check=True,
    )
    assert done.stdout == "ended\n"
