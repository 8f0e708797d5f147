"""Every way in which a file can come into a watched folder: taken in once, and whole."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
from pathlib import Path

import pytest
from source_harness import ARTICLE, PATIENCE, Desk, come_to_rest, eventually, make_source, pass_time, watching

CUT = "Leaders speak by phone\n\nThe two leaders spoke by pho"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "drop"
    folder.mkdir()
    return folder


def append(path: Path, text: str) -> None:
    with path.open("a") as file:
        file.write(text)


def test_a_copied_file_is_taken_in_once(root: Path, tmp_path: Path, desk: Desk) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    with watching(root, desk) as source:
        shutil.copy2(tmp_path / "a.txt", root / "a.txt")
        shutil.copy(tmp_path / "a.txt", root / "b.txt")
        come_to_rest(source)
    assert desk.paths == {str(root / "a.txt"): 1, str(root / "b.txt"): 1}


def test_a_file_moved_into_the_tree_is_taken_in_once(root: Path, tmp_path: Path, desk: Desk) -> None:
    (tmp_path / "a.txt").write_text(CUT)
    with watching(root, desk, settle=30.0) as source:
        (tmp_path / "a.txt").rename(
            root / "a.txt"
        )  # a rename promises completeness, whatever the text ends in
        eventually(lambda: desk.has(root / "a.txt"))
        come_to_rest(source)
    assert desk.paths == {str(root / "a.txt"): 1}


def test_a_file_written_under_a_temporary_name_is_taken_in_under_the_last_one(root: Path, desk: Desk) -> None:
    with watching(root, desk) as source:
        for name in ("a.txt.tmp", ".a.txt.Xy12Za", "a.txt.part"):
            (root / name).write_text(ARTICLE + name)
            (root / name).rename(root / "a.txt")
            eventually(
                lambda name=name: (ARTICLE + name).encode() in desk.contents.get(str(root / "a.txt"), [])
            )
        come_to_rest(source)
    assert desk.paths == {str(root / "a.txt"): 3}


def test_a_file_moved_within_the_tree_arrives_under_its_new_path(root: Path, desk: Desk) -> None:
    (root / "in").mkdir()
    (root / "in" / "a.txt").write_text(ARTICLE)
    with watching(root, desk) as source:
        eventually(lambda: desk.has(root / "in" / "a.txt"))
        (root / "in" / "a.txt").rename(root / "b.txt")
        eventually(lambda: desk.has(root / "b.txt"))
        (root / "in").rename(root / "out")
        (root / "out" / "c.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "out" / "c.txt"))
        come_to_rest(source)
    assert desk.paths == {
        str(root / "in" / "a.txt"): 1,
        str(root / "b.txt"): 1,
        str(root / "out" / "c.txt"): 1,
    }
    first, second = desk.batches[0][0].signature, desk.batches[1][0].signature
    assert first.looks_like(second)  # a new name is a change of the file, but not of what stands in it


def test_a_folder_renamed_within_the_tree_brings_its_files_under_their_new_paths(
    root: Path, desk: Desk
) -> None:
    (root / "in" / "deep").mkdir(parents=True)
    for number in range(5):
        (root / "in" / "deep" / f"{number}.txt").write_text(ARTICLE)
    with watching(root, desk) as source:
        eventually(lambda: len(desk.paths) == 5)
        (root / "in").rename(root / "out")
        eventually(lambda: len(desk.paths) == 10)
        come_to_rest(source)
    assert set(desk.paths.values()) == {1}


def test_a_folder_moved_out_is_no_longer_heard_of(root: Path, tmp_path: Path, desk: Desk) -> None:
    (root / "day" / "deep").mkdir(parents=True)
    (root / "day" / "deep" / "a.txt").write_text(ARTICLE)
    with watching(root, desk) as source:
        eventually(lambda: desk.has(root / "day" / "deep" / "a.txt"))
        (root / "day").rename(tmp_path / "archive")
        (root / "day" / "deep").mkdir(parents=True)
        (root / "day").rename(root / "night")
        come_to_rest(source)
        (tmp_path / "archive" / "deep" / "b.txt").write_text(ARTICLE)
        (root / "night" / "deep" / "c.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "night" / "deep" / "c.txt"))
        come_to_rest(source)
        observer = source._watch._observer
        assert observer is not None
        assert observer.watch_count() == 3
    assert desk.paths == {str(root / "day" / "deep" / "a.txt"): 1, str(root / "night" / "deep" / "c.txt"): 1}


def test_a_hard_link_is_taken_in_once(root: Path, tmp_path: Path, desk: Desk) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    with watching(root, desk) as source:
        (root / "a.txt").hardlink_to(tmp_path / "a.txt")
        eventually(lambda: desk.has(root / "a.txt"))
        come_to_rest(source)
    assert desk.paths == {str(root / "a.txt"): 1}


def test_a_folder_moved_in_with_files_inside_is_taken_in_whole(
    root: Path, tmp_path: Path, desk: Desk
) -> None:
    for folder in ("x", "x/y", "x/y/z"):
        (tmp_path / folder).mkdir()
        for number in range(20):
            (tmp_path / folder / f"{number}.txt").write_text(ARTICLE)
    with watching(root, desk) as source:
        (tmp_path / "x").rename(root / "x")
        eventually(lambda: len(desk.paths) == 60)
        (root / "x" / "y" / "z" / "later.txt").write_text(ARTICLE)
        eventually(lambda: len(desk.paths) == 61)
        come_to_rest(source)
    assert set(desk.paths.values()) == {1}


def test_deep_trees_made_at_once_lose_no_file(root: Path, desk: Desk) -> None:
    with watching(root, desk, poll=600.0) as source:
        for number in range(200):
            folder = root / f"{number}" / "a" / "b"
            folder.mkdir(parents=True)
            (folder / "f.txt").write_text(ARTICLE)
        eventually(lambda: len(desk.paths) == 200)
        come_to_rest(source)
    assert set(desk.paths.values()) == {1}


def test_a_slow_append_through_one_handle_is_taken_in_when_it_is_closed(root: Path, desk: Desk) -> None:
    path = root / "a.txt"
    with watching(root, desk) as source:
        with path.open("w") as file:
            for sentence in ("Leaders speak.\n\n", "They spoke on Monday.\n", "An aide said so.\n"):
                file.write(sentence)
                file.flush()
                pass_time(0.4)  # longer than `settle`: only the lease tells
                assert not desk.contents
        eventually(lambda: desk.has(path))
        come_to_rest(source)
    assert desk.contents == {str(path): [path.read_bytes()]}


def test_a_file_reopened_for_every_piece_is_taken_in_once_when_it_is_whole(root: Path, desk: Desk) -> None:
    path = root / "a.txt"
    with watching(root, desk) as source:
        for piece in (
            "Leaders speak",
            " by phone\n\nThe two spoke.\n\n",
            "It was a long call. ",
            "So it was said.\n",
        ):
            append(path, piece)
            pass_time(0.1)
        eventually(lambda: desk.has(path))
        come_to_rest(source)
    assert desk.contents == {str(path): [path.read_bytes()]}


def test_a_writer_that_reopens_at_once_is_seen_through(root: Path, desk: Desk) -> None:
    path = root / "a.txt"
    with watching(root, desk) as source:
        for _ in range(50):
            append(path, "A whole sentence and its line.\n")
        eventually(lambda: desk.has(path))
        come_to_rest(source)
    # A busy machine may hold the writer up for longer than a grace: then there is one early version.
    *early, last = desk.contents[str(path)]
    assert last == path.read_bytes()
    assert len(early) <= 1


def test_after_one_early_version_the_folder_is_given_more_time(root: Path, desk: Desk) -> None:
    with watching(root, desk) as source:
        for name in ("a.txt", "b.txt"):
            append(root / name, ARTICLE)  # looks whole, and is not
            pass_time(0.1)
            append(root / name, "Nobody denied it.\n")
            eventually(
                lambda name=name: (root / name).read_bytes() in desk.contents.get(str(root / name), [])
            )
        come_to_rest(source)
    assert desk.paths[str(root / "a.txt")] <= 2
    assert desk.contents[str(root / "b.txt")] == [(root / "b.txt").read_bytes()]


def test_a_text_that_stops_in_mid_sentence_is_taken_in_once_it_is_quiet(root: Path, desk: Desk) -> None:
    with watching(root, desk) as source:
        (root / "a.txt").write_text(CUT)
        eventually(lambda: desk.has(root / "a.txt"), within=5.0)
        come_to_rest(source)
    assert desk.paths == {str(root / "a.txt"): 1}


def test_an_empty_file_waits_for_its_content(root: Path, desk: Desk) -> None:
    path = root / "a.txt"
    with watching(root, desk) as source:
        path.touch()
        assert source.wait_idle(PATIENCE)
        eventually(lambda: source.health().pending == 1)
        assert not desk.contents
        path.write_text(ARTICLE)
        eventually(lambda: desk.has(path))
        come_to_rest(source)
    assert desk.contents == {str(path): [ARTICLE.encode()]}


def test_an_article_corrected_in_place_arrives_again(root: Path, desk: Desk) -> None:
    path = root / "a.txt"
    path.write_text(ARTICLE)
    with watching(root, desk) as source:
        path.write_text(ARTICLE.replace("Monday", "Tuesday"))
        eventually(lambda: desk.paths[str(path)] >= 1)
        path.write_text(ARTICLE.replace("Monday", "Wednesday"))
        eventually(lambda: path.read_bytes() in desk.contents[str(path)])
        come_to_rest(source)
    assert desk.contents[str(path)][-1] == path.read_bytes()
    assert len(set(desk.contents[str(path)])) == len(desk.contents[str(path)])


def test_a_file_rewritten_while_the_source_was_down_arrives_again(root: Path, desk: Desk) -> None:
    (root / "a.txt").write_text(ARTICLE)
    (root / "b.txt").write_text(ARTICLE)
    with watching(root, desk) as source:
        come_to_rest(source)
    (root / "a.txt").write_text(ARTICLE + "Corrected.\n")
    (root / "c.txt").write_text(ARTICLE)
    with watching(root, desk) as source:
        eventually(lambda: desk.has(root / "c.txt"))
        come_to_rest(source)
    assert desk.paths == {str(root / "a.txt"): 2, str(root / "b.txt"): 1, str(root / "c.txt"): 1}


def test_closing_a_known_file_unchanged_brings_nothing(root: Path, desk: Desk) -> None:
    (root / "a.txt").write_text(ARTICLE)
    with watching(root, desk) as source:
        come_to_rest(source)
    with watching(root, desk) as source:
        with (root / "a.txt").open("a"):
            pass
        (root / "b.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "b.txt"))
        come_to_rest(source)
    assert desk.paths == {str(root / "a.txt"): 1, str(root / "b.txt"): 1}


def test_names_that_are_not_utf8_or_hold_a_line_break_come_through(root: Path, desk: Desk) -> None:
    names = ["caf\udce9.txt", "two\nlines.txt", "статья.txt", " spaced .txt"]
    (root / names[0]).write_text(ARTICLE)
    with watching(root, desk) as source:
        for name in [*names[1:], "\udcff\udcfe.txt"]:
            (root / name).write_text(ARTICLE)
        eventually(lambda: len(desk.paths) == 5)
        come_to_rest(source)
    assert {Path(path).name for path in desk.paths} == {*names, "\udcff\udcfe.txt"}
    assert set(desk.paths.values()) == {1}


def test_hidden_temporary_and_ignored_files_are_left_alone(root: Path, desk: Desk) -> None:
    (root / ".git").mkdir()
    (root / "drafts").mkdir()
    names = [
        "a.tmp",
        "a.txt~",
        "#a.txt#",
        ".~lock.a.txt#",
        "a.part",
        "a.swp",
        ".git/a.txt",
        "drafts/a.txt",
        "a.log",
    ]
    for name in names[::2]:
        (root / name).write_text(ARTICLE)
    with watching(root, desk, ignore=["drafts/*", "*.log"]) as source:
        for name in names[1::2]:
            (root / name).write_text(ARTICLE)
        (root / "a.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "a.txt"))
        come_to_rest(source)
    assert desk.paths == {str(root / "a.txt"): 1}


def test_links_pipes_and_sockets_are_left_alone(root: Path, tmp_path: Path, desk: Desk) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(ARTICLE)
    with watching(root, desk) as source, socket.socket(socket.AF_UNIX) as listener:
        (root / "file-link.txt").symlink_to(outside / "secret.txt")
        (root / "folder-link").symlink_to(outside)
        os.mkfifo(root / "pipe.txt")
        with contextlib.chdir(root):  # a socket's path must be short
            listener.bind("socket.txt")
        (root / "a.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "a.txt"))
        (outside / "more.txt").write_text(ARTICLE)
        come_to_rest(source)
    assert desk.paths == {str(root / "a.txt"): 1}
    assert desk.refusals == {
        str(root / "pipe.txt"): "a named pipe, not a file",
        str(root / "socket.txt"): "a socket, not a file",
    }


def test_a_root_that_is_a_link_is_watched_under_the_name_that_was_given(tmp_path: Path, desk: Desk) -> None:
    (tmp_path / "v1").mkdir()
    (tmp_path / "v2").mkdir()
    link = tmp_path / "drop"
    link.symlink_to("v1")
    with watching(link, desk) as source:
        (tmp_path / "v1" / "a.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(link / "a.txt"))
        link.unlink()
        link.symlink_to("v2")
        (tmp_path / "v2" / "b.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(link / "b.txt"))
        come_to_rest(source)
    assert set(desk.paths.values()) == {1}


def test_without_recursion_only_the_root_is_looked_at(root: Path, desk: Desk) -> None:
    (root / "sub").mkdir()
    (root / "sub" / "a.txt").write_text(ARTICLE)
    with watching(root, desk, recursive=False) as source:
        (root / "sub" / "b.txt").write_text(ARTICLE)
        (root / "new").mkdir()
        (root / "new" / "c.txt").write_text(ARTICLE)
        (root / "d.txt").write_text(ARTICLE)
        eventually(lambda: desk.has(root / "d.txt"))
        come_to_rest(source)
    assert desk.paths == {str(root / "d.txt"): 1}


def test_ten_thousand_files_at_once_are_taken_in_once_each(root: Path, desk: Desk) -> None:
    with watching(root, desk, poll=30.0) as source:
        (root / "many").mkdir()
        for number in range(10_000):
            (root / "many" / f"{number}.txt").write_text(ARTICLE)
        eventually(lambda: len(desk.contents) == 10_000, within=60)
        come_to_rest(source)
    assert set(desk.paths.values()) == {1}
    assert max(map(len, desk.batches)) <= 500


def test_one_pass_delivers_what_is_there_and_waits_for_what_settles(root: Path, desk: Desk) -> None:
    (root / "a.txt").write_text(ARTICLE)
    (root / "b.txt").write_text(CUT)
    (root / "c.txt").touch()
    source = make_source(root, desk)
    assert {arrival.path for arrival in source.scan_once()} == {str(root / "a.txt"), str(root / "b.txt")}
    assert source.scan_once() == []
    assert set(desk.paths.values()) == {1}


def test_nothing_in_the_folder_is_changed(root: Path, desk: Desk) -> None:
    (root / "a.txt").write_text(ARTICLE)
    before = (root / "a.txt").stat(), root.stat()
    with watching(root, desk) as source:
        eventually(lambda: desk.has(root / "a.txt"))
        come_to_rest(source)
    after = (root / "a.txt").stat(), root.stat()
    assert [(status.st_mtime_ns, status.st_ctime_ns, status.st_mode) for status in before] == [
        (status.st_mtime_ns, status.st_ctime_ns, status.st_mode) for status in after
    ]
