"""Finds contacts told as having taken place that the article itself says did not.

"Trump told reporters he had talked to Modi. India's foreign ministry said the two had not spoken":
one of them is wrong, so the contact is not told as having happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.extract.factuality.judgement import Judgement
from monitor.extract.frames.events import Event
from monitor.extract.frames.sides import faceless
from monitor.extract.lang.grammar import Grammar
from monitor.extract.merge import joined
from monitor.extract.model import ContactKind, ContactStatus
from monitor.extract.seen import Seen
from monitor.extract.syntax.joins import parties as named
from monitor.extract.syntax.model import Clause, Parsed, Tag

_NEAR = 1
_CLOSE = 4


def contradicted(told: Sequence[Seen], grammar: Grammar) -> None:
    """Let no contact of *told* have happened that the sentence beside it says did not."""
    negated = [
        one
        for one in told
        if one.contact.status is ContactStatus.DENIED
        and one.judgement.negated
        and one.judgement.denying is None
        and not _of_another_time(one, grammar)
    ]
    for seen in told:
        if seen.contact.status is ContactStatus.HAPPENED and any(_same(seen, one) for one in negated):
            said = ContactStatus.DENIED if seen.judgement.saying else ContactStatus.UNCLEAR
            seen.contact = replace(seen.contact, status=said)


def _same(seen: Seen, other: Seen) -> bool:
    """Tell whether the two, in sentences side by side, are of one contact."""
    one, two = seen.contact, other.contact
    beside = 0 < abs(seen.sentence - other.sentence) <= _NEAR
    days = one.on is None or two.on is None or one.on == two.on
    return beside and days and joined(replace(one, status=ContactStatus.CLAIMED), two) is not None


def _of_another_time(seen: Seen, grammar: Grammar) -> bool:
    """Tell "had not met since May", "had never met before": no word on the contact told beside it."""
    text = seen.contact.evidence[0].text
    _, _, after = text.partition(seen.contact.words[0].text)
    words = [word.strip(".,;:") for word in after.lower().split()[:_CLOSE]]
    return not {*grammar.clause_prepositions, *grammar.again, "for", "in"}.isdisjoint(words)


def unsure(event: Event, judgement: Judgement, parsed: Parsed, grammar: Grammar) -> bool:
    """Tell what its party only believed, a plain "There was not" beside it answers, or nobody is named in."""
    if event.kind is not ContactKind.MESSAGE and faceless(event.parties):
        return True  # "joined world leaders"; what world leaders write to him reached him
    return _believed(event, judgement, grammar) or (bool(judgement.saying) and _plainly_negated(parsed))


def _believed(event: Event, judgement: Judgement, grammar: Grammar) -> bool:
    """Tell "he thought he was talking to the premier"."""
    thinking = [clause for clause in judgement.saying if clause.verb.lemma in grammar.believing]
    return any(party in event.parties for clause in thinking for party in named(clause.subject))


def _plainly_negated(parsed: Parsed) -> bool:
    """Tell a quoted negative with nothing behind it: "There was not", "We did not"."""
    return any(
        one.quoted and _negated(one, parsed) and not (one.objects or one.phrases or one.adjective)
        for one in parsed.clauses
    )


def _negated(clause: Clause, parsed: Parsed) -> bool:
    """Tell a negated verb, also by the last word: "We did not"."""
    behind = parsed.tagged.tokens[clause.verb.end : clause.verb.end + 1]
    return clause.verb.negated or any(token.tag == Tag.NEGATION for token in behind)
