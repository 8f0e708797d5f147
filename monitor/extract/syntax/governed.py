"""Decides which verb or noun governs a clause.

The verb, noun, adjective, preposition or subordinator before it, or nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.extract.syntax.attach import finite_base
from monitor.extract.syntax.model import Clause, Form, Link, NounGroup, Type
from monitor.extract.syntax.subjects import main_clause, main_subject

if TYPE_CHECKING:
    from monitor.extract.syntax.state import ClauseState

_DEPTH = 8


def complement(state: ClauseState, clause: Clause) -> None:
    """Say what a finite clause with a subject of its own hangs on."""
    opener, current = state.opener, state.current
    if opener is not None:
        if opener.low in state.grammar.complementizers and not _conditional(state):
            _that(state, clause)
        else:
            _adverbial(state, clause, opener.low)
        return
    if current is None:
        return
    if state.speech_open is not None:
        _hang(clause, state.speech_open, Link.QUOTE, "quote")
    elif not state.comma and not state.conjunction:
        _hang(clause, current, Link.THAT, "that")
        clause.governor = ("verb", current.verb.lemma)
    elif state.conjunction in state.grammar.both:
        base = finite_base(current)
        if base is not None and base.link is Link.THAT and base.kind != "quote":
            _copy(base, clause)


def explains(state: ClauseState, clause: Clause, near: NounGroup | None, subject: NounGroup) -> bool:
    """Take a clause right behind a noun of saying, without "that", as what it says.

    "claims it bombed a school".
    """
    if near is None or state.opener is not None or near.end != subject.start:
        return False
    if near.type is not Type.SPEECH and near.lemma not in state.grammar.propositions:
        return _gap(state, clause, near)
    state.suspend(near)
    clause.noun, clause.governor, clause.kind, clause.link = near, ("noun", near.lemma), "that", Link.THAT
    clause.parent = host_clause(near)
    return True


def _gap(state: ClauseState, clause: Clause, near: NounGroup) -> bool:
    """Take "the deal he struck" as a relative clause whose object is the deal."""
    verb = state.current.verb if state.current is not None else None
    row = state.pack.governors.get("verb", verb.lemma) if verb is not None else None
    if near.type is Type.PARTY or (row is not None and "that" in row.effects):
        return False
    clause.link, clause.parent, clause.about = Link.RELATIVE, state.current, near
    clause.objects.append(near)
    state.suspend(near)
    return True


def _conditional(state: ClauseState) -> bool:
    """Tell "if" of a condition from "asked if"."""
    opener = state.opener
    if opener is None or opener.low not in state.grammar.conditional:
        return False
    current = state.current
    if current is None or state.comma:
        return True
    row = state.pack.governors.get("verb", current.verb.lemma)
    return row is None or "whether" not in row.effects


def _hang(clause: Clause, parent: Clause, link: Link, kind: str) -> None:
    clause.parent, clause.link, clause.kind = parent, link, kind
    clause.governor = ("verb", parent.verb.lemma)


def _copy(base: Clause, clause: Clause) -> None:
    clause.parent, clause.link, clause.kind = base.parent, base.link, base.kind
    clause.governor, clause.noun, clause.opener = base.governor, base.noun, base.opener


def _that(state: ClauseState, clause: Clause) -> None:
    current, noun = state.current, state.opener_noun
    opener = state.opener
    kind = "that" if opener is not None and opener.low in state.grammar.that else "whether"
    clause.opener = opener.low if opener is not None else ""
    if state.conjunction in state.grammar.both:
        same = next((one for one in reversed(state.clauses) if one.link is Link.THAT), None)
        if same is not None:
            _copy(same, clause)
            return
    if noun is not None and _governs(state, noun, kind):
        clause.noun, clause.governor, clause.kind, clause.link = noun, ("noun", noun.lemma), kind, Link.THAT
        clause.parent = host_clause(noun)
    elif current is None:
        clause.link, clause.kind = Link.THAT, kind
        state.dangling.append(clause)
    else:
        _hang(clause, current, Link.THAT, kind)
        if current.adjective and current.adjective_at > current.verb.start:
            clause.governor = ("adjective", current.adjective)


def _governs(state: ClauseState, noun: NounGroup, kind: str) -> bool:
    row = state.pack.governors.get("noun", noun.lemma)
    return noun.type is Type.SPEECH or (row is not None and kind in row.effects)


def host_clause(noun: NounGroup | None) -> Clause | None:
    """Return the clause that *noun* is in, through the groups it hangs on."""
    host: Clause | NounGroup | None = noun
    for _ in range(_DEPTH):
        if isinstance(host, Clause) or host is None:
            return host
        host = host.host
    return None


def _adverbial(state: ClauseState, clause: Clause, opener: str) -> None:
    clause.link, clause.opener, clause.governor = Link.ADVERBIAL, opener, ("subordinator", opener)
    clause.kind = "present" if clause.verb.tense == "present" and not clause.verb.perfect else "clause"
    clause.parent = finite_base(state.current)
    if clause.parent is None:
        state.dangling.append(clause)


def coordinate(state: ClauseState, clause: Clause) -> None:
    """Go on from the clause before, whose subject it shares: "met X and called Y"."""
    base, verb = state.current, clause.verb
    if state.opener is not None and base is not None and not state.conjunction:
        clause.subject, clause.shared = base.subject, True
        complement(state, clause)
        return
    if base is None:
        if state.opener is not None:
            complement(state, clause)
        return
    bare = verb.form == Form.BASE and not verb.modals and verb.tense == "present"
    if not (bare and base.verb.form == Form.BASE):
        base = finite_base(base) if base.link is not Link.RELATIVE or state.comma else base
    if base is None:
        return
    clause.subject, clause.shared = base.subject, True
    _copy(base, clause)
    if base.link is Link.PARTICIPLE and base.verb.passive and verb.bare:
        verb.passive = True  # "hosted by A and attended by B"
    if bare and not base.verb.finite:
        verb.finite, verb.tense = False, "none"
    elif bare and base.verb.modals:
        verb.modals = base.verb.modals
    if bare and base.verb.negated and state.conjunction in state.grammar.negated_or:
        verb.negated = True


def govern_infinitive(state: ClauseState, clause: Clause) -> None:
    """Say what an infinitive hangs on: an adjective, a noun, a verb; else it tells a purpose."""
    clause.link, clause.kind = Link.INFINITIVE, "infinitive"
    current, noun = state.current, state.last_noun
    clause.parent = current
    touching = noun if state.touching else None
    rows = state.pack.governors
    if touching is not None and _infinitive(rows.get("noun", touching.lemma)):
        clause.noun, clause.governor = touching, ("noun", touching.lemma)
        owner = touching.possessor
        clause.subject, clause.shared = owner or (current.subject if current is not None else None), True
        clause.parent = host_clause(touching)
        if clause.parent is None:
            state.dangling_nouns.append(clause)
        return
    if current is None:
        _headline_future(state, clause)
        return
    verb_row = rows.get("verb", current.verb.lemma)
    if state.prep and _infinitive(rows.get("adjective", state.prep)):
        current.adjective, current.adjective_at, state.prep = (
            state.prep,
            current.verb.end,
            "",
        )  # "was about to call"
    if current.adjective and current.adjective_at > current.verb.start:
        clause.governor = ("adjective", current.adjective)
        clause.subject, clause.shared = current.subject, True
        return
    if _infinitive(verb_row) and verb_row is not None:
        clause.governor = ("verb", current.verb.lemma)
        objects = [one for one in current.objects if one.type is not Type.TIME]
        controlled = objects and verb_row.control == "object" and not current.verb.passive
        clause.subject, clause.shared = (objects[-1] if controlled else current.subject), True
        return
    noun_row = next(
        (one for one in reversed(current.objects) if _infinitive(rows.get("noun", one.lemma))), None
    )
    if noun_row is not None:
        clause.noun, clause.governor = noun_row, ("noun", noun_row.lemma)
    else:
        clause.link, clause.kind = Link.PURPOSE, "purpose"
    clause.subject, clause.shared = current.subject, True


def _infinitive(row: object) -> bool:
    return row is not None and "infinitive" in row.effects  # type: ignore[attr-defined]


def _headline_future(state: ClauseState, clause: Clause) -> None:
    """Read "Orban to talk energy" as what is to come."""
    clause.link, clause.kind = Link.MAIN, ""
    clause.subject = state.pending[-1] if state.pending else None
    if clause.subject is not None:
        clause.subject.host, clause.subject.role = clause, "subject"
        clause.verb.finite, clause.verb.modals = True, (state.grammar.modal_with_to.get("be", "be to"),)


def place_gerund(state: ClauseState, clause: Clause) -> None:
    """Say what a gerund hangs on: a preposition, the verb or noun before it, or the main clause."""
    current, prep = state.current, state.prep
    clause.link, clause.parent = Link.GERUND, current
    clause.subject, clause.shared = main_subject(state), True
    if prep or (state.opener is not None and state.opener.low in state.grammar.gerund_openers):
        _behind(state, clause, prep or (state.opener.low if state.opener is not None else ""))
        return
    noun = state.last_noun
    if current is not None and state.object_open and noun is None:
        clause.kind, clause.governor = "gerund", ("verb", current.verb.lemma)
    elif noun is not None and state.touching:
        clause.link, clause.subject = Link.PARTICIPLE, noun
        state.suspend(noun, state.opener)
    else:
        clause.link, clause.parent = Link.PARTICIPLE, main_clause(state)
        state.suspend(state.pending[-1] if state.pending else None, state.opener)
    if clause.parent is None:
        state.dangling.append(clause)


def _behind(state: ClauseState, clause: Clause, prep: str) -> None:
    """Give a gerund behind a preposition to the noun or verb that takes that preposition.

    Or to the preposition.
    """
    rows, current = state.pack.governors, state.current
    noun = state.last_noun if state.touching else None
    noun_row = rows.get("noun", noun.lemma) if noun is not None else None
    verb_row = rows.get("verb", current.verb.lemma) if current is not None else None
    if noun is not None and noun_row is not None and prep in noun_row.effects:
        clause.noun, clause.governor, clause.kind = noun, ("noun", noun.lemma), prep
        clause.parent = host_clause(noun) or current
        clause.subject = noun.possessor or clause.subject
    elif current is not None and verb_row is not None and prep in verb_row.effects:
        clause.governor, clause.kind = ("verb", current.verb.lemma), prep
        if verb_row.control == "object" and current.objects:
            clause.subject = current.objects[-1]
    else:
        clause.governor, clause.kind = ("preposition", prep), "gerund"
    if clause.parent is None:
        state.dangling.append(clause)
    state.keep_pending = bool(state.pending) or current is None
