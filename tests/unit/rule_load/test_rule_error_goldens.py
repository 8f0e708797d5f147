"""Every fault as its reader sees it: `<name>.yaml` must be told as `<name>.err` says, to the letter.

A name begins with the short name of a code that must be among the faults. `MONITOR_GOLDEN=write`
rewrites the `.err` files; read what changed before keeping it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from monitor.errors import Fault, RuleError
from monitor.located.error_codes import Code
from monitor.rule.ruleset import RuleSet

GOLDEN = Path(__file__).parents[2] / "golden" / "rule_errors"
CASES = sorted(path.stem for path in GOLDEN.glob("*.yaml"))
IN_NO_FILE = {  # told of a path, of another file, or by the compiler
    Code.PATH_MISSING,
    Code.NO_RULE_FILES,
    Code.UNREADABLE_FILE,
    Code.FILE_TOO_LARGE,
    Code.DUPLICATE_LIST,
    Code.DUPLICATE_CONDITION,
    Code.UNKNOWN_CHANNEL,
    Code.PHRASE_NEVER_FOUND,
    Code.MATCHES_THE_ARCHIVE,
    Code.BUILT_TERM,
    Code.BUILT_PATTERN,
}


def told(name: str) -> tuple[Fault, ...]:
    try:
        return RuleSet.load(f"{name}.yaml").doubts
    except RuleError as error:
        return error.faults


@pytest.mark.parametrize("name", CASES)
def test_a_faulty_rule_file_is_told_as_the_golden_file_says(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(GOLDEN)
    text = "".join(f"{fault}\n" for fault in told(name))
    golden = GOLDEN / f"{name}.err"
    if os.environ.get("MONITOR_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_every_code_that_a_file_can_cause_has_a_golden_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)
    shown = {fault.code for name in CASES for fault in told(name)}
    assert {code.short_name for code in Code if code not in shown} == {code.short_name for code in IN_NO_FILE}


def test_every_fault_of_a_golden_file_has_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)
    silent = [str(fault) for name in CASES for fault in told(name) if not fault.hint]
    assert silent == []
