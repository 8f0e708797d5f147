"""Plain text: paragraphs as they stand, with the debris that copied web pages bring along."""

from __future__ import annotations

from datetime import tzinfo

from monitor.article.draft import Draft
from monitor.article.layout import paragraphs
from monitor.article.roles import assign_roles

NAME = "text"
SUFFIXES = (".txt", ".text", "")


def read(text: str, *, timezone: tzinfo) -> Draft:
    """Return the draft of the plain-text document *text*."""
    draft = Draft(text, timezone, paragraphs(text))
    assign_roles(draft)
    return draft
