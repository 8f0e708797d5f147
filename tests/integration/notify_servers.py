"""Real servers on loopback that answer as scripted: HTTP (and so Slack's), and SMTP."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from monitor.clock import SystemClock
from monitor.notify.model import Notification, NotificationKind, Quote

NOW = datetime(2026, 11, 22, 1, 5, tzinfo=UTC)


def notification(number: int = 1, text: str = "The Kremlin denied it on Monday.") -> Notification:
    return Notification(
        id=f"{number:016x}",
        alert_id="1f2e3d4c5b6a7988",
        kind=NotificationKind.FIRST,
        rule="official-denial",
        severity="high",
        tags=("diplomacy",),
        title="Denial by the Kremlin",
        headline="Kremlin denies a call",
        quotes=(Quote(text=text, marks=((12, 18),), field="text", start=0),),
        publisher="AFP",
        author=None,
        published=datetime(2024, 10, 9, tzinfo=UTC),
        received_at=NOW,
        path="seeds/004.txt",
        url="https://www.example.org/a",
    )


@dataclass(frozen=True)
class Answer:
    """What the server does with one request. `drip` sends that many bytes, one each `drip_every` seconds."""

    status: int = 200
    body: bytes = b"ok"
    headers: dict[str, str] = field(default_factory=dict)
    hang: bool = False
    close: bool = False
    drip: int = 0
    drip_every: float = 0.05


@dataclass(frozen=True)
class Request:
    """One request as it came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Endpoint:
    """An HTTP server that gives its answers in turn, the last one for ever, and keeps every request."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self.answers = list(answers)
        self.requests: list[Request] = []
        self.released = threading.Event()
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._speaker())
        self._server.daemon_threads = True
        self.port: int = self._server.server_port

    def url(self, scheme: str = "json", path: str = "/hook/TOPSECRET") -> str:
        return f"{scheme}://127.0.0.1:{self.port}{path}"

    def __enter__(self) -> Self:
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def take(self, request: Request) -> Answer:
        with self._lock:
            self.requests.append(request)
            return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def _speaker(self) -> type[BaseHTTPRequestHandler]:
        endpoint = self

        class Speaker(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                answer = endpoint.take(Request(self.command, self.path, dict(self.headers), body))
                self.close_connection = True
                try:
                    speak(self, answer, endpoint.released)
                except OSError:
                    # The client hung up first, as it may.
                    return

            do_GET = do_POST  # noqa: N815 - the name is http.server's

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """Nothing is printed into the test's output."""

        return Speaker


def speak(out: BaseHTTPRequestHandler, answer: Answer, released: threading.Event) -> None:
    if answer.hang:
        released.wait(30)
    if answer.close or answer.hang:
        out.connection.shutdown(socket.SHUT_RDWR)
        return
    out.send_response_only(answer.status)
    for name, value in answer.headers.items():
        out.send_header(name, value)
    body = answer.body or b"x"
    out.send_header("Content-Length", str(answer.drip or len(answer.body)))
    out.end_headers()
    if not answer.drip:
        out.wfile.write(answer.body)
    for _ in range(answer.drip):
        out.wfile.write(body[:1])
        out.wfile.flush()
        if released.wait(answer.drip_every):
            return


class Postbox:
    """An SMTP server whose replies to each step may be scripted ("" for the usual one)."""

    def __init__(self, *, rcpt: str = "", data: str = "", hang_on_data: bool = False) -> None:
        self.rcpt = rcpt
        self.data = data
        self.hang_on_data = hang_on_data
        self.mails: list[bytes] = []
        self.recipients: list[str] = []

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.rcpt:
            return self.rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.recipients += envelope.rcpt_tos
        self.mails.append(bytes(envelope.content or b""))
        if self.hang_on_data:
            # The message is in, the answer never comes: the connection just ends.
            server.transport.abort()
        return self.data or "250 taken"


@contextmanager
def smtp_server(postbox: Postbox, **options: Any) -> Iterator[int]:
    """Run an SMTP server on a free port of loopback, which is yielded."""
    port = free_port()
    controller = Controller(postbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(holds: Any, seconds: float = 10.0) -> None:
    """Return once *holds* is true; fail after *seconds*."""
    deadline = SystemClock().monotonic() + seconds
    tick = threading.Event()
    while not holds():
        assert SystemClock().monotonic() < deadline, "it never came about"
        tick.wait(0.01)
