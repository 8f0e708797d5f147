"""The ledger in the store: real folder, real rules and facts, real SQLite, and the commands on it."""

import json
import os
import threading
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from monitor.alert.route import RouteConfig
from monitor.cli.main import main
from monitor.ingest import Desk, Ingester
from monitor.outbox.state import DeliveryState
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.source.model import Arrival, Signature
from monitor.store.alerts import Alerts
from monitor.store.claims import Claims
from monitor.store.deliveries import DeliveryFilter
from monitor.store.listing import claim_json
from monitor.store.store import Store
from monitor.store.writer import Recorder
from monitor.testing import StillClock

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
RULES = """
rules:
  - id: leader-contact
    title: "{{ participants }}: {{ kind }}{% if claim %} ({{ claim.status }}, {{ claim.reports }}){% endif %}"
    severity: high
    when: {contact: {status: [happened, claimed, denied]}}
    new: {per: [participants, kind], for: 7d}
  - id: plain
    when: {contact: {status: [happened, claimed, denied]}}
"""
PAIRS = """
rules:
  - id: pairs
    when: {contact: {status: [happened, claimed, denied]}}
    new: {per: [participants], for: 2d}
"""


class Desktop:
    """A store, a folder and an ingester that may be restarted."""

    def __init__(self, folder, rules):
        self.url = f"sqlite:///{folder}/monitor.db"
        self.inbox = folder / "in"
        self.inbox.mkdir()
        self.rules = RuleSet(load_rules_text(rules).rules)
        self.clock = StillClock()
        self.open()

    def open(self):
        self.store = Store.open(self.url)
        self.ingester = Ingester(self.store, self.rules, Desk((), ("desk",)), self.clock)

    def restart(self):
        self.store.close()
        self.open()

    def drop(self, name, text, published="2024-11-07"):
        path = self.inbox / name
        head = f"\nPublished: {published}\n" if published else ""
        path.write_text(f"{text}\n{head}\n{text}\n", encoding="utf-8")
        return arrival(path)

    def take(self, name, text, published="2024-11-07"):
        self.ingester.take_in([self.drop(name, text, published)])

    def claims(self):
        return sorted((claim_json(one) for one in self.store.list_claims()), key=lambda one: one["id"])

    def alerts(self, rule):
        return self.store.list_alerts(rule=rule)

    def told(self, rule):
        """Return kind and notes of what was told at once for a rule's alerts, in order."""
        sent = [one for one in self.store.deliveries() if one.notification.rule == rule and not one.fold]
        sent.sort(key=lambda one: (one.created_at, one.kind))
        return [(str(one.kind), (*one.notification.changes, *one.notification.notes)) for one in sent]


def arrival(path):
    return Arrival(os.fspath(path), os.fspath(path.parent), Signature.of(os.stat(path)))


@pytest.fixture
def desk(tmp_path):
    desktop = Desktop(tmp_path, RULES)
    yield desktop
    desktop.store.close()


CALL = "Russian President Vladimir Putin called US President Donald Trump, officials said."
AGAIN = "Vladimir Putin and Donald Trump spoke by phone, a newspaper reported."
DENIED = "The Kremlin denied reports that Vladimir Putin had called Donald Trump."
MET = "French President Emmanuel Macron met Chinese President Xi Jinping in Paris."


def ledger_of(folder, order, batch):
    folder.mkdir()
    store = Store.open(f"sqlite:///{folder}/monitor.db")
    rules = RuleSet.load(ROOT / "rules")
    with store:
        ingester = Ingester(store, rules, Desk((), ("desk",)), StillClock())
        arrivals = [arrival(path) for path in order]
        for start in range(0, len(arrivals), batch):
            ingester.take_in(arrivals[start : start + batch])
        alerts = store.list_alerts(rule="leader-contact")
        return store.list_claims(), {(one.claim, len(one.reports)) for one in alerts}


