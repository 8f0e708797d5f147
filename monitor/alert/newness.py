"""`new:` of a rule: which contact of a match is new, and which joins an alert that was told before.

The identity of such an alert is its rule and the claim that its contact is a report of (`per:
[participants, kind]`), or what `per` names. All here is pure; what was told before comes in.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from monitor.alert.model import Alert
from monitor.article.model import Span
from monitor.claim.model import Claim, ClaimStatus
from monitor.claim.says import Change, name_of, template_claim
from monitor.claim.sighted import TOLD_AS_FACT, names_of
from monitor.fact.model import Contact, Denial, Facts
from monitor.rule.model import Match, New, Per
from monitor.rule.template import title_for

_DENIED = frozenset({ClaimStatus.DENIED, ClaimStatus.DISPUTED, ClaimStatus.PLAN_DENIED})
_NOBODY = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """How a claim stood when a desk was last told of it: who denied it, who confirmed it.

    Names are folded. `withdrawn`: the desk was told that no article says so any more.
    """

    denied_by: frozenset[str] = frozenset()
    confirmed_by: frozenset[str] = frozenset()
    withdrawn: bool = False

    @classmethod
    def of(cls, claim: Claim) -> Stands:
        """Return how *claim* stands."""
        deniers = {name_of(one.by) for one in claim.denied_by}
        if claim.status in _DENIED and not deniers:
            deniers = {_NOBODY}
        return cls(
            denied_by=frozenset(deniers),
            confirmed_by=frozenset(map(name_of, claim.confirmed_by)),
        )

    def beside(self, before: Stands | None) -> Stands:
        """Return this with what was told *before* of another claim under the same alert."""
        if before is None:
            return self
        return replace(
            self,
            denied_by=self.denied_by | before.denied_by,
            confirmed_by=self.confirmed_by | before.confirmed_by,
        )

    def as_far_as(self, now: Stands) -> Stands:
        """Return this without those who take back, as *now* has it, what they said."""
        return replace(
            self,
            denied_by=self.denied_by & now.denied_by,
            confirmed_by=self.confirmed_by & now.confirmed_by,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An alert of a rule with `new`: the contact it is about, when that was news, and how it then stood.

    `at` is the publication of the article that opened it, None where it has no date; `received`
    is when that article came in. `alert` may lack its reports. `stands` is None where it is about no claim.
    """

    alert: Alert
    key: str
    claim: str | None
    at: datetime | None
    received: datetime
    stands: Stands | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledgered:
    """What the ledger adds to news: the claim of each of its contacts, and what was told before.

    `words` holds for each alert's id the sentences that the same article was told with there before,
    `proofs` for a version the sentence of each span, both in a form for comparing.
    """

    claims: Mapping[Contact, Claim] = field(default_factory=dict)
    told: tuple[Told, ...] = ()
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    proofs: Mapping[Span, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One contact of a match, with all that the rule asked for about it.

    `key` is what `per` makes of it; None for what is about no contact.
    """

    match: Match
    key: str | None
    claim: Claim | None
    number: int


def subjects_of(match: Match, claims: Mapping[Contact, Claim]) -> tuple[Subject, ...]:
    """Return what *match* is about, one for each contact: its own title, evidence and facts."""
    new = match.rule.new
    if new is None:
        return (_whole(match, claims),)
    grouped: dict[tuple[str, str] | None, list[Contact | Denial]] = {}
    for fact in match.asked:
        contact = _contact_of(fact)
        claim = claims.get(contact) if contact else None
        home = (claim.id if claim and is_of_claims(new) else "", key_of(contact, new)) if contact else None
        grouped.setdefault(home, []).append(fact)
    subjects = tuple(_subject(match, facts, claims, number) for number, facts in enumerate(grouped.values()))
    return subjects or (_whole(match, claims),)


def is_of_claims(new: New) -> bool:
    """Tell whether an alert of the rule is one of a claim, as the ledger has it."""
    return {Per.PARTICIPANTS, Per.KIND} <= set(new.per)


def key_of(contact: Contact, new: New) -> str:
    """Return what contacts have in common that are one to the rule.

    A plan is none of the contacts that these people are said to have had.
    """
    if Per.PARTICIPANTS not in new.per:
        return f";{contact.kind if Per.KIND in new.per else ''}"
    who = "|".join(names_of(contact))
    family = "" if contact.status in TOLD_AS_FACT else f";{contact.status}"
    return f"{who};{contact.kind if Per.KIND in new.per else ''}{family}"


def earlier(
    subject: Subject,
    told: Iterable[Told],
    published: datetime | None,
    received: datetime,
    own: Container[str] = (),
) -> Told | None:
    """Return what was told of *subject* before and still counts, the nearest in time; None: it is new.

    *own* are the alerts that the same article was told with before: those never grow old to it.
    """
    new = subject.match.rule.new
    if new is None or subject.key is None:
        return None
    near = [
        (apart, one.alert.id, one)
        for one in told
        if one.alert.rule == subject.match.rule.id and _is_same(subject, one, new)
        if (apart := timedelta() if one.alert.id in own else _apart(one, published, received)) <= new.within
    ]
    return min(near, key=lambda found: found[:2])[2] if near else None


def change_of(now: Stands, before: Stands | None) -> Change:
    """Return what a desk told of *before* must be told at once: who denies or confirms the claim is new."""
    if before is None:
        return Change()
    denied_by = now.denied_by - before.denied_by
    if before.denied_by:
        denied_by -= {_NOBODY}
    return Change(denied_by=denied_by, confirmed_by=now.confirmed_by - before.confirmed_by)


def _is_same(subject: Subject, told: Told, new: New) -> bool:
    if is_of_claims(new) and subject.claim is not None:
        return told.claim == subject.claim.id
    return told.key == subject.key


def _apart(told: Told, published: datetime | None, received: datetime) -> timedelta:
    if told.at is None or published is None:
        return abs(received - told.received)
    return abs(published - told.at)


def _whole(match: Match, claims: Mapping[Contact, Claim]) -> Subject:
    """Return all of *match* as one; its claim is that of the first contact asked for."""
    contacts = filter(None, map(_contact_of, match.asked))
    claim = next((claims[one] for one in contacts if one in claims), None)
    if claim is not None and "claim" in match.rule.title:
        title = title_for(match.rule, match.article, match.evidence, match.facts, template_claim(claim))
        match = replace(match, title=title)
    return Subject(match=match, key=None, claim=claim, number=0)


def _subject(
    match: Match, facts: list[Contact | Denial], claims: Mapping[Contact, Claim], number: int
) -> Subject:
    new, contact = match.rule.new, _contact_of(facts[0])
    claim = claims.get(contact) if contact else None
    key = key_of(contact, new) if contact and new else None
    focused = _focused(match, facts, claim)
    return Subject(match=focused, key=key, claim=claim, number=number)


def _focused(match: Match, facts: list[Contact | Denial], claim: Claim | None) -> Match:
    """Return *match* as it would be if *facts* were all that the rule asked for."""
    ids = set(map(id, facts))
    first = Facts(
        contacts=tuple(sorted(match.facts.contacts, key=lambda one: id(one) not in ids)),
        denials=tuple(sorted(match.facts.denials, key=lambda one: id(one) not in ids)),
    )
    single = len(facts) == len(match.asked)
    evidence = match.evidence if single else _joined(span for fact in facts for span in fact.proof)
    # What a claim comes to in words costs something, and few titles ask for it.
    told = template_claim(claim) if "claim" in match.rule.title else None
    title = title_for(match.rule, match.article, evidence, first, told)
    return replace(match, title=title, evidence=evidence, facts=first, asked=tuple(facts))


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans), key=lambda one: (one.field != "title", one.start, one.end)))


def _contact_of(fact: Contact | Denial) -> Contact | None:
    return fact if isinstance(fact, Contact) else fact.contact
