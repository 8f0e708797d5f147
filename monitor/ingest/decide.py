"""`decide`: evaluated batch and stored context → all `Changes`. Pure; the main line of ingestion.

Pure: no store, no clock. All that is written of an article stands in the `Changes` that come out of here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.article.model import Article
from monitor.cluster.batch import ClusterBatch
from monitor.cluster.corrections import Notice, NoticeKind
from monitor.errors import StoreError
from monitor.ingest.alerts import AlertDecisions
from monitor.ingest.claim_context import BatchLedger
from monitor.ingest.context import Context, Terms
from monitor.ingest.correlations import BatchWindows
from monitor.ingest.drafts import FileDraft, drafts_of
from monitor.ingest.read_file import ReadFile
from monitor.ingest.stories import StoryPlace, answers_of, clusters_of, places_of
from monitor.store.changes import Changes
from monitor.store.records import Intake


def decide(batch: Sequence[ReadFile], context: Context, terms: Terms, now: datetime) -> Changes:
    """Return all that follows from *batch*, given what is kept: the whole way of an article after evaluation.

    A file that a decision fails on is kept as unreadable, with the reason, and holds up no other.

    Raises:
        NotEvaluatedError: some of the files must be evaluated first.
    """
    drafts = drafts_of(batch, context, now)
    clusters = clusters_of(drafts)
    drafts = _in_stories(drafts, context, clusters)
    windows = BatchWindows(context.kept, terms.rules, context.since, now)
    drafts = [_counted(draft, windows) for draft in drafts]
    sighted_news = [draft.sighted for draft in drafts if draft.sighted]
    ledger = BatchLedger(context.kept, sighted_news, join_for=terms.desk.join_for)
    alerts = AlertDecisions(context, terms, ledger, clusters, now)
    intakes = [_alerted(draft, alerts) for draft in drafts]
    if ledger.taken_back:
        intakes[0] = replace(intakes[0], told=(*ledger.taken_back, *intakes[0].told))
    return Changes(intakes=tuple(intakes), claims=ledger.turn, stories=clusters.changes, windows=windows.rows)


def in_order(changes: Changes, first: int) -> Changes:
    """Return *changes* with a microsecond between deliveries, from *first* on: they leave in this order."""
    intakes: list[Intake] = []
    number = first
    for intake in changes.intakes:
        made = []
        for new in intake.deliveries:
            made.append(replace(new, created_at=new.created_at + timedelta(microseconds=number)))
            number += 1
        intakes.append(replace(intake, deliveries=tuple(made)) if made else intake)
    return replace(changes, intakes=tuple(intakes))


def _in_stories(drafts: Sequence[FileDraft], context: Context, clusters: ClusterBatch) -> list[FileDraft]:
    """Return *drafts* with the stories of those that something may be sent of."""
    asking = [one.sighted.news.article_id for one in drafts if one.sighted and one.asks_for_story]
    places = places_of(context.stories, clusters, asking)
    return [
        _in_story(_correcting(draft), place, context, clusters)
        if draft.sighted
        and draft.asks_for_story
        and (place := places.get(draft.sighted.news.article_id)) is not None
        else _correcting(draft)
        for draft in drafts
    ]


def _correcting(draft: FileDraft) -> FileDraft:
    """Return *draft* with the words by which an agency corrects its copy, of a story or of a claim."""
    sighted, words = draft.sighted, _correction(draft.notice, draft.article)
    if sighted is None or not words:
        return draft
    return replace(draft, sighted=replace(sighted, news=replace(sighted.news, correction=words)))


def _in_story(draft: FileDraft, place: StoryPlace, context: Context, clusters: ClusterBatch) -> FileDraft:
    """Return *draft* with the story it belongs to, and those it answers."""
    sighted = draft.sighted
    if sighted is None:
        return draft
    news = replace(sighted.news, story=place.story, story_reason=place.reason)
    if draft.sketch is not None:
        found = answers_of(context.stories, clusters, draft.sketch, news.matches, place.story)
        answers = {rule: one.reason for rule, one in found.items()}
        news = replace(news, answers=answers)
    return replace(draft, sighted=replace(sighted, news=news))


def _counted(draft: FileDraft, windows: BatchWindows) -> FileDraft:
    """Leave to be planned what is to be sent; a file that cannot be counted holds up no other."""
    if draft.sighted is None:
        return draft
    try:
        sifted = windows.sift(draft.sighted.news)
    except StoreError:
        raise
    except Exception as error:  # noqa: BLE001 see above
        return replace(draft, intake=draft.failed(error), sighted=None)
    return replace(draft, sighted=replace(draft.sighted, news=sifted.news), sifted=sifted)


def _alerted(draft: FileDraft, alerts: AlertDecisions) -> Intake:
    """Decide on one file's alerts; one that cannot be is kept and listed, and holds up no other."""
    alerts.terms.beat()
    try:
        return alerts.of(draft)
    except StoreError:
        raise
    except Exception as error:  # noqa: BLE001 see above
        return draft.failed(error)


def _correction(notice: Notice | None, article: Article | None) -> str:
    """Return the words by which an agency corrects its copy: the headline with its mark, or the mark."""
    if notice is None or notice.kind is not NoticeKind.CORRECTION:
        return ""
    title = article.title if article else ""
    return f"“{title}”" if notice.words and notice.words in title else notice.words
