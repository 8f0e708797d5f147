"""The clock set back or ahead while the monitor runs: nothing is delayed by more than a minute, nothing told twice."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.alert.rate import Rate
from monitor.alert.silence import Matcher, Silence
from monitor.clock import SteadyClock, SystemClock
from monitor.config import without_file
from monitor.daemon.clock_watch import ClockWatch, settle
from monitor.daemon.schedule import rouse
from monitor.daemon.scheduled_jobs import ScheduledJobs
from monitor.notify.outcome import Retry
from monitor.outbox.batching import DeliveryPolicy
from monitor.outbox.state import DeliveryState
from monitor.store.store import Store
from monitor.testing import StillClock
from tests.integration.desk_harness import WIRE, Newsdesk, quiet_but_critical
from tests.integration.store_backends import new_database
from tests.integration.test_scheduled_jobs import KEEP, MORNING, Bureau

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
JUMPS = [DAY, -DAY, HOUR, -HOUR, 31 * DAY, -31 * DAY, timedelta(minutes=7), timedelta(seconds=-40)]
ESCALATING = """
rules:
  - id: denial
    severity: high
    when: {sentence: {all: [Kremlin, denied]}}
    escalate: {after: 25m, to: [chief]}
"""


class SetDesk(Newsdesk):
    """A desk whose machine's clock can be set; `told_after` is when each delivery was told, in seconds passed."""

    def __init__(self, folder, policy=None, **more):
        self.machine = None
        self.set_by = []
        self.told_after = {}
        policy = policy or {"desk": DeliveryPolicy(), "chief": DeliveryPolicy()}
        super().__init__(folder, policy, rules=ESCALATING, **more)

    def open(self):
        if self.machine is None:
            self.machine = self.clock
            self.clock = SteadyClock(self.machine)
        super().open()
        settle(self.store, self.clock.now())
        self.jobs = ScheduledJobs(without_file(), self.store, lambda _: None, desk=self._desk)
        self.watch = ClockWatch(self.clock, self.store, lambda *told: self.set_by.append(told), self.moved)

    def moved(self, by):
        for worker in self._workers:
            worker._watch.clock_was_set()
            worker.clock_was_set(by)

    async def deliver(self):
        await super().deliver()
        for name in self.services:
            for id_, times in self.told_in(name).items():
                if times:
                    self.told_after.setdefault(id_, self.machine.monotonic())

    async def pass_time(self, length, tick=MINUTE):
        end = self.machine.monotonic() + length.total_seconds()
        while self.machine.monotonic() < end:
            self.machine.advance(min(tick, timedelta(seconds=end - self.machine.monotonic())))
            self.watch.look()
            for job in (self.jobs.mend_times, self.jobs.resolve_quiet):
                job(self.clock.now())
            if any(self.is_due(name) for name in self.services):
                await self.deliver()

    def is_due(self, channel):
        due = self.store.next_due(channel)
        return due is not None and due <= self.clock.now()

    def account(self):
        """Return when each delivery was told, by what it is of, and how often."""
        found = {}
        for name in self.services:
            counts = self.told_in(name)
            for one in self.store.deliveries():
                if one.channel == name and not one.notification.entries and one.alert:
                    key = (name, str(one.kind), one.notification.path.rpartition("/")[2])
                    told = (self.told_after.get(one.id), counts[one.id], str(one.state))
                    found.setdefault(key, []).append(told)
        return {key: min(told, key=lambda one: (one[0] is None, one[0])) for key, told in found.items()}


@pytest.fixture
def desk(tmp_path, backend):
    with ExitStack() as opened:

        def open_one(policy=None, name="one", **more):
            (tmp_path / name).mkdir()
            url = opened.enter_context(new_database(backend, tmp_path / name))
            one = SetDesk(tmp_path / name, policy, url=url, **more)
            opened.callback(lambda: one.store.close())  # noqa: PLW0108 a restart opens another
            return one

        yield open_one


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("event"), st.integers(0, 3)),
        st.tuples(st.just("wire"), st.integers(0, 9)),
        st.tuples(st.just("wait"), st.sampled_from([1, 5, 20, 45, 90])),
        st.tuples(st.just("down"), st.sampled_from(["desk", "chief"])),
        st.tuples(st.just("up"), st.sampled_from(["desk", "chief"])),
        st.tuples(st.just("jump"), st.sampled_from(JUMPS)),
        st.tuples(st.just("restart"), st.just(0)),
    ),
    min_size=3,
    max_size=8,
)


