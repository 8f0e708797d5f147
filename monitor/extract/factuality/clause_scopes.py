"""The scopes over a clause: what governs it, and the mood of that, to the sentence's top."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.extract.factuality.governors import Effect
from monitor.extract.factuality.judgement import Judgement
from monitor.extract.factuality.mood import mood
from monitor.extract.factuality.tables import ScopeTables
from monitor.extract.model import ContactStatus as Status
from monitor.extract.syntax.joins import parties as named
from monitor.extract.syntax.model import Clause, Link, NounGroup, Parsed, Tag, Type

DEPTH = 12
"""how far up governors are followed."""
_SAYING = frozenset({Effect.ASSERT, Effect.CLAIM, Effect.DENY})
_STOPPING = frozenset({Effect.REFUSE, Effect.CANCEL})
_UNDONE = frozenset({Effect.RETRACT, Effect.FABRICATE, Effect.SHORT})
_OPEN = frozenset({Effect.PLAN, Effect.HYPOTHETICAL, Effect.ASK, Effect.COMMAND})
_UNSURE = (Effect.UNCLEAR, Effect.FABRICATE)
_OPEN_OR_UNCLEAR = frozenset({Effect.ASK, Effect.UNCLEAR})
_BESIDE = frozenset({Link.ADVERBIAL, Link.PARTICIPLE, Link.RELATIVE})


@dataclass(slots=True)
class ClauseScopes:
    """Follows what governs the clauses of one sentence; what governs nouns is for who extends it."""

    tables: ScopeTables
    parsed: Parsed
    found: Judgement
    depth: int = 0
    negated: list[NounGroup] = field(default_factory=list)
    """event nouns whose own "no" was taken: their clause does not negate them again."""

    def noun(self, noun: NounGroup) -> None:
        """Go from a noun over the event to what governs it."""
        raise NotImplementedError

    def adjectives(self, noun: NounGroup) -> None:
        """Take the adjectives of a noun over the event."""
        raise NotImplementedError

    def mood(self, clause: Clause) -> list[tuple[Effect, str]]:
        """Return the effects of the verb group of *clause*, innermost first."""
        return mood(self.tables, self.parsed, clause, self.negated)

    def made_up(self, clause: Clause) -> None:
        """Take "in the novel", "in a sketch" beside the verb."""
        for phrase in clause.phrases:
            effect = self.tables.effect("noun", phrase.lemma, phrase.prep)
            if effect is Effect.FABRICATE:
                self.found.take(effect, phrase.lemma)
        if clause.subject is not None:
            effect = self.tables.effect("noun", clause.subject.lemma, "subject")
            if effect is not None:
                self.found.take(effect, clause.subject.lemma)

    def up(self, clause: Clause) -> None:  # noqa: C901 - each case answers for itself
        """Go from *clause* to what governs it."""
        self.depth += 1
        if self.depth > DEPTH:
            return
        if clause.noun is not None and clause.governor is not None:
            effect = self.tables.effect("noun", clause.noun.lemma, clause.kind)
            unknown = Effect.CLAIM if clause.noun.type is Type.SPEECH else Effect.UNCLEAR
            self.found.take(effect or unknown, f"{clause.noun.lemma} {clause.kind}")
            self.adjectives(clause.noun)
            self.noun(clause.noun)
            return
        parent = clause.parent
        if clause.link is Link.PARTICIPLE and parent is None:
            self._shown(clause)
        if parent is None or clause.link is Link.RELATIVE or clause.link is Link.MAIN:
            self._top(clause)
            return
        if clause.link is Link.ADVERBIAL:
            self._opened(clause)
            self.beside(parent, told=self._told_already(clause), given=self._then(clause))
        elif clause.link is Link.PARTICIPLE and self._had_doing(clause, parent):
            self.found.take(Effect.CLAIM, parent.verb.lemma)
            self.up(parent)
        elif clause.link is Link.PARTICIPLE:
            self._shown(clause)
            self.beside(parent)
        elif clause.link is Link.PURPOSE:
            self._purpose(parent)
        elif clause.governor is not None and clause.governor[0] == "preposition":
            effect = self.tables.effect("preposition", clause.governor[1], "gerund") or Effect.UNCLEAR
            if effect is Effect.PLAN and parent.verb.tense == "past" and not parent.verb.modals:
                effect = Effect.ASSERT  # "met Macron before joining other leaders"
            if effect is not Effect.ASSERT:
                self.found.take(effect, clause.governor[1])
            self.beside(parent)
        else:
            self._complement(clause, parent)

    def _top(self, clause: Clause) -> None:
        """Take what opens a clause that nothing governs, or what it tells of."""
        if clause.link is Link.RELATIVE:
            self._told_in(clause)
        elif clause.opener and clause.link is Link.ADVERBIAL:
            self._opened(clause)

    def _told_in(self, clause: Clause) -> None:
        """Take "a clip in which A embraces B" as no more than the clip."""
        about = clause.about
        behind = next((one for one in clause.phrases if about is not None and one.start == about.start), None)
        if about is None or behind is None:
            return
        effect = self.tables.effect("noun", about.lemma, behind.prep)
        if effect in _UNSURE:
            self.found.take(effect, about.lemma)
        elif effect is Effect.CLAIM or about.type is Type.SPEECH:
            self.found.take(Effect.CLAIM, about.lemma)  # "dismissed an account in which A wrote to B"
            self.adjectives(about)
            self.noun(about)

    def _had_doing(self, clause: Clause, parent: Clause) -> bool:
        """Tell "a daily had A phoning B", which only says so."""
        subject = clause.subject
        return subject in parent.objects and parent.verb.lemma in self.tables.grammar.have

    def _shown(self, clause: Clause) -> None:
        """Take "a clip of A embracing B" as no more than the clip."""
        subject = clause.subject
        host = subject.host if subject is not None else None
        if subject is None or not isinstance(host, NounGroup):
            return
        effect = self.tables.effect("noun", host.lemma, subject.role)
        if effect is not None and effect is not Effect.ASSERT:
            self.found.take(effect, host.lemma)

    def _opened(self, clause: Clause) -> None:
        effect = self.tables.effect("subordinator", clause.opener, clause.kind or "clause") or Effect.UNCLEAR
        if effect is not Effect.ASSERT:
            self.found.take(effect, clause.opener)

    def _purpose(self, parent: Clause) -> None:
        """Take "called him to congratulate him" as done, "flew there to meet him" as still to come."""
        lemma = parent.verb.lemma
        first = lemma.split(" ")[0]
        if first not in self.tables.pack.predicates.verbs or first in self.tables.grammar.motion:
            self.found.take(Effect.PLAN, "purpose")
        for effect, word in self.mood(parent):
            self.found.take(effect, word)
        self.up(parent)

    def _complement(self, clause: Clause, parent: Clause) -> None:
        pos, lemma = clause.governor or ("verb", parent.verb.lemma)
        if clause.kind == "whether":
            self.found.take(Effect.ASK, lemma)  # left open, whoever knows, tells, is asked or declines to say
            return
        effect = self._of_complement(clause, parent, pos, lemma)
        reported = lemma in self.tables.grammar.reporting and not parent.verb.passive
        if effect is Effect.CLAIM and reported and _official(parent):
            effect = Effect.ASSERT  # "the Kremlin reported": no rumour
        if effect is Effect.DENY and self.tables.verdicts.left(self.parsed, parent.verb.head):
            self.found.take(Effect.CLAIM, lemma)  # somebody's word still
            return
        if effect in _SAYING:
            self.found.saying.insert(0, parent)
        if effect is Effect.DENY:
            self.found.denying = parent
        self.governed(parent, effect or Effect.UNCLEAR, lemma)

    def _of_complement(self, clause: Clause, parent: Clause, pos: str, lemma: str) -> Effect | None:
        """Return what *lemma*, a word of *parent*, says of *clause*; None where that is not known."""
        effect = self.tables.effect(pos, lemma, clause.kind)
        if clause.kind == "infinitive":
            if pos == "verb" and clause.subject is not parent.subject and parent.objects:
                effect = self.tables.effect(pos, lemma, "object_infinitive") or effect
            effect = self._to_do(parent, pos) or effect
        if effect is not None:
            return effect
        if clause.kind == "that" and self._cleft(parent):
            return Effect.UNCLEAR if parent.verb.negated else Effect.ASSERT
        said = clause.kind == "quote" and pos == "verb"
        said = said or (clause.kind == "that" and lemma in self.tables.grammar.speech)
        return Effect.ASSERT if said else None

    def _to_do(self, parent: Clause, pos: str) -> Effect | None:
        """Return what "is in Geneva" and "too proud" say of their infinitive."""
        if self._somewhere(parent):
            return Effect.PLAN
        return Effect.REFUSE if pos == "adjective" and self._excess(parent) else None

    def _somewhere(self, clause: Clause) -> bool:
        """Tell "is in Geneva to meet him", which is still to come, from "was the first to meet him"."""
        there = any(one.type is Type.PLACE for one in clause.phrases) and not clause.objects
        return there and clause.verb.lemma in self.tables.grammar.be

    def _excess(self, clause: Clause) -> bool:
        """Tell "too proud to call" from "proud to call"."""
        before = clause.adjective_at - 1
        return before >= 0 and self.parsed.tagged.tokens[before].low in self.tables.grammar.excess

    def _cleft(self, clause: Clause) -> bool:
        """Tell "it was the third time that", "it was in Geneva that" from "it is time that"."""
        grammar, tokens = self.tables.grammar, self.parsed.tagged.tokens
        it = clause.subject is not None and clause.subject.lemma in grammar.it
        if clause.verb.lemma not in grammar.be or not it:
            return False
        when = [one for one in (*clause.times, *clause.objects) if one.type is Type.TIME]
        counted = any(token.tag == Tag.NUMBER for one in when for token in tokens[one.start : one.end])
        return counted or any(one.prep and one.type in {Type.TIME, Type.PLACE} for one in clause.phrases)

    def governed(self, clause: Clause, effect: Effect, word: str) -> None:
        """Put *effect* and the mood of the clause that has it over the event, then go on up."""
        mood = self.mood(clause)
        kinds = {one for one, _ in mood}
        negated = Effect.NEGATE in kinds
        if kinds & _UNDONE:
            self.found.take(next(iter(kinds & _UNDONE)), word)
        elif effect in _SAYING:
            blurred = negated or bool(kinds & _OPEN_OR_UNCLEAR) or (effect is Effect.DENY and kinds & _OPEN)
            self.found.take(Effect.UNCLEAR if blurred else effect, f"not {word}" if negated else word)
        elif effect in _STOPPING and negated and not self.tables.verdicts.unplanned(self.parsed, clause):
            self.found.take(Effect.HYPOTHETICAL, f"not {word}")
        elif effect in _STOPPING and kinds & _OPEN:
            self.found.take(Effect.PLAN if effect is Effect.CANCEL else Effect.HYPOTHETICAL, f"may {word}")
        else:
            self.found.take(effect, word)
            mood = [] if effect in _STOPPING else mood
            for one, low in mood:
                self.found.take(one, low)
            if negated:
                self.found.negated = True
        self.made_up(clause)
        self.up(clause)

    def _told_already(self, clause: Clause) -> bool:
        """Tell "will send grain after he met him": what is past is so whatever the main clause plans."""
        after = self.tables.effect("subordinator", clause.opener, "clause") is Effect.ASSERT
        return after and clause.verb.tense == "past" and not clause.verb.modals

    def _then(self, clause: Clause) -> bool:
        """Tell "when they met", "after he had called", which was so whatever the main clause says."""
        at_a_time = self.tables.effect("subordinator", clause.opener, "present") is Effect.PLAN
        return at_a_time and clause.verb.tense == "past" and not clause.verb.modals

    def beside(self, clause: Clause, *, told: bool = False, given: bool = False) -> None:
        """Take over what is open of a clause that the event stands beside.

        Its negation is not the event's; nor, for one that is *given*, its denial: "denied that he wept at
        their meeting".
        """
        self.depth += 1
        if self.depth > DEPTH:
            return
        for effect, word in self.mood(clause):
            if (effect in _OPEN and not (told and effect is Effect.PLAN)) or effect is Effect.CLAIM:
                self.found.take(effect, word)
        self.made_up(clause)
        if (
            clause.link is Link.INFINITIVE
            or clause.link is Link.GERUND
            or clause.link is Link.THAT
            or clause.kind == "quote"
        ):
            self._carried(clause, given=given)
        elif clause.link in _BESIDE and clause.parent is not None and clause.link is not Link.RELATIVE:
            if clause.link is Link.ADVERBIAL:
                self._opened(clause)
            self.beside(clause.parent, given=given)
        elif clause.link is Link.PURPOSE and clause.parent is not None:
            self._purpose(clause.parent)

    def _carried(self, clause: Clause, *, given: bool) -> None:
        """Go up from a clause that the event only stands beside.

        What is planned or said of it holds of the event; what is denied leaves open one that is not *given*.
        """
        if clause.governor is not None and clause.governor[1] in self.tables.grammar.implicative:
            if clause.parent is not None:
                self.beside(clause.parent)  # "failed to agree at talks": talks there were
            return
        before, saying, denied = self.found.status, [*self.found.saying], self.found.denying
        self.up(clause)
        self.found.spared |= given
        if self.found.status is Status.DENIED and before is not Status.DENIED:
            self.found.status, self.found.denying = before if given else Status.UNCLEAR, denied
            self.found.saying = saying if given else self.found.saying
            self.found.spared = True


def _official(clause: Clause) -> bool:
    """Tell whether it is a leader, or who speaks for a state, that says *clause*: not "X is reported to"."""
    active = not clause.verb.passive
    return active and any(one.official or one.leader for one in named(clause.subject))
