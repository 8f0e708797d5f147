"""Links parties to the slots of an event: who called, met or visited whom.

For each event its slots are filled from candidates in the order of how surely they belong: what stands
in the event's own
phrases, who owns it, whose doing it is, who governs that. Candidates that cannot be (of another type, of
the same side)
are passed over, never replaced by "the nearest leader".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor.extract.cast.model import Party
from monitor.extract.frames.events import Event, Strength
from monitor.extract.frames.guards import fits_noun, fits_verb
from monitor.extract.frames.predicates import Predicate
from monitor.extract.frames.sides import able, apart, cross_sides
from monitor.extract.lang.pack import Pack
from monitor.extract.model import ContactKind
from monitor.extract.syntax.governed import host_clause
from monitor.extract.syntax.joins import parties as named
from monitor.extract.syntax.model import Clause, Link, NounGroup, Parsed, Type

_DEPTH = 6
_PAIR = 2
_INSIDE = ("between", "among", "involving", "modifier")
_OWN = Strength.DIRECT


class Linker:
    """Finds the events of parsed sentences and who takes part."""

    def __init__(self, pack: Pack) -> None:
        """Take the predicate table of *pack*."""
        self.pack = pack

    def events(self, parsed: Parsed) -> Iterator[Event]:
        """Yield the events of *parsed* in the order of their words.

        Those without parties too, for who explains.
        """
        found = [
            event for clause in parsed.clauses if (event := self._verb_event(parsed, clause)) is not None
        ]
        found += [
            event for noun in event_nouns(parsed) if (event := self._noun_event(parsed, noun)) is not None
        ]
        never = self._never(parsed)
        yield from (
            event for event in sorted(found, key=lambda event: event.trigger) if event.trigger not in never
        )

    def _never(self, parsed: Parsed) -> set[int]:
        """Return the tokens of phrases that are no contact whatever they look like."""
        tokens = parsed.tagged.tokens
        return {
            at + number
            for phrase in self.pack.never
            for at, token in enumerate(tokens)
            if token.low == phrase[0] and tuple(one.low for one in tokens[at : at + len(phrase)]) == phrase
            for number in range(len(phrase))
        }

    # verbs

    def _verb_event(self, parsed: Parsed, clause: Clause) -> Event | None:
        lemma = clause.verb.lemma
        best: Event | None = None
        misfit = True
        for row in self.pack.predicates.verbs.get(lemma.split(" ", 1)[0], ()):
            if " ".join(row.lemma) != lemma:
                continue
            event = Event(row, row.kind, clause.verb.head, clause=clause)
            event.reason = fits_verb(parsed, clause, row)
            if not event.reason:
                self._link_verb(clause, event)
            if event.parties:
                self._kind(parsed, event)
                return event
            if best is None or (misfit and not event.reason):
                best = event
                misfit = bool(event.reason)
        return best

    def _link_verb(self, clause: Clause, event: Event) -> None:
        row = event.predicate
        agents = self._agents(clause)
        subject = able(named(clause.subject), "subject")
        if clause.verb.passive:
            doers, others = agents, (subject if "object" in row.slots else [])
            if not others:
                others = self._slots(clause, row)
        else:
            doers, others = subject, self._slots(clause, row)
        if (
            "object" in row.slots
            and row.reciprocal
            and not clause.verb.passive
            and clause.objects
            and not others
        ):
            event.reason = "its object is no party"
            return
        event.slots = {"subject": doers, "others": others}
        self._pair(event, doers, others, Strength.DIRECT)
        if not event.parties and not others:
            self._reciprocal(clause, event, doers)
        if not event.parties and others and not doers and clause.subject is None:
            self._from_above(clause, event, others)
        if event.parties:
            event.first, event.last = self._extent(clause)

    def _agents(self, clause: Clause) -> list[Party]:
        agents = self.pack.grammar.agents
        found = (party for one in clause.phrases if one.prep in agents for party in named(one))
        return able(found, "subject")

    def _slots(self, clause: Clause, row: Predicate) -> list[Party]:
        """Return who stands in the slots of *row* in *clause*."""
        found: list[Party] = []
        for slot in row.slots:
            if slot == "object":
                inside = [party for one in clause.objects for party in named(one)]
            elif slot == "possessor":
                inside = [party for one in clause.objects for party in named(one.possessor)]
            else:
                hosts = [*clause.phrases]
                hosts += [
                    part for one in clause.objects if one.type is not Type.EVENT for part in one.phrases
                ]
                inside = [party for one in hosts if one.prep == slot for party in named(one)]
            found += able(inside, slot)
        return list(dict.fromkeys(found))

    def _pair(self, event: Event, doers: list[Party], others: list[Party], strength: Strength) -> None:
        """Fill *event* with both sides where they are leaders of different sides."""
        one = doers
        two = [party for party in others if party not in one]
        if not one or not two:
            return
        if any(apart(a, b) for a in one for b in two) and cross_sides([*one, *two]):
            event.parties, event.strength = [*one, *two], strength
        else:
            event.reason = "its parties are of one side"

    def _reciprocal(self, clause: Clause, event: Event, doers: list[Party]) -> None:
        row = event.predicate
        if not row.reciprocal:
            return
        blocked = any(one.prep in row.slots for one in clause.phrases) or (
            "object" in row.slots and any(one.type is not Type.TIME for one in clause.objects)
        )
        if blocked and not self._each_other(clause):
            event.reason = "met somebody who is no party"
            return
        if (
            row.reciprocal_needs
            and row.reciprocal_needs not in clause.adverbs
            and not self._each_other(clause)
        ):
            event.reason = f'needs "{row.reciprocal_needs}"'
            return
        if not self._together(event, doers):
            self._band(event, doers)

    def _each_other(self, clause: Clause) -> bool:
        words = self.pack.grammar.each_other
        return any(one.lemma in words for one in (*clause.objects, *clause.phrases))

    def _from_above(self, clause: Clause, event: Event, others: list[Party]) -> None:
        """Take who does it from the clauses above.

        For an infinitive or gerund without a subject of its own.
        """
        for above in _above(clause):
            doers = able(named(above.subject), "subject")
            self._pair(event, doers, others, Strength.RANKED)
            if event.parties:
                return

    @staticmethod
    def _extent(clause: Clause) -> tuple[int, int]:
        groups = [*clause.objects, *clause.phrases]
        verb = clause.verb
        first = verb.start
        if (
            clause.subject is not None
            and clause.subject.end <= verb.start
            and verb.start - clause.subject.end < _DEPTH
        ):
            first = clause.subject.start
        return first, max(
            [verb.end - 1, *(one.end - 1 for one in groups if one.mentions and one.start > verb.start)]
        )

    # nouns

    def _noun_event(self, parsed: Parsed, noun: NounGroup) -> Event | None:
        best: Event | None = None
        misfit = True
        for row in self.pack.predicates.nouns.get(noun.lemma, ()) or self._plural_rows(parsed, noun):
            event = Event(row, row.kind, noun.head, noun=noun, clause=host_clause(noun))
            event.reason = fits_noun(parsed, noun, row)
            if not event.reason:
                self._link_noun(event, noun, row)
            if event.parties:
                event.first, event.last = self._noun_extent(noun)
                self._kind(parsed, event)
                return event
            if best is None or (misfit and not event.reason):
                best = event
                misfit = bool(event.reason)
        return best

    def _plural_rows(self, parsed: Parsed, noun: NounGroup) -> Iterable[Predicate]:
        return self.pack.predicates.nouns.get(parsed.tagged.tokens[noun.head].low, ())

    def _link_noun(self, event: Event, noun: NounGroup, row: Predicate) -> None:
        own = self._own_phrases(noun, row)
        event.slots = dict(own)
        everyone = [party for some in own.values() for party in some]
        owners = own.get("possessor", [])
        inside = [party for slot in _INSIDE for party in own.get(slot, ())]
        of = own.get("of", [])
        if len(of) >= _PAIR:
            inside += of
        elif of and not owners:
            owners = of
        others = [
            party for party in everyone if party not in owners and party not in inside and party not in of
        ]
        if len(inside) >= _PAIR and self._together(event, [*inside, *others]):
            return
        if row.only_leaders and "by" in own:
            owners, others = own["by"], [party for party in others if party not in own["by"]]
        if others or inside:
            self._pair(event, owners, others or inside, Strength.DIRECT)
            if not event.parties and {"from", "to"} <= set(own):
                self._pair(event, own["from"], own["to"], Strength.DIRECT)
            if not event.parties and inside and others:
                self._pair(event, inside, others, Strength.DIRECT)
        elif owners and (self._together(event, owners) or self._band(event, own.get("possessor", []))):
            return
        if not event.parties:
            self._ranked(event, noun, others or inside, owners)

    def _together(self, event: Event, some: list[Party]) -> bool:
        if cross_sides(some):
            event.parties, event.strength = some, Strength.DIRECT
            return True
        return False

    @staticmethod
    def _band(event: Event, some: list[Party]) -> bool:
        """Take the leaders of a band as in contact with each other: "EU leaders met", "their summit"."""
        if not any(party.several for party in some):
            return False
        event.parties, event.strength = some, Strength.DIRECT
        return True

    @staticmethod
    def _own_phrases(noun: NounGroup, row: Predicate) -> dict[str, list[Party]]:
        """Return who stands in the noun's own slots, by slot."""
        found: dict[str, list[Party]] = {}
        for one in (noun, *noun.apposed):
            owners = able(named(one.possessor), "possessor")
            if owners:
                found.setdefault("possessor", []).extend(owners)
            for phrase in one.phrases:
                if phrase.prep in row.slots:
                    found.setdefault(phrase.prep, []).extend(able(named(phrase), phrase.prep))
            before = able((mention.party for mention in one.modifiers), "modifier")
            if before:
                found.setdefault("modifier", []).extend(before)
        return {slot: some for slot, some in found.items() if some}

    def _ranked(self, event: Event, noun: NounGroup, others: list[Party], owners: list[Party]) -> None:
        """Fill what is open from who does, owns or governs it, the nearest first."""
        for doers, strength in self._candidates(noun):
            if others:
                self._pair(event, doers, others, strength)
            elif owners:
                if strength is _OWN:
                    self._pair(event, owners, [one for one in doers if one not in owners], strength)
            elif self._together(event, doers):
                event.strength = strength
            elif strength is _OWN:
                self._band(event, doers)
            if event.parties or (doers and not others and not owners):
                return

    def _candidates(self, noun: NounGroup) -> Iterator[tuple[list[Party], Strength]]:  # noqa: C901 - each case answers for itself
        """Yield who may take part in *noun* besides who its own phrases name."""
        top: NounGroup = noun
        for _ in range(_DEPTH):
            if not isinstance(top.host, NounGroup):
                break
            top = top.host
            if top.possessor is not None:
                yield able(named(top.possessor), "subject"), Strength.RANKED
        clause = top.host if isinstance(top.host, Clause) else None
        if clause is None:
            return
        if clause.verb.passive and top.role == "subject":
            yield self._agents(clause), Strength.DIRECT
        elif top.role == "object":
            if clause.subject is not None:
                strength = Strength.DIRECT if self._light(clause) else Strength.RANKED
                yield able(named(clause.subject), "subject"), strength
                return
        elif top.role not in {"subject", "apposed"}:
            yield able(named(clause.subject), "subject"), Strength.RANKED
            if clause.subject is not None and clause.subject.mentions:
                return
            yield [party for one in clause.objects for party in able(named(one), "object")], Strength.RANKED
        for above in _above(clause):
            yield able(named(above.subject), "subject"), Strength.RANKED

    def _light(self, clause: Clause) -> bool:
        return clause.verb.lemma in self.pack.predicates.light

    @staticmethod
    def _noun_extent(noun: NounGroup) -> tuple[int, int]:
        first = noun.possessor.start if noun.possessor is not None else noun.start
        return first, max([noun.end - 1, *(one.end - 1 for one in noun.phrases)])

    def _kind(self, parsed: Parsed, event: Event) -> None:
        """Say the kind by words beside: "spoke by phone" is a call."""
        table = event.predicate.kind_with
        if not table:
            return
        tokens = parsed.tagged.tokens
        groups: list[NounGroup] = []
        if event.noun is not None:
            groups.append(event.noun)
        if event.clause is not None:
            groups += [*event.clause.objects, *event.clause.phrases]
            groups += [inner for one in groups for inner in one.phrases]
        for group in groups:
            for token in tokens[group.start : group.end]:
                kind = table.get(token.low) or table.get(token.lemma)
                if kind is not None:
                    event.kind = ContactKind(kind)
                    return


def event_nouns(parsed: Parsed) -> Iterator[NounGroup]:
    """Yield every noun group of *parsed* that is an event, those within lists and phrases too."""
    seen: set[int] = set()
    stack = list(parsed.groups)
    while stack:
        group = stack.pop()
        if id(group) in seen:
            continue
        seen.add(id(group))
        stack += [*group.phrases, *group.apposed]
        if group.members:
            for member in group.members:
                member.host, member.role = member.host or group.host, member.role or group.role
                member.phrases = member.phrases or (group.phrases if member is group.members[-1] else [])
            stack += group.members
        elif group.type is Type.EVENT:
            yield group


def _above(clause: Clause) -> Iterator[Clause]:
    """Yield the clauses that govern *clause*, nearest first."""
    one = clause.parent
    for _ in range(_DEPTH):
        if one is None:
            return
        yield one
        if one.link is Link.RELATIVE:
            return
        one = one.parent
