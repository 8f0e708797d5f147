"""When scheduled jobs have something to do: never later than the daemon would do them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from monitor.alert.digest_schedule import DigestConfig
from monitor.backtest.due import Due, floor_minute
from monitor.backtest.reading import ArrivalBatch
from monitor.config.model import AlertsConfig, Config, MonitorSettings
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet

NOW = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def due(rules="rules: [{id: a, severity: low, when: x}]", **digests):
    zone = MonitorSettings().timezone
    config = Config(
        path=Path("config.toml"),
        monitor=MonitorSettings(),
        sources=(),
        channels={},
        routes=(),
        timezone=ZoneInfo("UTC"),
        alerts=AlertsConfig(resolve_after=timedelta(hours=5)),
        digests={
            name: DigestConfig(channels=("desk",), timezone=zone, **one) for name, one in digests.items()
        },
    )
    found = Due(RuleSet.of(load_rules_text(rules)), config)
    found.begin(NOW)
    found.done(NOW)
    return found


def test_an_alert_is_looked_at_when_it_may_resolve():
    one = due()
    one.note(ArrivalBatch(NOW + timedelta(seconds=20), ()), told=True)
    assert one.next() == NOW + 5 * HOUR + timedelta(minutes=1)


def test_what_is_told_of_nothing_is_due_never():
    one = due()
    one.note(ArrivalBatch(NOW, ()), told=False)
    assert one.next() is None


def test_a_digest_for_which_something_waits_is_due_at_its_next_slot():
    one = due(hourly={"cron": "0 * * * *"})
    one.look_ahead(NOW, NOW + 100 * HOUR, {"hourly"})
    assert one.next() == one.next_slot({"hourly"}) == NOW + HOUR


def test_a_digest_for_which_nothing_waits_is_due_once_before_what_comes_next():
    one = due(hourly={"cron": "0 * * * *"})
    one.look_ahead(NOW, NOW + 100.5 * HOUR, frozenset())
    assert one.next_slot({"hourly"}) == NOW + 100 * HOUR


def test_a_digest_that_is_told_empty_is_due_at_each_slot():
    one = due(hourly={"cron": "0 * * * *", "empty": "tell"})
    one.look_ahead(NOW, NOW + 100 * HOUR, frozenset())
    assert one.next() == NOW + HOUR


def test_a_rule_that_tells_of_silence_is_looked_at_when_it_has_lasted():
    one = due("rules: [{id: a, severity: low, when: x, absent: {for: 6h}}]")
    assert one.next() == NOW + 6 * HOUR


def test_all_duties_are_done_before_what_comes_after_a_long_pause():
    one = due()
    one.look_ahead(NOW, NOW + timedelta(minutes=59), frozenset())
    assert one.next() is None
    one.look_ahead(NOW, NOW + timedelta(minutes=61, seconds=5), frozenset())
    assert one.next() == floor_minute(NOW + timedelta(minutes=61, seconds=5))
