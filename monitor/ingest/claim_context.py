"""The claims of one batch: which claim each contact belongs to, and what was reported of it before.

Worked out once for all articles of a batch, after all are read, so that they see each other
whatever their order. An article that no rule matched asks the store nothing here. Sightings
are taken from the facts that the rules' matching has read: what no rule asked about is not read
a second time, and does not enter the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from monitor.alert.dispatch import ChannelHistory, Dispatch, DispatchKind
from monitor.alert.grouping import NotifiedAlert, Stands, Window, windows_of
from monitor.alert.plan import Decision, News, Standing
from monitor.claims import update
from monitor.claims.from_facts import numbered, sightings_of
from monitor.claims.model import Account, Sighting, SightingKey, Source, names_of
from monitor.claims.update import LedgerUpdate
from monitor.extract.model import NO_FACTS, Contact
from monitor.ingest.context import Kept
from monitor.store.records import ToldBefore


@dataclass(frozen=True, slots=True)
class SightedNews:
    """An article's news as the ledger sees it; `replaces`: what it said before counts no more.

    `contacts` are those that are sightings, with their numbers.
    """

    news: News
    replaces: bool
    contacts: tuple[tuple[int, Contact], ...]
    sightings: tuple[Sighting, ...]

    @classmethod
    def of(cls, news: News, *, replaces: bool) -> SightedNews:
        """Take the sightings from the facts that the rules' matching has read."""
        facts = next((match.facts for match in news.matches if match.asked), NO_FACTS)
        report = news.report
        source = Source(
            article_id=news.article_id,
            path=report.path,
            publisher=report.publisher,
            published=report.published,
            received=report.at,
        )
        return cls(news, replaces, numbered(facts), sightings_of(facts, source))


