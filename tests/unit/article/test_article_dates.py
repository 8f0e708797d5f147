from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from monitor.article.dates import find_date, find_url_date, find_whole_date


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
