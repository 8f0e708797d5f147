"""The ledger settled by the part that a change touches is the ledger settled whole, in a real store."""

import json
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from monitor.article.model import Span
from monitor.claims.model import ReportedContact, Sighting, Source
from monitor.claims.resolve import ledger, settled_of
from monitor.claims.update import NewSightings
from monitor.extract.model import Contact, ContactKind, ContactStatus, Denial, Denies, Participant
from monitor.store.claim_index import Memory, StoreShelf
from monitor.store.claims import settle
from monitor.store.codec import telling_to_json
from monitor.store.migrations import upgrade
from monitor.store.schema import article, claim, claim_alias, claim_edit, sighting
from monitor.store.store import Store

RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)
START = datetime(2024, 11, 1, tzinfo=UTC)
AT = datetime(2026, 1, 2, tzinfo=UTC)
DENIERS = [("Kremlin", "Russia"), ("Dmitry Peskov", "Kremlin spokesman, Russia"), ("Hamas", None)]

SEEDS = st.integers(0, 2**32)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('parts')}/monitor.db") as opened:
        yield opened


def telling(chance):
    by = chance.choice([None, None, *DENIERS])
    parties = chance.choice([(), (), ("Kremlin",), ("Vladimir Putin",)])
    told_day = chance.choice([None, None, chance.randint(0, 40)])
    text = chance.choice(["They spoke.", "They spoke.", "They spoke again."])
    start = chance.randint(0, 50)
    who = chance.choice([("Putin", "Trump"), ("Putin", "Trump"), ("Putin", "Xi")])
    return ReportedContact(
        contact=Contact(
            participants=tuple(Participant(name=name) for name in who),
            kind=ContactKind(chance.choice(["call", "meeting", "talks", "unspecified", "message"])),
            status=ContactStatus(chance.choice(["happened", "happened", "claimed", "denied"])),
            when=chance.choice([None, None, "on Tuesday", "seven times"]),
            on=None if told_day is None else f"{START + timedelta(days=told_day):%Y-%m-%d}",
            attribution=parties,
            evidence=(Span("text", start, start + len(text), text),),
        ),
        parties=parties,
        speaks_for=("Vladimir Putin",) * len(parties),
        denials=(Denial(by=by[0], role=by[1], official=True, denies=Denies.CONTACT),) if by else (),
    )


def article_of(chance):
    """Return one article as it is now: its name, its date, what it tells."""
    number = chance.randint(0, 15)
    hours = chance.choice(
        [None, chance.randint(0, 24 * 40), chance.randint(0, 24 * 40), chance.randint(0, 200)]
    )
    source = Source(
        article_id=f"a{number:02}",
        path=f"/in/{number}",
        publisher=f"P{number}",
        published=None if hours is None else START + timedelta(hours=hours),
        received=RECEIVED + timedelta(minutes=number),
    )
    told = [telling(chance) for _ in range(chance.randint(0, 3))]
    # As with real ones, a number is only ever of the same people.
    numbers = [2 * at + ("Xi" in one.participants) for at, one in enumerate(told)]
    return source, tuple(
        Sighting(source=source, number=number, told=one) for number, one in zip(numbers, told, strict=True)
    )


def batches_of(chance):
    return [[article_of(chance) for _ in range(chance.randint(1, 3))] for _ in range(chance.randint(1, 14))]


