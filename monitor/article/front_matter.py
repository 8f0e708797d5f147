"""Parses front matter: `key: value` lines between two lines of dashes at the top of any format.

What else YAML allows there is passed over. Lines that are no such entries are text, however they are fenced.
"""

from __future__ import annotations

import re

from monitor.article.dates import find_date
from monitor.article.draft import Draft
from monitor.article.paragraphs import Piece
from monitor.article.parts import Range, Role

_OPENING = re.compile(r"[\s\ufeff]*+---[ \t]*+(?:\r\n|\n|\r)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*+\r?$\n?", re.MULTILINE)
_ENTRY = re.compile(r"^(?P<key>[A-Za-z][\w-]*+)[ \t]*+:[ \t]*+(?P<value>\S(?:[^\r\n]*[^\s])?)", re.MULTILINE)
_SHAPED = re.compile(r"\s*+(?:$|#|-\s|[\w\"'][\w.\"'-]*+(?: [\w.\"'-]++){0,2}[ \t]*+:(?:\s|$))|\s")
_FIRST = re.compile(r"\s*+[\w-]++[ \t]*+:")
_PUBLISHER_KEYS = ("publisher", "source", "site", "site_name", "outlet")
_DATE_KEYS = ("published", "date", "published_at", "pubdate", "publish_date")
_URL_KEYS = ("url", "link", "canonical", "canonical_url", "original_url")
_LANGUAGE_KEYS = ("language", "lang", "locale")
_LANGUAGE_CODE = re.compile(r"[a-zA-Z]{2}(?=$|[-_])")
_MAX_DATE = 120


class FrontMatter:
    """The entries of front matter, by key, and where the text after it begins."""

    def __init__(self, text: str, lines: Range, end: int) -> None:
        self.end = end
        self.entries = {
            entry["key"].lower().replace("-", "_"): _unquoted(text, entry)
            for entry in _ENTRY.finditer(text, lines.start, lines.end)
        }
        self.values = {key: text[where.start : where.end] for key, where in self.entries.items()}


def find_front_matter(text: str) -> FrontMatter | None:
    """Return the front matter that *text* begins with, None when it begins otherwise."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if not opening or not closing or closing.start() == opening.end():
        return None
    lines = Range(opening.end(), closing.start())
    shown = text[lines.start : lines.end].splitlines()
    if not _FIRST.match(text, lines.start, lines.end) or not all(map(_SHAPED.match, shown)):
        return None
    return FrontMatter(text, lines, closing.end())


def take_front_matter(draft: Draft, front: FrontMatter) -> None:
    """Note what *front* says of the article; its title becomes the first piece."""
    values = front.values
    draft.author = values.get("author") or values.get("byline")
    draft.url = _any_of(values, _URL_KEYS)
    draft.add_publisher("front matter", _any_of(values, _PUBLISHER_KEYS))
    language = _LANGUAGE_CODE.match(_any_of(values, _LANGUAGE_KEYS) or "")
    draft.language = language[0].lower() if language else None
    _take_date(draft, front)
    title = front.entries.get("title") or front.entries.get("headline")
    if title:
        words = draft.text[title.start : title.end]
        draft.pieces.insert(0, Piece(title.start, title.end, words, Role.HEADLINE))


def _take_date(draft: Draft, front: FrontMatter) -> None:
    for key in _DATE_KEYS:
        reading = find_date(front.values.get(key, "")[:_MAX_DATE], timezone=draft.timezone)
        if reading:
            draft.add_date(reading.value, "metadata", front.entries[key], has_time=reading.has_time)
            return


def _unquoted(text: str, entry: re.Match[str]) -> Range:
    start, end = entry.span("value")
    if end - start > 1 and text[start] == text[end - 1] and text[start] in "\"'":
        return Range(start + 1, end - 1)
    return Range(start, end)


def _any_of(values: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((values[key] for key in keys if values.get(key)), None)
