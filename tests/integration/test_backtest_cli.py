"""`monitor backtest`, called as a person calls it."""

import json
import re
import subprocess
from html.parser import HTMLParser

import pytest

from monitor.cli.main import main
from tests.integration.backtest_desk import STORIES, lay_out, write_lines


@pytest.fixture
def folder(tmp_path, monkeypatch):
    lay_out(tmp_path)
    write_lines(tmp_path / "news.jsonl")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys):
    def call(*arguments):
        status = main(["backtest", *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return call


def rows(out):
    return [json.loads(line) for line in out.splitlines()]


def test_the_text_says_what_would_have_been_told(run, folder):
    status, out, err = run("news.jsonl")
    assert (status, err) == (0, "")
    assert out.startswith(f"{len(STORIES)} articles, 2024-03-10 20:00 to 2024-03-11 09:00\n")
    assert re.search(
        r"^  desk: \d+ messages \(.*digest.*\); \d+ folded into others; most in an hour: ", out, re.MULTILINE
    )
    assert re.search(r"^ +\d+  contact  \(\d+ articles match\)$", out, re.MULTILINE)
    assert "rules that never told anything: never\n" in out
    assert re.search(r"^ +\d+  Reuters$", out, re.MULTILINE)


def test_lines_are_one_an_alert_and_a_summary(run, folder):
    *alerts, last = rows(run("news.jsonl", "--format", "jsonl")[1])
    summary = last["summary"]
    assert len(alerts) == summary["alerts"] == sum(summary["alerts_by_rule"].values())
    assert summary["articles"] == len(STORIES)
    stories = {f"{number:02d}.txt": story for number, story in enumerate(STORIES)}
    for alert in alerts:
        for evidence in alert["evidence"]:
            _, title, text, _ = stories[evidence["path"]]
            assert evidence["spans"]
            for span in evidence["spans"]:
                whole = title if span["field"] == "title" else f"{title}\n\n{text}"
                assert whole[span["start"] : span["end"]] == span["text"]
    for channel in summary["channels"].values():
        assert channel["messages"] == sum(channel["kinds"].values()) == sum(channel["by_hour"].values())


def test_the_rules_can_be_others_than_the_configured_ones(run, folder):
    (folder / "one.yaml").write_text("rules:\n  - {id: one, severity: low, when: trains}\n")
    (folder / "two.yaml").write_text("rules:\n  - {id: two, severity: low, when: signal}\n")
    *_, last = rows(run("news.jsonl", "--rules", "one.yaml", "--rules", "two.yaml", "--format", "jsonl")[1])
    assert set(last["summary"]["alerts_by_rule"]) == {"one", "two"}


def test_against_another_rule_set_lists_what_is_gained_and_lost_with_evidence(run, folder):
    (folder / "old.yaml").write_text((folder / "rules.yaml").read_text().replace("unicorns", "trains"))
    _, out, _ = run("news.jsonl", "--against", "old.yaml")
    assert re.search(
        r"^against old.yaml: 0 alerts gained, [1-9]\d* lost, 0 told otherwise, \d+ the same",
        out,
        re.MULTILINE,
    )
    assert re.search(r"^- 2024-03-10 20:03 never \(info\)", out, re.MULTILINE)
    assert re.search(r"^      text \d+-\d+: Trains$", out, re.MULTILINE)
    *found, last = rows(run("news.jsonl", "--against", "old.yaml", "--format", "jsonl")[1])
    changes = [one["change"] for one in found]
    assert changes.count("lost") == last["summary"]["against"]["lost"] > 0
    assert changes.count("same") == last["summary"]["against"]["same"] > 0


def test_against_a_git_revision_reads_the_rules_as_they_stood_there(run, folder):
    git(folder, "init", "--quiet")
    git(folder, "add", "rules.yaml")
    git(folder, "commit", "--quiet", "--message", "rules")
    changed = (folder / "rules.yaml").read_text().replace("unicorns", "trains")
    (folder / "rules.yaml").write_text(changed)
    for named in ("git:HEAD", "HEAD"):
        status, out, _ = run("news.jsonl", "--against", named)
        assert status == 0
        assert re.search(rf"^against {named}: [1-9]\d* alerts gained, 0 lost", out, re.MULTILINE)
    assert (folder / "rules.yaml").read_text() == changed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.jsonl"], "no such file or folder: nowhere.jsonl"),
        (["rules.yaml"], "is no archive: a folder of articles, or a file .jsonl or .jsonl.gz"),
        (["news.jsonl", "--against", "nothing"], "no such file, folder or git revision: nothing"),
        (["news.jsonl", "--against", "git:nothing"], "no such git revision: nothing"),
        (["news.jsonl", "--rules", "nowhere.yaml"], "nowhere.yaml"),
        (["news.jsonl", "--config", "nowhere.toml"], "nowhere.toml"),
        (["cut.jsonl.gz"], "cut.jsonl.gz cannot be read"),
    ],
)
def test_what_is_not_there_is_a_usage_error_in_words(run, folder, arguments, said):
    (folder / "cut.jsonl.gz").write_bytes(b"\x1f\x8b\x08\0\0")
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert said in err


def test_no_configuration_is_needed(run, folder):
    (folder / "config.toml").unlink()
    *_, last = rows(run("news.jsonl", "--rules", "rules.yaml", "--format", "jsonl")[1])
    assert list(last["summary"]["channels"]) == ["console"]


def test_the_report_is_one_page_that_needs_nothing_else(run, folder):
    (folder / "rules.yaml").write_text(
        (folder / "rules.yaml").read_text().replace("Denied by", "<b>Denied</b> by")
    )
    (folder / "old.yaml").write_text((folder / "rules.yaml").read_text().replace("unicorns", "trains"))
    status, out, _ = run("news.jsonl", "--report", "out.html", "--against", "old.yaml", "--format", "jsonl")
    assert status == 0
    page = _Page((folder / "out.html").read_text(encoding="utf-8"))
    assert not page.open
    assert not page.addresses
    assert page.count("script") == page.count("img") == page.count("b_in_title") == 0
    assert page.count("svg") == 5
    *alerts, _ = rows(out)
    assert page.count("details") == len(alerts)
    assert page.count("blockquote") >= len(alerts)
    assert "&lt;b&gt;Denied&lt;/b&gt; by" in page.text


def test_a_report_that_cannot_be_written_is_told(run, folder):
    status, _, err = run("news.jsonl", "--report", "nowhere/out.html")
    assert (status, err) == (1, "monitor: nowhere/out.html cannot be written: No such file or directory\n")


class _Page(HTMLParser):
    """Counts the tags of a page, and notes those left open and every address that it might fetch."""

    def __init__(self, text):
        super().__init__()
        self.text = text
        self.tags, self.open, self.addresses = [], [], []
        self.feed(text)

    def count(self, tag):
        return self.tags.count(tag)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in {"src", "href", "xlink:href", "srcset"}]
        if tag not in {"meta", "br", "rect", "line"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        if tag not in {"rect", "line"}:
            assert self.open.pop() == tag


def git(folder, *arguments):
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)
