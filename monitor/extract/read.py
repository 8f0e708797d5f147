"""Reads an article's facts: the whole way from sentences to contacts and denials in one function.

`read_facts` is pure: same article and lexicon, same facts, in reading order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from monitor.article.model import Article
from monitor.extract.article_facts import ArticleFacts
from monitor.extract.bounds import LONG_SENTENCE, MANY_FACTS, MANY_PEOPLE, MOST_CHARACTERS, MOST_WORDS
from monitor.extract.cast.reader import Cast
from monitor.extract.frames.topic import Topic
from monitor.extract.lang.en.taught import taught_pack
from monitor.extract.lang.pack import load_pack
from monitor.extract.lang.slavic.reading import is_cyrillic, read_slavic
from monitor.extract.lexicon import Lexicon
from monitor.extract.lexicon.taught import LANGUAGES
from monitor.extract.model import NO_FACTS, Facts
from monitor.extract.prefilter.choice import Choice
from monitor.extract.prefilter.gate import Gate
from monitor.extract.prospects import may_say, may_tell
from monitor.extract.sentence import SentenceReader, SentenceReading
from monitor.extract.syntax.model import Tagged

Prospect = Callable[[Choice, Tagged, Topic, int], bool]
READ_IN = frozenset({*LANGUAGES, None})
"""the languages that facts are read in; None: too short a text to tell."""


class FactReader:
    """All readers of one lexicon, built once and used for every article."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Prepare the readers of *lexicon*."""
        self.lexicon = lexicon
        self.pack = taught_pack(load_pack("en"), lexicon.taught)
        self.gate = Gate(lexicon, self.pack)
        self.sentences = SentenceReader(self.pack)

    def read(self, article: Article) -> Facts:
        """Return the facts *article* reports; none of one in a language that facts are not read in."""
        if article.detected_language not in READ_IN:
            return NO_FACTS
        if is_cyrillic(article):
            return read_slavic(article, self.lexicon)
        chosen = self.gate.choose(article)
        if not chosen:
            return NO_FACTS
        return self.read_chosen(article, chosen)[0]

    def read_chosen(
        self, article: Article, chosen: Sequence[Choice], parsed: Prospect = may_tell
    ) -> tuple[Facts, ArticleFacts]:
        """Return the facts of the sentences *chosen*, and how they were come by; *parsed* tells which are."""
        notes: list[str] = []
        tagged = self._tagged(chosen, notes)
        cast = Cast(self.lexicon, article.published.date() if article.published else None)
        cast.read([one for one in tagged.values() if one.tokens])
        story = ArticleFacts(article, self.pack)
        for number, choice in enumerate(chosen):
            story.turn(number, claimed=choice.claimed)
            sentence = tagged.get(number)
            if story.full:
                notes.append(MANY_FACTS)
                break
            if sentence is None:
                continue
            if parsed(choice, sentence, story.topic, number):
                story.take(self.sentences.read(sentence, cast), choice)
            elif choice.heard:  # as every sentence with a word of a contact is
                story.passed(sentence, cast.speaker_of(sentence))
        if cast.truncated:
            notes.append(MANY_PEOPLE)
        return replace(story.facts(), notes=tuple(notes)), story

    def readings(self, article: Article) -> list[SentenceReading]:
        """Return what was read of each sentence of *article* that was read, for who asks why."""
        chosen = self.gate.choose(article)
        return self.read_chosen(article, chosen, may_say)[1].readings if chosen else []

    def _tagged(self, chosen: Sequence[Choice], notes: list[str]) -> dict[int, Tagged]:
        """Return the tagged words of the sentences to read, by number, none of one too long.

        *notes* say so.
        """
        read = {}
        for number, choice in enumerate(chosen):
            if not choice.read:
                continue
            long = len(choice.piece.text) > MOST_CHARACTERS
            tagged = Tagged([], choice.piece, number, "en") if long else self.pack.tag(choice.piece, number)
            if long or len(tagged.tokens) > MOST_WORDS:
                tagged.tokens = []
                if LONG_SENTENCE not in notes:
                    notes.append(LONG_SENTENCE)
            read[number] = tagged
        return read


def read_facts(article: Article, lexicon: Lexicon | None = None) -> Facts:
    """Return the contacts and denials that *article* reports.

    *lexicon* is the shipped one unless the caller brings its own (`Lexicon.extended`). Pure:
    no clock, no state that shows, no I/O beyond reading the shipped lexicon once.
    """
    return reader_of(lexicon or Lexicon.load_default()).read(article)


@lru_cache(maxsize=4)
def reader_of(lexicon: Lexicon) -> FactReader:
    """Return the readers of *lexicon*, built once: building them costs more than reading many articles."""
    return FactReader(lexicon)