class BatchLedger:
    """The ledger's turn for one batch; `turn` is None when nothing of it concerns a contact."""

    def __init__(self, kept: Kept, sighted_news: Iterable[SightedNews], *, join_for: timedelta) -> None:
        """Ask what is *kept* of all that the batch touches."""
        self._join_for = join_for
        sighted_news = list(sighted_news)
        asking = [sighted for sighted in sighted_news if sighted.news.matches]
        self.turn = _turn(kept, sighted_news)
        before = self._told_before(kept, asking)
        self._told = {one.alert.id: self._renamed(one) for one in before.told}
        self._heard = {alert: dict(channels) for alert, channels in before.heard.items()}
        self.taken_back = tuple(self._taken_back())
        self.note_told(self.taken_back)

    def seen_by(self, sighted: SightedNews) -> News:
        """Return one article's news with what the ledger, and what was sent before, add to it."""
        news = sighted.news
        ledgered = replace(news.ledger, claims=self._claims(sighted), told=tuple(self._told.values()))
        return replace(news, ledger=ledgered, heard=self._heard)

    @property
    def told(self) -> tuple[NotifiedAlert, ...]:
        """Return what was sent by now, as far as the batch may add to it."""
        return tuple(self._told.values())

    def withdrawn_by(self, sighted: SightedNews) -> tuple[NotifiedAlert, ...]:
        """Return the alerts sent of claims that nobody reports any more now that *sighted* is read."""
        if self.turn is None or not sighted.replaces:
            return ()
        said = self.turn.left_by(sighted.news.article_id)
        left = (said & self.turn.gone) - self.turn.renamed.keys()
        return tuple(
            one
            for one in self._told.values()
            if one.claim in left and not (one.stands and one.stands.withdrawn)
        )

    def note(self, decisions: Sequence[Decision]) -> None:
        """Remember what is sent, and to whom, for the articles of the batch that come later."""
        self.note_told([one.told for one in decisions if one.told])
        planned = {dispatch.delivery_id: dispatch for one in decisions for dispatch in one.dispatches}
        for one in decisions:
            if one.alert is not None:
                heard = self._heard.setdefault(one.alert.id, {})
                for dispatch in one.dispatches:
                    _hear(heard, dispatch, planned.get(dispatch.joined_to or "", dispatch))

    def note_told(self, told: Iterable[NotifiedAlert]) -> None:
        """Remember what was sent as it stands now."""
        self._told.update({one.alert.id: one for one in told})

    def _taken_back(self) -> Iterator[NotifiedAlert]:
        """Yield what was sent of a denial or a confirmation that the ledger no longer holds."""
        claims = self.turn.accounts if self.turn else {}
        for one in self._told.values():
            claim = claims.get(one.claim or "")
            if one.stands and claim is not None:
                stands = one.stands.as_far_as(Stands.of(claim))
                if stands != one.stands:
                    yield replace(one, stands=stands)

    def _claims(self, sighted: SightedNews) -> dict[Contact, Account]:
        if self.turn is None:
            return {}
        claims = {}
        for number, contact in sighted.contacts:
            key = SightingKey(sighted.news.article_id, number)
            account = self.turn.claim_of(key)
            # The repeat of an older version may count its contacts differently.
            if account and self.turn.said.get(key) == (names_of(contact), contact.kind):
                claims[contact] = account
        return claims

    def _told_before(self, kept: Kept, asking: Sequence[SightedNews]) -> ToldBefore:
        if not asking and self.turn is None:
            return ToldBefore()
        windows: dict[str, Window] = {}
        for sighted in asking:
            news = sighted.news
            context = replace(news.context(news.report.at), claims=self._claims(sighted))
            for match in news.matches:
                for key, window in windows_of(match, context, self._join_for):
                    windows[key] = windows[key] | window if key in windows else window
        own = {id_ for sighted in asking for id_ in sighted.news.ledger.words}
        claims = {claim.id for sighted in asking for claim in self._claims(sighted).values()}
        if self.turn is not None:
            # What its corrected articles said before may be taken back.
            claims |= self.turn.gone | self.turn.left
        return kept.told(windows, claims, own)

    def _renamed(self, told: NotifiedAlert) -> NotifiedAlert:
        """Return *told* of the claim that took over the one that it was told of."""
        renamed: Mapping[str, str] = self.turn.renamed if self.turn else {}
        return replace(told, claim=renamed.get(told.claim or "", told.claim))


def _turn(kept: Kept, sighted_news: Iterable[SightedNews]) -> LedgerUpdate | None:
    last: dict[str, tuple[Sighting, ...]] = {}
    known: set[str] = set()
    repeated: set[str] = set()
    for sighted in sighted_news:
        article_id = sighted.news.article_id
        if sighted.news.standing is not Standing.NEW:
            known.add(article_id)
        if sighted.replaces and (sighted.sightings or article_id in known):
            last[article_id] = sighted.sightings
        elif sighted.sightings:
            repeated.add(article_id)
    if not last and not repeated:
        return None
    news = update.NewSightings(
        replaced=frozenset(last),
        fresh=frozenset(last.keys() - known),
        added=tuple(one for said in last.values() for one in said),
        repeated=frozenset(repeated),
    )
    turn = kept.turn(news)
    return None if turn.is_empty else turn


def _hear(heard: dict[str, ChannelHistory], dispatch: Dispatch, carrier: Dispatch) -> None:
    """Record a dispatch, which waits as its *carrier* does, among what a channel has heard of one alert."""
    if dispatch.silenced or dispatch.kind is DispatchKind.ESCALATION:
        return
    before = heard.get(dispatch.channel)
    if carrier.fold == "update" and before is not None:
        heard[dispatch.channel] = replace(before, next=dispatch.due_at)
    else:
        updates = (before.updates if before else 0) + (dispatch.kind is DispatchKind.UPDATE)
        waits = before.next if before else None
        thread = before.thread if before else dispatch.thread
        heard[dispatch.channel] = ChannelHistory(
            last=dispatch.due_at, next=waits, updates=updates, thread=thread
        )
