from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article.dates import find_date, find_url_date, find_whole_date, says_only_a_date
from monitor.article.model import Article


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-07-15", "2024-07-15T00:00:00+00:00"),
        ("2024-07-15T10:30:00Z", "2024-07-15T10:30:00+00:00"),
        ("2024-07-15 10:30:05 +0300", "2024-07-15T10:30:05+03:00"),
        ("October 09, 2024", "2024-10-09T00:00:00+00:00"),
        ("9 October 2024", "2024-10-09T00:00:00+00:00"),
        ("Saturday, November 9, 2024", "2024-11-09T00:00:00+00:00"),
        ("Oct. 9, 2024", "2024-10-09T00:00:00+00:00"),
        ("Updated Dec. 31, 2014 11:30 a.m. EST.", "2014-12-31T11:30:00-05:00"),
        ("Published: 9 October 2024 at 18:05 GMT", "2024-10-09T18:05:00+00:00"),
        ("Sept 3rd, 2024", "2024-09-03T00:00:00+00:00"),
        ("09.10.2024", "2024-10-09T00:00:00+00:00"),
        ("09.10.2024, 14:30", "2024-10-09T14:30:00+00:00"),
        ("10/25/2024", "2024-10-25T00:00:00+00:00"),
        ("9 жовтня 2024", "2024-10-09T00:00:00+00:00"),
        ("Середа, 9 жовтня 2024, 10:15", "2024-10-09T10:15:00+00:00"),
        ("9 октября 2024 года", "2024-10-09T00:00:00+00:00"),
        ("9 мая 2024", "2024-05-09T00:00:00+00:00"),
        ("9 марта 2024", "2024-03-09T00:00:00+00:00"),
        ("9. Oktober 2024", "2024-10-09T00:00:00+00:00"),
        ("9 de octubre de 2024", "2024-10-09T00:00:00+00:00"),
        ("February 4th, 2015 | by Jane Doe", "2015-02-04T00:00:00+00:00"),
        ("12:05 noon was not it, 9 October 2024"[-14:], "2024-10-09T00:00:00+00:00"),
    ],
)
def test_a_line_that_is_a_date_is_read(text, value):
    assert find_whole_date(text).value.isoformat() == value


@pytest.mark.parametrize(
    "text",
    [
        "Putin called Trump on October 9, 2024",
        "October 9, 2024 Putin called Trump",
        "In 2024 nothing happened",
        "31.02.2024",
        "2024-13-45",
        "Starting 14/02/2021, 20:40",
        "1,234.56.2024",
        "",
    ],
)
def test_a_line_that_says_more_or_no_date_is_none(text):
    assert find_whole_date(text) is None


def test_a_date_without_a_zone_takes_the_given_one():
    zone = timezone(timedelta(hours=2))
    assert find_date("9 October 2024", timezone=zone).value.isoformat() == "2024-10-09T00:00:00+02:00"
    assert (
        find_date("9 October 2024 10:00 GMT", timezone=zone).value.isoformat() == "2024-10-09T10:00:00+00:00"
    )


def test_a_time_is_told_apart_from_none():
    assert find_date("9 October 2024 10:00").has_time
    assert not find_date("9 October 2024").has_time


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2024/10/09/talks-a86621", "2024-10-09"),
        ("https://example.org/news/2024-10-09/talks", "2024-10-09"),
        ("https://example.org/2024/oct/09/talks", "2024-10-09"),
    ],
)
def test_a_url_tells_its_day(url, day):
    assert find_url_date(url).value.date().isoformat() == day


@pytest.mark.parametrize(
    "url", ["https://example.org/talks", "https://example.org/2024/13/77/x", "https://example.org/2024/10/"]
)
def test_a_url_without_a_day_tells_none(url):
    assert find_url_date(url) is None


