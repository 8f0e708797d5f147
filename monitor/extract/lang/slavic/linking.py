"""Who takes part in each event of a Russian or Ukrainian sentence: slots by case and preposition, in any word order.

A verb takes its subject in the nominative, from its own clause or from the one it hangs on; a noun takes its parties from
the genitive, "с", "между", the dative behind it, and its doer from the verb that it is the object of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.frames.predicates import Predicate
from monitor.extract.lang.slavic.cases import ACC, ANY, DAT, GEN, INS, NOM
from monitor.extract.lang.slavic.phrases import Phrase, Verb
from monitor.extract.lang.slavic.structure import Clause, Link, source_phrase
from monitor.extract.lang.slavic.subjects import Subjects

_CASES = {"object": ACC, "dative": DAT, "genitive": GEN, "instrumental": INS}
_TOGETHER = frozenset({"с", "з", "между", "між"})
_TIMES_AND_PLACES = frozenset({"в", "на", "у", "по", "за", "во время", "под час", "о"})
_OUTER_PREPS = frozenset({
    "после", "в ходе", "во время", "на", "по итогам", "по окончании", "по завершении", "перед", "накануне", "до", "в рамках", "о", "от", "к", "для",
    "після", "під час", "за підсумками", "напередодні", "в ході", "у ході", "про", "від", "за результатами", "по результатам", "из-за", "через", "без", "после завершения", "після завершення",
})  # fmt: skip


@dataclass(slots=True, eq=False)
class Event:
    """One event of a sentence with those who take part: a verb or a phrase with a row of the predicate table."""

    row: Predicate
    clause: Clause
    verb: Verb | None = None
    phrase: Phrase | None = None
    parties: list[Party] = field(default_factory=list)
    light: Verb | None = None
    ranked: bool = False
    first: int = 0
    last: int = 0

    @property
    def at(self) -> int:
        """Return the word that tells of it."""
        return self.verb.at if self.verb is not None else self.phrase.head if self.phrase is not None else 0


class Linker(Subjects):
    """Finds the events of one sentence and who takes part in them."""

    def events(self) -> Iterator[Event]:
        """Yield the events that have parties, in order."""
        for clause in self.clauses:
            for verb in clause.verbs:
                for row in self._rows(verb):
                    event = self._of_verb(verb, row, clause)
                    if event is not None:
                        yield event
                        break
            for phrase in clause.phrases:
                if phrase.row is not None:
                    event = self._of_noun(phrase, phrase.row, clause)
                    if event is not None:
                        yield event

    def _rows(self, verb: Verb) -> Iterator[Predicate]:
        for lemma in verb.lemmas:
            for row in self.predicates.verbs.get(lemma, ()):
                rest = row.lemma[1:]
                behind = self.parts.words[verb.at + 1 : verb.at + 1 + len(rest)]
                if len(behind) == len(rest) and all(
                    word.low == part for word, part in zip(behind, rest, strict=True)
                ):
                    yield row

    def _of_verb(self, verb: Verb, row: Predicate, clause: Clause) -> Event | None:
        if verb.adjective or not self._allowed(verb, row, clause):
            return None
        event = Event(row, clause, verb=verb)
        direct = [phrase for phrase in clause.phrases if self._in_slot(phrase, row, verb, clause)]
        others = list(dict.fromkeys(one for phrase in direct for one in self.together(phrase)))
        others += self._relative(clause, row, verb)
        controlled = self._controlled(verb, clause)
        subjects = controlled or self.subjects(clause, verb)
        if controlled and not others and row.reciprocal:
            subjects = [*self.subjects(clause, verb), *controlled]  # "предложил Мадуро встретиться"
        if verb.passive:
            others = [phrase for phrase in subjects if phrase.spot is not None]
            subjects = [
                phrase
                for phrase in clause.phrases
                if phrase.spot and not phrase.prep and phrase.mask & INS and phrase.mask != ANY
            ]
            if not subjects:
                return None
        others = [phrase for phrase in others if phrase not in subjects]
        if not others and not (row.reciprocal and (len(_parties(subjects)) > 1)):
            return None
        self._fill(event, [*subjects, *others])
        return event

    def _controlled(self, verb: Verb, clause: Clause) -> list[Phrase]:
        """Return whom an infinitive is asked of: "призвал Трампа встретиться с Путиным" is about Trump."""
        before = [one for one in clause.verbs if one.at < verb.at and one.form != "participle"]
        if verb.form != "infinitive" or not before:
            return []
        rows = [row for lemma in before[-1].lemmas if (row := self.governors.get("verb", lemma)) is not None]
        if not rows or all(row.control == "subject" for row in rows):
            return []
        asked = [
            one for one in clause.phrases
            if one.spot is not None and not one.prep and one.owner is None and before[-1].at < one.at < verb.at and one.mask & (ACC | DAT) and one.mask != NOM
        ]  # fmt: skip
        return list(dict.fromkeys(two for one in asked for two in self.together(one)))

    def _allowed(self, verb: Verb, row: Predicate, clause: Clause) -> bool:
        """Tell whether the guards of *row* let *verb* tell of a contact."""
        following = self.parts.words[verb.at + 1].low if verb.at + 1 < len(self.parts.words) else ""
        if following in row.next_not:
            return False
        if "infinitive" in row.complement_not and any(
            one.form == "infinitive" and one.at > verb.at for one in clause.verbs
        ):
            return False
        if "event" in row.complement_not and any(
            phrase.row is not None and phrase.prep in {"о", "про", "на"} and phrase.at > verb.at
            for phrase in clause.phrases
        ):
            return False
        objects = [phrase for phrase in clause.phrases if phrase.spot is None and not phrase.prep]
        if row.object_is:
            return any(not phrase.lemmas.isdisjoint(row.object_is) for phrase in objects)
        return all(phrase.lemmas.isdisjoint(row.object_not) for phrase in objects if phrase.mask & ACC)

    def _in_slot(self, phrase: Phrase, row: Predicate, verb: Verb, clause: Clause) -> bool:
        """Tell whether *phrase* stands in one of the slots of a verb's *row*, and belongs to that verb."""
        wished = (
            phrase.owner is not None
            and row.public
            and phrase.owner.prep in _TOGETHER
            and phrase.owner.row is None
        )
        if phrase.spot is None or (phrase.owner is not None and not wished):
            return False
        if self._nearest_verb(phrase, clause) is not verb:
            return False
        if phrase.prep:
            return (
                phrase.prep in row.slots
                and not self._noun_before(phrase, clause, verb)
                and bool(phrase.mask & ANY)
            )
        exact = [_CASES[slot] for slot in row.slots if slot in _CASES]
        return any(
            phrase.mask & case and phrase.mask != NOM for case in exact
        ) and not self._coordinated_nominative(phrase)

    def _coordinated_nominative(self, phrase: Phrase) -> bool:
        return bool(phrase.mask & NOM) and phrase.mask != ANY and not phrase.mask & (ACC | DAT)

    def _nearest_verb(self, phrase: Phrase, clause: Clause) -> Verb | None:
        """Return the verb of the clause that *phrase* completes: the last one before it, or the first behind it."""
        verbs = [verb for verb in clause.verbs if verb.form != "predicative" or verb is clause.main_verb]
        if clause.link is not Link.PARTICIPLE:
            verbs = [verb for verb in verbs if verb.form != "participle"]
        before = [verb for verb in verbs if verb.at < phrase.at]
        if before:
            return before[-1]
        infinitives = [verb for verb in verbs if verb.form == "infinitive"]
        return infinitives[-1] if infinitives else verbs[0] if verbs else None

    def _noun_before(self, phrase: Phrase, clause: Clause, verb: Verb) -> bool:
        """Tell whether an event noun right before a "с" phrase takes it, so that the verb does not."""
        for other in clause.phrases:
            if (
                other.row is not None
                and verb.at < other.at < phrase.at
                and phrase in self._behind(other, clause)
            ):
                return not (other.mask & ACC and not other.prep)
        return False

    def _relative(self, clause: Clause, row: Predicate, verb: Verb) -> list[Phrase]:
        """Return who "который" stands for where it fills a slot that is not the subject."""
        if clause.link is not Link.RELATIVE or clause.relative < 0 or not isinstance(clause.governor, Phrase):
            return []
        word = self.parts.words[clause.relative]
        prep = {"со": "с", "із": "з", "зі": "з"}.get(clause.relative_prep, clause.relative_prep)
        if prep:
            fits = prep in row.slots
        else:
            fits = any(
                word.mask & _CASES[slot] and not word.mask & NOM for slot in row.slots if slot in _CASES
            )
        return (
            self.together(clause.governor)
            if fits and self._nearest_verb(clause.governor, clause) in {verb, None}
            else []
        )

    def _behind(self, phrase: Phrase, clause: Clause) -> list[Phrase]:
        """Return the phrases that stand behind an event noun and may be its parties, up to the next verb."""
        found: list[Phrase] = []
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
                and other.prep in _TOGETHER
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

    def _of_noun(self, phrase: Phrase, row: Predicate, clause: Clause) -> Event | None:
        event = Event(row, clause, phrase=phrase)
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
        if "light" in row.needs and not light:
            return None
        if any(need not in filled for need in row.needs if need != "light"):
            return None
        if (len(_parties(people)) < 2 and ("genitive" not in filled or "light" in row.needs)) or _open_group(
            people
        ):
            people = self._outer(event, phrase, clause, verb, light=bool(light)) + people
        if light:
            event.light = verb
        if len(_parties(people)) < 2:
            return None
        self._fill(event, people)
        return event

    def _own_parties(
        self, phrase: Phrase, row: Predicate, clause: Clause
    ) -> Iterator[tuple[str, list[Phrase]]]:
        """Yield the slots of an event noun that phrases behind it fill, those of "с" before it in the clause with them."""
        taken: set[int] = set()
        for other in self._behind(phrase, clause):
            if other.spot is None or other.at in taken:
                continue
            slot = self._slot(other, row, first=not taken)
            if slot:
                several = self.together(other)
                taken.update(one.at for one in several)
                yield slot, several
        far = [
            one
            for one in clause.phrases
            if one.spot is not None
            and not one.prep
            and one.owner is None
            and one.mask & DAT
            and not one.mask & NOM
        ]
        if not taken and "dative" in row.slots and far and "light" in row.needs:
            yield "dative", self.together(far[0])
            return
        if not taken or not any(one.prep in _TOGETHER for one in clause.phrases if one.at in taken):
            for other in clause.phrases:
                apart = (
                    other.spot is not None
                    and other.prep in _TOGETHER
                    and other.prep in row.slots
                    and other.at not in taken
                )
                if apart and other.mask & INS and not self._taken_by_other(other, phrase, clause):
                    yield other.prep, self.together(other)
                    return

    def _taken_by_other(self, other: Phrase, phrase: Phrase, clause: Clause) -> bool:
        """Tell whether a "с" phrase far from an event noun belongs to another noun or to a verb of contact."""
        for noun in clause.phrases:
            if noun.row is not None and noun is not phrase and other in self._behind(noun, clause):
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
    def _slot(other: Phrase, row: Predicate, *, first: bool) -> str:
        if other.prep:
            fits = other.prep in row.slots and (other.prep not in _TOGETHER or other.mask & INS)
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

    def governing_verb(self, phrase: Phrase, clause: Clause) -> Verb | None:
        """Return the verb that an event noun completes or is the subject of."""
        top = phrase
        while top.owner is not None:
            top = top.owner
        verbs = clause.verbs
        before = [verb for verb in verbs if verb.at < top.at and verb.form != "participle"]
        if top.prep or before:
            return before[-1] if before else next((verb for verb in verbs if verb.at > top.at), None)
        return next((verb for verb in verbs if verb.at > top.at and verb.form != "participle"), None)

    def _is_light(self, verb: Verb, row: Predicate) -> bool:
        own = row.light or self.predicates.light
        return not verb.lemmas.isdisjoint(own)

    def _outer(
        self, event: Event, phrase: Phrase, clause: Clause, verb: Verb | None, *, light: bool
    ) -> list[Phrase]:
        """Return who does it where the noun itself does not say: the verb's subject, "после встречи с X Y заявил"."""
        if phrase.prep == "за":
            blamed = [
                one
                for one in clause.phrases
                if one.spot is not None and not one.prep and one.mask & ACC and not one.mask & NOM
            ]
            return self.together(blamed[0]) if blamed else []
        if phrase.prep and phrase.prep not in _OUTER_PREPS:
            return []
        owner = self._owner_of_content(phrase)
        if owner is not None:
            event.ranked = True
            return self.together(owner)
        subjects = [one for one in self.subjects(clause, verb) if one is not phrase]
        if light and verb is not None and verb.passive:
            subjects = [one for one in clause.phrases if one.spot and not one.prep and one.mask & INS]
        event.ranked = not light
        return [one for one in subjects if one.spot is not None]

    def _owner_of_content(self, phrase: Phrase) -> Phrase | None:
        """Return whose "предложение", "отказ" it is that an event noun completes: "отказ Трампа от встречи с Путиным"."""
        phrases = self.parts.phrases
        at = phrases.index(phrase)
        if at < 2:
            return None
        person, noun = phrases[at - 1], phrases[at - 2]
        near = (
            person.owner is noun and person.spot is not None and noun.spot is None and person.end == phrase.at
        )
        return person if near else None

    def _fill(self, event: Event, phrases: Sequence[Phrase]) -> None:
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


def _open_group(phrases: Sequence[Phrase]) -> bool:
    """Tell whether those who take part are "европейские лидеры": then who speaks of it may be one of them, or meet them."""
    parties = [phrase.spot.party for phrase in phrases if phrase.spot is not None]
    return bool(parties) and all(party.kind is PartyKind.GROUP and not party.members for party in parties)


def _parties(phrases: Sequence[Phrase]) -> list[Party]:
    """Return the parties of *phrases*, those of groups one by one."""
    found: list[Party] = []
    for phrase in phrases:
        if phrase.spot is not None:
            members = phrase.spot.party.members or (phrase.spot.party,)
            found += [one for one in members if one not in found]
            if phrase.spot.party.kind is PartyKind.GROUP and not phrase.spot.party.members:
                found.append(phrase.spot.party)
    return found
