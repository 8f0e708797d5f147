"""Whether a contact is told as background, not as news.

By its time ("last year", "three times since 2021", a day long before the article's) or its tense ("had met
before"), unless that only follows from who says so ("said he had met").
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from monitor.extract.factuality.judgement import Judgement
from monitor.extract.frames.events import Event
from monitor.extract.lang.grammar import Grammar
from monitor.extract.syntax.model import Clause, Token
from monitor.extract.temporal import long_ago, weeks_before


def is_standing(
    event: Event,
    judgement: Judgement,
    told: tuple[str | None, str | None],
    published: date | None,
    words: Grammar,
) -> bool:
    """Tell whether *event* is what was before; *told* is when it was, as said and as an ISO date."""
    when, on = told
    if when is not None and long_ago(when, published):
        return True
    if on is not None and published is not None and weeks_before(on, published):
        return True
    clause = event.clause if event.noun is None else None
    return clause is not None and (_before_then(clause, judgement) or _often(clause, words))


def is_last_time(event: Event, tokens: Sequence[Token], words: Grammar) -> bool:
    """Tell "the two last met in May" from "the two last week met"."""
    at = event.clause.verb.start if event.noun is None and event.clause else 0
    return at > 0 and tokens[at - 1].low in words.latest


def _before_then(clause: Clause, judgement: Judgement) -> bool:
    """Tell "had met" of the text's own from "said that he had met"."""
    verb = clause.verb
    return verb.perfect and verb.tense == "past" and not verb.modals and not judgement.saying


def _often(clause: Clause, words: Grammar) -> bool:
    """Tell "has repeatedly met", "previously called"."""
    return not words.earlier.isdisjoint((*clause.verb.adverbs, *clause.adverbs))
