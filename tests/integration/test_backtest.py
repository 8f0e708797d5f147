"""An archive replayed gives what the daemon gives when the same articles are dropped under the same clock."""

import json
from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.backtest.archive import Archive
from monitor.backtest.compare import compare
from monitor.backtest.reading import ReadingTerms, nobody, read_archive
from monitor.backtest.replay import replay
from monitor.config import load_desk
from monitor.evaluate.budget import Budget
from monitor.evaluate.budgeted import BudgetTerms
from monitor.rule.ruleset import RuleSet
from tests.integration.backtest_desk import (
    STORIES,
    DroppedDesk,
    at,
    document,
    lay_out,
    write_lines,
)


@pytest.fixture
def folder(tmp_path):
    lay_out(tmp_path)
    return tmp_path


def replayed(folder, archive, *, jobs=1, rules="rules.yaml", most=1):
    config = load_desk(folder / "config.toml")
    rules = RuleSet.load(folder / rules)
    terms = ReadingTerms((str(rules.files[0]),), BudgetTerms(Budget(), ZoneInfo("UTC")), jobs)
    with read_archive(Archive.open(archive), rules, terms, nobody) as read:
        return replay(read, rules, config, nobody, most=most)


def said(alert):
    reports = [(one.article_id, Path(one.path).name, one.publisher, one.at) for one in alert.reports]
    return (alert.id, alert.rule, alert.title, str(alert.severity), str(alert.state), alert.claim, reports)


def alerts_of(outcome):
    return sorted(said(one.alert) for one in outcome.alerts)


def messages_of(outcome):
    return [
        (one.at, one.channel, one.notification.id, str(one.notification.kind)) for one in outcome.messages
    ]


def test_the_same_alerts_and_messages_as_of_dropped_files(folder):
    desk = DroppedDesk(folder)
    arriving = defaultdict(list)
    for path in sorted((folder / "archive").iterdir()):
        number = next(minutes for minutes, *words in STORIES if document(*words, minutes) == path.read_text())
        arriving[at(number)].append((path.name, path.read_bytes()))
    desk.run(arriving, at(STORIES[-1][0]))
    outcome = replayed(folder, folder / "archive")
    assert alerts_of(outcome) == sorted(map(said, desk.store.list_alerts()))
    assert {row[4] for row in alerts_of(outcome)} == {"open", "resolved"}
    told = [
        (when, name, one.id, str(one.kind))
        for name, channel in desk.channels.items()
        for when, one in zip(channel.times, channel.told, strict=True)
    ]
    assert sorted(told) == sorted(messages_of(outcome))
    assert {kind for *_, kind in told} >= {"first", "update", "digest"}
    assert {name: dict(states) for name, states in outcome.states.items()} == {
        name: dict(states) for name, states in desk.store.states().items()
    }
    desk.store.close()


def test_the_number_of_processes_changes_nothing(folder):
    many = write_lines(folder / "many.jsonl", STORIES * 10)
    one, two = replayed(folder, many, jobs=1), replayed(folder, many, jobs=2)
    assert one.alerts == two.alerts
    assert one.messages == two.messages
    assert (one.intake, one.matched, one.states) == (two.intake, two.matched, two.states)


def test_what_arrives_at_one_instant_gives_the_same_in_any_batches(folder):
    together = write_lines(folder / "together.jsonl", [(0, *words) for _, *words in STORIES])
    outcomes = [replayed(folder, together, most=most) for most in (500, 3, 1)]
    # How messages are folded depends on what is there when a channel's turn comes; what is found does not.
    assert alerts_of(outcomes[0]) == alerts_of(outcomes[1]) == alerts_of(outcomes[2])


