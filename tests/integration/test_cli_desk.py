"""Commands of the desk, as a person calls them: alerts, silences, why, status; after a real run."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.cli.main import main
from tests.integration.desk_harness import WIRE

ROOT = Path(__file__).resolve().parent.parent.parent
CONFIG = """
[monitor]
timezone = "Europe/London"

[[sources]]
type = "folder"
path = "in"

[channels.console]
url = "console://"
[channels.other]
url = "console://"

[[routes]]
when = { rules = ["muted"] }
channels = []
[[routes]]
when = { rules = ["later"] }
digests = ["morning"]
[[routes]]
channels = ["console"]

[digests.morning]
cron = "0 7 * * *"
channels = ["console"]
"""
RULES = """
rules:
  - id: denial
    severity: high
    when: {sentence: {all: [Kremlin, denied]}}
    escalate: {after: 15m, to: [other]}
  - {id: muted, severity: low, when: {sentence: {all: [Kremlin, denied]}}}
  - {id: later, severity: low, when: {sentence: {all: [diplomats, Brussels]}}}
"""
AGAIN = """
  - {id: again, severity: low, when: {sentence: {all: [Kremlin, leaders]}}}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Stand in a working folder with an article, one that says nothing, and one that cannot be read."""
    (tmp_path / "in").mkdir()
    (tmp_path / "rules").mkdir()
    (tmp_path / "config.toml").write_text(CONFIG)
    (tmp_path / "rules" / "rules.yaml").write_text(RULES)
    (tmp_path / "in" / "news.txt").write_text(WIRE)
    (tmp_path / "in" / "dull.txt").write_text("Weather\n\nIt will rain on Tuesday.\n")
    (tmp_path / "in" / "junk.bin").write_bytes(b"\0\0")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys):
    def call(*arguments):
        status = main(arguments)
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.fixture
def ask(run):
    """Call with `--format jsonl`; return the status and the rows."""

    def call(*arguments):
        status, out, _ = run(*arguments, "--format", "jsonl")
        return status, [json.loads(line) for line in out.splitlines()]

    return call


@pytest.fixture
def ran(folder, run):
    assert run("run", "--once")[0] == 0
    return folder


@pytest.fixture
def denial(ran, ask):
    """The alert that was told."""
    (alert,) = ask("alerts", "list", "--rule", "denial")[1]
    return alert


# --- the life of an alert ---


def test_an_acknowledged_alert_says_by_whom_and_escalates_no_more(denial, ask):
    status, rows = ask("alerts", "ack", denial["id"], "--by", "Ana", "--comment", "on it")
    assert (status, rows) == (
        0,
        [{"id": denial["id"], "before": "open", "step": "acknowledged", "by": "Ana"}],
    )
    (shown,) = ask("alerts", "show", denial["id"])[1]
    assert shown["state"] == "acknowledged"
    ((step, by, comment),) = [(one["kind"], one["by"], one["comment"]) for one in shown["steps"]]
    assert (step, by, comment) == ("acknowledged", "Ana", "on it")
    states = {one["kind"]: (one["state"], one["reason"]) for one in shown["deliveries"]}
    assert states["escalation"] == ("withdrawn", "acknowledged by Ana")
    assert states["first"][0] == "sent"


def test_an_alert_may_be_resolved_and_stays_so(denial, ask, run):
    assert ask("alerts", "resolve", denial["id"], "--by", "Ana")[1][0]["before"] == "open"
    assert ask("alerts", "ack", denial["id"], "--by", "Bo")[1][0]["before"] == "resolved"
    (shown,) = ask("alerts", "show", denial["id"])[1]
    assert (shown["state"], [one["by"] for one in shown["steps"]]) == ("resolved", ["Ana"])
    assert [one["id"] for one in ask("alerts", "list", "--state", "resolved")[1]] == [denial["id"]]
    assert "resolved" in run("alerts", "show", denial["id"])[1]


def test_a_step_that_leads_nowhere_is_not_said_to_be_taken(denial, run, ask):
    ask("alerts", "resolve", denial["id"], "--by", "Ana")
    assert run("alerts", "ack", denial["id"], "--by", "Bo")[:2] == (
        0,
        f"{denial['id']}: left as it is (resolved)\n",
    )
    assert ask("alerts", "resolve", denial["id"])[1][0]["step"] is None


def test_an_alert_is_reopened_by_hand(denial, run, ask):
    ask("alerts", "resolve", denial["id"], "--by", "Ana")
    assert "reopened by Bo (was resolved)" in run("alerts", "reopen", denial["id"], "--by", "Bo")[1]
    (shown,) = ask("alerts", "show", denial["id"])[1]
    assert (shown["state"], [one["by"] for one in shown["steps"]]) == ("open", ["Ana", "Bo"])


def test_another_report_reopens_what_was_resolved(denial, ask, run, folder):
    ask("alerts", "resolve", denial["id"], "--by", "Ana")
    (folder / "in" / "copy.txt").write_text(WIRE + "\nThis copy has one more line.\n")
    assert run("run", "--once")[0] == 0
    (shown,) = ask("alerts", "show", denial["id"])[1]
    assert [(one["kind"], one["by"]) for one in shown["steps"]] == [
        ("resolved", "Ana"),
        ("reopened", "monitor"),
    ]
    assert (shown["state"], len(shown["reports"])) == ("open", 2)
    assert sorted(one["kind"] for one in shown["deliveries"] if one["state"] == "sent") == ["first", "update"]


def test_who_acts_is_the_login_name_unless_said(denial, ask, monkeypatch):
    monkeypatch.setenv("LOGNAME", "bo")
    assert ask("alerts", "ack", denial["id"])[1][0]["by"] == "bo"


def test_several_alerts_at_once_and_one_that_is_unknown(ran, ask, run):
    ids = [one["id"] for one in ask("alerts", "list")[1]]
    status, out, err = run("alerts", "ack", *ids, "nope", "--by", "Ana")
    assert (status, len(out.splitlines())) == (1, 3)
    assert err == 'monitor: no alert has the id "nope"\n'
    assert out.splitlines()[0] == f"{ids[0]}: acknowledged by Ana (was open)"


def test_what_is_shown_of_an_alert_tells_its_whole_story(denial, run):
    run("alerts", "ack", denial["id"], "--by", "Ana", "--comment", "on it")
    out = run("alerts", "show", denial["id"])[1]
    assert "“Kremlin”  text" in out
    assert "by Ana: on it" in out
    assert "console: first, sent" in out
    assert "other: escalation, withdrawn: acknowledged by Ana" in out


# --- silences ---


def test_a_silence_is_added_listed_and_ended(ran, ask):
    status, (added,) = ask(
        *("silence", "add", "--rule", "den*", "--tag", "money", "--for", "4h", "--by", "Ana"),
        *("--comment", "known"),
    )
    assert (status, added["state"], added["author"], added["comment"]) == (0, "holds", "Ana", "known")
    assert added["matcher"] == {"rules": ["den*"], "tags": ["money"]}
    length = datetime.fromisoformat(added["ends_at"]) - datetime.fromisoformat(added["starts_at"])
    assert length == timedelta(hours=4)
    assert ask("silence", "list") == (0, [added])
    assert ask("silence", "expire", added["id"]) == (0, [])
    assert ask("silence", "list") == (0, [])
    ((ended),) = ask("silence", "list", "--all")[1]
    assert (ended["id"], ended["state"]) == (added["id"], "ended")


def test_a_silence_in_words(ran, run):
    status, out, _ = run("silence", "add", "--rule", "den*", "--until", "2099-07-01T08:00", "--by", "Ana")
    assert status == 0
    assert out.endswith(": nothing is told of rule den* until 2099-07-01 08:00 BST\n")
    listed = run("silence", "list")[1]
    assert "2099-07-01 08:00 BST" in listed
    assert "Ana" in listed
    assert "rule den*" in listed


def test_the_end_of_a_silence_is_in_the_zone_of_the_configuration_or_in_its_own(ran, ask):
    (local,) = ask("silence", "add", "--rule", "a", "--until", "2099-07-01T08:00")[1]
    (other,) = ask("silence", "add", "--rule", "b", "--until", "2099-07-01T08:00+03:00")[1]
    ends = [datetime.fromisoformat(one["ends_at"]).astimezone(UTC).hour for one in (local, other)]
    assert ends == [7, 5]


def test_what_a_silence_fits_is_not_told_and_why_says_so(folder, run, ask):
    (folder / "in" / "news.txt").rename(folder / "news.txt")
    run("run", "--once")
    (added,) = ask("silence", "add", "--rule", "denial", "--for", "1h", "--by", "Ana")[1]
    (folder / "news.txt").rename(folder / "in" / "news.txt")
    run("run", "--once")
    (story,) = ask("why", "in/news.txt")[1]
    (match,) = (one for one in story["matches"] if one["rule"] == "denial")
    assert [(one["state"], one["reason"]) for one in match["deliveries"]] == [
        ("silenced", f"silenced by silence {added['id']} by Ana")
    ]
    assert f"console: first, silenced by silence {added['id']} by Ana" in run("why", "news.txt")[1]


REFUSED = {
    "of nothing": (["--for", "1h"], "say what is to be silent"),
    "without an end": (["--rule", "a"], "say how long with --for 4h, or until when"),
    "with two ends": (["--rule", "a", "--for", "1h", "--until", "2099-01-01"], "say how long with --for 4h"),
    "of no length": (["--rule", "a", "--for", "soon"], "soon"),
    "for too long": (["--rule", "a", "--for", "99999999d"], "99999999"),
    "until no time": (["--rule", "a", "--until", "tomorrow"], "tomorrow"),
    "that is past": (["--rule", "a", "--until", "2020-01-01"], "2020-01-01 is past"),
    "of no severity": (["--severity", "hihg", "--for", "1h"], 'did you mean "high"?'),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_silence_is_refused(ran, run, ask, case):
    arguments, said = REFUSED[case]
    status, out, err = run("silence", "add", *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("monitor: ")
    assert said in err or case == "for too long"
    assert len(err.splitlines()) == 1
    assert ask("silence", "list", "--all") == (0, [])


def test_a_silence_that_is_unknown_or_over_cannot_be_ended(ran, run, ask):
    (added,) = ask("silence", "add", "--rule", "a", "--for", "1h")[1]
    run("silence", "expire", added["id"])
    status, out, err = run("silence", "expire", added["id"], "nope")
    assert (status, out) == (1, "")
    assert err.splitlines() == [
        f'monitor: no silence that still holds has the id "{one}"; see monitor silence list'
        for one in (added["id"], "nope")
    ]


@pytest.mark.parametrize("option", ["--rule", "--publisher", "--participant", "--tag", "--alert"])
def test_a_silence_of_a_name_that_is_not_text_fits_nothing_but_breaks_nothing(ran, run, ask, option):
    assert run("silence", "add", option, "\udcff", "--for", "1h", "--by", "\udcff")[0] == 0
    assert ask("silence", "list")[0] == 0
    assert run("silence", "list")[0] == 0


# --- why ---


def test_why_tells_for_each_rule_and_channel_what_became_of_an_article(ran, ask):
    status, (story,) = ask("why", "in/news.txt")
    assert status == 0
    assert (story["path"], story["state"], story["title"]) == (
        str(ran / "in" / "news.txt"),
        "taken",
        "Kremlin denies phone call between leaders",
    )
    told = {
        (match["rule"], match["outcome"], match["reason"]): {
            (one["channel"], one["kind"], one["state"]) for one in match["deliveries"]
        }
        for match in story["matches"]
    }
    assert told == {
        ("denial", "opened", "first report"): {
            ("console", "first", "sent"),
            ("other", "escalation", "pending"),
        },
        ("muted", "opened", "first report; routed nowhere"): set(),
        ("later", "opened", "first report"): {("console", "first", "deferred")},
    }
    assert all(one["reason"] for match in story["matches"] for one in match["deliveries"])


def test_why_in_words(ran, run):
    status, out, _ = run("why", "news.txt")
    assert status == 0
    assert "console: first, sent" in out
    assert "other: escalation, pending, due" in out
    assert "unless somebody acknowledges it" in out
    assert "  console: first, waits until" in out
    assert "route 2: digest morning" in out
    assert "routed nowhere" in out
    assert "  nothing was told for it" in out


def test_why_of_a_second_report_says_that_it_joined_and_what_it_waits_for(ran, run, ask, folder):
    (folder / "in" / "copy.txt").write_text(WIRE + "\nThis copy has one more line.\n")
    run("run", "--once")
    (story,) = ask("why", "copy.txt")[1]
    (match,) = (one for one in story["matches"] if one["rule"] == "denial")
    assert match["outcome"] == "joined"
    assert match["reason"].startswith("one more report")
    ((state, reason),) = {(one["state"], one["reason"]) for one in match["deliveries"]}
    assert (state, reason) == ("deferred", "joined: told with what joins meanwhile")


CALL = """Putin called Trump

