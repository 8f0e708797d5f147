"""English wording: plurals, lists of names, and texts shortened to a length."""

from __future__ import annotations

from collections.abc import Iterable


def counted(number: int, thing: str = "message", things: str = "") -> str:
    """Return "1 message" or "12,400 messages"; *things* where more than one is not *thing* with an s."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def listed(names: Iterable[str]) -> str:
    """Return "A", "A and B" or "A, B and C", and nothing of no names."""
    every = list(names)
    return " and ".join([", ".join(every[:-1]), every[-1]] if len(every) > 1 else every)


def short(text: str, most: int = 40) -> str:
    """Return *text* on one line, cut at *most* characters and then ended with "…"."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
