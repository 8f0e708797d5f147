"""Runs blocking sends in threads that may be abandoned at a deadline.

A server that drips a byte a second can hold a thread for ever: it is abandoned at the deadline, counted,
and cannot keep the process from ending. A channel with too many abandoned threads sends no more until
one of them comes back.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

MAX_ABANDONED = 16

T = TypeVar("T")


class TooManyHanging(Exception):
    """So many earlier sends hang that no further one is begun."""


class _Answer(Generic[T]):
    """What a thread hands back to the loop: a result or the error it ended with."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.future: asyncio.Future[T] = loop.create_future()

    def result(self, value: T) -> None:
        self._tell(lambda: self.future.set_result(value))

    def error(self, error: BaseException) -> None:
        self._tell(lambda: self.future.set_exception(error))

    def _tell(self, settle: Callable[[], None]) -> None:
        # The loop may have ended while an abandoned thread went on; then nobody is left to hear it.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(lambda: None if self.future.done() else settle())


class Worker:
    """Runs one channel's blocking calls; `abandoned` counts threads that outlived their deadline."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self.abandoned = 0

    async def run(self, call: Callable[[], T], *, seconds: float) -> T:
        """Return what *call* returns.

        Raises:
            TimeoutError: it did not return within *seconds*; its thread goes on.
            TooManyHanging: nothing was begun.
        """
        if self.abandoned >= MAX_ABANDONED:
            raise TooManyHanging
        answer: _Answer[T] = _Answer(asyncio.get_running_loop())
        given_up = threading.Event()
        # A thread begins with an empty context, and the trace of a send is kept in one (`http_outcome`).
        work = contextvars.copy_context()
        # Not an executor of asyncio's: its threads are joined when the interpreter ends, however long they
        # hang.
        threading.Thread(
            target=self._work, args=(work, call, answer, given_up), name=f"channel-{self._name}", daemon=True
        ).start()
        try:
            async with asyncio.timeout(seconds):
                return await answer.future
        except (TimeoutError, asyncio.CancelledError):
            self._give_up(given_up)
            raise

    def _work(
        self,
        work: contextvars.Context,
        call: Callable[[], T],
        answer: _Answer[T],
        given_up: threading.Event,
    ) -> None:
        try:
            answer.result(work.run(call))
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is awaited
            answer.error(error)
        with self._lock:
            if given_up.is_set():
                self.abandoned -= 1
            given_up.set()

    def _give_up(self, given_up: threading.Event) -> None:
        with self._lock:
            if not given_up.is_set():
                given_up.set()
                self.abandoned += 1