def test_the_seeds_give_the_same_ledger_and_alerts_in_whatever_order_and_batches_they_come(tmp_path):
    orders = list(permutations(SEEDS))[::13]
    found = [ledger_of(tmp_path / str(number), order, 1 + number % 3) for number, order in enumerate(orders)]
    assert all(one == found[0] for one in found)
    claims, alerts = found[0]
    (twice,) = [one for one in claims if len(one.ties) == 2]
    assert (twice.id, 2) in alerts
    assert len(alerts) == len([one for one in claims if one.status != "plan denied"])


def test_a_second_report_joins_the_alert_of_its_claim_and_waits_to_be_told_with_others(desk):
    desk.take("a.txt", CALL)
    desk.take("b.txt", AGAIN, "2024-11-08")
    (alert,) = desk.alerts("leader-contact")
    assert len(alert.reports) == 2
    assert alert.title == "Vladimir Putin and Donald Trump: call (reported, 1)"
    assert desk.told("leader-contact") == [("first", ("New claim",))]
    (waiting,) = desk.store.deliveries(DeliveryFilter(states=[DeliveryState.DEFERRED], alert=alert.id))
    assert (waiting.fold, waiting.due_at) == ("update", desk.clock.now() + timedelta(minutes=30))
    (plain,) = desk.alerts("plain")
    assert (plain.claim, len(plain.reports)) == (alert.claim, 2)


def test_two_reports_in_one_batch_are_one_alert(desk):
    desk.ingester.take_in([desk.drop("a.txt", CALL), desk.drop("b.txt", AGAIN, "2024-11-08")])
    assert [len(one.reports) for one in desk.alerts("leader-contact")] == [2]


def test_a_denial_that_comes_later_is_told_at_once_and_only_once(desk):
    desk.take("a.txt", CALL)
    desk.take("b.txt", DENIED, "2024-11-08")
    desk.take("c.txt", DENIED + " It said so on Friday.", "2024-11-08")
    assert [kind for kind, _ in desk.told("leader-contact")] == ["first", "update"]
    _, notes = desk.told("leader-contact")[1]
    assert notes[0].startswith("Denied by Kremlin")
    assert "claim first reported 7 Nov 2024 by" in notes[0]
    assert notes[1] == "also reported by 1 more"
    (claim,) = desk.claims()
    assert (claim["status"], len(claim["reports"]), len(claim["denials"])) == ("disputed", 3, 2)


def test_after_the_time_of_new_the_same_pair_is_told_again(tmp_path):
    desk = Desktop(tmp_path, PAIRS)
    for name, text, day in [("a", CALL, "07"), ("b", MET, "07"), ("c", DENIED, "08"), ("d", AGAIN, "12")]:
        desk.take(f"{name}.txt", text, f"2024-11-{day}")
    assert sorted(len(one.reports) for one in desk.alerts("pairs")) == [1, 1, 2]
    desk.store.close()


def test_what_was_told_is_known_after_a_restart(desk):
    desk.take("a.txt", CALL)
    desk.restart()
    desk.take("b.txt", AGAIN, "2024-11-08")
    assert [len(one.reports) for one in desk.alerts("leader-contact")] == [2]
    assert len(desk.told("leader-contact")) == 1


def test_an_earlier_article_that_comes_late_takes_the_claim_over_with_its_alert(desk):
    desk.take("late.txt", AGAIN, "2024-11-08")
    (old,) = desk.store.list_claims()
    desk.take("early.txt", CALL, "2024-11-07")
    (new,) = desk.store.list_claims()
    assert old.id != new.id
    assert desk.store.find_claim(old.id) == new
    (alert,) = desk.alerts("leader-contact")
    assert (alert.claim, len(alert.reports)) == (new.id, 2)


