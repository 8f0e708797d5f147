"""`monitor preview`: the message of a rule about an article, by the code that sends it; nothing is kept or sent."""

from __future__ import annotations

import json
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from monitor.cli.main import main

RULES = """
rules:
  - id: denial
    title: "Denied by {{ denials[0].by }}"
    severity: {high: {denial: {by: Kremlin}}, else: low}
    when: {denial: any}
  - id: drafted
    status: draft
    when: {denial: any}
  - id: three-of-them
    when: {denial: any}
    count: {at_least: 3, within: 1h}
"""
NEWS = """Kremlin denies phone call between leaders

MOSCOW - The Kremlin denied on Friday that Vladimir Putin had spoken to Donald Trump by telephone this week.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "other.txt").write_text("Ships\n\nA ship left port.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def preview(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> tuple[str, str]:
    assert main(["preview", *arguments, "--rules", "rules.yaml"]) == status
    told = capsys.readouterr()
    return told.out, told.err


def test_the_console_shows_the_message_with_its_severity_and_proof(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = preview(capsys, "denial", "news.txt")
    assert out.startswith("HIGH ")
    assert "Denied by" in out
    assert "Donald Trump by telephone" in " ".join(out.replace("│", "").replace("**", "").split())
    assert not err


def test_slack_gets_the_payload_that_is_posted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    payload = json.loads(preview(capsys, "denial", "news.txt", "--channel", "slack")[0])
    assert payload["blocks"][0]["text"]["text"].startswith("HIGH")


def test_a_json_channel_posts_to_this_machine_alone_and_shows_what_arrived(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    posted = json.loads(preview(capsys, "denial", "news.txt", "--channel", "json")[0])
    assert posted["title"].startswith("[high]")
    assert "alert " in posted["message"]


def test_a_mail_is_shown_as_text_and_written_as_page_and_whole(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Subject: [high]" in preview(capsys, "denial", "news.txt", "--channel", "mail")[0]
    for name in ("mail.html", "mail.eml"):
        out, _ = preview(capsys, "denial", "news.txt", "--channel", "mail", "--out", name)
        assert out.strip() == name
    assert "<html" in (folder / "mail.html").read_text("utf-8")
    whole = message_from_bytes((folder / "mail.eml").read_bytes(), policy=default)
    assert str(whole["Subject"]).startswith("[high]")


def test_without_a_browser_the_page_stands_in_for_the_picture(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    out, err = preview(capsys, "denial", "news.txt", "--channel", "mail", "--out", "mail.png")
    assert out.strip() == "mail.html"
    assert "no Chromium" in err
    assert (folder / "mail.html").exists()


def test_a_browser_that_is_there_draws_the_picture(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = folder / "chromium"
    browser.write_text(
        '#!/bin/sh\nfor a in "$@"; do case $a in --screenshot=*) echo drawn > "${a#*=}";; esac; done\n'
    )
    browser.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")
    out, _ = preview(capsys, "denial", "news.txt", "--channel", "mail", "--out", "mail.png")
    assert out.strip() == "mail.png"
    assert (folder / "mail.png").read_text("utf-8") == "drawn\n"


def test_a_rule_that_does_not_match_says_so_with_the_way_to_explain(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = preview(capsys, "denial", "other.txt")
    assert not out
    assert "denial does not match this article, so there is no message" in err
    assert "monitor explain denial other.txt" in err


def test_a_rule_that_counts_says_how_far_one_article_brings_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = preview(capsys, "three-of-them", "news.txt")
    assert not out
    assert "three-of-them matches, but sends nothing by this article alone" in err


def test_a_draft_is_shown_as_it_would_be_sent(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert preview(capsys, "drafted", "news.txt")[0].startswith("MEDIUM ")


def test_nothing_is_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(path.name for path in folder.iterdir())
    preview(capsys, "denial", "news.txt")
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("denail", "news.txt"), 2, 'did you mean "denial"?'),
        (("denial", "gone.txt"), 1, "cannot be read"),
        (("denial", "news.txt", "--out", "a.html"), 2, "say --channel mail"),
        (("denial", "news.txt", "--channel", "mail", "--out", "a.doc"), 2, ".html, .eml or .png"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_the_way_out(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], status: int, said: str
) -> None:
    assert said in preview(capsys, *arguments, status=status)[1]
