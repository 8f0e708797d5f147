"""Collects the governors over an event, from the innermost out, for its status.

Its own verb, then every word that governs it, to the sentence's top.

`judge` answers with the status and the chain that led to it. A governor whose complement its row does
not name makes it
unclear; a phrase beside the verb ("in a call") takes over only what is open of the verb (future, modal,
question).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.extract.factuality.algebra import UNTOLD, applied
from monitor.extract.factuality.governors import Effect
from monitor.extract.factuality.verdicts import Verdicts
from monitor.extract.frames.events import Event
from monitor.extract.lang.pack import Pack
from monitor.extract.model import ContactStatus as Status
from monitor.extract.syntax.joins import parties as named
from monitor.extract.syntax.model import Clause, Form, Link, NounGroup, Parsed, Type

_DEPTH = 12
_SAYING = frozenset({Effect.ASSERT, Effect.CLAIM, Effect.DENY})
_AHEAD = frozenset({Effect.PLAN, Effect.ATTEMPT, Effect.COMMAND, Effect.HYPOTHETICAL, Effect.ASK})
_STOPPING = frozenset({Effect.REFUSE, Effect.CANCEL})
_UNDONE = frozenset({Effect.RETRACT, Effect.FABRICATE, Effect.SHORT})
_OPEN = frozenset({Effect.PLAN, Effect.HYPOTHETICAL, Effect.ASK, Effect.COMMAND})
_BESIDE = frozenset({Link.ADVERBIAL, Link.PARTICIPLE, Link.RELATIVE})


@dataclass(slots=True)
class Judgement:
    """An event's status, the steps that made it (word and effect), and the clauses that say it.

    Outermost first.
    """

    status: Status | str = Status.HAPPENED
    steps: list[tuple[str, str]] = field(default_factory=list)
    saying: list[Clause] = field(default_factory=list)
    denying: Clause | None = None
    """the clause whose verb or verdict denies it."""
    negated: bool = False
    """its own negation, rather than a denial, makes it so."""

    def take(self, effect: Effect, word: str) -> None:
        """Put *effect* of *word* over what is there."""
        if effect != Effect.NEUTRAL:
            self.steps.append((word, effect.value))
        self.status = applied(effect, self.status)


class Scopes:
    """Reads the scopes of events by one language's governors."""

    def __init__(self, pack: Pack) -> None:
        """Take the tables of *pack*."""
        self.pack = pack
        self.rows = pack.governors
        self.grammar = pack.grammar
        self.verdicts = Verdicts(pack)

    def judge(self, event: Event, parsed: Parsed) -> Judgement:
        """Return what the text says of *event*."""
        walk = _Walk(self, parsed, Judgement())
        if self._corrects(parsed):
            walk.found.take(Effect.RETRACT, "correction")
        if event.noun is not None:
            walk.adjectives(event.noun)
            walk.noun(event.noun)
        elif event.clause is not None:
            walk.own(event.clause)
            walk.up(event.clause)
        return walk.found

    def _corrects(self, parsed: Parsed) -> bool:
        """Tell whether the outlet takes back what it told: "CORRECTION: A dispatch stated that …"."""
        tokens = parsed.tagged.tokens
        return len(tokens) > 1 and tokens[0].low in self.grammar.corrections and not tokens[1].low.isalpha()

    def effect(self, pos: str, lemma: str, kind: str) -> Effect | None:
        """Return the effect of a governor, None where the word is not known.

        UNCLEAR where the kind is not.
        """
        row = self.rows.get(pos, lemma)
        return None if row is None else row.effects.get(kind)


