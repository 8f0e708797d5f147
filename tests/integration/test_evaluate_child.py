"""Evaluating in a child: the same answers as here, and no article costs another, whatever it does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from evaluate_trap import Trap

from monitor.evaluate import child
from monitor.evaluate.budget import Budget
from monitor.evaluate.child import ChildProcess
from monitor.evaluate.evaluate import InProcess
from monitor.evaluate.model import (
    Document,
    Evaluated,
    EvaluatorBroken,
    EvaluatorStopped,
    NotAnArticle,
    Outcome,
    Stage,
    TooCostly,
)
from monitor.evaluate.process import _Forked, forked, spawned
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/London")
ROOT = Path(__file__).parents[2]
MEMORY = 64_000_000

KNOWLEDGE = """
lists: {ships: ["Star of Riga", "Ocean Pearl"]}
entities: {Ada Quill: {office: president, side: Ruritania}}
words: {en: {contact: {verbs: {call: ["buzz*"]}}}}
rules:
  - {id: a, title: t, severity: low, when: {regex: 'ocean\\s+pe[a-z]+l'}}
  - {id: b, title: t, severity: low, when: {list: ships}}
  - {id: c, title: t, severity: low, when: {contact: {}}}
"""


def document(headline: str, body: str = "The minister spoke on Friday.") -> Document:
    return Document(f"{headline}\n\n{body}\n".encode(), f"/inbox/{headline}.txt", NOW)


@pytest.fixture(params=[spawned, forked], ids=lambda begin: begin.__name__)
def trapped(request: pytest.FixtureRequest) -> Iterator[ChildProcess]:
    evaluator = ChildProcess(Trap(), ZONE, Budget(memory=MEMORY), begin=request.param)  # type: ignore[arg-type]
    yield evaluator
    evaluator.close()


def outcomes(evaluator: ChildProcess, *headlines: str, seconds: float = 2.0) -> list[Outcome]:
    return list(evaluator.evaluate([document(one) for one in headlines], seconds))


def kinds(found: list[Outcome]) -> list[str]:
    return [type(one).__name__ for one in found]


def test_a_child_answers_what_is_answered_here() -> None:
    rules = RuleSet.load(ROOT / "rules")
    seeds = [Document(one.read_bytes(), str(one), NOW) for one in sorted((ROOT / "seeds").iterdir())]
    bad = [
        document("%PDF-1.4"),
        Document(b"\x00\x01" * 50, "/inbox/bad.txt", NOW),
        Document(b"", "e.txt", NOW),
    ]
    here = list(InProcess(rules, ZONE).evaluate([*seeds, *bad], 2.0))
    evaluator = ChildProcess(rules, ZONE, Budget())
    there = list(evaluator.evaluate([*seeds, *bad], 2.0))
    evaluator.close()
    assert there == here
    assert sum(isinstance(one, Evaluated) and bool(one.matches) for one in there) == 5
    assert all(
        match.rule in rules.rules for one in there if isinstance(one, Evaluated) for match in one.matches
    )


def test_taught_words_lists_and_regexes_travel_to_the_child() -> None:
    loaded = load_rules_text(KNOWLEDGE)
    rules = RuleSet.of(loaded)
    text = [
        document("Ocean Pearl sails"),
        document("Nothing sails"),
        document("Ada Quill buzzed Emmanuel Macron."),
    ]
    evaluator = ChildProcess(rules, ZONE, Budget())
    there = list(evaluator.evaluate(text, 2.0))
    evaluator.close()
    assert there == list(InProcess(rules, ZONE).evaluate(text, 2.0))
    assert [[match.rule.id for match in one.matches] for one in there] == [["a", "b"], [], ["c"]]


@pytest.mark.parametrize(
    "text",
    [
        "Звонок\n\nВладимир Путин во вторник позвонил Реджепу Тайипу Эрдогану.\n",
        "Дзвінок\n\nВолодимир Зеленський у вівторок зателефонував Емманюелю Макрону.\n",
    ],
    ids=["Russian", "Ukrainian"],
)
def test_the_dictionaries_of_a_language_are_on_no_article_s_bill(text: str) -> None:
    rules = RuleSet.of(load_rules_text("rules:\n  - {id: c, title: t, severity: low, when: {contact: {}}}\n"))
    budget = Budget(cpu=0.05, memory=MEMORY)  # type: ignore[arg-type]
    evaluator = ChildProcess(rules, ZONE, budget)
    (first,) = evaluator.evaluate([Document(text.encode(), "/inbox/a.txt", NOW)], budget.at_first)
    evaluator.close()
    assert isinstance(first, Evaluated)
    assert [match.rule.id for match in first.matches] == ["c"]


def test_an_article_that_never_ends_is_ended_and_the_others_go_on(trapped: ChildProcess) -> None:
    found = outcomes(trapped, "one", "spin", "two", "spin", "three", seconds=0.1)
    assert kinds(found) == ["Evaluated", "TooCostly", "Evaluated", "TooCostly", "Evaluated"]
    assert found[1] == TooCostly(Stage.MATCHING, "over 0.1 s of processor time")
    assert found[1].reason == (
        "too costly: over 0.1 s of processor time while matching the rules and reading its facts"
    )


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE"])
def test_an_article_that_crashes_the_process_costs_only_itself(trapped: ChildProcess, name: str) -> None:
    found = outcomes(trapped, "one", f"signal {name}", "two")
    assert kinds(found) == ["Evaluated", "NotAnArticle", "Evaluated"]
    assert found[1] == NotAnArticle(f"internal error: {name} while matching the rules and reading its facts")


def test_an_article_that_ends_the_process_or_raises_costs_only_itself(trapped: ChildProcess) -> None:
    found = outcomes(trapped, "exit 3", "raise oh", "recurse", "one", "signal SIGKILL", "two")
    assert kinds(found) == [
        "NotAnArticle",
        "NotAnArticle",
        "NotAnArticle",
        "Evaluated",
        "TooCostly",
        "Evaluated",
    ]
    assert isinstance(found[1], NotAnArticle)
    assert found[1].reason == "internal error: RuntimeError('oh')"
    assert "Traceback" in found[1].detail
    assert "RecursionError" in found[2].reason


def test_an_article_that_wants_all_memory_is_refused_it(trapped: ChildProcess) -> None:
    found = outcomes(trapped, "hoard 4000000000", "one")
    assert kinds(found) == ["TooCostly", "Evaluated"]
    assert found[0].reason.startswith("too costly: over 64,000,000 bytes of memory while")


def test_an_evaluation_that_sleeps_is_ended_by_the_clock_on_the_wall(
    trapped: ChildProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "_WALL_SECONDS", 0.2)
    found = outcomes(trapped, "sleep 600", "one")
    assert kinds(found) == ["TooCostly", "Evaluated"]
    assert found[0].reason.startswith("too costly: no end after 0.2 s while matching")


def test_a_child_that_is_killed_while_it_waits_costs_nothing(trapped: ChildProcess) -> None:
    assert kinds(outcomes(trapped, "one")) == ["Evaluated"]
    for _ in range(3):
        os.kill(worker_of(trapped), signal.SIGKILL)
        assert kinds(outcomes(trapped, "two", "three")) == ["Evaluated", "Evaluated"]


def test_a_nursery_that_is_killed_is_started_anew(trapped: ChildProcess) -> None:
    assert kinds(outcomes(trapped, "one")) == ["Evaluated"]
    os.kill(nursery_of(trapped), signal.SIGKILL)
    os.kill(worker_of(trapped), signal.SIGKILL)
    assert kinds(outcomes(trapped, "two", "three")) == ["Evaluated", "Evaluated"]


def test_texts_larger_than_a_socket_holds_come_through(trapped: ChildProcess) -> None:
    body = "All quiet in the harbour. " * 40_000
    documents = [document(f"big {number}", body) for number in range(4)]
    found = list(trapped.evaluate([documents[0], document("small"), *documents[1:], document("last")], 60.0))
    assert kinds(found) == ["Evaluated"] * 6
    assert [one.article.title for one in found if isinstance(one, Evaluated)] == [
        "big 0", "small", "big 1", "big 2", "big 3", "last",
    ]  # fmt: skip


def test_more_texts_than_a_socket_holds_come_through(trapped: ChildProcess) -> None:
    documents = [document(f"small {number}", "A. B.\n\n" * 60) for number in range(1500)]
    assert kinds(list(trapped.evaluate(documents, 2.0))) == ["Evaluated"] * 1500


def test_a_stop_ends_the_evaluation_at_once(trapped: ChildProcess) -> None:
    found = trapped.evaluate([document("one"), document("sleep 600")], 2.0)
    next(found)
    threading.Timer(0.05, trapped.stop).start()
    with pytest.raises(EvaluatorStopped):
        list(found)


def test_nothing_is_left_running_after_close(trapped: ChildProcess) -> None:
    assert kinds(outcomes(trapped, "one")) == ["Evaluated"]
    running = [worker_of(trapped), nursery_of(trapped)]
    assert list(map(alive, running)) == [True, True]
    trapped.close()
    for pid in running:
        wait_gone(pid)
    assert list(map(alive, running)) == [False, False]


def test_the_child_ends_with_a_daemon_that_is_killed() -> None:
    code = (
        f"import sys, time; sys.path[:0] = [{str(ROOT)!r}, {str(Path(__file__).parent)!r}]\n"
        "from zoneinfo import ZoneInfo\n"
        "from evaluate_trap import Trap\n"
        "from monitor.evaluate.budget import Budget\n"
        "from monitor.evaluate.child import ChildProcess\n"
        "one = ChildProcess(Trap(), ZoneInfo('UTC'), Budget()); one.wait_ready()\n"
        "print(one._nursery._process.process.pid, one._nursery._pid, flush=True); time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        pids = [int(one) for one in daemon.stdout.readline().split()]
        assert list(map(alive, pids)) == [True, True]
        daemon.kill()
    for pid in pids:
        wait_gone(pid)
    assert list(map(alive, pids)) == [False, False]


def test_a_rule_set_that_cannot_be_loaded_there_is_said_plainly() -> None:
    class Unsendable(Trap):
        def __reduce__(self) -> tuple[object, ...]:
            return (os._exit, (1,))

    evaluator = ChildProcess(Unsendable(), ZONE, Budget())  # type: ignore[arg-type]
    with pytest.raises(EvaluatorBroken, match="cannot be started"):
        evaluator.wait_ready()


def worker_of(evaluator: ChildProcess) -> int:
    return evaluator._nursery._pid


def nursery_of(evaluator: ChildProcess) -> int:
    process = evaluator._nursery._process
    return process.pid if isinstance(process, _Forked) else process.process.pid


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_gone(pid: int) -> None:
    for _ in range(500):
        if not alive(pid):
            return
        threading.Event().wait(0.01)
    raise AssertionError(f"{pid} is still there")
