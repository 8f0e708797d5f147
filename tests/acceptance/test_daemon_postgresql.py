"""The whole daemon, as a process, on a store that a PostgreSQL server keeps; told on the console."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from benchmarks.desk import ROOT, SEEDS, daemon, wait_for
from tests.integration.store_backends import new_database

CONFIG = """
[monitor]
rules = ["{rules}"]
store = "{url}"

[[sources]]
type = "folder"
path = "inbox"

[channels.console]
url = "console://"
"""
LATE = "Kremlin denies call\n\nThe Kremlin denied reports that President Vladimir Putin had called Donald Trump.\n"


@pytest.fixture
def config(tmp_path):
    (tmp_path / "inbox").mkdir()
    for seed in SEEDS:
        shutil.copy(seed, tmp_path / "inbox")
    with new_database("postgresql", tmp_path) as url:
        path = tmp_path / "config.toml"
        path.write_text(CONFIG.format(rules=ROOT / "rules", url=url))
        yield path


def monitor(config, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "monitor", *arguments, "--config", str(config)],
        capture_output=True,
        text=True,
        cwd=config.parent,
        check=False,
    )


def listed(config, *arguments):
    done = monitor(config, *arguments, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_seeds_are_taken_in_told_and_listed_and_a_second_start_tells_nothing(config):
    first = monitor(config, "run", "--once")
    assert first.returncode == 0, first.stderr
    alerts, deliveries = listed(config, "alerts", "list"), listed(config, "deliveries", "list")
    assert len(alerts) >= 12
    assert {one["state"] for one in deliveries} <= {"sent", "deferred", "folded"}
    assert [one["id"] for one in alerts if f"alert {one['id']}" not in first.stdout] == []
    second = monitor(config, "run", "--once")
    assert (second.returncode, second.stdout) == (0, "")
    (status,) = listed(config, "status")
    assert status["articles"]["taken_in"] == len(SEEDS)
    assert len(listed(config, "deliveries", "list")) == len(deliveries)


def test_commands_work_beside_the_daemon_and_a_second_daemon_is_refused(config):
    monitor(config, "run", "--once")
    with daemon(config):
        refused = monitor(config, "run")
        assert refused.returncode == 1
        assert "uses this store: postgresql://" in refused.stderr
        (config.parent / "inbox" / "late.txt").write_text(LATE)
        assert wait_for(lambda: listed(config, "status")[0]["articles"]["taken_in"] == len(SEEDS) + 1, 120)
        alert = listed(config, "alerts", "list")[0]["id"]
        assert monitor(config, "alerts", "ack", alert, "--by", "Ana").returncode == 0
    assert listed(config, "alerts", "list")[0]["state"] == "acknowledged"
