"""Delivery workers, batching and store together, in virtual time: updates folded, nights, floods, outages, restarts."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from monitor.alert.rate import Rate
from monitor.notify.outcome import Never
from monitor.outbox.batching import DeliveryPolicy
from monitor.outbox.state import DeliveryState
from monitor.store.deliveries import DeliveryFilter
from tests.integration.desk_harness import EACH, WIRE, Newsdesk, quiet_but_critical
from tests.integration.store_backends import on_sqlite_alone
from tests.integration.store_rows import intake

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def open_desk(tmp_path, store_url):
    opened = []

    def open_one(*, rules=None, policy=None, names=("desk",), **desk):
        channels = {name: (policy or {}).get(name, DeliveryPolicy()) for name in names}
        more = {"rules": rules} if rules else {}
        opened.append(Newsdesk(tmp_path, channels, url=store_url, **more, **desk))
        return opened[-1]

    yield open_one
    for one in opened:
        one.store.close()


def report(number):
    return f"{WIRE}Report number {number} was written for the readers of outlet {number}.\n"


def event(number, words="reports"):
    return f"Event {number}\n\nThe Kremlin denied {words} of event number {number}.\n"


# --- further reports of one story ---


@on_sqlite_alone
async def test_forty_reports_in_an_hour_are_one_first_message_and_two_updates(open_desk):
    desk = open_desk()
    for number in range(41):
        desk.take(report(number))
        await desk.pass_time(timedelta(seconds=90), SECOND * 30)
    await desk.pass_time(timedelta(hours=2))
    (alert,) = desk.store.list_alerts()
    service = desk.services["desk"]
    assert len(alert.reports) == 41
    assert service.kinds[:1] == ["first"]
    assert set(service.kinds[1:]) == {"update"}
    assert sum(at <= alert.opened_at + timedelta(hours=1) for at in service.times) <= 3
    assert all(later - one >= timedelta(minutes=30) for one, later in pairwise(service.times))
    assert service.got[-1].report_count == 40
    assert service.threads[1:] == ["desk 1"] * (len(service.got) - 1)
    assert set(desk.told_in("desk").values()) == {1}


async def test_forty_reports_in_one_batch_are_one_first_message_and_one_update(open_desk):
    desk = open_desk()
    desk.take_all([report(number) for number in range(41)])
    await desk.pass_time(timedelta(hours=2))
    service = desk.services["desk"]
    assert service.kinds == ["first", "update"]
    assert service.times[1] - service.times[0] == timedelta(minutes=29)
    assert service.got[1].report_count == 40
    assert desk.states("desk") == {"sent": 2, "folded": 40}


async def test_a_correction_takes_the_reports_that_wait_along(open_desk):
    desk = open_desk()
    desk.take(report(0), "first.txt")
    await desk.deliver()
    desk.take(report(1))
    await desk.pass_time(MINUTE * 5)
    desk.take(report(0) + "\nLater the Kremlin denied a second report.\n", "first.txt")
    await desk.deliver()
    service = desk.services["desk"]
    assert service.kinds == ["first", "update"]
    assert "second report" in " ".join(one.text for one in service.got[1].quotes)
    assert service.got[1].report_count == 1
    await desk.pass_time(timedelta(hours=2))
    assert service.kinds == ["first", "update"]


async def test_one_further_report_is_told_by_itself(open_desk):
    desk = open_desk()
    desk.take(report(0))
    await desk.deliver()
    desk.take(report(1))
    await desk.pass_time(MINUTE * 29)
    assert desk.services["desk"].kinds == ["first"]
    await desk.pass_time(MINUTE)
    assert desk.services["desk"].kinds == ["first", "update"]
    assert desk.services["desk"].got[1].report_count == 1
    assert desk.states("desk") == {"sent": 2, "folded": 1}


# --- quiet hours ---


async def test_what_comes_at_night_is_one_digest_in_the_morning_and_critical_passes(open_desk):
    desk = open_desk(rules=EACH, policy={"desk": DeliveryPolicy(quiet_until=quiet_but_critical(22, 7))})
    desk.clock.advance(timedelta(hours=11))
    for number in range(5):
        desk.take(event(number))
        await desk.pass_time(timedelta(minutes=20), MINUTE * 10)
    desk.take(event(9, "a strike and reports"))
    await desk.deliver()
    service = desk.services["desk"]
    assert [one.rule for one in service.got] == ["grave"]
    held = list(desk.store.deliveries(DeliveryFilter(states=[DeliveryState.DEFERRED])))
    assert {one.reason for one in held} == {"quiet hours: held until 07:00"}
    await desk.pass_time(timedelta(hours=8), MINUTE * 10)
    assert service.kinds == ["first", "digest"]
    digest = service.got[1]
    # What `each` found of the strike was told with what is critical of it.
    assert (digest.total, digest.title) == (5, "5 messages held during quiet hours")
    assert [one.rule for one in digest.entries] == ["each"] * 5
    assert service.times[1].hour == 7
    assert set(desk.told_in("desk").values()) == {1}


async def test_an_update_threads_under_the_digest_that_told_of_the_alert_first(open_desk):
    desk = open_desk(policy={"desk": DeliveryPolicy(quiet_until=quiet_but_critical(22, 7))})
    desk.clock.advance(timedelta(hours=11))
    desk.take(report(0), "first.txt")
    desk.take("Kremlin on oil\n\nThe Kremlin denied that Hormuz was closed to tankers from Asia.\n")
    await desk.pass_time(timedelta(hours=9), MINUTE * 10)
    service = desk.services["desk"]
    assert service.kinds == ["digest"]
    desk.take(report(0) + "\nLater the Kremlin denied a second report.\n", "first.txt")
    await desk.deliver()
    assert (service.kinds, service.threads) == (["digest", "update"], [None, "desk 1"])


async def test_what_joins_waits_from_the_digest_that_told_of_the_alert(open_desk):
    desk = open_desk(policy={"desk": DeliveryPolicy(quiet_until=quiet_but_critical(22, 7))})
    desk.clock.advance(timedelta(hours=11))
    desk.take(report(0))
    desk.take("Kremlin on oil\n\nThe Kremlin denied that Hormuz was closed to tankers from Asia.\n")
    await desk.pass_time(timedelta(hours=8, minutes=5), MINUTE * 5)
    desk.take(report(1))
    await desk.pass_time(MINUTE * 24)
    assert desk.services["desk"].kinds == ["digest"]
    await desk.pass_time(MINUTE)
    assert desk.services["desk"].kinds == ["digest", "update"]


async def test_what_came_alone_at_night_is_told_by_itself_in_the_morning(open_desk):
    desk = open_desk(policy={"desk": DeliveryPolicy(quiet_until=quiet_but_critical(22, 7))})
    desk.clock.advance(timedelta(hours=11))
    desk.take(report(0))
    await desk.pass_time(timedelta(hours=9), MINUTE * 10)
    assert desk.services["desk"].kinds == ["first"]


async def test_a_night_with_a_restart_in_it_is_the_same(open_desk):
    desk = open_desk(rules=EACH, policy={"desk": DeliveryPolicy(quiet_until=quiet_but_critical(22, 7))})
    desk.clock.advance(timedelta(hours=11))
    for number in range(4):
        desk.take(event(number))
        await desk.pass_time(MINUTE * 30, MINUTE * 10)
        desk.restart()
    await desk.pass_time(timedelta(hours=9), MINUTE * 10)
    (digest,) = desk.services["desk"].got
    assert digest.total == 4


# --- floods ---


async def test_a_clock_that_is_put_back_holds_up_no_channel_with_a_rate(open_desk):
    desk = open_desk(rules=EACH, policy={"desk": DeliveryPolicy(rate=Rate(count=2, per=MINUTE))})
    for number in range(2):
        desk.take(event(number))
    await desk.deliver()
    desk.clock.advance(timedelta(hours=-6))
    desk.take(event(7))
    await desk.deliver()
    assert desk.services["desk"].kinds == ["first"] * 3


ONE_A_SECOND = DeliveryPolicy(rate=Rate(count=1, per=SECOND))


def record(desk, first, count):
    now = desk.clock.now()
    rows = []
    for number in range(first, first + count):
        one = intake(number)
        (new,) = one.deliveries
        rows.append(_at(one, new, now))
    desk.store.record(rows)


def _at(one, new, now):
    from dataclasses import replace

    return replace(one, deliveries=(replace(new, due_at=now, created_at=now),))


def check_flood(desk, count):
    """Every delivery is told once: by itself, or counted in a digest; at most one message a second."""
    service = desk.services["desk"]
    digests = [one for one in service.got if str(one.kind) == "digest"]
    assert sum(one.total for one in digests) + service.kinds.count("first") == count
    assert set(desk.told_in("desk").values()) == {1}
    assert desk.states("desk") == {
        "sent": len(service.got),
        "folded": count - service.kinds.count("first"),
    }
    assert all(len(one.entries) <= 50 for one in digests)
    assert max(Counter(service.times).values()) == 1
    return digests


@on_sqlite_alone
async def test_a_burst_of_ten_thousand_alerts_is_a_digest_and_nothing_is_lost(open_desk):
    desk = open_desk(policy={"desk": ONE_A_SECOND})
    for batch in range(10):
        record(desk, batch * 1000, 1000)
    tracemalloc.start()
    try:
        await desk.pass_time(SECOND * 30, SECOND)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    (digest,) = check_flood(desk, 10_000)
    assert digest.counts == (("official-denial", 10_000),)
    assert digest.title == "10,000 messages at once"
    assert peak < 64 * 2**20


@on_sqlite_alone
async def test_a_flood_that_goes_on_is_a_digest_a_minute(open_desk):
    desk = open_desk(policy={"desk": ONE_A_SECOND})
    for batch in range(40):
        record(desk, batch * 50, 50)
        await desk.pass_time(SECOND * 4, SECOND)
        if batch == 20:
            desk.restart()
    await desk.pass_time(MINUTE * 3, SECOND)
    digests = check_flood(desk, 2000)
    assert 2 <= len(digests) <= 5


# --- a channel that is down ---


async def a_day_without(desk, name):
    """Let an alert open every quarter of an hour for a day, while one service takes nothing."""
    desk.services[name].is_up = False
    for number in range(96):
        desk.take(event(number), f"{number}.txt")
        if number % 10 == 5:
            desk.take(event(number, "two reports"), f"{number}.txt")
        await desk.pass_time(MINUTE * 15, MINUTE * 5)
        if number in {30, 70}:
            desk.restart()


def about_news(service):
    return [one for one in service.got if str(one.kind) != "notice"]


@on_sqlite_alone
async def test_a_channel_that_was_down_for_a_day_is_told_everything_folded_and_the_others_notice_nothing(
    open_desk,
):
    desk = open_desk(rules=EACH, names=("desk", "mail", "phone"))
    await a_day_without(desk, "phone")
    desk.services["phone"].is_up = True
    await desk.pass_time(timedelta(hours=1))

    for name in ("desk", "mail"):
        told = about_news(desk.services[name])
        assert Counter(str(one.kind) for one in told) == {"first": 96, "update": 10}
        assert [one.id for one in told] == list(dict.fromkeys(one.id for one in told))
    phone = desk.services["phone"]
    assert phone.kinds[-1] == "digest"
    assert len(phone.got) <= 3
    (digest,) = (one for one in phone.got if str(one.kind) == "digest")
    assert digest.total + len(phone.got) - 1 == 106
    assert [one.at for one in digest.entries] == sorted(one.at for one in digest.entries)
    assert Counter(one[-6:] for one in phone.tried[-13:-1])["/0.txt"] >= 8
    for name, service in desk.services.items():
        assert set(desk.told_in(name).values()) == {1}, name
        assert sum(desk.states(name).values()) == 106 + service.kinds.count("notice") + (name == "phone")

    notices = [one for name in ("desk", "mail") for one in desk.services[name].got if one.kind == "notice"]
    assert [one.title for one in notices] == [
        "channel phone cannot be told",
        "channel phone works again",
    ]
    assert "notice" not in phone.kinds


@on_sqlite_alone
async def test_messages_that_a_service_fails_on_hold_up_no_others_for_long(open_desk):
    desk = open_desk(rules=EACH)
    service = desk.services["desk"]
    service.refused = "strange"
    desk.take_all([event(f"strange {number}") for number in range(5)])
    desk.take_all([event(number) for number in range(5)])
    await desk.pass_time(timedelta(minutes=5), SECOND)
    assert len(service.got) == 5
    assert service.times[-1] - desk.store.list_alerts()[0].opened_at < timedelta(minutes=1)
    desk.take(event(9))
    await desk.pass_time(timedelta(minutes=30), MINUTE)
    assert len(service.got) == 6


async def test_a_short_outage_is_nobodys_business(open_desk):
    desk = open_desk(rules=EACH, names=("desk", "phone"))
    desk.services["phone"].is_up = False
    desk.take(event(1))
    await desk.deliver()
    desk.services["phone"].is_up = True
    await desk.pass_time(MINUTE)
    assert (desk.services["desk"].kinds, desk.services["phone"].kinds) == (["first"], ["first"])


@on_sqlite_alone
async def test_a_channel_that_is_down_is_asked_less_and_less_often(open_desk):
    desk = open_desk(rules=EACH)
    desk.services["desk"].is_up = False
    for number in range(60):
        desk.take(event(number))
    await desk.pass_time(timedelta(hours=6))
    assert len(desk.services["desk"].tried) <= 6 * 6 + 12


@on_sqlite_alone
@pytest.mark.parametrize("minutes", [21, 25, 33, 38, 44, 47])
async def test_an_update_never_goes_before_the_first_message_of_its_alert(open_desk, minutes):
    desk = open_desk()
    service = desk.services["desk"]
    service.is_up = False
    desk.take(report(0), "a.txt")
    await desk.pass_time(MINUTE * 20)
    desk.take(report(0) + "\nLater the Kremlin denied a second report.\n", "a.txt")
    await desk.pass_time(MINUTE * (minutes - 20), SECOND * 10)
    service.is_up = True
    await desk.pass_time(MINUTE * 30, SECOND * 10)
    assert service.kinds == ["first", "update"]
    assert service.threads == [None, "desk 1"]


async def test_an_update_goes_alone_when_the_first_message_was_refused_for_good(open_desk):
    desk = open_desk()
    service = desk.services["desk"]
    service.answers = [Never("too long")]
    desk.take(report(0), "a.txt")
    await desk.pass_time(MINUTE)
    desk.take(report(0) + "\nLater the Kremlin denied a second report.\n", "a.txt")
    await desk.pass_time(MINUTE)
    assert service.kinds == ["update"]
    assert desk.states("desk") == {"dead": 1, "sent": 1}


async def test_after_a_kill_between_claim_and_finish_it_is_sent_again_under_the_same_id(open_desk):
    desk = open_desk(rules=EACH)
    desk.take(event(1))
    (claimed,) = desk.store.claim("desk", desk.clock.now(), limit=1, claimed_by="dead")
    desk.restart()
    await desk.deliver()
    assert [one.id for one in desk.services["desk"].got] == [claimed.id]
