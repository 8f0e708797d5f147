"""Commands, called as a person calls them: arguments in, text and exit status out."""

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from monitor import Article, ArticleError
from monitor.cli.main import main
from monitor.cli.shared import progress

ROOT = Path(__file__).resolve().parent.parent.parent
SEEDS = ROOT / "seeds"
FIVE = sorted(map(str, SEEDS.glob("00?_*.txt")))
RULES = str(ROOT / "rules")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Stand in a working folder with the seeds and the default pack."""
    shutil.copytree(
        SEEDS, tmp_path / "seeds", ignore=lambda _, names: {one for one in names if one[:2] != "00"}
    )
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    shutil.copy(ROOT / "config.toml", tmp_path)
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
def ran(folder, run):
    """A folder in which the daemon has run once."""
    assert run("run", "--once")[0] == 0
    return folder


@pytest.fixture
def found(ran, run):
    """How many alerts the seeds give: at least one for each match."""
    alerts = rows(run("alerts", "list", "--format", "jsonl")[1])
    matches = rows(run("scan", "seeds", "--format", "jsonl")[1])
    reported = {(alert["rule"], Path(one["path"]).name) for alert in alerts for one in alert["reports"]}
    assert reported == {(match["rule"], Path(match["path"]).name) for match in matches}
    return len(alerts)


def rows(out):
    return [json.loads(line) for line in out.splitlines()]


def test_scan_finds_in_the_seeds_what_the_pack_promises(run):
    status, out, _ = run("scan", *FIVE, "--rules", RULES, "--format", "jsonl")
    found = {(Path(row["path"]).name[:3], row["rule"]) for row in rows(out)}
    contacts = {(seed, "leader-contact") for seed in ("000", "001", "002", "003", "004")}
    denials = {(seed, "official-denial") for seed in ("000", "003", "004")}
    assert {one for one in found if one[1] in {"leader-contact", "official-denial"}} == contacts | denials
    assert status == 0


def test_every_piece_of_evidence_is_the_slice_it_says_it_is(run):
    _, out, _ = run("scan", *FIVE, "--rules", RULES, "--format", "jsonl")
    for row in rows(out):
        text = Path(row["path"]).read_bytes().decode("utf-8")
        fields = {"text": text, "title": row["article"]["title"]}
        assert row["evidence"]
        for span in row["evidence"]:
            assert fields[span["field"]][span["start"] : span["end"]] == span["text"]


def test_scan_of_many_files_is_the_same_with_more_processes(run, tmp_path):
    for number in range(200):
        shutil.copy(SEEDS / "004_30f5b1042b33da71.txt", tmp_path / f"{number}.txt")
    arguments = ("scan", str(tmp_path), "--rules", RULES, "--format", "jsonl")
    assert run(*arguments) == run(*arguments, "--jobs", "2")


@pytest.mark.parametrize("slash", ["", "/", "//"])
def test_scan_follows_no_link_that_took_a_place_after_it_was_listed(run, tmp_path, monkeypatch, slash):
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside / "deep", outside):
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text(Path(FIVE[0]).read_text("utf-8"), "utf-8")
    (inside / "b.txt").write_text(Path(FIVE[0]).read_text("utf-8"), "utf-8")
    (inside / "c.txt").write_text(Path(FIVE[0]).read_text("utf-8"), "utf-8")
    plain = run("scan", f"{inside}{slash}", "--rules", RULES, "--format", "jsonl")
    assert {Path(row["path"]).name for row in rows(plain[1])} == {"a.txt", "b.txt", "c.txt"}

    def swap(total, label):
        (inside / "deep").rename(tmp_path / "away")
        (inside / "deep").symlink_to(outside)
        (inside / "b.txt").unlink()
        (inside / "b.txt").symlink_to(outside / "a.txt")
        return progress(total, label)

    monkeypatch.setattr("monitor.cli.scan.progress", swap)
    status, out, err = run("scan", f"{inside}{slash}", "--rules", RULES, "--format", "jsonl")
    assert status == 1
    assert {Path(row["path"]).name for row in rows(out)} == {"c.txt"}
    assert "b.txt: a link, not a file" in err
    assert "a.txt: cannot be read" in err


def test_scan_reads_standard_input(run, monkeypatch):
    content = (SEEDS / "004_30f5b1042b33da71.txt").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    _, out, _ = run("scan", "-", "--rules", RULES, "--format", "jsonl")
    assert {row["path"] for row in rows(out)} == {"-"}


def test_an_unreadable_article_is_told_and_the_rest_goes_on(run, tmp_path):
    (tmp_path / "a.bin").write_bytes(b"\0\0\0")
    shutil.copy(SEEDS / "004_30f5b1042b33da71.txt", tmp_path / "b.txt")
    status, out, err = run("scan", str(tmp_path), "--rules", RULES, "--format", "jsonl")
    assert status == 1
    assert "a.bin" in err
    assert rows(out)


def test_what_is_no_file_is_refused_by_name_and_never_waited_for(run, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    shutil.copy(SEEDS / "004_30f5b1042b33da71.txt", tmp_path / "b.txt")
    words = f"{tmp_path}/pipe.txt: a named pipe, not a file\n"
    for place in (tmp_path, tmp_path / "pipe.txt"):
        status, out, err = run("scan", str(place), "--rules", RULES, "--format", "jsonl")
        assert (status, err) == (1, f"unreadable: {words}")
        assert bool(rows(out)) == (place == tmp_path)
    status, out, err = run("explain", "official-denial", str(tmp_path / "pipe.txt"), "--rules", RULES)
    assert (status, out, err) == (1, "", f"monitor: {words}")
    with pytest.raises(ArticleError, match="a named pipe, not a file"):
        Article.from_path(tmp_path / "pipe.txt")


def test_one_pass_goes_on_without_a_folder_that_is_not_there_and_says_so(folder, run, caplog):
    config = (folder / "config.toml").read_text()
    (folder / "config.toml").write_text(config + '\n[[sources]]\ntype = "folder"\npath = "gone"\n')
    assert run("run", "--once")[0] == 0
    assert f"{folder}/gone: the folder is not there; it is passed over" in caplog.text
    told = rows(run("deliveries", "list", "--format", "jsonl")[1])
    assert [(one["kind"], one["state"]) for one in told if one["alert"] is None] == [("notice", "sent")]
    assert run("check")[0] == 1  # whoever checks is told of a fault


def test_status_names_what_waits(folder, run, monkeypatch):
    (folder / "seeds" / "empty.txt").touch()
    assert run("run", "--once")[0] in {0, 3}
    assert f"{'waiting':<11}{folder}/seeds/empty.txt: empty\n" in run("status")[1]
    (one,) = rows(run("status", "--format", "jsonl")[1])[0]["sources"]
    assert one["waiting"] == [{"path": f"{folder}/seeds/empty.txt", "reason": "empty"}]


def test_scan_of_a_path_that_is_not_there_is_a_usage_error(run):
    status, _, err = run("scan", "nowhere", "--rules", RULES)
    assert (status, err) == (2, "monitor: no such file or folder: nowhere\n")


def test_scan_prints_paths_that_are_not_text(run, tmp_path):
    raw = os.fsencode(tmp_path) + b"/\xff.txt"
    shutil.copy(SEEDS / "004_30f5b1042b33da71.txt", os.fsdecode(raw))
    _, out, _ = run("scan", str(tmp_path), "--rules", RULES, "--format", "jsonl")
    assert rows(out)[0]["path"].endswith(r"\xff.txt")


def test_check_finds_the_shipped_configuration_and_rules_good(folder, run):
    status, out, _ = run("check")
    assert status == 0
    assert out.startswith("good:")


def test_check_tells_errors_of_configuration_and_rules_together(folder, run):
    (folder / "rules" / "x.yaml").write_text("rules:\n  - id: x\n    wen: call\n")
    config = (folder / "config.toml").read_text()
    (folder / "config.toml").write_text(config.replace("timezone", "timezon"))
    status, out, _ = run("check")
    assert status == 1
    assert 'did you mean "when"?' in out
    assert 'did you mean "timezone"?' in out


def test_test_runs_the_tests_inside_rules(folder, run):
    assert run("test")[0] == 0
    (folder / "rules" / "x.yaml").write_text(
        "rules:\n  - id: x\n    when: call\n    tests:\n"
        "      - {name: wrong, article: {text: a call}, expect: no match}\n"
        "      - {name: right, article: {text: a call}, expect: match}\n"
    )
    status, out, _ = run("test")
    assert status == 1
    assert 'expected no match; matched on "call"' in out


def test_explain_shows_why(folder, run):
    status, out, _ = run("explain", "official-denial", "seeds/004_30f5b1042b33da71.txt")
    assert status == 0
    assert "official-denial" in out


def test_explain_of_an_unknown_rule_names_the_nearest(folder, run):
    status, _, err = run("explain", "oficial-denial", "seeds/004_30f5b1042b33da71.txt")
    assert status == 2
    assert 'did you mean "official-denial"?' in err


def test_status_adds_up_after_a_run(ran, run, found):
    _, out, _ = run("status", "--format", "jsonl")
    (whole,) = rows(out)
    assert whole["articles"]["taken_in"] == 5
    # What several rules find of one event is one message: the others are folded into it.
    assert whole["alerts"]["open"] == found
    assert whole["deliveries"]["sent"] < found <= whole["deliveries"]["sent"] + whole["deliveries"]["folded"]
    assert whole["rules"] == {"loaded": 3, "errors": 0}
    assert whole["sources"][0]["path"] == str(ran / "seeds")


def test_a_file_that_stays_empty_reaches_the_desk_with_the_unreadable_ones(folder, run, monkeypatch):
    (folder / "seeds" / "empty.txt").touch()
    monkeypatch.setattr("monitor.daemon.status_notes.LONG_WAITING_SECONDS", 600.0)
    status, out, err = run("run", "--once")
    assert status == 3
    assert "empty.txt: it is empty" not in out + err
    monkeypatch.setattr("monitor.daemon.status_notes.LONG_WAITING_SECONDS", 0.0)
    status, out, _ = run("run", "--once")
    assert status == 3
    assert "1 file could not be read" in out
    assert "seeds/empty.txt: it is empty" in out
    _, again, _ = run("run", "--once")
    assert "it is empty" not in again


def test_status_in_words(ran, run):
    status, out, _ = run("status")
    assert status == 0
    assert "5 taken in" in out


def test_status_says_whether_the_daemon_runs(ran, run):
    _, out, _ = run("status")
    assert "daemon     not running" in out
    assert "NOT WATCHING: the daemon is not running" in out


def test_looking_needs_neither_the_folder_nor_the_secrets(ran, run):
    config = (ran / "config.toml").read_text()
    (ran / "config.toml").write_text(config.replace("console://", "${NO_SUCH_SECRET}"))
    (ran / "seeds").rename(ran / "elsewhere")
    for command in (["status"], ["alerts", "list"], ["deliveries", "list"]):
        assert run(*command)[0] == 0


def test_an_unreadable_file_that_was_taken_away_is_told_no_more(folder, run):
    (folder / "seeds" / "a.bin").write_bytes(b"\0")
    run("run", "--once")
    assert "a.bin" in run("status")[1]
    (folder / "seeds" / "a.bin").unlink()
    run("run", "--once")
    assert "a.bin" not in run("status")[1]


def test_nothing_in_an_article_reaches_the_terminal_as_a_command(folder, run):
    evil = (
        "\x1b]0;pwn\x07Kremlin denies\x1b[31m call\n\nThe Kremlin denied reports that Putin called Trump.\n"
    )
    (folder / "seeds" / "evil.txt").write_text(evil)
    run("run", "--once")
    for command in (
        ["alerts", "list"],
        ["scan", "seeds/evil.txt"],
        ["explain", "official-denial", "seeds/evil.txt"],
    ):
        out = run(*command)[1]
        assert "denie" in out.lower()
        assert "\x1b" not in out


def test_alerts_are_listed_and_shown_with_who_was_told(ran, run, found):
    _, out, _ = run("alerts", "list", "--format", "jsonl")
    listed = rows(out)
    assert len(listed) == found
    assert set(listed[0]) >= {"id", "rule", "severity", "state", "title", "opened_at", "reports", "claim"}
    told = {one["alert"]: one["state"] for one in rows(run("deliveries", "list", "--format", "jsonl")[1])}
    assert told.keys() == {one["id"] for one in listed}
    for alert, state in told.items():
        status, out, _ = run("alerts", "show", alert)
        assert status == 0
        said = {"sent": "console: first, sent 20", "folded": "console: first, folded into "}[state]
        assert said in out


def test_an_unknown_alert_is_not_found(ran, run):
    assert run("alerts", "show", "nope")[0] == 1


def test_deliveries_are_listed_by_state(ran, run, found):
    sent, folded = (
        rows(run("deliveries", "list", "--state", state, "--format", "jsonl")[1])
        for state in ("sent", "folded")
    )
    assert len({one["alert"] for one in (*sent, *folded)}) == found
    assert all(one["reason"].startswith("told with alert ") for one in folded)
    assert run("deliveries", "list", "--state", "dead", "--format", "jsonl")[1] == ""
    status, _, err = run("deliveries", "list", "--state", "ded")
    assert status == 2
    assert 'did you mean "dead"?' in err


def test_a_delivery_that_is_not_dead_is_not_sent_again(ran, run):
    (first, *_) = rows(run("deliveries", "list", "--format", "jsonl")[1])
    status, _, err = run("deliveries", "retry", first["id"])
    assert status == 1
    assert first["id"] in err


def test_listings_before_the_first_run_say_so(folder, run):
    status, _, err = run("alerts", "list")
    assert status == 1
    assert "nothing has run yet" in err


def test_channels_are_listed_and_tried(ran, run, found):
    sent = len(rows(run("deliveries", "list", "--state", "sent", "--format", "jsonl")[1]))
    assert f"{sent} sent" in run("channels", "list")[1]
    status, out, _ = run("channels", "test", "console")
    assert status == 0
    assert "Test message from monitor" in out
    assert "console: sent" in out
    assert run("channels", "test", "consol")[0] == 2


@pytest.mark.parametrize(
    "command",
    [
        ("alerts", "show", "\udcff"),
        ("claims", "show", "\udcff"),
        ("deliveries", "retry", "\udcff"),
    ],
)
def test_an_id_that_is_not_text_is_not_found(ran, run, command):
    status, _, err = run(*command)
    assert status == 1
    assert "\\udcff" in err


def test_a_damaged_store_is_told_in_one_line(ran, run):
    for file in (ran / "var").iterdir():
        file.write_bytes(b"junk" * 5000)
    status, _, err = run("status")
    assert status == 1
    assert err.startswith("monitor: the store")
    assert "Traceback" not in err


def test_a_pipe_that_knows_only_ascii_gets_everything(folder):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "monitor", "scan", "seeds", "--format", "jsonl"]
    done = subprocess.run(command, env=environment, capture_output=True, cwd=folder, check=False)
    assert done.returncode == 0, done.stderr
    assert all(json.loads(line) for line in done.stdout.splitlines())


@pytest.mark.parametrize(
    "arguments", [(), ("nonsense",), ("scan", "--jobs", "0", "x"), ("alerts", "list", "--limit", "9" * 20)]
)
def test_bad_usage_ends_in_status_2(arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_scan_prints_one_block_an_article(run):
    _, out, _ = run("scan", FIVE[3], "--rules", RULES)
    unindented = [line for line in out.splitlines() if not line.startswith(" ")]
    assert unindented == [FIVE[3]]
    assert "  official-denial (high): " in out
