"""Subjects in Russian and Ukrainian clauses: who does it, and who is named together with whom."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from monitor.extract.cast.model import PartyKind
from monitor.extract.factuality.governors import Governors
from monitor.extract.frames.predicates import Predicates
from monitor.extract.lang.slavic.cases import DAT, LOC, NOM
from monitor.extract.lang.slavic.phrases import Chunk, PhraseParts, Verb
from monitor.extract.lang.slavic.structure import SlavicClause, SlavicLink
from monitor.extract.lang.slavic.words import WordLists
from monitor.extract.syntax.model import Tag


class Subjects:
    """Finds subjects and coordinated parties within one sentence."""

    def __init__(
        self,
        parts: PhraseParts,
        clauses: Sequence[SlavicClause],
        closed: WordLists,
        predicates: Predicates,
        governors: Governors,
    ) -> None:
        """Link within *parts*, whose *clauses* are known."""
        self.governors = governors
        self.parts = parts
        self.clauses = clauses
        self.closed = closed
        self.predicates = predicates

    def subjects(self, clause: SlavicClause, depth: int = 0) -> list[Chunk]:  # noqa: PLR0911 - each case answers for itself
        """Return who does what *clause* tells, with those coordinated.

        From the clause it hangs on where it has none.
        """
        own = self.own_subject(clause)
        if own is not None:
            return self.together(own)
        if depth > 4:
            return []
        if clause.link is SlavicLink.RELATIVE:
            return self._subject_of_relative(clause)
        if clause.link is SlavicLink.PARTICIPLE and isinstance(clause.governor, Chunk):
            return self.together(clause.governor)
        if clause.alongside is not None:
            found = self.subjects(clause.alongside, depth + 1)
            if found:
                return found
        if clause.parent is not None:
            return self.subjects(clause.parent, depth + 1)
        behind = next(
            (one for one in self.clauses if one.alongside is clause or (one.parent is clause)), None
        )
        if clause.link is SlavicLink.GERUND and clause.parent is None:
            behind = next(
                (one for one in self.clauses if one.number > clause.number and one.link is SlavicLink.MAIN),
                behind,
            )
        if behind is not None and (behind.alongside is clause or clause.link is SlavicLink.GERUND):
            late = self.own_subject(behind)
            return self.together(late) if late is not None else []
        return []

    def _subject_of_relative(self, clause: SlavicClause) -> list[Chunk]:
        """Return who "который" stands for as subject.

        Of "где", "с которым" the subject of the clause it hangs on.
        """
        governor = clause.governor
        if clause.relative >= 0 and not clause.relative_prep and isinstance(governor, Chunk):
            if self.parts.words[clause.relative].mask & NOM:
                return self.together(governor)
            return []
        return self.subjects(clause.parent, 1) if clause.parent is not None else []

    def own_subject(self, clause: SlavicClause) -> Chunk | None:
        """Return the clause's own subject that may take part, or that at least is somebody."""
        main = clause.main_verb
        found = [
            phrase
            for phrase in clause.phrases
            if phrase.subject_like and (phrase.spot or self.pronoun(phrase))
        ]
        if (
            main is not None
            and main.plural is False
            and main.gender in {"m", "f"}
            and main.tense == "past"
            and main.form == "finite"
        ):
            found = [one for one in found if self._agrees(one, main)]
        if not found or (
            main is not None and main.passive and main.form == "finite" and not any(one.spot for one in found)
        ):
            return None
        sure = [phrase for phrase in found if phrase.mask == NOM]
        pick = sure or found
        at = main.at if main is not None else clause.end
        before = [phrase for phrase in pick if phrase.at < at]
        return (before or pick)[0]

    def _agrees(self, phrase: Chunk, verb: Verb) -> bool:
        """Tell whether a subject and a verb in the past may belong together by their gender."""
        word = self.parts.words[phrase.head]
        if phrase.spot is None or word.gender not in {"m", "f"} or phrase.spot.named:
            return not (phrase.plural and phrase.spot is not None)
        official = phrase.spot.party.kind is PartyKind.PERSON
        return word.gender == verb.gender or (official and verb.gender == "f")

    def dative_subject(self, clause: SlavicClause) -> list[Chunk]:
        """Return who "Путину удалось поговорить", "президенту предстоит встретиться" is about."""
        found = next(
            (
                one
                for one in clause.phrases
                if one.spot is not None
                and not one.prep
                and one.owner is None
                and one.mask & DAT
                and not one.mask & NOM
            ),
            None,
        )
        return self.together(found) if found is not None else []

    def pronoun(self, phrase: Chunk) -> bool:
        """Tell whether *phrase* is "он", "они": somebody, though it is not said here who."""
        word = self.parts.words[phrase.head]
        return (
            word.tag == Tag.PRONOUN
            and word.low in self.closed.lists["pronouns"]
            and word.low not in {"это", "це"}
        )

    def together(self, phrase: Chunk) -> list[Chunk]:
        """Return *phrase* with those it is coordinated with: "Путин и Макрон", "с Путиным и Макроном"."""
        if phrase.spot is None:
            return [phrase]
        chain = [phrase]
        for step in (1, -1):
            here = phrase
            while True:
                other = self._next_to(here, step)
                if other is None:
                    break
                chain.append(other)
                here = other
        chain.sort(key=lambda one: one.at)
        return chain if self._has_both(chain) else [phrase]

    def _next_to(self, phrase: Chunk, step: int) -> Chunk | None:
        phrases = self.parts.phrases
        at = phrases.index(phrase) + step
        if not 0 <= at < len(phrases):
            return None
        other = phrases[at]
        first, second = (phrase, other) if step > 0 else (other, phrase)
        between = [word.low for word in self.parts.words[first.end : second.at]]
        joined = bool(between) and all(
            low in {",", "и", "та", "і", "й", "также", "також", "а"} for low in between
        )
        same = other.spot is not None and phrase.mask & other.mask & ~LOC
        prep = second.prep in {"", first.prep}
        if not joined or not same or not prep:
            return None
        return other

    def _has_both(self, chain: Sequence[Chunk]) -> bool:
        """Tell whether a list has "и" in it; commas alone stand beside an apposition too."""
        gaps = pairwise(chain)
        return any(
            word.low in {"и", "та", "і", "й"}
            for one, two in gaps
            for word in self.parts.words[one.end : two.at]
        )
