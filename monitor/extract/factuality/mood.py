"""What a verb group says of its own clause: tense, modals, negation, adverbs, question."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extract.factuality.governors import Effect
from monitor.extract.factuality.tables import ScopeTables
from monitor.extract.syntax.model import Clause, Form, Link, NounGroup, Parsed, Type


def mood(
    tables: ScopeTables, parsed: Parsed, clause: Clause, taken: Sequence[NounGroup]
) -> list[tuple[Effect, str]]:
    """Return the effects of the verb group of *clause*, innermost first.

    *taken*: nouns whose own "no" was taken, which does not negate their clause again.
    """
    verb, effects = clause.verb, []
    for low in (*verb.adverbs, *clause.adverbs):
        effect = tables.effect("adverb", low, "clause")
        if effect is not None:
            effects.append((effect, low))
    for modal in reversed(verb.modals):
        kind = "perfect" if verb.perfect else "verb"
        row = tables.rows.get("modal", modal)
        effect = (row.effects.get(kind) or row.effects.get("verb", Effect.UNCLEAR)) if row else Effect.UNCLEAR
        effects.append((effect, modal))
    if (
        verb.modals
        and tables.grammar.again.intersection((*verb.adverbs, *clause.adverbs))
        and not clause.times
    ):
        effects.append((Effect.UNCLEAR, "again"))
    if not verb.modals and _ahead(tables, parsed, clause):
        effects.append((Effect.PLAN, "time ahead"))
    if verb.negated:
        effects.append((Effect.NEGATE, "not"))
    if (
        clause.subject is not None
        and clause.subject.negated
        and not any(one is clause.subject for one in taken)
    ):
        few = parsed.tagged.tokens[clause.subject.start].low in tables.grammar.few
        effects.append((Effect.UNCLEAR if few else Effect.NEGATE, "no"))
    if clause.question:
        effects.append((Effect.UNCLEAR if clause.asked else Effect.ASK, "?"))
    if _imperative(clause):
        effects.append((Effect.UNCLEAR, "imperative"))
    return effects


def _imperative(clause: Clause) -> bool:
    """Tell "Suppose he did call", which bids one to think so."""
    verb = clause.verb
    alone = (
        clause.subject is None and clause.parent is None and clause.link is Link.MAIN and not clause.question
    )
    return alone and verb.form == Form.BASE and verb.finite and not verb.modals


def _ahead(tables: ScopeTables, parsed: Parsed, clause: Clause) -> bool:
    """Tell "meets him tomorrow", "is meeting him on Monday" from what is going on."""
    verb = clause.verb
    if verb.tense == "future":
        return True
    if verb.tense != "present" or verb.perfect or not verb.finite:
        return False
    tokens = parsed.tagged.tokens
    words = {
        low
        for group in (*clause.times, *clause.phrases)
        if group.type is Type.TIME
        for low in _words(parsed, group)
    }
    words |= {*verb.adverbs, *clause.adverbs}
    if words & tables.grammar.future_times:
        return True
    rows = tables.pack.predicates.verbs.get(verb.lemma.split(" ")[0], ())
    going = verb.lemma in tables.grammar.motion or any(" ".join(row.lemma) == verb.lemma for row in rows)
    progressive = going and tokens[verb.head].form == Form.GERUND
    dated = bool(words & tables.grammar.days)
    return progressive and dated and not words & tables.grammar.past_times


def _words(parsed: Parsed, group: NounGroup) -> list[str]:
    return [token.low for token in parsed.tagged.tokens[group.start : group.end]]
