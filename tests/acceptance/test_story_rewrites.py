"""Forty rewrites of one wire story from twelve outlets within an hour, beside forty other stories."""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.article.model import Article
from monitor.cluster.batch import ClusterBatch
from monitor.cluster.sketch import sketch_of

sys.path.append(str(Path(__file__).resolve().parents[1] / "stories"))
from rewriting import rewrites
from wire_texts import BASE, OTHERS, RETOLD

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)


def an_hour(chance):
    """Return (whose story it is, sketch) of eighty articles in the order in which they come in."""
    told = [("rewritten", one.title, one.text, one.outlet) for one in rewrites(BASE, RETOLD, chance)]
    told += [(title, title, text, "Reuters") for title, text in OTHERS]
    chance.shuffle(told)
    for number, (whose, title, text, outlet) in enumerate(told):
        at = NINE + timedelta(minutes=chance.random() * 60)
        article = Article.from_text(title=title, text=text, publisher=outlet, published=at)
        yield whose, sketch_of(article, f"{number:02d}", at)


@pytest.mark.parametrize("tenth", range(10))
def test_forty_rewrites_are_one_story_and_none_of_forty_others_is_swallowed(tenth):
    assert len(OTHERS) == 40
    for seed in range(tenth * 10, tenth * 10 + 10):
        hour = list(an_hour(random.Random(seed)))
        shelf = ClusterBatch(sketch for _, sketch in hour)
        shelf.asks(sketch.article_id for _, sketch in hour)
        stories = {}
        for whose, sketch in hour:
            stories.setdefault(whose, set()).add(shelf.place(sketch.article_id).story)
        assert len(stories["rewritten"]) == 1, seed
        assert len(set.union(*stories.values())) == 41, seed
