"""Tells which words of a Russian or Ukrainian sentence are verbs, and in which form."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extract.lang.slavic.cases import INS, NOM
from monitor.extract.lang.slavic.morphology import Reading, made_of
from monitor.extract.lang.slavic.phrases import PhraseParts, Verb
from monitor.extract.lang.slavic.tagger import Inflected
from monitor.extract.syntax.model import Tag

_PREDICATIVE = frozenset({"PRED", "ADJS"})
_ADJECTIVE = frozenset({"ADJF", "PRTF"})
_FORMS = {"INFN": "infinitive", "GRND": "gerund", "PRTF": "participle"}
_GERUNDS = (
    ("вшись", "тися"),
    ("вши", "ти"),
    ("уючи", "увати"),
    ("юючи", "ювати"),
    ("аючи", "ати"),
    ("яючи", "яти"),
    ("ючи", "ти"),
    ("уючись", "уватися"),
    ("аючись", "атися"),
    ("ючись", "тися"),
)


class VerbWords:
    """Reads the verbs of one sentence."""

    def __init__(self, words: Sequence[Inflected]) -> None:
        """Read among *words*."""
        self.words = words
        self.low = [word.low for word in words]
        self.parts = PhraseParts(words)

    def _verb(self, at: int) -> int:
        word = self.words[at]
        best = word.reading
        if word.tag == Tag.MODAL:
            self.parts.verbs.append(
                Verb(at, frozenset({word.low}), "predicative", "present", self._negated(at))
            )
            return at + 1
        if best is None or word.tag in {Tag.PREPOSITION, Tag.SUBORDINATOR, Tag.CONJUNCTION}:
            return 0
        if best.pos in _ADJECTIVE and self._rather_verb(at):
            best = next(one for one in word.readings if one.pos == "VERB")
        form = _form(best, word.mask)
        if not form:
            return 0
        made = made_of(best.lemma) if form == "predicative" and best.passive else ()
        verb = Verb(
            at,
            frozenset(_infinitives(word)) if form == "gerund" else frozenset({*word.lemmas(), *made}),
            form,
            best.tense or ("past" if best.pos in {"PRTS", "IMPE"} else ""),
            self._negated(at),
            best.passive,
            best.plural,
            best.gender,
            best.person,
            self._conditional(at),
            adjective=best.pos in {"ADJF", "ADJS", "PRED"},
            mask=word.mask,
        )
        self.parts.verbs.append(verb)
        return at + 1

    def _negated(self, at: int) -> bool:
        """Tell "не звонил", "не был отменен", "не раз" apart."""
        before = at - 1
        while before >= 0 and (
            self.words[before].lemmas() & {"быть", "бути"} or self.low[before] in {"бы", "б", "би"}
        ):
            before -= 1
        return before >= 0 and self.words[before].tag == Tag.NEGATION and self.low[before] not in {"ни", "ні"}

    def _conditional(self, at: int) -> bool:
        near = self.low[max(0, at - 2) : at] + self.low[at + 1 : at + 3]
        return any(word in {"бы", "б", "би"} for word in near)

    def _rather_verb(self, at: int) -> bool:
        """Tell "тривала дві години" from "тривала розмова".

        What may be a verb and does not agree with what follows.
        """
        word = self.words[at]
        if at + 1 >= len(self.words) or not any(one.pos == "VERB" and one.tense for one in word.readings):
            return False
        following = self.words[at + 1]
        agrees = word.mask & following.mask and set(word.plural) & set(following.plural)
        return not (agrees and following.tag in {Tag.NOUN, Tag.NAME, Tag.ADJECTIVE})


def _form(best: Reading, mask: int) -> str:
    """Return what kind of verb a reading is, or "" where it is none."""
    if best.pos in {"VERB", "PRTS", "IMPE"}:
        return "" if best.imperative else "finite"
    if best.pos in _FORMS:
        return _FORMS[best.pos]
    if best.pos in _PREDICATIVE or (best.pos == "ADJF" and mask & (NOM | INS)):
        return "predicative"
    return ""


def _infinitives(word: Inflected) -> set[str]:
    """Return the infinitives of a gerund: the Ukrainian dictionary has each gerund as a word of its own."""
    found = set(word.lemmas())
    for ending, infinitive in _GERUNDS:
        if word.low.endswith(ending):
            found.add(word.low.removesuffix(ending) + infinitive)
    return found
