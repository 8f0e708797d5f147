"""Who denies: the subject of the verb, its agent, the owner of a statement, who is quoted; nobody where that is a guess."""

from __future__ import annotations

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.governed import host_clause
from monitor.extract.syntax.joins import parties as named
from monitor.extract.syntax.model import Clause, Link, NounGroup, Parsed, Tag, Type

_DEPTH = 8


class Deniers:
    """Finds deniers in one language."""

    def __init__(self, pack: Pack) -> None:
        """Take the closed lists of *pack*."""
        self.grammar = pack.grammar
        self.light = pack.predicates.light

    def of_verb(self, parsed: Parsed, clause: Clause, speaker: Party | None) -> Party | None:
        """Return who denies with the verb of *clause*."""
        if clause.verb.passive:
            agents = [one for one in clause.phrases if one.prep in self.grammar.agents]
            return self.of_group(agents[0]) if agents else None
        subject = clause.subject
        if subject is None:
            return self.label(parsed) if parsed.tagged.headline else None
        found = self.of_group(subject)
        if found is None and self._self(parsed, subject):
            return self.source(parsed, clause, speaker)
        return found

    def _self(self, parsed: Parsed, subject: NounGroup) -> bool:
        """Tell "we", "I", "it" that the cast left open."""
        return parsed.tagged.tokens[subject.head].tag == Tag.PRONOUN

    def of_group(self, group: NounGroup | None) -> Party | None:
        """Return the party that *group* is, or whose statement it is."""
        if group is None:
            return None
        found = [party for party in named(group) if party.sure or party.kind is not PartyKind.OTHER]
        if found:
            return found[0]
        if group.lemma in self.grammar.speech_nouns:
            for phrase in group.phrases:
                if phrase.prep in self.grammar.issued_by and named(phrase):
                    return named(phrase)[0]
            owners = named(group.possessor)
            if owners:
                return owners[0]
            before = [mention.party for mention in group.modifiers]
            return before[0] if before else None
        return None

    def of_noun(self, parsed: Parsed, noun: NounGroup) -> Party | None:
        """Return whose denial *noun* is."""
        owners = named(noun.possessor) or [mention.party for mention in noun.modifiers]
        if owners:
            return owners[0]
        for phrase in noun.phrases:
            if phrase.prep in self.grammar.issued_by and named(phrase):
                return named(phrase)[0]
        clause = host_clause(noun)
        if clause is not None and noun.role == "object" and clause.verb.lemma in self.light:
            return self.of_group(clause.subject)
        return None

    def source(self, parsed: Parsed, clause: Clause, speaker: Party | None) -> Party | None:
        """Return who says *clause*: the subject of the verb of saying above it, who is quoted, or a label."""
        one = clause
        for _ in range(_DEPTH):
            parent = one.parent
            if parent is None or one.link is Link.RELATIVE:
                break
            if one.link in {Link.THAT, Link.QUOTE} and parent.verb.lemma in self.grammar.speech:
                return self.of_group(parent.subject)
            one = parent
        told = self._according(clause)
        if told is not None:
            return told
        if clause.quoted:
            return speaker
        return self.label(parsed) if parsed.tagged.headline else None

    def _according(self, clause: Clause) -> Party | None:
        for phrase in clause.phrases:
            if phrase.prep in self.grammar.according:
                return self.of_group(phrase)
        return None

    def label(self, parsed: Parsed) -> Party | None:
        """Return who speaks in "Kremlin: no such call" and "No such call - Kremlin"."""
        tokens = parsed.tagged.tokens
        for group in parsed.groups:
            if group.type is not Type.PARTY:
                continue
            after = tokens[group.end].low if group.end < len(tokens) else ""
            before = tokens[group.start - 1].low if group.start else ""
            first = group.start <= 1 and after == ":"
            last = group.end >= len(tokens) - 1 and before in {"-", "--", ":"}
            if first or last:
                return self.of_group(group)
        return None
