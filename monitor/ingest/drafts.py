"""What each file of a batch is (new, version, repeat, moved, unreadable), decided by content alone."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from monitor.alert.grouping import Ledgered, is_of_a_story
from monitor.alert.model import Report
from monitor.alert.plan import News, Standing
from monitor.article.model import Article, Span
from monitor.article.paths import display_path
from monitor.cluster.corrections import Notice, NoticeKind
from monitor.cluster.model import Sketch
from monitor.errors import StoreError, internal_reason
from monitor.evaluate.model import Evaluated
from monitor.ingest.claim_context import SightedNews
from monitor.ingest.context import Context
from monitor.ingest.correlations import Sifted
from monitor.ingest.identity import FileIdentity, IdentityKind, Known
from monitor.ingest.read_file import ReadFile
from monitor.ingest.records import article_row, file_row, proofs, same_again, version_row
from monitor.rule.model import Match
from monitor.store.records import FileState, Intake, MatchRow

_log = logging.getLogger(__name__)

NOTHING_NEW = frozenset({IdentityKind.MOVED, IdentityKind.UNCHANGED})
_STANDING = {
    IdentityKind.NEW: Standing.NEW,
    IdentityKind.GROWN: Standing.GROWN,
    IdentityKind.VERSION: Standing.VERSION,
    IdentityKind.REVERTED: Standing.VERSION,
}


class NotEvaluatedError(Exception):
    """A file was known when the batch was read and is not now: it has to be evaluated first."""

    def __init__(self, readings: Sequence[ReadFile]) -> None:
        super().__init__()
        self.readings = readings


@dataclass(frozen=True, slots=True)
class FileDraft:
    """One file as far as it is decided on by itself; `bearing` is its news, where there is any to plan.

    `sketch` is that of a text that was not known, `notice` what its agency says of earlier copy.
    """

    intake: Intake
    sighted: SightedNews | None = None
    article: Article | None = None
    sketch: Sketch | None = None
    notice: Notice | None = None
    sifted: Sifted | None = None

    @property
    def is_again(self) -> bool:
        """Whether its article was known before."""
        return self.intake.became != IdentityKind.NEW

    @property
    def asks_for_story(self) -> bool:
        """Whether something may be sent of it that is known by its story."""
        return self.sighted is not None and any(map(is_of_a_story, self.sighted.news.matches))

    @property
    def is_kill(self) -> bool:
        """Whether it is an agency's word that its copy is not to be used."""
        return _is_kill(self.notice)

    def failed(self, error: Exception) -> Intake:
        """Return what is kept of a file that the program failed on: all that was decided, and the reason."""
        row = self.intake.file
        _log.error("%s: the program failed on this file", row.path, exc_info=error)
        return replace(
            self.intake, file=replace(row, state=FileState.UNREADABLE, reason=internal_reason(error))
        )


def drafts_of(batch: Sequence[ReadFile], context: Context, now: datetime) -> list[FileDraft]:
    """Return what each file of *batch* is to those before it, in the store and in the batch.

    Raises:
        NotEvaluatedError: some of them must be evaluated first.
    """
    known = Known(context.files, lambda row: (row.path, row.fingerprint) in context.standing)
    missing = [one for one in batch if needs_evaluation(one, known, now)]
    if missing:
        raise NotEvaluatedError(missing)
    drafts = []
    for reading in batch:
        draft = _surely_drafted(reading, known, context, now)
        known.learn(draft.intake)
        drafts.append(draft)
    return drafts


def needs_evaluation(reading: ReadFile, known: Known, now: datetime) -> bool:
    """Return whether *reading* is news that nobody has evaluated."""
    if reading.reason or reading.evaluated is not None:
        return False
    return known.verdict(reading, now).kind not in NOTHING_NEW


def unreadable(reading: ReadFile, reason: str, now: datetime, *, article_id: str | None = None) -> FileDraft:
    """Return what is kept of a file that holds no article: why."""
    row = file_row(reading, now, state=FileState.UNREADABLE, article_id=article_id, reason=reason)
    return FileDraft(Intake(file=row, became=FileState.UNREADABLE))


