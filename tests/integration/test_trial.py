"""`monitor test`: tests inside rules, of single articles and of series told to a desk in virtual time."""

import argparse
import os
from xml.etree import ElementTree as ET

import pytest

from monitor.cli.examples import watch
from monitor.cli.main import main

DENIAL = """
rules:
  - id: denial
    title: "Denied: {{ article.title }}"
    severity: high
    when: {sentence: {all: [Kremlin, denied]}}
    tests:
"""
WIRE = (
    "MOSCOW - The Kremlin denied on Friday that the two leaders had spoken by telephone this week. "
    "European diplomats in Brussels said they had been told of no such contact and would ask Washington."
)
CONFIG = """
[[sources]]
type = "folder"
path = "in"
[channels.desk]
url = "console://"
[channels.phone]
url = "console://"
quiet = { from = "22:00", to = "07:00" }
[channels.night]
url = "slack://${NO_SUCH_TOKEN}"
[digests.morning]
cron = "0 7 * * *"
channels = ["night"]
[[routes]]
when = { severity = ["high", "critical"] }
channels = ["desk", "phone"]
digests = ["morning"]
[[routes]]
channels = []
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path


@pytest.fixture
def run(folder, capsys):
    def run(rules, *arguments):
        (folder / "r.yaml").write_text(rules, encoding="utf-8")
        status = main(["test", "r.yaml", *arguments])
        told = capsys.readouterr()
        return status, told.out + told.err

    return run


def of(articles, expect, head=DENIAL):
    lines = "".join(f"          - {one}\n" for one in articles)
    return f"{head}      - name: the test\n        articles:\n{lines}        expect: {expect}\n"


def test_a_second_outlet_is_told_as_an_update_half_an_hour_later(run):
    status, out = run(
        of(
            [
                f'{{title: Kremlin denies, publisher: AP, text: "{WIRE}"}}',
                f'{{at: +10m, title: Kremlin denies a call, publisher: AFP, text: "{WIRE}"}}',
            ],
            "{told: [{kind: first, words: [Kremlin denies]}, {kind: update, at: +30m, words: AFP}]}",
        )
    )
    assert (status, "1 passed, 0 failed" in out) == (0, True), out


def test_an_unexpected_message_fails_and_is_shown_with_what_came_of_each_article(run):
    status, out = run(
        of([f'{{title: Kremlin denies, publisher: AP, text: "{WIRE}"}}', "{at: +1h}"], "{told: []}")
    )
    assert status == 1
    assert "r.yaml:8:9: FAILED denial: the test" in out
    assert 'nobody expected +0m desk first "[high] Denied: Kremlin denies"' in out
    assert "+0m AP “Kremlin denies”: opened" in out
    assert "+1h nothing: time goes by" in out
    assert "0 passed, 1 failed" in out


def test_a_match_that_was_missed_is_explained_for_each_article(run):
    status, out = run(of(["{text: The Kremlin said so.}"], "match"))
    assert status == 1
    assert "expected a match; nothing matched" in out
    assert '✗ "denied"' in out
    assert '"Kremlin"' not in out


def test_the_same_of_a_single_article(run):
    status, out = run(
        DENIAL + "      - {article: {text: The Kremlin said so.}, expect: match}\n"
        "      - {article: {text: The Kremlin denied it.}, expect: no match}\n"
    )
    assert status == 1
    assert '✗ "denied"' in out
    assert "The **Kremlin** **denied** it." in out


COUNT = (
    "rules:\n  - id: two\n    title: two\n    when: call\n    count: {at_least: 2, within: 1h}\n    tests:\n"
)
ABSENT = (
    "rules:\n  - id: silent\n    title: TASS fell silent\n    when: {publisher: TASS}\n"
    "    absent: {for: 24h}\n    escalate: {after: 30m, to: [boss]}\n    tests:\n"
)
SEQUENCE = (
    "rules:\n  - {id: a, when: alpha}\n  - {id: b, when: beta}\n"
    "  - id: both\n    title: both\n    sequence: {rules: [a, b], within: 2h}\n    tests:\n"
)
SPIKE = (
    "rules:\n  - id: rush\n    title: rush\n    when: call\n"
    "    spike: {factor: 3, within: 1h, over: 1d, at_least: 3}\n    tests:\n"
)
NEW = (
    "rules:\n  - id: new\n    title: new\n    when: {contact: {kind: call}}\n"
    "    new: {per: [participants], for: 7d}\n    tests:\n"
)
ESCALATED = "{kind: first, channel: desk, at: +24h}, {kind: escalation, channel: boss, at: +24h 30m}"
CALL = "Vladimir Putin called Donald Trump on Monday."


@pytest.mark.parametrize(
    ("head", "articles", "expect"),
    [
        (COUNT, ["{text: a call}", "{at: +59m, text: one more call}"], "{told: [{kind: first, at: +59m}]}"),
        (COUNT, ["{text: a call}", "{at: +61m, text: one more call}"], "{told: []}"),
        (COUNT, ["{text: a call}", "{at: +61m, text: one more call}"], "no match"),
        (ABSENT, ["{text: x, publisher: TASS}", "{at: +23h}"], "{told: []}"),
        (
            ABSENT,
            ["{text: x, publisher: TASS}", "{at: +26h}", "{text: y, publisher: TASS}"],
            f"{{told: [{ESCALATED}, {{kind: update, channel: desk, words: reports again}}]}}",
        ),
        (
            SEQUENCE,
            ["{text: alpha is}", "{at: +1h, text: beta is}"],
            "{evidence: beta, told: [{kind: first, at: +1h}]}",
        ),
        (SEQUENCE, ["{text: beta is}", "{at: +1h, text: alpha is}"], "{told: []}"),
        (
            SPIKE,
            ["{text: a call}", "{at: +2d, text: b call}", "{text: c call}", "{text: d call}"],
            "{told: [{kind: first, at: +2d 2m}]}",
        ),
        (
            NEW,
            [f"{{text: {CALL}, publisher: AP}}", f"{{at: +2d, text: On Friday {CALL}, publisher: AFP}}"],
            "{facts: {contacts: [{kind: call}]}, told: [{kind: first, words: AP}, {kind: update, words: AFP}]}",
        ),
    ],
)
def test_rules_over_time_are_tested_in_virtual_time(run, head, articles, expect):
    status, out = run(of(articles, expect, head))
    assert status == 0, out


def test_the_channels_routes_and_digests_are_those_of_the_configuration(run, folder):
    (folder / "config.toml").write_text(CONFIG)
    status, out = run(
        of(
            [f'{{at: 2024-10-09T23:00:00Z, title: Kremlin denies, publisher: AP, text: "{WIRE}"}}'],
            "{told: [{kind: first, channel: desk, at: +0m}, {kind: first, channel: phone, at: +8h},"
            " {kind: digest, channel: night, at: +8h, words: Kremlin denies}]}",
        ),
    )
    print(out)
    assert status == 0, out
    low = of([f'{{text: "{WIRE}"}}'], "{told: []}", DENIAL.replace("severity: high", "severity: low"))
    assert run(low)[0] == 0


def test_an_unknown_channel_fails_with_the_nearest(run, folder):
    (folder / "config.toml").write_text(CONFIG)
    status, out = run(of([f'{{text: "{WIRE}"}}'], "{told: [{kind: first, channel: fone}]}"))
    assert (status, 'there is no channel "fone"; did you mean "phone"?' in out) == (1, True)


def test_a_faulty_configuration_is_told(run, folder):
    (folder / "config.toml").write_text(CONFIG.replace("desk]", "desk", 1))
    status, out = run(of(["{text: a}"], "{told: []}"))
    assert (status, "config.toml:" in out) == (1, True)


@pytest.mark.parametrize("standing", ["status: draft", "enabled: false"])
def test_drafts_and_rules_that_are_not_enabled_are_tested_as_what_they_are_to_become(run, standing):
    head = DENIAL.replace("severity: high", f"severity: high\n    {standing}")
    assert run(of([f'{{text: "{WIRE}"}}'], "{told: [{kind: first}]}", head))[0] == 0


def test_other_rules_do_not_speak_in_a_test(run):
    other = "  - {id: other, when: Kremlin, title: Other}\n"
    assert run(of([f'{{text: "{WIRE}"}}'], "{told: [{kind: first}]}") + other)[0] == 0


def test_a_text_that_is_corrected_is_one_article(run):
    status, out = run(
        of(
            [
                f'{{path: a.txt, title: Kremlin denies, publisher: AP, text: "{WIRE}"}}',
                f'{{at: +1h, path: a.txt, title: Kremlin denies, publisher: AP, text: "{WIRE} More follows."}}',
            ],
            "{told: [{kind: first}]}",
        )
    )
    assert status == 0, out


def test_the_same_words_are_another_report_from_another_publisher_and_nothing_from_the_same(run):
    wire = f'title: Kremlin denies, text: "{WIRE}"'
    articles = [f"{{publisher: {name}, {wire}}}" for name in ("AP", "AFP", "AP")]
    status, out = run(of(articles, "{told: [{kind: first}, {kind: update, words: AFP}, {kind: update}]}"))
    assert status == 1
    assert out.count("expected a message of the kind update to desk; nothing came") == 1
    assert "+2m AP “Kremlin denies”: the same again" in out


def test_files_come_as_they_are_and_one_that_cannot_be_read_fails_its_test(run, folder):
    (folder / "a.txt").write_text(f"Kremlin denies\n\n{WIRE}\n")
    articles = ["{file: a.txt, at: 2024-10-09T12:00:00Z}"]
    assert run(of(articles, "{told: [{kind: first, words: Kremlin denies}]}"))[0] == 0
    (folder / "a.txt").unlink()
    status, out = run(of(articles, "{told: []}"))
    assert status == 1
    assert "a.txt cannot be read: " in out


def test_every_test_is_named_and_counted(run):
    _, out = run(
        DENIAL + "      - {name: one, article: {text: The Kremlin denied it.}, expect: match}\n"
        "      - {name: two, article: {text: Nothing.}, expect: no match}\n  - {id: bare, when: call}\n"
    )
    assert out.splitlines() == [
        "passed denial: one",
        "passed denial: two",
        "r.yaml:10:10: bare has no tests",
        "2 passed, 0 failed",
    ]


def test_results_are_written_as_junit(run, folder):
    status, _ = run(of(["{text: The Kremlin said so.}"], "match"), "--junit", "out.xml")
    (case,) = ET.parse(folder / "out.xml").iter("testcase")
    assert (status, case.get("classname"), case.get("line")) == (1, "denial", "8")
    assert '✗ "denied"' in case[0].text
    assert "cannot be written" in run(of(["{text: a}"], "no match"), "--junit", "no/such/out.xml")[1]


class Editor:
    """Saves a file at each look until there are none; then it is Ctrl-C."""

    def __init__(self, path, *texts):
        self.path = path
        self.texts = list(texts)
        self.looks = 0

    def pause(self):
        self.looks += 1
        if self.looks % 4:  # it takes a second look to know that a save is whole
            return
        if not self.texts:
            raise KeyboardInterrupt
        fresh = self.path.with_suffix(".tmp")
        fresh.write_text(self.texts.pop(0), encoding="utf-8")
        os.replace(fresh, self.path)


def test_watching_runs_again_at_every_change_and_tells_only_what_failed(folder, capsys):
    good = of(["{text: The Kremlin denied it.}"], "match") + "  - {id: bare, when: call}\n"
    bad = good.replace("expect: match", "expect: no match")
    path = folder / "r.yaml"
    path.write_text(good)
    editor = Editor(path, bad, "rules: [", good)
    options = argparse.Namespace(paths=["r.yaml"], config="config.toml", junit=None)
    assert watch(options, editor.pause) == 0
    told = capsys.readouterr()
    rounds = told.out.split("\n\n")
    assert [one.strip().splitlines()[-1:] for one in rounds] == [
        ["1 passed, 0 failed"],
        ["0 passed, 1 failed"],
        ["1 passed, 0 failed"],
    ] or len(rounds) == 4
    assert told.out.count("1 passed, 0 failed") == 2
    assert told.out.count("FAILED denial: the test") == 1
    assert "passed denial" not in told.out
    assert "has no tests" not in told.out
    assert "r.yaml:1:8: error" in told.err


def test_watching_sees_the_articles_of_tests_too_and_ends_as_the_last_run_did(folder, capsys):
    (folder / "a.txt").write_text(f"Kremlin denies\n\n{WIRE}\n")
    (folder / "r.yaml").write_text(DENIAL + "      - {article: {file: a.txt}, expect: match}\n")
    editor = Editor(folder / "a.txt", "Nothing\n\nNothing happened.\n")
    options = argparse.Namespace(paths=["r.yaml"], config="config.toml", junit=None)
    assert watch(options, editor.pause) == 1
    assert capsys.readouterr().out.splitlines()[0] == "1 passed, 0 failed"
