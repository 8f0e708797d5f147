"""Plots: every instant is counted once, and what is said beside a bar is what it stands for."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.backtest.plots import PlotSeries, over_time, ranked

INSTANTS = st.lists(
    st.integers(-20 * 10**8, 50 * 10**8).map(lambda one: datetime.fromtimestamp(one, UTC)),
    min_size=1,
    max_size=40,
)


def told(svg):
    return sum(int(number) for number in re.findall(r": (\d+) alerts", svg))


@given(INSTANTS)
def test_every_instant_is_counted_once(instants):
    svg = over_time(PlotSeries("alerts", instants, "bar"), None, ZoneInfo("Europe/London"))
    assert told(svg) == len(instants)
    ET.fromstring(svg)


@pytest.mark.parametrize("days", [0, 1, 10, 100, 1000, 20_000])
def test_there_are_never_more_bars_than_can_be_told_apart(days):
    start = datetime(2024, 3, 30, 12, tzinfo=UTC)
    svg = over_time(PlotSeries("alerts", [start, start + timedelta(days=days)], "bar"), None, ZoneInfo("UTC"))
    assert told(svg) == 2
    assert 8 <= svg.count('class="hit"') <= 80


def test_what_was_before_stands_as_a_mark_at_its_own_height():
    at = datetime(2024, 3, 1, tzinfo=UTC)
    svg = over_time(PlotSeries("alerts", [at], "bar"), PlotSeries("before", [at, at], "was"), ZoneInfo("UTC"))
    assert "1 Mar 00:00: 1 alerts, 2 before" in svg
    assert svg.count('class="was"') == 1


def test_nothing_to_plot_is_said():
    assert over_time(PlotSeries("alerts", [], "bar"), None, ZoneInfo("UTC")) == '<p class="quiet">none</p>'
    assert ranked([], "bar", "alerts by rule") == '<p class="quiet">none</p>'


def test_names_are_escaped_and_cut_where_there_is_no_room():
    svg = ranked([("<b>" * 30, 3, "of 9"), ("none", 0, "")], "bar", "alerts by rule")
    ET.fromstring(svg)
    assert "<b>" not in svg
    assert "…" in svg
