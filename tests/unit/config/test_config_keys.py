"""config.toml: how channels are served, digests, routes to them, the heartbeat, and what is doubtful."""

from datetime import UTC, datetime, time, timedelta

import pytest

from monitor.alert.rate import Rate
from monitor.config import load_config
from monitor.errors import ConfigError, Gravity

BASE = """
[monitor]
timezone = "Europe/London"

[[sources]]
type = "folder"
path = "inbox"
silent_after = "6h"

[channels.desk]
url = "console://"
update_every = "45m"
rate = "30/1m"
quiet = { from = "22:00", to = "07:00", days = ["mon-fri"], pass = "critical" }
tell = "mail"

[channels.mail]
url = "json://127.0.0.1:9/x"
timezone = "America/New_York"
quiet = [
  { from = "22:00", to = "07:00" },
  { from = "12:00", to = "13:00", days = "sun", timezone = "Asia/Kathmandu" },
]
"""

WHOLE = (
    BASE
    + """
[alerts]
resolve_after = "14d"
join_for = "48h"
notices = ["desk"]

[digests.morning]
cron = "0 7 * * mon-fri"
channels = ["mail"]

[digests.week]
cron = "0 9 * * sun"
timezone = "UTC"
channels = "desk"
empty = "tell"
title = "The week"

[[routes]]
when = { severity = "critical" }
channels = ["desk"]
digests = ["week"]
continue = true

[[routes]]
digests = ["morning"]

[heartbeat]
url = "https://hc.example.org/${BEAT}"
every = "30s"
"""
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "inbox").mkdir()
    return tmp_path


def load(folder, text, environ=None):
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load_config(path, {"BEAT": "s3cret"} if environ is None else environ)


def faults(folder, text, environ=None):
    with pytest.raises(ConfigError) as caught:
        load(folder, text, environ)
    return caught.value.faults


def test_channels_say_how_they_want_to_be_told(folder):
    desk = load(folder, BASE).channels["desk"]
    assert desk.update_every == timedelta(minutes=45)
    assert desk.rate == Rate(count=30, per=timedelta(minutes=1))
    assert (desk.quiet[0].from_, desk.quiet[0].to) == (time(22), time(7))
    assert desk.tell == "mail"
    assert desk.quiet_until(datetime(2026, 11, 23, 23, tzinfo=UTC), "high") == datetime(
        2026, 11, 24, 7, tzinfo=UTC
    )


def test_a_channel_that_says_nothing_has_no_rate_and_no_quiet_hours(folder):
    channel = load(folder, BASE.split("[channels.", maxsplit=1)[0]).channels["console"]
    assert (channel.rate, channel.quiet, channel.tell) == (None, (), None)
    assert channel.update_every == timedelta(minutes=30)


def test_quiet_hours_are_in_their_own_zone_else_the_channels_else_the_monitors(folder):
    channels = load(folder, BASE).channels
    assert [one.zone.key for one in channels["desk"].quiet] == ["Europe/London"]
    assert [one.zone.key for one in channels["mail"].quiet] == ["America/New_York", "Asia/Kathmandu"]


def test_quiet_hours_may_be_tables_of_their_own(folder):
    tables = (
        '[[channels.desk.quiet]]\nfrom = "22:00"\nto = "23:00"\n'
        '[[channels.desk.quiet]]\nfrom = "01:00"\nto = "02:00"\n'
    )
    line = 'quiet = { from = "22:00", to = "07:00", days = ["mon-fri"], pass = "critical" }\n'
    config = load(folder, BASE.replace(line, "") + tables)
    assert [one.from_ for one in config.channels["desk"].quiet] == [time(22), time(1)]


def test_the_alerts_and_the_heartbeat(folder):
    config = load(folder, WHOLE)
    assert config.alerts.resolve_after == timedelta(days=14)
    assert config.alerts.join_for == timedelta(days=2)
    assert config.alerts.notices == ("desk",)
    assert config.heartbeat.every == timedelta(seconds=30)
    assert config.heartbeat.reveal() == "https://hc.example.org/s3cret"
    assert "s3cret" not in repr(config)
    assert config.sources[0].silent_after == 6 * 3600


def test_what_is_left_out_has_its_default(folder):
    config = load(folder, BASE)
    assert config.alerts.resolve_after == timedelta(days=7)
    assert config.alerts.join_for == timedelta(days=3)
    assert config.alerts.notices == ("desk", "mail")
    assert (dict(config.digests), config.heartbeat) == ({}, None)


def test_nobody_is_told_of_our_own_troubles_only_when_that_is_said(folder):
    assert load(folder, BASE + "[alerts]\nnotices = []\n").alerts.notices == ()


