"""Budgeted work for commands that want more than an outcome (`test`, `explain`): one fork, many answers.

    pieces ── work, in a fork of this process ──▶ answers | NoAnswer

What overruns is ended by the kernel, as in `nursery`; the pieces after it go on in another fork.
"""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import NoReturn, TypeVar

from monitor.errors import INTERNAL, ArticleError
from monitor.evaluate.budget import Budget
from monitor.evaluate.model import Document
from monitor.evaluate.nursery import limit_memory
from monitor.evaluate.wire import receive, send

_WALL_SECONDS = 60.0
"""How long one article may take by the clock on the wall: far longer than a starved machine needs."""
Piece = TypeVar("Piece")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """There is no answer; `reason` says why, as `status` says it of a file."""

    reason: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What the work in a fork puts around that which an article can make dear."""

    budget: Budget

    def check_size(self, document: Document) -> None:
        """Raise an ArticleError when *document* is longer than any may be."""
        size, most = len(document.content), self.budget.bytes
        if size > most:
            raise ArticleError(document.path, f"too long: {size:,} bytes; the most is {most:,}")

    @contextmanager
    def on(self, articles: int = 1) -> Iterator[None]:
        """End this process when what is done within costs more than so many *articles* may."""
        limit_memory(self.budget.memory)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, self.budget.cpu * articles)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)


def answers_within(
    budget: Budget, pieces: Sequence[Piece], work: Callable[[Piece, Limits], Answer], articles: int = 1
) -> Iterator[Answer | NoAnswer]:
    """Yield what *work* answers to each of *pieces*, or why there is no answer.

    *articles*: the most that are in one piece.
    """
    done = 0
    while done < len(pieces):
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            ours.close()
            _answer_all(theirs, pieces[done:], work, Limits(budget))
        theirs.close()
        ours.settimeout(_WALL_SECONDS * articles)
        try:
            while done < len(pieces):
                answer = receive(ours)
                done += 1
                yield answer
        except (EOFError, TimeoutError) as ended:
            done += 1
            yield NoAnswer(_why(_end(pid), ended, budget))
        finally:
            ours.close()
            _end(pid)


def _answer_all(
    to: socket.socket, pieces: Sequence[Piece], work: Callable[[Piece, Limits], Answer], limits: Limits
) -> NoReturn:
    try:
        for piece in pieces:
            try:
                answer: Answer | NoAnswer = work(piece, limits)
            except MemoryError:
                answer = NoAnswer(f"too costly: over {limits.budget.memory:,} bytes of memory")
            send(to, answer)
    finally:
        # Not `sys.exit`: a fork must run no exit handler and flush no buffer, for those are its parent's.
        os._exit(0)


def _end(pid: int) -> int:
    """Return with which wait status the process ended, which this makes sure of; 0 if it was asked before."""
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(pid, signal.SIGKILL)
        return os.waitpid(pid, 0)[1]
    return 0


def _why(status: int, ended: Exception, budget: Budget) -> str:
    if isinstance(ended, TimeoutError):
        return f"too costly: no end after {_WALL_SECONDS:g} s"
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF:
        return f"too costly: over {budget.cpu:g} s of processor time for an article"
    return f"{INTERNAL}: the process that works on it ended"
