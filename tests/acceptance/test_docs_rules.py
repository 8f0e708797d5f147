"""docs/rules.md is run: each example loads without doubt and passes its tests, and together they show all."""

import re
from pathlib import Path

import pytest

from monitor.cli.main import main
from monitor.located.yaml_parse import parse_document
from monitor.located.yaml_tree import Listing, Mapping
from monitor.rule.grammar.condition import ConditionSpec
from monitor.rule.grammar.exceptions import ExceptSpec
from monitor.rule.grammar.file import DEFAULTED, FileSpec
from monitor.rule.grammar.rule import RuleSpec
from monitor.rule.grammar.telling import STATEFUL_KEYS
from monitor.rule.ruleset import RuleSet

PAGE = (Path(__file__).resolve().parent.parent.parent / "docs/rules.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def keys_of(node):
    """Yield every name that stands anywhere in *node*."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield entry.key.value
            yield from keys_of(entry.value)
    elif isinstance(node, Listing):
        for element in node.elements:
            yield from keys_of(element)


@pytest.mark.parametrize("block", BLOCKS, ids=[re.search(r"- id: (\S+)", block).group(1) for block in BLOCKS])
def test_an_example_has_no_doubts_and_passes_its_own_tests(block, tmp_path, capsys):
    file = tmp_path / "rules.yaml"
    file.write_text(block, encoding="utf-8")
    assert [str(doubt) for doubt in RuleSet.load(file).doubts] == []
    status = main(["test", str(file)])
    told = capsys.readouterr().out
    assert status == 0, told
    assert ", 0 failed" in told


def test_every_key_and_every_condition_has_an_example():
    shown = {key for block in BLOCKS for key in keys_of(parse_document(block, "rules.md").root)}
    # What looks at more than one article has a page of its own.
    elsewhere = {*STATEFUL_KEYS, "per"}
    wanted = {*DEFAULTED}.union(
        *(one.known for one in (FileSpec, ConditionSpec, RuleSpec, ExceptSpec))
    ) - elsewhere
    assert wanted - shown - {"language", "path"} == set()
    prose = re.sub(r"^```yaml\n(.*?)^```", "", PAGE, flags=re.DOTALL | re.MULTILINE)
    assert {key for key in (*wanted, *elsewhere) if not re.search(rf"\b{key}\b", prose)} == set()
