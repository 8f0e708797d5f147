"""Reads an article's facts: the way from sentences to contacts and denials in one function.

`read_facts` is pure: same article and lexicon, same facts, in reading order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from monitor.article.model import Article
from monitor.extract.article_facts import ArticleFacts
from monitor.extract.bounds import LONG_SENTENCE, MANY_FACTS, MANY_PEOPLE, read_within_bounds
from monitor.extract.clauses import Clause
from monitor.extract.contacts import ContactReader
from monitor.extract.lang.slavic.reading import is_cyrillic, read_slavic
from monitor.extract.denials import DenialReader
from monitor.extract.lexicon import Lexicon
from monitor.extract.lexicon.taught import LANGUAGES
from monitor.extract.mentions import MentionReader
from monitor.extract.model import NO_FACTS, Facts
from monitor.extract.prefilter import Choice, Gate
from monitor.extract.speech import Speech
from monitor.extract.tokens import Sentence

_READ_IN = frozenset({*LANGUAGES, None})


class FactReader:
    """All readers of one lexicon, built once and used for every article."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Prepare the readers of *lexicon*."""
        self.lexicon = lexicon
        self.gate = Gate(lexicon)
        self.mentions = MentionReader(lexicon)
        self.contacts = ContactReader(lexicon)
        self.speech = Speech(lexicon.english)
        self.denials = DenialReader(lexicon, self.speech)
        self.hedges = tuple(f" {text} " for text in lexicon.english["status"]["claimed"])

    def read(self, article: Article) -> Facts:
        """Return the facts *article* reports; none of one in a language that facts are not read in."""
        if article.detected_language not in _READ_IN:
            return NO_FACTS
        if is_cyrillic(article):
            return read_slavic(article, self.lexicon)
        chosen = self.gate.choose(article)
        if not chosen:
            return NO_FACTS
        notes: list[str] = []
        read = _sentences(chosen, notes)
        mentions = dict(zip(read, self.mentions.read(list(read.values())), strict=False))
        story = ArticleFacts(article, self.speech, self.hedges)
        for number, choice in enumerate(chosen):
            story.turn(claimed=choice.claimed)
            if story.full or (number in read and number not in mentions):
                notes.append(MANY_FACTS if story.full else MANY_PEOPLE)
                break
            if choice.talks or choice.denies or choice.heard:
                self._sentence(story, Clause(read[number], mentions[number], self.contacts.adverbs), choice)
        return replace(story.facts(), notes=tuple(notes))

    def _sentence(self, story: ArticleFacts, clause: Clause, choice: Choice) -> None:
        if choice.heard:
            story.heard(clause)
        if choice.talks:
            story.sighted(clause, list(self.contacts.read(clause)))
        if choice.denies:
            story.denied(clause, list(self.denials.read(clause)))


def _sentences(chosen: Sequence[Choice], notes: list[str]) -> dict[int, Sentence]:
    """Return the words of the sentences to read, by number, none of one too long: *notes* say so."""
    read = {}
    for number, choice in enumerate(chosen):
        if choice.read:
            sentence = read_within_bounds(choice.piece)
            if sentence is None and LONG_SENTENCE not in notes:
                notes.append(LONG_SENTENCE)
            read[number] = sentence or Sentence([], [], choice.piece)
    return read


def read_facts(article: Article, lexicon: Lexicon | None = None) -> Facts:
    """Return the contacts and denials that *article* reports.

    *lexicon* is the shipped one unless the caller brings its own (`Lexicon.extended`). Pure:
    no clock, no state that shows, no I/O beyond reading the shipped lexicon once.
    """
    return _reader(lexicon or Lexicon.load_default()).read(article)


@lru_cache(maxsize=4)
def _reader(lexicon: Lexicon) -> FactReader:
    """Return the readers of *lexicon*, built once: building them costs more than reading many articles."""
    return FactReader(lexicon)
