"""Lengths of time as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.duration import parse_duration


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("30s", timedelta(seconds=30)),
        ("30m", timedelta(minutes=30)),
        ("36h", timedelta(hours=36)),
        ("2d", timedelta(days=2)),
        ("1w", timedelta(weeks=1)),
        ("1d12h", timedelta(hours=36)),
        (" 1w 2d ", timedelta(days=9)),
        ("2 d", timedelta(days=2)),
    ],
)
def test_a_number_and_a_unit_are_a_length_of_time(text: str, length: timedelta) -> None:
    assert parse_duration(text) == length


@pytest.mark.parametrize(
    "text", ["", "2", "d", "2 days", "-2d", "0d", "h1.5", "2D", "1h x", "9999999d", "٣d"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no "):
        parse_duration(text)


@given(st.text())
def test_any_text_is_a_length_of_time_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert parse_duration(text) > timedelta()
