"""Delivery workers: real store, virtual time, channels that answer as they are told to."""

import asyncio
from datetime import UTC, timedelta

import pytest

from monitor.delivery import ChannelHealth, DeliveryResources, DeliveryWorker
from monitor.errors import StoreError
from monitor.ingest import Desk, Ingester
from monitor.notify.outcome import Ambiguous, Never, Retry
from monitor.outbox.batching import DeliveryPolicy
from monitor.outbox.state import OnAmbiguous, RetryPolicy
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.store.store import Store
from monitor.testing import RecordingChannel, StillClock
from tests.integration.test_ingest import NEWS, RULES, drop


@pytest.fixture
def clock():
    return StillClock()


@pytest.fixture
def store(tmp_path):
    with Store.open(f"sqlite:///{tmp_path}/var/monitor.db") as opened:
        yield opened


@pytest.fixture
def tell(store, clock, tmp_path):
    """Return a function that opens one alert for the channels named."""
    (tmp_path / "in").mkdir()
    rules = RuleSet(load_rules_text(RULES).rules)

    def open_alert(*channels, name="a.txt"):
        ingester = Ingester(store, rules, Desk((), channels), clock)
        ingester.take_in([drop(tmp_path / "in", name, NEWS + name)])

    return open_alert


def worker(channel, store, clock, **policy):
    office = DeliveryResources(
        store, clock, ChannelHealth(store, {}, lambda name: None, UTC), chance=lambda: 0.5
    )
    return DeliveryWorker(channel, DeliveryPolicy(retry=RetryPolicy(**policy)), office)


def states(store):
    return [(one.channel, str(one.state), one.attempts) for one in store.deliveries()]


async def test_an_alert_is_told_once(store, clock, tell):
    tell("desk")
    channel = RecordingChannel("desk")
    carrier = worker(channel, store, clock)
    await carrier.deliver_due()
    await carrier.deliver_due()
    assert len(channel.told) == 1
    assert states(store) == [("desk", "sent", 1)]


async def test_a_dead_channel_holds_up_no_other(store, clock, tell):
    tell("desk", "mail")
    down = RecordingChannel("desk", [Retry("connection refused")] * 9)
    up = RecordingChannel("mail")
    await asyncio.gather(*(worker(one, store, clock).deliver_due() for one in (down, up)))
    assert sorted(states(store)) == [("desk", "retry", 1), ("mail", "sent", 1)]


async def test_a_channel_that_recovers_is_told_under_the_same_id(store, clock, tell):
    tell("desk")
    channel = RecordingChannel("desk", [Retry("503"), Retry("503")])
    carrier = worker(channel, store, clock)
    for _ in range(3):
        await carrier.deliver_due()
        clock.advance(timedelta(minutes=1))
    assert len({one.id for one in channel.told}) == 1
    assert states(store) == [("desk", "sent", 3)]


async def test_the_wait_that_a_channel_asks_for_is_honoured(store, clock, tell):
    tell("desk")
    channel = RecordingChannel("desk", [Retry("429", after=timedelta(seconds=90))])
    carrier = worker(channel, store, clock)
    await carrier.deliver_due()
    clock.advance(timedelta(seconds=89))
    assert await carrier.deliver_due() == 0
    clock.advance(timedelta(seconds=1))
    assert await carrier.deliver_due() == 1


async def test_a_wait_that_a_channel_asks_for_holds_back_all_that_goes_there(store, clock, tell):
    for number in range(5):
        tell("desk", name=f"{number}.txt")
    channel = RecordingChannel("desk", [Retry("429", after=timedelta(seconds=90))])
    carrier = worker(channel, store, clock)
    assert await carrier.deliver_due() == 1
    clock.advance(timedelta(seconds=90))
    assert await carrier.deliver_due() == 5


@pytest.mark.parametrize(
    "asked", [timedelta(days=7), timedelta(seconds=2.6e11), timedelta.max, timedelta(-1)]
)
async def test_no_wait_that_a_channel_asks_for_kills_what_waits(store, clock, tell, asked):
    for number in range(5):
        tell("desk", name=f"{number}.txt")
    channel = RecordingChannel("desk", [Retry("429", after=asked)])
    carrier = worker(channel, store, clock)
    await carrier.deliver_due()
    clock.advance(timedelta(hours=1))
    await carrier.deliver_due()
    assert {state for _, state, _ in states(store)} <= {"sent", "folded"}


