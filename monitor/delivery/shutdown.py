"""Stops the delivery workers within a time limit; a channel that hangs is left behind.

What is being sent then stays `sending` in the store: the next start takes it up again, or holds it for a
person where the channel says so. The thread that hangs is a daemon thread and ends with the process.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Iterable

from monitor.delivery.worker import DeliveryWorker

_log = logging.getLogger(__name__)
# Of the time given, so much is for tasks that were cancelled and drop what they do.
_LAST_SHARE = 0.1


async def end(
    workers: Iterable[DeliveryWorker], work: Collection[asyncio.Task[None]], *, seconds: float
) -> bool:
    """Stop *delivery workers* and wait for *work*, the tasks they run in, for at most *seconds*.

    Each may finish what it is sending; what is not done by then is dropped. Returns whether all ended
    by themselves. Errors of the tasks are left in them.
    """
    for worker in workers:
        worker.stop()
    if not work:
        return True
    _, late = await asyncio.wait(work, timeout=seconds * (1 - _LAST_SHARE))
    if not late:
        return True
    for task in late:
        task.cancel()
    await asyncio.wait(late, timeout=seconds * _LAST_SHARE)
    _log.warning(
        "stopped while %d channels were being told; what was under way is taken up at the next start",
        len(late),
    )
    return False
