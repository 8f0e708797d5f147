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


@dataclass(frozen=True)
class Posted:
    """A message that Slack took: its channel and timestamp, and the thread it stands in."""

    channel: str
    stamp: str
    thread: str | None
    payload: dict[str, Any]


class SlackApi(Endpoint):
    """Enough of Slack to refuse what Slack refuses: unknown tokens, channels, threads and hooks, and its limits.

    `trouble` are answers given, in turn, before anything is looked at: 429, 5xx, `hang`. What is taken is kept
    in `posts`.
    """

    TOKEN = "xoxb-1234-1234-TOPSECRET"
    HOOK = "/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7"

    def __init__(self, *channels: str, trouble: Iterable[Answer] = ()) -> None:
        super().__init__([Answer()])
        self.channels = channels or ("#desk", "C0123ABCD")
        self.trouble = list(trouble)
        self.posts: list[Posted] = []

    def bot(self, channel: str = "#desk") -> str:
        """Return the url of a channel told by a bot."""
        return f"slack://{self.TOKEN}/{channel}?api_base=http://127.0.0.1:{self.port}"

    def webhook(self) -> str:
        """Return the url of a channel told by an incoming webhook."""
        return f"slack:/{self.HOOK.removeprefix('/services')}/?api_base=http://127.0.0.1:{self.port}"

    def forget(self, stamp: str) -> None:
        """Delete a message."""
        self.posts = [one for one in self.posts if one.stamp != stamp]

    def take(self, request: Request) -> Answer:
        with self._lock:
            self.requests.append(request)
            if self.trouble:
                return self.trouble.pop(0)
            if request.path == "/api/chat.postMessage":
                return self._post(request)
            return self._hook(request)

    def _hook(self, request: Request) -> Answer:
        if request.path != self.HOOK:
            return Answer(404, b"no_service")
        if strict_faults(request.json):
            return Answer(400, b"invalid_blocks")
        self.posts.append(Posted("hook", self._stamp(), None, request.json))
        return Answer(200, b"ok")

    def _post(self, request: Request) -> Answer:
        error = self._refusal(request)
        if error:
            return Answer(200, json.dumps({"ok": False, "error": error}).encode())
        payload = request.json
        post = Posted(payload["channel"], self._stamp(), payload.get("thread_ts"), payload)
        self.posts.append(post)
        return Answer(200, json.dumps({"ok": True, "channel": post.channel, "ts": post.stamp}).encode())

    def _refusal(self, request: Request) -> str | None:
        payload = request.json
        if request.headers.get("Authorization") != f"Bearer {self.TOKEN}":
            return "invalid_auth"
        if payload.get("channel") not in self.channels:
            return "channel_not_found"
        known = {one.stamp for one in self.posts if one.channel == payload["channel"]}
        if "thread_ts" in payload and payload["thread_ts"] not in known:
            return "thread_not_found"
        return strict_faults(payload)

    def _stamp(self) -> str:
        return f"1573694689.{len(self.requests):06d}"


def strict_faults(payload: dict[str, Any]) -> str | None:
    """Return Slack's word for what is wrong with a message, found apart from the product's own check."""
    blocks = payload.get("blocks", [])
    attached = [block for one in payload.get("attachments", []) for block in one.get("blocks", [])]
    if not payload.get("text") and not blocks:
        return "no_text"
    if len(payload.get("text", "")) > 4000:
        return "msg_too_long"
    if len(blocks) > 50 or len(attached) > 50 or not all(map(_fits, [*blocks, *attached])):
        return "invalid_blocks"
    whole = sum(len(text) for text in _texts([*blocks, *attached]))
    return "msg_blocks_too_long" if whole > 11_000 else None


def _fits(block: dict[str, Any]) -> bool:
    limit = {"header": 150, "section": 3000, "context": 3000, "rich_text": 3000}.get(block["type"])
    texts = list(_texts(block))
    if limit is None or not texts or not all(0 < len(text) <= limit for text in texts):
        return False
    if block["type"] == "header" and block["text"]["type"] != "plain_text":
        return False
    return block["type"] != "context" or len(block["elements"]) <= 10


def _texts(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        if isinstance(tree.get("text"), str):
            yield tree["text"]
        for value in tree.values():
            yield from _texts(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _texts(value)


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


def wait_until(holds: Any, seconds: float = 120.0) -> None:
    """Return once *holds* is true; fail after *seconds*."""
    deadline = SystemClock().monotonic() + seconds
    tick = threading.Event()
    while not holds():
        assert SystemClock().monotonic() < deadline, "it never came about"
        tick.wait(0.01)