async def act(desk, steps, *, jumping):
    """Take the steps; the clock is never more than a day off, as stories go by the dates of their articles."""
    off = timedelta()
    for kind, value in [*steps, ("up", "desk"), ("up", "chief"), ("wait", 90)]:
        match kind:
            case "event":
                desk.take(f"Event {value}\n\nThe Kremlin denied reports of event {value}.\n")
                await desk.deliver()
            case "wire":
                desk.take(f"{WIRE}Outlet {value} wrote this line.\n")
                await desk.deliver()
            case "wait":
                await desk.pass_time(value * MINUTE)
            case "down" | "up":
                desk.services[value].is_up = kind == "up"
            case "jump" if jumping and abs(off + value) <= DAY:
                off += value
                desk.machine.jump(value)
                await desk.deliver()
                desk.watch.look()
            case "restart":
                desk.restart()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_the_clock_does_each_is_told_when_it_would_have_been_and_as_often(tmp_path_factory, steps):
    found = []
    for jumping in (False, True):
        one = SetDesk(tmp_path_factory.mktemp("desk"))
        asyncio.run(act(one, steps, jumping=jumping))
        found.append(one.account())
        one.store.close()
    steady, jumped = found
    assert jumped.keys() == steady.keys()
    for key, (told, times, state) in steady.items():
        assert jumped[key][1:] == (times, state), key
        assert times <= 1
        assert (told is None) == (jumped[key][0] is None), key
        assert told is None or abs(told - jumped[key][0]) <= 60, key


# --- one thing at a time ---


@pytest.mark.parametrize("by", JUMPS, ids=str)
async def test_another_try_comes_as_soon_as_it_would_have(desk, by):
    one = desk()
    one.services["desk"].answers = [Retry("busy", timedelta(minutes=9))]
    one.take("Event\n\nThe Kremlin denied reports of an event.\n")
    await one.deliver()
    one.machine.jump(by)
    one.watch.look()
    await one.pass_time(timedelta(minutes=8))
    assert not one.services["desk"].got
    await one.pass_time(timedelta(minutes=2))
    assert len(one.services["desk"].got) == 1


@pytest.mark.parametrize("by", JUMPS, ids=str)
async def test_a_failing_channel_is_told_of_in_time(desk, by):
    one = desk()
    one.services["desk"].is_up = False
    one.take("Event\n\nThe Kremlin denied reports of an event.\n")
    await one.deliver()
    one.machine.jump(by)
    one.watch.look()
    await one.pass_time(timedelta(minutes=10))
    assert [kind for kind in one.services["chief"].kinds if kind == "notice"] == ["notice"]


@pytest.mark.parametrize("by", [-DAY, -HOUR, -31 * DAY], ids=str)
async def test_what_quiet_hours_held_is_told_when_the_new_time_lets_it(desk, by):
    night = DeliveryPolicy(quiet_until=quiet_but_critical(22, 7))
    one = desk({"desk": night, "chief": DeliveryPolicy()})
    one.machine.advance(timedelta(hours=11))  # 23:00
    one.take("Event\n\nThe Kremlin denied reports of an event.\n")
    await one.deliver()
    assert one.states("desk") == {"deferred": 1}
    one.machine.jump(by)
    one.watch.look()
    await one.pass_time(timedelta(hours=6, minutes=50), tick=timedelta(minutes=10))
    assert not one.services["desk"].got
    await one.pass_time(timedelta(hours=2, minutes=20), tick=timedelta(minutes=10))
    assert len(one.services["desk"].got) == 1


async def test_a_rate_holds_nothing_back_for_the_length_of_a_jump(desk):
    one = desk({"desk": DeliveryPolicy(rate=Rate(count=2, per=MINUTE)), "chief": DeliveryPolicy()})
    for number in range(2):
        one.take(f"Event {number}\n\nThe Kremlin denied reports of event {number}.\n")
    await one.deliver()
    one.machine.jump(-DAY)
    one.watch.look()
    one.take("Event 9\n\nThe Kremlin denied reports of event 9.\n")
    await one.pass_time(2 * MINUTE)
    assert len(one.services["desk"].got) == 3


