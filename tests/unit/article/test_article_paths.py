"""A path shown: nothing in it acts, and it can be read back."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article.paths import display_path, raw_path
from monitor.cli import shared

ACTING = {
    "csi": "\x9b31m",
    "osc": "\x9d8;;http://a.example\x9c",
    "next line": "\x85",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "override": "\u202egpj",
    "isolate": "\u2066",
    "zero width": "\u200b",
    "soft hyphen": "\xad",
    "byte order mark": "\ufeff",
    "tag": "\U000e0041",
    "escape": "\x1b[2J",
    "delete": "\x7f",
}


@pytest.mark.parametrize("acting", ACTING.values(), ids=ACTING.keys())
def test_nothing_in_a_shown_path_acts(acting):
    shown = display_path(f"in/a{acting}b.txt")
    assert shown.isprintable()
    assert shown.startswith("in/a\\")
    assert raw_path(shown) == f"in/a{acting}b.txt"


@pytest.mark.parametrize("name", ["Зеленский.txt", "会談　東京.txt", "a\xa0b.txt", "café.txt", "😀.txt"])
def test_what_is_seen_is_shown_as_it_is(name):
    assert display_path(name) == name


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_a_shown_path_is_read_back(path):
    path = path.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")
    assert raw_path(display_path(path)) == path
    assert len(display_path(path).splitlines()) <= 1


@pytest.mark.parametrize("acting", ACTING.values(), ids=ACTING.keys())
def test_a_line_of_json_is_one_line_that_acts_on_nothing(acting, monkeypatch):
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr("sys.stdout", out)
    shared.print_jsonl([{"title": f"Зеленский {acting} 😀"}])
    out.flush()
    written = out.buffer.getvalue().decode()
    assert written.removesuffix("\n").isprintable()
    assert json.loads(written) == {"title": f"Зеленский {acting} 😀"}
