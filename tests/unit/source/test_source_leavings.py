"""The names that programs leave: every row passes over what it is there for, and nothing that only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.source.leavings import LEAVINGS, LeavingKind
from monitor.source.names import NameFilter

# By glob: what is passed over, and what stands beside it and is not.
SAMPLES = {
    ".*": (
        ".recycle|.@__thumb|.DS_Store|._a.txt|.Spotlight-V100|.Trashes|.fseventsd|.~lock.a.odt#|.a.txt.Xy12Za|.syncthing.a.txt.tmp|.stversions|.dropbox.cache|.nfs0012|.snapshot|.#a.txt",
        "a.recycle",
    ),
    "#recycle": ("#recycle|#Recycle", "#recycled"),
    "@eaDir": ("@eaDir|@eadir", "@eaDirs"),
    "@tmp": ("@tmp", "@tmp2"),
    "#snapshot": ("#snapshot", "#snapshots"),
    "@sharebin": ("@sharebin", "sharebin"),
    "@SynologyCloudSync": ("@SynologyCloudSync", "SynologyCloudSync"),
    "@Recycle": ("@Recycle|@recycle", "Recycle"),
    "@Recently-Snapshot": ("@Recently-Snapshot", "Recently-Snapshot"),
    "~snapshot": ("~snapshot", "snapshot"),
    "$RECYCLE.BIN": ("$RECYCLE.BIN|$Recycle.Bin", "RECYCLE.BIN"),
    "System Volume Information": ("System Volume Information", "System Volume Informations"),
    "Network Trash Folder": ("Network Trash Folder", "Network Trash"),
    "Temporary Items": ("Temporary Items", "Temporary Item"),
    "lost+found": ("lost+found|LOST+FOUND", "lost+found+kept"),
    "Thumbs.db": ("Thumbs.db|thumbs.DB", "Thumbs.db.txt"),
    "ehthumbs*.db": ("ehthumbs.db|ehthumbs_vista.db", "ehthumbs.txt"),
    "desktop.ini": ("desktop.ini|Desktop.ini", "desktop.ini.md"),
    "Icon\r": ("Icon\r", "Icon"),
    "~$*": ("~$ticle.docx|~$A.TXT", "a~$b.txt"),
    "*~": ("a.txt~", "a~b.txt"),
    "#*#": ("#a.txt#", "#a.txt"),
    "*.swp": ("a.txt.SWP", "swp.txt"),
    "*.swo": ("a.txt.swo", "aswo"),
    "*.swx": ("a.txt.swx", "aswx"),
    "*.tmp": ("a.tmp|~WRL0001.TMP|~syncthing~a.txt.tmp", "a.tmp.txt"),
    "*.temp": ("a.TEMP", "temp.txt"),
    "*.part": ("a.txt.part|a.PART", "a part.txt"),
    "*.partial": ("a.txt.partial", "partial"),
    "*.filepart": ("a.txt.filepart", "filepart.txt"),
    "*.crdownload": ("Unconfirmed 12345.crdownload|A.CRDOWNLOAD", "crdownload.md"),
    "*.opdownload": ("a.opdownload", "opdownload.txt"),
    "*.download": ("a.download", "download.txt"),
    "*.aria2": ("a.txt.aria2", "aria2.txt"),
    "*.lftp-pget-status": ("a.txt.lftp-pget-status", "lftp-pget-status.txt"),
    "*.lftp": ("a.txt.lftp", "lftp.txt"),
    "*.!sync": ("a.txt.!sync|a.!Sync", "a.sync.txt"),
    "*.!ut": ("a.!ut", "ut!"),
    "*.!qB": ("a.!qB", "qB!"),
}


def accepts(name: str, kind: LeavingKind) -> bool:
    names = NameFilter()
    return names.accepts_folder(name, name) if kind is LeavingKind.FOLDER else names.accepts(name, name)


def kinds(kind: LeavingKind) -> list[LeavingKind]:
    return [LeavingKind.FILE, LeavingKind.FOLDER] if kind is LeavingKind.EITHER else [kind]


def test_every_row_has_a_sample() -> None:
    assert list(SAMPLES) == [row.glob for row in LEAVINGS]
    assert all(row.left_by and row.source for row in LEAVINGS)


@pytest.mark.parametrize("row", LEAVINGS, ids=lambda row: row.glob)
def test_what_a_row_is_there_for_is_passed_over_in_any_case_and_its_neighbour_is_not(row) -> None:
    left, near = SAMPLES[row.glob]
    for kind in kinds(row.kind):
        for name in left.split("|"):
            assert not accepts(name, kind), name
            assert not accepts(name.upper(), kind), name
            assert not accepts(name.lower(), kind), name
        assert accepts(near, kind), near


@pytest.mark.parametrize(
    "row", [row for row in LEAVINGS if row.kind is LeavingKind.FOLDER], ids=lambda row: row.glob
)
def test_a_file_of_a_folders_name_may_be_an_article(row) -> None:
    assert accepts(f"{row.glob}.txt", LeavingKind.FILE)
    assert accepts(row.glob, LeavingKind.FILE) or row.glob[-1] in "~#"


@pytest.mark.parametrize(
    "row", [row for row in LEAVINGS if row.kind is not LeavingKind.FILE], ids=lambda row: row.glob
)
def test_nothing_below_a_folder_that_is_passed_over_is_accepted(row) -> None:
    folder = SAMPLES[row.glob][0].split("|")[0]
    assert not NameFilter().accepts_path(f"wire/{folder}/a.txt")
    assert not NameFilter().accepts_folders(f"wire/{folder}/b")


@pytest.mark.parametrize(
    "name",
    [
        "U.S. envoy meets Zelensky",
        "4913",
        "Temporary items",
        "note.sync-conflict-20261201-101010-ABCDEFG.txt",
        "note (conflicted copy 2026-12-01).txt",
        "note.bak",
        "note.orig",
        "@handle says no",
        "$100m for Kyiv",
        "#MeToo",
    ],
)
def test_what_may_be_the_only_copy_of_an_article_is_kept(name: str) -> None:
    assert accepts(name, LeavingKind.FILE)


@given(st.text(st.characters(codec="utf-8", exclude_characters="/\0~#"), min_size=1))
def test_a_name_with_an_article_suffix_that_is_not_hidden_is_always_kept(stem: str) -> None:
    name = f"a{stem}.txt"
    assert accepts(name, LeavingKind.FILE)
    assert accepts(name.upper(), LeavingKind.FILE)


def test_the_documentation_names_every_row() -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / "config.md").read_text(encoding="utf-8")
    section = text.split("### Names that are passed over")[1].split("\n## ")[0]
    named = {row.glob for row in LEAVINGS if f"`{row.glob}`" in section}
    assert {row.glob for row in LEAVINGS} - named == {".*", "Icon\r"}
