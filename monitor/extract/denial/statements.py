"""Denials without a verb of denying: "that is not true", "no call took place", "nothing to do with"."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extract.cast.model import Party
from monitor.extract.denial.absences import Absences
from monitor.extract.denial.deeds import Deeds
from monitor.extract.denial.denier import Deniers
from monitor.extract.denial.echoes import Echoes
from monitor.extract.denial.headlines import by_first, phrase_at
from monitor.extract.denial.model import ANY, CHARGED, ECHO, Saying
from monitor.extract.denial.wordings import Wordings
from monitor.extract.factuality.governors import Effect
from monitor.extract.factuality.judgement import Judgement
from monitor.extract.factuality.scopes import Scopes
from monitor.extract.frames.events import Event
from monitor.extract.lang.pack import Pack
from monitor.extract.model import ContactStatus
from monitor.extract.syntax.extent import clause_extent, clause_start, group_extent
from monitor.extract.syntax.model import Clause, Form, Link, NounGroup, Parsed, Tag, Type

Events = Sequence[tuple[Event, Judgement]]
_CONTENT = frozenset({Type.SPEECH, Type.EVENT})
_UNTOLD = frozenset({Effect.PLAN, Effect.HYPOTHETICAL, Effect.ASK, Effect.COMMAND, Effect.FABRICATE})
_THIS = frozenset({"this", "that"})
_BACK = 14
_DEPTH = 8
_EARLY = 3


class Statements:
    """Reads what an official's plain statement denies."""

    def __init__(self, pack: Pack, scopes: Scopes, deniers: Deniers) -> None:
        """Take the tables of *pack*."""
        self.pack, self.scopes, self.deniers = pack, scopes, deniers
        self.lists = pack.denials.lists
        self.deeds = Deeds(pack, deniers)
        self.absences = Absences(pack, self.deeds)
        self.echoes = Echoes(pack, self.deeds)
        self.wordings = Wordings(pack, scopes)
        self.topics = self.lists["claims"] | self.lists["soft_claims"] | self.lists["topics"]
        self.phrases = {name: by_first(self.lists[name]) for name in ("statements", "plan_statements")}

    def read(self, parsed: Parsed, clause: Clause, events: Events, speaker: Party | None) -> Saying | None:
        """Return what *clause* denies, None where it denies nothing or nobody is seen to say it."""
        if clause.question or not self._open(clause) or self._of_others(parsed, clause):
            return None
        denier = self.deniers.source(parsed, clause, speaker)
        saying = (
            self.wordings.read(parsed, clause)
            or self._verdict(parsed, clause)
            or self.absences.read(parsed, clause, denier)
            or self._contact(parsed, clause, events)
            or self._phrase(parsed, clause, denier)
            or self.deeds.read(parsed, clause, denier)
            or self.absences.held(parsed, clause, denier)
            or (self._insisted(parsed, clause) and self.deeds.insisted(parsed, clause))
            or None
        )
        if saying is None or saying.answers:
            echo = self.echoes.read(parsed, clause, denier)
            if saying is not None and echo is not None:
                saying.echo = echo.echo
            saying = saying or echo
        if saying is None:
            return None
        if denier is None and not clause.quoted:
            saying.pointer = self.deniers.pointer(parsed, clause)
        if denier is None and saying.pointer < 0 and not clause.quoted:
            return None
        saying.denier = denier
        saying.clause = clause
        saying.trigger = clause.verb.head
        firm = self._insisted(parsed, clause) and (
            saying.answers != ECHO or (clause.there and clause.verb.perfect)
        )
        if saying.answers and (firm or self._about_contact(saying, events)):
            saying.answers = 0
        return saying

    @staticmethod
    def _about_contact(saying: Saying, events: Events) -> bool:
        """Tell whether the plan that there is not is one of a contact."""
        low, high = saying.said or (0, 0)
        return saying.plan and any(one.parties and low <= one.trigger < high for one, _ in events)

    def _insisted(self, parsed: Parsed, clause: Clause) -> bool:
        """Tell "insisted it had not": whoever insists answers somebody's doubt."""
        parent, subject = clause.parent, clause.subject
        if clause.link is Link.THAT and parent is not None:
            return parent.verb.lemma in self.lists["insisting"]
        first = subject.start if subject is not None else clause.verb.start
        touching = (one for one in parsed.clauses if one.verb.end == first)
        return any(one.verb.lemma in self.lists["insisting"] for one in touching)

    def _of_others(self, parsed: Parsed, clause: Clause) -> bool:
        """Tell "Dealers claim they did nothing wrong", whom a speaker only quotes."""
        above = clause.parent
        if clause.link is Link.QUOTE and clause.subject is not None:
            first = clause.subject.start
            above = next((one for one in parsed.clauses if one.verb.end == first), None)
        if above is None or above.subject is None or clause.link not in {Link.THAT, Link.QUOTE}:
            return False
        head = parsed.tagged.tokens[above.subject.head]
        several = head.tag == Tag.NOUN and head.form == Form.PLURAL and not above.subject.mentions
        return several and above.quoted and above.verb.lemma in self.deniers.speech

    def _open(self, clause: Clause) -> bool:
        """Tell what is said outright from what hangs on "if", "because", "who"."""
        one: Clause | None = clause
        for _ in range(_DEPTH):
            if one is None:
                break
            if one.link is Link.ADVERBIAL:
                effect = self.scopes.effect("subordinator", one.opener, "clause")
                if effect not in {Effect.ASSERT, Effect.NEUTRAL}:
                    return False
            if one.link is Link.RELATIVE:
                return one is not clause and one.verb.lemma in self.deniers.speech  # "the premier, who said"
            if one.kind == "whether" or self._wished(one):
                return False
            one = one.parent if one.link is not Link.MAIN else None
        return True

    def _wished(self, clause: Clause) -> bool:
        """Tell what is only hoped, doubted or asked for: "I hope that it is not true"."""
        if clause.link is not Link.THAT or clause.governor is None:
            return False
        return self.scopes.effect(*clause.governor, clause.kind) in _UNTOLD

    # verdicts

    def _verdict(self, parsed: Parsed, clause: Clause) -> Saying | None:
        """Read "the report is false", "that is not the case"."""
        if clause.verb.modals or not clause.verb.finite:
            return None
        if clause.verb.lemma in self.pack.grammar.be | self.pack.grammar.seem:
            verdict = self.scopes.verdicts.untrue(parsed, clause)
        else:
            verdict = self._found_untrue(parsed, clause)
        if not verdict:
            return None
        inner = next((one for one in parsed.clauses if one.parent is clause and one.kind == "that"), None)
        subject = self._told(parsed, clause)
        if subject is None:
            return None
        points = self._points(parsed, subject)
        if verdict in self.lists["scorn"] and not points and subject.lemma not in self.lists["claims"]:
            return None
        end = clause_extent(parsed, clause)
        said = None if points else (_whole(subject), group_extent(parsed, subject))
        if inner is not None:
            said = (min(inner.start, clause_start(parsed, inner)), clause_extent(parsed, inner))
        elif points:
            said = self._that(parsed, clause)
        if points and verdict in self.lists["opinions"] and self._judged(parsed, clause):
            return None
        near = CHARGED if verdict in self.lists["scorn"] else 0
        if clause.quoted and verdict not in self.lists["opinions"]:
            near = 0
        return Saying(
            None,
            min(clause_start(parsed, clause), _whole(subject)),
            end - 1,
            said=said,
            points=said is None or not points,
            answers=near if said is None else 0,
        )

    def _judged(self, parsed: Parsed, clause: Clause) -> bool:
        """Tell "of a decision …, saying it was wrong", where nothing was claimed."""
        before = {group.lemma for group in parsed.groups if group.end <= clause.verb.start}
        return not before.isdisjoint(self.lists["judged"]) and before.isdisjoint(self.topics)

    def _found_untrue(self, parsed: Parsed, clause: Clause) -> str:
        """Return the verdict that is a participle: "the claims were fabricated"."""
        if not clause.verb.passive or clause.verb.negated:
            return ""
        verdicts, tokens, head = self.scopes.verdicts, parsed.tagged.tokens, clause.verb.head
        joined = head + 2 < len(tokens) and tokens[head + 1].low in self.pack.grammar.both
        return verdicts.at(parsed, head) or (verdicts.at(parsed, head + 2) if joined else "")

    @staticmethod
    def _that(parsed: Parsed, clause: Clause) -> tuple[int, int] | None:
        """Return what follows "it is not true that", whatever it was taken for."""
        tokens = parsed.tagged.tokens
        at = max(clause.adjective_at, clause.verb.end - 1) + 1
        if at < len(tokens) and tokens[at].tag == Tag.QUOTE:
            at += 1
        if at + 1 >= len(tokens) or tokens[at].low != "that":
            return None
        end = next((n for n in range(at, len(tokens)) if tokens[n].low in {",", ".", ";"}), len(tokens))
        return (at + 1, end)

    def _told(self, parsed: Parsed, clause: Clause) -> NounGroup | None:
        """Return what is called untrue: the subject, or what was told before where that is none."""
        subject = clause.subject
        if subject is not None and subject.start < clause.verb.start:
            if self._points(parsed, subject) or subject.type in _CONTENT or subject.lemma in self.topics:
                return subject
            parent = clause.parent
            if (
                clause.link is Link.THAT
                and not clause.opener
                and parent is not None
                and parent.noun is not None
            ):
                return parent.noun if parent.noun.lemma in self.topics else None
            if self._falsehood(clause, subject):
                return subject
            if subject.end == clause.verb.start:
                return None
        near = [
            group
            for group in parsed.groups
            if clause.verb.start - _BACK <= group.end <= clause.verb.start and group.lemma in self.topics
        ]
        return near[-1] if near and not self._between(parsed, near[-1], clause) else None

    def _falsehood(self, clause: Clause, subject: NounGroup) -> bool:
        """Tell "the escape was a rumour", as only what is told can be, from "the coin was a forgery"."""
        named = any(one.lemma in self.lists["falsehoods"] for one in clause.objects)
        thing = subject.type in {Type.OTHER, Type.PLACE} and subject.lemma not in self.lists["forged"]
        return named and thing and subject.definite

    @staticmethod
    def _between(parsed: Parsed, group: NounGroup, clause: Clause) -> bool:
        """Tell whether a verb stands between *group* and *clause* that does not tell what *group* says."""
        inside: list[Clause] = []
        for one in parsed.clauses:
            if not group.end <= one.verb.start < clause.verb.start:
                continue
            apart = one.noun is not group and not any(one.parent is other for other in inside)
            if apart and one.link is not Link.RELATIVE:
                return True
            inside.append(one)
        return False

    def _points(self, parsed: Parsed, group: NounGroup) -> bool:
        pronoun = parsed.tagged.tokens[group.head].tag in {Tag.PRONOUN, Tag.DETERMINER}
        return group.lemma in self.pack.grammar.pointers and pronoun and group.end - group.start == 1

    # contacts that were not

    def _contact(self, parsed: Parsed, clause: Clause, events: Events) -> Saying | None:
        """Read "he did not call him" and "no call took place" as who says so denies them."""
        if self.pack.grammar.still.intersection(token.low for token in parsed.tagged.tokens):
            return None
        start, end = clause_start(parsed, clause), clause_extent(parsed, clause)
        for event, judgement in events:
            own = event.clause is clause or (event.noun is not None and event.noun is clause.subject)
            own = own or (event.noun is not None and clause.there and event.noun in clause.objects)
            if not own or not judgement.negated or judgement.denying is not None:
                continue
            if judgement.status is ContactStatus.DENIED and event.parties and not event.predicate.topic:
                last = max(event.first, min(end - 1, event.last))
                said = (start, max(end, event.last + 1))
                never = clause.verb.perfect and self.deeds.of_oneself(parsed, clause)
                return Saying(
                    None, event.first, last, said=said, events=(event,), answers=CHARGED if never else 0
                )
        return self._none_of_it(parsed, clause)

    def _none_of_it(self, parsed: Parsed, clause: Clause) -> Saying | None:
        """Read "no call was made", "the meeting did not take place": what was told before."""
        subject = clause.subject
        if clause.there:
            subject = next((one for one in clause.objects if one.type is Type.EVENT), None)
        if subject is None or subject.type is not Type.EVENT or clause.verb.modals:
            return None
        negated = (clause.verb.negated and subject.definite) or subject.negated
        if not negated or not self._happens(clause):
            return None
        end = max(clause_extent(parsed, clause), group_extent(parsed, subject))
        start = min(clause_start(parsed, clause), subject.start)
        verb = parsed.tagged.tokens[clause.verb.start : clause.verb.end]
        firm = not self.lists["firmly"].isdisjoint(token.low for token in verb)
        firm = firm or self.deeds.contrary(
            parsed, clause
        )  # "no talks, despite claims": it says what it answers
        return Saying(
            None, start, end - 1, said=(start, end), points=True, kind=subject.lemma, of_contact=not firm
        )

    def _happens(self, clause: Clause) -> bool:
        lemma = clause.verb.lemma
        if clause.there or (clause.verb.passive and lemma in self.lists["occurring"]):
            return clause.verb.tense == "past" or clause.verb.perfect
        neutral = self.scopes.effect("verb", lemma, "subject") is Effect.NEUTRAL
        return neutral and lemma not in self.pack.grammar.be

    # phrases

    def _phrase(self, parsed: Parsed, clause: Clause, denier: Party | None) -> Saying | None:
        """Read the phrases that deny by themselves: "nothing to do with", "no truth in"."""
        subject = clause.subject
        content = subject is not None and (subject.type in _CONTENT or self._points(parsed, subject))
        pointing = subject is not None and subject.lemma in _THIS and content and not clause.quoted
        if not (clause.there or content or self.deeds.own(parsed, clause, denier)):
            return None
        start, end = clause_start(parsed, clause), clause_extent(parsed, clause)
        inner = [
            one.start for one in parsed.clauses if one.parent is clause and one.kind in {"that", "quote"}
        ]
        stop = min([clause.verb.end + _EARLY, *inner, len(parsed.tagged.tokens)])
        for name, table in self.phrases.items():
            for at in range(start, stop):
                length = phrase_at(parsed, at, table)
                if (
                    not length
                    or self.absences.as_follows(parsed, at + length - 1)
                    or self._inquiry(parsed, at + length)
                ):
                    continue
                plan = name == "plan_statements"
                return Saying(
                    None,
                    start,
                    max(at + length, clause.verb.end) - 1,
                    said=(start, max(end, at + length)),
                    plan=plan,
                    points=True,
                    answers=ANY if plan else CHARGED if pointing else 0,
                )
        return None

    def _inquiry(self, parsed: Parsed, at: int) -> bool:
        """Tell "not involved in the inquiry" from "not involved in the raid"."""
        low = {token.low for token in parsed.tagged.tokens[at : at + 3]}
        return bool(low & self.lists["affairs"])


def _whole(group: NounGroup) -> int:
    """Return where *group* starts with its owner."""
    return group.possessor.start if group.possessor is not None else group.start