def test_a_corrected_version_replaces_what_the_article_said(desk):
    desk.take("a.txt", CALL + " They agreed to work on trade and on many other things in the coming year.")
    desk.take(
        "a.txt",
        CALL.replace("called", "met")
        + " They agreed to work on trade and on many other things in the coming year.",
    )
    (claim,) = desk.claims()
    assert (claim["kind"], len(claim["reports"])) == ("meeting", 1)
    (alert,) = desk.alerts("leader-contact")
    assert alert.claim == claim["id"]
    assert [kind for kind, _ in desk.told("leader-contact")] == ["first", "update"]


def test_a_correction_of_one_claim_is_told_for_that_claim_alone(desk):
    rest = "\n\nThey agreed to work on trade and on many other things in the coming year, both sides said."
    desk.take("other.txt", "Emmanuel Macron spoke by phone with Joe Biden, officials said.")
    desk.take("a.txt", CALL + "\n\n" + MET + rest)
    assert [kind for kind, _ in desk.told("leader-contact")] == ["first"] * 3
    more = "\n\nFrench President Emmanuel Macron called US President Joe Biden, officials said."
    desk.take("a.txt", CALL.replace("officials", "two officials") + "\n\n" + MET + rest + more)
    updates = [
        one
        for one in desk.store.deliveries()
        if one.kind == "update" and not one.fold and one.notification.rule != "plain"
    ]
    assert [one.notification.title.split(" (")[0] for one in updates] == [
        "Vladimir Putin and Donald Trump: call"
    ]


def test_a_correction_that_takes_the_contact_back_takes_the_claim_away(desk):
    rest = " Grain prices rose in the north while ministers spoke of the harvest and of rain to come."
    desk.take("a.txt", CALL + rest)
    desk.take("a.txt", "Nobody called anybody, officials said." + rest)
    assert desk.claims() == []


def test_taking_the_same_files_in_again_changes_nothing(desk):
    files = [desk.drop("a.txt", CALL), desk.drop("b.txt", DENIED, "2024-11-08")]
    desk.ingester.take_in(files)
    before = (desk.claims(), desk.store.list_alerts(), list(desk.store.deliveries()))
    desk.restart()
    desk.ingester.take_in(files)
    assert (desk.claims(), desk.store.list_alerts(), list(desk.store.deliveries())) == before


def test_the_same_bytes_under_another_name_join_the_alert_and_are_no_new_report_of_the_claim(desk):
    first = desk.drop("a.txt", CALL)
    desk.ingester.take_in([first])
    (desk.inbox / "copy.txt").write_bytes((desk.inbox / "a.txt").read_bytes())
    desk.ingester.take_in([arrival(desk.inbox / "copy.txt")])
    assert [len(one.reports) for one in desk.alerts("leader-contact")] == [2]
    assert [len(one["reports"]) for one in desk.claims()] == [1]


def test_an_article_without_a_contact_asks_the_ledger_nothing(desk, monkeypatch):
    def never(*_args, **_kwargs):
        raise AssertionError("the ledger was asked")

    monkeypatch.setattr(Claims, "turn", never)
    monkeypatch.setattr(Alerts, "told", never)
    desk.take("a.txt", "Grain prices rose in the north on Monday.")
    assert desk.store.counts()["articles"]["taken_in"] == 1


# --- commands ---


