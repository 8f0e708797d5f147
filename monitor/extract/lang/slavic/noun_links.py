"""Participants of an event noun in Russian and Ukrainian: genitive, "с", "между", dative."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.frames.predicates import Predicate
from monitor.extract.lang.slavic.cases import ACC, DAT, GEN, INS, LOC, NOM
from monitor.extract.lang.slavic.events import SlavicEvent
from monitor.extract.lang.slavic.phrases import Chunk, Verb
from monitor.extract.lang.slavic.structure import SlavicClause, SlavicLink, source_phrase
from monitor.extract.lang.slavic.subjects import Subjects

TOGETHER = frozenset({"с", "з", "между", "між"})
_TIMES_AND_PLACES = frozenset({"в", "на", "у", "по", "за", "во время", "под час", "о"})
_OUTER_PREPS = frozenset(
    {
        "после",
        "в ходе",
        "во время",
        "на",
        "по итогам",
        "по окончании",
        "по завершении",
        "перед",
        "накануне",
        "до",
        "в рамках",
        "о",
        "от",
        "к",
        "для",
        "після",
        "під час",
        "за підсумками",
        "напередодні",
        "в ході",
        "у ході",
        "про",
        "від",
        "за результатами",
        "по результатам",
        "из-за",
        "через",
        "без",
        "после завершения",
        "після завершення",
    }
)

_AHEAD = frozenset({"перед", "до", "накануне", "напередодні", "перед началом", "до начала", "перед початком"})


class NounSlots(Subjects, ABC):
    """Finds the parties of event nouns within one sentence."""

    @abstractmethod
    def _rows(self, verb: Verb) -> Iterator[Predicate]:
        """Yield the rows of a verb."""

    @abstractmethod
    def _nearest_verb(self, phrase: Chunk, clause: SlavicClause) -> Verb | None:
        """Return the verb that a phrase completes."""

    def _behind(self, phrase: Chunk) -> list[Chunk]:
        """Return the phrases that stand behind an event noun and may be its parties, up to the next verb."""
        found: list[Chunk] = []
        end = phrase.end
        for other in self.parts.phrases:
            if other.at < phrase.end or other is phrase:
                continue
            gap = self.parts.words[end : other.at]
            if any(
                word.low not in {",", "и", "та", "і", "й", "а", "также", "також", "(", ")"} for word in gap
            ):
                break
            if gap and gap[0].low == "," and not (found and other.spot and found[-1].spot):
                break
            same = (
                other.row is not None
                and phrase.row is not None
                and other.row.kind is phrase.row.kind
                and other.prep in TOGETHER
            )
            if (
                other.spot is None
                and not same
                and (
                    other.row is not None
                    or (not found and other.prep not in _TIMES_AND_PLACES and other.owner is None)
                )
            ):
                break
            found.append(other)
            end = other.end
        return found

    def _of_noun(self, phrase: Chunk, row: Predicate, clause: SlavicClause) -> SlavicEvent | None:
        event = SlavicEvent(row, clause, phrase=phrase)
        own = list(self._own_parties(phrase, row, clause))
        filled = {slot for slot, _ in own}
        people = [one for _, some in own for one in some]
        verb = self.governing_verb(phrase, clause)
        light = (
            verb is not None
            and self._is_light(verb, row)
            and (
                (phrase.mask & (ACC | NOM | INS | GEN) and not phrase.prep)
                or (phrase.prep == "на" and "genitive" in row.slots)
            )
        )
        written = phrase.prep in {"в", "у"} and bool(phrase.mask & LOC) and bool(filled & {"dative", "до"})
        both = written or (bool(filled & {"dative", "до"}) and bool(filled & {"genitive", "от", "від"}))
        if "light" in row.needs and not light and not both:
            return None
        if any(need not in filled for need in row.needs if need != "light"):
            return None
        alone = len(parties(people)) < 2 and ("genitive" not in filled or "light" in row.needs)
        held = (
            light and bool(filled & {"с", "з"}) and "genitive" not in filled
        )  # "провёл беседы с главами МИД X и Y"
        if alone or held or _open_group(people):
            people = self._outer(event, clause, verb, people, light=bool(light)) + people
        if light:
            event.light = verb
        if len(parties(people)) < 2:
            return None
        self._fill(event, people)
        return event

    def _own_parties(
        self, phrase: Chunk, row: Predicate, clause: SlavicClause
    ) -> Iterator[tuple[str, list[Chunk]]]:
        """Yield the slots of an event noun that phrases behind it fill.

        Those of "с" before it in the clause with them.
        """
        taken: set[int] = set()
        for other in self._behind(phrase):
            if other.spot is None or other.at in taken:
                continue
            slot = self._slot(other, row, first=not taken)
            if slot:
                several = self.together(other)
                taken.update(one.at for one in several)
                yield slot, several
        far = next((one for one in clause.phrases if self._given(one) and one.at not in taken), None)
        if "dative" in row.slots and far is not None and "light" in row.needs:
            yield "dative", self.together(far)
            if not taken:
                return
        if not taken or not any(one.prep in TOGETHER for one in clause.phrases if one.at in taken):
            for other in clause.phrases:
                apart = (
                    other.spot is not None
                    and other.prep in TOGETHER
                    and other.prep in row.slots
                    and other.at not in taken
                )
                if apart and other.mask & INS and not self._taken_by_other(other, phrase, clause):
                    yield other.prep, self.together(other)
                    return

    @staticmethod
    def _given(phrase: Chunk) -> bool:
        """Tell whether *phrase* is somebody in the dative, whom a letter may be to."""
        alone = phrase.spot is not None and not phrase.prep and phrase.owner is None
        return alone and bool(phrase.mask & DAT) and not phrase.mask & NOM

    def _taken_by_other(self, other: Chunk, phrase: Chunk, clause: SlavicClause) -> bool:
        """Tell whether a "с" phrase far from an event noun belongs to another noun or to a verb."""
        for noun in clause.phrases:
            if noun.row is not None and noun is not phrase and other in self._behind(noun):
                return True
        verb = self._nearest_verb(other, clause)
        return (
            verb is None
            or (
                not any(lemma in self.predicates.light for lemma in verb.lemmas)
                and other.at > verb.at
                and phrase.at > other.at
            )
            or any("с" in row.slots or "з" in row.slots for row in self._rows(verb))
        )

    @staticmethod
    def _slot(other: Chunk, row: Predicate, *, first: bool) -> str:
        if other.prep:
            fits = other.prep in row.slots and (other.prep not in TOGETHER or other.mask & INS)
            return other.prep if fits else ""
        if other.owner is not None and "genitive" in row.slots and other.mask & GEN:
            return "genitive"
        if (
            "dative" in row.slots
            and other.mask & DAT
            and not (first and other.owner is not None and other.mask & GEN)
        ):
            return "dative"
        return (
            "genitive"
            if first and other.owner is not None and other.mask & GEN and "genitive" in row.slots
            else ""
        )

    def governing_verb(self, phrase: Chunk, clause: SlavicClause) -> Verb | None:
        """Return the verb that an event noun completes or is the subject of."""
        top = phrase
        while top.owner is not None:
            top = top.owner
        verbs = clause.verbs
        if clause.link is not SlavicLink.PARTICIPLE:
            verbs = [verb for verb in verbs if verb.form != "participle"]
        before = [verb for verb in verbs if verb.at < top.at]
        return before[-1] if before else next((verb for verb in verbs if verb.at > top.at), None)

    def _is_light(self, verb: Verb, row: Predicate) -> bool:
        own = row.light or self.predicates.light
        return not verb.lemmas.isdisjoint(own)

    def _outer(
        self,
        event: SlavicEvent,
        clause: SlavicClause,
        verb: Verb | None,
        own: Sequence[Chunk],
        *,
        light: bool,
    ) -> list[Chunk]:
        """Return who does it where the noun itself does not say: "после встречи с X Y заявил"."""
        phrase = event.phrase
        if phrase is None or not self._takes_outer(phrase, own):
            return []
        near = self._blamed(clause) if phrase.prep == "за" else self._owner_of_content(phrase)
        if near is not None or phrase.prep == "за":
            event.ranked = True
            return self.together(near) if near is not None else []
        had = self._had(phrase, clause)
        if had is not None:
            return self.together(had)
        event.ranked = not light
        return self._doers(phrase, clause, verb, light=light)

    @staticmethod
    def _takes_outer(phrase: Chunk, own: Sequence[Chunk]) -> bool:
        """Tell whether the preposition of an event noun lets the verb's subject be its party."""
        if phrase.prep in _AHEAD and not own:
            return False  # "пообщались перед ужином": whose dinner it is, nobody says
        within = phrase.prep in {"в", "у"} and bool(phrase.mask & LOC)
        return not phrase.prep or within or phrase.prep in _OUTER_PREPS or phrase.prep == "за"

    @staticmethod
    def _blamed(clause: SlavicClause) -> Chunk | None:
        """Return whom "раскритиковал Орбана за встречу" is about."""
        return next(
            (
                one
                for one in clause.phrases
                if one.spot and not one.prep and one.mask & ACC and not one.mask & NOM
            ),
            None,
        )

    @staticmethod
    def _had(phrase: Chunk, clause: SlavicClause) -> Chunk | None:
        """Return who "у него был разговор с" is about."""
        if phrase.prep or not phrase.mask & NOM:
            return None
        return next(
            (
                one
                for one in clause.phrases
                if one.prep == "у" and one.spot and one.mask & GEN and one.spot.party.kind is PartyKind.PERSON
            ),
            None,
        )

    def _doers(self, phrase: Chunk, clause: SlavicClause, verb: Verb | None, *, light: bool) -> list[Chunk]:
        """Return the subjects of the verb that an event noun completes."""
        subjects = [one for one in self.subjects(clause) if one is not phrase]
        if light and verb is not None and verb.passive:
            subjects = [one for one in clause.phrases if one.spot and not one.prep and one.mask & INS]
        if not subjects and verb is not None and verb.form == "infinitive":
            subjects = self.dative_subject(clause)
        return [one for one in subjects if one.spot is not None]

    def _owner_of_content(self, phrase: Chunk) -> Chunk | None:
        """Return whose "предложение", "отказ" it is that an event noun completes.

        "отказ Трампа от встречи с Путиным".
        """
        phrases = self.parts.phrases
        at = phrases.index(phrase)
        if at < 2:
            return None
        person, noun = phrases[at - 1], phrases[at - 2]
        near = (
            person.owner is noun and person.spot is not None and noun.spot is None and person.end == phrase.at
        )
        return person if near else None

    def _fill(self, event: SlavicEvent, phrases: Sequence[Chunk]) -> None:
        seen: list[Party] = []
        for phrase in phrases:
            if phrase.spot is None or phrase.spot.private or source_phrase(phrase):
                continue
            for party in phrase.spot.party.members or (phrase.spot.party,):
                if party not in seen:
                    seen.append(party)
        event.parties = seen
        places = [event.at, *(phrase.at for phrase in phrases), *(phrase.end - 1 for phrase in phrases)]
        event.first, event.last = min(places), max(places)


def _open_group(phrases: Sequence[Chunk]) -> bool:
    """Tell whether those who take part are "европейские лидеры".

    Then who speaks of it may be one of them, or meet them.
    """
    parties = [phrase.spot.party for phrase in phrases if phrase.spot is not None]
    return bool(parties) and all(party.kind is PartyKind.GROUP and not party.members for party in parties)


def parties(phrases: Sequence[Chunk]) -> list[Party]:
    """Return the parties of *phrases*, those of groups one by one."""
    found: list[Party] = []
    for phrase in phrases:
        if phrase.spot is not None:
            members = phrase.spot.party.members or (phrase.spot.party,)
            found += [one for one in members if one not in found]
            if phrase.spot.party.kind is PartyKind.GROUP and not phrase.spot.party.members:
                found.append(phrase.spot.party)
    return found
