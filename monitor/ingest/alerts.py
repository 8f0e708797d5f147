"""The alerts of one batch: opened, joined, updated, retracted, with their deliveries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.alert.denied import Hearing, joined_by_denials
from monitor.alert.event_groups import told_together
from monitor.alert.model import Report
from monitor.alert.plan import Decision, News, Outcome, plan
from monitor.alert.retraction import TakenBack, killed_by, no_longer_said, withdrawals
from monitor.cluster.batch import ClusterBatch
from monitor.ingest.claim_context import BatchLedger
from monitor.ingest.context import Context, Terms
from monitor.ingest.correlations import Sifted
from monitor.ingest.drafts import FileDraft
from monitor.ingest.identity import IdentityKind
from monitor.ingest.records import deliveries, match_id, match_row
from monitor.ingest.stories import killed
from monitor.rule.model import Rule
from monitor.store.records import Intake


@dataclass(frozen=True, slots=True)
class AlertDecisions:
    """Decides on the alerts of one batch, file by file in its order, so that each sees those before it."""

    context: Context
    terms: Terms
    ledger: BatchLedger
    clusters: ClusterBatch
    now: datetime

    def of(self, draft: FileDraft) -> Intake:
        """Return what is kept of a file, with all that follows from its news."""
        if draft.sighted is None:
            return draft.intake
        news = self.ledger.seen_by(draft.sighted)
        killing = self._killed(draft)
        if killing:
            killing = told_together(killing, news.heard)
            self.ledger.note(killing)
            return _with_dispatches(draft.intake, killing, news, self.now)
        withdrawn = self._withdrawn(draft)
        self.ledger.note(withdrawn)
        counted = _counted(draft.sifted)
        news = self.ledger.seen_by(draft.sighted)
        planned = plan(news, self.terms.desk, self.context.silences, self.now) if news.matches else ()
        joined = self._denied(news, planned)
        together = told_together((*withdrawn, *planned, *joined), news.heard)
        first, last = len(withdrawn), len(withdrawn) + len(planned)
        self.ledger.note(together[first:])
        intake = _with_dispatches(draft.intake, together, news, self.now)
        if not (news.matches or counted):
            return intake
        intake = self._with_alerts(intake, (*together[first:last], *counted), news, draft)
        reports = ((one.alert.id, news.report) for one in joined if one.alert)
        return replace(intake, reports=(*intake.reports, *reports))

    def _with_alerts(
        self, intake: Intake, decisions: Sequence[Decision], news: News, draft: FileDraft
    ) -> Intake:
        fresh = intake.became != IdentityKind.REPEAT
        return replace(
            intake,
            matches=tuple(
                match_row(decision, news, self.now)
                for decision in decisions
                if fresh or decision.outcome is Outcome.OPENED
            ),
            alerts=tuple(one.alert for one in decisions if one.alert and one.outcome is Outcome.OPENED),
            reports=(
                *((one.alert.id, news.report) for one in decisions if one.alert),
                *_brought(decisions, draft.sifted),
            ),
        )

    def _denied(self, news: News, made: Sequence[Decision]) -> tuple[Decision, ...]:
        """Return what is sent because the article denies claims that other rules' alerts told of."""
        self.ledger.note_told(one.told for one in made if one.told)
        news = replace(news, ledger=replace(news.ledger, told=self.ledger.told))
        hearing = Hearing(
            rules=self._rules(), desk=self.terms.desk, silences=self.context.silences, now=self.now
        )
        return tuple(joined_by_denials(news, made, hearing))

    def _killed(self, draft: FileDraft) -> tuple[Decision, ...]:
        """Return what is sent because an agency kills its copy; its notice is no news of its own then."""
        notice, sketch, sighted, article = draft.notice, draft.sketch, draft.sighted, draft.article
        if not draft.is_kill or not notice or not sketch or not sighted or not article:
            return ()
        answer = killed(self.context.stories, self.clusters, notice, sketch)
        if answer is None:
            return ()
        kept = self.context.kept
        members = {one.sketch.article_id for one in kept.story_members(answer.story)}
        before = kept.told({}, (), kept.reporting({answer.article_id, *members}))
        told = [one for one in before.told if not (one.stands and one.stands.withdrawn)]
        news = replace(self.ledger.seen_by(sighted), heard=before.heard)
        return self._taken_back(killed_by(news, article, told, article.title or notice.words))

    def _withdrawn(self, draft: FileDraft) -> tuple[Decision, ...]:
        """Return what is sent because a version no longer says what was sent of it."""
        sighted, article = draft.sighted, draft.article
        gone = self.ledger.withdrawn_by(sighted) if sighted else ()
        if not gone or sighted is None or article is None:
            return ()
        return self._taken_back(no_longer_said(self.ledger.seen_by(sighted), article, gone))

    def _taken_back(self, back: TakenBack) -> tuple[Decision, ...]:
        return tuple(withdrawals(back, self._rules(), self.terms.desk, self.now))

    def _rules(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.terms.rules}


def _with_dispatches(intake: Intake, decisions: Sequence[Decision], news: News, now: datetime) -> Intake:
    """Return *intake* with what *decisions* send, and what is to be kept of it."""
    others = {one.alert.id: one for one in reversed(decisions) if one.alert and one.dispatches}
    made = [new for one in decisions for new in deliveries(one, match_id(one, news), now, others)]
    told = [decision.told for decision in decisions if decision.told]
    steps = [(one.alert.id, one.step) for one in decisions if one.alert and one.step]
    raised = [(one.alert.id, one.alert.severity) for one in decisions if one.alert and one.raised]
    return replace(
        intake,
        deliveries=(*intake.deliveries, *made),
        told=(*intake.told, *told),
        steps=(*intake.steps, *steps),
        raised=(*intake.raised, *raised),
    )


def _counted(sifted: Sifted | None) -> tuple[Decision, ...]:
    """Return what becomes of matches that only count."""
    return tuple(
        Decision(match=one.match, outcome=Outcome.COUNTED, reason=one.reason, alert=None)
        for one in (sifted.counted if sifted else ())
    )


def _brought(decisions: Sequence[Decision], sifted: Sifted | None) -> Iterator[tuple[str, Report]]:
    """Yield the reports that a match brings into its alert: those that only counted before."""
    for one in decisions:
        if one.alert and one.match.gathered and sifted:
            for report in sifted.reports.get(one.match.gathered.group, ()):
                yield one.alert.id, report
