"""Splits a Russian or Ukrainian sentence into words with what each may be.

And says what it most likely is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from monitor.extract.lang.slavic.cases import ANY, written
from monitor.extract.lang.slavic.morphology import Reading, readings
from monitor.extract.lang.slavic.words import WordLists, closed_words
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
class Inflected(Token):
    """A token with all that it may be; `mask`: the cases it may stand in, `plural`.

    "s", "p" or both, `reading`: the best. `case` ("nominative" … "locative") and `gender` ("m", "f", "n")
    where they can be told; several readings of a case are joined by "/".
    """

    case: str = ""
    gender: str = ""
    mask: int = 0
    plural: str = ""
    reading: Reading | None = None
    readings: tuple[Reading, ...] = ()
    known_lemmas: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    """what names and offices look it up by: lemmas, the word as written, both without "экс-"."""
    extra: frozenset[str] = frozenset()
    """lemmas of taught words that it is."""

    def placed(self, start: int) -> Inflected:
        """Return the same word at *start* of a sentence."""
        return Inflected(
            self.raw,
            self.low,
            self.lemma,
            self.tag,
            self.form,
            start,
            start + len(self.raw),
            case=self.case,
            gender=self.gender,
            mask=self.mask,
            plural=self.plural,
            reading=self.reading,
            readings=self.readings,
            known_lemmas=self.known_lemmas,
            keys=self.keys,
        )

    def lemmas(self) -> frozenset[str]:
        """Return the lemmas of all readings."""
        return self.known_lemmas | self.extra if self.extra else self.known_lemmas


def tag(piece: SentencePiece, number: int, language: str) -> Tagged:
    """Return the words of *piece*."""
    words: list[Token] = []
    opening = True
    for found in word_pattern().finditer(unescaped(piece.text)):
        raw, start = found.group(), found.start()
        word = _word(raw, language, opening).placed(start)
        words.append(word)
        opening = word.tag == Tag.QUOTE or (opening and word.tag == Tag.PUNCTUATION)
    return Tagged(words, piece, number, language, piece.headline)


@lru_cache(maxsize=20_000)
def _word(raw: str, language: str, opening: bool) -> Inflected:  # noqa: FBT001 a key of the cache
    """Return the word *raw* as it is anywhere; *opening*: its capital is the sentence's."""
    closed = closed_words(language)
    low = raw.lower()
    if not raw[0].isalnum():
        mark = Tag.QUOTE if low == '"' else Tag.PUNCTUATION
        return Inflected(raw, low, low, mark, Form.NONE, 0, 0)
    found = readings(low, language) if not low.isdigit() else ()
    known = _closed(low, closed)
    if low in closed.lists["nouns"]:
        found = tuple(one for one in found if one.pos == "NOUN") or found
    if low in closed.lists["verbs"]:
        found = tuple(one for one in found if one.pos == "VERB") or found
    relatives = tuple(
        one for one in found if one.lemma in closed.lists["relative"] and one.pos in {"NPRO", "ADJF"}
    )
    if relatives and not raw[0].isupper():
        found = relatives  # "яку" is a relative, and hardly ever a yak's
    if known is not None:
        word = Inflected(raw, low, low, known, Form.NONE, 0, 0, readings=found)
    elif not found:
        name = Tag.NAME if raw[0].isupper() else Tag.NUMBER
        word = Inflected(raw, low, low, name, Form.NONE, 0, 0, mask=ANY, plural="sp")
    else:
        word = _open(raw, low, found, named=raw[0].isupper() and not opening)
    word.known_lemmas = frozenset(one.lemma for one in found)
    nominal = frozenset(one.lemma for one in found if one.pos in _NOMINAL or one.pos in _ADJECTIVE)
    word.keys = _keys(low, nominal)
    return word


def _keys(low: str, lemmas: frozenset[str]) -> frozenset[str]:
    keys = {*lemmas, low.replace("ё", "е")}
    if low.startswith(("экс-", "екс-")):
        keys |= {key.partition("-")[2] for key in keys}
    elif low.startswith("екс"):
        keys |= {key[3:] for key in keys}
    return frozenset(keys)


def _closed(low: str, closed: WordLists) -> str | None:
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


def _open(raw: str, low: str, found: tuple[Reading, ...], *, named: bool) -> Inflected:
    best = (
        found[0] if raw[0].isupper() and not named and not found[0].imperative else _best(found, named=named)
    )
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
    return Inflected(
        raw,
        low,
        best.lemma,
        tag_,
        _form(best),
        0,
        0,
        case=written(mask),
        gender=genders.pop() if len(genders) == 1 else "",
        mask=mask,
        plural=plural or "s",
        reading=best,
        readings=found,
    )


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
