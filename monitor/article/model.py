"""The types of an article, whatever its format: `Article`, `Block`, `Span`, `Role`.

`Article.text` is the whole document exactly as it was dropped (decoded); every block, date
and piece of evidence is a half-open range of characters in it, so that whatever we quote can
be found in the user's own file. `Article.title` is the headline; evidence in the headline is
given in field "title".
"""

from __future__ import annotations

import os
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import Self

from monitor.article.parts import (
    EVIDENCE_ROLES,
    PROSE_ROLES,
    ArticleParts,
    Block,
    DateReading,
    Field,
    Range,
    Role,
    Span,
)
from monitor.article.published import as_day
from monitor.article.references import widened
from monitor.article.sentences import split_sentences

__all__ = [
    "EVIDENCE_ROLES",
    "PROSE_ROLES",
    "Article",
    "Block",
    "DateReading",
    "Field",
    "Range",
    "Role",
    "Span",
]


@dataclass(frozen=True, kw_only=True)
class Article(ArticleParts):
    """A news article as parsed: immutable, and free of any file handle or clock.

    `published` is the chosen one of `dates`; when they disagree all are kept and
    `dates_conflict` is true. `received_at` is when the file came in, None when unknown.
    `digest` is the hex BLAKE2b-128 of the bytes it was parsed from. `detected_language` is what the text
    is in by its own words, of all languages there are ("und": like none); None: too little to tell.
    """

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
        """Return whether the readings name different days."""
        return len({reading.value.date() for reading in self.dates}) > 1

    def slice(self, name: Field, start: int, end: int) -> Span:
        """Return the span `[start, end)` of field *name*, made so wide that it cuts no `&nbsp;` in two."""
        source = self.title if name == "title" else self.text
        start, end = widened(source, start, end)
        return Span(name, start, end, source[start:end])

    @classmethod
    def from_path(
        cls,
        path: str | os.PathLike[str],
        *,
        received_at: datetime | None = None,
        timezone: tzinfo = UTC,
        root: str | None = None,
    ) -> Self:
        """Read the file at *path* and parse it by its suffix and content.

        Below *root*, if given, no link is followed. Dates without a zone are taken in *timezone*.

        Raises:
            ArticleError: the file cannot be read, decoded or holds no text.
        """
        from monitor.article.parse import parse_file

        return cls(**vars(parse_file(path, received_at=received_at, timezone=timezone, root=root)))

    @classmethod
    def from_bytes(
        cls,
        content: bytes,
        *,
        path: str | None = None,
        received_at: datetime | None = None,
        timezone: tzinfo = UTC,
    ) -> Self:
        """Parse what a file holds, in the format that *path* names (plain text without one).

        Raises:
            ArticleError: it is in a format that is not read yet, empty, too long or no text, or the
                suffix is not known.
        """
        from monitor.article.parse import parse_bytes

        return cls(**vars(parse_bytes(content, path=path, received_at=received_at, timezone=timezone)))

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
    ) -> Self:
        """Build an article from a headline and a body that are already apart.

        *text* is split into blocks as a plain-text body would be; `title` is taken as it is.
        """
        from monitor.article.parse import parse_text

        parts = parse_text(
            title=title,
            text=text,
            publisher=publisher,
            published=published,
            language=language,
            url=url,
            path=path,
            received_at=received_at,
        )
        return cls(**vars(parts))
