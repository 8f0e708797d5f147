"""What a batch bears on: its place in the ledger of claims, and what was told of those claims before.

Worked out once for all articles of a batch, after all are read, so that they see each other
whatever their order. An article that reports no contact asks the store nothing here. Sightings
are taken from the facts that the rules' matching has read: what no rule asked about is not read
a second time, and does not enter the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.alert.newness import Stands, Told, key_of
from monitor.alert.plan import Decision, News
from monitor.claim.book import Turn, places_of
from monitor.claim.model import Claim, Sighting, SightingKey, Source
from monitor.claim.sighted import names_of, numbered, sightings_of
from monitor.fact.model import NO_FACTS, Contact, Denial
from monitor.store.store import Store


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

    def __init__(self, store: Store, bearings: Iterable[Bearing]) -> None:
        """Read from *store* what the batch touches."""
        last: dict[str, tuple[Sighting, ...]] = {}
        repeated: list[Sighting] = []
        asking = []
        for bearing in bearings:
            if bearing.replaces:
                last[bearing.news.article_id] = bearing.sightings
            else:
                repeated += bearing.sightings
            if any(match.rule.new for match in bearing.news.matches):
                asking.append(bearing)
        self.turn = _turn(store, last, repeated)
        self._told = {one.alert.id: one for one in self._told_before(store, asking)}
        self._heard: dict[str, frozenset[str]] = store.heard(self._told) if self._told else {}
        self.taken_back = tuple(self._taken_back())
        self.note_told(self.taken_back)

    def seen_by(self, bearing: Bearing) -> News:
        """Return one article's news with what the ledger, and what was told before, add to it."""
        news = bearing.news
        ledgered = replace(news.ledger, claims=self._claims(bearing), told=tuple(self._told.values()))
        return replace(news, ledger=ledgered, heard=self._heard)

    def withdrawn_by(self, bearing: Bearing) -> tuple[Told, ...]:
        """Return what was told of claims that nobody reports any more now that *bearing* is read."""
        if self.turn is None or not bearing.replaces:
            return ()
        homes = self.turn.book.homes
        said = {home for key, (home, _) in homes.items() if key.article_id == bearing.news.article_id}
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
            channels = {telling.channel for telling in one.tellings}
            self._heard[one.alert.id] = self._heard.get(one.alert.id, frozenset()) | channels

    def note_told(self, told: Iterable[Told]) -> None:
        """Remember what was told as it stands now."""
        self._told.update({one.alert.id: one for one in told})

    def _taken_back(self) -> Iterator[Told]:
        """Yield what was told of a denial or a confirmation that the ledger no longer holds."""
        claims = {claim.id: claim for claim in self.turn.claims} if self.turn and self._told else {}
        for one in self._told.values():
            if one.stands and one.claim in claims:
                stands = one.stands.as_far_as(Stands.of(claims[one.claim]))
                if stands != one.stands:
                    yield replace(one, stands=stands)

    def _claims(self, bearing: Bearing) -> dict[Contact, Claim]:
        if self.turn is None:
            return {}
        claims = {}
        for number, contact in bearing.contacts:
            key = SightingKey(bearing.news.article_id, number)
            told = self.turn.tellings.get(key)
            # The repeat of an older version may count its contacts differently.
            if told and (told.participants, told.kind) == (names_of(contact), contact.kind):
                claims[contact] = self.turn.homes[key]
        return claims

    def _told_before(self, store: Store, asking: Sequence[Bearing]) -> Iterator[Told]:
        if not asking and self.turn is None:
            return
        keys = {key for bearing in asking for key in _keys(bearing)}
        claims = {claim.id for bearing in asking for claim in self._claims(bearing).values()}
        renamed: Mapping[str, str] = self.turn.renamed if self.turn else {}
        if self.turn is not None:
            # What its corrected articles said before may be taken back.
            claims |= self.turn.gone | self.turn.left
        for one in store.told(keys, claims):
            yield replace(one, claim=renamed.get(one.claim or "", one.claim))


def _turn(store: Store, last: dict[str, tuple[Sighting, ...]], repeated: Sequence[Sighting]) -> Turn | None:
    added = tuple(one for said in last.values() for one in said)
    if not last and not repeated:
        return None
    book = store.book(places_of([*added, *repeated]), last)
    return Turn(book=book, replaced=frozenset(last), added=added) if added or book.sightings else None


def _keys(bearing: Bearing) -> Iterator[str]:
    for match in bearing.news.matches:
        if match.rule.new is None:
            continue
        for fact in match.asked:
            contact = fact.contact if isinstance(fact, Denial) else fact
            if contact is not None:
                yield key_of(contact, match.rule.new)
