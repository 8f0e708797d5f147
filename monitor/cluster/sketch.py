"""Makes the `Sketch` of an article: the excerpt that is kept to compare it with later ones."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from monitor.article.model import Article, Role
from monitor.article.published import out_by
from monitor.cluster.model import TEXT_KEPT, Sketch

_MARKUP = re.compile(r"<[^<>]{1,300}>|https?://\S+|&lt;.{1,300}?&gt;", re.DOTALL)


def sketch_of(article: Article, article_id: str, received: datetime) -> Sketch:
    """Return the sketch of *article*; *received* stands in where no date of publication was found."""
    parts = []
    room = TEXT_KEPT
    for block in article.evidence_blocks:
        if block.role is not Role.HEADLINE:
            parts.append(block.text)
            room -= len(block.text) + 1
            if room <= 0:
                break
    text = "\n".join(parts)[:TEXT_KEPT]
    if "<" in text or "http" in text or "&lt;" in text:
        text = _MARKUP.sub(" ", text)
    return Sketch(
        article_id=article_id,
        at=(out_by(article.dated, received) if article.dated else received).astimezone(UTC),
        title=article.title,
        text=text,
        publisher=article.publisher,
    )
