"""What becomes of files: real folder, real rules, real SQLite, a clock that stands still."""

import os
from datetime import timedelta

import pytest

from monitor.alert.route import RouteConfig
from monitor.ingest import Desk, Ingester
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.source.model import Arrival, Signature
from monitor.store.store import Store
from monitor.testing import StillClock

RULES = """
rules:
  - id: denial
    severity: high
    when: {sentence: {all: [Kremlin, "denied"]}}
    tests:
      - {name: a, article: {text: The Kremlin denied it.}, expect: match}
      - {name: b, article: {text: Nothing.}, expect: no match}
"""
NEWS = "Kremlin on reports\n\nThe Kremlin denied reports that the two had spoken.\n\nMore is expected on Tuesday.\n"


@pytest.fixture
def store(tmp_path):
    with Store.open(f"sqlite:///{tmp_path}/var/monitor.db") as opened:
        yield opened


@pytest.fixture
def inbox(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def clock():
    return StillClock()


@pytest.fixture
def ingester(store, clock):
    return make(store, clock=clock)


def make(store, routes=(), clock=None):
    rules = RuleSet.of(load_rules_text(RULES))
    return Ingester(store, rules, Desk(tuple(routes), ("desk", "mail")), clock or StillClock())


def arrival(path):
    return Arrival(os.fspath(path), os.fspath(path.parent), Signature.of(os.stat(path)))


def drop(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return arrival(path)


def figures(store):
    return {name: number for name, number in store.counts()["articles"].items() if number}


def test_a_new_article_is_taken_in_and_told_to_every_channel(ingester, store, inbox):
    taken = ingester.take_in([drop(inbox, "a.txt", NEWS)])
    assert taken.channels == {"desk", "mail"}
    (alert,) = store.list_alerts()
    assert (alert.rule, [report.path for report in alert.reports]) == ("denial", [str(inbox / "a.txt")])
    assert sorted(one.channel for one in store.deliveries()) == ["desk", "mail"]


def test_taking_the_same_file_in_again_changes_nothing(ingester, store, inbox):
    file = drop(inbox, "a.txt", NEWS)
    ingester.take_in([file])
    before = (store.counts(), list(store.deliveries()), store.list_alerts())
    ingester.take_in([file, file])
    assert (store.counts(), list(store.deliveries()), store.list_alerts()) == before


def test_the_same_bytes_under_another_name_join_the_alert(ingester, store, inbox):
    ingester.take_in([drop(inbox, "a.txt", NEWS)])
    taken = ingester.take_in([drop(inbox, "b.txt", NEWS)])
    assert not taken.channels
    (alert,) = store.list_alerts()
    assert [os.path.basename(report.path) for report in alert.reports] == ["a.txt", "b.txt"]
    assert figures(store) == {"taken_in": 2, "distinct": 1, "repeated": 1}


def test_two_names_for_the_same_bytes_in_one_batch_are_one_alert(ingester, store, inbox):
    ingester.take_in([drop(inbox, "a.txt", NEWS), drop(inbox, "b.txt", NEWS)])
    assert len(store.list_alerts()) == 1
    assert len(list(store.deliveries())) == 2
    assert figures(store) == {"taken_in": 2, "distinct": 1, "repeated": 1}


def test_a_moved_file_is_not_taken_in_again(ingester, store, inbox):
    ingester.take_in([drop(inbox, "a.txt", NEWS)])
    (inbox / "a.txt").rename(inbox / "c.txt")
    ingester.take_in([arrival(inbox / "c.txt")])
    assert figures(store) == {"taken_in": 1, "distinct": 1}
    assert list(store.known_files(str(inbox))) == ["c.txt"]


def test_a_correction_elsewhere_is_a_version_and_tells_nobody(ingester, store, inbox):
    ingester.take_in([drop(inbox, "a.txt", NEWS)])
    taken = ingester.take_in([drop(inbox, "a.txt", NEWS.replace("Tuesday", "Wednesday"))])
    assert not taken.channels
    assert figures(store) == {"taken_in": 1, "distinct": 1, "corrections": 1}
    assert len(store.list_alerts()) == 1


def test_a_correction_that_adds_the_claim_opens_an_alert(ingester, store, inbox):
    ingester.take_in([drop(inbox, "a.txt", "Nothing yet\n\nThere is no news today.\n")])
    ingester.take_in([drop(inbox, "a.txt", NEWS)])
    assert [str(one.kind) for one in store.deliveries()] == ["first", "first"]


def test_the_rest_of_an_article_that_was_still_being_written_is_no_correction(ingester, store, inbox):
    ingester.take_in([drop(inbox, "a.txt", NEWS[:90])])
    ingester.take_in([drop(inbox, "a.txt", NEWS)])
    assert figures(store) == {"taken_in": 1, "distinct": 1}
    assert [str(one.kind) for one in store.deliveries()] == ["first", "first"]


OTHER = (
    "Oil prices jump\n\nThe Kremlin denied that Hormuz was closed to tankers, as traders in Asia feared.\n"
)


def test_another_story_under_a_known_name_is_a_new_article_and_is_told(ingester, store, inbox):
    ingester.take_in([drop(inbox, "breaking.txt", NEWS)])
    taken = ingester.take_in([drop(inbox, "breaking.txt", OTHER)])
    assert taken.channels == {"desk", "mail"}
    assert [str(one.kind) for one in store.deliveries()] == ["first"] * 4
    assert len(store.list_alerts()) == 2


@pytest.mark.parametrize("order", [1, -1])
def test_names_that_rotate_keep_both_stories_apart(ingester, store, inbox, order):
    ingester.take_in([drop(inbox, "latest.txt", NEWS)])
    (inbox / "latest.txt").rename(inbox / "old.txt")
    arrivals = [arrival(inbox / "old.txt"), drop(inbox, "latest.txt", OTHER)]
    ingester.take_in(arrivals[::order])
    assert figures(store) == {"taken_in": 2, "distinct": 2}
    assert len(store.list_alerts()) == 2


def test_what_is_added_to_an_article_later_is_told_as_an_update(ingester, store, inbox, clock):
    ingester.take_in([drop(inbox, "live.txt", NEWS)])
    clock.advance(timedelta(minutes=5))
    ingester.take_in([drop(inbox, "live.txt", NEWS + "\nLater the Kremlin denied a second report.\n")])
    assert sorted(str(one.kind) for one in store.deliveries()) == ["first", "first", "update", "update"]


def test_a_file_that_goes_back_to_what_it_said_is_a_version_and_tells_nobody(ingester, store, inbox, clock):
    for text in (NEWS, NEWS.replace("Tuesday", "Wednesday"), NEWS):
        ingester.take_in([drop(inbox, "a.txt", text)])
        clock.advance(timedelta(minutes=5))
    assert figures(store) == {"taken_in": 1, "distinct": 1, "corrections": 2}
    assert [str(one.kind) for one in store.deliveries()] == ["first", "first"]


def test_a_touched_repeat_stays_a_repeat(ingester, store, inbox):
    ingester.take_in([drop(inbox, "a.txt", NEWS), drop(inbox, "b.txt", NEWS)])
    os.utime(inbox / "b.txt", (1, 1))
    ingester.take_in([arrival(inbox / "b.txt")])
    assert figures(store) == {"taken_in": 2, "distinct": 1, "repeated": 1}


def test_an_article_that_was_unreadable_for_a_moment_is_not_told_again(ingester, store, inbox):
    ingester.take_in([drop(inbox, "a.txt", NEWS)])
    (inbox / "a.txt").write_bytes(bytes(100))
    ingester.take_in([arrival(inbox / "a.txt")])
    ingester.take_in([drop(inbox, "a.txt", NEWS.replace("Tuesday", "Wednesday"))])
    assert [str(one.kind) for one in store.deliveries()] == ["first", "first"]
    assert figures(store) == {"taken_in": 1, "distinct": 1, "corrections": 1}


def test_a_file_that_the_program_fails_on_holds_up_no_other(ingester, store, inbox, monkeypatch):
    good, bad = drop(inbox, "good.txt", NEWS), drop(inbox, "bad.txt", OTHER)
    whole = RuleSet.match

    def fail(rules, article):
        if article.path.endswith("bad.txt"):
            raise ZeroDivisionError
        return whole(rules, article)

    monkeypatch.setattr(RuleSet, "match", fail)
    ingester.take_in([bad, good])
    assert [row.reason for row in store.unreadable_files()] == ["internal error: ZeroDivisionError()"]
    assert len(store.list_alerts()) == 1


def test_a_file_from_the_far_future_is_taken_in(ingester, store, inbox):
    drop(inbox, "a.txt", NEWS)
    os.utime(inbox / "a.txt", (10_413_792_000, 10_413_792_000))
    ingester.take_in([arrival(inbox / "a.txt")])
    assert figures(store) == {"taken_in": 1, "distinct": 1}


def test_an_unreadable_file_stays_visible_until_it_is_mended(ingester, store, inbox):
    ingester.take_in([drop(inbox, "a.xyz", "what is this")])
    (row,) = store.unreadable_files()
    assert "xyz" in row.reason
    (inbox / "b.txt").write_bytes(b"\0\0\0\0")
    ingester.take_in([arrival(inbox / "b.txt")])
    ingester.take_in([drop(inbox, "b.txt", NEWS)])
    assert [row.path for row in store.unreadable_files()] == [str(inbox / "a.xyz")]
    assert figures(store) == {"taken_in": 1, "distinct": 1, "unreadable": 1}


def test_a_file_that_vanished_is_passed_over(ingester, store, inbox):
    file = drop(inbox, "a.txt", NEWS)
    (inbox / "a.txt").unlink()
    ingester.take_in([file])
    assert figures(store) == {}


def test_a_link_out_of_the_tree_is_not_followed(ingester, store, inbox, tmp_path):
    (tmp_path / "secret.txt").write_text(NEWS)
    (inbox / "a.txt").symlink_to(tmp_path / "secret.txt")
    ingester.take_in([Arrival(str(inbox / "a.txt"), str(inbox), Signature(0, 0, 0, 0))])
    assert not store.list_alerts()


def test_a_name_that_is_not_utf8_is_taken_in_and_shown(ingester, store, inbox):
    raw = os.fsencode(inbox) + b"/\xff.txt"
    with open(raw, "w") as file:
        file.write(NEWS)
    ingester.take_in([Arrival(os.fsdecode(raw), str(inbox), Signature.of(os.stat(raw)))])
    (alert,) = store.list_alerts()
    assert alert.reports[0].path.endswith(r"/\xff.txt")


def test_a_route_to_nowhere_opens_the_alert_and_tells_nobody(store, inbox):
    nowhere = RouteConfig.model_validate({"when": {"rules": "denial"}, "channels": []})
    taken = make(store, [nowhere]).take_in([drop(inbox, "a.txt", NEWS)])
    assert not taken.channels
    assert len(store.list_alerts()) == 1


def test_whether_a_file_still_stands_where_it_was_is_looked_at_before_the_store_is_locked(
    ingester, store, inbox, monkeypatch
):
    first = drop(inbox, "a.txt", NEWS)
    ingester.take_in([first])
    os.rename(first.path, inbox / "b.txt")
    looked, real = [], Ingester._still_true

    def looking(self, row):
        looked.append(store._database._turn.locked())
        return real(self, row)

    monkeypatch.setattr(Ingester, "_still_true", looking)
    assert ingester.take_in([arrival(inbox / "b.txt")]).counts == {"moved": 1}
    assert looked
    assert not any(looked)
