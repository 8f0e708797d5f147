"""The rules of docs/tests.md: without doubts, and their tests pass."""

import re
from pathlib import Path

import pytest

from monitor.cli.main import main
from monitor.rule.examples import TOLD_KINDS
from monitor.rule.ruleset import RuleSet

PAGE = (Path(__file__).resolve().parents[2] / "docs/tests.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("block", BLOCKS)
def test_the_examples_have_no_doubts_and_pass(block, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.yaml").write_text(block, encoding="utf-8")
    assert [str(doubt) for doubt in RuleSet.load("rules.yaml").doubts] == []
    status = main(["test", "rules.yaml"])
    assert status == 0, capsys.readouterr().out


def test_every_kind_of_message_is_named():
    assert all(f"`{kind}`" in PAGE for kind in TOLD_KINDS)