OURS = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("21 November 2026 10:00 JST", "2026-11-21T10:00:00+09:00"),
        ("July 15, 2026 10:00 ET", "2026-07-15T10:00:00-04:00"),
        ("November 15, 2026 10:00 ET", "2026-11-15T10:00:00-05:00"),
        ("July 15, 2026 10:00 a.m. PT", "2026-07-15T10:00:00-07:00"),
        ("January 15, 2026 10:00 CT", "2026-01-15T10:00:00-06:00"),
        ("July 15, 2026 10:00 MT", "2026-07-15T10:00:00-06:00"),
        ("15 July 2026, 10:00 UK", "2026-07-15T10:00:00+01:00"),
        ("15 July 2026, 10:00 CET", "2026-07-15T10:00:00+01:00"),
        ("15. Juli 2026, 10:00 Uhr MESZ", "2026-07-15T10:00:00+02:00"),
        ("21 November 2026, 10:00 UTC+3", "2026-11-21T10:00:00+03:00"),
        ("21 November 2026, 10:00 UTC\N{MINUS SIGN}5", "2026-11-21T10:00:00-05:00"),
        ("21.11.2026 10:00 (GMT+3)", "2026-11-21T10:00:00+03:00"),
        ("21 November 2026 10:00 GMT+05:30", "2026-11-21T10:00:00+05:30"),
        ("2026-11-21T10:00+03", "2026-11-21T10:00:00+03:00"),
        ("2026-11-21T10:00:00-0530", "2026-11-21T10:00:00-05:30"),
        ("2026-11-21 10:00:00.123456+00", "2026-11-21T10:00:00+00:00"),
        ("2026-11-21T10:00:00\N{MINUS SIGN}05:00", "2026-11-21T10:00:00-05:00"),
        ("5 августа 2026, 10:00 МСК", "2026-08-05T10:00:00+03:00"),
        ("5 августа 2026, 10:00 мск", "2026-08-05T10:00:00+03:00"),
        ("21 November 2026, 10:00 Kyiv time", "2026-11-21T10:00:00+02:00"),
        ("21 листопада 2026, 10:00 за Києвом", "2026-11-21T10:00:00+02:00"),
        ("21 November 2026, 10:00 by Jane Doe", "2026-11-21T10:00:00+02:00"),
        ("21 November 2026, 10:00 BY JANE DOE", "2026-11-21T10:00:00+02:00"),
    ],
)
def test_a_zone_is_read_as_it_is_written_and_settled_by_the_date(text, instant):
    reading = find_whole_date(text, timezone=OURS)
    assert (reading.value.isoformat(), reading.has_time) == (instant, True)


@pytest.mark.parametrize(
    "zone",
    ["IST", "CST", "BST", "AST", "XYZ", "WIB", "Lhasa time", "local time", "UTC+19", "+10:07"],
)
def test_a_time_in_a_zone_that_is_not_known_leaves_the_day_and_is_never_ours(zone):
    reading = find_whole_date(f"15 July 2026 10:00 {zone}", timezone=OURS)
    assert (reading.value.isoformat(), reading.has_time) == ("2026-07-15T00:00:00+02:00", False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("21 ноя 2026, 14:05", "2026-11-21T14:05:00+02:00"),
        ("21 нояб. 2026", "2026-11-21T00:00:00+02:00"),
        ("21 сент. 2026", "2026-09-21T00:00:00+02:00"),
        ("5 авг 2026", "2026-08-05T00:00:00+02:00"),
        ("21 лист. 2026", "2026-11-21T00:00:00+02:00"),
        ("21 трав. 2026", "2026-05-21T00:00:00+02:00"),
        ("21. Okt. 2026", "2026-10-21T00:00:00+02:00"),
        ("21. Dez. 2026, 14.05 Uhr", "2026-12-21T14:05:00+02:00"),
        ("21. Mrz. 2026", "2026-03-21T00:00:00+02:00"),
        ("21 févr. 2026", "2026-02-21T00:00:00+02:00"),
        ("21 juil. 2026 à 14h05", "2026-07-21T14:05:00+02:00"),
        ("21 déc. 2026", "2026-12-21T00:00:00+02:00"),
        ("21 ene. 2026", "2026-01-21T00:00:00+02:00"),
        ("21 sett. 2026", "2026-09-21T00:00:00+02:00"),
        ("21-Nov-2026", "2026-11-21T00:00:00+02:00"),
        ("21-11-2026", "2026-11-21T00:00:00+02:00"),
        ("12:00, 21 November 2026", "2026-11-21T12:00:00+02:00"),
        ("12:00, Saturday, 21 November 2026", "2026-11-21T12:00:00+02:00"),
        ("10:05 21.11.2026", "2026-11-21T10:05:00+02:00"),
        ("UPDATED: 7:05 PM EST, Nov 21 2026", "2026-11-21T19:05:00-05:00"),
        ("Nov 21, 2026 7 p.m. ET", "2026-11-21T19:00:00-05:00"),
    ],
)
def test_short_months_and_times_before_the_date_are_read(text, value):
    assert find_whole_date(text, timezone=OURS).value.isoformat() == value


