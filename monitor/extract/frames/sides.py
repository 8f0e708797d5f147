"""Sides: whether two participants act for different countries or bodies, as a contact needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from monitor.extract.cast.model import Party, PartyKind
from monitor.extract.lexicon.grammar import word_set

_BRITISH = {"United Kingdom", "Scotland"}
COLLECTIVE = frozenset({PartyKind.GOVERNMENT, PartyKind.MOVEMENT})
_MOST = 40
_TALKING = frozenset({"with", "between", "among"})
_SEATED = frozenset({"subject", "possessor"})
HEADS = word_set("parties.heads")
CROWNED = word_set("parties.crowned")
ELECTED = word_set("parties.elected")
CHANCELLED = word_set("parties.chancelled")
ONE_HEAD = word_set("parties.one_head")
BODIES = word_set("parties.bodies")
OPPOSED = word_set("parties.opposed")
INCOMING = word_set("parties.incoming")
RULING = word_set("parties.ruling")
HOME = word_set("parties.home")
ANYBODY = word_set("parties.anybody")


def expanded(parties: Iterable[Party]) -> list[Party]:
    """Return *parties* with groups as their members where these are known, each once."""
    found: dict[Party, None] = {}
    for party in parties:
        if party.kind is PartyKind.GROUP and party.members:
            found.update(dict.fromkeys(party.members))
        else:
            found[party] = None
    return list(found)


def plural(party: Party) -> bool:
    """Tell whether *party* is several whose names are not known: "Syrian leaders"."""
    return party.kind is PartyKind.GROUP and not party.members


def vague(party: Party) -> bool:
    """Tell whether *party* is nobody in particular: "world leaders"."""
    alone = party.office == "leaders" and party.side is not None and not party.several
    return plural(party) and party.leader and (alone or not party.sure)


def faceless(parties: Sequence[Party]) -> bool:
    """Tell one leader beside nobody in particular: "world leaders", "the other leaders"."""
    many = [party for party in parties if plural(party)]
    return bool(many) and len(parties) - len(many) == 1 and all(_anybody(party) for party in many)


def _anybody(party: Party) -> bool:
    """Tell "world leaders", "other leaders" from those of a region, a country, a band."""
    words = party.name.lower().split()[:-1]
    return bool(words) and ANYBODY.issuperset(words)


def counts(party: Party) -> bool:
    """Tell whether *party* may take part in a contact between leaders."""
    if party.spokesman or (party.former and not party.leader):
        return False
    return party.leader or party.kind in COLLECTIVE


def able(parties: Iterable[Party], slot: str) -> list[Party]:
    """Return those of *parties*, groups as their members, who may take part where they stand, in *slot*.

    A country or capital is mostly a place or a manner of speaking: it takes part only where one talks
    *with* it.
    """
    return [
        party for party in expanded(parties) if counts(party) and (_person(party) or slot in _slots(party))
    ]


def _person(party: Party) -> bool:
    return party.kind not in COLLECTIVE


def _slots(party: Party) -> frozenset[str]:
    if not party.sure:
        return frozenset()
    return _TALKING | _SEATED


def cross_sides(parties: Sequence[Party]) -> bool:
    """Tell whether *parties* hold two that count, of different sides, at least one of them a leader."""
    able = [party for party in parties if counts(party)][:_MOST]
    if not any(party.leader for party in able):
        return False
    return any(apart(one, two) for one, two in combinations(able, 2))


def rival_bodies(parties: Sequence[Party]) -> bool:
    """Tell whether a government and a movement that is no party of its parliament are among *parties*."""
    bodies = [party for party in parties if party.kind in COLLECTIVE and party.sure][:_MOST]
    return any(
        one.kind is not two.kind and apart(one, two) and not (one.side == two.side and one.side in HOME)
        for one, two in combinations(bodies, 2)
    )


def rivals_at_home(parties: Sequence[Party]) -> bool:
    """Tell whether who rules a country with a parliament and who leads its opposition are among *parties*."""
    able = [party for party in parties if party.leader and counts(party) and party.side in HOME][:_MOST]
    return any(
        one.side == two.side
        and (one.office in OPPOSED) != (two.office in OPPOSED)
        and bool({one.office, two.office} & RULING)
        for one, two in combinations(able, 2)
    )


def apart(one: Party, two: Party) -> bool:
    """Tell whether *one* and *two* are of different countries, or rivals in one."""
    if one is two or one.name.startswith(two.name) or two.name.startswith(one.name):
        return False
    return one.facing is two or two.facing is one or _by_side(one, two)


def _by_side(one: Party, two: Party) -> bool:  # noqa: PLR0911 - each case answers for itself
    if one.side and two.side:
        if {one.side, two.side} == _BRITISH:
            return "party leader" not in {one.office, two.office}
        return one.side != two.side or _rivals(one, two)
    if plural(one) or plural(two):
        return True
    known, unknown = (one, two) if one.side else (two, one)
    if known.kind in COLLECTIVE or unknown.kind in COLLECTIVE:
        return False
    if unknown.office in CROWNED:
        return known.office in ELECTED
    if unknown.office == "chancellor" and known.office in ELECTED and known.side not in CHANCELLED:
        return True
    if known.office in OPPOSED and known.side is not None:
        return known.side not in HOME  # who is named beside him without a country is of his
    if known.side is None:
        return bool(one.office and two.office and one.office == two.office)
    same_rank = unknown.office is not None and unknown.office == known.office
    return unknown.office in HEADS and (same_rank or known.side in ONE_HEAD | BODIES)


def _rivals(one: Party, two: Party) -> bool:
    """Tell who is to rule, a rebel or an opposition leader from who rules, where the two are rival sides."""
    if PartyKind.MOVEMENT in {one.kind, two.kind}:
        return one.kind is not two.kind
    incoming = (one.office in INCOMING) != (two.office in INCOMING)
    if incoming and {one.office, two.office} & RULING:
        return True
    opposed = (one.office in OPPOSED) != (two.office in OPPOSED)
    return opposed and one.side not in HOME and {one.office, two.office} & RULING != set()
