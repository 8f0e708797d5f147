"""Servers on loopback that say what they should not: without end, byte by byte, or nothing that can be read."""

from __future__ import annotations

import itertools
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Says = Callable[[], Iterable[bytes]]


@dataclass
class Rude:
    """A server that has something to say. `said`: how many bytes of it left; `gone`: a caller hung up; `over`: it is to be quiet."""

    port: int
    said: int = 0
    heard: bytearray = field(default_factory=bytearray)
    gone: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def rude_server(says: Says, *, listens: bool = True) -> Iterator[Rude]:
    """Run a server that reads the request first where it *listens*, then says each piece of *says* as it comes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        rude = Rude(listener.getsockname()[1])
        threading.Thread(target=_serve, args=(listener, rude, says, listens), daemon=True).start()
        try:
            yield rude
        finally:
            rude.over.set()
            listener.close()


def _serve(listener: socket.socket, rude: Rude, says: Says, listens: bool) -> None:
    while True:
        try:
            caller, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_speak, args=(caller, rude, says, listens), daemon=True).start()


def _speak(caller: socket.socket, rude: Rude, says: Says, listens: bool) -> None:
    with caller:
        try:
            if listens:
                while b"\r\n\r\n" not in rude.heard:
                    rude.heard += caller.recv(65_536)
            for piece in itertools.takewhile(lambda _: not rude.over.is_set(), says()):
                caller.sendall(piece)
                rude.said += len(piece)
            # A polite end: what was said is not lost to a reset.
            caller.shutdown(socket.SHUT_WR)
            while caller.recv(65_536):
                pass
        except OSError:
            rude.gone.set()
            return


def again(piece: bytes, first: bytes = b"") -> Says:
    """Say *first* and then *piece* for ever."""
    return lambda: itertools.chain([first], itertools.repeat(piece))


def drip(piece: bytes, first: bytes = b"", every: float = 0.02) -> Says:
    """Say *first* and then *piece* for ever, a byte at a time."""

    def slowly() -> Iterator[bytes]:
        yield first
        wait = threading.Event()
        for byte in itertools.cycle(piece):
            wait.wait(every)
            yield bytes([byte])

    return slowly


def once(*pieces: bytes) -> Says:
    """Say *pieces* and hang up."""
    return lambda: pieces
