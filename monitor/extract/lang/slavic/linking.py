"""Who takes part in each event of a Russian or Ukrainian sentence.

Slots by case and preposition, in any word order.

A verb takes its subject in the nominative, from its own clause or from the one it hangs on; a noun takes
its parties from the genitive, "с", "между", the dative behind it, and its doer from the verb that it is the
object of.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extract.frames.predicates import Predicate
from monitor.extract.lang.slavic.cases import ACC, ANY, DAT, GEN, INS, NOM
from monitor.extract.lang.slavic.events import SlavicEvent
from monitor.extract.lang.slavic.noun_links import TOGETHER, NounSlots, parties
from monitor.extract.lang.slavic.phrases import Chunk, Verb
from monitor.extract.lang.slavic.structure import SlavicClause, SlavicLink
from monitor.extract.model import ContactKind

_CASES = {"object": ACC, "dative": DAT, "genitive": GEN, "instrumental": INS}


class SlavicLinker(NounSlots):
    """Finds the events of one sentence and who takes part in them."""

    def events(self) -> Iterator[SlavicEvent]:
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

    def _of_verb(self, verb: Verb, row: Predicate, clause: SlavicClause) -> SlavicEvent | None:
        if (verb.adjective and not verb.passive) or not self._allowed(verb, row, clause):
            return None
        event = SlavicEvent(row, clause, verb=verb)
        if verb.form == "participle" and not verb.passive and clause.link is not SlavicLink.PARTICIPLE:
            return self._prenominal(event, verb, row, clause)
        direct = [phrase for phrase in clause.phrases if self._in_slot(phrase, row, verb, clause)]
        others = list(dict.fromkeys(one for phrase in direct for one in self.together(phrase)))
        others += self._relative(clause, row, verb)
        controlled = self._controlled(verb, clause)
        subjects = controlled or self.subjects(clause)
        if controlled and not others and row.reciprocal:
            subjects = [*self.subjects(clause), *controlled]  # "предложил Мадуро встретиться"
        if not subjects and verb.form == "infinitive":
            subjects = self.dative_subject(clause)
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
        if not row.reciprocal and not parties(subjects):
            return None  # "встретили Байдена и Зеленского": nobody met them who is named
        reciprocal = row.reciprocal or self._each_other(verb)
        if not others and not (reciprocal and (len(parties(subjects)) > 1)):
            return None
        self._fill(event, [*subjects, *others])
        return event

    def _gapped(self, phrase: Chunk, verb: Verb, clause: SlavicClause) -> bool:
        """Tell "X приехал к ветеранам, Y - к Z": behind a dash it is another's doing."""
        words = self.parts.words
        return any(
            one.spot is not None
            and not one.prep
            and bool(one.mask & NOM)
            and verb.at < one.at < phrase.at
            and one.end < len(words)
            and words[one.end].low == "-"
            for one in clause.phrases
        )

    def _each_other(self, verb: Verb) -> bool:
        """Tell "не звонили друг другу"."""
        behind = f" {self.parts.low(verb.at + 1, verb.at + 5)} "
        return any(f" {phrase} " in behind for phrase in self.closed.lists["each_other"])

    def _prenominal(
        self, event: SlavicEvent, verb: Verb, row: Predicate, clause: SlavicClause
    ) -> SlavicEvent | None:
        """Read "встретившийся с королём лидер": what stands between belongs to the participle."""
        behind = [phrase for phrase in clause.phrases if phrase.at > verb.at]
        head = next((one for one in behind if not one.prep and one.spot and one.mask & verb.mask), None)
        if head is None:
            return None
        inside = [one for one in behind if one.at < head.at and one.spot and one.prep in row.slots]
        others = list(dict.fromkeys(two for one in inside for two in self.together(one)))
        if not others:
            return None
        self._fill(event, [*self.together(head), *others])
        return event

    def _controlled(self, verb: Verb, clause: SlavicClause) -> list[Chunk]:
        """Return whom an infinitive is asked of: "призвал Трампа встретиться с Путиным" is about Trump."""
        before = [one for one in clause.verbs if one.at < verb.at and one.form != "participle"]
        if verb.form != "infinitive" or not before:
            return []
        rows = [row for lemma in before[-1].lemmas if (row := self.governors.get("verb", lemma)) is not None]
        if not rows or all(row.control == "subject" for row in rows):
            return []
        asked = [
            one
            for one in clause.phrases
            if one.spot is not None
            and not one.prep
            and one.owner is None
            and before[-1].at < one.at < verb.at
            and one.mask & (ACC | DAT)
            and one.mask != NOM
        ]
        return list(dict.fromkeys(two for one in asked for two in self.together(one)))

    def _allowed(self, verb: Verb, row: Predicate, clause: SlavicClause) -> bool:
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

    def _in_slot(self, phrase: Chunk, row: Predicate, verb: Verb, clause: SlavicClause) -> bool:
        """Tell whether *phrase* stands in one of the slots of a verb's *row*, and belongs to that verb."""
        if phrase.spot is None or (
            phrase.owner is not None and not self._disowned(phrase, row, verb, clause)
        ):
            return False
        if self._nearest_verb(phrase, clause) is not verb or (
            phrase.spot.place and row.kind is ContactKind.VISIT
        ):
            return False
        if phrase.prep:
            return (
                not self._gapped(phrase, verb, clause)
                and phrase.prep in row.slots
                and not self._noun_before(phrase, clause, verb)
                and bool(phrase.mask & ANY)
            )
        exact = [_CASES[slot] for slot in row.slots if slot in _CASES]
        return any(
            phrase.mask & case and phrase.mask != NOM for case in exact
        ) and not self._coordinated_nominative(phrase)

    @staticmethod
    def _disowned(phrase: Chunk, row: Predicate, verb: Verb, clause: SlavicClause) -> bool:
        """Tell "принял в резиденции президента": an object behind a place, and not whose place it is."""
        owner = phrase.owner
        if owner is None:
            return False
        if row.public and owner.prep in TOGETHER and owner.row is None:
            return True
        if "dative" in row.slots and phrase.mask & DAT and not owner.lemmas.isdisjoint(row.object_is):
            return True  # "пожал руку Рубио": a name that never inflects
        while owner.owner is not None:
            owner = owner.owner
        if "object" not in row.slots or owner.prep not in {"в", "у", "на", "по"} or not phrase.mask & ACC:
            return False
        return not any(
            one.at > verb.at and one.owner is None and not one.prep and one.mask & ACC and not one.mask & NOM
            for one in clause.phrases
        )

    def _coordinated_nominative(self, phrase: Chunk) -> bool:
        return bool(phrase.mask & NOM) and phrase.mask != ANY and not phrase.mask & (ACC | DAT)

    def _nearest_verb(self, phrase: Chunk, clause: SlavicClause) -> Verb | None:
        """Return the verb of the clause that *phrase* completes.

        The last one before it, or the first behind it.
        """
        verbs = [verb for verb in clause.verbs if verb.form != "predicative" or verb is clause.main_verb]
        if clause.link is not SlavicLink.PARTICIPLE:
            verbs = [verb for verb in verbs if verb.form != "participle"]
        before = [verb for verb in verbs if verb.at < phrase.at]
        if before:
            return before[-1]
        infinitives = [verb for verb in verbs if verb.form == "infinitive"]
        return infinitives[-1] if infinitives else verbs[0] if verbs else None

    def _noun_before(self, phrase: Chunk, clause: SlavicClause, verb: Verb) -> bool:
        """Tell whether an event noun right before a "с" phrase takes it, so that the verb does not."""
        for other in clause.phrases:
            if other.row is not None and verb.at < other.at < phrase.at and phrase in self._behind(other):
                return not (other.mask & ACC and not other.prep)
        return False

    def _relative(self, clause: SlavicClause, row: Predicate, verb: Verb) -> list[Chunk]:
        """Return who "который" stands for where it fills a slot that is not the subject."""
        if (
            clause.link is not SlavicLink.RELATIVE
            or clause.relative < 0
            or not isinstance(clause.governor, Chunk)
        ):
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
