"""What people write who are new to YAML: each mistake is told with its place and its mend, in plain words.

`tests/golden/yaml_mistakes/<mistake>.yaml` must be told as `<mistake>.err` says, to the letter.
`MONITOR_GOLDEN=write` rewrites the `.err` files; read what changed before keeping it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from monitor.errors import Fault, RuleError
from monitor.located.error_codes import Code
from monitor.rule.ruleset import RuleSet

GOLDEN = Path(__file__).parents[2] / "golden" / "yaml_mistakes"
CASES = sorted(path.stem for path in GOLDEN.glob("*.yaml"))
ABOUT_TESTS = {Code.NO_TESTS, Code.ONE_SIDED_TESTS}
PARSER_WORDS = re.compile(
    r"mapping values|block (?:mapping|sequence|collection)|flow|scalar|token|simple key|anchor|alias|indicator"
    r"|node|stream",
    re.IGNORECASE,
)


def told(name: str) -> tuple[Fault, ...]:
    try:
        return RuleSet.load(f"{name}.yaml").doubts
    except RuleError as error:
        return (*error.faults, *error.doubts)


@pytest.mark.parametrize("name", CASES)
def test_a_beginners_mistake_is_told_as_the_golden_file_says(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(GOLDEN)
    text = "".join(f"{fault}\n" for fault in told(name) if fault.code not in ABOUT_TESTS)
    golden = GOLDEN / f"{name}.err"
    if os.environ.get("MONITOR_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_no_mistake_passes_unnoticed_or_without_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)
    meant = {name: [fault for fault in told(name) if fault.code not in ABOUT_TESTS] for name in CASES}
    assert [name for name, faults in meant.items() if not faults] == []
    assert [str(fault) for faults in meant.values() for fault in faults if not fault.hint] == []


def test_no_mistake_is_told_in_the_words_of_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)
    faults = [fault for name in CASES for fault in told(name)]
    assert [str(fault) for fault in faults if PARSER_WORDS.search(f"{fault.message} {fault.hint}")] == []
    assert [str(fault) for fault in faults if fault.code == Code.YAML_SYNTAX] == []


def test_there_are_far_more_than_thirty_mistakes() -> None:
    assert len(CASES) >= 90
