"""Nouns that tell of a contact, and who takes part: phrases, owners, and who does or governs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor.extract.cast.model import Party
from monitor.extract.frames.events import Event, Strength
from monitor.extract.frames.guards import fits_noun
from monitor.extract.frames.pairing import DEPTH, agents, band, clauses_above, doers, pair, say_kind, together
from monitor.extract.frames.predicates import Predicate
from monitor.extract.frames.sides import able
from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.governed import host_clause
from monitor.extract.syntax.joins import parties as named
from monitor.extract.syntax.model import Clause, Link, NounGroup, Parsed, Type

_PAIR = 2
_INSIDE = ("between", "among", "involving", "modifier")
_OWN = Strength.DIRECT


class NounLinks:
    """Links the nouns of the predicate table of one language."""

    def __init__(self, pack: Pack) -> None:
        """Take the predicate table of *pack*."""
        self.pack = pack

    def event(self, parsed: Parsed, noun: NounGroup) -> Event | None:
        """Return the event that *noun* is, None where it is none."""
        best: Event | None = None
        misfit = True
        for row in self.pack.predicates.nouns.get(noun.lemma, ()) or self._plural_rows(parsed, noun):
            event = Event(row, row.kind, noun.head, noun=noun, clause=host_clause(noun))
            event.reason = fits_noun(parsed, noun, row)
            if not event.reason:
                self._link_noun(parsed, event, noun, row)
            if event.parties:
                event.first, event.last = self._noun_extent(noun)
                say_kind(parsed, event)
                return event
            if best is None or (misfit and not event.reason):
                best = event
                misfit = bool(event.reason)
        return best

    def _plural_rows(self, parsed: Parsed, noun: NounGroup) -> Iterable[Predicate]:
        return self.pack.predicates.nouns.get(parsed.tagged.tokens[noun.head].low, ())

    def _link_noun(self, parsed: Parsed, event: Event, noun: NounGroup, row: Predicate) -> None:
        own = self._own_phrases(noun, row)
        event.slots = dict(own)
        owners, inside, others = self._roles(own)
        if len(inside) >= _PAIR and together(event, [*inside, *others]):
            return
        if row.only_leaders and "by" in own:
            owners, others = own["by"], [party for party in others if party not in own["by"]]
        if inside and all(party.several for party in inside) and band(event, inside):
            return  # "a meeting between the two leaders"
        if others or inside:
            self._pair(event, owners, inside, others)
        elif owners and (together(event, owners) or band(event, own.get("possessor", []))):
            return
        self._from_around(parsed, event, noun, others or inside, owners)

    @staticmethod
    def _roles(own: dict[str, list[Party]]) -> tuple[list[Party], list[Party], list[Party]]:
        """Return who owns the event, who are named as its pair, and who else takes part, by *own* slots."""
        owners, of = own.get("possessor", []), own.get("of", [])
        inside = [party for slot in _INSIDE for party in own.get(slot, ())]
        if len(of) >= _PAIR:
            inside += of
        elif of and not owners:
            owners = of
        taken = {id(party) for party in (*owners, *inside, *of)}
        others = [party for some in own.values() for party in some if id(party) not in taken]
        if of is not owners and not others and not inside:
            others = of  # "his dressing-down of the president"
        return owners, inside, others

    @staticmethod
    def _pair(event: Event, owners: list[Party], inside: list[Party], others: list[Party]) -> None:
        pair(event, owners, others or inside, Strength.DIRECT)
        if not event.parties and {"from", "to"} <= set(event.slots):
            pair(event, event.slots["from"], event.slots["to"], Strength.DIRECT)
        if not event.parties and inside and others:
            pair(event, inside, others, Strength.DIRECT)

    def _from_around(
        self, parsed: Parsed, event: Event, noun: NounGroup, others: list[Party], owners: list[Party]
    ) -> None:
        """Fill what is open from the clauses that tell of the noun, then from those it stands in."""
        if not event.parties:
            self._told_of(parsed, event, noun, others)
        if not event.parties:
            self._ranked(event, noun, others, owners)

    def _told_of(self, parsed: Parsed, event: Event, noun: NounGroup, others: list[Party]) -> None:
        """Take who a clause about *noun* names: "the call that A had with B", "a dinner at which A and B"."""
        hosts = [party for one in parsed.clauses if _held(one, noun) for party in agents(self.pack, one)]
        if hosts:
            pair(event, list(dict.fromkeys(hosts)), others, Strength.RANKED)
            if not event.parties:
                together(event, list(dict.fromkeys(hosts)))
        for clause in parsed.clauses:
            if clause.link is not Link.RELATIVE or clause.about is not noun or event.parties:
                continue
            does = doers(self.pack, clause)
            if noun in clause.objects:
                if self._light(clause):
                    pair(event, does, others or self._with(clause, event.predicate), Strength.RANKED)
            elif clause.subject is not noun:
                inside = [party for one in clause.objects for party in able(named(one), "object")]
                together(event, [*does, *inside])

    @staticmethod
    def _with(clause: Clause, row: Predicate) -> list[Party]:
        return [
            party for one in clause.phrases if one.prep in row.slots for party in able(named(one), one.prep)
        ]

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
        for found, strength in self._candidates(noun):
            if others:
                pair(event, found, others, strength)
            elif owners:
                if strength is _OWN:
                    pair(event, owners, [one for one in found if one not in owners], strength)
            elif together(event, found):
                event.strength = strength
            elif strength is _OWN:
                band(event, found)
            if event.parties or (found and not others and not owners):
                return

    def _candidates(self, noun: NounGroup) -> Iterator[tuple[list[Party], Strength]]:  # noqa: C901 - each case answers for itself
        """Yield who may take part in *noun* besides who its own phrases name."""
        top: NounGroup = noun
        for _ in range(DEPTH):
            if not isinstance(top.host, NounGroup):
                break
            top = top.host
            if top.possessor is not None:
                yield able(named(top.possessor), "subject"), Strength.RANKED
        clause = top.host if isinstance(top.host, Clause) else None
        if clause is None:
            return
        if clause.verb.passive and top.role == "subject":
            yield agents(self.pack, clause), Strength.DIRECT
        elif top.role == "object":
            if clause.subject is not None:
                strength = Strength.DIRECT if self._light(clause) else Strength.RANKED
                yield doers(self.pack, clause), strength
                return
        elif top.role not in {"subject", "apposed"}:
            if clause.verb.passive:
                yield agents(self.pack, clause), Strength.RANKED
            yield doers(self.pack, clause), Strength.RANKED
            if clause.subject is not None and clause.subject.mentions:
                return
            yield [party for one in clause.objects for party in able(named(one), "object")], Strength.RANKED
        for above in clauses_above(clause):
            yield doers(self.pack, above), Strength.RANKED

    def _light(self, clause: Clause) -> bool:
        return clause.verb.lemma in self.pack.predicates.light

    @staticmethod
    def _noun_extent(noun: NounGroup) -> tuple[int, int]:
        first = noun.possessor.start if noun.possessor is not None else noun.start
        return first, max([noun.end - 1, *(one.end - 1 for one in noun.phrases)])


def _held(clause: Clause, noun: NounGroup) -> bool:
    """Tell "a summit hosted by the king and attended by the president"."""
    return clause.link is Link.PARTICIPLE and clause.verb.passive and clause.subject is noun


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