@pytest.fixture
def folder(desk, tmp_path, monkeypatch):
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "config.toml").write_text(
        f'[monitor]\nrules = ["rules.yaml"]\nstore = "{desk.url}"\n[[sources]]\ntype = "folder"\npath = "in"\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ask(capsys, *words):
    status = main(["claims", *words])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_claims_list_has_the_keys_of_the_contract(desk, folder, capsys):
    desk.take("a.txt", DENIED)
    status, out, _ = ask(capsys, "list", "--format", "jsonl")
    row = json.loads(out)
    assert status == 0
    assert list(row) == ["id", "participants", "kind", "status", "first_reported", "reports", "denials"]
    assert list(row["reports"][0]) == ["path", "publisher", "published", "evidence"]
    assert list(row["denials"][0]) == ["path", "by", "evidence"]
    assert ask(capsys, "list")[1].splitlines()[1].startswith(row["id"])


def test_claims_merge_and_split_beside_the_daemon_are_honoured_in_what_comes_later(desk, folder, capsys):
    desk.take("a.txt", CALL)
    desk.take("b.txt", "Vladimir Putin met Donald Trump in Alaska, officials said.", "2024-11-08")
    one, other = (claim["id"] for claim in desk.claims())
    status, out, _ = ask(capsys, "merge", one, other, "--by", "Ana", "--comment", "one event")
    assert status == 0
    assert "merged by Ana" in " ".join(out.split())
    desk.restart()
    desk.take("c.txt", AGAIN, "2024-11-09")
    (claim,) = desk.claims()
    assert len(claim["reports"]) == 3
    assert len({alert.claim for alert in desk.alerts("leader-contact")}) == 1
    assert ask(capsys, "show", other)[0] == ask(capsys, "show", one)[0] == 0

    status, out, _ = ask(capsys, "split", claim["id"], "in/b.txt", "--by", "Ana")
    assert status == 0
    assert "split off by Ana" in " ".join(out.split())
    desk.take("d.txt", CALL + " It lasted an hour.", "2024-11-09")
    assert sorted(len(one["reports"]) for one in desk.claims()) == [1, 3]


def test_an_edit_that_comes_while_a_batch_is_decided_on_waits_and_is_taken_in(desk, monkeypatch):
    desk.take("a.txt", CALL)
    desk.take("b.txt", "Vladimir Putin met Donald Trump in Alaska, officials said.", "2024-11-08")
    one, other = (claim["id"] for claim in desk.claims())
    apply, edits, asked = Recorder.apply, [], threading.Event()

    def edit():
        with Store.open(desk.url, mode="write") as beside:
            asked.set()
            beside.merge_claims(one, other, by="Ana", at=desk.clock.now() + timedelta(minutes=1))

    def apply_beside_an_edit(*args):
        edits.append(threading.Thread(target=edit))
        edits[0].start()
        assert asked.wait(120)
        apply(*args)

    monkeypatch.setattr(Recorder, "apply", apply_beside_an_edit)
    desk.take("c.txt", CALL, "2024-11-06")
    edits[0].join(120)
    (claim,) = desk.claims()
    assert len(claim["reports"]) == 3
    assert {alert.claim for alert in desk.store.list_alerts()} == {claim["id"]}


@pytest.mark.parametrize(
    "words",
    [
        ("show", "nothing"),
        ("merge", "nothing", "none", "--by", "Ana"),
        ("split", "nothing", "a.txt", "--by", "Ana"),
    ],
)
def test_an_unknown_claim_is_status_1(desk, folder, capsys, words):
    status, _, err = ask(capsys, *words)
    assert (status, 'no claim has the id "nothing"' in err) == (1, True)


def test_a_report_that_is_all_there_is_cannot_be_split_off(desk, folder, capsys):
    desk.take("a.txt", CALL)
    (claim,) = desk.claims()
    assert ask(capsys, "split", claim["id"], "a.txt", "--by", "Ana")[0] == 1
    assert ask(capsys, "split", claim["id"], "z.txt", "--by", "Ana")[0] == 1


# --- corrections ---

REST = "\n\nGrain prices rose in the north while ministers spoke of the harvest and of the rain to come, it said."


def test_a_contact_put_before_another_by_a_correction_tells_nothing_again(desk):
    desk.take("a.txt", CALL + REST)
    (claim,) = desk.claims()
    desk.take("a.txt", MET + " " + CALL + REST)
    desk.take("a.txt", "Emmanuel Macron met Joe Biden in Rome, officials said. " + MET + " " + CALL + REST)
    assert claim["id"] in {one["id"] for one in desk.claims()}
    firsts = [
        one.notification.title.split(":")[0]
        for one in desk.store.deliveries()
        if one.notification.rule == "leader-contact" and one.kind == "first"
    ]
    assert len(firsts) == len(set(firsts)) == 3


def test_an_analysts_split_holds_for_the_same_contact_after_a_correction(desk):
    desk.take("a.txt", CALL)
    desk.take("b.txt", AGAIN + REST, "2024-11-08")
    (claim,) = desk.claims()
    (plain,) = desk.alerts("plain")
    article = next(one for one in plain.reports if one.path.endswith("b.txt"))
    desk.store.split_claim(claim["id"], article.article_id, by="Ana", at=desk.clock.now())
    assert len(desk.claims()) == 2
    desk.take("b.txt", MET + " " + AGAIN + REST, "2024-11-08")
    assert len([one for one in desk.claims() if one["kind"] == "call"]) == 2


def test_a_claim_that_a_correction_takes_back_is_told_as_withdrawn_and_may_be_reported_again(desk):
    desk.take("a.txt", CALL + REST)
    (old,) = desk.alerts("leader-contact")
    desk.take("a.txt", "An earlier version was wrong." + REST)
    kind, notes = desk.told("leader-contact")[-1]
    assert (kind, notes[0]) == ("update", "Withdrawn: version 2 no longer says so")
    assert desk.store.alert(old.id) is not None
    desk.take("b.txt", AGAIN, "2024-11-08")
    assert sorted(kind for kind, _ in desk.told("leader-contact")) == ["first", "first", "update"]
    assert len(desk.alerts("leader-contact")) == 2


def test_a_withdrawn_claim_put_back_is_told_as_an_update(desk):
    desk.take("a.txt", CALL + REST)
    desk.take("a.txt", "An earlier version was wrong." + REST)
    desk.take("a.txt", CALL + REST)
    assert {(kind, notes[0]) for kind, notes in desk.told("leader-contact")} == {
        ("first", "New claim"),
        ("update", "Withdrawn: version 2 no longer says so"),
        ("update", "Reported again after it was withdrawn"),
    }


def test_a_claim_withdrawn_and_put_back_twice_is_told_each_time(desk):
    for _ in range(2):
        desk.take("a.txt", CALL + REST)
        desk.take("a.txt", "An earlier version was wrong." + REST)
    kinds = [kind for kind, _ in desk.told("leader-contact")]
    assert kinds == ["first", "update", "update", "update"]


def test_a_claim_that_others_still_report_is_not_withdrawn(desk):
    desk.take("a.txt", CALL + REST)
    desk.take("b.txt", AGAIN, "2024-11-08")
    desk.take("a.txt", "An earlier version was wrong." + REST)
    assert [kind for kind, _ in desk.told("leader-contact")] == ["first"]


def test_a_denial_taken_back_is_told_when_it_comes_again(desk):
    desk.take("a.txt", CALL)
    desk.take("b.txt", DENIED + REST, "2024-11-08")
    desk.take("b.txt", "An earlier version was wrong." + REST, "2024-11-08")
    desk.take("c.txt", DENIED + " It said so on Friday.", "2024-11-08")
    assert [kind for kind, _ in desk.told("leader-contact")] == ["first", "update", "update"]


def test_a_claim_first_reported_by_a_muted_publisher_is_told_by_the_next(desk):
    quiet = RouteConfig.model_validate({"when": {"publisher": ["AFP"]}, "channels": []})
    loud = RouteConfig.model_validate({"channels": ["desk"]})
    desk.ingester = Ingester(desk.store, desk.rules, Desk((quiet, loud), ("desk",)), desk.clock)
    path = desk.inbox / "a.txt"
    path.write_text(f"Leaders today\n\n2024-11-07\n\nBy [AFP](#)\n\n{CALL}\n", encoding="utf-8")
    desk.ingester.take_in([arrival(path)])
    assert len(desk.alerts("leader-contact")) == 1
    muted = desk.told("leader-contact")
    desk.ingester.take_in([desk.drop("b.txt", AGAIN), desk.drop("c.txt", AGAIN + " So it wrote.")])
    told = desk.told("leader-contact")
    assert (muted, [kind for kind, _ in told]) == ([], ["first"])
