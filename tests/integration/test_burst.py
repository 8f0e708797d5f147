"""A burst is no flood: 1,500 articles at once, on a stand-in for Slack and by what a desk can read."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from monitor.daemon.wiring import delivery_policy_of
from monitor.notify.channel import open_channel
from monitor.notify.config import ChannelConfig
from monitor.outbox.batching import DeliveryPolicy
from monitor.outbox.state import DeliveryState
from tests.integration.desk_harness import EACH, Newsdesk
from tests.integration.notify_servers import SlackApi

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
TEN_IN_FIVE = timedelta(minutes=5)


class _Configured:
    """As much of a configuration as says how a channel is told."""

    def __init__(self, **channels: ChannelConfig) -> None:
        self.channels = channels


def policy_of(url: str, **more) -> DeliveryPolicy:
    return delivery_policy_of(_Configured(desk=ChannelConfig(url=url, **more)), "desk")


SLACK = policy_of("slack://xoxb-1-2-3/#desk")


def event(number: int, words: str = "reports") -> str:
    return f"Event {number}\n\nThe Kremlin denied {words} of event number {number}.\n"


@pytest.fixture
def open_desk(tmp_path):
    opened = []

    def open_one(policy: DeliveryPolicy) -> Newsdesk:
        opened.append(Newsdesk(tmp_path, {"desk": policy}, rules=EACH))
        return opened[-1]

    yield open_one
    for one in opened:
        one.store.close()


async def test_1500_articles_at_once_are_ten_messages_in_slack_and_the_rest_is_counted(open_desk):
    desk = open_desk(SLACK)
    with SlackApi("#desk") as slack:
        desk.services["desk"] = open_channel("desk", ChannelConfig(url=slack.bot("#desk")), desk.clock)
        desk.restart()
        desk.take_all([event(number) for number in range(1500)])
        await desk.pass_time(MINUTE, SECOND)
        posts = [one.payload for one in slack.posts]
        assert len(posts) == 10
        singles = [one for one in posts if "digest" not in one["text"]]
        assert len(singles) == 9
        (digest,) = (one for one in posts if one not in singles)
        assert "1,491" in digest["text"]
        assert "monitor alerts list" in str(digest["blocks"])
    rows = list(desk.store.deliveries())
    told = [one for one in rows if one.alert is not None]
    assert len({one.alert for one in told}) == 1500
    assert {one.state for one in rows} == {DeliveryState.SENT, DeliveryState.FOLDED}
    assert all(one.folded_into for one in rows if one.state is DeliveryState.FOLDED)
    await desk.pass_time(timedelta(minutes=20))
    assert len(slack.posts) == 10


async def test_messages_to_slack_are_a_second_apart(open_desk):
    desk = open_desk(SLACK)
    desk.take_all([event(number) for number in range(5)])
    await desk.pass_time(SECOND * 10, SECOND / 4)
    times = desk.services["desk"].times
    assert len(times) == 5
    assert all(later - one >= SECOND for one, later in pairwise(times))


async def test_a_stream_without_end_is_told_ten_at_most_in_any_five_minutes_and_nothing_is_lost(open_desk):
    desk = open_desk(SLACK)
    for number in range(120):
        desk.take(event(number))
        await desk.pass_time(SECOND * 10, SECOND * 5)
    await desk.pass_time(timedelta(minutes=15))
    service = desk.services["desk"]
    for at in service.times:
        assert sum(at <= one < at + TEN_IN_FIVE for one in service.times) <= 10
    first = [id_ for id_, one in desk.told_in("desk").items() if one]
    assert set(desk.told_in("desk").values()) == {1}
    assert len(first) >= 120


async def test_what_is_critical_comes_by_itself_in_the_middle_of_a_burst(open_desk):
    desk = open_desk(SLACK)
    desk.take_all([event(number) for number in range(100)])
    await desk.pass_time(SECOND * 20, SECOND)
    desk.take(event(1000, "a strike"))
    await desk.pass_time(SECOND * 5, SECOND)
    assert desk.services["desk"].got[-1].severity == "critical"
    assert desk.services["desk"].kinds[-1] == "first"


@pytest.mark.parametrize(
    "url", ["json://127.0.0.1/x", "jsons://127.0.0.1/x", "xml://127.0.0.1/x", "console://"]
)
async def test_a_program_and_a_console_get_every_message(open_desk, url):
    desk = open_desk(policy_of(url))
    desk.take_all([event(number) for number in range(50)])
    await desk.deliver()
    assert desk.services["desk"].kinds == ["first"] * 50


async def test_the_rate_that_a_user_sets_takes_the_place_of_what_people_read(open_desk):
    desk = open_desk(policy_of("slack://xoxb-1-2-3/#desk", rate="30/1m"))
    desk.take_all([event(number) for number in range(25)])
    await desk.deliver()
    assert desk.services["desk"].kinds == ["first"] * 25


async def test_a_rate_of_none_lifts_every_limit(open_desk):
    desk = open_desk(policy_of("slack://xoxb-1-2-3/#desk", rate="none"))
    desk.take_all([event(number) for number in range(200)])
    await desk.deliver()
    assert desk.services["desk"].kinds == ["first"] * 200
