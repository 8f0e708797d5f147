"""The parent's side of evaluation: sends documents to the child, restarts it, says why one failed.

What a child was at when it ended is reported by the nursery (`nursery.py`), which has the next one ready. An
article that a child ended over is answered for; those that were sent after it are sent again.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
from collections import deque
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from monitor.errors import INTERNAL
from monitor.evaluate.budget import Budget
from monitor.evaluate.model import (
    Beat,
    Document,
    EvaluatorBroken,
    EvaluatorStopped,
    NotAnArticle,
    Outcome,
    Stage,
    TooCostly,
)
from monitor.evaluate.nursery import Death, Orders
from monitor.evaluate.process import Begin, spawned
from monitor.evaluate.wire import receive, receive_socket, send, unpacked
from monitor.rule.ruleset import RuleSet

_BYTES_AHEAD, _DOCUMENTS_AHEAD = 48_000, 8
"""What is sent ahead of its answers: so little, and so few, that it always fits into a socket.

More, and we could wait for room to send while the child waits for room to answer, for ever.
"""
_WALL_SECONDS = 60.0
"""How long an answer may take by the clock on the wall: far longer than a starved machine needs."""
_START_SECONDS = 120.0
_BEAT_SECONDS = 1.0
_TRIES = 5


class ChildProcess:
    """An `Evaluator` whose work is done by a child, by *rules* as they are, until `use`d with others."""

    def __init__(
        self,
        rules: RuleSet,
        timezone: ZoneInfo,
        budget: Budget,
        beat: Beat = lambda: None,
        *,
        begin: Begin = spawned,
    ) -> None:
        """Start the child, without waiting for it; *beat* is called each second while an answer is due.

        *begin*: how its process is begun, for a process without threads that holds the compiled rules.

        Raises:
            EvaluatorBroken: it cannot be started.
        """
        self._beat = beat
        self._timezone = timezone
        self._budget = budget
        self._stopped = False
        self._begin = begin
        self._nursery = _Nursery(rules, timezone, budget, begin)

    def wait_ready(self) -> None:
        """Return when the child has the rules compiled and waits for work.

        Raises:
            EvaluatorBroken: it cannot be started.
        """
        self._nursery.wait_ready()

    def prepare(self, rules: RuleSet) -> _Nursery:
        """Return a child with *rules* compiled, for `use`; takes as long as compiling them.

        Raises:
            EvaluatorBroken: it cannot be started.
        """
        prepared = _Nursery(rules, self._timezone, self._budget, self._begin)
        prepared.wait_ready()
        return prepared

    def use(self, prepared: _Nursery) -> None:
        """Go on with what was prepared; not while `evaluate` runs."""
        before, self._nursery = self._nursery, prepared
        before.close()

    def evaluate(self, documents: Sequence[Document], seconds: float) -> Iterator[Outcome]:
        """Yield the outcome of each of *documents*, in order; each may take *seconds* of processor time.

        Raises:
            EvaluatorStopped: `stop` was called.
            EvaluatorBroken: no child can be had, or it ends again and again while it has nothing to do.
        """
        waiting, sent = deque(documents), deque[Document]()
        tries = 0
        while waiting or sent:
            if self._stopped:
                raise EvaluatorStopped("stopped")
            try:
                self._send_ahead(waiting, sent, seconds)
                self._wait_for_answer(self._nursery.worker)
                answer = receive(self._nursery.worker)
            except (EOFError, OSError) as ended:
                hung = isinstance(ended, TimeoutError)
                outcome = _outcome_of(self._bury(hung=hung), seconds, hung=hung)
                waiting.extendleft(reversed(sent))
                sent.clear()
                if outcome is not None:
                    waiting.popleft()
                    yield outcome
                elif tries == _TRIES:
                    raise EvaluatorBroken(
                        "the process that evaluates articles ends again and again"
                    ) from ended
                tries += outcome is None
                continue
            tries = 0
            sent.popleft()
            yield (
                answer
                if isinstance(answer, NotAnArticle | TooCostly)
                else unpacked(answer, self._nursery.rules)
            )

    def stop(self) -> None:
        """Make `evaluate` end at once; from any thread."""
        self._stopped = True
        self._nursery.interrupt()

    def close(self) -> None:
        """End the child."""
        self._stopped = True
        self._nursery.close()

    def _send_ahead(self, waiting: deque[Document], sent: deque[Document], seconds: float) -> None:
        """Send what fits, at least one, so that the child never waits for us while there is work."""
        size = sum(len(one.content) for one in sent)
        while waiting and (
            not sent or (len(sent) < _DOCUMENTS_AHEAD and size + len(waiting[0].content) <= _BYTES_AHEAD)
        ):
            document = waiting.popleft()
            sent.append(document)
            size += len(document.content)
            send(self._nursery.worker, (document, seconds))

    def _wait_for_answer(self, worker: socket.socket) -> None:
        """Return when there is something to receive.

        Raises:
            TimeoutError: nothing came in all the time that one article may take by the clock on the wall.
        """
        poll, waited = select.poll(), 0.0
        poll.register(worker, select.POLLIN)
        while not poll.poll(1000 * min(_BEAT_SECONDS, _WALL_SECONDS)):
            self._beat()
            waited += _BEAT_SECONDS
            if waited >= _WALL_SECONDS:
                raise TimeoutError

    def _bury(self, *, hung: bool) -> Death:
        """Return how the worker ended, with the next one in its place."""
        if self._stopped:
            raise EvaluatorStopped("stopped")
        try:
            return self._nursery.next_worker(kill=hung)
        except (EOFError, OSError):
            if self._stopped:
                raise EvaluatorStopped("stopped") from None
        self._nursery = self._nursery.again()
        return Death(0, Stage.IDLE)


class _Nursery:
    """The nursery of one rule set, and the worker it has ready."""

    def __init__(self, rules: RuleSet, timezone: ZoneInfo, budget: Budget, begin: Begin) -> None:
        self._begin = begin
        self.rules = rules.rules
        self._orders = Orders(rules, timezone, budget.memory)
        self._budget = budget
        self._pid = 0
        self._worker: socket.socket | None = None
        self._control, theirs = socket.socketpair()
        self._control.settimeout(_START_SECONDS)
        with theirs:
            try:
                self._process = begin(self._orders, theirs)
            except OSError as error:
                self._control.close()
                raise _not_started(error) from error

    @property
    def worker(self) -> socket.socket:
        """The connection to the worker that is ready.

        Raises:
            EvaluatorBroken: there is none, and none can be had.
        """
        if self._worker is None:
            self.wait_ready()
        if self._worker is None:
            raise EvaluatorStopped("stopped")
        return self._worker

    def wait_ready(self) -> None:
        """Give the nursery its rules, and wait for the first worker.

        Raises:
            EvaluatorBroken: it ended instead.
        """
        if self._worker is not None:
            return
        try:
            self._process.give(self._control, self._orders)
            self._born()
        except (EOFError, OSError) as error:
            self.close()
            raise _not_started(error) from error

    def again(self) -> _Nursery:
        """Return another one like this, which has ended."""
        self.close()
        return _Nursery(self._orders.rules, self._orders.timezone, self._budget, self._begin)

    def next_worker(self, *, kill: bool) -> Death:
        """Return how the worker ended, which *kill* makes sure of, and have the next one in its place.

        Raises:
            EOFError, OSError: the nursery itself has ended.
        """
        if kill:
            self._kill_worker()
        if self._worker is not None:
            self._worker.close()
        death: Death = receive(self._control)
        self._born()
        return death

    def interrupt(self) -> None:
        """Make whoever waits for the worker hear that it is gone; from any thread."""
        for one in (self._worker, self._control):
            if one is not None:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End nursery and worker."""
        self.interrupt()
        self._process.end()
        self._kill_worker()
        for one in (self._worker, self._control):
            if one is not None:
                one.close()

    def _born(self) -> None:
        self._pid, self._worker = receive_socket(self._control)
        self._worker.settimeout(_WALL_SECONDS)

    def _kill_worker(self) -> None:
        if self._pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)


def _not_started(error: BaseException) -> EvaluatorBroken:
    said = str(error) or "it ended at once"
    return EvaluatorBroken(f"the process that evaluates articles cannot be started: {said}")


def _outcome_of(death: Death, seconds: float, *, hung: bool) -> Outcome | None:
    """Return what is to be said of the article that a worker ended over; None when it was over none."""
    if death.stage is Stage.IDLE:
        return None
    if hung:
        return TooCostly(death.stage, f"no end after {_WALL_SECONDS:g} s")
    if os.WIFSIGNALED(death.status):
        number = os.WTERMSIG(death.status)
        if number == signal.SIGPROF:
            return TooCostly(death.stage, f"over {seconds:g} s of processor time")
        if number == signal.SIGKILL:
            return TooCostly(death.stage, "the system ended it, most likely for its memory,")
        return NotAnArticle(f"{INTERNAL}: {_signal_name(number)} while {death.stage}")
    return NotAnArticle(f"{INTERNAL}: the process ended while {death.stage}")


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
