from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from sqlalchemy import text
from store_killed import BATCH
from store_rows import NOW, alert_id, digest_of

from monitor.notify.outcome import Sent
from monitor.outbox.state import DeliveryState, RetryPolicy, next_step
from monitor.store.deliveries import DeliveryFilter
from monitor.store.store import Store

VICTIM = Path(__file__).with_name("store_killed.py")


def run_and_kill(url: str, first: int, lines: int) -> list[list[str]]:
    with subprocess.Popen(
        [sys.executable, VICTIM, url, str(first)], stdout=subprocess.PIPE, text=True
    ) as victim:
        seen = [victim.stdout.readline() for _ in range(lines)]
        victim.kill()
        seen += victim.stdout.read().splitlines(keepends=True)
    assert victim.returncode == -9
    return [line.split() for line in seen if line.endswith("\n")]


def test_kill_9_leaves_nothing_half_nothing_lost_and_repeats_only_what_was_in_flight(tmp_path):
    url = f"sqlite:///{tmp_path}/monitor.db"
    sent: Counter[str] = Counter()
    finished: set[str] = set()
    in_flight: set[str] = set()
    recorded: set[int] = set()
    for kill, lines in enumerate((40, 133, 7, 78, 201)):
        said = run_and_kill(url, kill * 100_000, lines)
        assert not finished.intersection(name for verb, name in said if verb == "sent")
        recorded |= {int(name) for verb, name in said if verb == "recorded"}
        sent.update(name for verb, name in said if verb == "sent")
        finished |= {name for verb, name in said if verb == "finished"}
        with Store.open(url) as store:
            in_flight |= {one.id for one in store.deliveries(DeliveryFilter(states=[DeliveryState.SENDING]))}
            assert_whole(store, recorded)
    with Store.open(url) as store:
        store.rescue(NOW)
        drain(store, sent)
        counts = store.counts()
    assert counts["deliveries"]["sent"] == counts["articles"]["taken_in"] >= len(recorded) * BATCH
    assert len(sent) == counts["deliveries"]["sent"]
    repeated = {name for name, times in sent.items() if times > 1}
    assert repeated <= in_flight


def assert_whole(store: Store, recorded: set[int]) -> None:
    with store._database.read() as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    counts = store.counts()
    assert counts["articles"]["taken_in"] % BATCH == 0
    assert counts["articles"]["taken_in"] == counts["alerts"]["open"] == sum(counts["deliveries"].values())
    numbers = [batch * BATCH + number for batch in recorded for number in range(BATCH)]
    assert len(store.known([digest_of(number) for number in numbers], []).versions) == len(numbers)
    assert len(store.alerts([alert_id(number) for number in numbers])) == len(numbers)


def drain(store: Store, sent: Counter[str]) -> None:
    while claimed := store.claim("desk", NOW, limit=500, claimed_by="test"):
        sent.update(one.id for one in claimed)
        store.finish_many([(one, next_step(one, Sent(), NOW, RetryPolicy(), 0.5)) for one in claimed], NOW)
