"""Groups the words of a Russian or Ukrainian sentence: noun phrases with preposition and case, and verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from monitor.extract.frames.predicates import Predicates
from monitor.extract.lang.slavic.cases import ACC, ANY, GEN, INS, NOM
from monitor.extract.lang.slavic.phrases import Chunk, PhraseParts
from monitor.extract.lang.slavic.spots import WordSpot
from monitor.extract.lang.slavic.tagger import Inflected
from monitor.extract.lang.slavic.verb_words import VerbWords
from monitor.extract.lang.slavic.words import WordLists
from monitor.extract.syntax.model import Tag

_SHORT = frozenset({"ADJS", "PRTS"})


@dataclass(slots=True)
class _Modifiers:
    """What stands before the noun of a phrase: the cases it leaves, adjectives, "никаких"."""

    mask: int
    none: bool = False
    adjectives: list[str] = field(default_factory=list)


class Grouper(VerbWords):
    """Groups the words of one sentence."""

    def __init__(
        self,
        words: Sequence[Inflected],
        spots: Sequence[WordSpot],
        closed: WordLists,
        predicates: Predicates,
    ) -> None:
        """Group *words*, in which *spots* are mentioned."""
        super().__init__(words)
        self.spots = {spot.start: spot for spot in spots}
        self.closed = closed
        self.predicates = predicates
        self.ahead: tuple[int, str, int] | None = None
        """where a preposition stands whose noun is still to come, the preposition, and the noun's cases."""

    def read(self) -> PhraseParts:
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
        seen = _Modifiers(cases)
        here = at
        while here < len(self.words) and not self._relative(here):
            spot = self.spots.get(here)
            if spot is not None:
                if here > at and not spot.mask & seen.mask and self.words[here - 1].tag != Tag.NUMBER:
                    return 0  # "був прийнятий прем'єром": said of somebody else
                return self._party(spot, start, prep, seen.mask)
            if self._heads(here, prep, cases):
                return self._noun(Chunk(at, here + 1, here, 0, frozenset(), prep, at=start), seen, cases)
            quote = self.words[here].tag == Tag.QUOTE and bool(seen.adjectives)  # an "отличный" разговор
            if not quote and not self._modifies(here):
                return 0
            if not quote:
                self._take_modifier(self.words[here], seen)
            here += 1
        return 0

    def _heads(self, at: int, prep: str, cases: int) -> bool:
        """Tell whether the word at *at* is the noun of a phrase."""
        word = self.words[at]
        if prep and self._substantive(at, cases):
            return True
        nominal = word.tag in {Tag.NOUN, Tag.NAME, Tag.PRONOUN} and bool(word.mask & cases)
        return nominal and not (word.tag == Tag.PRONOUN and self._modifies(at))

    def _take_modifier(self, word: Inflected, seen: _Modifiers) -> None:
        if word.mask & seen.mask and word.low not in self.closed.lists["whose"]:
            seen.mask &= word.mask
        seen.none = (
            seen.none or word.low.startswith(("никак", "ніяк", "жодн", "ни", "ані")) or word.low == "ні"
        )
        seen.adjectives += sorted(word.lemmas()) if word.readings else []

    def _noun(self, phrase: Chunk, seen: _Modifiers, cases: int) -> int:
        """Take in a phrase whose noun is found, with what stands before it."""
        word = self.words[phrase.head]
        phrase.mask = word.mask & seen.mask or word.mask & cases
        phrase.lemmas = frozenset(word.lemmas() | {word.low})
        phrase.plural = "p" in word.plural and "s" not in word.plural
        phrase.adjectives = frozenset(seen.adjectives)
        phrase.none = seen.none
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
    def _short(word: Inflected) -> bool:
        return word.reading is not None and word.reading.pos in _SHORT

    def _party(self, spot: WordSpot, start: int, prep: str, cases: int) -> int:
        if self.ahead is not None and not prep and spot.mask & self.ahead[2]:
            start, prep, cases = self._handed_on(start, prep, cases)
            self.ahead = None
        mask = spot.mask & cases or spot.mask
        head = self.words[spot.head]
        phrase = Chunk(
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

    def _take_row(self, phrase: Chunk) -> None:
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

    def _acts(self, phrase: Chunk, before: Chunk) -> bool:
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
