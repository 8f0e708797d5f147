"""English words in both of their readings, told apart by their neighbours."""

from __future__ import annotations

import pytest

from monitor.extract.lang.en.tagger import tag
from monitor.extract.syntax.model import Tag
from monitor.extract.tokens import SentencePiece, plain

NOUN, VERB, ADVERB = Tag.NOUN, Tag.VERB, Tag.ADVERB

CASES = [
    ("The ministry reports a loss.", "reports", VERB),
    ("He denied reports of a call.", "reports", NOUN),
    ("She said that reports of a call were false.", "reports", NOUN),
    ("Police report a visit by the premier.", "report", VERB),
    ("The police report is long.", "report", NOUN),
    ("The paper claims that he left.", "claims", VERB),
    ("The claims that he left are false.", "claims", NOUN),
    ("They rejected that claim as silly.", "that", Tag.DETERMINER),
    ("They said that talks had ended.", "that", Tag.SUBORDINATOR),
    ("The army that fired left.", "that", Tag.WH),
    ("That is not true.", "That", Tag.PRONOUN),
    ("Macron calls Putin.", "calls", VERB),
    ("The Kremlin pours scorn over reports.", "pours", VERB),
    ("Phone calls to Putin went unanswered.", "calls", NOUN),
    ("The call lasted an hour.", "call", NOUN),
    ("He will call her.", "call", VERB),
    ("Did Macron call Putin?", "call", VERB),
    ("Peace talks ended.", "talks", NOUN),
    ("She talks to him often.", "talks", VERB),
    ("They went to peace talks.", "talks", NOUN),
    ("They plan to visit Kyiv.", "visit", VERB),
    ("A visit to Kyiv is planned.", "visit", NOUN),
    ("He plans to visit Kyiv.", "plans", VERB),
    ("No plans were made.", "plans", NOUN),
    ("He has not yet called.", "yet", ADVERB),
    ("The meeting ended.", "meeting", NOUN),
    ("After meeting Putin, he left.", "meeting", VERB),
    ("Obama's meeting with the king was short.", "meeting", NOUN),
    ("He met visiting premiers.", "visiting", Tag.ADJECTIVE),
    ("It is clear.", "clear", Tag.ADJECTIVE),
    ("The proposed summit is off.", "proposed", Tag.ADJECTIVE),
    ("He has called her.", "called", VERB),
    ("Both deny it.", "Both", Tag.PRONOUN),
    ("These reports are false.", "reports", NOUN),
    ("She told her aide.", "her", Tag.POSSESSIVE),
    ("He met her in Paris.", "her", Tag.PRONOUN),
    ("The leaders agree on a deal.", "agree", VERB),
    ("He called first that night.", "first", ADVERB),
    ("His first call failed.", "first", Tag.NUMBER),
]


@pytest.mark.parametrize(("text", "word", "expected"), CASES)
def test_a_word_is_what_its_neighbours_make_it(text: str, word: str, expected: str) -> None:
    tagged = tag(SentencePiece(plain(text), "text", 0), 0)
    assert next(token.tag for token in tagged.tokens if token.raw == word) == expected


def test_what_is_fused_is_known() -> None:
    tagged = tag(SentencePiece("They've met but he didn't call.", "text", 0), 0)
    assert [(token.raw, token.fused) for token in tagged.tokens if token.fused] == [
        ("They've", "have"),
        ("didn't", "not"),
    ]


@pytest.mark.parametrize("text", ["", "…", '"', "'s", "a" * 300, "—", "IS WAS 'S"])
def test_any_text_is_tagged(text: str) -> None:
    assert len(tag(SentencePiece(plain(text), "text", 0), 0).tokens) >= 0
