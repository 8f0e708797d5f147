from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article import Article, Role, display_path, suffix_of
from monitor.article.parse import KNOWN_SUFFIXES, MAX_BYTES
from monitor.errors import ArticleError

NOW = datetime(2024, 10, 9, 12, tzinfo=UTC)


def test_the_digest_is_of_the_bytes():
    content = "Talks\n\nThey spoke.".encode("utf-16")
    assert Article.from_bytes(content).digest == blake2b(content, digest_size=16).hexdigest()


def test_a_file_is_read_with_its_path_and_time(tmp_path):
    path = tmp_path / "a.TXT"
    path.write_bytes(b"Talks\n\nThey spoke on Monday.")
    article = Article.from_path(path, received_at=NOW)
    assert (article.title, article.path, article.received_at) == ("Talks", str(path), NOW)
    assert article.format == "text"


def test_a_file_without_a_suffix_is_text(tmp_path):
    path = tmp_path / "wire"
    path.write_bytes(b"Talks\n\nThey spoke on Monday.")
    assert Article.from_path(path).format == "text"


def test_a_name_that_is_not_utf8_is_read(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_bytes(b"Talks\n\nThey spoke on Monday.")
    article = Article.from_path(os.fsdecode(path))
    assert display_path(article.path).endswith("/caf\\xe9.txt")


@pytest.mark.parametrize(
    "name",
    [
        "U.S. envoy meets Zelensky",
        "Mr. Smith speaks",
        "2026.11.30 wanda",
        "2026.11.30",
        "v1.2 report",
        "trailing dot.",
        "Talks in the U.S",
        "visit to the U.K",
        "wire.20261130",
        "report.txt ",
        "ends in three...",
        ".hidden",
        "Zelensky on Trump.s-offer",
    ],
)
def test_a_headline_for_a_name_has_no_suffix_and_is_text(tmp_path, name):
    assert suffix_of(f"/in.box/{name}") == ""
    (tmp_path / name).write_bytes(b"Talks\n\nThey spoke on Monday.")
    assert Article.from_path(tmp_path / name).format == "text"


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.TXT", ".txt"), ("U.S. talks.md", ".md"), ("a.b.7z", ".7z"), ("a.mp3", ".mp3"), ("x.c", ".c")],
)
def test_what_is_short_and_has_a_letter_is_a_suffix(name, suffix):
    assert suffix_of(f"/in box/{name}") == suffix


def test_a_named_pipe_a_folder_and_a_device_are_refused_by_name(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "sock"))
        for name, kind in (("pipe", "a named pipe"), ("sock", "a socket")):
            with pytest.raises(ArticleError, match=f"{kind}, not a file"):
                Article.from_path(tmp_path / name)
    with pytest.raises(ArticleError, match="a device, not a file"):
        Article.from_path("/dev/null")


def test_an_unknown_suffix_is_refused_with_the_known_ones():
    with pytest.raises(
        ArticleError, match=r"format not known: \.xyz; known: \.markdown, \.md, \.text, \.txt"
    ):
        Article.from_bytes(b"text", path="a.xyz")
    assert ".md" in KNOWN_SUFFIXES


def test_too_long_a_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(ArticleError, match=r"too long: 5,000,001 bytes"):
        Article.from_path(path)


def test_a_missing_file_and_a_folder_are_article_errors(tmp_path):
    with pytest.raises(ArticleError, match=r"cannot be read: No such file"):
        Article.from_path(tmp_path / "gone.txt")
    with pytest.raises(ArticleError, match=r"a folder, not a file"):
        Article.from_path(tmp_path)


def test_dates_without_a_zone_are_in_the_given_one():
    article = Article.from_bytes(
        b"Talks\n\n9 October 2024\n\nThey spoke on Monday.", timezone=ZoneInfo("Europe/Kyiv")
    )
    assert article.published.isoformat() == "2024-10-09T00:00:00+03:00"


def test_an_article_from_parts_keeps_what_it_is_given():
    article = Article.from_text(
        title="Talks",
        text="They spoke on Monday.\n\nThe aide denied it.",
        publisher="Example",
        published=NOW,
        language="en",
    )
    assert (article.publisher, article.published, article.language) == ("Example", NOW, "en")
    assert [block.role for block in article.blocks] == [Role.HEADLINE, Role.BODY, Role.BODY]
    assert (
        article.digest
        == blake2b(b"Talks\n\nThey spoke on Monday.\n\nThe aide denied it.", digest_size=16).hexdigest()
    )


def test_a_text_given_apart_has_no_headline_of_its_own():
    article = Article.from_text(title="Talks held", text="A short line\n\nThey spoke on Monday.")
    assert article.title == "Talks held"
    assert [block.role for block in article.blocks].count(Role.HEADLINE) == 1
    assert "".join(block.text for block in article.evidence_blocks if block.field == "text").startswith(
        "A short line"
    )


def test_the_title_said_again_at_the_top_of_the_text_is_evidence_once():
    article = Article.from_text(
        title="Talks held in Vienna", text="Talks held in Vienna\n\nThey spoke on Monday."
    )
    assert [block.text for block in article.evidence_blocks] == [
        "Talks held in Vienna",
        "They spoke on Monday.",
    ]


def test_a_title_alone_is_an_article():
    article = Article.from_text(title="Talks held")
    assert [block.role for block in article.evidence_blocks] == [Role.HEADLINE]


MARKDOWN = b"""---
title: "Leaders speak: a call"
date: 2024-10-09T10:15:00Z
author: Jane Doe
publisher: Example Times
lang: en-GB
url: https://example.org/talks
---

# Leaders speak: a call

The **Kremlin** denied it on Monday.

## What was said

- Nothing, said the aide.
"""


def test_markdown_front_matter_tells_of_the_article():
    article = Article.from_bytes(MARKDOWN, path="a.md")
    assert article.title == "Leaders speak: a call"
    assert (article.author, article.publisher, article.language) == ("Jane Doe", "Example Times", "en")
    assert article.published.isoformat() == "2024-10-09T10:15:00+00:00"
    assert article.dates[0].found_in == "metadata"
    assert article.url == "https://example.org/talks"
    assert article.format == "markdown"


def test_markdown_headings_are_headline_and_subheadings():
    article = Article.from_bytes(MARKDOWN.split(b"---\n", 2)[2], path="a.markdown")
    assert article.title == "Leaders speak: a call"
    assert [block.text for block in article.blocks if block.role is Role.SUBHEADING] == ["What was said"]


@given(st.text(max_size=600))
def test_any_text_gives_blocks_that_are_slices_in_order(text):
    try:
        article = Article.from_bytes(text.encode("utf-8", "surrogatepass"), path="a.md")
    except ArticleError:
        return
    at = 0
    for block in article.blocks:
        if block.field == "title":
            assert article.title[block.start : block.end] == block.text
            continue
        assert at <= block.start < block.end
        assert article.text[block.start : block.end] == block.text
        assert all(block.start <= start < end <= block.end for start, end in block.hidden)
        at = block.end


def test_the_package_is_light_to_import():
    heavy = "'charset_normalizer', 'hypothesis', 'yaml', 'pydantic', 'asyncio', 'socket'"
    code = f"import sys, monitor.article.parse; print([name for name in ({heavy}) if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_two_paths_are_never_shown_alike(one, other):
    shown = (
        display_path(one.decode("utf-8", "surrogateescape")),
        display_path(other.decode("utf-8", "surrogateescape")),
    )
    assert (one == other) == (shown[0] == shown[1])
    shown[0].encode()