async def test_a_wait_longer_than_we_try_leaves_time_to_try(store, clock, tell):
    for number in range(5):
        tell("desk", name=f"{number}.txt")
    channel = RecordingChannel("desk", [Retry("429", after=timedelta(hours=1))] * 3)
    carrier = worker(channel, store, clock, max_age=timedelta(minutes=30))
    for _ in range(4):
        await carrier.deliver_due()
        clock.advance(timedelta(minutes=7, seconds=30))
    assert {state for _, state, _ in states(store)} <= {"sent", "folded"}


async def test_what_could_not_be_kept_is_kept_before_anything_else_is_sent(store, clock, tell, monkeypatch):
    for number in range(2):
        tell("desk", name=f"{number}.txt")
    channel = RecordingChannel("desk")
    carrier = worker(channel, store, clock)
    with monkeypatch.context() as patch:
        patch.setattr(store, "finish", raising(StoreError("disk full")))
        with pytest.raises(StoreError):
            await carrier.deliver_due()
        with pytest.raises(StoreError):
            await carrier.deliver_due()
    assert len(channel.told) == 1
    await carrier.deliver_due()
    assert len(channel.told) == 2
    assert {state for _, state, _ in states(store)} <= {"sent", "folded"}


def raising(error):
    def fail(*_arguments):
        raise error

    return fail


async def test_what_gets_due_again_meanwhile_is_left_when_only_one_round_is_wanted(store, clock, tell):
    tell("desk")
    channel = RecordingChannel("desk", [Retry("503")] * 9)
    carrier = worker(channel, store, clock, first_wait=timedelta(0))
    assert await carrier.deliver_due(until=clock.now() - timedelta(microseconds=1)) == 0
    clock.advance(timedelta(seconds=1))
    assert await carrier.deliver_due(until=clock.now() - timedelta(seconds=1)) == 1


async def test_a_permanent_refusal_is_dead_at_once_and_told(store, clock, tell):
    tell("desk")
    await worker(RecordingChannel("desk", [Never("no such channel")]), store, clock).deliver_due()
    (one,) = store.deliveries()
    assert (str(one.state), one.last_error) == ("dead", "no such channel")


async def test_a_dead_delivery_is_sent_when_a_person_asks(store, clock, tell):
    tell("desk")
    channel = RecordingChannel("desk", [Never("no such channel")])
    carrier = worker(channel, store, clock)
    await carrier.deliver_due()
    store.retry(None, clock.now())
    await carrier.deliver_due()
    assert [str(one.state) for one in store.deliveries()] == ["sent"]


async def test_it_gives_up_in_the_end_and_says_why(store, clock, tell):
    tell("desk")
    channel = RecordingChannel("desk", [Retry("503")] * 1000)
    carrier = worker(channel, store, clock)
    for _ in range(73 * 6):
        await carrier.deliver_due()
        clock.advance(timedelta(minutes=10))
    (one,) = store.deliveries()
    assert (str(one.state), one.due_at) == ("dead", None)
    assert one.reason == "gave up: no further attempt within 3 days: 503"
    assert len(one.errors) == 20


async def test_a_channel_that_fails_again_and_again_is_left_alone_for_longer_each_time(store, clock, tell):
    for number in range(50):
        tell("desk", name=f"{number}.txt")
    channel = RecordingChannel("desk", [Retry("503")] * 1000)
    carrier, tries = worker(channel, store, clock), []
    for second in range(130):
        tries += [second] * await carrier.deliver_due()
        clock.advance(timedelta(seconds=1))
    assert tries == [0, 0, 2, 6, 14, 30, 62, 126]


async def test_one_message_that_fails_holds_up_no_other(store, clock, tell):
    for number in range(3):
        tell("desk", name=f"{number}.txt")
    channel = RecordingChannel("desk", [Retry("503")])
    assert await worker(channel, store, clock).deliver_due() == 3
    assert sorted(states(store)) == [("desk", "retry", 1), ("desk", "sent", 1), ("desk", "sent", 1)]


# --- who is told of a channel that fails ---


