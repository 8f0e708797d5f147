"""What `Article` and `Draft` share: spans, blocks with roles, dates with the place they were read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, NamedTuple

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
class ArticleParts:
    """All that is read of an article; what can be asked about it is `Article`'s."""

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
