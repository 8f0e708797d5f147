"""The plain text format: paragraphs, with the boilerplate that copied web pages bring along."""

from __future__ import annotations

from datetime import tzinfo

from monitor.article.draft import Draft
from monitor.article.front_matter import find_front_matter, take_front_matter
from monitor.article.paragraphs import paragraphs
from monitor.article.roles import assign_roles

NAME = "text"
SUFFIXES = (".txt", ".text", "")


def read(text: str, *, timezone: tzinfo) -> Draft:
    """Return the draft of the plain-text document *text*."""
    front = find_front_matter(text)
    draft = Draft(text, timezone, paragraphs(text, front.end if front else 0))
    if front:
        take_front_matter(draft, front)
    assign_roles(draft)
    return draft
