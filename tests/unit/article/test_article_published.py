from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article.model import Article
from monitor.article.published import as_day, day_of, out_by
from monitor.claims.model import Source
from monitor.claims.summary import says_when
from monitor.correlation.wording import said_moment
from monitor.located.yaml_tree import Location
from monitor.notify.lines import told_date
from monitor.rule.compile import was_published
from monitor.rule.condition import Published

DAY = date(2026, 11, 21)
BODY = "Vladimir Putin called Emmanuel Macron, the Kremlin said in a statement on its website."
ZONES = ["UTC", "America/New_York", "Pacific/Honolulu", "Europe/Kyiv", "Asia/Tokyo", "Pacific/Kiritimati"]


def dated(line: str, zone: str):
    return Article.from_bytes(f"Talks continue\n\n{line}\n\n{BODY}".encode(), timezone=ZoneInfo(zone))


@pytest.mark.parametrize("reader", ZONES)
@pytest.mark.parametrize("source", ZONES)
@pytest.mark.parametrize("line", ["21 November 2026", "15:00 IST, 21 November 2026"])
def test_a_day_is_that_day_whatever_zone_it_is_read_and_shown_in(line, source, reader):
    article = dated(line, source)
    assert day_of(article.dated) == DAY
    stored = datetime.fromtimestamp(article.dated.timestamp(), UTC)
    assert told_date(stored, ZoneInfo(reader)) == "21 Nov 2026"
    assert said_moment(stored) == "21 Nov 2026"
    known = Source(article_id="a", path="a", publisher=None, published=stored, received=stored)
    assert says_when(known) == "21 Nov 2026"


def test_a_time_is_shown_with_its_zone():
    article = dated("21 November 2026, 00:30", "Europe/Kyiv")
    assert day_of(article.dated) is None
    assert told_date(article.dated, ZoneInfo("America/New_York")) == "20 Nov 2026, 17:30 EST"


@pytest.mark.parametrize("zone", ZONES)
def test_a_rule_about_days_holds_for_an_article_of_that_day_in_any_zone(zone):
    asked = Published(
        location=Location("r.yaml", 1, 1), within=None, after=as_day(DAY), before=as_day(date(2026, 11, 22))
    )
    assert was_published(asked, dated("21 November 2026", zone))
    assert not was_published(asked, dated("20 November 2026", zone))


@given(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(sorted(available_timezones())),
)
def test_whatever_the_zone_a_day_leaves_the_article_as_itself(day, zone):
    assert day_of(dated(day.isoformat(), zone).dated) == day


def test_a_day_was_out_when_it_came_in_or_when_it_was_over():
    midnight = as_day(DAY)
    end = midnight + timedelta(days=1)
    assert out_by(midnight) == end - timedelta(microseconds=1)
    assert out_by(midnight, midnight + timedelta(hours=9)) == midnight + timedelta(hours=9)
    assert out_by(midnight, end + timedelta(days=5)) == end - timedelta(microseconds=1)
    assert out_by(midnight, midnight - timedelta(days=3)) == midnight


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_what_has_a_time_was_out_at_that_time(published, received):
    if day_of(published) is None:
        assert out_by(published, received) == published
