"""`monitor check` for programs and for the curious: formats, exit statuses, explanations, archives."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from monitor.cli.main import main
from monitor.located.error_codes import Code, ConfigCode

WRONG = """rules:
  - id: a-call
    title: "100%: a call, \\u2028or two"
    wen: call
  - id: a-visit
    severity: hihg
    when: visit
"""
DOUBTED = """rules:
  - id: a-call
    when: {any: [call, phone call]}
"""
GOOD = """rules:
  - id: a-call
    when: call
    tests:
      - {article: {text: A call.}, expect: match}
      - {article: {text: A visit.}, expect: no match}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my, rules").mkdir()
    (tmp_path / "my, rules/wrong 100%.yaml").write_text(WRONG, encoding="utf-8")
    (tmp_path / "doubted.yaml").write_text(DOUBTED, encoding="utf-8")
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_json_lines_tell_every_fault_with_its_place_and_way_out(folder, capsys):
    assert main(["check", "--format", "jsonl", "my, rules"]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    errors = [row for row in rows if row["gravity"] == "error"]
    assert [(row["code"], row["line"], row["column"]) for row in errors] == [("R030", 4, 5), ("R042", 6, 15)]
    assert errors[0]["hint"] == 'did you mean "when"?'
    assert errors[0]["name"] == "unknown-key"
    assert errors[1]["text"] == "    severity: hihg"
    assert errors[1]["width"] == 4


def test_github_commands_are_escaped_so_that_no_path_or_message_ends_them(folder, capsys):
    assert main(["check", "--format", "github", "my, rules"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 2
    assert lines[0] == (
        "::error file=my%2C rules/wrong 100%25.yaml,line=4,endLine=4,col=5,endColumn=8,"
        'title=R030 unknown-key::a rule has no "wen"%0Adid you mean "when"?'
    )
    assert all(re.match(r"::(error|warning) file=[^,:]+,line=\d+,", line) for line in lines)


def test_sarif_holds_one_run_whose_results_point_at_rules_and_places(folder, capsys):
    assert main(["check", "--format", "sarif", "my, rules", str(folder / "doubted.yaml")]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["version"] == "2.1.0"
    assert told["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = told["runs"]
    codes = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(codes)) == len(codes)
    assert all(rule["fullDescription"]["text"] for rule in run["tool"]["driver"]["rules"])
    for result in run["results"]:
        assert codes[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert place["region"]["endColumn"] > place["region"]["startColumn"]
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]
    }
    assert uris == {"my%2C%20rules/wrong%20100%25.yaml", "doubted.yaml"}
    assert {result["level"] for result in run["results"]} == {"error", "warning"}


@pytest.mark.parametrize("form", ["jsonl", "github"])
def test_nothing_wrong_prints_nothing_for_programs(folder, capsys, form):
    assert main(["check", "--format", form, "good.yaml"]) == 0
    assert capsys.readouterr().out == ""


def test_sarif_of_nothing_wrong_is_a_run_without_results(folder, capsys):
    assert main(["check", "--format", "sarif", "good.yaml"]) == 0
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"] == []


@pytest.mark.parametrize("form", ["text", "jsonl", "github", "sarif"])
def test_a_doubt_lets_the_rules_pass_unless_the_check_is_strict(folder, capsys, form):
    assert main(["check", "--format", form, "doubted.yaml"]) == 0
    assert main(["check", "--format", form, "--strict", "doubted.yaml"]) == 1
    assert main(["check", "--format", form, "--strict", "good.yaml"]) == 0


def test_doubts_are_told_beside_errors(folder, capsys):
    main(["check", "my, rules", "doubted.yaml"])
    out = capsys.readouterr().out
    assert "[R030]" in out
    assert "[R130]" in out
    assert "[R090]" in out


@pytest.mark.parametrize("asked", ["R012", "r012", "[R012]", "yaml-colon-in-text"])
def test_a_code_is_explained_by_number_or_name_with_an_example(capsys, asked):
    assert main(["check", "--explain", asked]) == 0
    out = capsys.readouterr().out
    assert out.startswith("R012 yaml-colon-in-text\n")
    assert "    title: Kremlin: a call is reported" in out
    assert '    title: "Kremlin: a call is reported"' in out


@pytest.mark.parametrize("code", [*Code, *ConfigCode])
def test_every_code_can_be_explained(capsys, code):
    assert main(["check", "--explain", str(code)]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{code} {code.short_name}\n")
    assert "Wrong:" in out
    assert "Right:" in out


def test_an_unknown_code_is_told_with_the_nearest(capsys):
    assert main(["check", "--explain", "R0121"]) == 1
    assert "did you mean" in capsys.readouterr().err
    assert main(["check", "--explain", "nonsense here"]) == 1
    assert "--explain all" in capsys.readouterr().err


def test_all_lists_every_code_once(capsys):
    assert main(["check", "--explain", "all"]) == 0
    codes = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert codes == sorted(map(str, (*Code, *ConfigCode)))


def test_rules_that_match_most_of_an_archive_are_doubted(folder, capsys):
    lines = [
        {"title": f"News {number}", "text": "Said and done." if number % 4 else "A call."}
        for number in range(40)
    ]
    (folder / "archive.jsonl").write_text(
        "".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8"
    )
    (folder / "wide.yaml").write_text(
        "rules:\n  - id: said\n    when: said\n  - id: a-call\n    when: call\n"
    )
    assert main(["check", "--archive", "archive.jsonl", "wide.yaml"]) == 0
    out = capsys.readouterr().out
    assert "archive: 40 articles; matches: said 30, a-call 10" in out
    assert (
        'wide.yaml:2:9: doubt: the rule "said" matches 30 of 40 articles, more than half of them [R137]'
        in out
    )
    assert '"a-call" matches' not in out


def test_an_archive_of_a_few_articles_proves_nothing(folder, capsys):
    (folder / "archive.jsonl").write_text('{"title": "News", "text": "A call."}\n')
    assert main(["check", "--archive", "archive.jsonl", "good.yaml"]) == 0
    assert "R137" not in capsys.readouterr().out


def test_an_archive_that_is_not_there_is_told(folder, capsys):
    assert main(["check", "--archive", "nowhere.jsonl", "good.yaml"]) == 1
    assert "no such file" in capsys.readouterr().err


def test_a_channel_to_escalate_to_that_nobody_configured_is_told(folder, capsys):
    (folder / "rules").mkdir()
    escalate = GOOD.replace("    tests:", "    escalate: {after: 15m, to: [desk, dekc]}\n    tests:")
    (folder / "rules/a.yaml").write_text(escalate)
    (folder / "config.toml").write_text(
        '[[sources]]\ntype = "folder"\npath = "."\n\n[channels.desk]\nurl = "console://"\n'
    )
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert "rules/a.yaml:4:39: error: there is no channel" in out
    assert 'did you mean "desk"?' in out
