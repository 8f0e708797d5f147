"""Grouping and novelty (`new:`, `per:`): which alert a match joins, or that it opens a new one. Pure.

An alert is one rule's news of one claim, or, where there is none, of one story. A rule with `new` has an
alert for each contact of a match, a rule with `per` one for each of what it names. All here is pure; what
was sent before comes in.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from monitor.alert.model import Alert
from monitor.article.model import Span
from monitor.claims.from_facts import TOLD_AS_FACT
from monitor.claims.model import Account, ClaimStatus, names_of
from monitor.claims.sources import seat_of
from monitor.claims.summary import SourceChange, template_claim
from monitor.extract.model import Contact, Denial
from monitor.rule.model import Gathered, Match, New, Per
from monitor.rule.template import title_for

_DENIED = frozenset({ClaimStatus.DENIED, ClaimStatus.DISPUTED, ClaimStatus.PLAN_DENIED})
_NOBODY = "?"
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """The state of a claim when a desk was last notified of it: who denied it, who confirmed it.

    A body and who speaks for it are one (`sources.seat_of`). `withdrawn`: the desk was notified that no
    article says so any more.
    """

    denied_by: frozenset[str] = frozenset()
    confirmed_by: frozenset[str] = frozenset()
    withdrawn: bool = False

    @classmethod
    def of(cls, claim: Account) -> Stands:
        """Return how *claim* stands."""
        deniers = {seat_of(one.by, one.role) for one in claim.denied_by}
        if claim.status in _DENIED and not deniers:
            deniers = {_NOBODY}
        return cls(
            denied_by=frozenset(deniers),
            confirmed_by=frozenset(one.seat for one in claim.confirmers),
        )

    def beside(self, before: Stands | None) -> Stands:
        """Return this with what was sent *before* of another claim under the same alert."""
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
class NotifiedAlert:
    """An alert that was sent: what it is about, when that was news, and how it then stood.

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
class Window:
    """The time span in which alerts were sent that some articles may join: first and last moment.

    `published` holds where both have a date (None: no article has), `received` where one has none;
    `has_undated`: one of the articles is without a date.
    """

    published: tuple[datetime, datetime] | None
    received: tuple[datetime, datetime]
    has_undated: bool

    @classmethod
    def around(cls, published: datetime | None, received: datetime, within: timedelta) -> Window:
        """Return the span *within* which alerts may have been sent that one article may join."""
        return cls(
            published=None if published is None else _around(published, within),
            received=_around(received, within),
            has_undated=published is None,
        )

    def holds(self, at: datetime | None, received: datetime) -> bool:
        """Return whether what was published *at* and came in when *received* stands in it."""
        if self.published is not None and at is not None and self.published[0] <= at <= self.published[1]:
            return True
        by_receipt = self.published is None or self.has_undated or at is None
        return by_receipt and self.received[0] <= received <= self.received[1]

    def __or__(self, other: Window) -> Window:
        """Return a window that holds both."""
        published = self.published or other.published
        if self.published and other.published:
            published = _both(self.published, other.published)
        return Window(
            published=published,
            received=_both(self.received, other.received),
            has_undated=self.has_undated or other.has_undated,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledgered:
    """What the ledger adds to news: the claim of each of its contacts, and what was sent before.

    `words` holds for each alert's id the sentences that the same article was sent with there before,
    `proofs` for a version the sentence of each span, both in a form for comparing; `before` those sentences
    as they were printed, as far as they told of a fact.
    """

    claims: Mapping[Contact, Account] = field(default_factory=dict)
    told: tuple[NotifiedAlert, ...] = ()
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    proofs: Mapping[Span, str] = field(default_factory=dict)
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleContext:
    """What an article is beside its own matches: its id, its story, and the claims of its contacts.

    `story` is "" where nobody placed it: it is then like no other article.
    """

    article_id: str
    published: datetime | None
    received: datetime
    story: str = ""
    claims: Mapping[Contact, Account] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What one alert is about: a contact of a match, or the whole match.

    `key` is what `new` or `per` makes of it, or else its story. `by_contact`: it is one contact of a
    rule with `new`. `within`: how long it takes further reports in.
    """

    match: Match
    key: str
    claim: Account | None
    number: int
    by_contact: bool = False
    within: timedelta = timedelta()


def subjects_of(match: Match, context: ArticleContext, join_for: timedelta) -> tuple[Subject, ...]:
    """Return what *match* is about, one for each alert: its own title, evidence and facts."""
    if match.gathered is not None:
        return (_of_group(match, match.gathered, context),)
    new = match.rule.new
    if new is None:
        return (_whole(match, context, join_for),)
    grouped: dict[tuple[str, str], list[Contact | Denial]] = {}
    for fact in match.asked:
        contact = _contact_of(fact)
        if contact is None:
            continue
        claim = context.claims.get(contact)
        home = claim.id if claim and is_of_claims(new) else ""
        grouped.setdefault((home, key_of(contact, new)), []).append(fact)
    if not grouped:
        return (_whole(match, context, new.within),)
    rest = [fact for fact in match.asked if _contact_of(fact) is None]
    groups = [*grouped.values(), rest] if rest else list(grouped.values())
    return tuple(_subject(match, facts, context, number) for number, facts in enumerate(groups))


def is_of_a_story(match: Match) -> bool:
    """Return whether *match* may be known by its story, wholly or in part: contacts under `new` are not."""
    return match.rule.new is None or not match.asked or None in map(_contact_of, match.asked)


def windows_of(match: Match, context: ArticleContext, join_for: timedelta) -> Iterator[tuple[str, Window]]:
    """Yield under which keys, and where in time, to look for alerts that *match* may join."""
    for subject in subjects_of(match, context, join_for):
        leads = subject.claim is not None and is_of_claims(match.rule.new) if subject.by_contact else False
        if subject.key and not leads:
            yield subject.key, Window.around(context.published, context.received, subject.within)


def is_of_claims(new: New | None) -> bool:
    """Return whether an alert of the rule is one of a claim, as the ledger has it."""
    return new is not None and {Per.PARTICIPANTS, Per.KIND} <= set(new.per)


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
    subject: Subject, told: Iterable[NotifiedAlert], context: ArticleContext, own: Container[str] = ()
) -> NotifiedAlert | None:
    """Return the alert of *subject* that was sent and still counts, the nearest in time; None: it is new.

    *own* are the alerts that the same article was sent with before: those never grow old to it.
    """
    near = [
        (one.alert.id not in own, apart, one.alert.id, one)
        for one in told
        if one.alert.rule == subject.match.rule.id and _is_same(subject, one, own)
        if (apart := _apart(one, context)) <= subject.within or one.alert.id in own
    ]
    return min(near, key=lambda found: found[:3])[3] if near else None


def change_of(now: Stands, before: Stands | None) -> SourceChange:
    """Return what a desk that knows *before* must get at once: who newly denies or confirms the claim."""
    if before is None:
        return SourceChange()
    denied_by = now.denied_by - before.denied_by
    if before.denied_by:
        denied_by -= {_NOBODY}
    return SourceChange(denied_by=denied_by, confirmed_by=now.confirmed_by - before.confirmed_by)


def _around(moment: datetime, within: timedelta) -> tuple[datetime, datetime]:
    first = moment - min(within, moment - _EARLIEST)
    return first, moment + min(within, _LATEST - moment)


def _both(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> tuple[datetime, datetime]:
    return min(one[0], other[0]), max(one[1], other[1])


def _is_same(subject: Subject, told: NotifiedAlert, own: Container[str]) -> bool:
    rule, claim = subject.match.rule, subject.claim
    if subject.match.gathered is not None:
        return told.key == subject.key
    if subject.by_contact:
        if is_of_claims(rule.new) and claim is not None:
            return told.claim == claim.id
        return told.key == subject.key
    if told.alert.id in own:
        return True
    if claim is not None and told.claim == claim.id and not rule.per:
        return True
    return bool(subject.key) and told.key == subject.key


def _apart(told: NotifiedAlert, context: ArticleContext) -> timedelta:
    if told.at is None or context.published is None:
        return abs(context.received - told.received)
    return abs(context.published - told.at)


def _whole(match: Match, context: ArticleContext, within: timedelta) -> Subject:
    """Return all of *match* as one; its claim is that of the first contact asked for."""
    contacts = filter(None, map(_contact_of, match.asked))
    claim = next((context.claims[one] for one in contacts if one in context.claims), None)
    if claim is not None and "claim" in match.rule.title:
        match = replace(match, title=title_for(match, template_claim(claim)))
    key = _key_per(match, context) if match.rule.per else _story_key(context)
    return Subject(match=match, key=key, claim=claim, number=0, within=within)


def _of_group(match: Match, gathered: Gathered, context: ArticleContext) -> Subject:
    """Return a match that completes a count: all of its group is one alert for good."""
    whole = _whole(match, context, timedelta.max)
    return replace(whole, key=f"group:{gathered.group}", number=gathered.number)


def _story_key(context: ArticleContext) -> str:
    return f"story:{context.story}" if context.story else ""


def _key_per(match: Match, context: ArticleContext) -> str:
    """Return what the articles of one alert have in common, as the rule's own `per` has it."""
    contact = next(filter(None, map(_contact_of, match.asked)), None)
    denial = next((one for one in match.asked if isinstance(one, Denial)), None)
    values = {
        Per.PARTICIPANTS: "|".join(names_of(contact)) if contact else "",
        Per.KIND: str(contact.kind) if contact else "",
        Per.BY: denial.by or "" if denial else "",
        Per.PUBLISHER: (match.article.publisher or "").casefold(),
        Per.LANGUAGE: match.article.language or "",
        Per.STORY: context.story,
        Per.ARTICLE: context.article_id,
        Per.RULE: match.rule.id,
    }
    return "per:" + ";".join(f"{one}={values[one]}" for one in match.rule.per)


def _subject(match: Match, facts: list[Contact | Denial], context: ArticleContext, number: int) -> Subject:
    new, contact = match.rule.new, _contact_of(facts[0])
    claim = context.claims.get(contact) if contact else None
    focused = _focused(match, facts, claim)
    within = new.within if new else timedelta()
    if contact is None or new is None:
        return replace(_whole(focused, context, within), number=number)
    key = key_of(contact, new)
    return Subject(match=focused, key=key, claim=claim, number=number, by_contact=True, within=within)


def _focused(match: Match, facts: list[Contact | Denial], claim: Account | None) -> Match:
    """Return *match* as it would be if *facts* were all that the rule asked for."""
    first = match.facts.led_by(facts)
    single = len(facts) == len(match.asked)
    evidence = match.evidence if single else _joined(span for fact in facts for span in fact.proof)
    # What a claim comes to in words costs something, and few titles ask for it.
    told = template_claim(claim) if "claim" in match.rule.title else None
    focused = replace(
        match, evidence=evidence, facts=first, asked=tuple(facts), severities=match.severities_of(facts)
    )
    return replace(focused, title=title_for(focused, told))


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans), key=lambda one: (one.field != "title", one.start, one.end)))


def _contact_of(fact: Contact | Denial) -> Contact | None:
    return fact if isinstance(fact, Contact) else fact.contact