@pytest.mark.parametrize("text", ["03/04/2026", "03-04-2026", "03/04/2026 10:00", "Published: 03/04/2026"])
def test_figures_that_two_days_can_be_meant_by_are_no_date_and_no_text(text):
    assert find_date(text) is None
    assert says_only_a_date(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [("03.04.2026", "2026-04-03"), ("04/04/2026", "2026-04-04"), ("13/04/2026", "2026-04-13")],
)
def test_figures_that_only_one_day_can_be_meant_by_are_that_day(text, day):
    assert find_whole_date(text).value.date().isoformat() == day


@pytest.mark.parametrize("text", ["9 maybe 2026", "9 машин 2026", "The marble of 2026", "2026-13-05"])
def test_a_word_that_only_begins_like_a_month_is_none(text):
    assert find_date(text) is None


def test_an_ambiguous_date_line_is_set_aside_without_giving_a_date():
    body = "The minister told reporters in the capital that the two leaders had spoken for an hour."
    article = Article.from_bytes(f"Leaders speak\n\n03/04/2026\n\n{body}".encode())
    assert [str(block.role) for block in article.blocks] == ["headline", "date_line", "body"]
    assert article.published is None


def test_a_date_line_that_ends_in_an_outlet_names_both():
    body = "The minister told reporters in the capital that the two leaders had spoken for an hour."
    article = Article.from_bytes(
        f"Leaders speak\n\nNovember 21, 2026 / 7:05 PM / CBS News\n\n{body}".encode()
    )
    assert (article.publisher, article.published.isoformat()) == ("CBS News", "2026-11-21T19:05:00+00:00")


@given(
    st.datetimes(
        min_value=datetime.fromisoformat("1990-01-01"), max_value=datetime.fromisoformat("2090-01-01")
    ),
    st.integers(-14 * 4, 14 * 4),
    st.sampled_from(
        [
            "{day} {sign}{hours:02}:{minutes:02}",
            "{day} {sign}{hours:02}{minutes:02}",
            "{day} UTC{sign}{hours:02}:{minutes:02}",
        ]
    ),
)
def test_every_offset_is_read_as_it_is_written(at, quarters, form):
    at = at.replace(microsecond=0)
    hours, minutes = divmod(abs(quarters) * 15, 60)
    text = form.format(
        day=f"{at:%Y-%m-%d %H:%M:%S}", sign="-" if quarters < 0 else "+", hours=hours, minutes=minutes
    )
    shift = timedelta(minutes=15 * quarters)
    assert find_whole_date(text, timezone=OURS).value == at.replace(tzinfo=timezone(shift))


@given(st.text(alphabet="0123456789:./-+ TZAPMaprilмайUTC,|()", max_size=40))
def test_whatever_stands_in_a_line_a_date_stands_where_it_is_said_to(text):
    reading = find_date(text)
    if reading is not None:
        assert 0 <= reading.start < reading.end <= len(text)
        assert reading.has_time or reading.value.time().isoformat() == "00:00:00"
