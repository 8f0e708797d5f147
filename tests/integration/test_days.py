"""Articles that tell only the day they were published on, through the daemon's own way: folder, store, message."""

import os
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from monitor.cli.main import main
from monitor.ingest import Desk, Ingester
from monitor.notify.lines import byline
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.source.model import Arrival, Signature
from monitor.store.listing import alert_json, claim_json
from monitor.store.store import Store
from monitor.testing import StillClock

RULES = """
rules:
  - id: contact
    when: {contact: {status: [happened, claimed, denied]}}
    new: {per: [participants, kind], for: 7d}
"""
CALL = "Russian President Vladimir Putin called US President Donald Trump on Friday, officials said."
DENIED = "The Kremlin denied reports that Vladimir Putin had called Donald Trump on Friday."
ZONES = ["America/New_York", "UTC", "Asia/Tokyo"]


class Bureau:
    def __init__(self, folder, zone, now):
        self.folder, self.zone = folder, ZoneInfo(zone)
        self.store = Store.open(f"sqlite:///{folder}/monitor.db")
        rules = RuleSet(load_rules_text(RULES).rules)
        self.ingester = Ingester(self.store, rules, Desk((), ("desk",)), StillClock(now), timezone=self.zone)

    def take(self, name, text, published):
        path = self.folder / name
        path.write_text(f"{text}\n\nPublished: {published}\n\n{text}\n", encoding="utf-8")
        self.ingester.take_in([Arrival(os.fspath(path), os.fspath(self.folder), Signature.of(os.stat(path)))])


@pytest.fixture(params=ZONES)
def bureau(tmp_path, request):
    bureau = Bureau(tmp_path, request.param, datetime(2024, 11, 12, tzinfo=UTC))
    yield bureau
    bureau.store.close()


def test_a_denial_that_tells_only_its_day_is_not_the_first_report_of_what_was_told_that_day(bureau):
    bureau.take("denial.txt", DENIED, "8 November 2024")
    bureau.take("call.txt", CALL, "8 November 2024, 10:00 UTC")
    (claim,) = bureau.store.list_claims()
    assert claim.first.path.endswith("call.txt")
    bureau.take("late.txt", CALL + " He said no more.", "9 November 2024")
    (claim,) = bureau.store.list_claims()
    assert [os.path.basename(one.source.path) for one in claim.sightings] == [
        "call.txt",
        "denial.txt",
        "late.txt",
    ]


def test_a_day_is_told_as_that_day_in_messages_and_listings(bureau):
    bureau.take("first.txt", CALL, "8 November 2024")
    bureau.take("second.txt", CALL + " He said no more.", "9 November 2024")
    (one,) = [one for one in bureau.store.deliveries() if one.kind == "first"]
    assert "published 8 Nov 2024 · received" in byline(one.notification, bureau.zone)
    (alert,) = bureau.store.list_alerts()
    assert [one["published"] for one in alert_json(alert)["reports"]] == [
        "2024-11-08T00:00:00+00:00",
        "2024-11-09T00:00:00+00:00",
    ]
    (claim,) = map(claim_json, bureau.store.list_claims())
    assert claim["first_reported"] == "2024-11-08T00:00:00+00:00"


def test_the_listings_for_people_tell_the_day_without_a_time(bureau, tmp_path, capsys):
    (tmp_path / "config.toml").write_text(
        f'[monitor]\nrules = ["rules"]\nstore = "sqlite:///monitor.db"\ntimezone = "{bureau.zone}"\n'
        '[[sources]]\ntype = "folder"\npath = "."\n',
        encoding="utf-8",
    )
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "r.yaml").write_text(RULES, encoding="utf-8")
    bureau.take("first.txt", CALL, "8 November 2024")
    (claim,) = bureau.store.list_claims()
    path = claim.first.path
    config = ["--config", str(tmp_path / "config.toml")]
    main(["claims", "show", claim.id, *config])
    assert "8 Nov 2024  " in capsys.readouterr().out
    main(["claims", "list", *config])
    assert "2024-11-08" in capsys.readouterr().out
    main(["why", path, *config])
    shown = capsys.readouterr().out
    assert "published 2024-11-08, received" in shown
