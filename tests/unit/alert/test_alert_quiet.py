"""Quiet hours by the clock on the wall, on every kind of day."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from monitor.alert.local_time import first_time, last_time, wall_of
from monitor.alert.quiet_hours import QuietHours, quiet_until

LONDON = ZoneInfo("Europe/London")
ZONES = ("Europe/London", "America/New_York", "Asia/Kathmandu")
CHANGES = (
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 3, 8, 7, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
)


def quiet(from_="22:00", to="07:00", **keys):
    keys.setdefault("timezone", "Europe/London")
    return QuietHours.model_validate({"from": from_, "to": to, **keys})


def london(*parts):
    return datetime(*parts, tzinfo=LONDON).astimezone(UTC)


FRIDAY = (2026, 11, 20)
SATURDAY = (2026, 11, 21)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (london(*FRIDAY, 21, 59), None),
        (london(*FRIDAY, 22, 0), london(*SATURDAY, 7)),
        (london(*SATURDAY, 6, 59), london(*SATURDAY, 7)),
        (london(*SATURDAY, 7, 0), None),
        (london(*SATURDAY, 23, 0), None),
        (london(2026, 11, 22, 3, 0), None),
        (london(2026, 11, 23, 3, 0), None),
    ],
    ids=[
        "before",
        "begins",
        "over midnight",
        "ends",
        "no Saturday",
        "nor its night",
        "Monday before its own",
    ],
)
def test_a_night_belongs_to_the_day_it_starts_on(now, until):
    assert quiet(days=["mon-fri"]).quiet_until(now, "high") == until


def test_critical_passes_unless_said_otherwise():
    night = london(*FRIDAY, 23)
    assert quiet().quiet_until(night, "critical") is None
    assert quiet(**{"pass": []}).quiet_until(night, "critical") == london(*SATURDAY, 7)
    assert quiet(**{"pass": "high"}).quiet_until(night, "critical") is None
    assert quiet(**{"pass": ["high"]}).quiet_until(night, "high") is None
    assert quiet(**{"pass": ["high"]}).quiet_until(night, "medium") is not None


def test_ranges_that_follow_on_each_other_are_one_silence():
    weekend = quiet("00:00", "24:00", days="weekend")
    assert weekend.quiet_until(london(*SATURDAY, 12), "high") == london(2026, 11, 23)
    hours = (weekend, quiet(days="daily"))
    assert quiet_until(hours, london(*FRIDAY, 23), "high") == london(2026, 11, 23, 7)


def test_a_silence_without_an_end_is_asked_about_again():
    now = london(*FRIDAY, 12)
    until = quiet("08:00", "08:00").quiet_until(now, "high")
    assert timedelta(days=8) <= until - now < timedelta(days=9)


@pytest.mark.parametrize(
    ("days", "numbers"),
    [
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("sat,sun", {5, 6}),
        (["Saturday", "sundays"], {5, 6}),
        ("fri-mon", {4, 5, 6, 0}),
        ("weekdays", {0, 1, 2, 3, 4}),
        (["weekend", "wed"], {2, 5, 6}),
        ("daily", set(range(7))),
    ],
)
def test_days_as_people_write_them(days, numbers):
    assert quiet(days=days).days == numbers


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"from": "10pm"}, "22:00"),
        ({"to": "25:00"}, "24:00"),
        ({"to": 700}, "22:00"),
        ({"days": "mon-fry"}, "fri"),
        ({"days": [1]}, "by name"),
        ({"days": []}, "by name"),
        ({"timezone": "Europe/Londres"}, "time zone"),
        ({"pass": "urgent"}, "critical"),
    ],
)
def test_what_is_no_range_is_refused_in_words(keys, said):
    with pytest.raises(ValidationError, match=said):
        QuietHours.model_validate({"from": "22:00", "to": "07:00", **keys})


def test_a_time_of_day_may_be_written_as_toml_has_it():
    assert quiet(time(22, 0), "7:00") == quiet()


clock_times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
near_changes = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    st.sampled_from(CHANGES),
    st.integers(-2880, 2880),
)
ranges = st.builds(
    lambda start, end, days, zone: QuietHours.model_validate(
        {"from": start, "to": end, "days": frozenset(days), "timezone": zone}
    ),
    clock_times,
    clock_times,
    st.sets(st.integers(0, 6), min_size=1, max_size=6),
    st.sampled_from(ZONES),
)


def wall_says_quiet(hours, now):
    wall = wall_of(now, hours.zone)
    yesterday = (wall - timedelta(days=1)).weekday()
    shown = wall.time()
    if hours.from_ < hours.to:
        return wall.weekday() in hours.days and hours.from_ <= shown < hours.to
    return (wall.weekday() in hours.days and shown >= hours.from_) or (
        yesterday in hours.days and shown < hours.to
    )


@settings(max_examples=150, deadline=None)
@given(ranges, near_changes)
@example(quiet("01:10", "01:20"), datetime(2026, 10, 25, 0, 15, tzinfo=UTC))
@example(quiet("01:10", "01:20"), datetime(2026, 10, 25, 1, 15, tzinfo=UTC))
def test_whenever_the_wall_shows_a_quiet_time_it_is_quiet(hours, now):
    if wall_says_quiet(hours, now):
        assert hours.quiet_until(now, "high") is not None


@settings(max_examples=150, deadline=None)
@given(ranges, near_changes)
def test_it_is_quiet_only_when_the_wall_says_so_or_an_hour_is_repeated(hours, now):
    until = hours.quiet_until(now, "high")
    repeated = any(
        wall_of(now, hours.zone) == wall_of(now + timedelta(hours=step), hours.zone) for step in (-1, 1)
    )
    if until is not None and not wall_says_quiet(hours, now):
        assert repeated
        assert (
            now.timestamp()
            >= first_time(datetime.combine(wall_of(now, hours.zone), time()), hours.zone).timestamp()
        )


@settings(max_examples=150, deadline=None)
@given(ranges, near_changes)
def test_it_is_quiet_up_to_the_end_told_and_not_at_it(hours, now):
    until = hours.quiet_until(now, "high")
    if until is not None:
        assert until > now
        assert hours.quiet_until(until - timedelta(seconds=1), "high") == until
        assert until - now >= timedelta(days=8) or hours.quiet_until(until, "high") is None
        middle = now + (until - now) / 2
        assert hours.quiet_until(middle, "high") == until


@pytest.mark.parametrize(
    ("wall", "first", "last"),
    [
        ("2026-03-29T01:30", (2026, 3, 29, 1, 0), (2026, 3, 29, 1, 0)),
        ("2026-10-25T01:30", (2026, 10, 25, 0, 30), (2026, 10, 25, 1, 30)),
        ("2026-07-01T12:00", (2026, 7, 1, 11, 0), (2026, 7, 1, 11, 0)),
    ],
    ids=["skipped", "twice", "plain"],
)
def test_the_instants_of_a_wall_time(wall, first, last):
    assert first_time(datetime.fromisoformat(wall), LONDON) == datetime(*first, tzinfo=UTC)
    assert last_time(datetime.fromisoformat(wall), LONDON) == datetime(*last, tzinfo=UTC)


def test_a_day_that_was_left_out_altogether():
    apia = ZoneInfo("Pacific/Apia")
    assert first_time(datetime.fromisoformat("2011-12-30T12:00"), apia) == datetime(
        2011, 12, 30, 10, tzinfo=UTC
    )
