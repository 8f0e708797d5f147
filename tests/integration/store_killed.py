"""Runs in a process that is killed: records batches, claims and finishes, and says what it did.

Lines: `recorded N` after batch N is committed, `sent ID` after a send and before its finish is
committed, `finished ID` after.
"""

from __future__ import annotations

import sys

from store_rows import NOW, intake

from monitor.notify.outcome import Sent
from monitor.outbox.state import RetryPolicy, next_step
from monitor.store.store import Store

BATCH = 10


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(url: str, first: int) -> None:
    store = Store.open(url, since=NOW)
    store.rescue(NOW)
    for batch in range(first, first + 100_000):
        store.record([intake(batch * BATCH + number) for number in range(BATCH)])
        say(f"recorded {batch}")
        for claimed in store.claim("desk", NOW, limit=BATCH - 3, claimed_by="victim"):
            say(f"sent {claimed.id}")
            store.finish(claimed, next_step(claimed, Sent(), NOW, RetryPolicy(), 0.5), NOW)
            say(f"finished {claimed.id}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
