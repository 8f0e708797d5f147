"""docs/cookbook.md is run: each rule loads without doubt, has both kinds of test, and passes them."""

import re
from pathlib import Path

import pytest

from monitor.cli.main import main
from monitor.rule.load import load_rules
from monitor.rule.ruleset import RuleSet

PAGE = (Path(__file__).resolve().parent.parent.parent / "docs/cookbook.md").read_text(encoding="utf-8")
RECIPES = re.split(r"^### (.*)\n", PAGE, flags=re.MULTILINE)[1:]
BY_TITLE = dict(zip(RECIPES[::2], RECIPES[1::2], strict=True))
YAML = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)
NAMED = re.compile(r"^```\w+ (\S+)\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.fixture(params=BY_TITLE)
def recipe(request, tmp_path, monkeypatch):
    """The rule file of one recipe, in a folder with the files that stand beside it."""
    monkeypatch.chdir(tmp_path)
    told = BY_TITLE[request.param]
    for name, text in NAMED.findall(told):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (block,) = YAML.findall(told)
    file = tmp_path / "rules.yaml"
    file.write_text(block, encoding="utf-8")
    return file


def test_a_recipe_has_no_doubts_and_passes_its_own_tests(recipe, capsys):
    assert [str(doubt) for doubt in RuleSet.load(recipe).doubts] == []
    assert main(["check", str(recipe)]) == 0
    assert "doubt" not in capsys.readouterr().out
    status = main(["test", str(recipe)])
    told = capsys.readouterr().out
    assert status == 0, told
    assert ", 0 failed" in told


def test_every_rule_shows_what_it_finds_and_what_it_leaves_alone(recipe):
    loaded = load_rules([recipe])
    for rule in loaded.rules:
        kinds = {example.is_negative for example in loaded.examples if example.rule == rule.id}
        assert kinds == {True, False}, rule.id


def test_a_recipe_begins_with_when_to_use_it():
    assert [title for title, told in BY_TITLE.items() if not re.match(r"\nFor [a-z]", told)] == []


def test_there_are_twenty_or_more_and_all_can_stand_side_by_side(tmp_path):
    assert len(BY_TITLE) >= 20
    for name, text in NAMED.findall(PAGE):
        (tmp_path / name).write_text(text, encoding="utf-8")
    for number, block in enumerate(YAML.findall(PAGE)):
        (tmp_path / f"{number}.yaml").write_text(block, encoding="utf-8")
    assert [str(doubt) for doubt in RuleSet.load(tmp_path).doubts] == []
