"""Size of the store over months in virtual time, with and without retention: `python -m benchmarks.retention`.

Articles go the way into the store without being read from files, so that months pass in minutes: one in twenty
matches, opens an alert and is sent. Files are gone after a day. Figures are of one run, beside each other.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.alert.model import Alert, AlertState, LifeStep, Report, StepKind, stable_id
from monitor.article.model import Article
from monitor.cluster.batch import ClusterBatch
from monitor.cluster.sketch import sketch_of
from monitor.config.model import AlertsConfig, RetentionConfig
from monitor.daemon.pruning import Pruner, keep_of
from monitor.notify.model import Notification, NotificationKind
from monitor.outbox.state import DeliveryState, Step
from monitor.rule.model import Severity
from monitor.store.changes import Changes
from monitor.store.records import ArticleRow, FileRow, FileState, Intake, MatchRow, NewDelivery, VersionRow
from monitor.store.store import Store
from monitor.testing import StillClock

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = 300
FOR_EVER, PRUNED = "forever", "retention"
KINDS = (FOR_EVER, PRUNED)
_DAY = timedelta(days=1)


def main(arguments: list[str]) -> None:
    """Print the size after every tenth of the time, with and without retention."""
    parser = argparse.ArgumentParser(prog="benchmarks.retention")
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--days", type=int, default=90)
    parser.add_argument("--only", choices=KINDS, help="one of the two")
    options = parser.parse_args(arguments)
    for kept in [options.only] if options.only else KINDS:
        with tempfile.TemporaryDirectory() as place:
            _months(Path(place), options.articles, options.days, kept)


def _months(place: Path, articles: int, days: int, kept: str) -> None:
    clock, took, longest = StillClock(BEGIN), 0.0, 0.0
    with Store.open(f"sqlite:///{place}/monitor.db", mode="scratch") as store:
        keep = keep_of(RetentionConfig(), AlertsConfig(), ())
        pruner = Pruner(store, lambda: keep, _Measured(clock))
        for day in range(days):
            first, last = articles * day // days, articles * (day + 1) // days
            _take_in(store, range(first, last), clock.now())
            clock.advance(_DAY)
            step = LifeStep(kind=StepKind.RESOLVED, at=clock.now(), by="monitor", comment="quiet")
            store.resolve_quiet(clock.now() - 7 * _DAY, step)
            if kept != FOR_EVER:
                began = time.perf_counter()
                pruner.prune(clock.now())
                took, longest = took + time.perf_counter() - began, max(longest, pruner.longest)
            if (day + 1) % max(1, days // 9) == 0:
                size = store.size()
                said = f"{size.bytes / 1e6:7.1f} MB, {size.free / 1e6:5.1f} free"
                print(f"{kept:<12} day {day + 1:>3} {last:>8,} articles: {said}", flush=True)
        counts = store.counts()["articles"]
    if took:
        print(f"{'':<12} pruning {took:.1f} s in all, longest transaction {longest * 1000:.0f} ms; {counts}")


class _Measured(StillClock):
    """The days of another clock, with the seconds that really pass."""

    def __init__(self, days: StillClock) -> None:
        super().__init__()
        self.now = days.now  # type: ignore[method-assign]

    def monotonic(self) -> float:
        return time.perf_counter()


def _take_in(store: Store, numbers: range, now: datetime) -> None:
    for first in range(numbers.start, numbers.stop, 250):
        some = range(first, min(first + 250, numbers.stop))
        intakes = tuple(_intake(number, now) for number in some)
        clusters = ClusterBatch([sketch_of(_article(number), _id(number), now) for number in some], ())
        store.apply(Changes(intakes=intakes, stories=clusters.changes))
        while claimed := store.claim("desk", now, limit=500, claimed_by="bench"):
            sent = Step(state=DeliveryState.SENT, reason="sent")
            store.finish_many([(one, sent) for one in claimed], now)


def _id(number: int) -> str:
    return stable_id("article", str(number))


def _article(number: int) -> Article:
    words = (f"w{(number * 7919 + place * 104729) % 50_021}" for place in range(WORDS))
    return Article.from_text(title=f"Report {number} of the day", text=" ".join(words) + ".")


def _intake(number: int, now: datetime) -> Intake:
    id_, digest, path = _id(number), stable_id("digest", str(number)) * 2, f"/gone/in/{number}.txt"
    known = {"path": path, "digest": digest, "version": 1, "title": f"Report {number} of the day"}
    times = {"published_at": now, "received_at": now}
    file = FileRow(
        path=path,
        root="/gone",
        folder="/gone/in",
        name=f"{number}.txt",
        device=1,
        inode=number,
        size=2000,
        mtime_ns=number,
        state=FileState.TAKEN,
        seen_at=now,
        digest=digest,
        article_id=id_,
    )
    article = ArticleRow(
        id=id_,
        publisher="Agency",
        author=None,
        language="en",
        url=None,
        updated_at=now,
        sketch=tuple(number * 31 + place for place in range(64)),
        **known,
        **times,
    )
    intake = Intake(file=file, article=article, version=VersionRow(article_id=id_, **known, **times))
    return intake if number % 20 else _matched(intake, article, now)


def _matched(intake: Intake, article: ArticleRow, now: datetime) -> Intake:
    alert_id, delivery = stable_id("alert", article.id), stable_id("delivery", article.id)
    report = Report(
        digest=article.digest,
        article_id=article.id,
        path=article.path,
        publisher="Agency",
        published=now,
        at=now,
    )
    alert = Alert(
        id=alert_id,
        rule="any",
        severity=Severity.HIGH,
        tags=(),
        state=AlertState.OPEN,
        title=article.title,
        opened_at=now,
        updated_at=now,
        reports=(report,),
    )
    notification = Notification(
        id=delivery,
        alert_id=alert_id,
        kind=NotificationKind.FIRST,
        rule="any",
        severity="high",
        tags=(),
        title=article.title,
        headline=article.title,
        quotes=(),
        publisher="Agency",
        author=None,
        published=now,
        received_at=now,
        path=article.path,
        url=None,
    )
    match = MatchRow(
        id=stable_id("match", article.id),
        article_id=article.id,
        digest=article.digest,
        rule_id="any",
        rule_digest="r",
        title=article.title,
        evidence=[{"field": "text", "start": 0, "end": 9, "text": "something", "proof": "p" * 16}],
        facts={},
        alert_id=alert_id,
        outcome="opened",
        reason="first report",
        matched_at=now,
    )
    new = NewDelivery(
        id=delivery, alert_id=alert_id, channel="desk", notification=notification, due_at=now, created_at=now
    )
    return replace(
        intake, matches=(match,), alerts=(alert,), reports=((alert_id, report),), deliveries=(new,)
    )


if __name__ == "__main__":
    main(sys.argv[1:])
