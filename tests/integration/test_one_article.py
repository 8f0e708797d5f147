"""One article on which the program fails costs only itself: the rest goes on, and it is named."""

import json
import os
import signal

import pytest

from monitor.backtest.workers import CHUNK, Workers
from monitor.cli.main import main
from monitor.errors import MonitorError, internal_error
from monitor.rule.ruleset import RuleSet

DENIAL = "Oslo denies report\n\nThe Norwegian foreign ministry on Monday denied a report that it had sold its yacht.\n"
RULES = """
rules:
  - id: denied
    title: "Denied: {{ article.title }}"
    severity: high
    when: {denial: {official: true}}
    per: [article]
    tests:
      - name: a poisonous one
        article: {text: "POISON was denied by the Norwegian foreign ministry."}
        expect: no match
      - name: an ordinary one
        article: {text: "The Norwegian foreign ministry on Friday denied reports that its envoy had been expelled."}
        expect: match
      - name: a poisonous one in a series
        articles:
          - {text: "POISON was denied by the Norwegian foreign ministry."}
          - {at: +1h, text: "Nothing else."}
        expect: no match
"""
SAYS = "internal error: LookupError: unknown encoding: POISON; please report"
SAYS_OF_MANY = "internal error: LookupError('unknown encoding: POISON'); please report"
AT = "while matching the rules and reading its facts"


@pytest.fixture
def poison(monkeypatch):
    """Make the program fail on articles that hold the word."""
    match, explain = RuleSet.match, RuleSet.explain

    def failing(function):
        def call(self, *arguments, **options):
            (article,) = [one for one in arguments if hasattr(one, "text")]
            if "POISON" in article.text:
                raise LookupError("unknown encoding: POISON")
            while "ENDLESS" in article.text and os.getpid() != test:
                pass
            if "KILLER" in article.text and os.getpid() != test:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(self, *arguments, **options)

        return call

    test = os.getpid()
    monkeypatch.setattr(RuleSet, "match", failing(match))
    monkeypatch.setattr(RuleSet, "explain", failing(explain))


