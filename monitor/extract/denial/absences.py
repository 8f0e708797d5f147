"""Denials by what there is not: no such call, no plans to meet, no threats were made."""

from __future__ import annotations

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.denial.deeds import Deeds
from monitor.extract.denial.model import ANY, CHARGED, LEAD, Saying
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.extent import clause_extent, group_extent
from monitor.extract.syntax.joins import parties as named
from monitor.extract.syntax.model import Clause, NounGroup, Parsed, Type

_STATES = frozenset({PartyKind.GOVERNMENT, PartyKind.BODY})


class Absences:
    """Reads what an official says there is not."""

    def __init__(self, pack: Pack, deeds: Deeds) -> None:
        """Take the lists of *pack*."""
        self.pack, self.deeds = pack, deeds
        self.lists = pack.denials.lists

    def read(self, parsed: Parsed, clause: Clause, denier: Party | None) -> Saying | None:
        """Read "there are no such plans", "no such call took place", "has no plans to meet him"."""
        for group in (*clause.objects, clause.subject):
            if group is None or not group.negated:
                continue
            such = bool(self.pack.grammar.such.intersection(group.adjectives))
            plan = group.lemma in self.lists["plans"]
            undone = group is clause.subject and clause.verb.passive and self._accusing(group, clause)
            if not (plan or such or undone) or self._nothing_told(parsed, group, such=such):
                continue
            if (
                plan
                and not (clause.there or such or clause.verb.passive)
                and not self._theirs(parsed, clause, denier)
            ):
                continue
            return Saying(
                None,
                min(group.start, clause.verb.start),
                max(group_extent(parsed, group), clause.verb.end) - 1,
                said=(group.start, group_extent(parsed, group)),
                negating=self._negating(parsed, group.start),
                plan=plan,
                points=such,
                answers=self._answering(clause, group, such=such, plan=plan),
                kind=group.lemma if group.type is Type.EVENT else "",
            )
        return self._no_such(parsed, clause) or self._not_planned(clause, parsed)

    def held(self, parsed: Parsed, clause: Clause, denier: Party | None) -> Saying | None:
        """Read "had no bases in Georgia" of one's own side, where a charge was told."""
        if clause.verb.lemma not in self.pack.grammar.have or not self._theirs(parsed, clause, denier):
            return None
        group = next((one for one in clause.objects if one.negated), None)
        if group is None or self._nothing_told(parsed, group):
            return None
        end = max(group_extent(parsed, group), clause.verb.end)
        said = (group.start, end)
        return Saying(None, min(group.start, clause.verb.start), end - 1, said=said, answers=CHARGED)

    def _negating(self, parsed: Parsed, start: int) -> int:
        """Return how many words "no such departure" opens with that negate it."""
        words = self.pack.grammar.no | self.pack.grammar.such
        rest = (token.low not in words for token in parsed.tagged.tokens[start:])
        return next((at for at, over in enumerate(rest) if over), 0)

    def _answering(self, clause: Clause, group: NounGroup, *, such: bool, plan: bool) -> int:
        """Return how near a claim must have been that "no plans", "no threats" answers."""
        if such or self._of_contact(group):
            return 0
        if not plan:
            return CHARGED
        subject = clause.subject
        own = subject is not None and subject.mentions and not clause.there and not clause.verb.passive
        above = clause.parent
        if clause.there and above is not None and above.verb.lemma in self.lists["adding"]:
            return CHARGED
        return LEAD if own else ANY

    def _theirs(self, parsed: Parsed, clause: Clause, denier: Party | None) -> bool:
        """Tell "he has no plans" of himself, or of somebody in contact, from what a rival says."""
        subject = clause.subject
        state = denier is not None and denier.official
        theirs = subject is not None and any(
            one.leader or (state and one.kind in _STATES) for one in named(subject)
        )
        return theirs or self.deeds.own(parsed, clause, denier)

    def _accusing(self, group: NounGroup, clause: Clause) -> bool:
        """Tell "no threats were made", "no civilians were killed"."""
        return group.lemma in self.lists["acts"] or clause.verb.lemma in self.lists["misdeeds"]

    def _of_contact(self, group: NounGroup) -> bool:
        """Tell "no plans for a meeting" from "no plans to raise taxes"."""
        return any(one.type is Type.EVENT for one in group.phrases)

    def _no_such(self, parsed: Parsed, clause: Clause) -> Saying | None:
        """Read "had carried out no such strike" by its words alone."""
        tokens = parsed.tagged.tokens
        end = min(len(tokens) - 2, max(clause_extent(parsed, clause), clause.verb.end + 3))
        for at in range(clause.verb.start, end):
            minded = clause.verb.lemma in self.lists["minded"]
            any_such = tokens[at].low == "any" and clause.verb.negated and not minded
            if tokens[at].low not in self.pack.grammar.no and not any_such:
                continue
            wanted = {tokens[at + 2].lemma} & (self.lists["demands"] - self.lists["plans"])
            such = tokens[at + 1].low in self.pack.grammar.such and not (any_such and wanted)
            if such and not self.as_follows(parsed, at + 2, such=True):
                return Saying(None, clause.verb.start, at + 2, said=(at, at + 3), points=True, negating=2)
        return None

    def _nothing_told(self, parsed: Parsed, group: NounGroup, *, such: bool = False) -> bool:
        return self.as_follows(parsed, group.head, such=such)

    def as_follows(self, parsed: Parsed, at: int, *, such: bool = False) -> bool:
        """Tell "no such thing as a free lunch", "no such luck", "no deal" from what denies."""
        tokens = parsed.tagged.tokens
        after = tokens[at + 1].low if at + 1 < len(tokens) else ""
        return tokens[at].lemma in self.lists["idle" if such else "untold"] or after in {"as", "that"}

    def _not_planned(self, clause: Clause, parsed: Parsed) -> Saying | None:
        """Read "a meeting is not planned"."""
        verb, subject = clause.verb, clause.subject
        if not verb.negated or subject is None or subject.type is not Type.EVENT:
            return None
        if not (verb.passive and verb.lemma in self.lists["planning"]):
            return None
        said = (subject.start, group_extent(parsed, subject))
        return Saying(
            None, subject.start, verb.end - 1, said=said, plan=True, answers=CHARGED, kind=subject.lemma
        )
