"""What the documents show is run as it stands there."""

import os
import re
from pathlib import Path

import pytest

from monitor.rule.examples import run_examples
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet

ROOT = Path(__file__).resolve().parent.parent.parent


def blocks(name, language):
    text = (ROOT / name).read_text(encoding="utf-8")
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{indent}", "", body, flags=re.MULTILINE) for indent, body in found]


@pytest.mark.parametrize(
    "code", [code for code in blocks("docs/library.md", "python") if "asyncio" not in code]
)
def test_the_library_examples_run(code, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    exec(compile(code, "docs/library.md", "exec"), {})
    assert "official-denial" in capsys.readouterr().out


def test_the_daemon_example_runs(tmp_path, monkeypatch, capsys):
    for name in ("rules", "seeds"):
        os.symlink(ROOT / name, tmp_path / name)
    config = (ROOT / "config.toml").read_text(encoding="utf-8")
    (tmp_path / "config.toml").write_text(config.replace('"seeds"', f'"{ROOT}/seeds"'))
    monkeypatch.chdir(tmp_path)
    (code,) = [code for code in blocks("docs/library.md", "python") if "asyncio" in code]
    exec(compile(code, "docs/library.md", "exec"), {})
    assert "Kremlin" in capsys.readouterr().out


def test_the_rule_in_the_readme_loads_and_passes_its_own_tests():
    (text,) = blocks("README.md", "yaml")
    loaded = load_rules_text(text)
    results = run_examples(loaded.examples, RuleSet(loaded.rules).match)
    assert [result.reasons for result in results] == [(), ()]


def test_the_shipped_pack_passes_its_own_tests():
    rules = RuleSet.load(ROOT / "rules")
    results = run_examples(rules.examples, rules.match)
    assert [(result.example.name, result.reasons) for result in results if not result.passed] == []
    assert len(results) > 10
