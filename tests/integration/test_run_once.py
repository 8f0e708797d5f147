"""`run --once` ends with 3 when something was not taken in or not told, and says what."""

import errno
import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from monitor.cli.left import left_undone
from monitor.cli.main import main
from monitor.errors import StoreError
from monitor.store.records import FileState, Intake
from monitor.store.store import Store
from tests.integration.notify_servers import Answer, Endpoint
from tests.integration.source_harness import eventually
from tests.integration.store_rows import NOW, file_row

NEXT = "the next run takes it up again; see `monitor status` and `monitor deliveries list`"


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    """Stand in a fresh working folder; `desk(url, more)` makes *url* its one channel."""
    assert main(["init", str(tmp_path / "desk")]) == 0
    monkeypatch.chdir(tmp_path / "desk")

    def tell(url, more=""):
        config = (tmp_path / "desk/config.toml").read_text()
        head = config.partition("[channels.console]")[0]
        (tmp_path / "desk/config.toml").write_text(f'{head}[channels.desk]\nurl = "{url}"\n{more}')

    capsys.readouterr()
    return tell


@pytest.fixture
def once(capsys):
    """One round: its status, and what it says at the end."""

    def run():
        status = main(["run", "--once"])
        said = capsys.readouterr().err.splitlines()
        return status, [line for line in said if line.startswith(("monitor: ", "the next run"))]

    return run


def test_all_is_done(desk, once):
    assert once() == (0, [])
    assert once() == (0, [])


def test_nobody_listens(desk, once):
    desk("json://127.0.0.1:1/")
    status, said = once()
    assert status == 3
    assert said[0].startswith("monitor: not all is done: 2 deliveries to desk to be tried again: ")
    assert said[1:] == [NEXT]
    assert once()[0] == 3


def test_a_service_refuses_for_good_and_that_is_told_once(desk, once):
    with Endpoint([Answer(404)]) as refusing:
        desk(refusing.url())
        status, said = once()
        assert status == 3
        assert "2 deliveries to desk refused for good: " in said[0]
        assert "404" in said[0]
        assert once() == (0, [])


def test_a_delivery_that_may_have_arrived_is_held(desk, once):
    with Endpoint([Answer(hang=True)]) as silent:
        desk(silent.url(), 'on_ambiguous = "hold"\ntimeout = 1\n')
        status, said = once()
        silent.released.set()
    assert status == 3
    assert "held: it may have arrived" in said[0]


def test_what_waits_for_its_hour_is_as_it_should_be(desk, once):
    with Endpoint([Answer(200)]) as heard:
        desk(
            heard.url(),
            '[digests.later]\ncron = "0 7 1 1 *"\nchannels = ["desk"]\n[[routes]]\ndigests = ["later"]\n',
        )
        assert once() == (0, [])
        assert heard.requests == []


def test_a_file_that_holds_no_article_is_done_with(desk, once, tmp_path):
    (tmp_path / "desk/inbox/a.pdf").write_bytes(b"%PDF-1.7")
    assert once() == (0, [])


def test_files_that_the_machine_or_the_program_failed_on_are_named(tmp_path):
    with Store.open(f"sqlite:///{tmp_path}/monitor.db", mode="own", since=NOW) as store:
        state = {"state": FileState.UNREADABLE, "digest": None, "article_id": None}
        nothing = {"device": 0, "inode": 0, "size": 0, "mtime_ns": 0}
        rows = [
            file_row(1, **state, **nothing, reason="cannot be read: Input/output error"),
            file_row(2, **state, reason="internal error: RecursionError"),
            file_row(3, **state, reason="format not known: .pdf"),
            file_row(4, **state, **nothing, reason="cannot be read: Stale file handle"),
        ]
        store.record([Intake(file=row) for row in rows])
        (said,) = left_undone(store, NOW, NOW)
        assert said.startswith("3 files not taken in: /drop/a/1.txt: cannot be read: Input/output error, ")
        assert said.endswith("/drop/a/2.txt: internal error: RecursionError and 1 more")
        assert left_undone(store, NOW + timedelta(seconds=1), NOW) == []


def test_a_round_that_is_stopped_before_it_saw_every_file_says_so(desk, tmp_path):
    desk("console://")
    for number in range(3000):
        (tmp_path / f"desk/inbox/{number}.txt").write_text(f"Harbour {number}\n\nAll is quiet in {number}.\n")
    command = [sys.executable, "-m", "monitor", "run", "--once"]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    eventually(lambda: articles_in(tmp_path / "desk/var/monitor.db") > 0)
    run.send_signal(signal.SIGTERM)
    said = run.communicate(timeout=120)[1]
    assert articles_in(tmp_path / "desk/var/monitor.db") < 3000
    assert run.returncode == 3, said
    assert "not all is done: it was stopped before it had looked at every file" in said
    assert "Traceback" not in said


def articles_in(file):
    try:
        with Store.open(f"sqlite:///{file}", mode="read") as store:
            return store.counts()["articles"]["taken_in"]
    except StoreError:
        return 0


def test_a_file_that_is_empty_yet_waits(desk, once, tmp_path):
    (tmp_path / "desk/inbox/later.txt").write_text("")
    status, said = once()
    assert (status, said[0]) == (
        3,
        f"monitor: not all is done: 1 file waits: {tmp_path}/desk/inbox/later.txt: empty",
    )


def test_the_desk_hears_of_files_that_stay_empty_or_closed_to_us(desk, once, tmp_path, monkeypatch):
    monkeypatch.setattr("monitor.daemon.status_notes.LONG_WAITING_SECONDS", 0.0)
    (tmp_path / "desk/inbox/later.txt").write_text("")
    (tmp_path / "desk/inbox/locked.txt").write_text("Sanctions\n\nNew sanctions.\n")
    refuse_to_open(monkeypatch, "locked.txt")
    with Endpoint([Answer(200)]) as endpoint:
        desk(endpoint.url())
        assert once()[0] == 3
    said = b"".join(one.body for one in endpoint.requests).decode()
    assert "2 files could not be read" in said
    assert "later.txt: it is empty" in said
    assert "locked.txt: cannot be read: Permission denied" in said


def test_a_file_that_may_not_be_read_is_not_told_as_one_that_is_being_written(
    desk, once, tmp_path, monkeypatch
):
    secret = tmp_path / "desk/inbox/locked.txt"
    secret.write_text("Sanctions\n\nNew sanctions.\n")
    refuse_to_open(monkeypatch, secret.name)
    status, said = once()
    assert (status, said[0]) == (
        3,
        f"monitor: not all is done: 1 file waits: {secret}: cannot be read: Permission denied",
    )


def test_a_folder_that_cannot_be_listed_is_named_by_the_round_and_by_the_status(
    desk, once, tmp_path, monkeypatch, capsys
):
    closed = tmp_path / "desk/inbox/closed"
    closed.mkdir()
    refuse_to_open(monkeypatch, closed.name)
    status, said = once()
    assert (status, said[0]) == (
        3,
        f"monitor: not all is done: 1 folder not listed: {closed}: Permission denied",
    )
    assert main(["status"]) == 0
    assert f"closed     {closed}: cannot be listed: Permission denied" in capsys.readouterr().out.splitlines()


def refuse_to_open(monkeypatch, name):
    """Let opening a file of this *name* fail as it does for a user without the right (tests may run as root)."""
    really = os.open

    def opened(path, *rest, **more):
        if os.fsdecode(path).endswith(name):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return really(path, *rest, **more)

    monkeypatch.setattr("os.open", opened)