def test_digests_have_a_zone_and_a_title(folder):
    digests = load(folder, WHOLE).digests
    assert (digests["morning"].title, digests["morning"].zone.key) == ("Morning digest", "Europe/London")
    assert (digests["week"].title, digests["week"].zone.key) == ("The week", "UTC")
    assert (digests["morning"].empty, digests["week"].empty) == ("skip", "tell")
    assert digests["week"].channels == ("desk",)


def test_routes_may_name_digests(folder):
    first, second = load(folder, WHOLE).routes
    assert (first.channels, first.digests) == (("desk",), ("week",))
    assert (second.channels, second.digests) == ((), ("morning",))


@pytest.mark.parametrize(
    ("line", "broken", "told", "hint"),
    [
        ('rate = "30/1m"', 'rate = "30"', "is no rate", "30/1m"),
        ('rate = "30/1m"', "rate = 30", "is no rate", "30/1m"),
        ('update_every = "45m"', 'update_every = "soon"', "not a length of time", "24h"),
        ('update_every = "45m"', "update_every = 0", "longer than nothing", ""),
        ('update_every = "45m"', "update_every = []", "must be a length of time", "24h"),
        ('update_every = "45m"', 'update_evry = "45m"', 'unknown key "update_evry"', '"update_every"'),
        ('from = "22:00", to = "07:00", days', 'form = "22:00", to = "07:00", days', '"form"', '"from"'),
        ('from = "22:00", to = "07:00", days', 'from = "22:00", days', '"to" is missing', "to ="),
        ('from = "22:00", to = "07:00", days', 'from = "10pm", to = "07:00", days', "time of day", "22:00"),
        ('days = ["mon-fri"]', 'days = ["mon-fry"]', "day of the week", "fri"),
        ('pass = "critical"', 'pass = "critcal"', 'cannot be "critcal"', '"critical"'),
        ('tell = "mail"', 'tell = "male"', 'no channel is named "male"', '"mail"'),
        ('tell = "mail"', 'tell = "desk"', "cannot tell of its own failure", "another"),
        ('cron = "0 7 * * mon-fri"', 'cron = "0 7 * * 1-9"', "is no weekday", "Sunday"),
        ('cron = "0 7 * * mon-fri"', 'cron = "0 7 * *"', "has 4 fields", "mon-fri"),
        ('cron = "0 7 * * mon-fri"\n', "", '"cron" is missing', "cron ="),
        ('channels = ["mail"]', 'channels = ["mial"]', 'no channel is named "mial"', '"mail"'),
        ('channels = ["mail"]', "channels = []", "must not be empty", "at least one"),
        ('empty = "tell"', 'empty = "say"', 'empty cannot be "say"', "tell"),
        ('digests = ["morning"]', 'digests = ["mornings"]', 'no digest is named "mornings"', '"morning"'),
        ('digests = ["morning"]', 'when = { tags = ["x"] }', "channels, digests or both", "on purpose"),
        ('notices = ["desk"]', 'notices = ["dsk"]', 'no channel is named "dsk"', '"desk"'),
        ('resolve_after = "14d"', 'resolved_after = "14d"', '"resolved_after"', '"resolve_after"'),
        ("https://hc.example.org/", "hc/", "address of the web", "https://"),
        ('every = "30s"', 'every = "30ms"', "a second or longer", ""),
        ("[digests.week]", '[digests."the week"]', "no name for a digest", "letters"),
        ("[heartbeat]", "[hartbeat]", 'unknown section "hartbeat"', '"heartbeat"'),
        ('silent_after = "6h"', 'silent_after = "never"', "no length of time", "30s"),
    ],
)
def test_a_fault_is_told_in_plain_words_at_its_line(folder, line, broken, told, hint):
    text = WHOLE.replace(line, broken, 1)
    found = [str(fault) for fault in faults(folder, text)]
    said = next(one for one in found if told in one)
    assert hint in said
    if broken:
        shown = said.splitlines()[1].split(" | ")[1]
        assert shown.strip() in text


def test_the_caret_stands_under_the_wrong_value_of_a_list_of_quiet_hours(folder):
    tables = '[[channels.desk.quiet]]\nfrom = "22:00"\nto = "23:00"\n[[channels.desk.quiet]]\nfrom = "x"\nto = "02:00"\n'
    line = 'quiet = { from = "22:00", to = "07:00", days = ["mon-fri"], pass = "critical" }\n'
    text = BASE.replace(line, "") + tables
    (fault,) = faults(folder, text)
    assert text.splitlines()[fault.location.line - 1] == 'from = "x"'


