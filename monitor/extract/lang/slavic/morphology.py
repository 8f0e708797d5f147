"""What a Russian or Ukrainian word may be, by the dictionaries of pymorphy3.

Loaded when the first word is asked for.

A dictionary gives every reading of a word; readings of one lemma that differ in their case alone are one
here, with all its cases.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from monitor.extract.lang.slavic.cases import ACC, GEN, NOM, of_grammeme

_RARE = 0.04
_KEPT = 20_000
_NAMES = {"Name": "first", "Surn": "surname", "Patr": "patronymic", "Geox": "place", "Orgn": "body"}
_TENSES = {"past": "past", "pres": "present", "futr": "future"}
_GENDERS = {"masc": "m", "femn": "f", "neut": "n", "ms-f": "m"}
_UNUSED = frozenset({"voct", "Infr", "Arch", "Erro", "Slng", "Dist"})
_SHORT = 2
_FIXED = "еиоуюэії"
_INFINITIVES = ("ти", "тися", "тись")


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a word may be: lemma, part of speech as the dictionary calls it, cases as bits, and so on.

    `name` is "first", "surname", "patronymic", "place", "body" or ""; `tense` "past", "present", "future"
    or "".
    """

    lemma: str
    pos: str
    cases: int = 0
    gender: str = ""
    plural: bool = False
    tense: str = ""
    person: str = ""
    name: str = ""
    animate: bool = False
    passive: bool = False
    imperative: bool = False
    known: bool = True
    """in the dictionary, not guessed by its ending."""


@cache
def _analyzer(language: str) -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang=language)


def number_known(words: Iterable[str], language: str) -> int:
    """Return how many of *words* stand in the dictionary of *language*."""
    return sum(map(_analyzer(language).word_is_known, words))


@lru_cache(maxsize=_KEPT)
def readings(low: str, language: str) -> tuple[Reading, ...]:
    """Return what the word *low*, in lower case, may be, the likeliest first."""
    every = _analyzer(language).parse(low)
    parsed = [one for one in every if _usable(one)] or every
    best = max((one.score for one in parsed), default=0.0)
    likely = [one for one in parsed if one.score >= _RARE * best or one.tag.POS == "NPRO"]
    if language == "uk" and not low.endswith(_INFINITIVES):
        likely = [one for one in likely if "infn" not in one.tag.grammemes] or likely
    return tuple(_joined([_reading(one) for one in likely]))


def _usable(parsed: Any) -> bool:
    if _UNUSED.isdisjoint(parsed.tag.grammemes):
        return len(parsed.word) > _SHORT or "Abbr" not in parsed.tag.grammemes
    return False


def _reading(parsed: Any) -> Reading:
    tag = parsed.tag
    known = tag.grammemes
    pos = str(tag.POS or "")
    if "Impe" in known:
        pos = "IMPE"  # Ukrainian "скасовано": it was cancelled
    elif "infn" in known:
        pos = "INFN"
    return Reading(
        lemma=parsed.normal_form.replace("ё", "е"),
        pos=pos,
        cases=of_grammeme(tag.case) or (NOM if pos == "NOUN" and parsed.word == parsed.normal_form else 0),
        gender=_GENDERS.get(str(tag.gender or ""), "m" if "ms-f" in known else ""),
        plural="plur" in known,
        tense=_TENSES.get(str(tag.tense or ""), "") or _tense(known),
        person=str(tag.person or "")[:1],
        name=next((name for mark, name in _NAMES.items() if mark in known), ""),
        animate="anim" in known,
        passive="pssv" in known or pos == "IMPE",
        imperative="impr" in known,
        known=parsed.is_known,
    )


def _tense(known: AbstractSet[str]) -> str:
    """Return the tense of a form that the dictionary gives none: a perfective present is a future."""
    if {"1per", "2per", "3per"}.isdisjoint(known) or "VERB" not in known:
        return ""
    return "future" if "perf" in known else "present"


def _joined(found: Iterable[Reading]) -> Iterable[Reading]:
    """Join readings that differ in case alone."""
    kept: dict[tuple[Any, ...], Reading] = {}
    for one in found:
        key = (one.lemma, one.pos, one.gender, one.plural, one.tense, one.person, one.name, one.imperative)
        old = kept.get(key)
        cases = one.cases | (old.cases if old else 0)
        kept[key] = Reading(
            one.lemma,
            one.pos,
            cases,
            one.gender,
            one.plural,
            one.tense,
            one.person,
            one.name,
            one.animate or bool(old and old.animate),
            one.passive,
            one.imperative,
            one.known,
        )
    return kept.values()


_PARTICIPLES = (
    ("ований", "увати"),
    ("йований", "ювати"),
    ("ений", "ити"),
    ("ений", "ти"),
    ("ний", "ти"),
    ("тий", "ти"),
)


@lru_cache(maxsize=2048)
def made_of(lemma: str) -> tuple[str, ...]:
    """Return the verbs whose passive participle the Ukrainian adjective *lemma* is: "прийнятий", прийняти.

    The Ukrainian dictionary has each participle as a word of its own.
    """
    made = (lemma.removesuffix(ending) + verb for ending, verb in _PARTICIPLES if lemma.endswith(ending))
    return tuple(one for one in made if _analyzer("uk").word_is_known(one))


@lru_cache(maxsize=4096)
def nominative(raw: str, language: str, cases: int, gender: str) -> str:
    """Return the name *raw*, which stands in one of *cases*, in the nominative.

    As it is where that cannot be told.
    """
    if cases & NOM or not raw:
        return raw
    if "-" in raw and raw.partition("-")[2][:1].isupper():
        return "-".join(nominative(part, language, cases, gender) for part in raw.split("-"))
    low = raw.lower()
    found = [one for one in _analyzer(language).parse(low) if of_grammeme(one.tag.case) & cases]
    found = [one for one in found if "plur" not in one.tag.grammemes] or found
    found.sort(key=lambda one: _name_likelihood(one, gender))
    words = [inflected.word for one in found if (inflected := one.inflect({"nomn"})) is not None]
    if low[-1] not in _FIXED:
        words.sort(
            key=lambda word: word == low
        )  # a form that inflects is likelier than a name that never does
    return _written_as(words[0], raw) if words else raw


@lru_cache(maxsize=1024)
def nominative_plural(raw: str, language: str) -> str:
    """Return the noun or adjective *raw*, in the plural, in the nominative.

    As it is where that cannot be told.
    """
    for one in _analyzer(language).parse(raw.lower()):
        if "plur" in one.tag.grammemes and one.tag.POS in {"NOUN", "ADJF"}:
            inflected = one.inflect({"nomn"})
            if inflected is not None:
                return _written_as(inflected.word, raw)
    return raw


def _name_likelihood(parsed: Any, gender: str) -> tuple[bool, bool, bool, float]:
    known = parsed.tag.grammemes
    fits = not gender or _GENDERS.get(str(parsed.tag.gender or ""), gender) == gender
    return (not fits, not ({"Surn", "Name", "Patr"} & known), parsed.tag.POS != "NOUN", -parsed.score)


def _written_as(word: str, raw: str) -> str:
    """Return *word* with the capitals of *raw*."""
    if raw.isupper():
        return word.upper() if len(raw) > 1 else raw
    parts, old = word.split("-"), raw.split("-")
    if len(parts) != len(old):
        return word[:1].upper() + word[1:]
    return "-".join(
        part[:1].upper() + part[1:] if was[:1].isupper() else part
        for part, was in zip(parts, old, strict=True)
    )


ANIMATE_OBJECT = ACC | GEN
"""What the accusative of a masculine name may be taken for."""
