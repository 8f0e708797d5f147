"""The Russian tagger."""

from __future__ import annotations

from monitor.extract.lang.slavic.tagger import tag as tag_slavic
from monitor.extract.syntax.model import Tagged
from monitor.extract.tokens import SentencePiece


def tag(piece: SentencePiece, number: int) -> Tagged:
    """Return the words of *piece*, sentence *number* of its article."""
    return tag_slavic(piece, number, "ru")
