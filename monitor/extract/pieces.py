"""The sentences of an article, as every reader splits them."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.article.model import Article
from monitor.article.sentences import whole_sentences
from monitor.extract.tokens import SentencePiece, clean


def sentence_pieces(article: Article) -> Iterator[SentencePiece]:
    """Yield the sentences of *article* that may be searched and quoted, headline first."""
    for block in article.evidence_blocks:
        text = clean(article.title if block.field == "title" else article.text, block)
        for place in whole_sentences(text):
            yield SentencePiece(text[place.start : place.end], block.field, block.start + place.start)
