"""Groups the words of a Russian or Ukrainian sentence: noun phrases with preposition and case, and verbs.

A phrase ends where its noun does; what stands behind it in the genitive is a phrase of its own that knows
its owner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from monitor.extract.frames.predicates import Predicate, Predicates
from monitor.extract.lang.slavic.cases import ACC, ANY, GEN, INS, NOM
from monitor.extract.lang.slavic.morphology import Reading, made_of
from monitor.extract.lang.slavic.spots import Spot
from monitor.extract.lang.slavic.tagger import Word
from monitor.extract.lang.slavic.words import ClosedWords
from monitor.extract.syntax.model import Tag

_PREDICATIVE = frozenset({"PRED", "ADJS"})
_ADJECTIVE = frozenset({"ADJF", "PRTF"})
_FORMS = {"INFN": "infinitive", "GRND": "gerund", "PRTF": "participle"}
_SHORT = frozenset({"ADJS", "PRTS"})
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


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase, words `[start, end)`, its preposition before them: who or what, in which cases.

    `rows`: what it tells of as an event. `owner`: the phrase in whose genitive it stands. `own`: "свой",
    "его" in it.
    """

    start: int
    end: int
    head: int
    mask: int
    lemmas: frozenset[str]
    prep: str = ""
    spot: Spot | None = None
    row: Predicate | None = None
    plural: bool = False
    adjectives: frozenset[str] = frozenset()
    sides: tuple[str, ...] = ()
    owner: Phrase | None = None
    clause: int = -1
    none: bool = False
    """"никаких переговоров", "ни звонка"."""
    at: int = -1
    """where its preposition stands, or its first word."""

    @property
    def subject_like(self) -> bool:
        """Tell whether it may be a subject."""
        return not self.prep and bool(self.mask & NOM) and self.owner is None


@dataclass(slots=True, eq=False)
class Verb:
    """A verb, or what stands for one: short adjectives and participles, "нет", "можно".

    `form`: "finite", "infinitive", "gerund", "participle" (a full one, before or behind its noun) or
    "predicative".
    """

    at: int
    lemmas: frozenset[str]
    form: str
    tense: str = ""
    negated: bool = False
    passive: bool = False
    plural: bool = False
    gender: str = ""
    person: str = ""
    conditional: bool = False
    clause: int = -1
    adjective: bool = False
    mask: int = 0

    @property
    def finite(self) -> bool:
        """Tell whether it makes a clause."""
        return self.form in {"finite", "predicative"}


@dataclass(slots=True)
class Parts:
    """The phrases and verbs of a sentence, by the place of their first word."""

    words: Sequence[Word]
    phrases: list[Phrase] = field(default_factory=list)
    verbs: list[Verb] = field(default_factory=list)

    def low(self, start: int, end: int) -> str:
        """Return words `[start, end)` in lower case."""
        return " ".join(word.low for word in self.words[max(0, start) : end])


