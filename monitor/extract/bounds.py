"""Limits on how much of one article is read for facts; what is left out is reported.

Who does what to whom is asked word by word within a sentence, and fact by fact within an article. News
stays far below these bounds (the longest sentence of a thousand wire stories has some 120 words); what
is above them is no prose, and reading it to the end would cost the articles behind it.
"""

from __future__ import annotations

from monitor.extract.tokens import Sentence, SentencePiece, read_sentence

MOST_CHARACTERS = 2000
MOST_WORDS = 250
MOST_FACTS = 500
MOST_PEOPLE = 1000
LONG_SENTENCE = f"a sentence of more than {MOST_WORDS} words was not read for contacts and denials"
MANY_FACTS = f"only the first {MOST_FACTS} mentions of contacts and denials were read"
MANY_PEOPLE = f"only what stands before the {MOST_PEOPLE:,}th name was read for contacts and denials"


def read_within_bounds(piece: SentencePiece) -> Sentence | None:
    """Split *piece* into words; None where it is too long to be a sentence."""
    if len(piece.text) > MOST_CHARACTERS:
        return None
    sentence = read_sentence(piece)
    return None if len(sentence) > MOST_WORDS else sentence
