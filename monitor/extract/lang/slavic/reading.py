"""The entry of the Russian and Ukrainian reader: article in, facts out.

Contacts, denials, and what points back.

Only sentences with a word of contact or denial are read in full; those before them for who is named.
"""

from __future__ import annotations

import re

from monitor.article.model import Article
from monitor.extract.lang.slavic.cues import load_cues
from monitor.extract.lang.slavic.morphology import number_known
from monitor.extract.lang.slavic.story import Story
from monitor.extract.lang.slavic.taught import taught_pack
from monitor.extract.lang.slavic.words import own_words
from monitor.extract.lexicon import Lexicon
from monitor.extract.model import NO_FACTS, Facts

LANGUAGES = ("ru", "uk")
_LETTERS = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ]")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_RUSSIAN = re.compile(r"[ыэъёЫЭЪЁ]")
_WORDS = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 60
_UK_PAST = ("ав", "яв", "ив", "ув")
_RU_PAST = ("ал", "ял", "ил", "ел", "ул", "ыл")
_SAMPLE = 1500
_SHARE = 0.3


def is_cyrillic(article: Article) -> bool:
    """Tell whether *article* is written mostly in Cyrillic letters."""
    sample = (article.title + article.text[:_SAMPLE]) or " "
    return not sample.isascii() and len(_LETTERS.findall(sample)) > _SHARE * len(sample)


def language_by_words(article: Article) -> str:
    """Return "uk" or "ru", by the letters or short words that only one of them has; "": neither tells."""
    sample = article.title + article.text[:_SAMPLE]
    ukrainian, russian = len(_UKRAINIAN.findall(sample)), len(_RUSSIAN.findall(sample))
    if ukrainian == russian:
        words = set(sample.lower().split())
        ukrainian, russian = len(words & own_words("uk", "ru")), len(words & own_words("ru", "uk"))
    return "" if ukrainian == russian else "uk" if ukrainian > russian else "ru"


def language_of(article: Article) -> str:
    """Return "uk" or "ru", by letters and short words, else by which dictionary knows more of its words."""
    near = language_by_words(article)
    if near:
        return near
    sample = article.title + article.text[:_SAMPLE]
    words = [word for word in _WORDS.findall(sample) if word.islower()][:_MOST_WORDS]
    ukrainian, russian = number_known(words, "uk"), number_known(words, "ru")
    if ukrainian == russian:
        ukrainian, russian = (sum(word.endswith(some) for word in words) for some in (_UK_PAST, _RU_PAST))
    if ukrainian == russian and article.detected_language in LANGUAGES:
        return article.detected_language
    return "uk" if ukrainian > russian else "ru"


def read_slavic(article: Article, lexicon: Lexicon) -> Facts:
    """Return the facts of a Russian or Ukrainian *article*."""
    story = story_of(article, lexicon)
    return story.facts() if story is not None else NO_FACTS


def story_of(article: Article, lexicon: Lexicon) -> Story | None:
    """Return the story of *article*, to be read; None where no word of it tells of a contact or denial."""
    text = f"{article.title}\n{article.text}"
    near = language_by_words(article)
    if not any(_cued(text, language, lexicon) for language in ([near] if near else LANGUAGES)):
        return None
    language = language_of(article)
    return (
        Story(article, language, lexicon, load_cues(language))
        if near or _cued(text, language, lexicon)
        else None
    )


def _cued(text: str, language: str, lexicon: Lexicon) -> bool:
    return load_cues(language).any_in(text) or taught_pack(language, lexicon).any_in(text)
