"""What an article is, whatever format it came in.

`Article.text` is the whole document exactly as it was dropped (decoded); every block, date
and piece of evidence is a half-open range of characters in it, so that whatever we quote can
be found in the user's own file. `Article.title` is the headline; evidence in the headline is
given in field "title".
"""

from __future__ import annotations

import os
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Literal, NamedTuple

from monitor.article.published import as_day

Field = Literal["title", "text"]


class Role(StrEnum):
    """What a block is for. Only `EVIDENCE_ROLES` are ever searched or quoted."""

    HEADLINE = "headline"
    DECK = "deck"
    BODY = "body"
    SUBHEADING = "subheading"
    QUOTE = "quote"
    BYLINE = "byline"
    DATE_LINE = "date_line"
    CAPTION = "caption"
    CREDIT = "credit"
    RELATED = "related"
    TAGS = "tags"
    URL = "url"
    BOILERPLATE = "boilerplate"


EVIDENCE_ROLES = frozenset({Role.HEADLINE, Role.DECK, Role.BODY, Role.SUBHEADING, Role.QUOTE})
PROSE_ROLES = frozenset({Role.BODY, Role.QUOTE})


@dataclass(frozen=True, slots=True)
class Span:
    """A slice of an article: `text == getattr(article, field)[start:end]`."""

    field: Field
    start: int
    end: int
    text: str


class Range(NamedTuple):
    """A half-open range of characters in a block's field."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One run of text with one role, at `[start, end)` of the article's *field*.

    `hidden` are ranges inside it that are markup (a link's target, emphasis marks): part of
    the file, not of what it says.
    """

    role: Role
    field: Field
    start: int
    end: int
    text: str
    hidden: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReading:
    """A publication date and where it was read: `found_in` is header, date line, byline, url or metadata."""

    value: datetime
    found_in: str
    span: Span | None = None
    has_time: bool = False


@dataclass(frozen=True, kw_only=True)
class Article:
    """A news article as parsed: immutable, and free of any file handle or clock.

    `published` is the chosen one of `dates`; when they disagree all are kept and
    `dates_conflict` is true. `received_at` is when the file came in, None when unknown.
    `digest` is the hex BLAKE2b-128 of the bytes it was parsed from. `detected_language` is what the text
    is in by its own words, of all languages there are ("und": like none); None: too little to tell.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    digest: str
    publisher: str | None = None
    author: str | None = None
    published: datetime | None = None
    dates: tuple[DateReading, ...] = ()
    language: str | None = None
    detected_language: str | None = None
    url: str | None = None
    path: str | None = None
    received_at: datetime | None = None
    format: str = "text"
    encoding: str = "utf-8"
    notes: tuple[str, ...] = field(default=())

    @cached_property
    def evidence_blocks(self) -> tuple[Block, ...]:
        """The blocks that may be searched and quoted, in reading order, headline first."""
        return tuple(block for block in self.blocks if block.role in EVIDENCE_ROLES)

    @cached_property
    def lead(self) -> Block | None:
        """The first paragraph of prose, or None."""
        return next((block for block in self.blocks if block.role in PROSE_ROLES), None)

    def block_at(self, name: Field, offset: int) -> Block | None:
        """Return the block of field *name* that *offset* stands in, or None."""
        starts, blocks = self._by_place.get(name, ((), ()))
        at = bisect_right(starts, offset) - 1
        return blocks[at] if at >= 0 and offset < blocks[at].end else None

    def sentences_at(self, name: Field, start: int, end: int) -> tuple[Range, ...]:
        """Return the ranges of the sentences in `[start, end)` of field *name*; kept, to be asked again."""
        from monitor.article.sentences import split_sentences

        key = (name, start, end)
        if key not in self._split:
            source = self.title if name == "title" else self.text
            found = split_sentences(source[start:end])
            self._split[key] = tuple(Range(start + one.start, start + one.end) for one in found)
        return self._split[key]

    @cached_property
    def _split(self) -> dict[tuple[Field, int, int], tuple[Range, ...]]:
        return {}

    @cached_property
    def _by_place(self) -> dict[Field, tuple[list[int], list[Block]]]:
        found: dict[Field, tuple[list[int], list[Block]]] = {}
        for block in sorted(self.blocks, key=lambda one: one.start):
            starts, blocks = found.setdefault(block.field, ([], []))
            starts.append(block.start)
            blocks.append(block)
        return found

    @property
    def dated(self) -> datetime | None:
        """When it was published, as it is kept and shown: a day without a time is its midnight UTC."""
        if self.published is None:
            return None
        readings = [reading for reading in self.dates if reading.value == self.published]
        day_only = readings and not any(reading.has_time for reading in readings)
        return as_day(self.published.date()) if day_only else self.published

    @property
    def dates_conflict(self) -> bool:
        """Tell whether the readings name different days."""
        return len({reading.value.date() for reading in self.dates}) > 1

    def slice(self, name: Field, start: int, end: int) -> Span:
        """Return the span `[start, end)` of field *name*, made so wide that it cuts no `&nbsp;` in two."""
        source = self.title if name == "title" else self.text
        from monitor.article.references import widened

        start, end = widened(source, start, end)
        return Span(name, start, end, source[start:end])

    @classmethod
    def from_path(cls, path: str | os.PathLike[str], *, received_at: datetime | None = None) -> Article:
        """Read the file at *path* and parse it by its suffix and content.

        Raises:
            ArticleError: the file cannot be read, decoded or holds no text.
        """
        from monitor.article.parse import read_article

        return read_article(path, received_at=received_at)

    @classmethod
    def from_text(  # noqa: PLR0913 - the public constructor of an article from its parts
        cls,
        *,
        title: str = "",
        text: str = "",
        publisher: str | None = None,
        published: datetime | None = None,
        language: str | None = None,
        url: str | None = None,
        path: str | None = None,
        received_at: datetime | None = None,
    ) -> Article:
        """Build an article from a headline and a body that are already apart.

        *text* is split into blocks as a plain-text body would be; `title` is taken as it is.
        """
        from monitor.article.parse import build_article

        return build_article(
            title=title,
            text=text,
            publisher=publisher,
            published=published,
            language=language,
            url=url,
            path=path,
            received_at=received_at,
        )