def watched(channels, store, clock, fallbacks, woken=None):
    wake = (woken if woken is not None else []).append
    office = DeliveryResources(store, clock, ChannelHealth(store, fallbacks, wake, UTC), chance=lambda: 0.5)
    return {one.name: DeliveryWorker(one, DeliveryPolicy(), office) for one in channels}


def notices(store):
    found = [one for one in store.deliveries() if str(one.kind) == "notice"]
    return [
        (one.channel, one.notification.title)
        for one in sorted(found, key=lambda one: (one.created_at, one.channel))
    ]


async def test_a_channel_that_fails_for_long_tells_the_first_other_that_works_once_and_when_it_is_well(
    store, clock, tell
):
    tell("desk", "mail", "phone")
    desk = RecordingChannel("desk", [Retry("503")] * 8)
    mail = RecordingChannel("mail", [Retry("out of order")] * 40)
    names, woken = {"desk": ["mail", "phone"], "mail": ["desk"], "phone": []}, []
    carriers = watched([desk, mail, RecordingChannel("phone")], store, clock, names, woken)
    await carriers["mail"].deliver_due()
    for _ in range(60):
        await carriers["desk"].deliver_due()
        clock.advance(timedelta(minutes=1))
    assert notices(store) == [
        ("phone", "channel desk cannot be told"),
        ("phone", "channel desk works again"),
    ]
    assert woken == ["phone", "phone"]
    failing = next(one for one in store.deliveries() if "cannot" in one.notification.title)
    assert failing.notification.notes == (
        "since 12:00 on 9 Oct: 503",
        "1 message waiting for it: kept, and tried again",
        "see: monitor deliveries list",
    )


async def test_a_refusal_for_good_is_told_at_once(store, clock, tell):
    tell("desk")
    carriers = watched(
        [RecordingChannel("desk", [Never("no such channel")])], store, clock, {"desk": ["mail"]}
    )
    await carriers["desk"].deliver_due()
    assert notices(store) == [("mail", "channel desk cannot be told")]


async def test_trouble_that_was_told_before_a_restart_is_not_told_again(store, clock, tell):
    tell("desk")
    channel = RecordingChannel("desk", [Retry("503")] * 12)
    for _ in range(6):
        carriers = watched([channel], store, clock, {"desk": ["mail"]})
        for _ in range(5):
            await carriers["desk"].deliver_due()
            clock.advance(timedelta(minutes=3))
    assert notices(store) == [
        ("mail", "channel desk cannot be told"),
        ("mail", "channel desk works again"),
    ]


async def test_when_no_channel_works_nobody_is_told_and_nothing_is_lost(store, clock, tell):
    tell("desk", "mail")
    both = [RecordingChannel(name, [Retry("503")] * 6) for name in ("desk", "mail")]
    carriers = watched(both, store, clock, {"desk": ["mail"], "mail": ["desk"]})
    for _ in range(40):
        for one in carriers.values():
            await one.deliver_due()
        clock.advance(timedelta(minutes=1))
    firsts = [str(one.state) for one in store.deliveries() if str(one.kind) == "first"]
    assert firsts == ["sent", "sent"]


@pytest.mark.parametrize(("choice", "state"), [(OnAmbiguous.RETRY, "retry"), (OnAmbiguous.HOLD, "held")])
async def test_what_may_have_arrived_is_repeated_or_held_as_chosen(store, clock, tell, choice, state):
    tell("desk")
    channel = RecordingChannel("desk", [Ambiguous("timed out")])
    await worker(channel, store, clock, on_ambiguous=choice).deliver_due()
    assert [str(one.state) for one in store.deliveries()] == [state]


async def test_messages_leave_in_the_order_they_were_found(store, clock, tell):
    for number in range(5):
        tell("desk", name=f"{number}.txt")
        clock.advance(timedelta(seconds=1))
    channel = RecordingChannel("desk")
    await worker(channel, store, clock).deliver_due()
    assert [one.path[-5] for one in channel.told] == list("01234")


async def test_a_channel_that_fails_in_itself_is_tried_again(store, clock, tell):
    class Broken(RecordingChannel):
        async def send(self, notification, thread=None):
            raise ZeroDivisionError

    tell("desk")
    await worker(Broken("desk"), store, clock).deliver_due()
    assert states(store) == [("desk", "retry", 1)]
