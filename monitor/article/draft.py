"""`Draft`: what a format module returns and `parse` makes an `Article` of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from monitor.article.paragraphs import Piece
from monitor.article.parts import DateReading, Range, Span


@dataclass(slots=True)
class Draft:
    """An article in the making. `headline` is a piece of `text`; publishers are kept by where they stood."""

    text: str
    timezone: tzinfo = UTC
    pieces: list[Piece] = field(default_factory=list)
    headline: Piece | None = None
    given_title: str = ""
    dates: list[DateReading] = field(default_factory=list)
    publishers: dict[str, str] = field(default_factory=dict)
    author: str | None = None
    url: str | None = None
    language: str | None = None
    _lowered: str = ""

    @property
    def lowered(self) -> str:
        """The document in lower case; offsets in it are not those of `text`."""
        if not self._lowered:
            self._lowered = self.text.lower()
        return self._lowered

    def add_date(self, value: datetime, found_in: str, where: Range, *, has_time: bool) -> None:
        """Note a reading of the publication date, at *where* in the text."""
        span = Span("text", where.start, where.end, self.text[where.start : where.end])
        self.dates.append(DateReading(value=value, found_in=found_in, span=span, has_time=has_time))

    def add_publisher(self, place: str, name: str | None) -> None:
        """Note who publishes, as read in *place*; the first reading of a place stays."""
        if name:
            self.publishers.setdefault(place, name)
