"""Who denies: the subject of the verb, its agent, the owner of a statement, who is quoted; else nobody."""

from __future__ import annotations

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.denial.labels import Labels
from monitor.extract.factuality.attribution import according
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.governed import host_clause
from monitor.extract.syntax.joins import parties as named
from monitor.extract.syntax.model import Clause, Link, NounGroup, Parsed, Tag, Type

_TWO = 2
_DEPTH = 8
_TOLD = frozenset({Link.THAT, Link.QUOTE})
_BODIES = frozenset({PartyKind.BODY, PartyKind.GOVERNMENT, PartyKind.MOVEMENT})
_APART = frozenset({Link.RELATIVE, Link.ADVERBIAL})
_OPENING = frozenset({",", '"', "''", "-", "--"})


class Deniers:
    """Finds deniers in one language."""

    def __init__(self, pack: Pack) -> None:
        """Take the closed lists of *pack*."""
        self.grammar = pack.grammar
        self.light = pack.predicates.light
        self.insisting = pack.denials.lists["insisting"]
        self.heads = pack.denials.lists["heads"]
        self.fighters = pack.denials.lists["fighters"]
        self.papers = pack.grammar.speech_nouns | pack.denials.lists["papers"]
        self.within = pack.denials.lists["within"]
        self.coming = pack.denials.lists["coming"]
        self.pointing = pack.denials.lists["pointing"]
        self.charging = pack.denials.lists["charging"]
        self.admitting = pack.denials.lists["admitting"]
        self.verbs = pack.denials.verbs
        self.speech = pack.grammar.speech | self.insisting
        self.labels = Labels(self.speech, self.of_group)

    def of_verb(self, parsed: Parsed, clause: Clause, speaker: Party | None) -> Party | None:
        """Return who denies with the verb of *clause*."""
        if clause.verb.passive or self.apposed(clause):
            agents = [one for one in clause.phrases if one.prep in self.grammar.agents]
            return self.of_group(agents[0]) if agents else None
        subject = self._subject(parsed, clause)
        charged = self._charged(parsed, clause)
        if charged is not None:
            return charged
        if subject is None:
            return self._subject_later(parsed, clause) or (
                self.labels.label(parsed) if parsed.tagged.headline else None
            )
        found = self.of_group(subject) or self._headed(parsed, subject)
        if found is None or not found.official:
            found = self._beside_and(parsed, subject) or self._after_and(parsed, subject) or found
        if found is None or self._open(found):
            if clause.link is Link.PARTICIPLE:
                later = self._subject_later(parsed, clause)
                if later is not None:
                    return later
            if self._self(parsed, subject):
                return self.source(parsed, clause, speaker)
        return found

    def _charged(self, parsed: Parsed, clause: Clause) -> Party | None:
        """Return who was accused in the same sentence, where "allegations he denied" only points at him."""
        subject = clause.subject
        if subject is None:
            return None
        pointing = subject.definite and subject.possessor is None and subject.lemma in self.pointing
        if not pointing and parsed.tagged.tokens[subject.head].tag != Tag.PRONOUN:
            return None
        before = [one for one in parsed.clauses if one.verb.end <= subject.start]
        for one in reversed(before):
            if one.verb.lemma in self.charging:
                whom = [one.subject] if one.verb.passive else one.objects[:1]
                return next((found for group in whom if (found := self.of_group(group))), None)
        return None

    def apposed(self, clause: Clause) -> bool:
        """Tell "…, a claim denied by the army" from who denied: a passive without its auxiliary."""
        subject, verb = clause.subject, clause.verb
        if subject is None or subject.type is not Type.SPEECH or not verb.bare or clause.objects:
            return False
        return any(one.prep in self.grammar.agents and named(one) for one in clause.phrases)

    @staticmethod
    def _headed(parsed: Parsed, subject: NounGroup) -> Party | None:
        """Return the leader a headline opens with, where he was grouped with the verb after him."""
        if not parsed.tagged.headline or subject.start:
            return None
        first = next(iter(parsed.tagged.mentions), None)
        opens = first is not None and not first.start and first.end < subject.end
        return first.party if first is not None and opens and first.party.leader else None

    @staticmethod
    def _aged(parsed: Parsed, subject: NounGroup | None) -> NounGroup | None:
        """Return who "Sato, 48, denied" is of: not the number between commas."""
        tokens = parsed.tagged.tokens
        if subject is None or tokens[subject.head].tag != Tag.NUMBER or subject.start < _TWO:
            return subject
        if tokens[subject.start - 1].low != ",":
            return subject
        return next((one for one in parsed.groups if one.end == subject.start - 1), subject)

    def _subject(self, parsed: Parsed, clause: Clause) -> NounGroup | None:
        """Return the subject, past what a phrase before the verb took for one."""
        parent = clause.parent
        if parent is None or clause.link is not Link.THAT or clause.noun is not None:
            return self._aged(parsed, clause.subject)
        if clause.shared and parent.verb.lemma in self.verbs:
            return parent.subject  # "denied that A called B and called the report a fake"
        if clause.shared and self.of_group(clause.subject) is None:
            return parent.subject  # "insists its aims are peaceful and denies"
        swallowed = not parent.verb.finite and not parent.objects and parent.verb.lemma not in self.speech
        if swallowed and not clause.opener and parent.verb.lemma not in self.verbs:
            return parent.subject  # "a man accused of attacking police denied"
        return clause.subject

    def _beside_and(self, parsed: Parsed, subject: NounGroup) -> Party | None:
        """Return the official of "Both the army and Acme" where the last was taken for the subject."""
        tokens = parsed.tagged.tokens
        at = subject.start - 1
        at -= at > 0 and tokens[at].tag == Tag.DETERMINER
        if at < 1 or tokens[at].tag != Tag.CONJUNCTION:
            return None
        one = next((group for group in parsed.groups if group.end == at), None)
        first = one.start if one is not None else 0
        first -= first > 0 and tokens[first - 1].tag == Tag.DETERMINER
        both = tokens[max(first - 1, 0)].low == "both" or (
            one is not None and tokens[one.start].low == "both"
        )
        found = self.of_group(one) if both else None
        return found if found is not None and found.official else None

    @staticmethod
    def _after_and(parsed: Parsed, subject: NounGroup) -> Party | None:
        """Return the official of "the company and the ministry both", taken for one group."""
        tokens = parsed.tagged.tokens
        for one in parsed.tagged.mentions:
            if not (subject.start < one.start and one.end <= subject.end and one.party.official):
                continue
            before = one.start - 1
            before -= tokens[before].tag == Tag.DETERMINER
            if before > subject.start and tokens[before].tag == Tag.CONJUNCTION:
                return one.party
        return None

    @staticmethod
    def _open(party: Party) -> bool:
        return party.kind is PartyKind.OTHER and not party.sure

    def _subject_later(self, parsed: Parsed, clause: Clause) -> Party | None:
        """Return whom "Denying that …, Tehran accused" and "In denying the report, the army" speak of."""
        if clause.verb.finite or clause.start > _DEPTH // 2:
            return None
        tokens = parsed.tagged.tokens
        for one in parsed.clauses:
            subject = one.subject
            if (
                one is clause
                or subject is None
                or subject.start < clause.verb.end
                or one.link is not Link.MAIN
            ):
                continue
            before = subject.start - 1
            before -= tokens[before].tag == Tag.DETERMINER
            if before > 0 and tokens[before].low == ",":
                return self.of_group(subject)
        return None

    def _self(self, parsed: Parsed, subject: NounGroup) -> bool:
        """Tell "we", "I", "it" that the cast left open."""
        return parsed.tagged.tokens[subject.head].tag == Tag.PRONOUN

    def of_group(self, group: NounGroup | None) -> Party | None:
        """Return the party that *group* is, or whose statement it is."""
        if group is None:
            return None
        found = [party for party in named(group) if party.sure or party.kind is not PartyKind.OTHER]
        if found:
            first = found[0]
            if first.kind is PartyKind.OTHER and not first.official:
                first = next((one for one in found if one.official), first)
            return self._served(group, first) or first
        return self._issuer(group) or self._fighting(group)

    def _fighting(self, group: NounGroup) -> Party | None:
        """Return the movement or body whose fighters, commanders or officers *group* are."""
        if group.lemma not in self.fighters:
            return None
        owners = [*named(group.possessor), *(mention.party for mention in group.modifiers)]
        return next((one for one in owners if one.official and one.kind in _BODIES), None)

    def _issuer(self, group: NounGroup) -> Party | None:
        """Return whose statement *group* is."""
        if group.lemma in self.papers:
            for phrase in group.phrases:
                if phrase.prep in self.grammar.issued_by and named(phrase):
                    return named(phrase)[0]
            owners = named(group.possessor)
            if owners:
                return owners[0]
            before = [mention.party for mention in group.modifiers]
            if before and (before[0].official or before[0].kind is not PartyKind.OTHER):
                return before[0]
            clause = host_clause(group)
            if clause is not None and (group.role == "object" or group.prep in self.within):
                return self.of_group(clause.subject)  # "issued a statement denying"
        return None

    def _served(self, group: NounGroup, party: Party) -> Party | None:
        """Return the body that "the head of the harbour police" speaks for, where he is nobody known."""
        if party.official or party.kind is not PartyKind.PERSON or group.lemma not in self.heads:
            return None
        for phrase in group.phrases:
            if phrase.prep in self.grammar.of:
                body = next((one for one in named(phrase) if one.official and one.kind in _BODIES), None)
                if body is not None:
                    return body
        return None

    def of_noun(self, noun: NounGroup) -> Party | None:
        """Return whose denial *noun* is."""
        came = host_clause(noun)
        if came is not None and noun.role == "subject" and came.verb.lemma in self.coming:
            source = next((one for one in came.phrases if one.prep in self.grammar.issued_by), None)
            return self.of_group(source)  # "a denial came from the ministry"
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
            if parent is None or one.link in _APART:
                break
            if one.link in _TOLD and parent.verb.lemma in self.speech:
                return (
                    None
                    if parent.verb.negated or parent.verb.lemma in self.admitting
                    else self._sayer(parsed, parent, speaker)
                )
            apart = one.noun is None and parent.noun is None  # not within "reports of missing papers"
            if one.link in _TOLD and apart and parent.verb.lemma not in self.verbs:
                break  # "emerged that it was untrue": nobody says so
            one = parent
        told = self._according(parsed, clause)
        if told is not None:
            return told
        beside = self._beside(parsed, clause)
        if beside is not None:
            return beside
        if clause.quoted:
            return speaker
        return self.labels.label(parsed) if parsed.tagged.headline else None

    def _sayer(self, parsed: Parsed, clause: Clause, speaker: Party | None) -> Party | None:
        """Return who says with *clause*, with who says that he does where the verb is not finite."""
        found = self.of_group(clause.subject)
        if found is not None and found.kind in _BODIES and self._alone(parsed, clause.subject):
            return None  # "I" is no country, whoever was spoken of before
        if found is None and clause.quoted:
            return speaker
        return found or self._above(clause)

    def _above(self, clause: Clause) -> Party | None:
        """Return who acts in the clauses over "to assure him", where what stands between names nobody."""
        one = clause
        if clause.link not in {Link.PURPOSE, Link.INFINITIVE}:
            return None
        for _ in range(_TWO + 1):
            if one.verb.finite and one.link is not Link.ADVERBIAL:
                return None
            if one.parent is None:
                return None
            one = one.parent
            found = self.of_group(one.subject)
            if found is not None:
                return found
        return None

    @staticmethod
    def _alone(parsed: Parsed, subject: NounGroup | None) -> bool:
        return subject is not None and parsed.tagged.tokens[subject.head].low in {"i", "me"}

    def _beside(self, parsed: Parsed, clause: Clause) -> Party | None:
        """Return who speaks in "…, the minister told reporters" and "told reporters … was a lie"."""
        tokens = parsed.tagged.tokens
        for one in parsed.clauses:
            if one.verb.lemma in self.admitting and self._admits(parsed, one, clause):
                return None
            if one is clause or one.verb.lemma not in self.speech or one.verb.negated or one.verb.modals:
                continue
            if one.subject is None or not one.verb.finite or one.link in {Link.RELATIVE, Link.ADVERBIAL}:
                continue
            if one.subject is clause.subject and clause.subject.type is not Type.PARTY:
                continue
            first = min(one.subject.start, one.verb.start)
            first -= first > 0 and tokens[first - 1].tag == Tag.DETERMINER
            trailing = first > clause.verb.start and first > 0 and tokens[first - 1].low in _OPENING
            loose = clause.link is Link.MAIN and not self._governs(parsed, one)
            leading = one.verb.start < clause.verb.start and loose
            if trailing or leading:
                found = self.of_group(one.subject)
                if found is not None:
                    return found
        return None

    def pointer(self, parsed: Parsed, clause: Clause) -> int:
        """Return the "it" that says *clause*, of which only what was told before tells who it is; -1."""
        tokens = parsed.tagged.tokens
        for one in parsed.clauses:
            governs = clause.parent is one and clause.link in _TOLD
            said = one.verb.finite and one.verb.lemma in self.speech and not one.verb.negated
            if one is clause or one.subject is None or not said or one.verb.lemma in self.admitting:
                continue
            trailing = one.subject.start > clause.verb.start and tokens[one.subject.start - 1].low in _OPENING
            if (governs or trailing) and tokens[one.subject.head].low in self.grammar.it:
                return one.subject.head
        return -1

    @staticmethod
    def _admits(parsed: Parsed, clause: Clause, what: Clause) -> bool:
        """Tell "…, the minister admitted" and "admitted … was false" of *what*."""
        subject = clause.subject
        first = subject.start if subject is not None else clause.verb.start
        trailing = first > what.verb.start and parsed.tagged.tokens[max(first - 2, 0)].low in _OPENING
        trailing = trailing or parsed.tagged.tokens[max(first - 1, 0)].low in _OPENING
        return what is not clause and trailing

    @staticmethod
    def _governs(parsed: Parsed, clause: Clause) -> bool:
        return any(one.parent is clause and one.link in _TOLD and one.noun is None for one in parsed.clauses)

    def _according(self, parsed: Parsed, clause: Clause) -> Party | None:
        """Return who it is according to, also where that hangs on an infinitive: "no plans to call him"."""
        return self.of_group(next(according(parsed, clause, self.grammar), None))
