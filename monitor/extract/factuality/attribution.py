"""Attribution: who says that an event took place, whom they cite, "according to"."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extract.cast.model import Party
from monitor.extract.factuality.judgement import Judgement
from monitor.extract.frames.events import Event
from monitor.extract.lang.grammar import Grammar
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.governed import host_clause
from monitor.extract.syntax.joins import parties as named
from monitor.extract.syntax.model import Clause, Link, NounGroup, Parsed, Tag, Type

_DEPTH = 8
_INSIDE = frozenset({Link.THAT, Link.QUOTE, Link.INFINITIVE, Link.GERUND})


class Attribution:
    """Reads who says so by the words of one language."""

    def __init__(self, pack: Pack) -> None:
        """Take the closed lists of *pack*."""
        self.grammar = pack.grammar
        self.claims = pack.denials.lists["claims"] | pack.denials.lists["soft_claims"]

    def groups(self, event: Event, judgement: Judgement, parsed: Parsed) -> list[NounGroup]:
        """Return who says that *event* was, outermost first; who denies it does not."""
        found: list[NounGroup] = []
        for clause in judgement.saying:
            if clause is judgement.denying or clause.subject is None:
                continue
            found += self._citing(clause, parsed)
            found.append(clause.subject)
            found += self._cited(clause, parsed)
        told = event.clause or host_clause(event.noun)
        found += according(parsed, told, self.grammar) if told is not None else ()
        return found or list(self._owner(event, parsed))

    def parties(self, group: NounGroup) -> list[Party]:
        """Return who *group* is, or whose statement it is."""
        if named(group):
            return named(group)
        for phrase in group.phrases:
            if phrase.prep in self.grammar.issued_by:
                return named(phrase)
        return named(group.possessor)

    def unnamed(self, groups: list[NounGroup]) -> bool:
        """Tell whether any of *groups* tells it without a name and holds no office."""
        nameless = [one for one in groups if one.lemma in self.grammar.unnamed]
        return any(not one.mentions or not one.mentions[0].party.official for one in nameless)

    def names(self, groups: list[NounGroup], parsed: Parsed) -> tuple[str, ...]:
        """Return *groups* as they are shown."""
        tokens = parsed.tagged.tokens
        found = []
        for group in groups:
            parties = self.parties(group)
            words = " ".join(token.raw for token in tokens[group.start : group.end])
            found.append(parties[0].name if parties else words)
        return tuple(dict.fromkeys(found))

    def _cited(self, clause: Clause, parsed: Parsed) -> Iterator[NounGroup]:
        """Yield whom who says it has it from: "the paper said, citing two aides"."""
        for one in parsed.clauses:
            if one.verb.lemma not in self.grammar.citing or one is clause or one.subject is None:
                continue
            if one.subject is clause.subject:
                yield from one.objects[:1]

    def _citing(self, clause: Clause, parsed: Parsed) -> Iterator[NounGroup]:
        """Yield who has it from who says it: "the author cited an aide who indicated"."""
        for one in parsed.clauses:
            told = clause.subject in one.objects and clause.link is Link.RELATIVE
            if told and one.verb.lemma in self.grammar.citing and one.subject is not None:
                yield one.subject

    def _owner(self, event: Event, parsed: Parsed) -> Iterator[NounGroup]:
        """Yield whose report it is: "the paper's claim that", "reports by the agency", "Weekly claims"."""
        noun = event.clause.noun if event.clause is not None else self._over(event.noun)
        if noun is None or noun.lemma not in self.grammar.speech_nouns | self.claims:
            return
        if noun.possessor is not None:
            yield noun.possessor
        yield from (one for one in noun.phrases if one.prep in self.grammar.issued_by)
        if parsed.tagged.headline and noun.start < noun.head and noun.start == 0:
            yield NounGroup(
                noun.start, noun.head, noun.head - 1, parsed.tagged.tokens[noun.head - 1].lemma, Type.OTHER
            )

    def _over(self, noun: NounGroup | None) -> NounGroup | None:
        host = noun.host if noun is not None else None
        return host if isinstance(host, NounGroup) else None


def according(parsed: Parsed, clause: Clause, grammar: Grammar) -> Iterator[NounGroup]:
    """Yield who *clause* is according to: beside it, or beside what governs it, or set off at the end."""
    over = clause
    chain = [clause]
    while over.parent is not None and over.link in _INSIDE and len(chain) < _DEPTH:
        over = over.parent
        chain.append(over)
    tokens = parsed.tagged.tokens
    for one in parsed.clauses:
        near = one in chain or (one.parent is clause and one.link is Link.INFINITIVE)
        for phrase in one.phrases:
            if phrase.prep in grammar.according:
                words = len(phrase.prep.split())
                first = phrase.start - words - (tokens[phrase.start - 1].tag == Tag.DETERMINER)
                if near or (one.link is Link.ADVERBIAL and first > 0 and tokens[first - 1].low == ","):
                    yield phrase
