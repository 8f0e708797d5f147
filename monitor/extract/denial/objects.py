"""What a verb of denial is about: an assertion, or something withheld or refused; the table's row says what counts."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.extract.cast.model import PartyKind
from monitor.extract.denial.words import DenialVerb
from monitor.extract.factuality.scopes import Scopes
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.extent import clause_extent, clause_start, group_extent
from monitor.extract.syntax.model import Clause, Link, NounGroup, Parsed, Tag, Type

_TWO = 2


@dataclass(frozen=True, slots=True)
class Denied:
    """What is denied: tokens `[start, end)`, none where it only points back; a plan, or not."""

    start: int
    end: int
    plan: bool = False
    points: bool = False


class Objects:
    """Judges what stands behind verbs of denial."""

    def __init__(self, pack: Pack, scopes: Scopes) -> None:
        """Take the lists of *pack*."""
        self.lists = pack.denials.lists
        self.pointers = pack.grammar.pointers
        self.grammar = pack.grammar
        self.scopes = scopes
        self.never_firsts = {text.split()[0] for text in self.lists["never"]}

    def never(self, parsed: Parsed) -> bool:
        """Tell whether a phrase stands in the sentence with which nothing is a denial."""
        tokens = parsed.tagged.tokens
        if not any(token.low in self.never_firsts for token in tokens):
            return False
        text = f" {' '.join(token.low for token in tokens)} "
        return any(f" {phrase} " in text for phrase in self.lists["never"])

    def of(self, parsed: Parsed, clause: Clause, row: DenialVerb) -> Denied | None:
        """Return what *clause* denies, None where that is no assertion."""
        if clause.verb.passive:
            return self._group(parsed, clause, row, clause.subject) if clause.subject is not None else None
        inner = self._complement(parsed, clause, row)
        if inner is not None:
            return inner
        objects = [one for one in clause.objects if one.type is not Type.TIME]
        verdict = "verdict" in row.of and self.scopes.verdicts.called_untrue(parsed, clause)
        if verdict and objects and objects[0].type is not Type.PARTY:
            found = objects[0] if objects[0].type in {Type.SPEECH, Type.EVENT} else objects[-1]
            speech = next((one for one in objects if one.type in {Type.SPEECH, Type.EVENT}), found)
            points = self._points(speech)
            return Denied(speech.start, group_extent(parsed, speech), points=points)
        told = next((one for one in clause.phrases if one.type is Type.SPEECH), None)
        if verdict and not objects and told is not None:
            return Denied(told.start, group_extent(parsed, told))  # "dismissed as untrue reports that"
        if not objects:
            bare = "bare" in row.of and not clause.phrases
            return Denied(0, 0, points=True) if bare else None
        if (
            len(objects) >= _TWO
            and objects[0].type in {Type.PARTY, Type.OTHER}
            and "any" in row.of
            and not self._apart(objects)
        ):
            return None  # "denied him bail"
        return self._group(parsed, clause, row, objects[0])

    @staticmethod
    def _apart(objects: list[NounGroup]) -> bool:
        return objects[0].type in {Type.SPEECH, Type.EVENT}

    def _complement(self, parsed: Parsed, clause: Clause, row: DenialVerb) -> Denied | None:
        """Return the clause that is denied: "denied that …", "denied having met", "denied it had met"."""
        kinds = {"that": "that", "gerund": "gerund", "quote": "that"}
        for one in parsed.clauses:
            if one.parent is not clause or kinds.get(one.kind) not in row.of or one.start < clause.start:
                continue
            if one.noun is not None:
                continue
            start = min(clause_start(parsed, one), one.start)
            return Denied(start, clause_extent(parsed, one), plan=self._ahead(one))
        return None

    def _ahead(self, clause: Clause) -> bool:
        row = self.scopes.rows.get("verb", clause.verb.lemma)
        planned = row is not None and clause.verb.lemma in self.lists["planning"]
        return planned or bool(self.grammar.future & set(clause.verb.modals))

    def _points(self, group: NounGroup) -> bool:
        return group.lemma in self.pointers

    def _group(self, parsed: Parsed, clause: Clause, row: DenialVerb, group: NounGroup) -> Denied | None:
        kind = self._kind(parsed, group)
        if kind is None:
            return None
        if kind not in row.of and not ("any" in row.of and kind == "other"):
            return None
        whole = Denied(
            group.possessor.start if group.possessor is not None else group.start,
            group_extent(parsed, group),
            plan=group.lemma in self.lists["plans"],
            points=kind == "pointer"
            or (kind == "claim" and not group.phrases and not self._explained(parsed, group)),
        )
        return whole

    @staticmethod
    def _explained(parsed: Parsed, group: NounGroup) -> bool:
        return any(one.noun is group for one in parsed.clauses)

    def _kind(self, parsed: Parsed, group: NounGroup) -> str | None:
        """Return what kind of thing *group* is, None where it is withheld or refused."""
        members = group.members or (group,)
        tokens = parsed.tagged.tokens
        heads = {low for one in members for low in (one.lemma, tokens[one.head].low)}
        if self._points(group):
            return "pointer"
        if group.mentions:
            personal = group.mentions[0].party.kind is PartyKind.PERSON
            pronoun = tokens[group.head].tag == Tag.PRONOUN
            return "pointer" if pronoun and not personal else None
        if heads & self.lists["withheld"]:
            return None
        if heads & self.lists["claims"]:
            return "claim"
        if heads & self.lists["demands"]:
            return "demand"
        if heads & (self.lists["acts"] | self.lists["plans"]):
            return "act"
        if group.type is Type.EVENT:
            return "event"
        return "claim" if group.type is Type.SPEECH else "other"


def governed_by(parsed: Parsed, clause: Clause, link: Link) -> Clause | None:
    """Return the clause that *clause* governs as *link*."""
    return next((one for one in parsed.clauses if one.parent is clause and one.link is link), None)
