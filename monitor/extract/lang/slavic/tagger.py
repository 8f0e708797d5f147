"""Splits a Russian or Ukrainian sentence into words with what each may be, and says what it most likely is."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.extract.lang.slavic.cases import ANY, written
from monitor.extract.lang.slavic.morphology import Reading, readings
from monitor.extract.lang.slavic.words import ClosedWords, closed_words
from monitor.extract.syntax.model import Form, Tag, Tagged, Token
from monitor.extract.tokens import SentencePiece, unescaped, word_pattern

_NOMINAL = frozenset({"NOUN", "NPRO", "NUMR"})
_ADJECTIVE = frozenset({"ADJF", "PRTF", "ADJS", "PRTS"})
_TAGS = {
    "NOUN": Tag.NOUN,
    "NPRO": Tag.PRONOUN,
    "NUMR": Tag.NUMBER,
    "ADJF": Tag.ADJECTIVE,
    "ADJS": Tag.ADJECTIVE,
    "PRTF": Tag.ADJECTIVE,
    "PRTS": Tag.VERB,
    "VERB": Tag.VERB,
    "IMPE": Tag.VERB,
    "INFN": Tag.VERB,
    "GRND": Tag.VERB,
    "PREP": Tag.PREPOSITION,
    "CONJ": Tag.CONJUNCTION,
    "PRED": Tag.ADVERB,
    "ADVB": Tag.ADVERB,
    "COMP": Tag.ADVERB,
    "PRCL": Tag.ADVERB,
}
_FORMS = {"past": Form.PAST, "present": Form.PRESENT, "future": Form.FUTURE}


@dataclass(slots=True)
class Word(Token):
    """A token with all that it may be; `mask`: the cases it may stand in, `plural`: "s", "p" or both, `reading`: the best."""

    mask: int = 0
    plural: str = ""
    reading: Reading | None = None
    readings: tuple[Reading, ...] = ()
    extra: frozenset[str] = frozenset()
    """lemmas of taught words that it is."""

    def lemmas(self) -> set[str]:
        """Return the lemmas of all readings."""
        return {*self.extra, *(one.lemma for one in self.readings)}


def tag(piece: SentencePiece, number: int, language: str) -> Tagged:
    """Return the words of *piece*."""
    closed = closed_words(language)
    words: list[Token] = []
    opening = True
    for found in word_pattern().finditer(unescaped(piece.text)):
        raw, start = found.group(), found.start()
        word = _word(raw, start, language, closed, opening=opening)
        words.append(word)
        opening = word.tag == Tag.QUOTE or (opening and word.tag == Tag.PUNCTUATION)
    return Tagged(words, piece, number, language, piece.headline)


def _word(raw: str, start: int, language: str, closed: ClosedWords, *, opening: bool) -> Word:
    low = raw.lower()
    if not raw[0].isalnum():
        mark = Tag.QUOTE if low == '"' else Tag.PUNCTUATION
        return Word(raw, low, low, mark, Form.NONE, start, start + len(raw))
    known = _closed(low, closed)
    found = readings(low, language) if not low.isdigit() else ()
    if known is not None:
        return Word(raw, low, low, known, Form.NONE, start, start + len(raw), readings=found)
    if not found:
        name = Tag.NAME if raw[0].isupper() else Tag.NUMBER
        return Word(raw, low, low, name, Form.NONE, start, start + len(raw), mask=ANY, plural="sp")
    if low in closed.lists["nouns"]:
        found = tuple(one for one in found if one.pos == "NOUN") or found
    return _open(raw, low, start, found, named=raw[0].isupper() and not opening, capital=raw[0].isupper())


def _closed(low: str, closed: ClosedWords) -> str | None:
    lists = closed.lists
    if low in lists["negation"]:
        return Tag.NEGATION
    if low in closed.prepositions:
        return Tag.PREPOSITION
    if low in lists["both"] or low in lists["but"]:
        return Tag.CONJUNCTION
    if low in lists["complementizers"] or low in lists["hypothetical"] or low in lists["subordinators"]:
        return Tag.SUBORDINATOR
    if low in lists["predicatives"]:
        return Tag.MODAL
    return Tag.ADVERB if low in lists["particles"] or low in lists["question"] else None


def _open(raw: str, low: str, start: int, found: tuple[Reading, ...], *, named: bool, capital: bool) -> Word:
    best = found[0] if capital and not named and not found[0].imperative else _best(found, named=named)
    mask, plural, genders = 0, "", set()
    alike = _NOMINAL if best.pos in _NOMINAL else _ADJECTIVE if best.pos in _ADJECTIVE else frozenset()
    for one in found:
        if one.pos in alike or (alike and named and one.pos == "ADJF"):
            mask |= one.cases
            number = "p" if one.plural else "s"
            plural += "" if number in plural else number
            genders.add(one.gender)
    tag_ = _TAGS.get(best.pos, Tag.ADVERB)
    if named:
        tag_ = Tag.NAME
        mask = mask if alike and mask else ANY
        if not best.known:
            mask = ANY  # a foreign name: the dictionary only guesses how it inflects
    if raw.isupper() and len(raw) > 1:
        mask = ANY
    return Word(
        raw, low, best.lemma, tag_, _form(best), start, start + len(raw), written(mask),
        genders.pop() if len(genders) == 1 else "", mask=mask, plural=plural or "s", reading=best, readings=found,
    )  # fmt: skip


def _best(found: tuple[Reading, ...], *, named: bool) -> Reading:
    """Return the likeliest reading: a capital inside a sentence is a name; commands are rare in news."""
    if named:
        names = [one for one in found if one.name]
        nouns = [one for one in found if one.pos == "NOUN"]
        if names or nouns:
            return (names or nouns)[0]
    common = [
        one for one in found if not one.imperative and one.name not in {"first", "surname", "patronymic"}
    ]
    return (common or list(found))[0]


def _form(reading: Reading) -> str:
    if reading.pos in {"PRTF", "PRTS", "IMPE"}:
        return Form.PARTICIPLE
    if reading.pos == "INFN":
        return Form.BASE
    if reading.pos == "GRND":
        return Form.GERUND
    if reading.pos == "VERB":
        return _FORMS.get(reading.tense, Form.PRESENT)
    return Form.PLURAL if reading.plural else Form.NONE
