"""The Markdown format: front matter, headings, rules; the rest as plain text."""

from __future__ import annotations

import re
from datetime import tzinfo

from monitor.article.draft import Draft
from monitor.article.front_matter import find_front_matter, take_front_matter
from monitor.article.paragraphs import Piece, paragraphs
from monitor.article.parts import Role
from monitor.article.roles import assign_roles

NAME = "markdown"
SUFFIXES = (".md", ".markdown")

_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]++")
_UNDERLINE = re.compile(r"(?:={3,}+|-{3,}+)$")
_BLANKS = " \t"


def read(text: str, *, timezone: tzinfo) -> Draft:
    """Return the draft of the Markdown document *text*."""
    front = find_front_matter(text)
    draft = Draft(text, timezone, _with_headings(paragraphs(text, front.end if front else 0)))
    if front:
        take_front_matter(draft, front)
    assign_roles(draft)
    return draft


def _with_headings(pieces: list[Piece]) -> list[Piece]:
    """Cut the marks off headings; the first at the top is the headline, others divide the text."""
    kept: list[Piece] = []
    undecided = 0
    for piece in pieces:
        heading = _HEADING.match(piece.text)
        if heading:
            kept.append(_heading(piece, heading, first=undecided == 0))
        elif _UNDERLINE.match(piece.text) and kept and kept[-1].role is None:
            kept[-1].role = Role.SUBHEADING if len(kept) > 1 else Role.HEADLINE
            undecided -= 1
        else:
            kept.append(piece)
            undecided += 1
    return kept


def _heading(piece: Piece, heading: re.Match[str], *, first: bool) -> Piece:
    words = piece.text[heading.end() :]
    unclosed = words.rstrip("#")
    if unclosed and unclosed != words and unclosed[-1] in _BLANKS:
        words = unclosed.rstrip(_BLANKS)
    start = piece.start + heading.end()
    top = first and len(heading["marks"]) == 1
    return Piece(start, start + len(words), words, Role.HEADLINE if top else Role.SUBHEADING)
