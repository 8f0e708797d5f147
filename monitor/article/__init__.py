"""Articles: the bytes of a file parsed into headline, blocks with roles, sentences, dates and language.

`Article.text` is the document as it was dropped; everything else is ranges in it. Which parts
may be searched and quoted is decided here and nowhere else: `Article.evidence_blocks`.
"""

from __future__ import annotations

from monitor.article.model import (
    EVIDENCE_ROLES,
    PROSE_ROLES,
    Article,
    Block,
    DateReading,
    Field,
    Range,
    Role,
    Span,
)
from monitor.article.paths import display_path, suffix_of

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
    "display_path",
    "suffix_of",
]
