"""Packs, drafts, rules that are not enabled and exceptions, as the commands show them."""

import json

import pytest

from monitor.cli.main import main

RULES = """\
rules:
  - id: calls
    when: call
    except: {publisher: [The Onion]}
    tests:
      - {article: {text: A call.}, expect: match}
      - {article: {text: A joke call.}, expect: no match}
  - {id: draft-calls, when: call, status: draft}
  - id: old-calls
    when: call
    enabled: false
    tests:
      - {article: {text: A call.}, expect: match}
      - {article: {text: Nothing.}, expect: no match}
"""


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Stand in a folder with a pack of rules, exceptions in another pack, and an article."""
    for pack, text in (("east", RULES), ("desk", "exceptions: {calls: {phrases: [joke]}}\n")):
        (tmp_path / "rules" / pack).mkdir(parents=True)
        (tmp_path / "rules" / pack / "a.yaml").write_text(text)
    (tmp_path / "a.txt").write_text("They had a call.\n")
    (tmp_path / "joke.txt").write_text("They had a call, which was a joke.\n")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capsys):
    def call(*arguments):
        status = main(arguments)
        return status, capsys.readouterr().out

    return call


def test_the_list_of_rules_shows_the_pack_and_how_each_stands(desk, run):
    rows = map(json.loads, run("rules", "list", "--rules", "rules", "--format", "jsonl")[1].splitlines())
    assert [(row["id"], row["pack"], row["state"]) for row in rows] == [
        ("calls", "east", "on"),
        ("draft-calls", "east", "draft"),
        ("old-calls", "east", "off"),
    ]


def test_a_scan_shows_drafts_as_such_and_nothing_of_rules_that_are_not_enabled(desk, run):
    _, out = run("scan", "a.txt", "--rules", "rules", "--format", "jsonl")
    assert [(row["rule"], row.get("draft")) for row in map(json.loads, out.splitlines())] == [
        ("calls", None),
        ("draft-calls", True),
    ]
    assert "draft-calls (medium, draft)" in run("scan", "a.txt", "--rules", "rules")[1]


def test_the_tests_of_a_rule_that_is_not_enabled_are_run(desk, run):
    status, out = run("test", "rules")
    assert (status, "4 passed" in out) == (0, True), out


def test_explain_names_the_exception_and_the_file_that_adds_it(desk, run):
    _, out = run("explain", "--rules", "rules", "calls", "joke.txt")
    assert "1 of 2 exceptions holds, so the rule does not match" in out
    assert "written at rules/desk/a.yaml:1:32" in out
