"""What CONTRIBUTING.md shows is run as it stands there, and what it names is there."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from monitor.article import parse
from monitor.article.model import Article
from monitor.notify.model import NotificationKind
from monitor.notify.outcome import Retry, Sent
from monitor.notify.samples import sample

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHANNEL, FORMAT = re.findall(r"^```python\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


def run(code):
    names = {"__name__": "contributed"}
    exec(compile(code, "CONTRIBUTING.md", "exec", dont_inherit=True), names)
    return SimpleNamespace(**names)


async def test_the_channel_tells_what_it_sent_and_what_it_could_not(tmp_path):
    channel = run(CHANNEL).SpoolChannel("spool", tmp_path / "spool.txt")
    assert await channel.send(sample(NotificationKind.FIRST)) == Sent()
    assert (tmp_path / "spool.txt").read_text() == "high Ruritania: a call is denied [9a8b7c6d5e4f3a2b]\n"
    channel.file = tmp_path
    assert isinstance(await channel.send(sample(NotificationKind.FIRST)), Retry)


def test_the_format_is_read_like_any_other(monkeypatch):
    made = run(FORMAT)
    monkeypatch.setitem(parse._BY_SUFFIX, made.SUFFIXES[0], made)
    text = "CALL-DENIED-2\n\nPalace denies call\n\nThe palace denied on Monday that anybody had called the king.\n"
    article = Article.from_bytes(text.encode(), path="a.slug")
    assert article.title == "Palace denies call"
    assert article.text == text
    assert not [block for block in article.blocks if "CALL-DENIED-2" in block.text]


def test_every_file_that_it_names_is_there():
    named = set(re.findall(r"`((?:monitor|tests|docs)/[\w./]+)`|\]\(([\w./-]+)\)", TEXT))
    paths = {one or other for one, other in named}
    assert len(paths) > 20
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(
    "hook", yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
)
def test_a_hook_runs_what_the_gate_runs(hook):
    gate = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert hook["language"] == "system"
    assert hook["entry"].replace(".venv/bin", "$(BIN)") in gate
