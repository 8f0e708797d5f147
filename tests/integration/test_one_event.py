"""One event, one message, on real parts: rules that overlap, threads, silences, mail of a whole story."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.alert.silence import Matcher, Silence
from monitor.outbox.batching import DeliveryPolicy
from monitor.outbox.state import DeliveryState
from monitor.store.deliveries import DeliveryFilter
from tests.integration.desk_harness import WIRE, Newsdesk

MINUTE = timedelta(minutes=1)
RULES = """
rules:
  - {id: denial, severity: high, when: {sentence: {all: [Kremlin, denied]}}}
  - {id: kremlin, severity: medium, when: {title: Kremlin}}
  - {id: call, severity: low, when: {sentence: {all: [leaders, telephone]}}}
  - {id: brussels, severity: low, when: {sentence: {all: [diplomats, Brussels]}}}
"""


def report(number: int) -> str:
    return f"{WIRE}Report number {number} was written for the readers of outlet {number}.\n"


@pytest.fixture
def desk(tmp_path):
    opened = Newsdesk(tmp_path, {"desk": DeliveryPolicy(), "mail": DeliveryPolicy()}, rules=RULES)
    yield opened
    opened.store.close()


def rows(desk, channel="desk"):
    """Return the deliveries to a channel by the rules of their alerts."""
    found = [one for one in desk.store.deliveries() if one.channel == channel and one.alert]
    return {one.notification.rule: one for one in found}


async def test_an_article_that_four_rules_hold_for_is_one_message_to_each_channel(desk):
    desk.take(report(0))
    await desk.deliver()
    for name, service in desk.services.items():
        (message,) = service.got
        assert message.rule == "denial"
        assert message.severity == "high"
        assert [one.rule for one in message.joined] == ["kremlin", "call", "brussels"]
        assert [one.is_same_event for one in message.joined] == [False, True, False]
        assert set(desk.told_in(name).values()) == {1}
    assert len(desk.store.list_alerts()) == 4
    told = rows(desk)
    assert told["denial"].state is DeliveryState.SENT
    assert {told[one].folded_into for one in ("kremlin", "call", "brussels")} == {told["denial"].id}


async def test_what_joins_later_is_one_update_in_the_thread_of_that_message(desk):
    desk.take(report(0))
    await desk.deliver()
    desk.clock.advance(MINUTE)
    desk.take_all([report(number) for number in range(1, 4)])
    await desk.pass_time(MINUTE * 40)
    service = desk.services["desk"]
    assert service.kinds == ["first", "update"]
    assert service.threads[1] == "desk 1"
    assert set(desk.told_in("desk").values()) == {1}
    assert {one.rule for one in service.got[1].joined} == {"kremlin", "call", "brussels"}


async def test_what_a_silence_kept_a_message_from_telling_is_told_by_itself(desk):
    desk.take(report(0))
    await desk.deliver()
    desk.clock.advance(MINUTE)
    desk.take(report(1))
    now = desk.clock.now()
    desk.store.add_silence(
        Silence(
            id="s1",
            matcher=Matcher(rules=("denial",)),
            starts_at=now,
            ends_at=now + timedelta(hours=4),
            author="Ana",
            comment="",
            created_at=now,
        )
    )
    silenced = list(desk.store.deliveries(DeliveryFilter(states=[DeliveryState.SILENCED])))
    assert {one.notification.rule for one in silenced} == {"denial"}
    await desk.pass_time(MINUTE * 40)
    later = desk.services["desk"].got[1:]
    assert "call" in {one.rule for one in later}
    assert "denial" not in {one.rule for one in later}
