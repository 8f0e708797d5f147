"""What `monitor run --once` leaves undone, in a line: waiting files and deliveries.

Deliveries that wait for their hour, by quiet hours, a rate, a digest or an escalation, are as they should be,
and no part of it. So are files that hold no article: they are done with, and listed by `monitor status`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.cli.shared import safe
from monitor.english import counted, short
from monitor.errors import INTERNAL

if TYPE_CHECKING:
    from monitor.outbox.state import Delivery
    from monitor.store.records import FileRow
    from monitor.store.store import Store

_NAMED = 2
_LONGEST = 120


def left_undone(store: Store, since: datetime, now: datetime) -> list[str]:
    """Return what was not taken in or not sent, each in words; the round began at *since* and ended *now*."""
    return [*_deliveries(store, since, now), *_sources(store), *_not_taken_in(store, since)]


def _deliveries(store: Store, since: datetime, now: datetime) -> Iterator[str]:
    from monitor.outbox.state import DeliveryState
    from monitor.store.deliveries import DeliveryFilter

    waits = {
        DeliveryState.PENDING: "not sent yet",
        DeliveryState.SENDING: "not sent yet",
        DeliveryState.RETRY: "to be tried again",
        DeliveryState.HELD: "held: it may have arrived",
        DeliveryState.DEAD: "refused for good",
    }
    found = store.deliveries(DeliveryFilter(states=tuple(waits)))
    ours = [one for one in found if _is_left(one, since, now)]
    groups = Counter((one.channel, waits[one.state]) for one in ours)
    why = {(one.channel, waits[one.state]): one.last_error for one in ours}
    for (channel, says), count in groups.items():
        reason = f": {_short(why[channel, says] or '')}" if why[channel, says] else ""
        yield f"{counted(count, 'delivery', 'deliveries')} to {channel} {says}{reason}"


def _is_left(one: Delivery, since: datetime, now: datetime) -> bool:
    """Return whether it should have been sent: not if due later, or refused in an earlier round."""
    from monitor.outbox.state import DeliveryState

    if one.state is DeliveryState.PENDING:
        return one.due_at is None or one.due_at <= now
    return one.state is not DeliveryState.DEAD or (bool(one.errors) and one.errors[-1].at >= since)


def _sources(store: Store) -> Iterator[str]:
    for source in store.notes().get("sources", []):
        stands = source.get("standing", 0)
        settling = source["pending"] - stands
        if settling > 0:
            yield f"{counted(settling, 'file')} still being written in {source['path']}"
        if stands:
            named = [f"{one['path']}: {_short(one['reason'])}" for one in source["waiting"]]
            yield f"{counted(stands, 'file waits', 'files wait')}: {_listed(named, of=stands)}"
        closed = source.get("closed", 0)
        if closed:
            named = [f"{one['path']}: {_short(one['reason'])}" for one in source["closed_folders"]]
            yield f"{counted(closed, 'folder')} not listed: {_listed(named, of=closed)}"


def _not_taken_in(store: Store, since: datetime) -> Iterator[str]:
    rows = [row for row in store.unreadable_files() if row.seen_at >= since and _is_our_fault(row)]
    if rows:
        named = _listed(f"{row.path}: {_short(row.reason)}" for row in rows)
        yield f"{counted(len(rows), 'file')} not taken in: {named}"


def _is_our_fault(row: FileRow) -> bool:
    """Return whether the machine failed, which leaves no fingerprint, or the program, which says so."""
    return not any(row.fingerprint) or row.reason.startswith(INTERNAL)


def _listed(words: Iterable[str], of: int = 0) -> str:
    every = list(words)
    more = max(of, len(every)) - len(every[:_NAMED])
    return ", ".join(every[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _short(reason: str) -> str:
    return short(safe(" ".join(reason.split())), _LONGEST)
