"""The child's side: holds the compiled rules, forks workers, limits their CPU time and memory.

    daemon ──spawns──▶ nursery ──forks──▶ worker (one at a time, over a connection of its own)

A fresh process could take a second to load a large rule set; a fork of this one takes milliseconds and
shares its memory. It has one thread, so that forking is safe. The kernel, not Python, ends a worker
that overruns: ITIMER_PROF counts its processor time and SIGPROF ends a process that does not catch it,
wherever it stands, in Python or in a library.
"""

from __future__ import annotations

import contextlib
import gc
import mmap
import os
import resource
import signal
import socket
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple, NoReturn
from zoneinfo import ZoneInfo

from monitor.evaluate.evaluate import evaluate, refusal_of
from monitor.evaluate.model import Document, Stage, TooCostly
from monitor.evaluate.wire import packed, receive, send, send_socket
from monitor.rule.ruleset import RuleSet

_IGNORED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""A signal for the daemon's whole group is the daemon's to follow: it closes our socket when it ends."""
_WARMING = Document(
    b"President calls president\n\nThe Kremlin denied that Vladimir Putin had called Donald Trump.\n",
    "warming.txt",
    datetime(2024, 1, 1, tzinfo=UTC),
)
_CYRILLIC = tuple(
    Document(text.encode(), "warming.txt", datetime(2024, 1, 1, tzinfo=UTC))
    for text in (
        "Звонок\n\nВ понедельник Путин позвонил Трампу. Песков опроверг это.\n",
        "Дзвінок\n\nУ понеділок Зеленський зателефонував Трампу. Єрмак це спростував.\n",
    )
)
"""What loads the dictionaries of Russian and Ukrainian: half a second that is on no article's bill."""
_SAMPLE = 4000
_ASCII = bytes(range(128))
_FOREIGN = 0.3


class Orders(NamedTuple):
    """What a nursery is sent first: the rules, the zone for dates without one, and bytes for one article."""

    rules: RuleSet
    timezone: ZoneInfo
    memory: int


class Death(NamedTuple):
    """A worker that ended: with which wait status, and at what it was."""

    status: int
    stage: Stage


def main(handle: int) -> None:
    """Serve the daemon at the other end of the socket *handle* until that is closed."""
    control = socket.socket(fileno=handle)
    with contextlib.suppress(EOFError, OSError):
        orders: Orders = receive(control)
        gc.collect()
        serve(control, orders)


def serve(control: socket.socket, orders: Orders) -> None:
    """Have workers evaluate by *orders* until the far end of *control* is closed; in the only thread."""
    for number in _IGNORED:
        signal.signal(number, signal.SIG_IGN)
    # The daemon blocks its signals in all threads (`daemon.signals`), and a child inherits that; SIGPROF has
    # to end a worker, so it is neither caught nor blocked here.
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    with contextlib.suppress(EOFError, OSError):
        _evaluate_all(orders, (_WARMING,))
        # A collection writes into the header of every object it looks at, and so would copy all pages of the
        # rules in each fork: what is there now is never looked at again.
        gc.freeze()
        _keep_workers(control, orders)


def _keep_workers(control: socket.socket, orders: Orders) -> NoReturn:
    """Have one worker at a time, for as long as the daemon is there.

    Raises:
        OSError: the daemon closed the socket.
    """
    stage = mmap.mmap(-1, 1)  # memory shared with the fork: it can be read after the kernel has killed that
    while True:
        stage[0] = Stage.IDLE
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            control.close()
            ours.close()
            _work(theirs, orders, stage)
        theirs.close()
        with ours:
            send_socket(control, pid, ours)
        _, status = os.waitpid(pid, 0)
        send(control, Death(status, Stage(stage[0])))


def _work(daemon: socket.socket, orders: Orders, stage: mmap.mmap) -> NoReturn:
    """Evaluate what comes until the daemon closes the socket; never returns into the nursery's own code."""
    try:
        worker = _Worker(orders, stage)
        while True:
            document, seconds = receive(daemon)
            answer = worker.answer(document, seconds)
            stage[0] = Stage.IDLE
            send(daemon, answer)
    except (EOFError, OSError):
        # Not `sys.exit`: a fork must run no exit handler and flush no buffer, for those are the nursery's.
        os._exit(0)
    except BaseException:  # noqa: BLE001 the process ends here, whatever it was
        os._exit(70)


class _Worker:
    def __init__(self, orders: Orders, stage: mmap.mmap) -> None:
        self._orders = orders
        self._stage = stage
        self._numbers = {rule.id: number for number, rule in enumerate(orders.rules.rules)}
        self._warm = False

    def answer(self, document: Document, seconds: float) -> Any:
        """Return the outcome of *document*; the kernel ends this process after *seconds* of CPU time."""
        self._reached(Stage.PARSING)
        if not self._warm and _may_be_cyrillic(document.content):
            self._warm = True
            _evaluate_all(self._orders, _CYRILLIC)
        limit_memory(self._orders.memory)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            found = evaluate(self._orders.rules, document, self._orders.timezone, self._reached)
            return packed(found, self._numbers)
        except MemoryError:
            return TooCostly(Stage(self._stage[0]), f"over {self._orders.memory:,} bytes of memory")
        except Exception as error:  # noqa: BLE001 one file costs no other
            return refusal_of(error)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def _reached(self, stage: Stage) -> None:
        self._stage[0] = stage


def _evaluate_all(orders: Orders, documents: Iterable[Document]) -> None:
    """Load what is loaded once; what fails on these texts fails on each, and is reported there."""
    for document in documents:
        with contextlib.suppress(Exception):
            evaluate(orders.rules, document, orders.timezone)


def _may_be_cyrillic(content: bytes) -> bool:
    """Return whether *content* may be Cyrillic: in no charset has such a letter a byte below 128."""
    sample = content[:_SAMPLE]
    return len(sample.translate(None, _ASCII)) > _FOREIGN * len(sample)


def warming(content: bytes) -> tuple[Document, ...]:
    """Return what loads all that reading *content* may need, so that this is on no article's bill."""
    return (_WARMING, *_CYRILLIC) if _may_be_cyrillic(content) else (_WARMING,)


def limit_memory(extra: int) -> None:
    """Limit this process to *extra* bytes on top of what it has; no limit where that is unknown."""
    with contextlib.suppress(OSError, ValueError), open("/proc/self/statm", "rb") as file:  # noqa: PTH123
        # The limit is one of address space, not of memory in use; so is the first field of statm (proc(5)).
        held = int(file.read().split()[0]) * resource.getpagesize()
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (held + extra, most))


if __name__ == "__main__":
    main(int(sys.argv[1]))