@pytest.mark.parametrize("by", JUMPS, ids=str)
async def test_a_silence_is_never_longer_than_was_asked_for(desk, by):
    one = desk()
    now = one.clock.now()
    one.store.add_silence(
        Silence(
            id="s1",
            matcher=Matcher(rules=("denial",)),
            starts_at=now,
            ends_at=now + 2 * HOUR,
            author="Ana",
            comment="known",
            created_at=now,
        )
    )
    one.machine.jump(by)
    one.watch.look()
    if by < timedelta():
        assert [silence.id for silence in one.store.silences(holding_at=one.clock.now())] == ["s1"]
    await one.pass_time(2 * HOUR + MINUTE, tick=10 * MINUTE)
    assert not one.store.silences(holding_at=one.clock.now())


@pytest.mark.parametrize("by", [DAY, 31 * DAY], ids=str)
async def test_an_alert_is_not_resolved_because_the_clock_was_set_ahead(desk, by):
    one = desk()
    one.take("Event\n\nThe Kremlin denied reports of an event.\n")
    await one.deliver()
    one.machine.jump(by)
    one.watch.look()
    one.jobs.resolve_quiet(one.clock.now())
    assert one.store.counts()["alerts"]["open"] == 1


# --- seen, said, and caught up with ---


async def test_people_are_told_once_of_a_jump_of_a_minute_and_more(desk, caplog):
    one = desk()
    one.machine.jump(-DAY)
    one.watch.look()
    one.watch.look()
    ((title, lines, now),) = one.set_by
    assert title == "the clock was set back by 1 day"
    assert "2024-10-09 12:00:00Z, and shows 2024-10-08 12:00:00Z" in lines[0]
    assert now == datetime(2024, 10, 8, 12, tzinfo=UTC)
    assert [record.message for record in caplog.records] == [
        "the clock was set back by 1 day: it showed 2024-10-09 12:00:00Z, and shows 2024-10-08 12:00:00Z"
    ]


@pytest.mark.parametrize("by", [timedelta(seconds=4), timedelta(seconds=-4), timedelta(seconds=20)], ids=str)
async def test_a_clock_that_is_put_right_by_seconds_is_nothing_to_tell(desk, by):
    one = desk()
    one.machine.jump(by)
    one.watch.look()
    assert one.set_by == []
    assert one.clock.now() == one.machine.now()


async def test_a_clock_that_goes_to_and_fro_is_told_once_in_ten_minutes(desk):
    one = desk()
    for number in range(6):
        one.machine.jump(DAY if number % 2 else -DAY)
        one.machine.advance(MINUTE)
        one.watch.look()
    assert len(one.set_by) == 1


async def test_what_could_not_be_moved_is_moved_at_the_next_look(desk, monkeypatch):
    one = desk()
    one.services["desk"].answers = [Retry("busy", timedelta(minutes=9))]
    one.take("Event\n\nThe Kremlin denied reports of an event.\n")
    await one.deliver()
    for by in (-DAY, DAY, -HOUR):
        one.machine.jump(by)
        with monkeypatch.context() as patch:
            patch.setattr(one.store, "clock_was_set", _fail)
            for _ in range(2):
                with pytest.raises(OSError, match="busy"):
                    one.watch.look()
        one.watch.look()
        assert one.clock.now() == one.machine.now()
        due = next(two.due_at for two in one.store.deliveries() if two.state is DeliveryState.RETRY)
        assert due - one.machine.now() == timedelta(minutes=9)


def _fail(*_):
    raise OSError("busy")


def test_nobody_sees_a_jump_before_what_waits_is_moved():
    machine = StillClock()
    clock = SteadyClock(machine)
    machine.advance(HOUR)
    began = clock.began()
    machine.jump(-DAY)
    assert clock.now() == datetime(2024, 10, 9, 13, tzinfo=UTC)
    assert clock.behind() == -DAY
    machine.jump(HOUR)  # set again between the look and the step
    clock.follow(-DAY)
    assert clock.behind() == HOUR
    assert clock.began() == began - DAY