def test_dated_articles_come_by_date_and_undated_ones_after_them_in_the_order_of_the_archive(folder):
    rows = [
        {"id": "c", "title": "No date", "text": "unicorns in Leeds"},
        {"id": "b", "title": "Later", "text": "unicorns in York", "published": "2024-03-02T10:00:00Z"},
        {"id": "d", "title": "No date either", "text": "unicorns in Hull"},
        {"id": "a", "title": "Earlier", "text": "unicorns in Kent", "published": "2024-03-02T10:00:00+02:00"},
        {"id": "e", "title": "Of another age", "text": "unicorns in Bath", "published": "0001-01-01"},
    ]
    archive = folder / "mixed.jsonl"
    archive.write_text("\n".join(map(json.dumps, rows)))
    outcome = replayed(folder, archive)
    opened = [(one.alert.reports[0].path, one.alert.opened_at) for one in outcome.alerts if one.alert.reports]
    assert [path for path, _ in opened] == ["a", "b", "c", "d", "e"]
    assert opened[2][1] - opened[1][1] == opened[3][1] - opened[2][1] == timedelta(minutes=1)
    assert outcome.undated == 3


def test_what_an_object_says_wins_over_its_text(folder):
    archive = write_lines(folder / "said.jsonl", STORIES[:1], publisher="Evening Post", language="en")
    (told,) = replayed(folder, archive).alerts
    assert told.alert.reports[0].publisher == told.publisher == "Evening Post"
    assert told.alert.opened_at == at(0)


def test_an_object_is_told_as_the_file_with_its_words(folder):
    (_minutes, title, text, _), *_ = STORIES
    (folder / "files").mkdir()
    (folder / "files" / "00.txt").write_text(f"{title}\n\n{text}")
    (folder / "lines.jsonl").write_text(json.dumps({"id": "00.txt", "title": title, "text": text}))
    from_file, from_line = replayed(folder, folder / "files"), replayed(folder, folder / "lines.jsonl")
    (one,), (other,) = from_file.alerts, from_line.alerts
    assert said(one.alert) == said(other.alert)
    assert one.evidence[0].spans == other.evidence[0].spans


def test_lines_that_are_no_articles_are_told_and_the_rest_goes_on(folder):
    archive = folder / "broken.jsonl"
    lines = ['{"title": "x"', "[]", '{"title": 3}', '{"title": " ", "text": ""}', ""]
    lines += ['{"title": "t", "text": "unicorns", "published": "yesterday"}', '{"title": "unicorns"}']
    archive.write_text("\n".join(lines))
    outcome = replayed(folder, archive)
    assert [one.place for one in outcome.unreadable] == [f"broken.jsonl:{line}" for line in (1, 2, 3, 4, 6)]
    assert [one.alert.reports[0].path for one in outcome.alerts] == ["broken.jsonl:7"]


def test_a_correction_under_the_same_id_is_a_version_and_the_same_words_a_repeat(folder):
    text = STORIES[0][2]
    rows = [
        {"id": "a", "title": "Putin and Xi talk", "text": text},
        {"id": "b", "title": "Putin and Xi talk", "text": text},
        {"id": "a", "title": "Putin and Xi talk", "text": text + " Corrected: it was Monday."},
    ]
    archive = folder / "versions.jsonl"
    archive.write_text("\n".join(map(json.dumps, rows)))
    outcome = replayed(folder, archive)
    assert outcome.intake == {"new": 1, "version": 1, "repeat": 1}
    assert len(outcome.alerts) == 1


def test_alerts_gained_lost_and_told_otherwise_are_found(folder):
    archive = write_lines(folder / "lines.jsonl")
    other = (folder / "rules.yaml").read_text().replace("severity: high", "severity: medium")
    (folder / "other.yaml").write_text(other.replace("{all: [harvest, rain]}", "trains"))
    now, before = replayed(folder, archive), replayed(folder, archive, rules="other.yaml")
    found = compare(now, before)
    assert {one.alert.rule for one in found.gained} == {"harvest"}
    assert {one.alert.rule for one in found.lost} == {"harvest"}
    assert all("York" in one.evidence[0].path or one.evidence for one in found.lost)
    assert {one.now.alert.rule for one in found.changed} == {"contact"}
    assert all("severity was medium" in one.differences for one in found.changed)
    assert found.same == len(now.alerts) - len(found.gained) - len(found.changed)
    assert compare(now, now).same == len(now.alerts)


def test_nothing_is_left_behind(folder, monkeypatch):
    temporary = folder / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    replayed(folder, folder / "archive")
    assert not list(temporary.iterdir())
    assert not (folder / "var").exists()
