"""Finds the denials of one English sentence: verbs and nouns of denial, verdicts, negative answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.denial.denier import Deniers
from monitor.extract.denial.headlines import Headlines
from monitor.extract.denial.model import Saying
from monitor.extract.denial.objects import Objects, told_before, wished
from monitor.extract.denial.statements import Statements
from monitor.extract.denial.withdrawn import taken_back
from monitor.extract.denial.words import DenialVerb
from monitor.extract.factuality.governors import Effect
from monitor.extract.factuality.judgement import Judgement
from monitor.extract.factuality.scopes import Scopes
from monitor.extract.frames.events import Event
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.extent import clause_extent, group_extent
from monitor.extract.syntax.model import Clause, Form, Link, NounGroup, Parsed, Tag, Type

Events = Sequence[tuple[Event, Judgement]]
_GOVERNED = frozenset({Link.THAT, Link.GERUND})
_UNREAL = frozenset(
    {
        Effect.COMMAND,
        Effect.PLAN,
        Effect.HYPOTHETICAL,
        Effect.REFUSE,
        Effect.ASK,
        Effect.FABRICATE,
        Effect.DENY,
    }
)
_BEFORE_NOUN = frozenset({Tag.PREPOSITION, Tag.DETERMINER, Tag.POSSESSIVE})
_LETTING = frozenset({Effect.NEUTRAL, Effect.ASSERT, Effect.CLAIM})


def pointer_of(parsed: Parsed, clause: Clause) -> int:
    """Return the token of "it", "they", "the group", that say only by what was told before who denies; -1."""
    subject = clause.subject
    if subject is None or clause.verb.passive:
        return -1
    token = parsed.tagged.tokens[subject.head]
    if token.tag == Tag.PRONOUN:
        return subject.head if token.low in {"it", "they", "which", "he", "she"} else -1
    open_body = subject.definite and not subject.phrases and subject.possessor is None
    return (
        subject.head
        if open_body and token.low in {"group", "organisation", "organization", "country", "movement"}
        else -1
    )


class DenialReader:
    """Reads the denials of sentences of one language."""

    def __init__(self, pack: Pack, scopes: Scopes) -> None:
        """Take the tables of *pack*, and the reader of verdicts."""
        self.pack, self.scopes = pack, scopes
        self.words = pack.denials
        self.deniers = Deniers(pack)
        self.objects = Objects(pack, scopes)
        self.statements = Statements(pack, scopes, self.deniers)
        self.headlines = Headlines(pack, scopes.verdicts, self.deniers)

    def read(self, parsed: Parsed, events: Events, speaker: Party | None) -> Iterator[Saying]:
        """Yield the denials of *parsed*; *speaker* is who is heard in it."""
        if self.scopes.verdicts.withheld(parsed):
            return
        found: list[Saying] = []
        for clause in parsed.clauses:
            saying = self._verb(parsed, clause, speaker)
            if saying is None:
                saying = self.statements.read(parsed, clause, events, speaker)
            if saying is not None:
                found.append(saying)
        for noun in parsed.groups:
            saying = self._noun(parsed, noun)
            if saying is not None:
                found.append(saying)
        if not found:
            found += self.headlines.exclaimed(parsed, speaker)
        if not found and parsed.tagged.headline:
            found += self.headlines.headline(parsed)
        for saying in found:
            saying.kind = saying.kind or self._untold(saying, events)
            saying.private = saying.private or self._of_company(parsed, saying.denier)
            self._contacts(saying, events)
        yield from sorted(found, key=lambda one: one.trigger)

    @staticmethod
    def _untold(saying: Saying, events: Events) -> str:
        """Return the noun of a contact denied whose parties were told before: "reports of a meeting"."""
        low, high = saying.said or (-1, -1)
        bare = (one for one, _ in events if one.noun is not None and not one.parties)
        return next((one.noun.lemma for one in bare if one.noun and low <= one.trigger < high), "")

    def _contacts(self, saying: Saying, events: Events) -> None:
        """Say which contacts are within what is denied."""
        low, high = saying.said or (-1, -1)
        saying.events += tuple(
            event
            for event, judgement in events
            if event.parties
            and event not in saying.events
            and (
                low <= event.trigger < high
                or (saying.clause is not None and judgement.denying is saying.clause)
            )
        )

    def _verb(self, parsed: Parsed, clause: Clause, speaker: Party | None) -> Saying | None:
        row = self.words.verbs.get(clause.verb.lemma)
        if row is None or not self._real(clause, row) or self._premodifying(parsed, clause):
            return None
        denied = self.objects.of(parsed, clause, row, apposed=self.deniers.apposed(clause))
        if denied is None:
            return None
        denier = self.deniers.of_verb(parsed, clause, speaker)
        unknown = denier is None or denier.kind is PartyKind.OTHER
        pointer = pointer_of(parsed, clause) if unknown else -1
        denier = None if pointer >= 0 else denier
        if denier is None and pointer < 0:
            return None
        verb = clause.verb
        saying = Saying(
            denier,
            first=verb.start,
            last=max(verb.end - 1, min(denied.end - 1, verb.start + 5)),
            said=(denied.start, denied.end) if denied.start < denied.end else None,
            plan=denied.plan,
            points=denied.points,
            standing=denied.standing or self._standing(clause) or taken_back(self.pack, parsed, clause),
            clause=clause,
            trigger=verb.head,
        )
        saying.private = self._private(parsed) or self._one_of(parsed, clause)
        saying.pointer = pointer
        return saying

    @staticmethod
    def _premodifying(parsed: Parsed, clause: Clause) -> bool:
        """Tell "based on debunked reports" from what somebody debunked."""
        tokens, at = parsed.tagged.tokens, clause.verb.start - 1
        while at > 0 and tokens[at].tag == Tag.ADVERB:
            at -= 1
        near = at == clause.verb.start - 1
        noun = clause.verb.end < len(tokens) and tokens[clause.verb.end].tag == Tag.NOUN
        before = at >= 0 and (tokens[at].tag in _BEFORE_NOUN or (tokens[at].tag == Tag.VERB and not near))
        return clause.verb.bare and before and (near or noun)  # "repeats widely debunked claims"

    def _of_company(self, parsed: Parsed, denier: Party | None) -> bool:
        """Tell "Acme spokesman Jo Dee", of no country, body or party, from who speaks for one."""
        if denier is None or denier.side is not None or denier.kind is not PartyKind.PERSON:
            return False
        mention = next((one for one in parsed.tagged.mentions if one.party is denier), None)
        if mention is None or not mention.start:
            return False
        tokens = parsed.tagged.tokens
        staff = tokens[mention.start].lemma in self.words.lists["staff"]
        return staff and tokens[mention.start - 1].tag == Tag.NAME

    def _one_of(self, parsed: Parsed, clause: Clause) -> bool:
        """Tell "a Hamas fighter", who answers for himself, from "Hamas fighters"."""
        subject = clause.subject
        if subject is None or subject.lemma not in self.words.lists["ranks"]:
            return False
        return parsed.tagged.tokens[subject.head].form != Form.PLURAL

    def _private(self, parsed: Parsed) -> bool:
        """Tell a defendant's denial: from the dock, of the charges against him."""
        text = " ".join(token.low for token in parsed.tagged.tokens)
        return any(phrase in text for phrase in self.words.lists["accused"])

    def _real(self, clause: Clause, row: DenialVerb) -> bool:  # noqa: PLR0911 - one answer a mood
        """Tell a denial from "did not deny", "would deny", "refused to deny", "if he denies"."""
        verb = clause.verb
        if verb.negated or clause.question:
            return False
        if clause.link is Link.PURPOSE:
            parent = clause.parent
            told = parent is not None and not parent.verb.negated and not parent.verb.modals
            return told and not self._dared(parent) and "any" in row.of
        if verb.modals and "used to" not in verb.modals:
            return False
        if (
            clause.link is Link.ADVERBIAL
            and self.scopes.effect("subordinator", clause.opener, "clause") is Effect.HYPOTHETICAL
        ):
            return False
        if told_before(clause) is not None:
            return True
        if clause.link in _GOVERNED and clause.noun is None and clause.governor is not None:
            effect = self.scopes.effect(*clause.governor, clause.kind)
            if effect in _UNREAL or (effect is None and wished(clause)):
                return False
        if clause.link is Link.INFINITIVE and clause.governor is not None:
            parent = clause.parent
            effect = self.scopes.effect(*clause.governor, clause.kind)
            done = effect in _LETTING or clause.governor[1] in self.words.lists["to_deny"]
            return done and not (parent is not None and parent.verb.negated)
        return True

    def _dared(self, clause: Clause | None) -> bool:
        """Tell "challenged the premier to deny it" from "spoke up to deny it"."""
        if clause is None or not clause.objects:
            return False
        return clause.verb.lemma in self.words.lists["daring"]

    def _standing(self, clause: Clause) -> bool:
        """Tell "has always denied", "which it denies" from news."""
        verb = clause.verb
        always = self.pack.grammar.always.intersection((*verb.adverbs, *clause.adverbs))
        always |= {"used to"}.intersection(verb.modals)
        return (verb.perfect and verb.tense == "present") or bool(always) or clause.link is Link.RELATIVE

    def _noun(self, parsed: Parsed, noun: NounGroup) -> Saying | None:
        """Read "issued a denial", "the army's denial of", "denials by the Kremlin"."""
        if noun.lemma not in self.words.nouns or noun.negated:
            return None
        if any(one.lemma in self.words.lists["withheld"] for one in noun.phrases):
            return None
        denier = self.deniers.of_noun(noun)
        if denier is None:
            return None
        said = [
            one
            for one in noun.phrases
            if one.prep in self.pack.grammar.of or one.type in {Type.SPEECH, Type.EVENT}
        ]
        if not said and noun.lemma in self.words.lists["weak_nouns"]:
            return None
        span = (said[0].start, group_extent(parsed, said[0])) if said else None
        inner = next((one for one in parsed.clauses if one.noun is noun), None)
        if span is None and inner is not None:
            span = (inner.start, clause_extent(parsed, inner))
        return Saying(
            denier,
            noun.start,
            noun.end - 1,
            said=span,
            points=span is None,
            standing=noun.role != "object",
            trigger=noun.head,
        )
