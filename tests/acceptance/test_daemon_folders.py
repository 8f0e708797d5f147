"""Folders that come and go under a running daemon: the others go on, the desk is told, nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from benchmarks.desk import Endpoint, daemon, set_up, status, wait_for
from monitor.daemon.reachability import CAME_OFF

DENIAL = "Kremlin denies call {}\n\nThe Kremlin denied reports that President Vladimir Putin had called Donald Trump.\n"
EACH = "rules:\n  - id: each\n    when: {denial: {official: true}}\n    per: [article]\n"
TWO = '[[sources]]\ntype = "folder"\npath = "other"\npoll = "500ms"\n'


@pytest.fixture
def endpoint():
    opened = Endpoint()
    yield opened
    opened.close()


@pytest.fixture
def config(tmp_path, endpoint):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "each.yaml").write_text(EACH)
    path = set_up(tmp_path, endpoint.port, rules=tmp_path / "pack")
    path.write_text(path.read_text() + TWO + '[alerts]\nnotices = ["endpoint"]\n')
    return path


def sources(config):
    return {os.path.basename(one["path"]): one for one in status(config).get("sources", [])}


def told(endpoint, words):
    return [one for one in (*endpoint.titles, *(one[2] for one in endpoint.arrived)) if words in one]


def test_a_missing_folder_stops_neither_the_start_nor_the_other(config, endpoint):
    other = config.parent / "other"
    with daemon(config):
        (config.parent / "inbox" / "a.txt").write_text(DENIAL.format("one"))
        assert wait_for(lambda: told(endpoint, "call one"), 120)
        assert wait_for(lambda: told(endpoint, f"{other} cannot be reached"), 120)
        found = sources(config)
        assert (found["inbox"]["watching"], found["inbox"]["reason"]) == (True, "")
        assert (found["other"]["watching"], found["other"]["reason"]) == (False, "the folder is not there")
        other.mkdir()
        (other / "b.txt").write_text(DENIAL.format("two"))
        assert wait_for(lambda: told(endpoint, "call two"), 120)
        assert sources(config)["other"]["reason"] == ""  # by the time that its articles are told
        assert wait_for(lambda: told(endpoint, f"{other} can be reached again"), 120)
    assert len(told(endpoint, "cannot be reached")) == 1
    assert "no such folder" in (config.parent / "log").read_text()


def test_a_share_that_came_off_is_told_and_no_more_when_it_is_back(config, endpoint):
    other, away = config.parent / "other", config.parent / "other.real"
    other.mkdir()
    with daemon(config):
        (other / "b.txt").write_text(DENIAL.format("two"))
        assert wait_for(lambda: told(endpoint, "call two"), 120)
        other.rename(away)
        other.mkdir()
        assert wait_for(lambda: CAME_OFF in sources(config)["other"]["reason"], 120)
        assert wait_for(lambda: told(endpoint, "a share that came off"), 120)
        other.rmdir()
        away.rename(other)
        assert wait_for(lambda: sources(config)["other"]["reason"] == "", 120)
        (other / "c.txt").write_text(DENIAL.format("three"))
        assert wait_for(lambda: told(endpoint, "call three"), 120)
    assert len(told(endpoint, "call two")) == len(set(told(endpoint, "call two")))


def test_a_root_that_becomes_a_link_is_told_once_and_nothing_behind_it_is_read(config, endpoint):
    other, away, outside = (config.parent / name for name in ("other", "away", "outside"))
    other.mkdir()
    outside.mkdir()
    (outside / "b.txt").write_text(DENIAL.format("secret"))
    with daemon(config):
        assert wait_for(lambda: sources(config).get("other", {}).get("watching"), 120)
        other.rename(away)
        other.symlink_to(outside)
        assert wait_for(lambda: "is a link now" in sources(config)["other"]["reason"], 120)
        assert wait_for(lambda: told(endpoint, f"{other} cannot be reached"), 120)
        (config.parent / "inbox" / "a.txt").write_text(DENIAL.format("one"))
        assert wait_for(lambda: told(endpoint, "call one"), 120)
        other.unlink()
        away.rename(other)
        assert wait_for(lambda: told(endpoint, f"{other} can be reached again"), 120)
    assert len(told(endpoint, "cannot be reached")) == 1
    assert told(endpoint, "secret") == []


def test_without_any_folder_there_is_nothing_to_run(config):
    (config.parent / "inbox").rmdir()
    for once in ([], ["--once"]):
        done = subprocess.run(
            [sys.executable, "-m", "monitor", "run", "--config", str(config), *once],
            capture_output=True,
            text=True,
            cwd=config.parent,
            check=False,
            timeout=60,
        )
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1] == (
            f"monitor: no folder can be watched: {config.parent}/inbox: the folder is not there; "
            f"{config.parent}/other: the folder is not there"
        )


def test_a_pipe_in_the_folder_is_named_in_the_status(config, endpoint):
    os.mkfifo(config.parent / "inbox" / "a.txt")
    with daemon(config):
        (config.parent / "inbox" / "b.txt").write_text(DENIAL.format("one"))
        assert wait_for(lambda: told(endpoint, "call one"), 120)
        assert wait_for(
            lambda: (
                status(config)["unreadable"]
                == [{"path": f"{config.parent}/inbox/a.txt", "reason": "a named pipe, not a file"}]
            ),
            20,
        )
