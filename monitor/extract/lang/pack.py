"""A language pack: how a language's sentences are tagged, and its tables. One engine reads all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from monitor.extract.denial.words import DenialTable, load_denial_words
from monitor.extract.factuality.governors import Governors, load_governors
from monitor.extract.frames.predicates import Predicates, load_predicates
from monitor.extract.lang.grammar import Grammar, load_grammar
from monitor.extract.syntax.model import Tagged
from monitor.extract.tokens import SentencePiece

Tagger = Callable[[SentencePiece, int], Tagged]


@dataclass(frozen=True, slots=True)
class Pack:
    """One language: `tag(piece, number)` makes a sentence's tokens, the rest are its tables."""

    language: str
    tag: Tagger
    grammar: Grammar
    predicates: Predicates
    governors: Governors
    denials: DenialTable
    never: tuple[tuple[str, ...], ...] = ()
    """phrases, as words in lower case, that are no contact whatever they look like."""
    written: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """forms of verbs that no list of the language has, by lemma: what a user taught."""


@cache
def load_pack(language: str) -> Pack:
    """Return the pack of *language* ("en", "ru", "uk"), loaded once.

    Its tagger is `lang/<language>/tagger.py`.
    """
    tagger = import_module(f"monitor.extract.lang.{language}.tagger")
    return Pack(
        language,
        tagger.tag,
        load_grammar(language),
        load_predicates(language),
        load_governors(language),
        load_denial_words(language),
    )
