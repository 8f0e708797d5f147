"""Clauses in another order: questions, "said Macron", who said it behind what was said."""

from __future__ import annotations

from monitor.extract.syntax.model import Clause, Form, Link, NounGroup, Tag, Type, VerbGroup
from monitor.extract.syntax.state import ClauseState, within


def inverted(state: ClauseState, clause: Clause) -> bool:
    """Tell "…," said Macron: a verb of saying that its subject follows."""
    return clause.verb.lemma in state.grammar.speech and clause.verb.finite and clause.link is Link.MAIN


def inverts(state: ClauseState, clause: Clause) -> bool:
    """Tell "…," said Macron, where the subject of *clause* is still to come."""
    follows = isinstance(state.upcoming, NounGroup) and state.upcoming.type is not Type.TIME
    free = not (state.conjunction or state.pending or state.touching or state.waiting)
    before = state.before.tag == Tag.QUOTE if state.before is not None and state.tagged.headline else True
    past = clause.verb.form == Form.PAST or (clause.verb.form == Form.PRESENT and before)
    return (
        inverted(state, clause)
        and follows
        and free
        and past
        and before
        and not isinstance(state.item(2), VerbGroup)
    )


def resumed_later(state: ClauseState) -> bool:
    """Tell whether a finite verb comes right behind a comma later: "X, captured in May, was"."""
    comma = False
    for item in state.items[state.number + 1 :]:
        if isinstance(item, VerbGroup):
            if comma and item.finite:
                return True
            comma = False
        elif isinstance(item, NounGroup):
            comma = False
        elif state.tokens[item].low == ",":
            comma = True
        elif state.tokens[item].tag in {Tag.CONJUNCTION, Tag.SUBORDINATOR, Tag.WH}:
            comma = False
    return False


def finish_question(state: ClauseState, verb: VerbGroup) -> bool:
    """Give "call" to "did" in "Did Macron call Putin"."""
    clause = state.current
    if clause is None or not state.object_open or state.to or verb.modals or state.prep:
        return False
    helper = state.tokens[clause.verb.head]
    if helper.tag not in {Tag.AUXILIARY, Tag.MODAL} or clause.subject is not None or not clause.objects:
        return False
    if state.tokens[verb.start].tag != Tag.VERB or (verb.form == Form.PRESENT):
        return False
    clause.subject = clause.objects.pop(0)
    clause.subject.role = "subject"
    old, clause.verb = clause.verb, verb
    verb.finite, verb.tense = True, old.tense
    verb.modals, verb.negated = old.modals, old.negated or verb.negated
    verb.passive = verb.form in {Form.PARTICIPLE, Form.PAST} and helper.lemma in state.grammar.be
    clause.question = True
    clause.asked = clause.start > 0 and state.tokens[clause.start - 1].tag == Tag.WH
    state.before = state.tokens[verb.end - 1]
    return True


def finish(state: ClauseState) -> None:
    """Give what is left its place: who said what stands before ("…, the Kremlin said")."""
    for clause in state.clauses:
        if _postposed(state, clause):
            _govern_before(state, clause)
    if state.current is not None:
        for one in state.dangling:
            if not within(state.current, one):
                one.parent = one.parent or state.current


def _postposed(state: ClauseState, clause: Clause) -> bool:
    if clause.verb.lemma not in state.grammar.speech or not clause.verb.finite:
        return False
    if clause.link is not Link.MAIN or clause.parent is not None or clause.subject is None or clause.shared:
        return False
    says = any(one.parent is clause and one.kind in {"that", "quote"} for one in state.clauses)
    told = any(one.type in {Type.EVENT, Type.SPEECH, Type.OTHER} for one in clause.objects)
    return not says and not told


def _govern_before(state: ClauseState, clause: Clause) -> None:
    for one in state.clauses:
        if one is clause or one.start > clause.start:
            break
        if one.link is Link.MAIN and one.parent is None:
            if within(clause, one):
                continue
            one.parent, one.link = clause, Link.QUOTE if one.quoted else Link.THAT
            one.kind = "quote" if one.quoted else "that"
