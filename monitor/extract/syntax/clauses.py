"""Builds the clauses of a sentence from its groups, left to right.

Subject, verb, objects, phrases, and what governs each.
"""

from __future__ import annotations

from dataclasses import replace

from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.attach import attach
from monitor.extract.syntax.chunks import Chunker
from monitor.extract.syntax.governed import (
    complement,
    coordinate,
    explains,
    govern_infinitive,
    place_gerund,
)
from monitor.extract.syntax.joins import joined
from monitor.extract.syntax.led import lead
from monitor.extract.syntax.model import (
    Clause,
    Form,
    Item,
    Link,
    NounGroup,
    Parsed,
    Tag,
    Tagged,
    Token,
    Type,
    VerbGroup,
)
from monitor.extract.syntax.order import finish, finish_question, inverted, inverts, resumed_later
from monitor.extract.syntax.state import ClauseState
from monitor.extract.syntax.subjects import main_subject, relative, resume, take_subject


class Parser:
    """Groups and parses the sentences of one language."""

    def __init__(self, pack: Pack) -> None:
        """Take the tables of *pack*."""
        self.pack = pack
        self.chunker = Chunker(pack)

    def parse(self, tagged: Tagged) -> Parsed:
        """Return the groups and clauses of *tagged*."""
        items = self.chunker.items(tagged)
        items = joined(items, tagged.tokens, self.pack.grammar, headline=tagged.headline)
        return _Build(self.pack, tagged, items).run()


