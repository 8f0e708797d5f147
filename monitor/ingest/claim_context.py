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
class Bearing:
    """An article's news as the ledger sees it; `replaces`: what it said before counts no more.

    `contacts` are those that are sightings, with their numbers.
    """

    news: News
    replaces: bool
    contacts: tuple[tuple[int, Contact], ...]
    sightings: tuple[Sighting, ...]

    @classmethod
    def of(cls, news: News, *, replaces: bool) -> Bearing:
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
    """The ledger's turn for one batch; `turn` is None when nothing of it bears on a contact."""

    def __init__(self, kept: Kept, bearings: Iterable[Bearing], *, join_for: timedelta) -> None:
        """Ask what is *kept* of all that the batch touches."""
        self._join_for = join_for
        bearings = list(bearings)
        asking = [bearing for bearing in bearings if bearing.news.matches]
        self.turn = _turn(kept, bearings)
        before = self._told_before(kept, asking)
        self._told = {one.alert.id: self._renamed(one) for one in before.told}
        self._heard = {alert: dict(channels) for alert, channels in before.heard.items()}
        self.taken_back = tuple(self._taken_back())
        self.note_told(self.taken_back)

    def seen_by(self, bearing: Bearing) -> News:
        """Return one article's news with what the ledger, and what was told before, add to it."""
        news = bearing.news
        ledgered = replace(news.ledger, claims=self._claims(bearing), told=tuple(self._told.values()))
        return replace(news, ledger=ledgered, heard=self._heard)

    def withdrawn_by(self, bearing: Bearing) -> tuple[NotifiedAlert, ...]:
        """Return what was told of claims that nobody reports any more now that *bearing* is read."""
        if self.turn is None or not bearing.replaces:
            return ()
        said = self.turn.left_by(bearing.news.article_id)
        left = (said & self.turn.gone) - self.turn.renamed.keys()
        return tuple(
            one
            for one in self._told.values()
            if one.claim in left and not (one.stands and one.stands.withdrawn)
        )

    def note(self, decisions: Sequence[Decision]) -> None:
        """Remember what is told, and to whom, for the articles of the batch that come later."""
        self.note_told([one.told for one in decisions if one.told])
        for one in decisions:
            if one.alert is not None:
                heard = self._heard.setdefault(one.alert.id, {})
                for telling in one.tellings:
                    _hear(heard, telling)

    def note_told(self, told: Iterable[NotifiedAlert]) -> None:
        """Remember what was told as it stands now."""
        self._told.update({one.alert.id: one for one in told})

    def _taken_back(self) -> Iterator[NotifiedAlert]:
        """Yield what was told of a denial or a confirmation that the ledger no longer holds."""
        claims = self.turn.accounts if self.turn else {}
        for one in self._told.values():
            claim = claims.get(one.claim or "")
            if one.stands and claim is not None:
                stands = one.stands.as_far_as(Stands.of(claim))
                if stands != one.stands:
                    yield replace(one, stands=stands)

    def _claims(self, bearing: Bearing) -> dict[Contact, Account]:
        if self.turn is None:
            return {}
        claims = {}
        for number, contact in bearing.contacts:
            key = SightingKey(bearing.news.article_id, number)
            account = self.turn.claim_of(key)
            # The repeat of an older version may count its contacts differently.
            if account and self.turn.said.get(key) == (names_of(contact), contact.kind):
                claims[contact] = account
        return claims

    def _told_before(self, kept: Kept, asking: Sequence[Bearing]) -> ToldBefore:
        if not asking and self.turn is None:
            return ToldBefore()
        windows: dict[str, Window] = {}
        for bearing in asking:
            news = bearing.news
            context = replace(news.context(news.report.at), claims=self._claims(bearing))
            for match in news.matches:
                for key, window in windows_of(match, context, self._join_for):
                    windows[key] = windows[key] | window if key in windows else window
        own = {id_ for bearing in asking for id_ in bearing.news.ledger.words}
        claims = {claim.id for bearing in asking for claim in self._claims(bearing).values()}
        if self.turn is not None:
            # What its corrected articles said before may be taken back.
            claims |= self.turn.gone | self.turn.left
        return kept.told(windows, claims, own)

    def _renamed(self, told: NotifiedAlert) -> NotifiedAlert:
        """Return *told* of the claim that took over the one that it was told of."""
        renamed: Mapping[str, str] = self.turn.renamed if self.turn else {}
        return replace(told, claim=renamed.get(told.claim or "", told.claim))


def _turn(kept: Kept, bearings: Iterable[Bearing]) -> LedgerUpdate | None:
    last: dict[str, tuple[Sighting, ...]] = {}
    known: set[str] = set()
    repeated: set[str] = set()
    for bearing in bearings:
        article_id = bearing.news.article_id
        if bearing.news.standing is not Standing.NEW:
            known.add(article_id)
        if bearing.replaces and (bearing.sightings or article_id in known):
            last[article_id] = bearing.sightings
        elif bearing.sightings:
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


def _hear(heard: dict[str, ChannelHistory], telling: Dispatch) -> None:
    """Take note of a telling among what a channel has heard of one alert."""
    if telling.silenced or telling.kind is DispatchKind.ESCALATION:
        return
    before = heard.get(telling.channel)
    if telling.fold == "update" and before is not None:
        heard[telling.channel] = replace(before, next=telling.due_at)
    else:
        updates = (before.updates if before else 0) + (telling.kind is DispatchKind.UPDATE)
        waits = before.next if before else None
        heard[telling.channel] = ChannelHistory(last=telling.due_at, next=waits, updates=updates)
