"""Denials without a verb of denying: "that is not true", "no such call took place", "there are no such plans"."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extract.cast.model import Party
from monitor.extract.denial.denier import Deniers
from monitor.extract.denial.model import Saying
from monitor.extract.factuality.governors import Effect
from monitor.extract.factuality.scopes import Judgement, Scopes
from monitor.extract.frames.events import Event
from monitor.extract.lang.pack import Pack
from monitor.extract.model import ContactStatus
from monitor.extract.syntax.extent import clause_extent, clause_start, group_extent
from monitor.extract.syntax.model import Clause, NounGroup, Parsed, Type

Events = Sequence[tuple[Event, Judgement]]


class Statements:
    """Reads what an official's plain statement denies."""

    def __init__(self, pack: Pack, scopes: Scopes, deniers: Deniers) -> None:
        """Take the tables of *pack*."""
        self.pack, self.scopes, self.deniers = pack, scopes, deniers
        self.lists = pack.denials.lists
        self.firsts = {
            text.split()[0] for name in ("statements", "plan_statements") for text in self.lists[name]
        }

    def read(self, parsed: Parsed, clause: Clause, events: Events, speaker: Party | None) -> Saying | None:
        """Return what *clause* denies, None where it denies nothing or nobody is seen to say it."""
        saying = (
            self._verdict(parsed, clause)
            or self._absent(parsed, clause)
            or self._not_planned(parsed, clause)
            or self._contact(parsed, clause, events)
            or self._phrase(parsed, clause)
            or self._misdeed(parsed, clause)
        )
        if saying is None:
            return None
        denier = self.deniers.source(parsed, clause, speaker)
        if denier is None and saying.own:
            denier = self.deniers.of_group(clause.subject)
        saying.denier = denier
        saying.clause = clause
        saying.trigger = clause.verb.head
        return saying if denier is not None or clause.quoted else None

    def _verdict(self, parsed: Parsed, clause: Clause) -> Saying | None:
        """Read "the report is false", "that is not the case"."""
        subject = clause.subject
        be = self.pack.grammar.be | self.pack.grammar.seem
        if subject is None or clause.verb.lemma not in be or clause.question or clause.verb.modals:
            return None
        if not self.scopes.verdicts.untrue(parsed, clause):
            return None
        points = subject.lemma in self.pack.grammar.pointers
        content = subject.type in {Type.SPEECH, Type.EVENT}
        inner = next((one for one in parsed.clauses if one.parent is clause and one.kind == "that"), None)
        if not (points or content):
            return None
        end = clause_extent(parsed, clause)
        said = (subject.start, group_extent(parsed, subject)) if content else None
        if inner is not None:
            said = (inner.start, clause_extent(parsed, inner))
        return Saying(
            None,
            clause_start(parsed, clause),
            end - 1,
            said=said,
            points=said is None or content,
            answers=points,
        )

    def _absent(self, parsed: Parsed, clause: Clause) -> Saying | None:
        """Read "there are no such plans", "no such call took place", "has no plans to meet him"."""
        for group in (*clause.objects, clause.subject):
            if group is None or not group.negated:
                continue
            such = bool(self.pack.grammar.such.intersection(group.adjectives))
            plan = group.lemma in self.lists["plans"]
            if not (plan or (such and group.type in {Type.EVENT, Type.SPEECH, Type.OTHER})):
                continue
            end = max(group_extent(parsed, group), clause.verb.end)
            start = min(group.start, clause.verb.start)
            said = (group.start, group_extent(parsed, group))
            return Saying(
                None,
                start,
                end - 1,
                said=said,
                plan=plan,
                points=such,
                answers=not such,
                own=not clause.there,
            )
        return None

    def _not_planned(self, parsed: Parsed, clause: Clause) -> Saying | None:
        """Read "a meeting is not planned"."""
        verb, subject = clause.verb, clause.subject
        if not verb.negated or subject is None or subject.type is not Type.EVENT:
            return None
        if not (verb.passive and verb.lemma in self.lists["planning"]):
            return None
        return Saying(
            None, subject.start, verb.end - 1, said=(subject.start, group_extent(parsed, subject)), plan=True
        )

    def _contact(self, parsed: Parsed, clause: Clause, events: Events) -> Saying | None:
        """Read "he did not call him" and "no call took place" as who says so denies them."""
        for event, judgement in events:
            own = event.clause is clause and judgement.negated and judgement.denying is None
            if (
                own
                and judgement.status is ContactStatus.DENIED
                and event.parties
                and not event.predicate.topic
            ):
                since = self.pack.grammar.still.intersection(token.low for token in parsed.tagged.tokens)
                if since:
                    return None
                end = clause_extent(parsed, clause)
                start = clause_start(parsed, clause)
                return Saying(
                    None, event.first, max(event.first, min(end - 1, event.last)), said=(start, end)
                )
        subject = clause.subject
        if (
            subject is None
            or subject.type is not Type.EVENT
            or not clause.verb.negated
            or not subject.definite
        ):
            return None
        neutral = self.scopes.effect("verb", clause.verb.lemma, "subject") is Effect.NEUTRAL
        if neutral and clause.verb.lemma not in self.pack.grammar.be and not clause.verb.modals:
            end = clause_extent(parsed, clause)
            return Saying(None, subject.start, end - 1, said=(subject.start, end), points=True)
        return None

    def _phrase(self, parsed: Parsed, clause: Clause) -> Saying | None:
        """Read the phrases that deny by themselves: "nothing to do with", "no truth in"."""
        tokens = parsed.tagged.tokens
        start, end = clause_start(parsed, clause), clause_extent(parsed, clause)
        inner = [one.start for one in parsed.clauses if one.parent is clause and one.kind in {"that", "quote"}]
        for at in range(start, min([end, *inner])):
            if tokens[at].low not in self.firsts:
                continue
            for name in ("statements", "plan_statements"):
                text = self._phrase_at(parsed, at, self.lists[name])
                if text:
                    last = min(len(tokens), at + len(text.split()))
                    plan = name == "plan_statements"
                    own = not clause.there
                    return Saying(
                        None,
                        start,
                        max(last, clause.verb.end) - 1,
                        said=(start, end),
                        plan=plan,
                        points=True,
                        answers=plan,
                        own=own,
                    )
        return None

    @staticmethod
    def _phrase_at(parsed: Parsed, at: int, phrases: frozenset[str]) -> str:
        tokens = parsed.tagged.tokens
        text = ""
        best = ""
        for token in tokens[at : at + 7]:
            text = f"{text} {token.low}".strip()
            if text in phrases:
                best = text
        return best

    def _misdeed(self, parsed: Parsed, clause: Clause) -> Saying | None:
        """Read "we did not fire on the crowd" as an answer to who says so."""
        verb = clause.verb
        if not verb.negated or verb.modals or not verb.finite or clause.question:
            return None
        if verb.lemma not in self.lists["misdeeds"] or not self._done(clause):
            return None
        start, end = clause_start(parsed, clause), clause_extent(parsed, clause)
        return Saying(None, start, min(end - 1, verb.end), said=(start, end), answers=True)

    @staticmethod
    def _done(clause: Clause) -> bool:
        verb = clause.verb
        return verb.tense == "past" or verb.perfect


def whole(group: NounGroup) -> int:
    """Return where *group* starts with its owner."""
    return group.possessor.start if group.possessor is not None else group.start
