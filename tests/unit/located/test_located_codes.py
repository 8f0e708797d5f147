"""Every code is explained beside a check that tells it, and every one can be reached."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.cli.codes import about
from monitor.config import load_config
from monitor.errors import ConfigError, Location, RuleError
from monitor.located.code_examples import config_examples, rule_examples
from monitor.located.error_codes import EXPLANATIONS, Code, ConfigCode
from monitor.rule.condition import Near, NotOf, Phrase, Regex
from monitor.rule.grammar.telling import escalation_faults
from monitor.rule.load import load_rules, load_rules_text
from monitor.rule.model import Rule, Severity
from monitor.rule.ruleset import RuleSet

ROOT = Path(__file__).parents[3]
HERE = Location("rules.yaml")
CODES = [*Code, *ConfigCode]


def in_goldens() -> set[str]:
    """Return every code that a golden file of messages shows."""
    folders = ("rule_errors", "yaml_mistakes", "config_mistakes")
    texts = [
        path.read_text("utf-8") for one in folders for path in (ROOT / "tests/golden" / one).glob("*.err")
    ]
    return {code for text in texts for code in re.findall(r"\[([RC]\d{3})\]", text)}


def in_examples() -> set[str]:
    """Return every code whose example is a file that its own test loads."""
    return {code for code, one in {**rule_examples(), **config_examples()}.items() if one.can_be_tried}


def rule(when: Phrase | Near | Regex | NotOf) -> Rule:
    return Rule(id="x", title="x", severity=Severity.LOW, tags=(), when=when, location=HERE)


def phrase(text: str) -> Phrase:
    return Phrase(location=HERE, text=text)


def two_files(folder: Path, text: str) -> None:
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text(text, encoding="utf-8")
    load_rules([folder])


def near_what_is_no_term(_: Path) -> None:
    term = NotOf(location=HERE, of=phrase("b"))
    RuleSet([rule(Near(location=HERE, terms=(phrase("a"), term), within=2))])


REACHED: dict[str, Callable[[Path], object]] = {
    Code.PATH_MISSING: lambda folder: load_rules([folder / "none"]),
    Code.NO_RULE_FILES: lambda folder: load_rules([folder]),
    Code.FILE_TOO_LARGE: lambda _: load_rules_text("#" * 5_000_001),
    Code.DUPLICATE_LIST: lambda folder: two_files(folder, "lists: {a: [b]}"),
    Code.DUPLICATE_CONDITION: lambda folder: two_files(folder, "conditions: {a: b}"),
    Code.UNKNOWN_CHANNEL: lambda _: escalation_faults(
        load_rules_text("rules: [{id: x, when: a, escalate: {after: 1h, to: desk}}]").rules, ["phone"]
    ),
    Code.PHRASE_NEVER_FOUND: lambda _: RuleSet([rule(phrase("…"))]).doubts,
    Code.BUILT_TERM: near_what_is_no_term,
    Code.BUILT_PATTERN: lambda _: RuleSet([rule(Regex(location=HERE, pattern="("))]),
    ConfigCode.CONFIG_UNREADABLE: lambda folder: load_config(folder / "none.toml", {}),
}
# Each takes a run of its own: a user who is not root, an archive.
REACHED_ELSEWHERE = {
    Code.UNREADABLE_FILE: "tests/unit/rule_load/test_rule_load_files.py",
    Code.MATCHES_THE_ARCHIVE: "tests/integration/test_check_formats.py",
}


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_explained_in_plain_sentences(code: Code | ConfigCode) -> None:
    text = about(code).explanation
    assert text.endswith(".")
    assert len(text) > 20
    assert EXPLANATIONS[code] == text


def test_nothing_but_a_code_is_explained() -> None:
    assert about("R999").explanation == ""
    assert EXPLANATIONS.keys() == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_an_explanation_stands_in_a_module_that_tells_the_code(code: Code | ConfigCode) -> None:
    name = f"{type(code).__name__}.{code.name}"
    sources = [path.read_text("utf-8") for path in (ROOT / "monitor").rglob("*.py")]
    (beside,) = [text for text in sources if re.search(rf"explain\(\s*{name},", text)]
    assert len(re.findall(rf"{name}\b", beside)) > 1


@pytest.mark.parametrize("code", REACHED)
def test_what_no_one_file_shows_is_reached(code: str, tmp_path: Path) -> None:
    try:
        found = REACHED[code](tmp_path)
    except (RuleError, ConfigError) as error:
        found = error.faults
    assert {fault.code for fault in found} >= {code}


def test_every_code_can_be_reached() -> None:
    for code, file in REACHED_ELSEWHERE.items():
        assert re.search(rf"Code\.{code.name}\b|{code}", (ROOT / file).read_text("utf-8"))
    shown = in_goldens() | in_examples() | REACHED.keys() | REACHED_ELSEWHERE.keys()
    assert [code.short_name for code in CODES if code not in shown] == []
