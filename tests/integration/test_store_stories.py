"""Stories in a real store: found again after a restart, named once, forgotten in time."""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from store_rows import article_row, file_row, version_row

from monitor.article.model import Article
from monitor.cluster.batch import ClusterBatch
from monitor.cluster.denial_links import Denied, answered, ask_about
from monitor.cluster.sketch import sketch_of
from monitor.store.records import Intake
from monitor.store.retention import SWEEPS, Keep
from monitor.store.schema import story_member, story_term
from monitor.store.store import Store
from monitor.store.stories import KEPT_FOR, UNPLACED_KEPT_FOR, StoryWriter

sys.path.append(str(Path(__file__).resolve().parents[1] / "stories"))
from rewriting import rewrites
from wire_texts import BASE, OTHERS, RETOLD

MORNING = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def store(store_url):
    with Store.open(store_url) as store:
        yield store


def sketch(number, title, text, at=MORNING):
    article = Article.from_text(title=title, text=text, published=at)
    return sketch_of(article, article_row(number).id, at)


def candidates(store, asks):
    near = store.stories_near(set(asks.values()), asks)
    return {name: near.candidates(ask, name) for name, ask in asks.items()}


def member_of(store, article_id):
    return store.stories_near((), [article_id]).members.get(article_id)


def take_in(store, sketches, asking=(), again=()):
    """Do what ingest does with a batch; *asking* are those that an alert wants the story of."""
    shelf = ClusterBatch(sketches, again)
    shelf.learn(candidates(store, shelf.asks(asking)))
    placements = {one: shelf.place(one) for one in asking}
    with store._database.write() as connection:
        StoryWriter(store._database).keep(connection, shelf.changes)
    return placements


def articles(store, numbers):
    store.record(
        [
            Intake(
                file=file_row(number),
                article=article_row(number, publisher="Evening Ledger"),
                version=version_row(number),
            )
            for number in numbers
        ]
    )


def rows(store, table):
    with store._database.read() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def test_a_copy_joins_the_story_of_an_article_that_no_rule_matched(store):
    articles(store, [1, 2, 3])
    first = sketch(1, *BASE)
    take_in(store, [first])
    second = sketch(2, *RETOLD[1], at=MORNING + timedelta(hours=2))
    found = take_in(store, [second], [second.article_id])[second.article_id]
    assert found.joins == first.article_id
    assert "“Moldova denies moving troops towards Transnistria” (Evening Ledger)" in found.reason
    third = sketch(3, BASE[0], BASE[1].split("\n\n")[0], at=MORNING + timedelta(hours=3))
    assert take_in(store, [third], [third.article_id])[third.article_id].story == found.story
    assert {one.sketch.article_id for one in store.story_members(found.story)} == {
        first.article_id,
        second.article_id,
        third.article_id,
    }


@pytest.mark.parametrize("seed", range(4))
def test_forty_rewrites_are_one_story_and_forty_others_forty_whatever_the_batches(store_url, seed):
    chance = random.Random(seed)
    told = [("story", one.title, one.text) for one in rewrites(BASE, RETOLD, chance)]
    told += [(title, title, text) for title, text in OTHERS]
    chance.shuffle(told)
    sketches = [
        sketch(number, title, text, MORNING + timedelta(minutes=chance.random() * 60))
        for number, (_, title, text) in enumerate(told)
    ]
    stories = {}
    with Store.open(store_url) as store:
        articles(store, range(len(told)))
    while sketches:
        size = chance.choice([1, 1, 3, 10])
        batch, sketches = sketches[:size], sketches[size:]
        with Store.open(store_url) as store:
            stories.update(take_in(store, batch, [one.article_id for one in batch]))
    named = {}
    for number, (name, _, _) in enumerate(told):
        named.setdefault(name, set()).add(stories[article_row(number).id].story)
    assert all(len(of) == 1 for of in named.values())
    assert len({story for of in named.values() for story in of}) == 1 + len(OTHERS)


def test_a_new_version_stays_in_its_story_and_is_found_by_its_new_words(store):
    articles(store, [1, 2, 3])
    first, second = sketch(1, *BASE), sketch(2, *RETOLD[0])
    take_in(store, [first], [first.article_id])
    joined = take_in(store, [second], [second.article_id])[second.article_id]
    terms = rows(store, story_term)
    other = sketch(2, *OTHERS[7])
    take_in(store, [other], again=[other.article_id])
    member = member_of(store, other.article_id)
    assert (member.story, member.sketch.title) == (joined.story, OTHERS[7][0])
    assert abs(rows(store, story_term) - terms) <= 4
    asked = sketch(3, *OTHERS[7])
    shelf = ClusterBatch([asked])
    found = candidates(store, shelf.asks([asked.article_id]))[asked.article_id]
    assert other.article_id in {one.sketch.article_id for one in found}


def test_writing_the_same_again_changes_nothing(store):
    articles(store, [1, 2])
    batch = [sketch(1, *BASE), sketch(2, *RETOLD[0])]
    ids = [one.article_id for one in batch]
    take_in(store, batch, ids)
    before = [member_of(store, one) for one in ids]
    take_in(store, batch, ids, again=ids)
    take_in(store, batch)
    assert [member_of(store, one) for one in ids] == before


def test_a_denial_finds_the_story_it_answers(store):
    articles(store, range(4))
    for number, one in enumerate([OTHERS[0], OTHERS[7], OTHERS[31]]):
        take_in(store, [sketch(number, *one)])
    denied = Denied(
        article_id=article_row(3).id,
        words="Arslan and Petrovic did not speak about grain ships held up in the Bosphorus",
        at=MORNING + timedelta(days=2),
    )
    found = answered(denied, candidates(store, {"denial": ask_about(denied)})["denial"])
    assert found is not None
    assert found.article_id == article_row(1).id


def test_what_is_old_is_forgotten_with_all_its_terms(store):
    articles(store, [1, 2])
    take_in(store, [sketch(1, *BASE), sketch(2, *OTHERS[0], at=MORNING + timedelta(days=1))])
    now = MORNING + UNPLACED_KEPT_FOR + timedelta(hours=1)
    assert forgotten(store, now) == 1
    assert forgotten(store, now) == 0
    assert member_of(store, article_row(1).id) is None
    assert rows(store, story_member) == 1
    assert forgotten(store, now + timedelta(days=2)) == 1
    assert rows(store, story_term) == 0


def test_what_stands_in_a_story_is_kept_longer(store):
    articles(store, [1, 2])
    take_in(store, [sketch(1, *BASE), sketch(2, *OTHERS[0])], [article_row(1).id])
    now = MORNING + UNPLACED_KEPT_FOR + timedelta(hours=1)
    assert forgotten(store, now) == 1
    assert member_of(store, article_row(1).id) is not None
    assert forgotten(store, MORNING + KEPT_FOR + timedelta(hours=1)) == 1
    assert rows(store, story_term) == 0


def forgotten(store, now):
    cutoffs = Keep(articles=KEPT_FOR, alerts=KEPT_FOR, deliveries=KEPT_FOR).cutoffs(now)
    return store.prune(SWEEPS[0], cutoffs, store.prunable(SWEEPS[0], cutoffs, limit=100))