@pytest.mark.parametrize("by", [-DAY, -timedelta(minutes=30), -31 * DAY], ids=str)
async def test_a_clock_set_back_while_the_monitor_was_down_delays_nothing(desk, by):
    one = desk()
    one.services["desk"].answers = [Retry("busy", timedelta(minutes=9))]
    one.take("Event\n\nThe Kremlin denied reports of an event.\n")
    await one.deliver()
    one.store.note("daemon", None, one.clock.now())
    one.machine.jump(by)
    one.clock.follow(by)
    one.restart()
    assert settle(one.store, one.clock.now()) == timedelta()
    await one.pass_time(timedelta(minutes=10))
    assert len(one.services["desk"].got) == 1


async def test_what_another_clock_wrote_down_is_freed_within_a_minute(desk):
    """A command, or a thread that had read the time just before the clock was set."""
    one = desk()
    one.take("Event\n\nThe Kremlin denied reports of an event.\n")
    one.machine.jump(-DAY)
    one.clock.follow(-DAY)  # without moving anything
    await one.pass_time(MINUTE)
    assert len(one.services["desk"].got) == 1


def test_mending_times_writes_nothing_when_nothing_is_amiss(store_url):
    with Store.open(store_url) as store:
        before = store._database.access.writer.pool.checkedin()
        store.mend_times(datetime(2024, 10, 9, tzinfo=UTC))
        assert store._database.access.writer.pool.checkedin() == before


async def test_the_schedule_does_not_sleep_until_the_old_time_comes_again():
    """A job whose next run is a day ahead is what the scheduler has after its clock was set back by a day."""
    ran = asyncio.Event()
    now = SystemClock().now()
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True})
    scheduler.add_job(ran.set, "interval", hours=1, next_run_time=now + DAY)
    scheduler.start()
    try:
        rouse(scheduler, now)
        await asyncio.wait_for(ran.wait(), 120)
        assert scheduler.get_jobs()[0].next_run_time - now < 2 * HOUR
    finally:
        scheduler.shutdown(wait=False)


# --- digests ---


@pytest.fixture
def bureau(tmp_path):
    one = Bureau(tmp_path, MORNING + KEEP)
    machine = one.clock
    one.watch = ClockWatch(SteadyClock(machine), one.store, lambda *_: None, lambda _: None)
    one.do("close_slots")
    yield one
    one.close()


def jump(office, by):
    office.clock.jump(by)
    office.watch.look()


def test_a_digest_missed_by_a_clock_set_ahead_is_one_and_names_the_rest(bureau):
    bureau.take("1")
    jump(bureau, 4 * DAY)
    bureau.do("close_slots", DAY)
    digests = bureau.told("digest")
    assert [one.notification.total for one in digests] == [1]
    assert "also for 3 digests that could not be told in time" in digests[0].notification.notes


def test_a_digest_comes_at_the_next_slot_of_a_clock_set_back_and_tells_nothing_twice(bureau):
    bureau.take("1")
    bureau.do("close_slots", DAY)
    jump(bureau, -DAY)
    bureau.take("2")
    bureau.do("close_slots", DAY)
    first, second = bureau.told("digest")
    assert [one.path[-6:] for one in first.notification.entries] == ["/1.txt"]
    assert [one.path[-6:] for one in second.notification.entries] == ["/2.txt"]
    assert second.due_at <= bureau.clock.now()


def test_what_waits_for_a_digest_waits_for_the_next_by_the_new_time(bureau):
    bureau.take("1")
    jump(bureau, -3 * DAY)
    bureau.do("close_slots", DAY)
    (digest,) = bureau.told("digest")
    assert digest.notification.total == 1


def test_a_slot_that_comes_again_with_nothing_to_tell_is_silent(bureau):
    bureau.take("1")
    bureau.do("close_slots", DAY)
    for by in (-DAY, DAY, -HOUR, HOUR):
        jump(bureau, by)
        bureau.do("close_slots", DAY)
    assert len(bureau.told("digest")) == 1


def test_a_feed_is_not_called_silent_because_the_clock_was_set_ahead(bureau):
    bureau.take("1")
    jump(bureau, DAY)
    bureau.jobs.watch_feeds(bureau.clock.now())
    assert bureau.told("notice") == []
    bureau.do("watch_feeds", timedelta(hours=7))
    assert len({one.notification.title for one in bureau.told("notice")}) == 1


def test_a_feed_that_falls_silent_is_told_of_in_time_though_the_clock_was_set_back(bureau):
    bureau.take("1")
    jump(bureau, -DAY)
    bureau.do("watch_feeds", timedelta(hours=7))
    assert len({one.notification.title for one in bureau.told("notice")}) == 1