class Ledger:
    """The store's ledger beside all that was said."""

    def __init__(self, store):
        self.store = store
        self.said = {}
        with store._database.write() as connection:
            for table in (sighting, claim, claim_alias, claim_edit):
                connection.execute(table.delete())

    def take(self, batch):
        # An article is in a batch once: the last word on it counts.
        now = dict({source.article_id: (source, said) for source, said in batch}.values())
        self.said.update({source.article_id: said for source, said in now.items()})
        added = tuple(one for said in now.values() for one in said)
        news = NewSightings(replaced=frozenset(source.article_id for source in now), added=added)
        turn = self.store.turn(news)
        with self.store._database.write() as connection:
            for source in now:
                self._write(connection, source)
            settle(connection, self.store._database, turn)
        return turn

    def _write(self, connection, source):
        values = {
            "id": source.article_id, "path": source.path, "digest": "d", "version": 1, "title": "T",
            "publisher": source.publisher, "published_at": source.published, "received_at": source.received,
            "updated_at": source.received, "sketch": [],
        }  # fmt: skip
        columns = [name for name in values if name != "id"]
        connection.execute(self.store._database.upsert(article, update=columns), [values])

    def edit(self, one, other, *, merge):
        claims = sorted(claim.id for claim in self.store.list_claims())
        if not claims:
            return
        first, second = claims[one % len(claims)], claims[other % len(claims)]
        if merge:
            self.store.merge_claims(first, second, by="Ana", at=AT)
        else:
            some = self.store.find_claim(first)
            self.store.split_claim(first, some.sightings[-1].source.article_id, by="Ana", at=AT)

    def check(self, turn=None):
        said = [one for some in self.said.values() for one in some]
        with self.store._database.read() as connection:
            shelf = StoreShelf(connection, Memory())
            edits = shelf.edits()
            kept = {one.mark.key: one for one in shelf.of_articles(self.said)}
            rows = {row.id: row for row in connection.execute(claim.select())}
        marks = {one.key: one.mark for one in said}
        settled = settled_of([(one.place, one.mark) for one in said], edits)
        assert {key: one.mark for key, one in kept.items()} == marks
        assert {key: one.home for key, one in kept.items()} == dict(settled.homes)
        whole = {one.id: one for one in ledger(said, edits)}
        assert {id_: (row.kind, row.status, row.first_reported_at) for id_, row in rows.items()} == {
            id_: (one.kind, one.status, one.first_reported) for id_, one in whole.items()
        }
        for id_, account in turn.accounts.items() if turn else ():
            expected = {name: getattr(whole[id_], name) for name in account.__dataclass_fields__}
            assert {name: getattr(account, name) for name in account.__dataclass_fields__} == expected


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SEEDS)
def test_articles_taken_in_one_batch_after_another_give_the_ledger_of_all_of_them(store, seed):
    kept = Ledger(store)
    for batch in batches_of(Random(seed)):
        kept.check(kept.take(batch))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SEEDS)
def test_so_do_articles_between_analysts_edits(store, seed):
    kept, chance = Ledger(store), Random(seed)
    for batch in batches_of(chance):
        kept.check(kept.take(batch))
        if chance.random() < 0.4:
            kept.edit(chance.randint(0, 9), chance.randint(0, 9), merge=chance.random() < 0.6)
            kept.check()


def test_a_ledger_that_an_older_monitor_kept_is_the_same_ledger(tmp_path):
    chance, said = Random(7), {}
    for source, told in (article_of(chance) for _ in range(40)):
        said[source.article_id] = (source, told)
    url = f"sqlite:///{tmp_path}/monitor.db"
    engine = create_engine(url)
    with engine.begin() as connection:
        upgrade(connection, "0003")
        for source, told in said.values():
            when = source.published and round(source.published.timestamp() * 1_000_000)
            received = round(source.received.timestamp() * 1_000_000)
            row = (
                source.article_id,
                source.path,
                "d",
                1,
                "T",
                source.publisher,
                when,
                received,
                received,
                "[]",
            )
            connection.exec_driver_sql(
                "INSERT INTO article (id, path, digest, version, title, publisher, published_at, received_at, "
                "updated_at, sketch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            for one in told:
                words = json.dumps(telling_to_json(one.told))
                connection.exec_driver_sql(
                    "INSERT INTO sighting VALUES (?, ?, ?, ?, ?, ?)",
                    (source.article_id, one.number, one.place, words, "old", "first report"),
                )
    engine.dispose()
    with Store.open(url) as store:
        known = [one for _, told in said.values() for one in told]
        settled = settled_of([(one.place, one.mark) for one in known])
        with store._database.read() as connection:
            kept = StoreShelf(connection, Memory()).of_articles(said)
        assert {one.mark.key: (one.mark, one.home) for one in kept} == {
            one.key: (one.mark, settled.homes[one.key]) for one in known
        }
