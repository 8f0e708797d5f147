"""Routes to digests beside routes that tell at once."""

import pytest
from alert_building import match
from pydantic import ValidationError

from monitor.alert.digest_schedule import DigestConfig
from monitor.alert.route import Destination, RouteConfig, destinations

CHANNELS = ("desk", "mail", "phone")
DIGESTS = {
    "morning": DigestConfig(cron="0 7 * * *", channels=("mail", "desk")),
    "evening": DigestConfig(cron="0 19 * * *", channels=("mail",)),
}


def route(**keys):
    return RouteConfig.model_validate(keys)


def places(*routes):
    found = destinations(match(), routes, CHANNELS, DIGESTS)
    return [(one.channel, one.digest) for one in found]


def test_a_route_may_keep_an_alert_for_a_digest():
    assert places(route(digests=["morning"])) == [("mail", "morning"), ("desk", "morning")]


def test_a_route_may_tell_some_at_once_and_others_by_a_digest():
    assert places(route(channels=["phone"], digests=["evening"])) == [("phone", None), ("mail", "evening")]


@pytest.mark.parametrize(
    "routes",
    [
        (route(channels=["desk"], digests=["morning"]),),
        (route(digests=["morning"], **{"continue": True}), route(channels=["desk"])),
        (route(channels=["desk"], **{"continue": True}), route(digests=["morning"])),
    ],
    ids=["one route", "the digest first", "at once first"],
)
def test_a_channel_told_at_once_does_not_wait_for_a_digest(routes):
    assert sorted(places(*routes)) == [("desk", None), ("mail", "morning")]


def test_a_channel_of_two_digests_is_told_by_the_first():
    assert places(route(digests=["evening", "morning"])) == [("mail", "evening"), ("desk", "morning")]


def test_a_digest_without_a_fitting_route_gets_nothing():
    passed_by = route(when={"severity": ["low"]}, digests=["morning"])
    assert places(passed_by) == [(name, None) for name in CHANNELS]


def test_the_reason_names_the_digest():
    assert destinations(match(), [route(digests=["evening"])], CHANNELS, DIGESTS) == (
        Destination("mail", "route 1: digest evening", "evening"),
    )


def test_a_route_that_says_nowhere_must_say_so():
    with pytest.raises(ValidationError, match="on purpose"):
        route(when={"severity": "high"})
    assert places(route(channels=[])) == []
