"""English tags, from closed-class words, endings, case and neighbours."""

from __future__ import annotations

from monitor.extract.syntax.model import Tagged
from monitor.extract.tokens import SentencePiece


def tag(piece: SentencePiece, number: int) -> Tagged:
    """Return the words of *piece* with their tags."""
    raise NotImplementedError
