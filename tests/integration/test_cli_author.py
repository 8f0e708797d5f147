"""Commands for those who write rules: `init`, `schema`, `rules list|show`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.cli.main import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(capsys):
    def call(*arguments):
        status = main(arguments)
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.fixture
def desk(tmp_path, monkeypatch, run):
    """Stand in a fresh working folder."""
    assert run("init", str(tmp_path / "desk"))[0] == 0
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def listed(run):
    return {
        row["id"]: row for row in map(json.loads, run("rules", "list", "--format", "jsonl")[1].splitlines())
    }


def test_a_fresh_folder_is_good_and_its_tests_pass(desk, run):
    assert run("check") == (0, "good: 4 rules\n", "")
    assert run("test")[0] == 0


def test_the_first_run_of_a_fresh_folder_tells_of_both_rules(desk, run):
    status, out, _ = run("run", "--once")
    assert status == 0
    assert "rule official-denial" in out
    assert "rule sanctions-on-shipping" in out
    assert "published 3 Mar 2025" in out


def test_init_prints_the_next_steps_and_each_of_them_works(tmp_path, monkeypatch, run):
    _, out, _ = run("init", str(tmp_path / "my desk"))
    steps = [line.partition("#")[0].split() for line in out.splitlines() if line.startswith("  monitor ")]
    assert [step[1] for step in steps] == ["check", "test", "explain", "run"]
    assert "cd '" in out
    monkeypatch.chdir(tmp_path / "my desk")
    for step in steps[:-1]:
        assert run(*step[1:])[0] == 0


def test_every_file_of_a_fresh_folder_says_where_its_schema_is(desk):
    first = (desk / "config.toml").read_text().splitlines()[0]
    assert (desk / first.removeprefix("#:schema ")).is_file()
    for rules in (desk / "rules").iterdir():
        named = rules.read_text().splitlines()[0].removeprefix("# yaml-language-server: $schema=")
        kept = (rules.parent / named).read_text(encoding="utf-8")
        assert kept == (ROOT / "docs/schema/rules.json").read_text(encoding="utf-8")


def test_init_overwrites_nothing_and_says_what_is_in_the_way(tmp_path, run):
    (tmp_path / "rules").mkdir()
    (tmp_path / "config.toml").write_text("mine")
    status, _, err = run("init", str(tmp_path))
    assert status == 1
    assert f"in the way: {tmp_path / 'config.toml'}\n" in err
    assert [one.name for one in sorted(tmp_path.iterdir())] == ["config.toml", "rules"]
    assert (tmp_path / "config.toml").read_text() == "mine"


@pytest.mark.parametrize("name", ["desk", "desk/inbox"])
def test_init_says_that_a_file_stands_where_a_folder_belongs(tmp_path, run, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("")
    status, _, err = run("init", str(tmp_path / "desk"))
    assert status == 1
    assert f"in the way: {tmp_path / name}\n" in err


def test_init_says_that_it_may_not_write(tmp_path, run):
    (tmp_path / "file").write_text("")
    status, _, err = run("init", str(tmp_path / "file/desk"))
    assert status == 1
    assert "cannot be written" in err


def test_init_into_the_folder_one_stands_in(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    status, out, _ = run("init", ".")
    assert status == 0
    assert "cd ." not in out
    assert run("check")[0] == 0


@pytest.mark.parametrize("of", ["rules", "config"])
def test_schema_prints_the_file_in_the_repository_whatever_the_terminal_knows(of):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "monitor", "schema", of]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert done.stdout == (ROOT / f"docs/schema/{of}.json").read_bytes()


def test_rules_are_listed_before_anything_has_run(desk, run):
    status, out, err = run("rules", "list")
    assert status == 0
    assert "official-denial" in out
    assert "rules/official-denial.yaml:145" in out
    assert "never" in out
    assert "nothing has run yet" in err


def test_rules_are_listed_with_what_became_of_them(desk, run):
    run("run", "--once")
    alerts = [json.loads(line) for line in run("alerts", "list", "--format", "jsonl")[1].splitlines()]
    ids = {alert["rule"]: alert["id"] for alert in alerts}
    run("alerts", "ack", ids["official-denial"], "--by", "ada")
    run("alerts", "resolve", ids["official-denial"], "--by", "ada")
    row = listed(run)["official-denial"]
    counts = {"matches": 1, "alerts": 1, "acknowledged": 1, "resolved": 1, "silenced": 0}
    assert {name: row[name] for name in counts} == counts
    assert row["last_match"] is not None
    assert (row["tags"], row["state"]) == (["diplomacy", "denial"], "on")
    assert (row["severities"], row["severity"]) == (["low", "high", "medium"], "low")
    assert row["path"].endswith("official-denial.yaml")
    assert listed(run)["sanctions-on-shipping"]["acknowledged"] == 0


def test_a_silenced_alert_counts_as_silenced(desk, run):
    (desk / "inbox/sample.txt").rename(desk / "later.txt")
    run("run", "--once")
    run("silence", "add", "--rule", "sanctions-*", "--for", "1h", "--by", "ada")
    (desk / "later.txt").rename(desk / "inbox/sample.txt")
    run("run", "--once")
    assert {id_: row["silenced"] for id_, row in listed(run).items()} == {
        "leader-contact": 0,
        "planned-contact": 0,
        "official-denial": 0,
        "sanctions-on-shipping": 1,
    }


def test_a_rule_is_shown_as_it_is_written(desk, run):
    status, out, _ = run("rules", "show", "sanctions-on-shipping")
    assert status == 0
    assert "rules/sanctions.yaml:9" in out
    assert "\n- id: sanctions-on-shipping\n  title:" in out
    assert out.endswith("      expect: no match\n")
    assert "tests: two tankers" in out


def test_a_rule_whose_id_stands_elsewhere_is_shown_whole(desk, run):
    text = "rules:\n  - when: call\n    id: first\n\n  - {id: second, when: call}\n  # third\n"
    (desk / "rules/calls.yaml").write_text(text)
    assert run("rules", "show", "first")[1].endswith("\n- when: call\n  id: first\n")
    assert run("rules", "show", "second")[1].endswith("\n- {id: second, when: call}\n")


def test_a_rule_that_is_a_draft_or_off_is_listed_as_such(desk, run):
    text = (
        "rules:\n  - {id: first, when: call, status: draft}\n  - {id: second, when: call, enabled: false}\n"
    )
    (desk / "rules/calls.yaml").write_text(text)
    states = {id_: row["state"] for id_, row in listed(run).items()}
    assert states["first"] == "draft"
    assert states["second"] == "off"
    assert states["official-denial"] == "on"


def test_an_unknown_rule_is_not_found(desk, run):
    status, _, err = run("rules", "show", "official-denal")
    assert status == 1
    assert 'did you mean "official-denial"?' in err


def test_faulty_rules_are_told_and_not_listed(desk, run):
    (desk / "rules/x.yaml").write_text("rules:\n  - id: x\n    wen: call\n")
    status, out, err = run("rules", "list")
    assert (status, out) == (2, "")
    assert 'did you mean "when"?' in err


def test_rules_are_listed_without_any_configuration(desk, run):
    (desk / "config.toml").unlink()
    status, out, err = run("rules", "list")
    assert (status, err) == (0, "")
    assert "sanctions-on-shipping" in out
