"""Starts the child process: spawned by the threaded daemon, forked by a single-threaded command.

A fork has the rules compiled already, and is there at once. It keeps nothing of ours open but its end of
the connection: whoever waits for the end of this process, or of a pipe of it, must not wait for the nursery.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn, Protocol

from monitor.evaluate.nursery import Orders, serve
from monitor.evaluate.wire import send

_MOST_HANDLES = 1 << 16
"""Handles above are not looked for: some containers allow a thousand million, which takes long to close."""
# The paths are handed over, so that the child runs the code that its parent runs, wherever that was found. A
# program of its own, and no fork: a fork of a process with threads inherits their locks as they were, for
# ever.
_CODE = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[2]); "
    "from monitor.evaluate.nursery import main; main(int(sys.argv[1]))"
)


class NurseryProcess(Protocol):
    """A process that serves as a nursery at the other end of a connection."""

    def give(self, control: socket.socket, orders: Orders) -> None:
        """Give it its *orders*."""
        ...

    def end(self) -> None:
        """Kill it, and wait until it is gone."""
        ...


Begin = Callable[[Orders, socket.socket], NurseryProcess]
"""Begins a process that is a nursery at this end of a connection; an OSError means that there can be none."""


@dataclass(frozen=True, slots=True)
class _Spawned:
    process: subprocess.Popen[bytes]

    def give(self, control: socket.socket, orders: Orders) -> None:
        send(control, orders)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


def spawned(_orders: Orders, theirs: socket.socket) -> NurseryProcess:
    """Begin a nursery as a program of its own."""
    handle = str(theirs.fileno())
    process = subprocess.Popen(  # noqa: S603 our own interpreter with our own code
        [sys.executable, "-c", _CODE, handle, json.dumps(sys.path)],
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    return _Spawned(process)


@dataclass(frozen=True, slots=True)
class _Forked:
    pid: int

    def give(self, control: socket.socket, orders: Orders) -> None:
        """Do nothing: a fork has them."""

    def end(self) -> None:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)


def forked(orders: Orders, theirs: socket.socket) -> NurseryProcess:
    """Begin a nursery as a fork of this process, whose other threads, if any, are to hold no lock of ours."""
    pid = os.fork()
    if pid == 0:
        _be_a_nursery(orders, theirs)
    return _Forked(pid)


def _be_a_nursery(orders: Orders, theirs: socket.socket) -> NoReturn:
    try:
        # What is no longer ours must not be finalised here: its handles have other owners by then.
        gc.freeze()
        _let_go_of_all_but(theirs.fileno())
        serve(theirs, orders)
    finally:
        os._exit(0)


def _let_go_of_all_but(handle: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):  # not 2: what a crash writes to standard error is to be seen
        os.dup2(nothing, number)
    most = min(os.sysconf("SC_OPEN_MAX"), _MOST_HANDLES)
    os.closerange(3, handle)
    os.closerange(handle + 1, most)
