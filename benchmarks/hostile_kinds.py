"""Forty-odd kinds of hostile file, each made here, and what is to become of it.

`taken`: taken in as the text it is. `refused`: listed by `monitor status` with its reason. `passed over`: no
article, and none of the others notices. `waits`: looked at again until it can be taken in. A kind may end in one of several ways where each is harmless.
"""

from __future__ import annotations

import gzip
import io
import os
import socket
import threading
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

OUTSIDE = "Nobody may read this outside of the folder"
DENIAL = "The Norwegian foreign ministry on Monday denied a report that it had sold its yacht.\n"
TAKEN = frozenset({"taken"})
REFUSED = frozenset({"refused"})
PASSED = frozenset({"passed over"})
WAITS = frozenset({"waits"})
COSTLY = TAKEN | REFUSED
"""Within the budget of an article it is taken in, beyond it listed as too costly."""

Sizes = Callable[[int], int]
Maker = Callable[[Path, Sizes], None]


@dataclass(frozen=True)
class Kind:
    """One kind: its file's name, what makes it at a path, and how it may end.

    `says` is searched in the reason of one that is refused, `shows` stands in what is told of one that is taken.
    """

    name: str
    file: str
    make: Maker
    ends: frozenset[str]
    says: str = ""
    shows: str = ""


def _bytes(content: bytes | Callable[[Sizes], bytes]) -> Maker:
    def make(path: Path, sized: Sizes) -> None:
        path.write_bytes(content if isinstance(content, bytes) else content(sized))

    return make


def _text(head: str, piece: str, times: int, tail: str = "") -> Maker:
    """A headline, a denial, and *piece* so many times."""
    return _bytes(lambda sized: f"{head}\n\n{DENIAL}\n{piece * sized(times)}\n{tail}".encode())


def _plain(text: str) -> Maker:
    return _bytes(text.encode("utf-8", "surrogatepass"))


def _fifo(path: Path, sized: Sizes) -> None:
    os.mkfifo(path)


def _socket(path: Path, sized: Sizes) -> None:
    # The name of a socket may have no more than 107 bytes: it is made from within its folder.
    before = os.open(".", os.O_RDONLY)
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.fchdir(before)
        os.close(before)


def _link_outside(path: Path, sized: Sizes) -> None:
    outside = path.parent.parent / "outside.txt"
    outside.write_text(f"{OUTSIDE}\n\n{DENIAL}")
    path.symlink_to(outside)


def _link_to_itself(path: Path, sized: Sizes) -> None:
    path.symlink_to(path.name)


def _folder(path: Path, sized: Sizes) -> None:
    path.mkdir()


def _forbidden(path: Path, sized: Sizes) -> None:
    _plain(f"Nobody may read this\n\n{DENIAL}")(path, sized)
    path.chmod(0)


def _sparse(path: Path, sized: Sizes) -> None:
    with path.open("wb") as file:
        file.truncate(10_000_000_000)


