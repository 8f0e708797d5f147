"""What a verb of denial is about: an assertion, or something withheld or refused; by its row."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.extract.cast.model import PartyKind
from monitor.extract.denial.asides import Asides
from monitor.extract.denial.kinds import Kinds, points_back
from monitor.extract.denial.words import DenialVerb
from monitor.extract.factuality.scopes import Scopes
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.extent import clause_extent, clause_start, group_extent
from monitor.extract.syntax.model import Clause, Form, Link, NounGroup, Parsed, Tag, Type

_TWO = 2
_SOON = 8
_CONTENT = frozenset({Type.SPEECH, Type.EVENT})
_KINDS = {"that": "that", "gerund": "gerund", "quote": "that"}


@dataclass(frozen=True, slots=True)
class DeniedWords:
    """What is denied: tokens `[start, end)`, none where it only points back; a plan, or not."""

    start: int
    end: int
    plan: bool = False
    points: bool = False
    standing: bool = False


class Objects:
    """Judges what stands behind verbs of denial."""

    def __init__(self, pack: Pack, scopes: Scopes) -> None:
        """Take the lists of *pack*."""
        self.lists = pack.denials.lists
        self.pointers = pack.grammar.pointers
        self.grammar = pack.grammar
        self.scopes = scopes
        self.asides = Asides(pack)
        self.kinds = Kinds(pack)

    def of(self, parsed: Parsed, clause: Clause, row: DenialVerb, *, apposed: bool) -> DeniedWords | None:
        """Return what *clause* denies, None where that is no assertion; *apposed*: "a claim denied by"."""
        if clause.verb.passive or apposed:
            return self._passive(parsed, clause, row)
        inner = self._complement(parsed, clause, row)
        if inner is not None:
            return inner
        objects = [one for one in clause.objects if one.type is not Type.TIME]
        objects = [self._told_of(parsed, one) for one in objects] or self._swallowed(parsed, clause)
        beside = (
            self._done(parsed, clause, row, objects)
            or ("verdict" in row.of and self._called(parsed, clause, objects))
            or self._aside(parsed, clause, row)
            or (not objects and self._against(parsed, clause, row))
        )
        if beside:
            return beside
        if not objects:
            bare = "bare" in row.of and not clause.phrases
            return DeniedWords(0, 0, points=True) if bare else None
        if self._quoted_before(parsed, objects):
            objects = objects[1:]  # "rejects 'cover-up' claims"
        withheld = len(objects) >= _TWO and objects[0].type in {Type.PARTY, Type.OTHER}
        if withheld and "any" in row.of:
            return None  # "denied him bail"
        return self._group(parsed, row, objects[0])

    def _told_of(self, parsed: Parsed, group: NounGroup) -> NounGroup:
        """Return "the allegations" of "many of the allegations", other groups as they are."""
        inner = (one for one in group.phrases if one.prep in self.grammar.of and one.type is Type.SPEECH)
        some = parsed.tagged.tokens[group.head].tag == Tag.PRONOUN
        return next(inner, group) if some else group

    def _swallowed(self, parsed: Parsed, clause: Clause) -> list[NounGroup]:
        """Return "many of the allegations made by", taken for the subject of a clause of its own."""
        for one in parsed.clauses:
            subject = one.subject
            if one.parent is not clause or one.opener or not one.verb.bare or subject is None:
                continue
            if subject.start == clause.verb.end or subject.start == clause.verb.end + 1:
                inner = [phrase for phrase in subject.phrases if phrase.prep in self.grammar.of]
                return [next((group for group in inner if group.type is Type.SPEECH), subject)]
        return []

    def _done(
        self, parsed: Parsed, clause: Clause, row: DenialVerb, objects: list[NounGroup]
    ) -> DeniedWords | None:
        """Read "denied firing live rounds" where what was done was taken for a noun."""
        if "gerund" not in row.of or not objects or not self._doing(parsed, clause, objects[0]):
            return None
        end = max(group_extent(parsed, one) for one in (*objects, *clause.phrases))
        return DeniedWords(objects[0].start, end)

    @staticmethod
    def _doing(parsed: Parsed, clause: Clause, group: NounGroup) -> bool:
        """Tell "denied firing" and what follows, taken for a noun, from "denied housing to them"."""
        token = parsed.tagged.tokens[group.head]
        alone = group.start == clause.verb.end and group.end == group.start + 1
        gerund = token.low.endswith("ing") and token.tag == Tag.NOUN and not group.mentions
        follows = parsed.tagged.tokens[group.end : group.end + 1]
        goes_on = bool(follows) and follows[0].tag in {
            Tag.NOUN,
            Tag.ADJECTIVE,
            Tag.ADVERB,
            Tag.DETERMINER,
            Tag.NAME,
        }
        return alone and gerund and goes_on

    @staticmethod
    def _quoted_before(parsed: Parsed, objects: list[NounGroup]) -> bool:
        """Tell words in quotation marks that say what claims they are."""
        if len(objects) < _TWO or objects[1].type is not Type.SPEECH:
            return False
        tokens, end = parsed.tagged.tokens, objects[0].end
        return objects[1].start == end + 1 and tokens[end].tag == Tag.QUOTE

    def _passive(self, parsed: Parsed, clause: Clause, row: DenialVerb) -> DeniedWords | None:
        """Read "the report was denied by"; "were denied entry by" keeps an object, and withholds it."""
        if clause.subject is None or any(one.start >= clause.verb.end for one in clause.objects):
            return None
        if "verdict" in row.of and self.scopes.verdicts.called_untrue(parsed, clause):
            return self._told(parsed, clause.subject)
        governing = told_before(clause)
        if governing is not None:
            return self._group(parsed, row, governing)
        return self._group(parsed, row, clause.subject)

    def _called(self, parsed: Parsed, clause: Clause, objects: list[NounGroup]) -> DeniedWords | None:
        """Read "called the report a lie", "dismissed as nonsense a report": things told, not people."""
        if not self.scopes.verdicts.called_untrue(parsed, clause):
            return None
        beside = [one for one in clause.phrases if one.type is Type.SPEECH]
        near = [*objects, *beside]
        what = next((one for one in near if one.type in _CONTENT), None)
        if what is None and objects:
            what = objects[0]
        if what is None:
            what = self._later(parsed, clause)
        return self._told(parsed, what) if what is not None else None

    @staticmethod
    def _later(parsed: Parsed, clause: Clause) -> NounGroup | None:
        """Return the report of "rejected as "entirely false" the report"."""
        end = clause.verb.end
        return next(
            (one for one in parsed.groups if end <= one.start <= end + _SOON and one.type is Type.SPEECH),
            None,
        )

    def _against(self, parsed: Parsed, clause: Clause, row: DenialVerb) -> DeniedWords | None:
        """Read "pushed back against the report", "hit back at claims"."""
        for one in clause.phrases:
            if one.prep in self.lists["against"] and "claim" in row.of:
                return self._group(parsed, row, one)
        return None

    def _told(self, parsed: Parsed, what: NounGroup) -> DeniedWords | None:
        tokens = parsed.tagged.tokens
        pronoun = tokens[what.head].tag == Tag.PRONOUN
        personal = bool(what.mentions) and what.mentions[0].party.kind is PartyKind.PERSON
        points = points_back(self.grammar, what) or (pronoun and not personal)
        topics = self.lists["topics"] | self.lists["claims"] | self.lists["soft_claims"]
        if not points and what.type not in _CONTENT and what.lemma not in topics:
            return None
        named = self._explained(parsed, what) or bool(what.phrases)
        return DeniedWords(_whole(what), group_extent(parsed, what), points=points or not named)

    def _aside(self, parsed: Parsed, clause: Clause, row: DenialVerb) -> DeniedWords | None:
        if any(one.start > clause.verb.start and one.type is not Type.TIME for one in clause.objects):
            return None
        if not ("any" in row.of or "claim" in row.of):
            return None
        about = self.asides.about(parsed, clause)
        return None if about is None else DeniedWords(*about, points=True, standing=True)

    def _complement(self, parsed: Parsed, clause: Clause, row: DenialVerb) -> DeniedWords | None:
        """Return the clause that is denied: "denied that …", "denied having met", "denied it had met"."""
        for one in parsed.clauses:
            if one.parent is not clause or _KINDS.get(one.kind) not in row.of or one.start < clause.start:
                continue
            before = any(
                clause.verb.end <= other.start < one.start and other is not one.subject
                for other in clause.objects
            )
            if one.noun is not None and not self._medium(clause, one.noun):
                continue
            if before and one.link is Link.GERUND:
                continue
            if one.kind == "that" and not one.opener and self._own_object(parsed, one):
                continue  # "the idea that they rejected me is not true"
            bare = one.kind == "that" and not one.opener and not self._claimed(parsed, one)
            if bare and "any" not in row.of:
                continue  # one rejects that it is so, or papers named after him, and no "he did it"
            start = min(clause_start(parsed, one), one.start)
            return DeniedWords(start, clause_extent(parsed, one), plan=self.ahead(one))
        return None

    def _claimed(self, parsed: Parsed, clause: Clause) -> bool:
        """Tell "claims teachers were leaving", whose subject was taken together with the claims."""
        return clause.subject is not None and self.kinds.says(parsed, clause.subject)

    def _medium(self, clause: Clause, noun: NounGroup) -> bool:
        """Tell "denied in a statement that", which says where, from "denied the statement that"."""
        return not clause.objects and noun in clause.phrases and noun.prep in self.lists["media"]

    @staticmethod
    def _own_object(parsed: Parsed, clause: Clause) -> bool:
        """Tell whether what was taken for the subject of *clause* can only be an object: me, him, them."""
        subject = clause.subject
        return subject is not None and parsed.tagged.tokens[subject.start].low in {"me", "him", "us", "them"}

    def ahead(self, clause: Clause) -> bool:
        """Tell whether *clause* speaks of what is still to come, or planned."""
        planned = clause.verb.lemma in self.lists["planning"]
        return planned or bool(self.grammar.future & set(clause.verb.modals)) or "would" in clause.verb.modals

    def _group(self, parsed: Parsed, row: DenialVerb, group: NounGroup) -> DeniedWords | None:
        kind = self.kinds.of(parsed, group)
        if (
            kind is None
            or (kind == "soft" and "soft" not in row.of and not self._explained(parsed, group))
            or self._advice(parsed, group)
        ):
            return None
        kind = "claim" if kind == "soft" else kind
        if kind not in row.of and not ("any" in row.of and kind in {"other", "topic"}):
            return None
        said = self._inside(parsed, group)
        return DeniedWords(
            _whole(group),
            group_extent(parsed, group),
            plan=group.lemma in self.lists["plans"] or (said is not None and self.ahead(said)),
            points=kind == "pointer" or (kind == "claim" and self._unsaid(parsed, group)),
        )

    @staticmethod
    def _inside(parsed: Parsed, group: NounGroup) -> Clause | None:
        """Return the clause that says what *group* claims."""
        return next((one for one in parsed.clauses if _of(one.noun, group) and one.kind == "that"), None)

    def _advice(self, parsed: Parsed, group: NounGroup) -> bool:
        """Tell "suggestions that it accept" from "suggestions that it accepted"."""
        inside = self._inside(parsed, group)
        return inside is not None and (
            wished(inside) or bool(self.lists["advising"] & set(inside.verb.modals))
        )

    def _unsaid(self, parsed: Parsed, group: NounGroup) -> bool:
        """Tell "the claim" from one of which it is told what it says."""
        return not group.phrases and not self._explained(parsed, group) and not self.kinds.says(parsed, group)

    @staticmethod
    def _explained(parsed: Parsed, group: NounGroup) -> bool:
        return any(one.noun is group and one.kind != "infinitive" for one in parsed.clauses)


def _of(noun: NounGroup | None, group: NounGroup) -> bool:
    """Tell whether *noun* is *group*, or hangs on it: "suggestions by the minister that"."""
    at: object = noun
    for _ in range(_TWO + 1):
        if at is group:
            return True
        if not isinstance(at, NounGroup):
            return False
        at = at.host
    return False


def told_before(clause: Clause) -> NounGroup | None:
    """Return the claim of "the claim that it had paid them was denied", of which "them" is no subject."""
    parent = clause.parent
    if clause.link is not Link.THAT or clause.opener or not clause.verb.passive or parent is None:
        return None
    return parent.noun if parent.noun is not None and parent.noun.type is Type.SPEECH else None


def wished(clause: Clause) -> bool:
    """Tell "that the minister deny", which is wanted, from "that ministers deny", which is told."""
    verb, subject = clause.verb, clause.subject
    plural = subject is not None and any(one.plural for one in subject.mentions)
    return (
        verb.form == Form.BASE
        and not verb.modals
        and not plural
        and not verb.negated
        and verb.end - verb.start == 1
    )


def _whole(group: NounGroup) -> int:
    return group.possessor.start if group.possessor is not None else group.start