def _surely_drafted(reading: ReadFile, known: Known, context: Context, now: datetime) -> FileDraft:
    """Decide on one file; one that cannot be, for whatever reason, must not hold up the others."""
    path, reason = reading.shown_path, reading.reason
    if not reason:
        try:
            return _drafted(reading, known, context, now)
        except (StoreError, NotEvaluatedError):
            raise
        except Exception as error:  # noqa: BLE001 see above
            _log.exception("%s: the program failed on this file", path)
            reason = internal_reason(error)
    _log.warning("unreadable: %s: %s", path, reason)
    return unreadable(reading, reason, now, article_id=known.article_at(path))


def _drafted(reading: ReadFile, known: Known, context: Context, now: datetime) -> FileDraft:
    verdict = known.verdict(reading, now)
    if verdict.kind in NOTHING_NEW:
        return FileDraft(same_again(reading, verdict, now))
    evaluated = reading.evaluated
    if evaluated is None:  # what moved stood in the way of another file of this batch
        raise NotEvaluatedError([reading])
    verdict = verdict.unless_another_story(reading.digest, evaluated.fingerprint)
    intake = _intake(reading, evaluated, verdict, now)
    fresh = intake.article is not None
    corrects = fresh and verdict.kind is not IdentityKind.NEW
    sighted = None
    if evaluated.matches or corrects or (fresh and _is_kill(evaluated.notice)):
        sighted = SightedNews.of(_news(evaluated, verdict, context, now), replaces=fresh)
    if not fresh:
        return FileDraft(intake, sighted, evaluated.article)
    sketch = replace(evaluated.sketch, article_id=verdict.article_id)
    return FileDraft(intake, sighted, evaluated.article, sketch, evaluated.notice)


def _intake(reading: ReadFile, evaluated: Evaluated, verdict: FileIdentity, now: datetime) -> Intake:
    if verdict.kind is IdentityKind.REPEAT:
        reason = "the same bytes are known under another name"
        row = file_row(reading, now, state=FileState.REPEAT, article_id=verdict.article_id, reason=reason)
        return Intake(file=row, became=verdict.kind)
    article = evaluated.article
    return Intake(
        file=file_row(reading, now, state=FileState.TAKEN, article_id=verdict.article_id),
        article=article_row(article, evaluated.fingerprint, verdict, now),
        version=version_row(article, verdict, now),
        became=verdict.kind,
    )


def _news(evaluated: Evaluated, verdict: FileIdentity, context: Context, now: datetime) -> News:
    article, matches = evaluated.article, evaluated.matches
    standing = _STANDING.get(verdict.kind, Standing.REPEAT)
    rows = context.matched.get(verdict.article_id, ()) if standing is not Standing.NEW and matches else ()
    report = Report(
        article_id=verdict.article_id,
        digest=article.digest,
        path=display_path(article.path or ""),
        publisher=article.publisher,
        published=article.dated,
        at=now,
    )
    return News(
        article_id=verdict.article_id,
        version=verdict.version,
        standing=standing,
        report=report,
        matches=matches,
        ledger=Ledgered(
            words=_words_by_alert(rows),
            proofs=_proofs(matches) if rows else {},
            before=_sentences_by_alert(rows),
        ),
    )


def _proofs(matches: Sequence[Match]) -> dict[Span, str]:
    return {span: mark for match in matches for span, mark in proofs(match).items()}


def _is_kill(notice: Notice | None) -> bool:
    return notice is not None and notice.kind is NoticeKind.KILL


def _words_by_alert(rows: Sequence[MatchRow]) -> dict[str, frozenset[str]]:
    """Return, by alert, the words that earlier versions of an article were sent with."""
    words: dict[str, frozenset[str]] = {}
    for row in rows:
        if row.alert_id:
            found = frozenset(span.get("proof", "") for span in row.evidence)
            words[row.alert_id] = words.get(row.alert_id, frozenset()) | found
    return words


def _sentences_by_alert(rows: Sequence[MatchRow]) -> dict[str, tuple[str, ...]]:
    """Return, by alert, the sentences of the facts that the last version of an article was sent with."""
    last = {row.alert_id: row for row in sorted(rows, key=lambda one: one.matched_at) if row.alert_id}
    return {alert: tuple(_sentences(row.facts)) for alert, row in last.items()}


def _sentences(facts: Mapping[str, Any]) -> Iterator[str]:
    for fact in (*facts.get("contacts", ()), *facts.get("denials", ())):
        yield from (str(span.get("text", "")) for span in fact.get("evidence", ()))