def test_a_single_table_of_quiet_hours_is_pointed_into(folder):
    line = 'quiet = { from = "22:00", to = "07:00", days = ["mon-fri"], pass = "critical" }\n'
    text = BASE.replace(line, "") + '[channels.desk.quiet]\nfrom = "22:00"\nto = "x"\n'
    (fault,) = faults(folder, text)
    assert text.splitlines()[fault.location.line - 1] == 'to = "x"'


def test_a_table_inside_the_second_route_is_pointed_into(folder):
    routes = (
        '[[routes]]\nchannels = ["desk"]\n[routes.when]\nseverity = "high"\n'
        '[[routes]]\nchannels = ["mail"]\n[routes.when]\nseverity = "hihg"\n'
    )
    (fault,) = faults(folder, BASE + routes)
    assert (BASE + routes).splitlines()[fault.location.line - 1] == 'severity = "hihg"'


def test_a_missing_secret_of_the_heartbeat_is_told_and_none_is_shown(folder):
    (fault,) = faults(folder, WHOLE, {})
    assert "environment variable BEAT is not set" in fault.message
    shown = str(faults(folder, WHOLE.replace("https://hc.example.org/", "ftp://hidden.example/"))[0])
    assert "s3cret" not in shown
    assert "hidden" not in shown


def test_a_digest_that_is_no_table_is_told(folder):
    (fault,) = faults(folder, BASE + '[digests]\nmorning = "0 7 * * *"\n')
    assert "must be a table" in fault.message
    assert "[digests.morning]" in fault.hint


def test_a_digest_is_asked_for_where_there_is_none(folder):
    (fault,) = faults(folder, BASE + '[[routes]]\ndigests = ["morning"]\n')
    assert "add [digests.morning]" in fault.hint


def test_a_channel_with_a_fault_is_still_a_channel_that_routes_may_name(folder):
    text = BASE.replace('rate = "30/1m"', "rate = []") + '[[routes]]\nchannels = ["desk"]\n'
    assert ["rate" in fault.message for fault in faults(folder, text)] == [True]


def test_a_template_is_tried_and_pointed_into(folder):
    line = 'tell = "mail"\n'
    text = BASE.replace(line, line + 'template = { title = "{{ titel }}" }\n')
    (fault,) = faults(folder, text)
    assert "titel" in fault.message
    assert "template" in text.splitlines()[fault.location.line - 1]


def test_a_template_may_be_a_file_beside_the_configuration(folder):
    (folder / "mail.txt").write_text("{{ title }}\n", encoding="utf-8")
    line = 'tell = "mail"\n'
    text = BASE.replace(line, line + 'template = { file = "mail.txt" }\n')
    assert load(folder, text).channels["desk"].template.body == "{{ title }}\n"
    assert "cannot be read" in faults(folder, text.replace("mail.txt", "male.txt"))[0].message


def doubts(folder, text):
    found = load(folder, text).doubts
    assert all(one.gravity is Gravity.DOUBT for one in found)
    return [one.message for one in found]


def test_a_plain_configuration_raises_no_doubt(folder):
    assert doubts(folder, WHOLE) == []


@pytest.mark.parametrize(
    ("first", "second", "reached"),
    [
        ("", 'when = { severity = "high" }', False),
        ("continue = true", 'when = { severity = "high" }', True),
        ('when = { severity = ["high", "low"] }', 'when = { severity = "high", tags = ["x"] }', False),
        ('when = { severity = "high" }', 'when = { severity = ["high", "low"] }', True),
        ('when = { severity = "high", tags = ["x"] }', 'when = { severity = "high" }', True),
        ('when = { severity = "high" }', "", True),
        ('when = { rules = ["a-*"] }', 'when = { rules = ["a-*"] }', False),
    ],
)
def test_a_route_that_another_always_precedes_is_doubtful(folder, first, second, reached):
    channels = 'channels = ["desk"]\n'
    text = BASE + f"[[routes]]\n{channels}{first}\n[[routes]]\n{channels}{second}\n"
    found = doubts(folder, text)
    assert found == ([] if reached else ["route 2 is never reached: route 1 takes all that it fits"])


def test_a_digest_that_no_route_feeds_is_doubtful_and_its_line_is_shown(folder):
    text = WHOLE.replace('digests = ["week"]\n', "")
    (doubt,) = load(folder, text).doubts
    assert doubt.message == 'no route feeds the digest "week"'
    assert text.splitlines()[doubt.location.line - 1] == "[digests.week]"
    assert "doubt" in str(doubt)


def test_a_quiet_range_of_a_whole_day_is_doubtful(folder):
    whole_day = BASE.replace('to = "07:00", days', 'to = "22:00", days')
    assert doubts(folder, whole_day) == ["desk is quiet for 24 hours every weekday"]
    always = whole_day.replace('days = ["mon-fri"]', 'days = "daily"')
    assert doubts(folder, always) == ["desk is quiet round the clock"]
