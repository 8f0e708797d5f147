"""Lines of ordinary sentences: what each word is, and which words stand in one noun group.

A line is `sentence | word/tag … [words of a group]`; a word that comes twice is the first. What is known to be read
wrongly is counted, so that it can only become less.
"""

from __future__ import annotations

import re
from pathlib import Path

from monitor.extract.lang.en.tagger import tag
from monitor.extract.lang.pack import load_pack
from monitor.extract.syntax.chunks import Chunker
from monitor.extract.syntax.model import NounGroup, Tagged
from monitor.extract.tokens import SentencePiece, plain

TEXT = Path(__file__).with_name("tag_lines.txt").read_text("utf-8")
LINES = [line for line in TEXT.splitlines() if line and not line.startswith("#")]
LEAST = 300
WRONG_AT_MOST = 5


def tagged(sentence: str) -> Tagged:
    headline = sentence[-1].isalnum()
    return tag(SentencePiece(plain(sentence), "title" if headline else "text", 0), 0)


def faults(line: str) -> list[str]:
    """Return what is read otherwise than *line* says."""
    sentence, wanted = line.rsplit(" | ", 1)
    read = tagged(sentence)
    groups = re.findall(r"\[([^\]]+)\]", wanted)
    first: dict[str, str] = {}
    for token in read.tokens:
        first.setdefault(token.raw, token.tag)
    found = []
    for pair in re.sub(r"\[[^\]]+\]", "", wanted).split():
        word, _, expected = pair.rpartition("/")
        if first.get(word) != expected:
            found.append(f"{sentence}: {word} is {first.get(word)}, not {expected}")
    made = [item for item in Chunker(load_pack("en")).items(read) if isinstance(item, NounGroup)]
    words = {" ".join(token.raw for token in read.tokens[one.start : one.end]) for one in made}
    return [*found, *(f"{sentence}: no group [{group}]" for group in groups if group not in words)]


def test_there_are_enough_lines() -> None:
    assert len(LINES) >= LEAST


def test_words_are_what_their_sentences_make_them() -> None:
    wrong = [fault for line in LINES for fault in faults(line)]
    assert len(wrong) <= WRONG_AT_MOST, "\n".join(wrong)
