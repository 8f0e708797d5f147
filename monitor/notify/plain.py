"""The plain form: what any service that takes text gets, and the text part of mail.

Ids stand on the last line, so that a receiver can tell a repeat; when a service's limit forces a cut,
quotes and notes are shortened and the last line is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from monitor.notify.inert import Segment, shorten, shorten_segments
from monitor.notify.wording import Wording

_MARK = "**"
_SHORTEST_QUOTE = 60


def keep(text: str) -> str:
    """Leave *text* as it is: for forms where nothing in it can act."""
    return text


def plain_text(wording: Wording, *, limit: int | None = None, calm: Callable[[str], str] = keep) -> str:
    """Return the message under its title, in at most *limit* characters; *calm* stills article text."""
    text = _layout(wording, wording.quotes, calm)
    if limit is None or len(text) <= limit:
        return text
    fixed = len(_layout(wording, (), calm))
    room = (limit - fixed) // max(1, len(wording.quotes)) - 8
    if room >= _SHORTEST_QUOTE:
        shorter = tuple(shorten_segments(quote, _room_of(quote, room)) for quote in wording.quotes)
        text = _layout(wording, shorter, calm)
    if len(text) <= limit:
        return text
    tail = "\n\n" + wording.ids
    head = _layout(wording, wording.quotes[:1], calm).removesuffix(tail)
    return shorten(head, limit - len(tail)) + tail if limit > len(tail) else shorten(wording.ids, limit)


def marked_text(runs: Sequence[Segment], calm: Callable[[str], str] = keep) -> str:
    """Return *runs* as one text with the evidence between double asterisks."""
    return "".join(_MARK + calm(run.text) + _MARK if run.marked else calm(run.text) for run in runs)


def _room_of(quote: Sequence[Segment], room: int) -> int:
    return max(0, room - 2 * len(_MARK) * sum(run.marked for run in quote))


def _layout(wording: Wording, quotes: Sequence[Sequence[Segment]], calm: Callable[[str], str]) -> str:
    details = [calm(wording.byline), calm(wording.rule), calm(wording.path), calm(wording.url or "")]
    blocks = [
        marked_text(wording.headline, calm),
        *(f"> {marked_text(quote, calm)}" for quote in quotes),
        "\n".join(line for line in details if line),
        "\n".join(f"note: {calm(note)}" for note in wording.notes),
        wording.ids,
    ]
    return "\n\n".join(block for block in blocks if block)
