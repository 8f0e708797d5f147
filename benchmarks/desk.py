"""What the measurements share: a working folder, a daemon, and a real endpoint that counts messages."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = [
    ROOT / "seeds" / name
    for name in (
        "000_d76bff6df736c739.txt",
        "001_506b5eabb4f6d567.txt",
        "002_ef67a42decea7b7e.txt",
        "003_74418579341b74a1.txt",
        "004_30f5b1042b33da71.txt",
    )
]
_DELIVERY = re.compile(r"delivery ([0-9a-f]{16})")


class Endpoint:
    """An HTTP server on loopback that notes when each message came, and its delivery's id."""

    def __init__(self) -> None:
        self.arrived: list[tuple[float, str, str]] = []
        self.titles: list[str] = []
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                at = time.perf_counter()
                told = json.loads(body)
                message = told["message"]
                endpoint.titles.append(told["title"])
                found = _DELIVERY.search(message)
                endpoint.arrived.append((at, found[1] if found else "", message))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def set_up(folder: Path, port: int, *, rules: Path | None = None) -> Path:
    """Make a working folder with the default pack that tells the endpoint at *port*."""
    (folder / "inbox").mkdir(parents=True)
    shutil.copytree(rules or ROOT / "rules", folder / "rules")
    (folder / "seeds").mkdir()
    for seed in SEEDS:
        shutil.copy(seed, folder / "seeds")
    (folder / "config.toml").write_text(
        f"""
[monitor]
rules = ["rules"]
store = "sqlite:///var/monitor.db"
[[sources]]
type = "folder"
path = "inbox"
[channels.endpoint]
url = "json://127.0.0.1:{port}/"
"""
    )
    return folder / "config.toml"


@contextmanager
def daemon(config: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the daemon until the block ends."""
    with (config.parent / "log").open("ab") as log:
        process = start(config, log)
        try:
            before = log.tell()
            wait_for(lambda: "watching" in (config.parent / "log").read_text()[before:], 120)
            yield process
        finally:
            process.terminate()
            process.wait(120)


def start(config: Path, log: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "monitor", "run", "--config", str(config)]
    return subprocess.Popen(command, stdout=log, stderr=log, cwd=config.parent)  # type: ignore[call-overload]


def status(config: Path) -> dict:
    command = [sys.executable, "-m", "monitor", "status", "--config", str(config), "--format", "jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=config.parent, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else {}


def wait_for(condition, seconds: float) -> bool:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def memory_mb(pid: int) -> float:
    """Return the peak resident memory of a process."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def resident_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100