Published: 2024-11-07

Vladimir Putin called Donald Trump on Thursday, officials said. The talks were about trade and lasted an hour.
"""


def test_why_of_a_version_that_takes_back_what_was_told_says_so(folder, run, ask):
    (folder / "rules" / "rules.yaml").write_text(
        "rules:\n  - {id: contact, when: {contact: {status: [happened]}}, new: {per: [participants, kind], for: 7d}}"
    )
    (folder / "in" / "call.txt").write_text(CALL)
    run("run", "--once")
    (folder / "in" / "call.txt").write_text(
        CALL.replace("Vladimir Putin called Donald Trump", "No call took place").replace(
            "called Trump", "and trade"
        )
    )
    run("run", "--once")
    (story,) = ask("why", "call.txt")[1]
    (match,) = story["matches"]
    assert (match["outcome"], [one["kind"] for one in match["deliveries"]]) == ("opened", ["first"])
    assert [(one["kind"], one["state"]) for one in story["besides"]] == [("update", "sent")]
    assert "contact: alert " + match["alert"] + ", Withdrawn by its publisher" in run("why", "call.txt")[1]


@pytest.mark.parametrize("path", ["news.txt", "in/news.txt", "./in/news.txt", "/in/news.txt"])
def test_why_takes_a_path_or_the_end_of_one(ran, ask, path):
    assert ask("why", path)[1][0]["path"] == str(ran / "in" / "news.txt")


def test_why_of_an_article_that_no_rule_matched_says_so(ran, run, ask):
    assert "no rule matched; `monitor explain RULE FILE` says why not" in run("why", "dull.txt")[1]
    assert ask("why", "dull.txt")[1][0]["matches"] == []


def test_why_of_a_file_that_cannot_be_read_says_why(ran, run, ask):
    assert "unreadable: " in run("why", "junk.bin")[1]
    (story,) = ask("why", "junk.bin")[1]
    assert (story["state"], story["article"]) == ("unreadable", None)
    assert story["reason"]


def test_why_of_a_repeat_names_the_article_that_it_repeats(ran, run, ask, folder):
    shutil.copy(folder / "in" / "news.txt", folder / "in" / "again.txt")
    run("run", "--once")
    (story,) = ask("why", "again.txt")[1]
    assert (story["state"], story["reason"]) == ("repeat", "the same bytes are known under another name")
    assert {one["rule"] for one in story["matches"]} == {"denial", "muted", "later"}


def test_why_of_what_is_unknown_or_could_be_several(ran, run, folder):
    status, _, err = run("why", "nothing.txt")
    assert (status, err.startswith('monitor: no file at "nothing.txt" was taken in')) == (1, True)
    (folder / "in" / "more").mkdir()
    shutil.copy(folder / "in" / "news.txt", folder / "in" / "more" / "news.txt")
    run("run", "--once")
    status, _, err = run("why", "news.txt")
    assert (status, len(err.splitlines())) == (1, 3)


def test_why_shows_no_control_characters_of_an_article(folder, run):
    (folder / "in" / "evil.txt").write_text(
        "\x1b]0;pwn\x07Kremlin denies\x1b[31m\n\nThe Kremlin denied it all\x1b[0m.\n"
    )
    run("run", "--once")
    out = run("why", "evil.txt")[1]
    assert "Kremlin denies" in out
    assert "\x1b" not in out


def test_before_the_first_run_every_command_says_so(folder, run):
    for command in (["why", "x"], ["silence", "list"], ["alerts", "ack", "x", "--by", "Ana"], ["status"]):
        status, _, err = run(*command)
        assert (status, "nothing has run yet" in err) == (1, True), command


def test_why_says_what_told_of_an_event_that_another_rule_found_too(folder, run, ask):
    (folder / "rules" / "rules.yaml").write_text(RULES + AGAIN)
    run("run", "--once")
    (story,) = ask("why", "in/news.txt")[1]
    by_rule = {match["rule"]: match["deliveries"] for match in story["matches"]}
    (joined,), (lead, _) = by_rule["again"], by_rule["denial"]
    assert (joined["state"], lead["state"]) == ("folded", "sent")
    assert joined["reason"] == f"told with alert {lead['alert']}: the same event"
    alerts = {one["rule"]: one["state"] for one in ask("alerts", "list")[1]}
    assert alerts == dict.fromkeys(("denial", "muted", "later", "again"), "open")
    run("alerts", "ack", joined["alert"])
    alerts = {one["rule"]: one["state"] for one in ask("alerts", "list")[1]}
    assert (alerts["again"], alerts["denial"]) == ("acknowledged", "open")


# --- status ---


def test_status_adds_up(ran, run, ask, folder):
    (folder / "in" / "copy.txt").write_text(WIRE + "\nThis copy has one more line.\n")
    run("run", "--once")
    (whole,) = ask("status")[1]
    alerts, deliveries = ask("alerts", "list")[1], ask("deliveries", "list")[1]
    assert sum(whole["alerts"].values()) == len(alerts) == 3
    assert sum(whole["deliveries"].values()) == len(deliveries)
    counted = {state: [one["state"] for one in deliveries].count(state) for state in whole["deliveries"]}
    assert counted == whole["deliveries"]
    # `denial` first, its escalation, and its report that joined; `later` first and joined, for the digest.
    assert {state: number for state, number in counted.items() if number} == {
        "sent": 1,
        "pending": 1,
        "deferred": 3,
    }
    assert whole["articles"]["taken_in"] == 3
    assert [os.path.basename(one["path"]) for one in whole["unreadable"]] == ["junk.bin"]
