"""The fingerprint of a text (bottom-k sketch) and the resemblance of two: a new version, or another text?

A sketch is the smallest hashes of a text's longer words (bottom-k; Broder 1997, "On the
resemblance and containment of documents"). Two versions of one article share most of their words,
two stories about the same people do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from monitor.article.model import Article

SIZE = 64
_SHORTEST_WORD = 4
"""Bytes; shorter words are in every text."""
_ENOUGH = 4000
"""Characters; the start of a story tells it from others."""


def sketch(article: Article) -> tuple[int, ...]:
    """Return at most `SIZE` numbers for the words of *article*, sorted."""
    text = " ".join([block.text for block in article.evidence_blocks])[:_ENOUGH].lower()
    words = {word for word in text.encode("utf-8", "surrogatepass").split() if len(word) >= _SHORTEST_WORD}
    return tuple(sorted(set(map(crc32, words)))[:SIZE])


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """Return an estimate of the share of words that two texts have in common, 0 to 1."""
    if not one or not other:
        return 1.0 if list(one) == list(other) else 0.0
    lowest = sorted({*one, *other})[:SIZE]
    return len({*one} & {*other} & {*lowest}) / len(lowest)
