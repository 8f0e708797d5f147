from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from monitor.notify.config import ChannelConfig


def test_a_channel_needs_only_its_url():
    channel = ChannelConfig(url="json://host/TOPSECRET")
    assert channel.reveal() == "json://host/TOPSECRET"
    assert (channel.timeout, channel.give_up_after, channel.on_ambiguous) == (
        20.0,
        timedelta(days=3),
        "retry",
    )


def test_a_url_is_never_shown():
    channel = ChannelConfig(url="json://host/TOPSECRET")
    assert "TOPSECRET" not in f"{channel} {channel!r} {channel.model_dump_json()} {channel.model_dump()}"


@pytest.mark.parametrize(("text", "length"), [("90s", 90), ("15m", 900), ("2h", 7200), ("1d 12h", 129_600)])
def test_a_length_of_time_has_a_unit(text: str, length: int):
    assert ChannelConfig(give_up_after=text).give_up_after == timedelta(seconds=length)


@pytest.mark.parametrize(
    "wrong",
    [
        {"give_up_after": "soon"},
        {"give_up_after": "0s"},
        {"timeout": 0},
        {"timeout": -1},
        {"max_attempts": 0},
        {"on_ambiguous": "maybe"},
        {"timezone": "Europe/Londn"},
        {"timezone": "../../etc/passwd"},
        {"colour": "red"},
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, object]):
    with pytest.raises(ValidationError):
        ChannelConfig.model_validate(wrong)
