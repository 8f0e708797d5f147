"""Who leads a delegation takes part in what it does: "a team led by the president met"."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.extract.lang.grammar import Grammar
from monitor.extract.syntax.model import Clause, Link, Type

_TOLD_OF = frozenset({Link.PARTICIPLE, Link.RELATIVE})


def lead(clauses: Iterable[Clause], grammar: Grammar) -> None:
    """Put who leads a delegation in its place, in all that the sentence says of it."""
    for clause in clauses:
        noun = clause.subject
        if clause.verb.lemma not in grammar.leading or not clause.verb.passive or noun is None:
            continue
        if clause.link not in _TOLD_OF or noun.lemma not in grammar.delegations:
            continue
        leaders = [one for one in clause.phrases if one.prep in grammar.agents and one.mentions]
        if leaders:
            noun.mentions, noun.type = leaders[0].mentions, Type.PARTY
