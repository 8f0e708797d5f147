"""Rates as people write them."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alert.rate import Rate, parse_rate


@pytest.mark.parametrize(
    ("text", "count", "per"),
    [
        ("30/1m", 30, timedelta(minutes=1)),
        ("1/s", 1, timedelta(seconds=1)),
        ("100 / 1h30m", 100, timedelta(minutes=90)),
        ("5/d", 5, timedelta(days=1)),
    ],
)
def test_a_number_and_a_time_are_a_rate(text, count, per):
    assert parse_rate(text) == Rate(count=count, per=per)


@pytest.mark.parametrize("text", ["", "30", "/1m", "0/1m", "30/", "30/0m", "x/1m", "30/fortnight", "-1/m"])
def test_anything_else_is_refused_with_the_way_out(text):
    with pytest.raises(ValueError, match="30/1m"):
        parse_rate(text)


@given(st.text())
def test_any_text_is_a_rate_or_a_value_error(text):
    with suppress(ValueError):
        assert parse_rate(text).count > 0
