"""The daemon as a process: a real folder, a real store, a real endpoint."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter

import pytest

from benchmarks.desk import ROOT, SEEDS, Endpoint, daemon, set_up, start, status, wait_for

DENIAL = "Kremlin denies call\n\nThe Kremlin denied reports that President Vladimir Putin had called Donald Trump.\n"

EACH = "rules:\n  - id: each\n    when: {denial: {official: true}}\n    per: [article]\n"


@pytest.fixture
def endpoint():
    opened = Endpoint()
    yield opened
    opened.close()


@pytest.fixture
def config(tmp_path, endpoint):
    return set_up(tmp_path, endpoint.port)


def monitor(config, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "monitor", *arguments, "--config", str(config)],
        capture_output=True,
        text=True,
        cwd=config.parent,
        check=False,
    )


def told(endpoint, rule=""):
    return Counter(delivery for _, delivery, message in endpoint.arrived if rule in message)


def test_the_five_seeds_are_told_once_and_a_second_start_tells_nothing(config, endpoint):
    for seed in SEEDS:
        shutil.copy(seed, config.parent / "inbox")
    for _ in range(2):
        done = monitor(config, "run", "--once")
        assert done.returncode == 0, done.stderr
        alerts = monitor(config, "alerts", "list", "--format", "jsonl").stdout.splitlines()
        assert len(alerts) >= 12
        # An article tells of an event once, and every alert that it is of stands in a message.
        assert len(endpoint.arrived) < len(alerts)
        said = "\n".join(message for _, _, message in endpoint.arrived)
        assert all(json.loads(line)["id"] in said for line in alerts)
    assert set(told(endpoint).values()) == {1}


def test_an_article_dropped_while_it_watches_is_told(config, endpoint):
    with daemon(config):
        (config.parent / "inbox" / "a.txt").write_text(DENIAL)
        assert wait_for(lambda: len(endpoint.arrived) == 1, 120)
    assert any("The Kremlin **denied reports" in message for _, _, message in endpoint.arrived)


def test_what_came_while_it_was_down_is_told_at_the_next_start(config, endpoint):
    with daemon(config):
        pass
    (config.parent / "inbox" / "a.txt").write_text(DENIAL)
    with daemon(config):
        assert wait_for(lambda: len(endpoint.arrived) == 1, 120)


def test_a_message_names_its_alert_and_delivery_as_the_listings_do(config, endpoint):
    shutil.copy(ROOT / "seeds" / "004_30f5b1042b33da71.txt", config.parent / "inbox")
    monitor(config, "run", "--once")
    listed = monitor(config, "deliveries", "list", "--format", "jsonl").stdout
    alerts = monitor(config, "alerts", "list", "--format", "jsonl").stdout
    for _, delivery, message in endpoint.arrived:
        assert f'"id": "{delivery}"' in listed
        alert = message.rsplit("alert ", 1)[1].split()[0]
        assert f'"id": "{alert}"' in alerts


def test_a_second_daemon_on_the_same_store_is_refused_and_told_who_holds_it(config):
    with daemon(config) as running:
        refused = monitor(config, "run")
        assert refused.returncode == 1
        assert str(running.pid) in refused.stderr
        assert status(config)["sources"][0]["path"] == str(config.parent / "inbox")


@pytest.mark.parametrize("harm", ["deleted", "replaced", "cut off"])
def test_a_store_that_is_taken_away_ends_the_daemon_at_the_next_write_with_a_plain_word(config, harm):
    store = config.parent / "var" / "monitor.db"
    with (config.parent / "log").open("wb") as log:
        process = start(config, log)
        try:
            assert wait_for(lambda: "watching" in (config.parent / "log").read_text(), 120)
            if harm == "deleted":
                store.unlink()
            elif harm == "replaced":
                shutil.copy(store, f"{store}.copy")
                os.replace(f"{store}.copy", store)
            else:
                os.truncate(store, 0)
            (config.parent / "inbox" / "a.txt").write_text(DENIAL)
            assert process.wait(120) == 1
        finally:
            process.kill()
            process.wait()
    said = (config.parent / "log").read_text()
    assert f"monitor: the store {store} was {harm}" in said
    assert "put a backup in its place" in said


def test_a_broken_rule_refuses_the_start_with_its_place(config):
    (config.parent / "rules" / "broken.yaml").write_text("rules:\n  - id: x\n    whenn: Kremlin\n")
    refused = monitor(config, "run", "--once")
    assert refused.returncode == 2
    assert "rules/broken.yaml:3:5: error:" in refused.stderr
    assert 'did you mean "when"?' in refused.stderr


def test_a_kill_under_load_loses_nothing_and_repeats_at_most_what_was_in_flight(config, endpoint):
    count, kills = 120, 3
    # These articles tell one story; here each is to be a message of its own.
    (config.parent / "rules" / "each.yaml").write_text(EACH)
    with (config.parent / "log").open("ab") as log:
        process = start(config, log)
        for number in range(count):
            (config.parent / "inbox" / f"{number}.txt").write_text(
                f"{DENIAL}This was said on day {number}.\n"
            )
            if number % 40 == 20:
                seen = len(endpoint.arrived)
                wait_for(lambda seen=seen: len(endpoint.arrived) > seen, 5)
                process.send_signal(signal.SIGKILL)
                process.wait()
                process = start(config, log)
        assert wait_for(lambda: len(told(endpoint, "rule each")) == count, 120)
        process.terminate()
        assert process.wait(120) == 0
    assert status(config)["articles"]["taken_in"] == count
    assert sum(number - 1 for number in told(endpoint).values()) <= kills


def test_nothing_in_the_folder_is_changed(config):
    inbox = config.parent / "inbox"
    for seed in SEEDS:
        shutil.copy2(seed, inbox)
    before = {entry.name: (entry.stat().st_mtime_ns, entry.stat().st_ino) for entry in os.scandir(inbox)}
    monitor(config, "run", "--once")
    assert {
        entry.name: (entry.stat().st_mtime_ns, entry.stat().st_ino) for entry in os.scandir(inbox)
    } == before
