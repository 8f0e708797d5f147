"""Write what a working desk leaves in its store, under the schema of today: `python tests/stored/make.py`.

Run once for each new schema, before it lands. It writes `NNNN.sql`, the database as SQL, and
`NNNN.jsonl`, what the listings say of it. Neither is ever written again: later monitors must open the one
and say the other. The desk is worked by its own commands, so that this needs nothing of the inside.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).parent
DESK = "/srv/desk"
"""The folder that the stored desk says it was in."""
LISTINGS = ("alerts list", "claims list", "deliveries list", "silence list", "status")

CONFIG = """
[monitor]
rules = ["rules.yaml"]
store = "sqlite:///monitor.db"

[[sources]]
type = "folder"
path = "in"

[channels.console]
url = "console://"
[channels.down]
url = "json://127.0.0.1:9/"

[[routes]]
when = { severity = ["low"] }
channels = ["console"]
digests = ["morning"]
[[routes]]
channels = ["console", "down"]

[digests.morning]
cron = "0 7 * * *"
channels = ["console"]
"""
RULES = """
rules:
  - id: contact
    severity: high
    tags: [diplomacy]
    when: {contact: {status: [happened, claimed, denied]}}
    new: {per: [participants, kind], for: 7d}
  - id: word
    severity: low
    when: ferry
  - id: many
    when: harbour
    count: {at_least: 2, within: 30d}
  - id: quiet
    when: {publisher: AP}
    absent: {for: 24h}
"""
ARTICLES = {
    "call.txt": """---
publisher: AP
date: 2026-03-01
---
Leaders speak

President Vladimir Putin called President Donald Trump on Sunday, the White House said. The harbour was calm.
""",
    "denial.txt": """---
publisher: Reuters
date: 2026-03-02
---
No such call

The Kremlin denied on Monday that Vladimir Putin had called Donald Trump.
""",
    "visit.txt": """---
publisher: AFP
date: 2026-03-03
---
A visit to Paris

Emmanuel Macron met Xi Jinping in Paris on Tuesday.
""",
    "again.txt": """---
publisher: dpa
date: 2026-05-09
---
Talks in Paris

Emmanuel Macron met Xi Jinping in Paris on Saturday.
""",
    "ferry.txt": """Ferry late

A ferry left the harbour an hour late in fog, and \u201cnobody\u201d minded \U0001f6a2.
""",
    "bad.pdf": "%PDF-1.7 nothing that can be read",
}


def main() -> None:
    from monitor.store.migrations import HEAD

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made).resolve()
        work(folder)
        with closing(sqlite3.connect(folder / "monitor.db")) as store:
            dump = "\n".join(store.iterdump()) + "\n"
        said = listings(folder)
    (HERE / f"{HEAD}.sql").write_text(dump.replace(str(folder), DESK), encoding="utf-8")
    (HERE / f"{HEAD}.jsonl").write_text(said.replace(str(folder), DESK), encoding="utf-8")


def work(folder: Path) -> None:
    """Take articles in, correct one, and do what analysts do."""
    (folder / "in").mkdir()
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "rules.yaml").write_text(RULES, encoding="utf-8")
    for name, text in ARTICLES.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    monitor(folder, "run --once")
    (folder / "in" / "call.txt").write_text(
        ARTICLES["call.txt"].replace("Sunday, the", "Saturday, the"), encoding="utf-8"
    )
    monitor(folder, "run --once")
    alert = listed(folder, "alerts list")[0]["id"]
    monitor(folder, f"alerts ack {alert} --by Ana")
    monitor(folder, "silence add --rule word --comment too-many --until 2999-01-01T00:00 --by Ana")
    visits = [one["id"] for one in listed(folder, "claims list") if "Xi Jinping" in one["participants"]]
    monitor(folder, f"claims merge {' '.join(visits)} --by Ana --comment one-visit")


def listings(folder: Path) -> str:
    """Return what each listing says, a line each."""
    said = {command: listed(folder, command) for command in LISTINGS}
    return "".join(json.dumps({command: rows}, ensure_ascii=False) + "\n" for command, rows in said.items())


def listed(folder: Path, command: str) -> list[dict]:
    return [json.loads(line) for line in monitor(folder, f"{command} --format jsonl").splitlines()]


def monitor(folder: Path, command: str) -> str:
    words = [sys.executable, "-m", "monitor", *command.split()]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    print(f"{command}: {done.returncode}", done.stderr, file=sys.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