@dataclass(slots=True)
class _Walk:
    scopes: Scopes
    parsed: Parsed
    found: Judgement
    depth: int = 0
    negated: list[NounGroup] = field(default_factory=list)
    """event nouns whose own "no" was taken: their clause does not negate them again."""

    # the event's own words

    def adjectives(self, noun: NounGroup) -> None:
        for low in reversed(noun.adjectives):
            effect = self.scopes.effect("adjective", low, "attributive")
            if effect is not None:
                self.found.take(effect, low)
        if noun.negated:
            self.found.take(Effect.NEGATE, "no")
            self.found.negated = True
            self.negated.append(noun)

    def own(self, clause: Clause) -> None:
        """Take what the verb group itself says.

        Tense, modals, negation, adverbs, question, its subordinator.
        """
        for effect, word in self.mood(clause):
            self.found.take(effect, word)
        if clause.verb.negated:
            self.found.negated = True
        self.made_up(clause)

    def mood(self, clause: Clause) -> list[tuple[Effect, str]]:
        """Return the effects of the verb group of *clause*, innermost first."""
        verb, effects = clause.verb, []
        for low in (*verb.adverbs, *clause.adverbs):
            effect = self.scopes.effect("adverb", low, "clause")
            if effect is not None:
                effects.append((effect, low))
        for modal in reversed(verb.modals):
            kind = "perfect" if verb.perfect else "verb"
            row = self.scopes.rows.get("modal", modal)
            effect = (
                (row.effects.get(kind) or row.effects.get("verb", Effect.UNCLEAR)) if row else Effect.UNCLEAR
            )
            effects.append((effect, modal))
        if (
            verb.modals
            and self.scopes.grammar.again.intersection((*verb.adverbs, *clause.adverbs))
            and not clause.times
        ):
            effects.append((Effect.UNCLEAR, "again"))
        if not verb.modals and self._ahead(clause):
            effects.append((Effect.PLAN, "time ahead"))
        if verb.negated:
            effects.append((Effect.NEGATE, "not"))
        if (
            clause.subject is not None
            and clause.subject.negated
            and not any(one is clause.subject for one in self.negated)
        ):
            effects.append((Effect.NEGATE, "no"))
        if clause.question:
            effects.append((Effect.UNCLEAR if clause.asked else Effect.ASK, "?"))
        return effects

    def _ahead(self, clause: Clause) -> bool:
        """Tell "meets him tomorrow", "is meeting him on Monday" from what is going on."""
        verb = clause.verb
        if verb.tense == "future":
            return True
        if verb.tense != "present" or verb.perfect or not verb.finite:
            return False
        tokens = self.parsed.tagged.tokens
        words = {
            low
            for group in (*clause.times, *clause.phrases)
            if group.type is Type.TIME
            for low in _words(self.parsed, group)
        }
        words |= {*verb.adverbs, *clause.adverbs}
        if words & self.scopes.grammar.future_times:
            return True
        progressive = tokens[verb.head].form == Form.GERUND
        dated = bool(words & self.scopes.grammar.days)
        return progressive and dated and not words & self.scopes.grammar.past_times

    def made_up(self, clause: Clause) -> None:
        """Take "in the novel", "in a sketch" beside the verb."""
        for phrase in clause.phrases:
            effect = self.scopes.effect("noun", phrase.lemma, phrase.prep)
            if effect is Effect.FABRICATE:
                self.found.take(effect, phrase.lemma)
        if clause.subject is not None:
            effect = self.scopes.effect("noun", clause.subject.lemma, "subject")
            if effect is not None:
                self.found.take(effect, clause.subject.lemma)

    # what governs a noun

    def noun(self, noun: NounGroup) -> None:
        """Go from an event noun, or a noun over one, to what it is in its clause."""
        self.depth += 1
        host, role = noun.host, noun.role
        if host is None or self.depth > _DEPTH:
            return
        if isinstance(host, NounGroup):
            self._on_noun(host, role)
        elif role == "subject":
            self._subject(host, noun)
        elif role == "object":
            self._object(host, noun)
        else:
            self._phrase(host, noun, role)

    def _on_noun(self, host: NounGroup, role: str) -> None:
        """Go on from "a call" in "reports of a call", "plans for a call", "two days of talks"."""
        if role in {"", "apposed"}:
            self.noun(host)
            return
        effect = self.scopes.effect("noun", host.lemma, role)
        if effect is not None:
            self.found.take(effect, f"{host.lemma} {role}")
            self.adjectives(host)
            self.noun(host)
        elif host.type in {Type.EVENT, Type.SPEECH}:
            self.noun(host)
        else:
            before = self.scopes.effect("preposition", role, "object")
            if before is not None and before not in {Effect.ASSERT, Effect.PLAN}:
                self.found.take(before, role)
            clause = host.host if isinstance(host.host, Clause) else None
            if clause is not None:
                if role in self.scopes.grammar.of and host.role == "object":
                    self.noun(host)
                else:
                    self._beside(clause)

    def _subject(self, clause: Clause, noun: NounGroup) -> None:
        if clause.verb.passive:
            self._object(clause, noun)
            return
        lemma = clause.verb.lemma
        verdict = self._verdict(clause)
        if verdict is not None:
            self._governed(clause, verdict, lemma if not clause.adjective else clause.adjective)
            return
        effect = self.scopes.effect("verb", lemma, "subject")
        if effect is None:
            if clause.verb.lemma in self.scopes.grammar.seem and self._going_on(clause):
                self.found.take(Effect.UNCLEAR, lemma)
            self._beside(clause)
        else:
            self._governed(clause, effect, lemma)

    def _going_on(self, clause: Clause) -> bool:
        """Tell "remains an entry in pencil" from "ended in rows".

        In the present, outside headlines, it may yet be to come.
        """
        verb = clause.verb
        present = verb.tense == "present" and not verb.perfect and not verb.modals
        return present and not self.parsed.tagged.headline

    def _verdict(self, clause: Clause) -> Effect | None:  # noqa: PLR0911 - each case answers for itself
        """Return what "is unlikely", "is a lie", "was out of the question" say of their subject."""
        if clause.verb.lemma not in self.scopes.grammar.be | self.scopes.grammar.seem:
            return None
        if self.scopes.verdicts.unplanned(self.parsed, clause):
            return Effect.REFUSE
        if self.scopes.verdicts.untrue(self.parsed, clause):
            self.found.denying = clause
            return Effect.DENY
        if clause.adjective:
            return self.scopes.effect("adjective", clause.adjective, "subject") or Effect.NEUTRAL
        for one in clause.objects:
            effect = self.scopes.effect("noun", one.lemma, "subject")
            if effect is not None:
                return effect
        for phrase in clause.phrases[:1]:
            words = " ".join(token.low for token in self.parsed.tagged.tokens[clause.verb.end : phrase.end])
            effect = self.scopes.effect("adjective", words, "subject")  # "out of the question"
            if effect is not None:
                return effect
        return Effect.UNCLEAR if clause.objects and self._going_on(clause) else None

    def _object(self, clause: Clause, noun: NounGroup) -> None:
        lemma = clause.verb.lemma
        if clause.there or lemma in self.scopes.grammar.be:
            self._governed(clause, Effect.NEUTRAL, lemma)
            return
        if self._called_untrue(clause):
            self.found.denying = clause
            self._governed(clause, Effect.DENY, lemma)
            return
        effect = self.scopes.effect("verb", lemma, "object")
        if effect is None and lemma in self.scopes.pack.predicates.light:
            effect = Effect.NEUTRAL
        if effect is None:
            if (
                noun.definite
                or noun.possessor is not None
                or noun.type is Type.SPEECH
                or clause.verb.tense == "past"
            ):
                self._beside(clause)
            else:
                self.found.take(Effect.UNCLEAR, lemma)
            return
        if effect is Effect.DENY:
            self.found.denying = clause
        self._governed(clause, effect, lemma)

    def _called_untrue(self, clause: Clause) -> bool:
        """Tell "dismissed as fiction a report", "called the report a lie"."""
        row = self.scopes.pack.denials.verbs.get(clause.verb.lemma)
        return (
            row is not None
            and "verdict" in row.of
            and bool(self.scopes.verdicts.called_untrue(self.parsed, clause))
        )

    def _phrase(self, clause: Clause, noun: NounGroup, role: str) -> None:
        """Go on from "in a call", "for talks", "agreed on a meeting"."""
        effect = self.scopes.effect("verb", clause.verb.lemma, role)
        if effect is not None:
            self._governed(clause, effect, f"{clause.verb.lemma} {role}")
            return
        if self._predicated(clause, noun):
            self._governed(clause, Effect.NEUTRAL, f"{clause.verb.lemma} {role}")
            return
        effect = self.scopes.effect("preposition", role, "object")
        if effect is None:
            self.found.take(Effect.UNCLEAR, role)
        elif self._mused(clause, noun, role):
            self.found.take(Effect.UNCLEAR, f"{clause.verb.lemma} {role}")
        elif role in self.scopes.grammar.thanks and not self._moves(clause):
            pass  # "thanked him for the call"
        elif effect is not Effect.ASSERT:
            self.found.take(effect, role)
        self._beside(clause)

    def _predicated(self, clause: Clause, noun: NounGroup) -> bool:
        """Tell "was in contact with", "was on a call with", which the verb's own polarity governs."""
        be = self.scopes.grammar.be | self.scopes.grammar.seem
        return (
            clause.verb.lemma in be
            and noun.role in self.scopes.grammar.engaged
            and clause.phrases[:1] == [noun]
        )

    def _mused(self, clause: Clause, noun: NounGroup, role: str) -> bool:
        """Tell "grumbled about a meeting": a verb not known over what need not have been."""
        pack = self.scopes.pack
        known = (
            pack.governors.get("verb", clause.verb.lemma) is not None
            or clause.verb.lemma in pack.predicates.verbs
            or clause.verb.lemma in pack.grammar.speech
        )
        given = noun.definite or noun.possessor is not None
        topic = self.scopes.effect("preposition", role, "gerund") is Effect.UNCLEAR
        return topic and not known and not given

    def _moves(self, clause: Clause) -> bool:
        return clause.verb.lemma.split(" ")[0] in self.scopes.grammar.motion

    # what governs a clause

    def up(self, clause: Clause) -> None:  # noqa: C901 - each case answers for itself
        """Go from *clause* to what governs it."""
        self.depth += 1
        if self.depth > _DEPTH:
            return
        if clause.noun is not None and clause.governor is not None:
            effect = self.scopes.effect("noun", clause.noun.lemma, clause.kind)
            self.found.take(effect or Effect.CLAIM, f"{clause.noun.lemma} {clause.kind}")
            self.adjectives(clause.noun)
            self.noun(clause.noun)
            return
        parent = clause.parent
        if clause.link is Link.PARTICIPLE and parent is None:
            self._shown(clause)
        if parent is None or clause.link is Link.RELATIVE or clause.link is Link.MAIN:
            if clause.opener and clause.link is Link.ADVERBIAL:
                self._opened(clause)
            return
        if clause.link is Link.ADVERBIAL:
            self._opened(clause)
            self._beside(parent)
        elif clause.link is Link.PARTICIPLE:
            self._shown(clause)
            self._beside(parent)
        elif clause.link is Link.PURPOSE:
            self._purpose(parent)
        elif clause.governor is not None and clause.governor[0] == "preposition":
            effect = self.scopes.effect("preposition", clause.governor[1], "gerund") or Effect.UNCLEAR
            if effect is Effect.PLAN and parent.verb.tense == "past" and not parent.verb.modals:
                effect = Effect.ASSERT  # "met Macron before joining other leaders"
            if effect is not Effect.ASSERT:
                self.found.take(effect, clause.governor[1])
            self._beside(parent)
        else:
            self._complement(clause, parent)

    def _shown(self, clause: Clause) -> None:
        """Take "a clip of A embracing B" as no more than the clip."""
        subject = clause.subject
        host = subject.host if subject is not None else None
        if subject is None or not isinstance(host, NounGroup):
            return
        effect = self.scopes.effect("noun", host.lemma, subject.role)
        if effect is not None and effect is not Effect.ASSERT:
            self.found.take(effect, host.lemma)

    def _opened(self, clause: Clause) -> None:
        effect = self.scopes.effect("subordinator", clause.opener, clause.kind or "clause") or Effect.UNCLEAR
        if effect is not Effect.ASSERT:
            self.found.take(effect, clause.opener)

    def _purpose(self, parent: Clause) -> None:
        """Take "called him to congratulate him" as done, "flew there to meet him" as still to come."""
        lemma = parent.verb.lemma
        first = lemma.split(" ")[0]
        if first not in self.scopes.pack.predicates.verbs or first in self.scopes.grammar.motion:
            self.found.take(Effect.PLAN, "purpose")
        for effect, word in self.mood(parent):
            self.found.take(effect, word)
        self.up(parent)

    def _complement(self, clause: Clause, parent: Clause) -> None:
        pos, lemma = clause.governor or ("verb", parent.verb.lemma)
        if clause.kind == "whether":
            self.found.take(Effect.ASK, lemma)  # left open, whoever knows, tells, is asked or declines to say
            return
        effect = self.scopes.effect(pos, lemma, clause.kind)
        if (
            pos == "verb"
            and clause.kind == "infinitive"
            and clause.subject is not parent.subject
            and parent.objects
        ):
            effect = self.scopes.effect(pos, lemma, "object_infinitive") or effect
        if effect is None and pos == "verb" and clause.kind == "quote":
            effect = Effect.ASSERT
        if effect is None and clause.kind == "that" and lemma in self.scopes.grammar.speech:
            effect = Effect.ASSERT
        reported = lemma in self.scopes.grammar.reporting and not parent.verb.passive
        if effect is Effect.CLAIM and reported and _official(parent):
            effect = Effect.ASSERT  # "the Kremlin reported": no rumour
        if effect is Effect.DENY and self.scopes.verdicts.left(self.parsed, parent.verb.head):
            self.found.take(Effect.CLAIM, lemma)  # somebody's word still
            return
        if effect in _SAYING:
            self.found.saying.insert(0, parent)
        if effect is Effect.DENY:
            self.found.denying = parent
        self._governed(parent, effect or Effect.UNCLEAR, lemma)

    # how a governor's own mood bears on it

    def _governed(self, clause: Clause, effect: Effect, word: str) -> None:
        """Put *effect* and the mood of the clause that has it over the event, then go on up."""
        mood = self.mood(clause)
        kinds = {one for one, _ in mood}
        negated = Effect.NEGATE in kinds
        if kinds & _UNDONE:
            self.found.take(next(iter(kinds & _UNDONE)), word)
        elif effect in _SAYING:
            blurred = negated or Effect.ASK in kinds or (effect is Effect.DENY and kinds & _OPEN)
            self.found.take(Effect.UNCLEAR if blurred else effect, f"not {word}" if negated else word)
        elif effect in _STOPPING and negated and not self.scopes.verdicts.unplanned(self.parsed, clause):
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

    def _beside(self, clause: Clause) -> None:
        """Take over what is open of a clause that the event stands beside.

        Its negation is not the event's.
        """
        self.depth += 1
        if self.depth > _DEPTH:
            return
        for effect, word in self.mood(clause):
            if effect in _OPEN or effect is Effect.CLAIM:
                self.found.take(effect, word)
        self.made_up(clause)
        if (
            clause.link is Link.INFINITIVE
            or clause.link is Link.GERUND
            or clause.link is Link.THAT
            or clause.kind == "quote"
        ):
            self._carried(clause)
        elif clause.link in _BESIDE and clause.parent is not None and clause.link is not Link.RELATIVE:
            if clause.link is Link.ADVERBIAL:
                self._opened(clause)
            self._beside(clause.parent)
        elif clause.link is Link.PURPOSE and clause.parent is not None:
            self._purpose(clause.parent)

    def _carried(self, clause: Clause) -> None:
        """Go up from a clause that the event only stands beside.

        What is planned or said of it holds of the event.
        """
        if clause.governor is not None and clause.governor[1] in self.scopes.grammar.implicative:
            if clause.parent is not None:
                self._beside(clause.parent)  # "failed to agree at talks": talks there were
            return
        before = self.found.status
        denied = self.found.denying
        self.up(clause)
        if self.found.status is Status.DENIED and before is not Status.DENIED:
            self.found.status, self.found.denying = Status.UNCLEAR, denied


def _official(clause: Clause) -> bool:
    """Tell whether it is a leader, or who speaks for a state, that says *clause*: not "X is reported to"."""
    active = not clause.verb.passive
    return active and any(one.official or one.leader for one in named(clause.subject))


def _words(parsed: Parsed, group: NounGroup) -> list[str]:
    return [token.low for token in parsed.tagged.tokens[group.start : group.end]]


__all__ = ["UNTOLD", "Judgement", "Scopes"]
