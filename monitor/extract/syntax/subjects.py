"""Finds the subject of a verb: pending, waiting behind an aside, or taken from where it hung."""

from __future__ import annotations

from monitor.extract.syntax.model import Clause, Link, NounGroup, Tag, Token, Type, VerbGroup
from monitor.extract.syntax.state import ClauseState

_DEPTH = 8


def relative(state: ClauseState, verb: VerbGroup) -> bool:
    """Tell whether *verb* belongs to a relative clause."""
    opener = state.opener
    if opener is None or state.antecedent is None:
        return False
    if opener.tag == Tag.WH:
        return True
    light = verb.lemma in state.pack.predicates.light and state.antecedent.type is Type.EVENT
    if light and state.pending_since_open and not isinstance(state.upcoming, NounGroup):
        return True  # "the call that he had with her"
    if _of_it(state):
        return False
    governs = _that_taken(state)
    return opener.low in state.grammar.relative and not governs


def _of_it(state: ClauseState) -> bool:
    """Tell "called it a daydream that A met B", which tells of nothing before it, from "the man that"."""
    current = state.current
    if current is None or state.opener is None or state.opener.low not in state.grammar.that:
        return False
    groups = [*current.objects, *([current.subject] if current.subject is not None else [])]
    points = any(one.lemma in state.grammar.it for one in groups)
    told = state.antecedent is not None and state.antecedent.type is not Type.PARTY  # "it was Lula that"
    return points and told and state.antecedent in current.objects and bool(state.pending_since_open)


def _that_taken(state: ClauseState) -> bool:
    """Tell whether "that" opens what is said rather than a relative clause."""
    noun = state.antecedent
    if noun is not None:
        row = state.pack.governors.get("noun", noun.lemma)
        if noun.type is Type.SPEECH or (row is not None and "that" in row.effects):
            return True
    clause = state.current
    if clause is None:
        return False
    row = state.pack.governors.get("verb", clause.verb.lemma)
    return row is not None and "that" in row.effects


def take_subject(state: ClauseState) -> NounGroup | None:  # noqa: PLR0911 - each case answers for itself
    """Return the noun group that is the subject of a finite verb here, taken from where it hung."""
    if state.pending:
        subject = state.pending[-1]
        state.passed_over = state.pending[:-1]
        state.pending.clear()
        return subject
    noun = state.last_noun
    if noun is None:
        clause = state.current
        return clause.subject if clause is not None and _reduce(state, clause) else None
    if not state.touching or (state.waiting and not state.takes_that()):
        return None
    if noun.prep not in state.grammar.clause_prepositions:
        noun = _outermost(noun)
    if noun.role == "object" and isinstance(noun.host, Clause) and noun in noun.host.objects:
        noun.host.objects.remove(noun)
        noun.host = None
        return noun
    if noun.prep in state.grammar.clause_prepositions:
        return _from_phrase(state, noun)
    inside = noun.host is state.current and state.current is not None
    clause = state.current
    if inside and clause is not None and _reduce(state, clause):
        return clause.subject
    return None


def _from_phrase(state: ClauseState, noun: NounGroup) -> NounGroup:
    """Take "Modi" of "after Modi left", which looked like a phrase."""
    host = noun.host
    if isinstance(host, (Clause, NounGroup)) and noun in host.phrases:
        host.phrases.remove(noun)
    if noun in state.fronted:
        state.fronted.remove(noun)
    state.opener = Token(noun.prep, noun.prep, noun.prep, Tag.SUBORDINATOR, "", 0, 0)
    noun.prep, noun.host = "", None
    return noun


def _reduce(state: ClauseState, clause: Clause) -> bool:
    """Take a bare past back as a participle: "talks held in Geneva ended"."""
    if not clause.verb.bare or clause.objects or state.comma or state.conjunction:
        return False
    clause.verb.passive, clause.link, clause.shared = True, Link.PARTICIPLE, True
    state.current = clause.parent
    return True


def main_subject(state: ClauseState) -> NounGroup | None:
    """Return the pending subject, or that of the clause before."""
    if state.pending:
        return state.pending[-1]
    clause = main_clause(state)
    return clause.subject if clause is not None else None


def main_clause(state: ClauseState) -> Clause | None:
    """Return the clause that an aside behind a comma tells of: "rejected reports that …, saying"."""
    clause = state.current
    for _ in range(_DEPTH if state.comma else 0):
        if clause is None or clause.parent is None or clause.link is Link.RELATIVE:
            break
        clause = clause.parent
    return clause


def resume(state: ClauseState) -> NounGroup | None:
    """Take up the subject that waits, with what opened its clause."""
    if not state.waiting:
        return None
    waiting = state.waiting.pop()
    noun = waiting.noun
    if waiting.taken and isinstance(noun.host, Clause) and noun in noun.host.objects:
        noun.host.objects.remove(noun)
        noun.host = None
    state.opener, state.current, state.conjunction = waiting.opener, waiting.current, waiting.conjunction
    state.comma = waiting.current is not None and not waiting.conjunction and waiting.opener is None
    return waiting.noun


def _outermost(noun: NounGroup) -> NounGroup:
    """Return the group that *noun* hangs on as a phrase, out to the one that hangs on a clause or nothing."""
    for _ in range(_DEPTH):
        if not isinstance(noun.host, NounGroup) or noun.role == "apposed":
            break
        noun = noun.host
    return noun
