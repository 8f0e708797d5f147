"""Markdown: front matter, headings, rules; the rest reads as plain text does.

Front matter is read as plain `key: value` lines, whatever else YAML allows there is passed over.
"""

from __future__ import annotations

import re
from datetime import tzinfo

from monitor.article.dates import find_date
from monitor.article.draft import Draft
from monitor.article.layout import Piece, paragraphs
from monitor.article.model import Range, Role
from monitor.article.roles import assign_roles

NAME = "markdown"
SUFFIXES = (".md", ".markdown")

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(?P<lines>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_ENTRY = re.compile(r"^(?P<key>[A-Za-z][\w-]*)[ \t]*:[ \t]*(?P<value>\S[^\r\n]*?)[ \t]*\r?$", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})[ \t]+(?P<words>.*?)(?:[ \t]+#+)?$", re.DOTALL)
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
_PUBLISHER_KEYS = ("publisher", "source", "site", "site_name", "outlet")
_DATE_KEYS = ("published", "date", "published_at", "pubdate", "publish_date")
_URL_KEYS = ("url", "link", "canonical", "canonical_url", "original_url")
_LANGUAGE_KEYS = ("language", "lang", "locale")
_LANGUAGE_CODE = re.compile(r"[a-zA-Z]{2}(?=$|[-_])")


def read(text: str, *, timezone: tzinfo) -> Draft:
    """Return the draft of the Markdown document *text*."""
    front = _FRONT_MATTER.match(text)
    start = front.end() if front else 0
    draft = Draft(text, timezone, _with_headings(paragraphs(text, start)))
    title = _read_front_matter(draft, front) if front else None
    if title:
        draft.pieces.insert(0, title)
    assign_roles(draft)
    return draft


def _with_headings(pieces: list[Piece]) -> list[Piece]:
    """Cut the marks off headings; the first at the top is the headline, others divide the text."""
    kept: list[Piece] = []
    for piece in pieces:
        heading = _HEADING.match(piece.text)
        if heading:
            kept.append(_heading(piece, heading, first=not any(old.role is None for old in kept)))
        elif _UNDERLINE.match(piece.text) and kept and kept[-1].role is None:
            kept[-1].role = Role.SUBHEADING if len(kept) > 1 else Role.HEADLINE
        else:
            kept.append(piece)
    return kept


def _heading(piece: Piece, heading: re.Match[str], *, first: bool) -> Piece:
    start, end = piece.start + heading.start("words"), piece.start + heading.end("words")
    top = first and len(heading[1]) == 1
    return Piece(start, end, heading["words"], Role.HEADLINE if top else Role.SUBHEADING)


def _read_front_matter(draft: Draft, front: re.Match[str]) -> Piece | None:
    """Note what front matter says of the article; return its title as a piece."""
    entries = {
        entry["key"].lower().replace("-", "_"): _unquoted(draft.text, entry)
        for entry in _ENTRY.finditer(draft.text, front.start("lines"), front.end("lines"))
    }
    values = {key: draft.text[where.start : where.end] for key, where in entries.items()}
    draft.author = values.get("author") or values.get("byline")
    draft.url = _any_of(values, _URL_KEYS)
    draft.add_publisher("front matter", _any_of(values, _PUBLISHER_KEYS))
    language = _LANGUAGE_CODE.match(_any_of(values, _LANGUAGE_KEYS) or "")
    draft.language = language[0].lower() if language else None
    for key in _DATE_KEYS:
        reading = find_date(values.get(key, ""), timezone=draft.timezone)
        if reading:
            draft.add_date(reading.value, "metadata", entries[key], has_time=reading.has_time)
            break
    title = entries.get("title") or entries.get("headline")
    return (
        Piece(title.start, title.end, draft.text[title.start : title.end], Role.HEADLINE) if title else None
    )


def _unquoted(text: str, entry: re.Match[str]) -> Range:
    start, end = entry.span("value")
    if end - start > 1 and text[start] == text[end - 1] and text[start] in "\"'":
        return Range(start + 1, end - 1)
    return Range(start, end)


def _any_of(values: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((values[key] for key in keys if values.get(key)), None)
