"""Slots of digests: cron lines as people mean them, and each slot once, whatever clocks do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from monitor.alert.cron import parse_cron
from monitor.alert.digest_schedule import DigestConfig, describe, last_slot, next_slot, slots_between
from monitor.alert.local_time import wall_of

LONDON = ZoneInfo("Europe/London")
HOUR = timedelta(hours=1)


def digest(cron, zone="Europe/London"):
    return DigestConfig(cron=cron, timezone=zone, channels=("desk",))


def at(*parts):
    """Return the instant of a wall time in London."""
    return datetime(*parts, tzinfo=LONDON).astimezone(UTC)


def walls(config, since, until):
    return [wall_of(slot, config.zone) for slot in slots_between(config, since, until)]


def weekdays(cron):
    monday = at(2026, 11, 23)
    found = walls(digest(cron), monday - timedelta(seconds=1), monday + timedelta(days=7, seconds=-1))
    return [f"{one:%a}" for one in found]


class Desk:
    """A digest whose only memory over a restart is the list of slots told, as a store keeps it."""

    def __init__(self, config, since):
        self.config = config
        self.told = [since]
        self.restart()

    def restart(self):
        self.last = max(self.told)

    def tick(self, now):
        for slot in slots_between(self.config, self.last, now):
            self.told.append(slot)
            self.last = slot

    @property
    def slots(self):
        return self.told[1:]


@pytest.mark.parametrize("cron", ["0 7 * * *", "30 1 * * *", "0 1 * * *", "0 0 * * *", "59 23 * * *"])
def test_a_daily_digest_comes_365_times_a_year_over_restarts_in_every_hour_of_the_days_clocks_change(cron):
    desk = Desk(digest(cron), datetime(2025, 12, 31, 23, 59, 30, tzinfo=UTC))
    now = datetime(2026, 1, 1, tzinfo=UTC)
    while now < datetime(2027, 1, 1, tzinfo=UTC):
        if wall_of(now, LONDON).date().isoformat() in {"2026-03-29", "2026-10-25"}:
            desk.restart()
        desk.tick(now)
        now += HOUR
    desk.tick(now - timedelta(seconds=1))
    assert len(desk.slots) == len(set(desk.slots)) == 365
    assert len({wall_of(slot, LONDON).date() for slot in desk.slots}) == 365


def test_a_skipped_wall_time_gives_one_slot_right_after_the_gap():
    often = digest("*/15 1,2 * * *")
    gap = walls(often, at(2026, 3, 29), at(2026, 3, 29, 2, 59))
    assert [f"{one:%H:%M}" for one in gap] == ["02:00", "02:15", "02:30", "02:45"]
    assert next_slot(digest("30 1 * * *"), at(2026, 3, 29)) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_wall_time_that_comes_twice_gives_one_slot_the_first_time():
    half_past = digest("30 1 * * *")
    found = slots_between(half_past, at(2026, 10, 25), at(2026, 10, 26))
    assert found == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]
    assert next_slot(half_past, found[0] + timedelta(minutes=10)) == at(2026, 10, 26, 1, 30)


@pytest.mark.parametrize(
    ("cron", "days"),
    [
        ("0 7 * * 0", ["Sun"]),
        ("0 7 * * 7", ["Sun"]),
        ("0 7 * * 1-5", ["Mon", "Tue", "Wed", "Thu", "Fri"]),
        ("0 7 * * MON-FRI", ["Mon", "Tue", "Wed", "Thu", "Fri"]),
        ("0 7 * * mon-fri/2", ["Mon", "Wed", "Fri"]),
        ("0 7 * * sat,sun", ["Sat", "Sun"]),
        ("0 7 * * fri-mon", ["Mon", "Fri", "Sat", "Sun"]),
        ("0 7 * * 5-7", ["Fri", "Sat", "Sun"]),
        ("0 7 * * 0-7", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]),
        ("0 7 * * */2", ["Tue", "Thu", "Sat", "Sun"]),
        ("0 7 * * Sunday", ["Sun"]),
        ("@daily", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]),
        ("@weekly", ["Sun"]),
    ],
)
def test_weekdays_are_those_of_a_crontab(cron, days):
    assert weekdays(cron) == days


def test_a_day_that_not_every_month_has_comes_in_those_that_have_it():
    days = walls(digest("0 7 31 * *"), at(2026, 1, 1), at(2027, 1, 1))
    assert [one.month for one in days] == [1, 3, 5, 7, 8, 10, 12]
    last = walls(digest("0 7 last * *"), at(2028, 1, 1), at(2028, 4, 1))
    assert [one.day for one in last] == [31, 29, 31]


def test_a_day_of_the_month_and_a_weekday_are_both_told_as_in_a_crontab():
    days = walls(digest("0 7 1 * mon"), at(2026, 11, 24), at(2026, 12, 8))
    assert [f"{one:%a} {one.day}" for one in days] == ["Mon 30", "Tue 1", "Mon 7"]


@pytest.mark.parametrize(
    ("cron", "said"),
    [
        ("0 7 * *", "5"),
        ("0 7 * * 8", "weekday"),
        ("0 7 * * funday", "day of the week"),
        ("0 24 * * *", "hour"),
        ("60 7 * * *", "minute"),
        ("0 7 0 * *", "day of the month"),
        ("0 7 * febs *", "month"),
        ("0 7 31 2 *", "never comes"),
        ("*/0 7 * * *", "step"),
        ("30-10 7 * * *", "backwards"),
        ("0 7 * * mon/2", "range"),
        ("*-5 7 * * *", "minute"),
        ("0 7 1, * *", "day of the month"),
        ("@fortnightly", "5"),
    ],
)
def test_a_line_that_is_no_cron_is_refused_in_words(cron, said):
    with pytest.raises(ValidationError, match=said):
        digest(cron)


@given(st.text(max_size=20) | st.from_regex(r"[0-9*/,\-a-z ]{1,20}", fullmatch=True))
def test_any_text_is_a_cron_line_or_a_value_error(text):
    try:
        cron = parse_cron(text)
    except ValueError:
        return
    assert cron.minutes
    assert cron.hours


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["30 1 * * *", "*/20 * * * *", "0 7 * * mon-fri", "15 0,2 1,last * *"]),
    st.sampled_from(["Europe/London", "America/New_York", "Asia/Kathmandu"]),
    st.lists(st.integers(-9_000, 9_000), max_size=12),
    st.sampled_from([(2026, 3, 7), (2026, 3, 28), (2026, 10, 24), (2026, 10, 31)]),
)
def test_no_slot_is_lost_or_told_twice_however_the_clock_jumps(cron, zone, jumps, start):
    config = digest(cron, zone)
    now = start = datetime(*start, tzinfo=UTC)
    desk = Desk(config, start)
    latest = now
    for minutes in jumps:
        now += timedelta(minutes=minutes)
        desk.restart()
        desk.tick(now)
        latest = max(latest, now)
    assert desk.slots == sorted(set(desk.slots))
    assert desk.slots == slots_between(config, start, latest)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["30 1 * * *", "*/20 1-3 * * *", "0 7 1 * *", "0 7 * jun fri"]),
    st.integers(0, 500_000),
    st.integers(0, 60_000),
)
def test_the_last_slot_is_the_last_of_all_between(cron, start, length):
    config = digest(cron)
    after = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=start)
    now = after + timedelta(minutes=length, seconds=7)
    every = slots_between(config, after, now)
    assert last_slot(config, after, now) == (every[-1] if every else None)


def test_a_clock_put_back_gives_nothing():
    config = digest("0 7 * * *")
    told = at(2026, 11, 22, 7)
    assert slots_between(config, told, told - timedelta(days=2)) == []
    assert last_slot(config, told, told - timedelta(days=2)) is None
    assert last_slot(config, told, told) is None


@pytest.mark.parametrize(
    ("cron", "words"),
    [
        ("0 7 * * mon-fri", "every weekday at 07:00"),
        ("0 7,19 * * *", "every day at 07:00 and 19:00"),
        ("0 9 * * 0", "on Sundays at 09:00"),
        ("0 9 1 * *", "on the 1st of the month at 09:00"),
        ("0 9 last jan,jul *", "on the last day of the month in January and July at 09:00"),
        ("0 9 1,22 * mon", "on the 1st and 22nd of the month and on Mondays at 09:00"),
        ("@hourly", "every hour, on the hour"),
        ("*/15 * * * *", "at minutes 0, 15, 30 and 45 of every hour"),
        ("*/5 9-17 * * *", "every 5 minutes of every hour from 09:00 to 17:59"),
        ("30 8-18/2 * * 1-5", "every weekday at minute 30 of the hours 08, 10, 12, 14, 16 and 18"),
    ],
)
def test_a_cron_line_in_words(cron, words):
    assert describe(digest(cron)) == f"{words}, Europe/London"
