"""A world in the hand: files as they were read and evaluated, and what is kept that bears on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.alert.dispatch import ChannelHistory, Desk
from monitor.alert.grouping import NotifiedAlert, Stands
from monitor.alert.model import Alert, AlertState
from monitor.article.paths import display_path
from monitor.claims.update import turn_of
from monitor.cluster.assign import founded
from monitor.cluster.batch import NearStories
from monitor.cluster.terms import kept_terms
from monitor.evaluate.evaluate import evaluate
from monitor.evaluate.model import Document
from monitor.ingest.context import Context, Terms
from monitor.ingest.decide import decide
from monitor.ingest.read_file import ReadFile
from monitor.ingest.stories import asks_of
from monitor.rule.load import load_rules_text
from monitor.rule.model import Severity
from monitor.rule.ruleset import RuleSet
from monitor.source.model import Arrival, Signature
from monitor.store.records import FileRow, FileState, KnownArticle, KnownFiles, KnownVersion, ToldBefore

NOW = datetime(2024, 10, 9, 12, tzinfo=UTC)
EARLIER = NOW - timedelta(hours=2)
DESK = Desk(channels=("desk", "mail"))
HERE = Signature(1, 2, 3, 4, 5)


class EmptyLedger:
    """A ledger of claims in which nothing stands."""

    def __getattr__(self, question):
        if question == "between":
            return lambda *_, **__: ((), True)
        if question in {"openings", "voices", "sources", "articles"}:
            return lambda *_, **__: {}
        return lambda *_, **__: None if question in {"first_received", "any_near", "has_undated"} else ()


class InHand:
    """What is asked while deciding, answered by what it was given."""

    def __init__(self, told=(), heard=None, hits=()):
        self._told, self._heard, self._hits = tuple(told), heard or {}, list(hits)

    def turn(self, news):
        return turn_of(EmptyLedger(), news)

    def told(self, windows, claims, ids=()):
        wanted, ids = set(claims), set(ids)
        near = [
            one
            for one in self._told
            if one.claim in wanted
            or one.alert.id in ids
            or (one.key in windows and windows[one.key].holds(one.at, one.received))
        ]
        return ToldBefore(tuple(near), {one.alert.id: self._heard for one in near})

    def reporting(self, article_ids):
        return sorted(one.alert.id for one in self._told) if set(article_ids) else []

    def story_members(self, story):
        return []

    def hits_of(self, article_id):
        return []

    def window_hits(self, key, first, last):
        return [hit for hit in self._hits if first <= hit.at <= last]

    def newest_hit(self, key):
        return max((hit.at for hit in self._hits), default=None)

    def articles(self, ids):
        return {}


def rules_of(text):
    return RuleSet.of(load_rules_text(text))


def read(rules, text, path="/in/a.txt", signature=HERE):
    """Return a file as it comes to be decided on."""
    content = text.encode()
    evaluated = evaluate(rules, Document(content, path, NOW), UTC)
    return ReadFile(Arrival(path, "/in", signature), signature, content, evaluated=evaluated)


def decided(rules, batch, *, context=None, **kept):
    """Return what follows from *batch* in a world of which *kept* is kept."""
    context = context or Context(kept=InHand(**kept))
    asks = dict.fromkeys(ask for one in batch if one.evaluated for ask in asks_of(one.evaluated))
    near = NearStories(
        near={**dict.fromkeys(asks, ()), **context.stories.near}, members=context.stories.members
    )
    terms = Terms(rules=rules.rules, desk=DESK, beat=lambda: None)
    return decide(batch, replace(context, stories=near), terms, NOW)


def file_row(reading, article_id="ar-1", *, path=None, seen_at=EARLIER, state=FileState.TAKEN):
    path = display_path(path or reading.arrival.path)
    folder, _, name = path.rpartition("/")
    one = reading.signature
    return FileRow(
        path=path, root="/in", folder=folder, name=name, device=one.device, inode=one.inode, size=one.size,
        mtime_ns=one.mtime_ns, ctime_ns=one.ctime_ns, state=state, seen_at=seen_at, digest=reading.digest,
        article_id=article_id,
    )  # fmt: skip


def knowing(reading, *, path=None, stands=True, matched=(), **kept):
    """Return a context in which the content of *reading* is known from a file at *path*."""
    row = file_row(reading, path=path)
    sketch = reading.evaluated.fingerprint
    version = KnownVersion(article_id="ar-1", version=1, path=row.path)
    return Context(
        kept=InHand(**kept),
        files=KnownFiles(
            versions={reading.digest: version},
            files={row.path: row},
            copies=(row,),
            articles={"ar-1": KnownArticle(version=1, sketch=sketch)},
        ),
        standing=frozenset({(row.path, row.fingerprint)} if stands else ()),
        matched={"ar-1": matched},
    )


def told(key, *, rule="denial", claim=None, state=AlertState.OPEN, stands=None):
    alert = Alert(
        id=f"al-{rule}", rule=rule, severity=Severity.HIGH, tags=(), state=state, title="An earlier title",
        opened_at=EARLIER, updated_at=EARLIER, reports=(), claim=claim,
    )  # fmt: skip
    return NotifiedAlert(
        alert=alert,
        key=key,
        claim=claim,
        at=None,
        received=EARLIER,
        stands=stands or (Stands() if claim else None),
    )


def heard_by(*channels):
    return {channel: ChannelHistory(last=EARLIER) for channel in channels}


def in_story_of(earlier, reading, *, own="ar-0", **kept):
    """Return a context in which the article *earlier* stands in a story that *reading* shares terms with."""
    sketch = replace(earlier.evaluated.sketch, article_id=own, at=EARLIER)
    member = replace(founded(sketch), placed=True)
    assert kept_terms(sketch)
    near = dict.fromkeys(asks_of(reading.evaluated), (own,))
    return member.story, Context(kept=InHand(**kept), stories=NearStories(near=near, members={own: member}))
