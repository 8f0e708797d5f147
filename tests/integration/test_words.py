"""Words that a rule file teaches, from the command line: what was missed is found."""

import json

import pytest

from monitor.cli.main import main

RULES = """
words:
  en:
    contact:
      verbs: {call: ["florp* with"]}
      never: [met with criticism]
    denial:
      verdicts: [flumdiddle]

rules:
  - id: contacts
    title: "{{ participants }}: {{ kind }}"
    severity: high
    when: {contact: any}
    new: {per: [participants, kind], for: 7d}
  - id: denials
    title: Denied
    severity: medium
    when: {denial: {official: true}}
"""
ARTICLES = {
    "call.txt": "From Moscow\n\nRussian President Vladimir Putin florped with U.S. President Donald"
    " Trump on Tuesday, aides said.\n",
    "denial.txt": "Nothing in it\n\nKremlin spokesman Dmitry Peskov said the report was flumdiddle.\n",
    "critics.txt": "A plan\n\nVladimir Putin and Donald Trump met with criticism.\n",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "articles" / name).write_text(text, encoding="utf-8")
    (tmp_path / "taught.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "shipped.yaml").write_text(RULES[RULES.index("rules:") :], encoding="utf-8")
    return tmp_path


def found(capsys, rules):
    assert main(["scan", "articles", "--rules", rules, "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {(row["path"].rsplit("/", 1)[-1], row["rule"]) for row in rows}


def test_scan_finds_the_contact_and_the_denial_that_only_taught_words_tell(folder, capsys):
    assert found(capsys, "shipped.yaml") == set()
    assert found(capsys, "taught.yaml") == {("call.txt", "contacts"), ("denial.txt", "denials")}


def test_check_tells_a_bad_word_with_its_line(folder, capsys):
    (folder / "taught.yaml").write_text(RULES.replace("[flumdiddle]", "[вздор]"), encoding="utf-8")
    assert main(["check", "taught.yaml"]) == 1
    out, err = capsys.readouterr()
    assert "taught.yaml:8:18: error:" in out + err
