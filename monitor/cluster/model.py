"""The types of clustering: `Sketch` of an article, `Likeness` of two, `Member`, `Placement`.

A *story* is one piece of wire copy in all its outlets and versions. It is named after the article
that founded it, and newcomers are compared with its anchors alone (the founder, and at most two
longer notifications that resemble the founder), so that it cannot drift away from what it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

TEXT_KEPT = 2400
"""Characters of an article's text that are compared: the first four hundred words or so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is kept of an article to compare others with: its headline and the start of its text.

    `at` is when it was published, else received (aware UTC). Paragraphs are parted by newlines.
    """

    article_id: str
    at: datetime
    title: str
    text: str
    publisher: str | None = None


class Alike(StrEnum):
    """How one article resembles another."""

    COPY = "same copy"
    SHORTENED = "shortened"
    RETOLD = "retold"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike two articles are, how sure that is (0 to 1), and why, in words for an editor."""

    kind: Alike
    share: float
    reason: str

    @property
    def same_story(self) -> bool:
        """Return whether the two belong to one story."""
        return self.kind is not Alike.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article in a story. `anchor`: newcomers are compared with it.

    Every article founds a story of its own until it is *placed*, which happens when an alert asks
    for its story; articles that no rule matched are never placed, but may be joined.
    """

    sketch: Sketch
    story: str
    anchor: bool
    placed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The story an article belongs to, and why.

    `joins` is the article of that story that it resembles most, None when it opens the story.
    `also` names other stories that it would have joined: a late article may bridge two that were
    opened apart, and both are kept.
    """

    article_id: str
    story: str
    reason: str
    likeness: Likeness | None = None
    joins: str | None = None
    also: tuple[str, ...] = ()
