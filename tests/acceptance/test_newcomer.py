"""A newcomer's path: from nothing to a message of a rule of one's own, in under ten commands."""

import json
import subprocess
import sys

import pytest

from benchmarks.desk import Endpoint

RULE = """
  - id: ferry-strike
    title: "Ferries: {{ article.title }}"
    when:
      sentence: {all: ["ferr*", "strike*"]}
    tests:
      - name: crews go on strike
        article: {text: "Ferry crews will go on strike on Sunday."}
        expect: match
      - name: a ferry strikes a quay
        article: {text: "A ferry left late. Lightning may strike twice."}
        expect: no match
"""
ARTICLE = "Islands cut off\n\nFerry crews in Harwick began a strike on Tuesday, the union said.\n"


@pytest.fixture
def endpoint():
    opened = Endpoint()
    yield opened
    opened.close()


@pytest.fixture
def typed(tmp_path):
    """Run one command as it is typed, with nobody to answer questions; keep count."""

    def run(*arguments, where="desk"):
        run.commands += 1
        folder = tmp_path / where
        done = subprocess.run(
            [sys.executable, "-m", "monitor", *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run.commands = 0
    return run


def test_from_nothing_to_a_message_of_a_rule_of_ones_own(tmp_path, typed, endpoint):
    typed("init", "desk", where=".")
    desk = tmp_path / "desk"
    with (desk / "rules/sanctions.yaml").open("a") as file:
        file.write(RULE)
    config = (desk / "config.toml").read_text()
    (desk / "config.toml").write_text(config.replace("console://", f"json://127.0.0.1:{endpoint.port}/desk"))
    (desk / "inbox/ferry.txt").write_text(ARTICLE)
    assert "good: 5 rules" in typed("check")
    assert "33 passed, 0 failed" in typed("test")
    assert "ferry-strike matches" in typed("explain", "ferry-strike", "inbox/ferry.txt")
    typed("run", "--once")
    told = [message for _, _, message in endpoint.arrived]
    assert len(told) == 2  # one for each article, whatever rules found
    assert any("crews in Harwick began a" in message for message in told)
    fired = {
        row["id"]: row["alerts"]
        for row in map(json.loads, typed("rules", "list", "--format", "jsonl").splitlines())
    }
    told_of = {"official-denial": 1, "sanctions-on-shipping": 1, "ferry-strike": 1}
    assert fired == {"leader-contact": 0, "planned-contact": 0, **told_of}
    assert typed.commands < 10