def _growing(path: Path, sized: Sizes) -> None:
    path.write_text("It grows\n\n")

    def write() -> None:
        for _ in range(20):
            with path.open("a") as file:
                file.write(DENIAL[: len(DENIAL) // 2])
                file.flush()
                time.sleep(0.05)
                file.write(DENIAL[len(DENIAL) // 2 :])

    threading.Thread(target=write, daemon=True).start()


def _zipped(size: int, name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, b"0" * size)
    return packed.getvalue()


def _letter(subject: str) -> str:
    return (
        f"From: Wire <wire@example.org>\nTo: desk@example.org\nSubject: {subject}\n"
        f"Date: Mon, 3 Mar 2025 09:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n{DENIAL}"
    )


HTML = f"<!DOCTYPE html>\n<html><head><title>Oslo denies</title></head><body><p>{DENIAL}</p></body></html>\n"
NITF = f'<?xml version="1.0"?>\n<nitf><body><hedline><hl1>Oslo denies</hl1></hedline><p>{DENIAL}</p></body></nitf>\n'
JSON = f'{{"title": "Oslo denies", "text": "{DENIAL.strip()}"}}\n'
RTF = rf"{{\rtf1\ansi\deff0 {{\fonttbl{{\f0 Times;}}}}\f0\fs24 {DENIAL.strip()}\par}}"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstream\n\xe2\xe3\xcf\xd3\nendstream\n%%EOF\n"
ENCODED = "=?utf-8?q?Oslo_denies=0D=0ABcc=3A_thief=40example=2Eorg?="
TEMPLATE = "{{ 7*7 }} {% for x in y %}"
DUNDER = "__class__ __init__ {0.__class__}"
BAIT = "no such such no no deny denied denies not not never ever "

KINDS = (
    Kind("quadratic headings", "headings.md", _text("Headings", "# h\n", 60_000), COSTLY),
    Kind("quadratic tags", "tags.md", _text("Tags", "<b>", 330_000), COSTLY),
    Kind("quadratic links", "links.md", _text("Links", "[a](b)", 160_000), COSTLY),
    Kind("9,000 denials", "denials.txt", _text("Denials", DENIAL, 9_000), COSTLY),
    Kind("one huge line", "line.txt", _text("One line", "word ", 900_000), COSTLY),
    Kind("5 MB of brackets", "brackets.md", _text("Brackets", "[", 4_900_000), COSTLY),
    Kind("a bomb of nested quotes", "quotes.txt", _text("Quotes", "“he said ‘she said ", 60_000), COSTLY),
    Kind("a bomb of nested block quotes", "blocks.md", _text("Blocks", ">", 400_000, DENIAL), COSTLY),
    Kind("200,000 footnotes", "footnotes.md", _text("Footnotes", "[^1] ", 200_000), COSTLY),
    Kind("100,000 dates", "dates.txt", _text("Dates", "3 March 2025, ", 100_000), COSTLY),
    Kind("1,000,000 commas", "commas.txt", _text("Commas", ",", 1_000_000), COSTLY),
    Kind("bait for backtracking", "bait.txt", _text("Bait", BAIT, 20_000), COSTLY),
    Kind("names of leaders without end", "names.txt", _text("Names", "Putin and Trump, ", 20_000), COSTLY),
    Kind(
        "a charset that is a codec",
        "codec.txt",
        _bytes(f"charset=hex\n\n{DENIAL}".encode() + b"caf\xe9\n"),
        COSTLY,
    ),
    Kind("UTF-16 without a mark", "utf16.txt", _bytes(f"Oslo\n\n{DENIAL}".encode("utf-16-le")), COSTLY),
    Kind("NUL bytes", "nul.txt", _bytes(f"Oslo\0\0\n\n{DENIAL}".encode() + b"\0" * 900), COSTLY),
    Kind("lone surrogates", "surrogates.txt", _plain(f"Oslo \ud800\udfff\ud83d\n\n{DENIAL}"), COSTLY),
    Kind("HTML named .txt", "html.txt", _plain(HTML), REFUSED, "HTML"),
    Kind("XML named .txt", "nitf.txt", _plain(NITF), REFUSED, "XML|NITF"),
    Kind("JSON named .txt", "json.txt", _plain(JSON), REFUSED, "JSON"),
    Kind("RTF named .txt", "rtf.txt", _plain(RTF), REFUSED, "RTF|Rich Text"),
    Kind("mail named .txt", "mail.txt", _plain(_letter("Oslo denies")), COSTLY),
    Kind("PDF named .txt", "pdf.txt", _bytes(PDF), REFUSED, "PDF"),
    Kind("zip named .txt", "zip.txt", _bytes(_zipped(2_000, "a.txt")), REFUSED, "(?i)zip"),
    Kind(
        "a zip bomb",
        "bomb.zip",
        _bytes(lambda sized: _zipped(sized(80_000_000), "a.txt")),
        REFUSED,
        "(?i)zip",
    ),
    Kind(
        "a gzip bomb named .txt",
        "gzip.txt",
        _bytes(lambda sized: gzip.compress(b"0" * sized(80_000_000))),
        REFUSED,
        "(?i)gzip|no text|binary",
    ),
    Kind("a sparse file of 10 GB", "sparse.txt", _sparse, REFUSED, "too long"),
    Kind("a FIFO", "fifo.txt", _fifo, REFUSED, "a named pipe, not a file"),
    Kind("a socket", "socket.txt", _socket, REFUSED, "a socket, not a file"),
    Kind("a link to the outside", "outside.txt", _link_outside, PASSED),
    Kind("a link to itself", "itself.txt", _link_to_itself, PASSED),
    Kind("a folder named .txt", "folder.txt", _folder, PASSED),
    Kind("a file nobody may read", "forbidden.txt", _forbidden, WAITS if os.geteuid() else TAKEN),
    Kind("a file that grows", "grows.txt", _growing, TAKEN),
    Kind("an empty file", "empty.txt", _bytes(b""), WAITS),
    Kind("a line break in the name", "line\nbreak.txt", _plain(f"Broken name\n\n{DENIAL}"), TAKEN),
    Kind(
        "a name that is not UTF-8",
        os.fsdecode(b"\xff\xfe\x80.txt"),
        _plain(f"No text of a name\n\n{DENIAL}"),
        TAKEN,
    ),
    Kind("a name that runs backwards", "a\u202etxt.exe\u2066.txt", _plain(f"Back\n\n{DENIAL}"), TAKEN),
    Kind("a name of 255 bytes", "n" * 251 + ".txt", _plain(f"Long name\n\n{DENIAL}"), TAKEN),
    Kind("a mail header in the headline", "header.txt", _plain(f"{ENCODED}\n\n{DENIAL}"), TAKEN),
    Kind("letters of two alphabets", "alphabets.txt", _plain(f"\u0420utin and \u041eslo\n\n{DENIAL}"), TAKEN),
    Kind("a template", "template.txt", _plain(f"{TEMPLATE}\n\n{DENIAL}"), TAKEN, shows=TEMPLATE),
    Kind("calls to everybody in Slack", "slack.txt", _plain(f"<!channel> <@U1> @here\n\n{DENIAL}"), TAKEN),
    Kind(
        "names of Python's own",
        "dunder.txt",
        _plain(f"__class__ __init__ {{0.__class__}}\n\n{DENIAL}"),
        TAKEN,
    ),
    Kind("mixed line ends", "ends.txt", _plain(f"Ends\r\r\n\n\r{DENIAL}\x85\u2028\x0b\x0c{DENIAL}"), TAKEN),
    Kind("control characters", "control.txt", _plain(f"\x1b]0;x\x07\x1b[31mRed\x9b2J\n\n{DENIAL}"), TAKEN),
    Kind("text from right to left", "rtl.txt", _plain(f"\u202eOslo\u2066 \u0645\u0631\n\n{DENIAL}"), TAKEN),
)
