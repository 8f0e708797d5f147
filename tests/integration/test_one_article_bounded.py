"""What follows from one article is bounded too: told, kept and composed outside of the budget it is evaluated on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from monitor import Article, RuleSet
from monitor.alert.grouping import ArticleContext, subjects_of
from monitor.alert.route import RouteConfig
from monitor.article import model
from monitor.evaluate.budget import Budget
from monitor.evaluate.evaluate import InProcess
from monitor.extract.model import MOST_BESIDE
from monitor.ingest import Desk, Ingester, records
from monitor.ingest import alerts as module
from monitor.ingest.evaluation import Evaluation
from monitor.notify.build import proofs_of, quotes_of
from monitor.rule.load import load_rules_text
from monitor.source.model import Arrival, Signature
from monitor.store.store import Store
from monitor.testing import StillClock

NOW = datetime(2026, 11, 21, tzinfo=UTC)
RULES = RuleSet.of(
    load_rules_text(
        "rules:\n"
        '  - id: contacts\n    title: "{{ participants }}"\n    severity: high\n'
        "    when: {contact: {status: [happened, claimed]}}\n"
        "    new: {per: [participants, kind], for: 7d}\n"
    )
)


def name(number: int) -> str:
    letters = "".join(chr(ord("a") + number // 26**place % 26) for place in range(3))
    return f"Q{letters}"


def meetings(count: int) -> str:
    return "".join(
        f"Norwegian Prime Minister Anna {name(one)} met Finnish President Ilya {name(one + 9000)} on Friday.\n\n"
        for one in range(count)
    )


class Counted(tuple):  # noqa: SLOT001 it is counted in the class
    """A tuple that counts how often it is gone through."""

    looks = 0

    def __iter__(self):
        for one in super().__iter__():
            type(self).looks += 1
            yield one


def told_of(count: int) -> int:
    """Return how many facts are carried by all alerts of an article that reports *count* contacts."""
    (match,) = RULES.match(Article.from_text(text=meetings(count)))
    assert len(match.asked) == count
    subjects = subjects_of(
        match, ArticleContext(article_id="a", published=NOW, received=NOW), RULES.rules[0].new.within
    )
    assert [one.match.facts.contacts[0] for one in subjects] == list(match.asked)
    return sum(len(one.match.facts.contacts) for one in subjects)


def test_what_is_told_of_each_of_many_contacts_does_not_grow_with_their_number():
    assert told_of(120) <= 2.3 * told_of(60)
    assert told_of(120) == 120 * (1 + MOST_BESIDE)


def test_a_few_contacts_are_all_told_beside_each_other():
    assert told_of(MOST_BESIDE + 1) == (MOST_BESIDE + 1) ** 2


def test_the_blocks_of_an_article_are_gone_through_once_however_much_is_proved_of_it():
    article = Article.from_text(text="x\n\n" * 300 + meetings(40))
    (match,) = RULES.match(article)
    Counted.looks = 0
    article = replace(article, blocks=Counted(article.blocks))
    for span in match.evidence:
        quotes_of(article, [span])
        proofs_of(article, [span])
    assert len(match.evidence) >= 20
    assert Counted.looks <= 2 * len(article.blocks)


def test_a_long_paragraph_is_split_once_however_much_is_proved_of_it(monkeypatch):
    article = Article.from_text(text=meetings(30).replace("\n\n", " "))
    (match,) = RULES.match(article)
    split, made = model.split_sentences, []
    monkeypatch.setattr(model, "split_sentences", lambda text: made.append(text) or split(text))
    quotes = [quotes_of(article, [span]) for span in match.evidence]
    assert len(made) == 1
    assert all(one.text.startswith("Norwegian") and one.text.endswith("Friday.") for (one,) in quotes)


@pytest.mark.parametrize("field", ["title", "publisher", "author", "url"])
def test_what_every_message_repeats_is_bounded(field):
    long = "https://a.example/" + "word/" * 5000 if field == "url" else "word " * 5000
    article = Article.from_bytes(
        f"---\n{field}: {long}\n---\n\nThe Kremlin denied it.\n".encode(), path="a.md"
    )
    assert 100 < len(getattr(article, field)) <= 4000
    told = "only the first 4,000 characters of the headline were read"
    assert (told in article.notes) == (field == "title")


@pytest.fixture
def world(tmp_path):
    with Store.open(f"sqlite:///{tmp_path}/var/monitor.db") as store:
        beats: list[str] = []
        desk = Desk(channels=("one", "two", "three"), routes=(RouteConfig(channels=("one", "two", "three")),))
        evaluation = Evaluation(InProcess(RULES), Budget(), lambda: beats.append("beat"))
        yield Ingester(store, RULES, desk, StillClock(NOW), evaluation=evaluation), beats, tmp_path


def arrivals(folder, count):
    for number in range(count):
        path = folder / f"{number}.txt"
        path.write_text(
            f"Report\n\nNorwegian Prime Minister Anna {name(number)} met Finnish President Ilya {name(number + 500)}.\n"
        )
        yield Arrival(str(path), str(folder), Signature.of(path.stat()))


def test_planning_gives_a_sign_of_life_with_each_article(world, monkeypatch):
    ingester, beats, folder = world
    since, plan = [], module.plan
    monkeypatch.setattr(module, "plan", lambda *given: since.append(len(beats)) or plan(*given))
    ingester.take_in(list(arrivals(folder, 5)))
    assert len(since) == 5
    assert all(before < after for before, after in pairwise(since))


def test_a_message_is_composed_once_for_all_channels(world, monkeypatch):
    ingester, _, folder = world
    composed, compose = [], records.compose
    monkeypatch.setattr(records, "compose", lambda *a, **k: composed.append(1) or compose(*a, **k))
    taken = ingester.take_in(list(arrivals(folder, 1)))
    assert taken.channels == {"one", "two", "three"}
    assert len(composed) == 1
