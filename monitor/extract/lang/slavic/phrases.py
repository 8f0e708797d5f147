"""Noun phrases and verbs of a Russian or Ukrainian sentence.

A phrase ends where its noun does; what stands behind it in the genitive is a phrase of its own that knows
its owner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from monitor.extract.frames.predicates import Predicate
from monitor.extract.lang.slavic.cases import NOM
from monitor.extract.lang.slavic.spots import WordSpot
from monitor.extract.lang.slavic.tagger import Inflected


@dataclass(slots=True, eq=False)
class Chunk:
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
    spot: WordSpot | None = None
    row: Predicate | None = None
    plural: bool = False
    adjectives: frozenset[str] = frozenset()
    sides: tuple[str, ...] = ()
    owner: Chunk | None = None
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
class PhraseParts:
    """The phrases and verbs of a sentence, by the place of their first word."""

    words: Sequence[Inflected]
    phrases: list[Chunk] = field(default_factory=list)
    verbs: list[Verb] = field(default_factory=list)

    def low(self, start: int, end: int) -> str:
        """Return words `[start, end)` in lower case."""
        return " ".join(word.low for word in self.words[max(0, start) : end])
