"""Header values in number: none may add a header to a mail, end the headers, or say other than the words.

Each is judged from the bytes alone, by a reader that shares no code with what wrote them.
"""

from __future__ import annotations

import base64
import binascii
import random
import re
import time
from email.message import EmailMessage
from pathlib import Path

from monitor.notify.header_text import WIRE, address_header, sealed, text_header
from monitor.notify.sanitize import one_line

_PER_MAIL = 20
_PIECES = (
    *(
        "\r\n",
        "\n",
        "\r",
        "\r\n\r\n",
        "\n ",
        "\x0b",
        "\x0c",
        "\x1c",
        "\x85",
        "\u2028",
        "\u2029",
        "\0",
        "\x7f",
    ),
    *(
        "Bcc: evil@example.org",
        "Subject:",
        ": ",
        "=?",
        "?=",
        "=?utf-8?",
        "?q?",
        "?B?",
        "=0A",
        "=0D=0A",
        "DQo=",
    ),
    *(
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\ud800",
        "\udcff",
        "\U000e0041",
        "\u200d",
        "é",
        "Я",
        "漢",
        "👩",
    ),
    *(
        " ",
        "  ",
        "\t",
        "<a@b.example>",
        '"',
        "\\",
        "(",
        ")",
        ",",
        ";",
        "@",
        "_",
        "Kremlin",
        "x" * 70,
        "Я" * 40,
    ),
)
_WORD = re.compile(r"=\?utf-8\?([qb])\?([!->@-~]*)\?=")


def headers(folder: Path, archive: Path | None, count: int = 100_000, seed: int = 1) -> str:
    """Foreign words as header values: through the header text, the message's bytes and back."""
    chance = random.Random(seed)
    began = time.perf_counter()
    bad = 0
    made = 0
    while made < count:
        texts = [foreign(chance) for _ in range(_PER_MAIL)]
        bad += faults(texts)
        made += len(texts)
    took = time.perf_counter() - began
    return f"headers: {made:,} values (seed {seed}), {bad} that add or end a header or say other words; {took:.0f} s"


def foreign(chance: random.Random) -> str:
    """Return text as an attacker or an accident might write it into a headline or a name."""
    pieces = [piece(chance) for _ in range(chance.randrange(1, 9))]
    return "".join(pieces)


def piece(chance: random.Random) -> str:
    kind = chance.randrange(10)
    if kind < 5:
        return chance.choice(_PIECES)
    if kind < 7:
        inside = "".join(chance.choice(_PIECES) for _ in range(chance.randrange(1, 4)))
        raw = inside.encode("utf-8", "surrogatepass")
        quoted = "".join(f"={byte:02X}" for byte in raw)
        how = chance.choice("BbQq")
        return f"=?{chance.choice(('utf-8', 'UTF-7', 'us-ascii', 'latin1*en'))}?{how}?{base64.b64encode(raw).decode() if how in 'Bb' else quoted}?="
    if kind < 9:
        return "".join(chr(chance.randrange(32, 127)) for _ in range(chance.randrange(1, 12)))
    return "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(1, 6)))


def faults(texts: list[str]) -> int:
    """Return how many of *texts* come out of a mail as anything but one header with their words."""
    message = EmailMessage(policy=WIRE)
    for number, text in enumerate(texts):
        name = f"X-Text-{number}"
        made = address_header(name, [(text, "a@b.example")]) if number % 4 == 3 else text_header(name, text)
        message[name] = made
    message.set_content("body", cte="quoted-printable")
    lines = sealed(message).split(b"\r\n\r\n", 1)[0].decode("ascii").split("\r\n")
    found = [line for line in lines if line.startswith("X-Text-")]
    whole = re.sub(r"\r\n(?=[ \t])", "", "\r\n".join(lines)).split("\r\n")
    names = [line.partition(":")[0] for line in whole]
    expected = [f"X-Text-{number}" for number in range(len(texts))]
    if names[: len(texts)] != expected or len(found) != len(texts) or len(names) != len(texts) + 3:
        return len(texts)
    return sum(
        said(line) != meant(number, text)
        for number, (line, text) in enumerate(zip(whole, texts, strict=False))
    )


def meant(number: int, text: str) -> str:
    shown = one_line(text)
    if number % 4 != 3:
        return shown
    return f"{shown} <a@b.example>" if shown else "a@b.example"


def said(line: str) -> str:
    """Return what a mail program shows for a header's line."""
    words = line.partition(": ")[2].split(" ")
    shown = ""
    pending = b""
    for number, word in enumerate(words):
        encoded = _WORD.fullmatch(word)
        if not encoded:
            shown += pending.decode() + (" " if number else "") + word
            pending = b""
            continue
        if number and not pending:
            shown += " "
        raw = encoded[2].encode()
        pending += (
            binascii.a2b_base64(raw) if encoded[1] == "b" else binascii.a2b_qp(raw.replace(b"_", b"=20"))
        )
    shown += pending.decode()
    quoted = re.fullmatch(r'"((?:[^"\\]|\\.)*)" (<.*>)', shown)
    return re.sub(r"\\(.)", r"\1", quoted[1]) + " " + quoted[2] if quoted and "=?" not in line else shown
