"""`python -m benchmarks [NAME …] [--archive FILE.jsonl.gz] [--count N] [--seed N]`: run the measurements and print a line each."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.articles import articles
from benchmarks.backtest import backtest
from benchmarks.desk import (
    ROOT,
    Endpoint,
    cpu_seconds,
    daemon,
    memory_mb,
    resident_mb,
    set_up,
    start,
    status,
    wait_for,
)
from benchmarks.evaluate import evaluate
from benchmarks.facts import facts
from benchmarks.growth import growth
from benchmarks.headers import headers
from benchmarks.hostile import hostile
from benchmarks.ledger import ledger
from benchmarks.rewrites import rewrites_told


def latency(folder: Path, archive: Path | None) -> str:
    """Drop to delivery at an unhurried rate, beside the time of a bare write and POST."""
    endpoint = Endpoint()
    config = set_up(folder, endpoint.port)
    bare, took = [], []
    import urllib.request

    for _ in range(50):
        began = time.perf_counter()
        (folder / "bare").write_text("x" * 3000)
        body = b'{"message": "delivery 0000000000000000"}'
        urllib.request.urlopen(f"http://127.0.0.1:{endpoint.port}/", body, timeout=5).close()
        bare.append(time.perf_counter() - began)
    endpoint.arrived.clear()
    with daemon(config):
        for number in range(220):
            text = f"Kremlin denies call {number}\n\nThe Kremlin denied reports that President Vladimir Putin had called Donald Trump {number} times.\n"
            source = folder / f"{number}.txt"
            source.write_text(text)
            seen = len(endpoint.arrived)
            name = folder / "inbox" / source.name
            began = time.perf_counter()
            if number % 2:
                shutil.copyfile(source, name)
            else:
                source.rename(name)
            wait_for_message(endpoint, seen)
            took.append(endpoint.arrived[seen][0] - began)
            wait_for(lambda: False, 0.05)
    endpoint.close()
    took = sorted(took[20:])
    p50, p99 = took[len(took) // 2], took[int(len(took) * 0.99)]
    base = statistics.median(bare)
    return (
        f"drop to delivery: p50 {p50 * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms over {len(took)} drops; "
        f"{p50 / base:.1f} × a bare write and POST ({base * 1000:.1f} ms)"
    )


def wait_for_message(endpoint: Endpoint, seen: int) -> None:
    end = time.perf_counter() + 10
    while len(endpoint.arrived) <= seen:
        if time.perf_counter() > end:
            raise SystemExit("no message within 10 s")
        time.sleep(0.0005)


def ways_in(folder: Path, archive: Path | None) -> str:
    """2,000 articles by copy, by rename and by a directory moved in: each taken in once."""
    endpoint = Endpoint()
    config = set_up(folder, endpoint.port)
    texts = articles(2000, archive)
    with daemon(config):
        moved = folder / "moved"
        moved.mkdir()
        for number, text in enumerate(texts):
            name = f"{number}.txt"
            if number % 3 == 0:
                (folder / "inbox" / name).write_text(text, encoding="utf-8")
            elif number % 3 == 1:
                (folder / name).write_text(text, encoding="utf-8")
                (folder / name).rename(folder / "inbox" / name)
            else:
                (moved / name).write_text(text, encoding="utf-8")
        moved.rename(folder / "inbox" / "moved")
        wait_for(lambda: status(config)["articles"]["taken_in"] >= len(texts), 60)
        wait_for(lambda: not waiting(status(config)), 60)
        final = status(config)
    account = accounted(config)
    endpoint.close()
    ids = Counter(arrived[1] for arrived in endpoint.arrived)
    return (
        f"ways in: {len(texts)} dropped, {final['articles']['taken_in']} taken in, "
        f"{final['articles']['repeated']} repeats, {final['articles']['unreadable']} unreadable; "
        f"{account}; {len(ids)} messages arrived, {sum(ids.values()) - len(ids)} twice"
    )


def waiting(found: dict) -> int:
    return sum(found["deliveries"][name] for name in ("pending", "sending", "retry"))


def accounted(config: Path) -> str:
    """Say how many of the (article, rule) matches that a scan finds are a report of some alert."""
    matches = {(row["rule"], row["path"]) for row in listing(config, "scan", str(config.parent / "inbox"))}
    alerts = listing(config, "alerts", "list")
    reports = {(alert["rule"], report["path"]) for alert in alerts for report in alert["reports"]}
    deliveries = listing(config, "deliveries", "list")
    sent = sum(row["state"] == "sent" for row in deliveries)
    return f"{len(matches & reports)} of {len(matches)} matches reported, {sent} of {len(deliveries)} deliveries sent"


def listing(config: Path, *command: str) -> list[dict]:
    import sys

    call = [sys.executable, "-m", "monitor", *command, "--format", "jsonl", "--config", str(config)]
    done = subprocess.run(call, capture_output=True, text=True, cwd=config.parent, check=False)
    return [json.loads(line) for line in done.stdout.splitlines()]


def drain(folder: Path, archive: Path | None) -> str:
    """10,000 articles at once through the whole daemon, beside reading and hashing the same files."""
    endpoint = Endpoint()
    config = set_up(folder, endpoint.port)
    texts = articles(10_000, archive)
    for number, text in enumerate(texts):
        (folder / "inbox" / f"{number}.txt").write_text(text, encoding="utf-8")
    began = time.perf_counter()
    for path in (folder / "inbox").iterdir():
        hash(path.read_bytes())
    floor = time.perf_counter() - began
    with (folder / "log").open("ab") as log:
        began = time.perf_counter()
        process = start(config, log)
        os.sched_setaffinity(process.pid, {0})
        wait_for(lambda: status(config).get("articles", {}).get("taken_in", 0) >= len(texts), 240)
        taken = time.perf_counter() - began
        wait_for(lambda: not waiting(status(config)), 60)
        told = time.perf_counter() - began
        peak, cpu = memory_mb(process.pid), cpu_seconds(process.pid)
        final = status(config)
        process.terminate()
        process.wait(40)
    endpoint.close()
    return (
        f"drain: {final['articles']['taken_in']} of {len(texts)} articles in {taken:.1f} s from start "
        f"({len(texts) / taken:.0f}/s on one core, {taken / floor:.0f} × reading them), all {len(endpoint.arrived)} "
        f"messages out after {told:.1f} s; CPU {cpu:.1f} s, peak memory {peak:.0f} MB"
    )


def kills(folder: Path, archive: Path | None) -> str:
    """`kill -9` five times during a load of 10,000: nothing lost, nothing twice but what was in flight."""
    endpoint = Endpoint()
    config = set_up(folder, endpoint.port)
    texts = articles(10_000, archive)
    with (folder / "log").open("ab") as log:
        process = start(config, log)
        for number, text in enumerate(texts):
            (folder / "inbox" / f"{number}.txt").write_text(text, encoding="utf-8")
            if number % 1900 == 1899:
                process.send_signal(signal.SIGKILL)
                process.wait()
                process = start(config, log)
        wait_for(lambda: status(config).get("articles", {}).get("taken_in", 0) >= len(texts), 120)
        wait_for(lambda: not waiting(status(config)), 120)
        final = status(config)
        process.terminate()
        process.wait(40)
    account = accounted(config)
    endpoint.close()
    ids = Counter(arrived[1] for arrived in endpoint.arrived)
    twice = {name: count for name, count in ids.items() if count > 1}
    return (
        f"kill -9 ×5: {final['articles']['taken_in']} of {len(texts)} taken in, {account}; "
        f"{len(ids)} messages arrived, {len(twice)} more than once (at most one a kill is in flight)"
    )


def idle(folder: Path, archive: Path | None) -> str:
    """CPU and memory at rest, and the time from start to the first scan."""
    endpoint = Endpoint()
    config = set_up(folder, endpoint.port)
    shutil.copy(ROOT / "seeds" / "004_30f5b1042b33da71.txt", folder / "inbox")
    with (folder / "log").open("ab") as log:
        began = time.perf_counter()
        process = start(config, log)
        wait_for_message(endpoint, 0)
        first = endpoint.arrived[0][0] - began
        wait_for(lambda: False, 5)
        before = cpu_seconds(process.pid)
        wait_for(lambda: False, 60)
        used = cpu_seconds(process.pid) - before
        memory = resident_mb(process.pid)
        process.terminate()
        process.wait(40)
    endpoint.close()
    return (
        f"idle: {used / 60:.3%} CPU over 60 s, {memory:.0f} MB resident; start to first message {first:.2f} s"
    )


def help_time(folder: Path, archive: Path | None) -> str:
    """`monitor --help`, beside an empty Python."""
    import sys

    def median(command: list[str]) -> float:
        times = []
        for _ in range(9):
            began = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            times.append(time.perf_counter() - began)
        return statistics.median(times)

    ours, bare = median([sys.executable, "-m", "monitor", "--help"]), median([sys.executable, "-c", "pass"])
    return f"--help: {ours:.3f} s, {ours / bare:.1f} × an empty Python"


ALL = {
    one.__name__: one
    for one in (help_time, idle, latency, ways_in, drain, kills, ledger, evaluate, facts, growth, backtest)
}
ALL["rewrites"] = rewrites_told
ALL["headers"] = headers
ALL["hostile"] = hostile


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ALL))
    parser.add_argument("--archive", type=Path, help="JSON lines, gzipped, with title and text")
    parser.add_argument("--count", type=int, help="how many header values")
    parser.add_argument("--seed", type=int, help="which header values")
    options = parser.parse_args()
    chosen = {name: value for name in ("count", "seed") if (value := getattr(options, name)) is not None}
    for name in options.names or ALL:
        folder = Path(tempfile.mkdtemp(prefix=f"monitor-{re.sub('_', '-', name)}-"))
        try:
            print(ALL[name](folder, options.archive, **(chosen if name == "headers" else {})), flush=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
