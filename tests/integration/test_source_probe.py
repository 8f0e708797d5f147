"""One look at a real file: leases, links, and what may not be read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.source.liveness import GONE, NoSight, look
from monitor.source.model import Signature
from monitor.source.stability import Ending, Lease, Sight


def seen(path: Path) -> Sight:
    sight = look(str(path), path.stat().st_mtime + 7)
    assert isinstance(sight, Sight)
    return sight


def test_a_closed_file_shows_its_signature_age_and_ending(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("He said so.\n")
    status = path.stat()
    times = status.st_mtime_ns, status.st_ctime_ns
    assert seen(path).signature == Signature(status.st_dev, status.st_ino, 12, *times)
    assert (seen(path).lease, seen(path).ending, seen(path).age) == (
        Lease.FREE,
        Ending.FINISHED,
        pytest.approx(7),
    )


def test_a_file_open_for_writing_is_busy_and_one_open_for_reading_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("w") as file:
        file.write("He said so.")
        file.flush()
        assert seen(path).lease is Lease.BUSY
    with path.open():
        assert seen(path).lease is Lease.FREE


def test_an_ending_cut_within_a_character_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Он сказал".encode()[:-1])
    assert seen(path).ending is Ending.OPEN
    path.write_bytes(("я" * 1000 + ".").encode())
    assert seen(path).ending is Ending.FINISHED


def test_what_is_no_regular_file_shows_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "link").symlink_to("a.txt")
    os.mkfifo(tmp_path / "pipe")
    pipe = Signature.of((tmp_path / "pipe").stat())
    assert look(str(tmp_path / "link"), 0) == NoSight("a link, not a file")
    assert look(str(tmp_path / "pipe"), 0) == NoSight("a named pipe, not a file", signature=pipe)
    assert look(str(tmp_path), 0) == NoSight("a folder, not a file")
    assert look(str(tmp_path / "gone"), 0) is GONE
    assert look(str(tmp_path / "a.txt" / "below"), 0) is GONE


def test_looking_while_another_process_opens_the_file_for_writing_is_survived(tmp_path: Path) -> None:
    """The kernel signals a broken lease; the default action of its usual signal would end the process."""
    path = tmp_path / "a.txt"
    path.write_text("x")
    looker = (
        "import sys; from monitor.source.liveness import look\n"
        "for _ in range(20000): look(sys.argv[1], 0.0)\n"
        "print('alive')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", looker, str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        while process.poll() is None:
            with path.open("a"):
                pass
        assert process.stdout is not None
        assert process.stdout.read() == "alive\n"
    assert process.returncode == 0