@pytest.fixture
def desk(tmp_path, monkeypatch, poison):
    """Stand in a folder with rules and three articles, the second of which is poisonous."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/denied.yaml").write_text(RULES)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/a.txt").write_text(DENIAL)
    (tmp_path / "inbox/b.txt").write_text(DENIAL + "POISON\n")
    (tmp_path / "inbox/c.txt").write_text(DENIAL.replace("Oslo", "Bergen"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(desk, capsys):
    def call(*arguments):
        status = main(arguments)
        return status, *capsys.readouterr()

    return call


def paths(out):
    return [one["path"] for one in map(json.loads, out.splitlines()) if "path" in one]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_scan_goes_on_and_names_it(run, jobs):
    status, out, err = run("scan", "inbox", "--format", "jsonl", "--jobs", jobs)
    assert (status, err) == (1, f"inbox/b.txt: {SAYS_OF_MANY}\n")
    assert paths(out) == ["inbox/a.txt", "inbox/c.txt"]


def test_explain_names_it(run):
    assert run("explain", "denied", "inbox/b.txt") == (1, "", f"inbox/b.txt: {SAYS}\n")
    assert run("explain", "denied", "inbox/a.txt")[0] == 0


def test_backtest_goes_on_and_names_it(run, desk):
    status, out, err = run("backtest", "inbox", "--format", "jsonl")
    assert (status, err) == (1, f"{desk}/inbox/b.txt: {SAYS_OF_MANY}\n")
    *_, summary = map(json.loads, out.splitlines())
    assert summary["summary"]["articles"] == 2


def test_backtest_names_what_it_fails_on_as_it_is_told(run, desk, monkeypatch):
    def failing(article, *rest):
        if "Bergen" in article.title:
            raise RecursionError("too deep")
        return made(article, *rest)

    from monitor.ingest import drafts

    made = drafts.article_row
    monkeypatch.setattr(drafts, "article_row", failing)
    (desk / "inbox/b.txt").unlink()
    status, out, err = run("backtest", "inbox", "--format", "jsonl")
    assert status == 1
    assert f"{desk}/inbox/c.txt: internal error: RecursionError" in err
    assert json.loads(out.splitlines()[0])["rule"] == "denied"


def test_an_archive_that_rules_are_tried_on_goes_on(run, desk):
    status, out, err = run("check", "rules", "--archive", "inbox")
    assert (status, err.splitlines()[0]) == (1, f"{desk}/inbox/b.txt: {SAYS_OF_MANY}")
    assert "archive: 2 articles, 1 could not be read; matches: denied 2" in out


def test_tests_in_rules_go_on_and_name_it(run):
    status, out, err = run("test")
    assert status == 1
    assert "1 passed, 2 failed" in out
    assert "passed denied: an ordinary one" in out
    assert err.splitlines() == [f"rules/denied.yaml:{line}:9: {SAYS}" for line in (9, 15)]


@pytest.mark.parametrize("command", ["scan", "backtest"])
def test_one_that_kills_its_process_is_named_and_the_rest_goes_on(run, desk, command):
    for number in range(2 * CHUNK + 70):
        (desk / f"inbox/{number:03}.txt").write_text(f"{DENIAL}This was said on day {number}.\n")
    for number in (5, 6, 150):
        (desk / f"inbox/{number:03}.txt").write_text(f"{DENIAL}KILLER {number}\n")
    status, out, err = run(command, "inbox", "--format", "jsonl", "--jobs", "2")
    assert status == 1
    died = f"too costly: the system ended it, most likely for its memory, {AT}"
    assert {line.removeprefix(f"{desk}/") for line in err.splitlines()} == {
        *(f"inbox/{number:03}.txt: {died}" for number in (5, 6, 150)),
        f"inbox/b.txt: {SAYS_OF_MANY}",
    }
    rows = list(map(json.loads, out.splitlines()))
    found = len(rows) if command == "scan" else rows[-1]["summary"]["articles"]
    assert found == 2 * CHUNK + 70 + 2 - 3


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    "command", [["scan", "inbox"], ["backtest", "inbox"], ["check", "--archive", "inbox"]]
)
def test_one_that_never_ends_is_named_and_the_rest_goes_on(run, desk, command, jobs):
    (desk / "config.toml").write_text(
        '[monitor]\nrules = ["rules"]\n[[sources]]\ntype = "folder"\npath = "inbox"\n[budget]\ncpu = "200ms"\n'
    )
    (desk / "inbox/b.txt").write_text(f"{DENIAL}ENDLESS\n")
    for number in range(2 * CHUNK):
        (desk / f"inbox/d{number:03}.txt").write_text(f"{DENIAL}This was said on day {number}.\n")
    status, out, err = run(*command, *(["--jobs", jobs] if command[0] != "check" else []))
    assert status == 1
    (said,) = [line for line in err.splitlines() if "costly" in line]
    assert said.removeprefix(f"{desk}/") == f"inbox/b.txt: too costly: over 0.2 s of processor time {AT}"
    told = {"scan": "inbox/c.txt\n  denied", "backtest": f"{2 * CHUNK + 2} articles", "check": "denied 130"}
    assert told[command[0]] in out


def test_a_faulty_budget_is_refused_by_those_that_need_it_and_passed_over_by_those_that_do_not(run, desk):
    (desk / "config.toml").write_text('[monitor]\nrules = ["rules"]\n[budget]\ncpu = "2 parsecs"\n')
    status, out, err = run("scan", "inbox")
    assert (status, out) == (2, "")
    assert "config.toml:4:" in err
    assert "nothing has run yet" in run("status")[2]
    status, _, err = run("check", "rules", "--archive", "inbox")
    assert (status, "config.toml:4:" in err) == (1, True)


def test_a_text_beyond_the_bytes_that_are_read_is_named_by_a_scan(run, desk):
    (desk / "config.toml").write_text('[monitor]\nrules = ["rules"]\n[budget]\nbytes = "1kb"\n')
    (desk / "inbox/b.txt").write_text(DENIAL * 20)
    status, out, err = run("scan", "inbox", "--format", "jsonl")
    assert (status, paths(out)) == (1, ["inbox/a.txt", "inbox/c.txt"])
    assert err.startswith("unreadable: inbox/b.txt: too long: ")


def doubled(numbers):
    for number in numbers:
        if number in {7, 8, 93}:
            os._exit(0)
    return [2 * number for number in numbers]


def none():
    """Begin."""


def refuse():
    os._exit(1)


@pytest.mark.parametrize("chunk", [1, 10, 64])
def test_results_are_in_order_whatever_dies(chunk):
    workers = Workers(jobs=2, work=doubled, died=lambda number: -number, start=none, given=(), chunk=chunk)
    found = [one for some in workers.results(range(200)) for one in some]
    assert found == [-one if one in {7, 8, 93} else 2 * one for one in range(200)]


def test_processes_that_cannot_start_are_told():
    workers = Workers(jobs=2, work=doubled, died=lambda number: -number, start=refuse, given=())
    with pytest.raises(MonitorError, match="no process can be started"):
        list(workers.results(range(3)))


def test_an_internal_error_is_one_line_whatever_it_holds():
    assert internal_error(ValueError()) == "internal error: ValueError; please report"
    told = internal_error(KeyError("a\nb\x1b[31m\u202e" + "x" * 1000))
    assert told.isprintable()
    assert len(told) < 400


@pytest.mark.parametrize("charset", ["undefined", "hex", "zip", "punycode"])
def test_a_charset_that_is_none_costs_the_others_nothing(run, desk, charset):
    odd = f"charset={charset}\n\n".encode() + "Der Außenminister sagte ab.\n".encode("latin-1")
    (desk / "inbox/b.txt").write_bytes(odd)
    for command in (("scan", "inbox"), ("backtest", "inbox")):
        _, out, err = run(*command, "--format", "jsonl")
        assert "Traceback" not in err
        assert out.count('"rule": "denied"') == 2


TIGHT = '[monitor]\nrules = ["rules"]\n[[sources]]\ntype = "folder"\npath = "inbox"\n[budget]\ncpu = "200ms"\nbytes = "2kB"\n'
COSTLY = "too costly: over 0.2 s of processor time for an article"


@pytest.mark.parametrize("command", [["explain", "denied"], ["explain", "--reading"]])
def test_explaining_one_that_never_ends_ends_and_names_it(run, desk, monkeypatch, command):
    from monitor.extract import explain

    def endless(article):
        while "ENDLESS" in article.text and os.getpid() != test:
            pass
        return explained(article)

    explained, test = explain.explained, os.getpid()
    monkeypatch.setattr(explain, "explained", endless)
    (desk / "config.toml").write_text(TIGHT)
    (desk / "inbox/b.txt").write_text(f"{DENIAL}ENDLESS\n")
    assert run(*command, "inbox/b.txt") == (1, "", f"inbox/b.txt: {COSTLY}\n")
    (desk / "inbox/b.txt").write_text(DENIAL * 20)
    status, out, err = run(*command, "inbox/b.txt")
    assert (status, out) == (1, "")
    assert "too long: 2,100 bytes; the most is 2,000" in err
    assert run(*command, "inbox/a.txt")[0] == 0


def test_a_test_in_a_rule_that_never_ends_fails_and_the_rest_goes_on(run, desk):
    (desk / "config.toml").write_text(TIGHT)
    rules = desk / "rules/denied.yaml"
    rules.write_text(rules.read_text().replace("POISON", "ENDLESS"))
    status, out, err = run("test")
    assert status == 1
    assert "passed denied: an ordinary one" in out
    assert "1 passed, 2 failed" in out
    assert (out + err).count(COSTLY) == 2
