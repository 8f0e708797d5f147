# ruff: noqa: E501 - one language, one line
"""Which language an article is in, well enough to choose lexicons: script, then a vote of stop words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, repeat

_STOP_WORDS = {
    "en": "the of and to in is that for was on with as by at from it his has had not are but be said were who",
    "de": "der die das und ist nicht mit von zu den dem ein eine auf für im des sich auch wurde nach bei hat dass",
    "fr": "le la les et est une des du dans pour que qui pas sur par au avec ce sont il elle a été ses aux mais",
    "es": "el la los las y en que de un una por con para del se al es su como más fue pero ha entre sobre",
    "it": "il lo gli e di che la per un una con del della non si è sono nel alla anche dei da ha ma delle",
    "pt": "o os as e de que do da em um uma para com não por dos das no na se mais foi ao como pelo são",
    "pl": "i w na z że się nie do to jest po od za przez o jak był dla oraz ale tym co są jego",
    "nl": "de het een en van in is dat op te zijn voor met niet aan door ook er bij naar heeft als werd maar",
    "tr": "ve bir bu için ile da de olarak daha çok ne gibi olan kadar sonra ancak dedi göre ise değil",
    "ru": "и в не на что с по из к как это за от о для он но был его а у же при после также",
    "uk": "і в не на що з по із до як це за від про для він але був його а у та й при після також",
}
_VOTES: dict[str, tuple[str, ...]] = {}
for _language, _words in _STOP_WORDS.items():
    for _word in _words.split():
        _VOTES[_word] = (*_VOTES.get(_word, ()), _language)

_SCRIPTS = (
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u0600-\u06ff]"), "ar"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
)
_BEYOND_LATIN = re.compile(r"[\u0370-\u1dff\u3040-\uffef]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_RUSSIAN = re.compile(r"[ыэъёЫЭЪЁ]")
_SAMPLE = 800
_SCRIPT_SHARE = 0.15
_MIN_VOTES = 2
_MIN_LEAD = 1.25
_FEW_WORDS = 25


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language *text* is in, None when undecided."""
    sample = text[:_SAMPLE]
    if not sample.isascii() and _BEYOND_LATIN.search(sample):
        found = _by_script(sample)
        if found:
            return found
    return _by_vote(sample.lower().split())


def _by_script(sample: str) -> str | None:
    letters = max(1, len(sample) - sample.count(" "))
    cyrillic = len(_CYRILLIC.findall(sample))
    if cyrillic > letters * 0.4:
        return _cyrillic_language(sample)
    for pattern, language in _SCRIPTS:
        if len(pattern.findall(sample)) > letters * _SCRIPT_SHARE:
            return language
    return None


def _cyrillic_language(sample: str) -> str | None:
    ukrainian, russian = len(_UKRAINIAN.findall(sample)), len(_RUSSIAN.findall(sample))
    if ukrainian != russian:
        return "uk" if ukrainian > russian else "ru"
    return _by_vote(sample.lower().split(), among=frozenset(("ru", "uk")))


def _by_vote(words: list[str], among: frozenset[str] | None = None) -> str | None:
    votes = Counter(chain.from_iterable(map(_VOTES.get, words, repeat(()))))
    ranking = [pair for pair in votes.most_common() if among is None or pair[0] in among]
    if not ranking:
        return None
    best, most = ranking[0]
    runner_up = ranking[1][1] if len(ranking) > 1 else 0
    if most < _MIN_VOTES and len(words) > _FEW_WORDS:
        return None
    return best if most >= runner_up * _MIN_LEAD and most > runner_up else None
