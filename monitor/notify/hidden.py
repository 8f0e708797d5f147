"""Redacts secrets from what a service answers, in every encoding it may repeat them in."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator

from monitor.secret import Secret

_DOTS = "…"
# Shorter ones are no secrets, and stand in half of all words.
_SHORTEST = 3


def hidden(text: str, secrets: Iterable[Secret | None]) -> str:
    """Return *text* with every one of *secrets* hidden, also as it is written in URLs and in logins."""
    known = [one.reveal() for one in secrets if one is not None]
    forms = {form for one in known for form in (one, *_in_base64(one)) if len(form) >= _SHORTEST}
    if not forms:
        return text
    longest_first = sorted(forms, key=len, reverse=True)
    return re.sub("|".join(map(_however_quoted, longest_first)), _DOTS, text, flags=re.IGNORECASE)


def _however_quoted(secret: str) -> str:
    """Return a pattern for *secret* as it is and with any of its characters as they are written in a URL."""
    return "".join(f"(?:{'|'.join(map(re.escape, _ways(letter)))})" for letter in secret)


def _ways(letter: str) -> tuple[str, ...]:
    quoted = "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))
    return (letter, quoted, "+") if letter == " " else (letter, quoted)


def _in_base64(secret: str) -> Iterator[str]:
    for raw in (secret, f"\0{secret}"):
        yield b64encode(raw.encode("utf-8", "replace")).decode("ascii").rstrip("=")
