"""What ends a daemon, or keeps it from starting, is said in a plain sentence and without a traceback."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from monitor.cli.main import main
from monitor.config import load_config
from monitor.daemon.schedule import scheduler_of
from tests.integration.source_harness import eventually

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    assert main(["init", str(tmp_path / "desk")]) == 0
    return tmp_path / "desk"


@contextmanager
def daemon(desk: Path) -> Iterator[tuple[subprocess.Popen[bytes], Callable[[], str]]]:
    """Run a daemon until the block ends; what it logs is given by a call."""
    log = desk.parent / "log"
    with log.open("wb") as file:
        command = [sys.executable, "-m", "monitor", "run"]
        process = subprocess.Popen(command, cwd=desk, stdout=file, stderr=file)
    try:
        yield process, log.read_text
    finally:
        process.kill()
        process.wait()


def test_a_job_that_a_stop_cuts_short_is_no_fault_and_one_that_fails_is(
    desk: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = load_config(desk / "config.toml").model_copy(update={"sources": ()})

    def fail() -> None:
        raise RuntimeError("it failed")

    async def stopped_amid_a_job() -> None:
        begun, end = threading.Event(), threading.Event()
        scheduler = scheduler_of(config, [])
        scheduler.add_job(fail, "date")
        scheduler.start()
        await until(lambda: "it failed" in caplog.text)
        scheduler.add_job(lambda: (begun.set(), end.wait(20)), "date")
        await until(begun.is_set)
        scheduler.shutdown(wait=False)
        await asyncio.sleep(0)
        end.set()

    asyncio.run(stopped_amid_a_job())
    (record,) = [one for one in caplog.records if one.levelno >= logging.ERROR]
    assert record.exc_info is not None
    assert record.exc_info[0] is RuntimeError


async def until(holds: Callable[[], bool]) -> None:
    await asyncio.to_thread(eventually, holds)


def test_a_store_that_is_deleted_is_said_once_by_the_log_and_once_by_the_command(desk: Path) -> None:
    with daemon(desk) as (process, log):
        eventually(lambda: "watching" in log())
        (desk / "var/monitor.db").unlink()
        (desk / "inbox/new.txt").write_text("Harbour\n\nAll is quiet.\n")
        assert process.wait(120) == 1
    said = [line for line in log().splitlines() if "was deleted or moved while the monitor ran" in line]
    assert "Traceback" not in log()
    assert said[0].split(" ", 4)[2:4] == ["ERROR", "monitor.daemon.app"]
    assert said[-1].startswith("monitor: the store ")
    assert sum("ERROR" in line for line in said) == 1


@pytest.mark.parametrize(
    "command", [["run", "--config", "{desk}/config.toml"], ["check", "{desk}/config.toml"], ["scan", "a.txt"]]
)
def test_a_current_folder_that_was_deleted_is_said_in_a_sentence(desk: Path, command: list[str]) -> None:
    (desk / "config.toml").write_text(
        '[monitor]\nrules = ["rules"]\n[[sources]]\ntype = "folder"\npath = "inbox"\n'
        '[channels.desk]\nurl = "json://127.0.0.1:9/"\n'
    )
    gone = desk.parent / "gone"
    gone.mkdir()
    arguments = [one.format(desk=desk) for one in command]
    code = (
        f"import os, sys; sys.path.insert(0, {str(ROOT)!r}); os.rmdir({str(gone)!r}); "
        f"from monitor.cli.main import main; sys.exit(main({arguments!r}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=gone, capture_output=True, text=True, timeout=60, check=False
    )
    assert not os.path.lexists(gone)
    (line,) = ran.stderr.splitlines()
    assert line.startswith("monitor: the current folder is not there any more")
    assert ran.returncode == 1


def test_a_daemon_that_was_killed_is_gone_for_the_status_at_once(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)

    def told(*command: str) -> str:
        main(list(command))
        return "".join(capsys.readouterr())

    with daemon(desk) as (process, log):
        eventually(lambda: "watching" in log())
        assert f"daemon     running, pid {process.pid}\n" in told("status")
        assert f"asked the daemon, pid {process.pid}" in told("reload")
        process.kill()
        process.wait()
        assert "daemon     not running\n" in told("status")
        assert "NOT WATCHING: the daemon is not running" in told("status")
        assert told("reload") == "monitor: no daemon is running on this store\n"
