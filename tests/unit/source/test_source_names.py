"""Which names can be articles."""

from __future__ import annotations

import pytest

from monitor.source.names import NameFilter


@pytest.mark.parametrize(
    "name", ["a.txt", "a.md", "no extension", "a.tmp.txt", "caf\udce9.txt", "two\nlines"]
)
def test_an_ordinary_name_is_accepted(name: str) -> None:
    assert NameFilter().accepts_path(f"folder/{name}")


@pytest.mark.parametrize(
    "name",
    [
        ".hidden",
        "a.tmp",
        "a.part",
        "a.partial",
        "a.crdownload",
        ".a.swp",
        "a.swx",
        "a.txt~",
        "#a.txt#",
        ".~lock.a.odt#",
        "a.filepart",
        ".a.txt.Xy12Za",
        "two\nlines.tmp",
    ],
)
def test_a_hidden_or_temporary_name_is_not(name: str) -> None:
    assert not NameFilter().accepts_path(f"folder/{name}")


def test_a_file_below_a_hidden_folder_is_not_accepted() -> None:
    assert not NameFilter().accepts_path(".git/objects/a.txt")
    assert not NameFilter().accepts_path("a/.cache/b/a.txt")


def test_a_glob_without_a_slash_is_held_against_every_name_on_the_way() -> None:
    names = NameFilter(["*.log", "drafts/"])
    assert not names.accepts_path("a/b.log")
    assert not names.accepts_path("a/drafts/b.txt")
    assert names.accepts_path("a/drafts.txt")


def test_a_glob_with_a_slash_is_held_against_the_path() -> None:
    names = NameFilter(["/old/*.txt", "**/spam/*"])
    assert not names.accepts_path("old/a.txt")
    assert names.accepts_path("new/old/a.txt")
    assert not names.accepts_path("spam/a.txt")
    assert not names.accepts_path("a/spam/b.txt")


def test_the_root_itself_is_no_article() -> None:
    assert not NameFilter().accepts_path("")