class Grouper:
    """Groups the words of one sentence."""

    def __init__(
        self, words: Sequence[Word], spots: Sequence[Spot], closed: ClosedWords, predicates: Predicates
    ) -> None:
        """Group *words*, in which *spots* are mentioned."""
        self.words = words
        self.low = [word.low for word in words]
        self.spots = {spot.start: spot for spot in spots}
        self.closed = closed
        self.predicates = predicates
        self.parts = Parts(words)
        self.ahead: tuple[int, str, int] | None = None
        """where a preposition stands whose noun is still to come, the preposition, and the noun's cases."""

    def read(self) -> Parts:
        """Return all phrases and verbs."""
        at = 0
        while at < len(self.words):
            at = max(at + 1, self._at(at))
        self._own()
        return self.parts

    def _at(self, at: int) -> int:
        if self.words[at].tag == Tag.PUNCTUATION:
            self.ahead = None
        spot = self.spots.get(at)
        if spot is None and self._relative(at):
            return at + 1
        if spot is None:
            prep = self.closed.preposition(self.low, at)
            if prep is not None and at + prep[0] < len(self.words) and not self._stands_alone(at + prep[0]):
                return self._behind(at, *prep)
        return self._phrase(at, at, "", ANY) or self._verb(at)

    def _stands_alone(self, at: int) -> bool:
        return self.words[at].tag in {Tag.PUNCTUATION, Tag.QUOTE, Tag.SUBORDINATOR}

    def _relative(self, at: int) -> bool:
        """Tell whether the word is "который", "кто": a link, no phrase."""
        word = self.words[at]
        return word.tag in {Tag.PRONOUN, Tag.ADJECTIVE} and not word.lemmas().isdisjoint(
            self.closed.lists["relative"]
        )

    def _behind(self, at: int, length: int, prep: str, cases: int) -> int:
        """Read the phrase behind a preposition; it is no preposition where none follows."""
        first = at + length
        end = self._phrase(first, at, prep, cases)
        reading = self.words[first].reading
        if not end and reading is not None and reading.pos == "PRTF":
            self.ahead = (at, prep, self.words[first].mask & cases)
        return end or first

    def _handed_on(self, start: int, prep: str, cases: int) -> tuple[int, str, int]:
        """Give a noun the preposition that stands before its participle: "с находящимся в Астане королем"."""
        if prep or self.ahead is None:
            return start, prep, cases
        at, before, agreeing = self.ahead
        return at, before, agreeing

    def _phrase(self, at: int, start: int, prep: str, cases: int) -> int:
        """Read a noun phrase that begins at *at*; return its end, or 0 where there is none."""
        here, mask, none = at, cases, False
        adjectives: list[str] = []
        sides: list[str] = []
        while here < len(self.words) and not self._relative(here):
            spot = self.spots.get(here)
            if spot is not None:
                if here > at and not spot.mask & mask and self.words[here - 1].tag != Tag.NUMBER:
                    return 0  # "був прийнятий прем'єром": said of somebody else
                return self._party(spot, start, prep, mask)
            word = self.words[here]
            if word.tag == Tag.QUOTE and adjectives and here + 1 < len(self.words):
                here += 1  # an "отличный" разговор
                continue
            if prep and self._substantive(here, cases):
                break
            if word.tag in {Tag.NOUN, Tag.NAME, Tag.PRONOUN} and word.mask & cases:
                if not (word.tag == Tag.PRONOUN and self._modifies(here)):
                    break
            elif not self._modifies(here):
                return 0
            if word.mask & mask and word.low not in self.closed.lists["whose"]:
                mask &= word.mask
            none = (
                none
                or word.low.startswith(("никак", "ніяк", "жодн", "ни", "ані"))
                or word.low in {"ни", "ні"}
            )
            adjectives += sorted(word.lemmas()) if word.readings else []
            here += 1
        else:
            return 0
        word = self.words[here]
        agreed = word.mask & mask or word.mask & cases
        phrase = Phrase(
            at,
            here + 1,
            here,
            agreed,
            frozenset(word.lemmas() | {word.low}),
            prep,
            plural="p" in word.plural and "s" not in word.plural,
            adjectives=frozenset(adjectives),
            none=none,
            at=start,
            sides=tuple(sides),
        )
        self._take_row(phrase)
        self.parts.phrases.append(phrase)
        return phrase.end

    def _substantive(self, at: int, cases: int) -> bool:
        """Tell "с пленными": an adjective that is a noun where none follows."""
        word = self.words[at]
        if (
            word.tag != Tag.ADJECTIVE
            or not word.mask & cases
            or not any(one.pos == "NOUN" for one in word.readings)
        ):
            return False
        behind = self.words[at + 1] if at + 1 < len(self.words) else None
        return at + 1 not in self.spots and (
            behind is None or behind.tag not in {Tag.NOUN, Tag.NAME, Tag.ADJECTIVE}
        )

    def _modifies(self, at: int) -> bool:
        """Tell whether the word at *at* may stand before a noun that follows."""
        word = self.words[at]
        if self._rather_verb(at) or self._governs(at):
            return False
        if word.tag in {Tag.ADJECTIVE, Tag.NUMBER} or word.low in {"ни", "ні", "жодного", "жодних"}:
            return at + 1 < len(self.words) and not self._short(word)
        if word.tag == Tag.NAME and word.reading is not None and word.reading.pos == "ADJF":
            return at + 1 < len(self.words)
        if word.tag == Tag.ADVERB:
            following = self.words[at + 1] if at + 1 < len(self.words) else None
            return (
                following is not None
                and following.tag == Tag.ADJECTIVE
                and word.low not in self.closed.lists["particles"]
            )
        fillers = self.closed.lists["fillers"]
        return (
            word.tag == Tag.PRONOUN
            and not word.lemmas().isdisjoint(fillers)
            and at + 1 < len(self.words)
            and (
                self.words[at + 1].tag in {Tag.NOUN, Tag.NAME, Tag.ADJECTIVE, Tag.NUMBER}
                or at + 1 in self.spots
            )
        )

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

    def _governs(self, at: int) -> bool:
        """Tell "проводивший переговоры" from "прошедшие переговоры": a participle with its own object."""
        word = self.words[at]
        if (
            word.reading is None
            or word.reading.pos != "PRTF"
            or word.reading.passive
            or at + 1 >= len(self.words)
        ):
            return False
        behind = self.words[at + 1]
        named = behind.tag in {Tag.NOUN, Tag.NAME, Tag.ADJECTIVE} or at + 1 in self.spots
        return named and not (word.mask & behind.mask and set(word.plural) & set(behind.plural))

    @staticmethod
    def _short(word: Word) -> bool:
        return word.reading is not None and word.reading.pos in _SHORT

    def _party(self, spot: Spot, start: int, prep: str, cases: int) -> int:
        if self.ahead is not None and not prep and spot.mask & self.ahead[2]:
            start, prep, cases = self._handed_on(start, prep, cases)
            self.ahead = None
        mask = spot.mask & cases or spot.mask
        head = self.words[spot.head]
        phrase = Phrase(
            spot.start,
            spot.end,
            spot.head,
            mask,
            frozenset(head.lemmas()),
            prep,
            spot,
            plural=spot.plural,
            at=start,
        )
        self.parts.phrases.append(phrase)
        return spot.end

    def _take_row(self, phrase: Phrase) -> None:
        """Find what contact the phrase tells of, if any.

        Its noun, or its noun with an adjective before or noun behind it.
        """
        for lemma in phrase.lemmas:
            for row in self.predicates.nouns.get(lemma, ()):
                if len(row.lemma) == 1:
                    phrase.row = phrase.row or row
        for lemma in phrase.adjectives:
            for row in self.predicates.nouns.get(lemma, ()):
                if len(row.lemma) > 1 and not phrase.lemmas.isdisjoint(self._lemmas(row.lemma[1])):
                    phrase.row = row

    @staticmethod
    def _lemmas(word: str) -> set[str]:
        return {word, word.rstrip("иы"), word[:-1]}

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

    def _own(self) -> None:
        """Give each genitive that follows a noun its owner."""
        phrases = self.parts.phrases
        for before, phrase in pairwise(phrases):
            behind = before.end == phrase.start and not phrase.prep
            if not behind or not phrase.mask & GEN or before.spot is not None:
                continue
            if before.mask == INS and not before.prep and phrase.mask & (ACC | NOM):
                continue  # "назвал фейком сообщения"
            if self.words[before.head].tag == Tag.NAME and phrase.spot is not None:
                continue  # a place whose name is not known owns nobody
            if before.prep and self._acts(phrase, before):
                continue  # "в соцсетях ФСБ заявила"
            if self.words[before.head].tag != Tag.PRONOUN:
                phrase.owner = before
                phrase.mask = phrase.mask if phrase.row or phrase.spot else GEN

    def _acts(self, phrase: Phrase, before: Phrase) -> bool:
        """Tell whether somebody behind a noun with a preposition is the subject of the verb behind."""
        if (
            phrase.spot is None
            or not phrase.mask & NOM
            or not before.lemmas.isdisjoint(self.closed.lists["papers"])
        ):
            return False
        verb = next((one for one in self.parts.verbs if one.at == phrase.end and one.form == "finite"), None)
        if verb is None or verb.passive or verb.plural:
            return False
        start = next((at for at in range(before.at, 0, -1) if self.words[at].tag == Tag.PUNCTUATION), 0)
        end = next(
            (at for at in range(verb.at, len(self.words)) if self.words[at].tag == Tag.PUNCTUATION),
            len(self.words),
        )
        return not any(
            one is not phrase
            and not one.prep
            and one.mask & NOM
            and one.owner is None
            and start <= one.at < end
            for one in self.parts.phrases
        )


def _form(best: Reading, mask: int) -> str:
    """Return what kind of verb a reading is, or "" where it is none."""
    if best.pos in {"VERB", "PRTS", "IMPE"}:
        return "" if best.imperative else "finite"
    if best.pos in _FORMS:
        return _FORMS[best.pos]
    if best.pos in _PREDICATIVE or (best.pos == "ADJF" and mask & (NOM | INS)):
        return "predicative"
    return ""


def _infinitives(word: Word) -> set[str]:
    """Return the infinitives of a gerund: the Ukrainian dictionary has each gerund as a word of its own."""
    found = set(word.lemmas())
    for ending, infinitive in _GERUNDS:
        if word.low.endswith(ending):
            found.add(word.low.removesuffix(ending) + infinitive)
    return found
