"""Reads the facts of a Russian or Ukrainian article, sentence by sentence.

Contacts, denials, and what points back.

Only sentences with a word of contact or denial are read in full; those before them for who is named.
"""

from __future__ import annotations

import re

from monitor.article.model import Article
from monitor.extract.lang.slavic.cues import load_cues
from monitor.extract.lang.slavic.story import Story
from monitor.extract.lang.slavic.taught import taught_pack
from monitor.extract.lang.slavic.words import own_words
from monitor.extract.lexicon import Lexicon
from monitor.extract.model import NO_FACTS, Facts

_LETTERS = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ]")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_RUSSIAN = re.compile(r"[ыэъёЫЭЪЁ]")
_SAMPLE = 1500
_SHARE = 0.3


def is_cyrillic(article: Article) -> bool:
    """Tell whether *article* is written mostly in Cyrillic letters."""
    sample = (article.title + article.text[:_SAMPLE]) or " "
    return not sample.isascii() and len(_LETTERS.findall(sample)) > _SHARE * len(sample)


def language_of(article: Article) -> str:
    """Return "uk" or "ru", by the letters that only one of them has, else by its own words."""
    sample = article.title + article.text[:_SAMPLE]
    ukrainian, russian = len(_UKRAINIAN.findall(sample)), len(_RUSSIAN.findall(sample))
    if ukrainian == russian:
        words = set(sample.lower().split())
        ukrainian, russian = len(words & own_words("uk", "ru")), len(words & own_words("ru", "uk"))
    if ukrainian == russian:
        ukrainian, russian = load_cues("uk").number_in(sample), load_cues("ru").number_in(sample)
    if ukrainian == russian and article.detected_language in {"ru", "uk"}:
        return article.detected_language
    return "uk" if ukrainian > russian else "ru"


def read_slavic(article: Article, lexicon: Lexicon) -> Facts:
    """Return the facts of a Russian or Ukrainian *article*."""
    story = story_of(article, lexicon)
    return story.facts() if story is not None else NO_FACTS


def story_of(article: Article, lexicon: Lexicon) -> Story | None:
    """Return the story of *article*, to be read; None where no word of it tells of a contact or denial."""
    language = language_of(article)
    cues, taught = load_cues(language), taught_pack(language, lexicon)
    text = f"{article.title}\n{article.text}"
    if not cues.any_in(text) and not taught.any_in(text):
        return None
    return Story(article, language, lexicon, cues)
