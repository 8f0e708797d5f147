"""The plain-text layout of a message, for Apprise services and the text part of mail.

It reads as Markdown too. Ids stand on the last line, so that a receiver can recognise a repeat; when a
service's limit forces a cut, digests list fewer entries, quotes and notes are shortened, and the last line is
kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from monitor.notify.presentation import WordedEntry, Wording
from monitor.notify.sanitize import Segment, shorten, shorten_segments

_MARK = "**"
_SHORTEST_QUOTE = 60
_ROOM_FOR_ALL_IDS = 200
Calm = Callable[[str], str]


def keep(text: str) -> str:
    """Leave *text* as it is: for forms where nothing in it can act."""
    return text


def plain_text(wording: Wording, *, limit: int | None = None, calm: Calm = keep) -> str:
    """Return the message under its title, in at most *limit* characters; *calm* stills article text."""
    text = _layout(wording, calm)
    if limit is None or len(text) <= limit:
        return text
    if wording.entries:
        return _fewer_entries(wording, limit, calm)
    if wording.quotes and wording.body is None:
        text = _layout(_shorter_quotes(wording, limit, calm), calm)
    return text if len(text) <= limit else _cut(wording, limit, calm)


def marked_text(runs: Sequence[Segment], calm: Calm = keep) -> str:
    """Return *runs* as one text with the evidence between double asterisks."""
    return "".join(_MARK + calm(run.text) + _MARK if run.marked else calm(run.text) for run in runs)


def _shorter_quotes(wording: Wording, limit: int, calm: Calm) -> Wording:
    fixed = len(_layout(replace(wording, quotes=()), calm))
    room = (limit - fixed) // len(wording.quotes) - 8
    if room < _SHORTEST_QUOTE:
        return wording
    shorter = (shorten_segments(quote, _room_of(quote, room)) for quote in wording.quotes)
    return replace(wording, quotes=tuple(shorter))


def _room_of(quote: Sequence[Segment], room: int) -> int:
    return max(0, room - 2 * len(_MARK) * sum(run.marked for run in quote))


def _fewer_entries(wording: Wording, limit: int, calm: Calm) -> str:
    """Return the digest with as many entries as fit, and how many more there are."""
    low, high = 0, len(wording.entries) - 1
    while low < high:
        middle = (low + high + 1) // 2
        fits = len(_layout(wording, calm, shown=middle)) <= limit
        low, high = (middle, high) if fits else (low, middle - 1)
    text = _layout(wording, calm, shown=low)
    return text if len(text) <= limit else _cut(wording, limit, calm, shown=low)


def _cut(wording: Wording, limit: int, calm: Calm, shown: int | None = None) -> str:
    """Return the beginning and the ids: the delivery's alone where there is no room for both."""
    ids = wording.ids if limit > _ROOM_FOR_ALL_IDS else wording.short_ids
    tail = "\n\n" + ids
    if limit <= len(tail):
        return shorten(ids, limit)
    # What is cut away is counted, with the place to find it.
    left = wording.more_than(0) if wording.entries else wording.more_articles(0)
    if left and limit >= 2 * (len(left) + len(tail)):
        tail = f"\n\n{left}{tail}"
    head = _layout(replace(wording, quotes=wording.quotes[:1]), calm, shown=shown)
    return shorten(head.removesuffix("\n\n" + wording.ids), limit - len(tail)) + tail


def _layout(wording: Wording, calm: Calm, shown: int | None = None) -> str:
    if wording.body is not None:
        own = "\n".join(calm(line) for line in wording.body)
        joined = _lines((*wording.beside, *wording.also_by), calm)
        return "\n\n".join(block for block in (own, wording.left_out, joined, wording.ids) if block)
    rules = (wording.rule, *wording.also_by)
    details = (wording.byline, wording.also, *rules, wording.path, wording.url or "")
    blocks = [
        _lines(wording.lead, calm),
        calm(wording.says),
        marked_text(wording.headline, calm),
        *(f"> {marked_text(quote, calm)}" for quote in wording.quotes),
        *_digest(wording, calm, len(wording.entries) if shown is None else shown),
        _lines(wording.beside, calm),
        wording.way_out,
        _lines(details, calm),
        _lines((*wording.reports, wording.more_articles(len(wording.reports))), calm),
        _lines(wording.notes, calm, "note: "),
        wording.ids,
    ]
    return "\n\n".join(block for block in blocks if block)


def _digest(wording: Wording, calm: Calm, shown: int) -> Iterable[str]:
    for number, entry in enumerate(wording.entries[:shown], start=1):
        yield "\n".join(_entry(number, entry, calm))
    yield wording.more_than(shown) if wording.entries else ""


def _entry(number: int, entry: WordedEntry, calm: Calm) -> Iterable[str]:
    yield f"{number}. [{calm(entry.severity)}] {calm(entry.title)}"
    for text in (entry.note, entry.quoted, entry.line, entry.where, entry.more, entry.ids):
        if text:
            yield f"   {calm(text)}"


def _lines(texts: Iterable[str], calm: Calm, start: str = "") -> str:
    return "\n".join(start + calm(text) for text in texts if text)