class _Build:
    def __init__(self, pack: Pack, tagged: Tagged, items: list[Item]) -> None:
        self.state = ClauseState(pack, tagged, items)
        self.items = items

    def run(self) -> Parsed:
        state = self.state
        for number, item in enumerate(self.items):
            state.number = number
            state.upcoming = self.items[number + 1] if number + 1 < len(self.items) else None
            if isinstance(item, NounGroup):
                self._noun(item)
            elif isinstance(item, VerbGroup):
                self._verb(item)
            else:
                self._mark(state.tokens[item])
        finish(state)
        for clause in state.clauses:
            clause.there = clause.subject is not None and clause.subject.lemma in state.grammar.expletives
        lead(state.clauses, state.grammar)
        groups = [item for item in self.items if isinstance(item, NounGroup)]
        return Parsed(state.tagged, self.items, state.clauses, groups, state.pending + state.fronted)

    # marks

    def _mark(self, token: Token) -> None:
        state, tag = self.state, token.tag
        if tag == Tag.PREPOSITION:
            state.preposition(token)
        elif tag == Tag.TO:
            state.to = True
        elif tag in {Tag.SUBORDINATOR, Tag.WH}:
            state.open(token)
        elif tag == Tag.CONJUNCTION:
            state.conjunction = token.low
            state.close_object()
        elif tag == Tag.QUOTE:
            state.quote()
        elif tag == Tag.PUNCTUATION:
            state.punctuation(token.low)
        elif tag == Tag.ADVERB and not self._how_long(token):
            state.adverb(token.low)
        elif tag == Tag.NEGATION:
            state.negation = True
        state.before = token

    def _how_long(self, token: Token) -> bool:
        """Tell "for nearly an hour" from what nearly was."""
        time = isinstance(self.state.upcoming, NounGroup) and self.state.upcoming.type is Type.TIME
        return time and token.low in self.state.grammar.approximating

    # noun groups

    def _noun(self, group: NounGroup) -> None:
        state = self.state
        if self._fronted_adjective(group):
            return
        opener = state.opener
        whose = opener is not None and opener.low in state.grammar.possessive_relative
        if whose and group.possessor is None and not state.prep and not state.pending_since_open:
            group.possessor, group.definite = state.antecedent, True
        if group.type is Type.TIME and not state.prep:
            state.times.append(group)
            if state.current is not None:
                state.current.times.append(group)
                group.host, group.role = state.current, "object"  # for "two days of talks"
        elif state.prep:
            group.prep, state.prep = state.prep, ""
            attach(state, group)
        elif self._predicate(group):
            state.predicate(group)
            return
        elif state.current is not None and state.object_open:
            self._object(state.current, group)
        else:
            state.pending.append(group)
        state.noun(group)

    def _fronted_adjective(self, group: NounGroup) -> bool:
        """Tell "Fresh from talks with Putin, Macron said": it is of the subject to come."""
        state = self.state
        alone = state.current is None and not state.pending and not group.mentions and not state.prep
        adjective = state.tokens[group.head].tag == Tag.ADJECTIVE and group.end == group.head + 1
        after = state.next_token(group.end)
        return alone and adjective and after is not None and after.tag == Tag.PREPOSITION

    def _predicate(self, group: NounGroup) -> bool:
        """Take "false" of "is false", which heads a group of its own."""
        state, clause = self.state, self.state.current
        token = state.tokens[group.head]
        if token.tag not in {Tag.ADJECTIVE, Tag.NUMBER} or group.mentions or clause is None:
            return False
        if state.object_open:
            clause.adjective, clause.adjective_at = token.lemma, group.head
        return True

    def _object(self, clause: Clause, group: NounGroup) -> None:
        state = self.state
        if clause.subject is None and not clause.objects and inverted(state, clause):
            clause.subject = group
            group.host, group.role = clause, "subject"
            return
        group.host, group.role = clause, "object"
        clause.objects.append(group)

    # verbs

    def _verb(self, verb: VerbGroup) -> None:
        state = self.state
        if finish_question(state, verb):
            return
        clause = Clause(
            verb=verb, quoted=state.quoted, start=verb.start, adverbs=[*verb.adverbs, *state.adverbs]
        )
        if state.negation:
            verb.negated = True
        after_to, state.to = state.to, False
        if after_to and not verb.finite:
            govern_infinitive(state, clause)
        elif verb.form == Form.GERUND and not verb.finite:
            place_gerund(state, clause)
        elif not verb.finite or self._reduced(verb):
            self._participle(clause)
        else:
            self._finite(clause)
        state.took(clause)

    def _reduced(self, verb: VerbGroup) -> bool:
        """Tell "Trump, flanked by aides, …" and "talks held in Geneva ended" from a main verb."""
        state = self.state
        opener = state.opener
        if not verb.bare or (opener is not None and opener.low not in state.grammar.complementizers):
            return False
        if not (state.clauses or state.pending or state.fronted or state.quoted or state.opener):
            return True  # "Flanked by aides, Trump …"
        after = state.next_token(verb.end)
        by = after is not None and after.low in state.grammar.agents
        noun = state.last_noun
        if noun is not None and noun.prep and state.touching and not state.pending and state.current is None:
            return True  # "In a statement released on Friday, …"
        if by and state.touching and state.current is not None and not state.pending:
            return state.current.verb.lemma not in state.grammar.speech  # "received a team led by Macron"
        if not state.comma or state.pending_since_comma or not state.pending:
            return by and state.comma and not state.pending_since_comma
        return by or resumed_later(state)

    def _participle(self, clause: Clause) -> None:
        state = self.state
        clause.link = Link.PARTICIPLE
        clause.verb.passive = True
        noun = state.last_noun
        owner = noun if noun is not None and state.touching else (main_subject(state) or noun)
        clause.subject, clause.shared = owner, True
        clause.parent = state.current
        state.suspend(owner, state.opener)
        if owner is None:
            state.dangling.append(clause)

    def _finite(self, clause: Clause) -> None:
        state = self.state
        if relative(state, clause.verb):
            self._relative(clause)
            return
        if inverts(state, clause):
            complement(state, clause) if state.opener is not None else None
            return
        near = state.near_noun
        subject = take_subject(state) or (None if state.conjunction else resume(state))
        if subject is None:
            coordinate(state, clause)
            return
        if not explains(state, clause, near, subject):
            complement(state, clause)
        clause.subject = subject
        if subject.host is None:
            subject.host, subject.role = clause, "subject"

    def _relative(self, clause: Clause) -> None:
        state = self.state
        clause.link, clause.parent = Link.RELATIVE, state.current
        antecedent, opener = state.antecedent, state.opener
        clause.opener = opener.low if opener is not None else ""
        inner = state.pending[-1] if state.pending_since_open and state.pending else None
        if inner is not None:
            clause.subject = inner
            state.pending.pop()
            inner.host, inner.role = clause, "subject"
            free = state.grammar.adverbial_relative | state.grammar.possessive_relative
            if antecedent is not None and state.open_prep:
                self._behind_preposition(clause, antecedent)
            elif antecedent is not None and clause.opener not in free:
                clause.objects.append(antecedent)
        else:
            clause.subject, clause.shared = antecedent, True
        clause.about = antecedent

    def _behind_preposition(self, clause: Clause, antecedent: NounGroup) -> None:
        """Put who "with whom" stands for among the phrases of the relative clause."""
        prep, self.state.open_prep = self.state.open_prep, ""
        clause.phrases.append(replace(antecedent, prep=prep, host=clause, role=prep, phrases=[], apposed=[]))
