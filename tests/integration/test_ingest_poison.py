"""One article never costs another: whatever fails on it, wherever, the rest of its batch is taken in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

import pytest

from monitor.errors import StoreError, StoreRefused
from monitor.evaluate.budget import Budget
from monitor.evaluate.evaluate import InProcess
from monitor.evaluate.model import (
    Document,
    Evaluated,
    EvaluatorBroken,
    EvaluatorStopped,
    Outcome,
    Stage,
    TooCostly,
)
from monitor.ingest import Desk, Ingester, alerts, decide, drafts
from monitor.ingest.evaluation import Evaluation
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.source.model import Arrival, Signature
from monitor.store.store import Store
from monitor.store.writer import Recorder
from monitor.testing import StillClock

RULES = RuleSet.of(
    load_rules_text("rules:\n  - {id: denial, severity: high, when: {sentence: {all: [Kremlin, denied]}}}\n")
)


@pytest.fixture
def store(tmp_path):
    with Store.open(f"sqlite:///{tmp_path}/var/monitor.db") as opened:
        yield opened


@pytest.fixture
def batch(tmp_path):
    """Return 21 articles that match, one of them named `bad.txt`, in the middle."""
    found = []
    for number in range(21):
        path = tmp_path / ("bad.txt" if number == 10 else f"{number:02}.txt")
        path.write_text(
            f"Report {number}\n\nThe Kremlin denied report {number} about case {number * 7919}.\n"
        )
        os.utime(path, (1000 + number, 1000 + number))
        found.append(Arrival(str(path), str(tmp_path), Signature.of(path.stat())))
    return found


class Scripted:
    """Evaluates here; *verdict* may say otherwise. Keeps what it was asked for, and with how many seconds."""

    def __init__(self, verdict: Callable[[Document, float], Outcome | None]) -> None:
        self.asked: list[tuple[str, float]] = []
        self._verdict = verdict
        self._here = InProcess(RULES)

    def evaluate(self, documents: Sequence[Document], seconds: float) -> Iterator[Outcome]:
        for document in documents:
            self.asked.append((os.path.basename(document.path), seconds))
            yield self._verdict(document, seconds) or next(self._here.evaluate([document], seconds))


def ingester(store, evaluator=None, budget=None):
    evaluation = Evaluation(evaluator, budget or Budget(), lambda: None) if evaluator else None
    return Ingester(store, RULES, Desk((), ("desk",)), StillClock(), evaluation=evaluation)


def unreadable(store):
    return {os.path.basename(one.path): one.reason for one in store.unreadable_files()}


def is_bad(path):
    return path is not None and path.endswith("bad.txt")


@pytest.mark.parametrize(
    ("where", "sign"),
    [
        ((drafts, "article_row"), "bad.txt"),
        ((drafts, "version_row"), "bad.txt"),
        ((alerts, "plan"), "bad.txt"),
        ((alerts, "deliveries"), "bad.txt"),
        ((decide, "clusters_of"), "case 79190"),
    ],
)
def test_a_fault_at_any_step_costs_one_article(store, batch, monkeypatch, where, sign):
    module, stage = where
    real = getattr(module, stage)

    def failing(*args, **named):
        if sign in repr(args):
            raise RuntimeError("a fault of ours")
        return real(*args, **named)

    monkeypatch.setattr(module, stage, failing)
    ingester(store).take_in(batch)
    assert unreadable(store) == {"bad.txt": "internal error: RuntimeError('a fault of ours')"}
    assert store.counts()["articles"]["taken_in"] == 20


@pytest.mark.parametrize("error", [EvaluatorStopped, EvaluatorBroken])
def test_a_stop_while_a_single_file_is_evaluated_says_nothing_of_it(store, batch, monkeypatch, error):
    def stopped(*_):
        raise error("stopped")

    taking = ingester(store, Scripted(stopped))
    monkeypatch.setattr(Ingester, "_is_known", lambda *_: True)  # known when the batch was read, not later
    with pytest.raises(error):
        taking.take_in(batch)
    assert unreadable(store) == {}
    monkeypatch.undo()
    ingester(store).take_in(batch)
    assert store.counts()["articles"]["taken_in"] == 21


def test_what_the_store_refuses_costs_one_article(store, batch, monkeypatch):
    apply = Recorder.apply

    def refusing(self, changes):
        if any(is_bad(one.file.path) and one.article for one in changes.intakes):
            raise StoreRefused("the store does not take this: a value out of range")
        apply(self, changes)

    monkeypatch.setattr(Recorder, "apply", refusing)
    ingester(store).take_in(batch)
    assert list(unreadable(store)) == ["bad.txt"]
    assert store.counts()["articles"]["taken_in"] == 20


def test_a_store_that_cannot_be_used_is_no_articles_fault(store, batch, monkeypatch):
    def broken(*_):
        raise StoreError("the disk is full")

    monkeypatch.setattr(Recorder, "apply", broken)
    with pytest.raises(StoreError, match="disk is full"):
        ingester(store).take_in(batch)
    assert unreadable(store) == {}


def test_a_dear_article_is_told_after_the_others_on_its_whole_budget(store, batch):
    evaluator = Scripted(
        lambda one, seconds: TooCostly(Stage.MATCHING, "over") if is_bad(one.path) and seconds < 1 else None
    )
    ingester(store, evaluator).take_in(batch)
    assert evaluator.asked[-1] == ("bad.txt", 2.0)
    assert {seconds for _, seconds in evaluator.asked[:-1]} == {0.25}
    assert unreadable(store) == {}
    assert store.counts()["articles"]["taken_in"] == 21


def test_an_article_over_its_whole_budget_is_listed_with_its_stage(store, batch):
    evaluator = Scripted(
        lambda one, seconds: TooCostly(Stage.PARSING, f"over {seconds:g} s") if is_bad(one.path) else None
    )
    ingester(store, evaluator, Budget(cpu=3.0)).take_in(batch)
    assert unreadable(store) == {"bad.txt": "too costly: over 3 s while taking its text apart"}
    assert store.counts()["articles"]["taken_in"] == 20


def test_a_small_budget_is_not_tried_twice(store, batch):
    evaluator = Scripted(lambda one, _: TooCostly(Stage.PARSING, "over") if is_bad(one.path) else None)
    ingester(store, evaluator, Budget(cpu=0.1)).take_in(batch)
    assert [name for name, _ in evaluator.asked].count("bad.txt") == 1
    assert list(unreadable(store)) == ["bad.txt"]


def test_the_others_are_recorded_before_a_dear_article_is_begun(store, batch):
    taken_in = []

    def verdict(one, seconds):
        if not is_bad(one.path):
            return None
        if seconds < 1:
            return TooCostly(Stage.MATCHING, "over")
        taken_in.append(store.counts()["articles"]["taken_in"])
        return None

    ingester(store, Scripted(verdict)).take_in(batch)
    assert taken_in == [20]


def test_a_file_longer_than_the_budget_is_not_evaluated(store, tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("The Kremlin denied it. " * 100)
    evaluator = Scripted(lambda one, seconds: None)
    arrival = Arrival(str(path), str(tmp_path), Signature.of(path.stat()))
    ingester(store, evaluator, Budget(bytes=1_000)).take_in([arrival])
    assert evaluator.asked == []
    assert unreadable(store) == {"long.txt": "too long: 2,300 bytes; the most is 1,000"}


def test_a_stop_takes_nothing_in_and_lists_nothing(store, batch):
    def verdict(one, seconds):
        if is_bad(one.path):
            raise EvaluatorStopped("stopped")

    with pytest.raises(EvaluatorStopped):
        ingester(store, Scripted(verdict)).take_in(batch)
    assert store.counts()["articles"]["taken_in"] == 0
    assert unreadable(store) == {}
    assert isinstance(
        next(InProcess(RULES).evaluate([Document(b"A\n\nB.", "a.txt", StillClock().now())], 1)), Evaluated
    )


def test_files_are_held_in_memory_a_portion_at_a_time(store, tmp_path):
    paths = []
    for number in range(8):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"Report {number}\n\n" + f"Nothing new in the harbour of {number}. " * 100_000)
        paths.append(path)
    arrivals = [Arrival(str(one), str(tmp_path), Signature.of(one.stat())) for one in paths]
    together = []

    class Counting(Scripted):
        def evaluate(self, documents, seconds):
            together.append(sum(len(one.content) for one in documents))
            return iter([TooCostly(Stage.PARSING, "over")] * len(documents))

    ingester(store, Counting(lambda one, seconds: None), Budget(cpu=0.1)).take_in(arrivals)
    assert sum(together) == sum(one.signature.size for one in arrivals)
    assert max(together) <= 16_000_000
