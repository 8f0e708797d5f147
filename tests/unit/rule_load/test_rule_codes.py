"""The example of each code shows that code: wrong gives it and nothing else, right gives nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.errors import RuleError
from monitor.located.code_examples import rule_examples
from monitor.located.error_codes import Code
from monitor.rule.ruleset import RuleSet

ABOUT_TESTS = {Code.NO_TESTS, Code.ONE_SIDED_TESTS}
TRIED = [code for code, example in rule_examples().items() if example.can_be_tried]


def codes_of(path: Path, text: str) -> list[str]:
    path.write_text(text, encoding="utf-8")
    try:
        faults = RuleSet.load(path).doubts
    except RuleError as error:
        faults = (*error.faults, *error.doubts)
    return [str(fault.code) for fault in faults]


@pytest.mark.parametrize("code", TRIED)
def test_the_wrong_example_gives_its_code_alone_and_the_right_one_none(code: str, tmp_path: Path) -> None:
    wrong, right = rule_examples()[code].as_files()
    besides = ABOUT_TESTS - {code}
    assert set(codes_of(tmp_path / "wrong.yaml", wrong)) - besides == {code}
    assert set(codes_of(tmp_path / "right.yaml", right)) - besides == set()


def test_every_code_has_an_example_under_its_own_name() -> None:
    named = {code: example.name for code, example in rule_examples().items()}
    assert named == {str(code): code.short_name for code in Code}


def test_nearly_every_code_is_shown_by_a_file_that_can_be_tried() -> None:
    assert len(TRIED) >= 85
