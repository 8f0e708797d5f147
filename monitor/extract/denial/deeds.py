"""Denials by a plain negative: "we did not fire on the crowd", "it had not struck the school"."""

from __future__ import annotations

from monitor.extract.cast.model import Party
from monitor.extract.denial.denier import Deniers
from monitor.extract.denial.model import ANY, CHARGED, LEAD, Saying
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.extent import clause_extent, clause_start
from monitor.extract.syntax.joins import parties as named
from monitor.extract.syntax.model import Clause, Form, NounGroup, Parsed, Tag, Type

_NEVER = "never"


class Deeds:
    """Reads what an official says that he, or his side, did not do."""

    def __init__(self, pack: Pack, deniers: Deniers) -> None:
        """Take the lists of *pack*."""
        self.pack, self.deniers = pack, deniers
        self.lists = pack.denials.lists
        self.nothing = self.lists["nothing"]
        self.people = pack.grammar.person_nouns | self.lists["staff"] | self.lists["speaking"]

    def read(self, parsed: Parsed, clause: Clause, denier: Party | None) -> Saying | None:
        """Return what *clause*, said by *denier*, says was not done."""
        verb = clause.verb
        never = self._never(parsed, clause)
        none = self._nobody(clause)
        if not (verb.negated or never or none) or verb.modals or not verb.finite:
            return None
        contrary = verb.lemma not in self.lists["minded"] and self.contrary(parsed, clause)
        grave = self._grave(clause)
        if not contrary and not (self._done(clause) and self._deed(parsed, clause, grave=grave)):
            return None
        told_of = none or (contrary and clause.subject is not None and bool(clause.subject.mentions))
        if self.idle(parsed, clause, grave=grave) or not (told_of or self.own(parsed, clause, denier)):
            return None
        grave = grave and not none
        start, end = clause_start(parsed, clause), clause_extent(parsed, clause)
        other = denier is not None and denier not in named(clause.subject)
        outright = grave or contrary or (never and (self._remark(clause) or other))
        claim = LEAD if parsed.tagged.headline else ANY
        near = claim if self.of_oneself(parsed, clause) and clause.verb.perfect else CHARGED
        answers = 0 if outright else near
        return Saying(
            None, start, max(verb.end - 1, min(end - 1, verb.end)), said=(start, end), answers=answers
        )

    def _deed(self, parsed: Parsed, clause: Clause, *, grave: bool) -> bool:
        """Tell what one may be charged with: a misdeed, a deed, what nobody did, what I have never done."""
        if self._nobody(clause):
            return not clause.adjective and clause.verb.lemma not in self.lists["minded"]
        if grave or clause.verb.lemma in self.lists["deeds"]:
            return True
        personal = self._done(clause) and self.of_oneself(parsed, clause)
        return personal and not clause.adjective and clause.verb.lemma not in self.lists["minded"]

    @staticmethod
    def _nobody(clause: Clause) -> bool:
        """Tell "no soldier has crossed" from "neither did Russia"."""
        subject = clause.subject
        named = subject is not None and subject.negated and subject.start < clause.verb.start
        return named and subject is not None and subject.end - subject.start > 1  # not "nobody came forward"

    def _grave(self, clause: Clause) -> bool:
        """Tell a misdeed by its verb, with what stands behind it: "fire on", "open fire"."""
        lemma = clause.verb.lemma
        behind = (*(one.prep for one in clause.phrases), *(one.lemma for one in clause.objects))
        forms = {lemma, *(f"{lemma} {word}" for word in behind)}
        return not forms.isdisjoint(self.lists["misdeeds"])

    def insisted(self, parsed: Parsed, clause: Clause) -> Saying | None:
        """Read "insists the general is not being investigated": fact, not an opinion or an aim."""
        verb, subject = clause.verb, clause.subject
        if verb.modals or not verb.finite or clause.adjective or subject is None:
            return None
        if not verb.negated and not any(one.negated or one.lemma in self.nothing for one in clause.objects):
            return None
        tokens = parsed.tagged.tokens
        nouns = {token.lemma for one in clause.objects for token in tokens[one.start : one.end]}
        person = bool(nouns & self.people)
        someone = person and verb.lemma in self.pack.grammar.be  # "insists he is not its leader"
        if (verb.lemma in self.lists["minded"] and not someone) or self.idle(parsed, clause):
            return None
        if not (someone or self._done(clause) or verb.passive or verb.form == Form.GERUND):
            return None
        start, end = clause_start(parsed, clause), clause_extent(parsed, clause)
        return Saying(None, start, end - 1, said=(start, end))

    def contrary(self, parsed: Parsed, clause: Clause) -> bool:
        """Tell what is said "after media reports that", "contrary to claims"."""
        tokens = parsed.tagged.tokens
        for group in parsed.groups:
            if group.type is not Type.SPEECH or group.lemma not in self.lists["claims"]:
                continue
            before = " ".join(token.low for token in tokens[max(0, group.start - 3) : group.start])
            if any(f" {text} " in f" {before} " for text in self.lists["contrary"]):
                return group.start > clause.verb.end or "contrary" in before
        return False

    def _never(self, parsed: Parsed, clause: Clause) -> bool:
        tokens = parsed.tagged.tokens
        return any(tokens[at].low == _NEVER for at in range(clause.verb.start, clause.verb.end))

    @staticmethod
    def _remark(clause: Clause) -> bool:
        """Tell "never made the remark" from "never makes promises"."""
        return any(one.definite and one.type is Type.SPEECH for one in clause.objects)

    @staticmethod
    def _done(clause: Clause) -> bool:
        return clause.verb.tense == "past" or clause.verb.perfect

    def idle(self, parsed: Parsed, clause: Clause, *, grave: bool = False) -> bool:
        """Tell "did not give any details", "had not yet reached" from what answers a charge."""
        heads = {one.lemma for one in (*clause.objects, *(() if grave else clause.phrases))}
        still = self.pack.grammar.still & {*clause.verb.adverbs, *clause.adverbs}
        tokens = parsed.tagged.tokens
        after = tokens[clause.verb.end].low if clause.verb.end < len(tokens) else ""
        return bool(heads & self.lists["untold"] or still or after in {"just", "only", "simply", "until"})

    def own(self, parsed: Parsed, clause: Clause, denier: Party | None) -> bool:
        """Tell whether the subject is who speaks, or of the same side."""
        subject = clause.subject
        if subject is None:
            return False
        if clause.verb.passive and clause.verb.lemma in self.lists["misdeeds"]:
            return subject.definite or bool(subject.mentions)
        if self._first_person(parsed, subject):
            return True
        parties = [*named(subject), *named(subject.possessor), *(one.party for one in subject.modifiers)]
        if denier is None:
            return False
        speaks = denier.side is None and denier.spokesman  # "the army did not, a spokesman said"
        if any(_same(party, denier) or (speaks and party.official) for party in parties):
            return True
        token = parsed.tagged.tokens[subject.head]
        owner = parsed.tagged.tokens[subject.start]
        return token.tag == Tag.PRONOUN or owner.tag == Tag.POSSESSIVE

    def of_oneself(self, parsed: Parsed, clause: Clause) -> bool:
        """Tell "I have never met him", which need not answer anybody."""
        return self._never(parsed, clause) and self._first_person(parsed, clause.subject)

    def _first_person(self, parsed: Parsed, subject: NounGroup | None) -> bool:
        if subject is None:
            return False
        first = {"we", "i", "our", "my"}
        return bool(first & {token.low for token in parsed.tagged.tokens[subject.start : subject.end]})


def _same(one: Party, two: Party) -> bool:
    side = one.side or one.name
    return one is two or side in {two.side, two.name}
