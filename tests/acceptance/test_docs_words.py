"""The rule files that docs/words.md shows load without doubt and pass the tests inside them."""

import re
from pathlib import Path

import pytest

from monitor.rule.examples import run_examples
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet

ROOT = Path(__file__).resolve().parent.parent.parent
BLOCKS = re.findall(
    r"^```yaml\n(.*?)^```", (ROOT / "docs/words.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)


@pytest.mark.parametrize("block", BLOCKS)
def test_an_example_passes_its_own_tests(block):
    loaded = load_rules_text(block)
    assert [str(doubt) for doubt in loaded.doubts] == []
    results = run_examples(loaded.examples, RuleSet.of(loaded).match)
    assert [(result.example.name, result.reasons) for result in results if not result.passed] == []
    assert len(results) > 1


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.startswith("words:")])
def test_an_example_needs_the_words_it_teaches(block):
    loaded = load_rules_text(block[block.index("rules:") :])
    results = run_examples(loaded.examples, RuleSet.of(loaded).match)
    assert not all(result.passed for result in results)


def test_there_are_examples():
    assert len(BLOCKS) > 3
