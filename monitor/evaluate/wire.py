"""The protocol between the two processes: length-prefixed pickles over a socket pair.

Both ends are this program, of one version, on one machine; nothing here is ever kept or comes from
elsewhere.
"""

from __future__ import annotations

import pickle
import socket
import struct
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from monitor.article.model import Article
from monitor.evaluate.model import Evaluated
from monitor.rule.model import Match, Rule

_HEAD = struct.Struct("!I")
_OF_MATCH = tuple(one.name for one in fields(Match) if one.name not in {"rule", "article", "gathered"})
Carried = tuple[int, dict[str, Any]]


def send(to: socket.socket, value: Any) -> None:
    """Send *value* whole; an OSError means that nobody is left to take it."""
    body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    if len(body) < 65536:
        to.sendall(_HEAD.pack(len(body)) + body)
    else:
        to.sendall(_HEAD.pack(len(body)))
        to.sendall(body)


def receive(source: socket.socket) -> Any:
    """Return the next value.

    Raises:
        EOFError: the other end is gone.
        TimeoutError: nothing came within the socket's timeout.
    """
    size = _HEAD.unpack(_exactly(source, _HEAD.size))[0]
    return pickle.loads(_exactly(source, size))  # noqa: S301 written by a process of ours


def send_socket(to: socket.socket, value: Any, handed: socket.socket) -> None:
    """Send *value* and with it one end of a connection."""
    socket.send_fds(to, [b"+"], [handed.fileno()])
    send(to, value)


def receive_socket(source: socket.socket) -> tuple[Any, socket.socket]:
    """Return the next value and the end of a connection that came with it.

    Raises:
        EOFError: the other end is gone.
    """
    mark, handed, _, _ = socket.recv_fds(source, 1, 1)
    if not mark or not handed:
        raise EOFError
    return receive(source), socket.socket(fileno=handed[0])


def _exactly(source: socket.socket, size: int) -> bytearray:
    found = bytearray(size)
    view, at = memoryview(found), 0
    while at < size:
        try:
            got = source.recv_into(view[at:])
        except ConnectionError as error:
            raise EOFError from error
        if got == 0:
            raise EOFError
        at += got
    return found


def carried(match: Match, numbers: Mapping[str, int]) -> Carried:
    """Return *match* as it travels: its rule by the number in *numbers*, its article apart."""
    return numbers[match.rule.id], {name: getattr(match, name) for name in _OF_MATCH}


def arrived(parts: Carried, article: Article, rules: Sequence[Rule]) -> Match:
    """Return the match of *article* that was carried, with its rule out of *rules*."""
    number, values = parts
    return Match(rule=rules[number], article=article, **values)


def packed(evaluated: Evaluated, numbers: dict[str, int]) -> tuple[Any, ...]:
    """Return *evaluated* as it travels: rules by their number, for the other end has them too."""
    found = tuple(carried(one, numbers) for one in evaluated.matches)
    return evaluated.article, found, evaluated.fingerprint, evaluated.sketch, evaluated.notice


def unpacked(parts: tuple[Any, ...], rules: Sequence[Rule]) -> Evaluated:
    """Return what was packed, with *rules* to stand where their numbers do."""
    article, found, fingerprint, sketch, notice = parts
    matches = tuple(arrived(one, article, rules) for one in found)
    return Evaluated(article, matches, fingerprint, sketch, notice)
