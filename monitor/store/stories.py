"""Story clusters in the store: write, read, and the retention of old ones.

Every article is kept, so that a later one can find what it repeats or answers; a story is written
only once one was asked for. What has grown older than any article is compared with is forgotten
(`retention`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    or_,
    select,
    update,
)

from monitor.article.identity import stable_id
from monitor.cluster.batch import Ask, NearStories, NewMember, StoryChanges
from monitor.cluster.denial_links import LOOKS_BACK
from monitor.cluster.model import Member, Sketch
from monitor.cluster.terms import kept_terms
from monitor.store.codec import from_row
from monitor.store.database import Database
from monitor.store.part import Part, rows_with
from monitor.store.schema import article, story_member, story_term
from monitor.store.story_search import day_number, search

KEPT_FOR = timedelta(days=14)
"""How long after its publication an article can be found; twice as long as a denial looks back."""
UNPLACED_KEPT_FOR = LOOKS_BACK + timedelta(days=1)
"""The same of an article that no alert asked the story of: a denial can still answer it, some hours late."""

_TERM_COLUMNS = ("term", "day", "article_id")
_MEMBERS: Select[Any] = select(story_member, article.c.publisher).join(
    article, article.c.id == story_member.c.article_id
)
_PLACE = (
    update(story_member)
    .where(story_member.c.article_id == bindparam("founder"), story_member.c.story.is_(None))
    .values(story=bindparam("founded"))
)
_FORGET_TERM = delete(story_term).where(
    story_term.c.term == bindparam("the_term"),
    story_term.c.day == bindparam("the_day"),
    story_term.c.article_id == bindparam("the_article"),
)


class Stories(Part):
    """Questions about stories."""

    def stories_near(self, asks: Collection[Ask], ids: Collection[str]) -> NearStories:
        """Return all that is needed to place *asks*, and where the articles *ids* stand, in one go."""
        wanted = [one for one in asks if one.terms]
        if not (wanted or ids):
            return NearStories()
        with self._database.read() as connection:
            found = search(connection, wanted, ids)
        return NearStories(
            near={ask: tuple(some) for ask, some in zip(wanted, found.near, strict=True)},
            members={name: _member(row) for name, row in found.members.items()},
        )

    def story_members(self, story: str) -> list[Member]:
        """Return the members that were placed in a story, first published first."""
        query = _MEMBERS.where(story_member.c.story == story)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(story_member.c.at, story_member.c.article_id))
            return [_member(row) for row in rows]


def is_forgettable(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a member has grown older than any article is compared with."""
    unplaced = and_(story_member.c.story.is_(None), story_member.c.at < now - UNPLACED_KEPT_FOR)
    return and_(
        # The earlier of the two, for the index: no OR can be read from it.
        story_member.c.at < now - UNPLACED_KEPT_FOR,
        or_(story_member.c.at < now - KEPT_FOR, unplaced),
    )


def forget_members(connection: Connection, ids: Collection[str]) -> None:
    """Forget articles as members of stories, with the terms that they are found by."""
    mine = story_member.c.article_id.in_(sorted(ids))
    _forget_terms(connection, connection.execute(select(story_member).where(mine)).all())
    connection.execute(delete(story_member).where(mine))


class StoryWriter:
    """Writes stories inside the caller's transaction, after the articles themselves."""

    def __init__(self, database: Database) -> None:
        self._new_member = database.upsert(story_member)
        self._member = database.upsert(
            story_member, update=["at", "story", "anchor", "reason", "title", "text"]
        )
        self._term = database.upsert(story_term)
        self._compiled: Any = None

    def keep(self, connection: Connection, changes: StoryChanges) -> None:
        """Write what became of a batch. A new version's terms take the place of the old one's.

        Writing the same again changes nothing.
        """
        new = [one for one in changes.kept if one.member.sketch.article_id not in changes.again]
        again = {
            one.member.sketch.article_id: one
            for one in changes.kept
            if one.member.sketch.article_id in changes.again
        }
        _write(connection, self._new_member, [_row(one.member) for one in new])
        if again:
            rows = rows_with(connection, select(story_member), story_member.c.article_id, again)
            known = {row.article_id: row for row in rows}
            _forget_terms(connection, known.values())
            members = [_row(_as_before(one.member, known.get(name))) for name, one in again.items()]
            _write(connection, self._member, members)
        self._write_terms(connection, [row for one in changes.kept for row in _term_rows(one)])
        founders = [{"founder": one.sketch.article_id, "founded": one.story} for one in changes.founders]
        _write(connection, _PLACE, founders)

    def _write_terms(self, connection: Connection, rows: Sequence[tuple[int, int, str]]) -> None:
        # Ten rows for every article: past SQLAlchemy's row by row work, which takes as long as the rest.
        compiled = self._compiled_for(connection.dialect)
        if not rows:
            return
        if compiled.positional:
            connection.exec_driver_sql(compiled.string, list(rows))
        else:
            named = [dict(zip(_TERM_COLUMNS, row, strict=True)) for row in rows]
            connection.exec_driver_sql(compiled.string, named)

    def _compiled_for(self, dialect: Dialect) -> Any:
        if self._compiled is None:
            self._compiled = self._term.compile(dialect=dialect, column_keys=list(_TERM_COLUMNS))
        return self._compiled


def _write(connection: Connection, statement: Any, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(statement, rows)


def _as_before(member: Member, known: Row[Any] | None) -> Member:
    """Return *member* in the story that its article stands in already, if it stands in one."""
    if known is None or known.story is None:
        return member
    return replace(member, story=known.story, anchor=known.anchor, reason=known.reason, placed=True)


def _forget_terms(connection: Connection, rows: Iterable[Row[Any]]) -> None:
    # What was kept follows from the text that was kept: there need be no way from an article to its terms.
    gone = [
        {"the_term": term, "the_day": day_number(row.at), "the_article": row.article_id}
        for row in rows
        for term in kept_terms(_sketch(row, None))
    ]
    if gone:
        connection.execute(_FORGET_TERM, gone)


def _row(member: Member) -> dict[str, Any]:
    sketch = member.sketch
    return {
        "article_id": sketch.article_id,
        "at": sketch.at,
        "story": member.story if member.placed else None,
        "anchor": member.anchor,
        "reason": member.reason,
        "title": sketch.title,
        "text": sketch.text,
    }


def _term_rows(kept: NewMember) -> list[tuple[int, int, str]]:
    sketch = kept.member.sketch
    day = day_number(sketch.at)
    return [(term, day, sketch.article_id) for term in kept.terms]


def _member(row: Row[Any]) -> Member:
    return Member(
        sketch=_sketch(row, row.publisher),
        story=row.story or stable_id("story", row.article_id),
        anchor=row.anchor,
        placed=row.story is not None,
        reason=row.reason,
    )


def _sketch(row: Row[Any], publisher: str | None) -> Sketch:
    return from_row(Sketch, row, publisher=publisher)
