"""A standard stream that is closed, full, or read by nobody: no traceback, and a status that says so."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = [
    ["--help"],
    ["--version"],
    ["alerts", "list"],
    ["backtest", "inbox"],
    ["channels", "list"],
    ["check"],
    ["check", "--explain", "all"],
    ["claims", "list", "--format", "jsonl"],
    ["deliveries", "list"],
    ["explain", "official-denial", "inbox/sample.txt"],
    ["rules", "list"],
    ["scan", "inbox"],
    ["scan", "inbox", "--format", "jsonl"],
    ["schema", "rules"],
    ["status", "--format", "jsonl"],
    ["test"],
    ["why", "inbox/sample.txt"],
]
PRINTS_NOTHING_YET = {"claims"}
WHY = {"closed": "Bad file descriptor", "full": "No space left on device"}


def monitor(shell, folder):
    program = f"{sys.executable} -m monitor"
    return subprocess.run(
        ["bash", "-c", shell.replace("monitor", program, 1)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder in which the daemon has run once."""
    folder = tmp_path_factory.mktemp("desk")
    assert monitor("monitor init .", folder).returncode == 0
    assert monitor("monitor run --once", folder).returncode == 0
    return folder


def ends(how, folder):
    helper = Path(__file__).with_name("streams_gone.py")
    done = subprocess.run(
        [sys.executable, str(helper), how],
        input=json.dumps(COMMANDS),
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return [(" ".join(one["arguments"]), one["status"], one["err"]) for one in json.loads(done.stdout)]


def expected(command, status, err):
    """What a command that prints nothing ends with is as always."""
    return (
        (" ".join(command), 0, "") if command[0] in PRINTS_NOTHING_YET else (" ".join(command), status, err)
    )


@pytest.mark.parametrize("how", ["closed", "full"])
def test_output_that_cannot_be_written_is_told_in_a_line(desk, how):
    says = f"monitor: standard output cannot be written: {WHY[how]}\n"
    assert ends(how, desk) == [expected(command, 1, says) for command in COMMANDS]


def test_a_reader_that_went_away_ends_a_command_quietly(desk):
    assert ends("unread", desk) == [expected(command, 141, "") for command in COMMANDS]


def test_it_is_so_in_a_shell(desk):
    closed = monitor("monitor status >&-", desk)
    assert (closed.returncode, closed.stderr.count("\n")) == (1, 1)
    full = monitor("monitor schema rules > /dev/full", desk)
    assert (full.returncode, full.stderr.count("\n")) == (1, 1)
    head = monitor("monitor schema rules | head -1; exit ${PIPESTATUS[0]}", desk)
    assert (head.returncode, head.stdout, head.stderr) == (141, "{\n", "")


def test_words_for_a_closed_standard_error_are_not_printed_among_the_output(desk):
    (desk / "a.bin").write_bytes(b"\0")
    done = monitor("monitor scan a.bin --format jsonl 2>&-", desk)
    assert (done.returncode, done.stdout) == (1, "")
    assert monitor("monitor scan a.bin 2>/dev/full", desk).returncode == 1


def test_a_closed_standard_input_is_an_unreadable_article(desk):
    done = monitor("monitor scan - <&-", desk)
    assert done.returncode == 1
    assert done.stderr == "unreadable: -: cannot be read: Bad file descriptor\n"


@pytest.mark.parametrize("how", [">&-", ">/dev/full"])
def test_an_alert_that_could_not_be_printed_is_kept(tmp_path, how):
    monitor("monitor init .", tmp_path)
    done = monitor(f"monitor run --once {how}", tmp_path)
    assert done.returncode == 3
    assert "1 delivery to console to be tried again: standard output cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    # The store, which may have been given the number of the closed stream, is whole.
    told = monitor("monitor status --format jsonl", tmp_path)
    assert json.loads(told.stdout)["deliveries"]["retry"] == 1
