"""The cast never fails, whatever stands in an article, and its cost grows with the length of it."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.extract.cast.reader import Cast
from monitor.extract.lang.en.tagger import tag
from monitor.extract.lexicon import Lexicon
from monitor.extract.tokens import SentencePiece
from tests.unit.extract.cast_lines import read

_WORDS = [
    "President", "president", "the", "of", "and", ",", "'s", "Putin", "Turkey", "Turkish", "foreign", "minister",
    "(", ")", "-", "his", "counterpart", "the two", "leaders", "Kremlin", "King", "II", "Mr", "al-Assad", "bin",
    "spokesman", "for", "former", "X", "Jane Roe", "UN", "chief", "ministry", "they", "I", "said", ".", '"', "U.S.",
    "Trump-Putin", "rebels", "both", "sides", "'", "von", "Jr.", "W", "é", "]", "[", "12", "pm", "Hamas", "Baltic",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(_WORDS), max_size=25), max_size=4))
def test_any_order_of_words_is_read(sentences: list[list[str]]) -> None:
    tagged = read([" ".join(words) for words in sentences])
    for one in tagged:
        ends = [0, *(mention.end for mention in one.mentions)]
        assert all(mention.start >= end for mention, end in zip(one.mentions, ends, strict=False))
        assert all(mention.start <= mention.head < mention.end for mention in one.mentions)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    for one in read([text]):
        assert all(0 <= mention.start < mention.end <= len(one.tokens) for mention in one.mentions)


def _seconds(text: str) -> float:
    best = 9.0
    for _ in range(3):
        tagged = [tag(SentencePiece(text, "text", 0), 0)]
        cast = Cast(Lexicon.load_default())
        gc.collect()
        gc.disable()
        began = time.process_time()
        cast.read(tagged)
        best = min(best, time.process_time() - began)
        gc.enable()
    return best


_PARTS = [
    "president of Turkey and ",
    "the Turkish ",
    "Presidents Putin, Modi, ",
    "his Turkish counterpart, ",
    "Jane Roe, president, ",
    "X ",
]


@pytest.mark.parametrize("part", _PARTS)
def test_cost_grows_with_the_number_of_words_and_not_faster(part: str) -> None:
    read([part])
    assert _seconds(part * 960) < _seconds(part * 120) * 24
