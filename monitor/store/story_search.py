"""The query by which a whole batch finds candidate stories by index terms; one statement.

What is asked goes in as JSON, for a batch asks by thousands of terms, and a statement with as many
parameters takes longer to build than to run. Reading JSON is what the two databases spell differently.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Connection, Row, TextualSelect, text

from monitor.cluster.batch import MOST_CANDIDATES, Ask
from monitor.store.columns import ForeignText, Instant

_ASKED = {
    "sqlite": """
        SELECT ask.key AS number, json_extract(ask.value, '$[0]') AS first,
            json_extract(ask.value, '$[1]') AS last, json_extract(ask.value, '$[2]') AS least,
            word.value AS term
        FROM json_each(:asks) AS ask, json_each(ask.value, '$[3]') AS word""",
    "postgresql": """
        SELECT ask.number AS number, CAST(ask.value ->> 0 AS INTEGER) AS first,
            CAST(ask.value ->> 1 AS INTEGER) AS last, CAST(ask.value ->> 2 AS INTEGER) AS least,
            CAST(word.value AS BIGINT) AS term
        FROM (
            SELECT value, ordinality - 1 AS number
            FROM json_array_elements(CAST(:asks AS JSON)) WITH ORDINALITY AS each(value, ordinality)
        ) AS ask, json_array_elements_text(ask.value -> 3) AS word(value)""",
}
_NAMED = {
    "sqlite": "SELECT value AS article_id FROM json_each(:ids)",
    "postgresql": """
            SELECT value AS article_id FROM json_array_elements_text(CAST(:ids AS JSON)) AS each(value)""",
}
# The join is to go from the few terms that are asked for to their rows, never the other way.
_SEARCH = """
    WITH asked AS ({asked}
    ), counted AS (
        SELECT asked.number AS number, story_term.article_id AS article_id,
            row_number() OVER (
                PARTITION BY asked.number ORDER BY count(*) DESC, story_term.article_id
            ) AS place
        FROM asked CROSS JOIN story_term
        WHERE story_term.term = asked.term AND story_term.day BETWEEN asked.first AND asked.last
        GROUP BY asked.number, story_term.article_id, asked.least
        HAVING count(*) >= asked.least
    ), near AS (
        SELECT number, article_id, place FROM counted WHERE place <= :most
    ), wanted AS (
        SELECT article_id FROM near UNION {named}
    ), found AS (
        SELECT article_id FROM wanted
        UNION
        SELECT article_id FROM story_member
        WHERE anchor AND story IN (
            SELECT story FROM story_member
            WHERE story IS NOT NULL AND article_id IN (SELECT article_id FROM wanted)
        )
    )
    SELECT number, place, article_id, NULL AS at, NULL AS story, NULL AS anchor, NULL AS reason,
        NULL AS title, NULL AS text, NULL AS publisher
    FROM near
    UNION ALL
    SELECT NULL, NULL, story_member.article_id, story_member.at, story_member.story, story_member.anchor,
        story_member.reason, story_member.title, story_member.text, article.publisher
    FROM found
    JOIN story_member ON story_member.article_id = found.article_id
    JOIN article ON article.id = found.article_id"""


def search(connection: Connection, asks: Sequence[Ask], ids: Iterable[str]) -> FoundMembers:
    """Return what shares terms with each of *asks*, the anchors of the stories of these and of *ids*."""
    asked = [[day_number(one.since), day_number(one.until), one.least, one.terms] for one in asks]
    given = {"asks": json.dumps(asked), "ids": json.dumps(sorted(set(ids))), "most": MOST_CANDIDATES}
    near: list[list[tuple[int, str]]] = [[] for _ in asks]
    members: dict[str, Row[Any]] = {}
    for row in connection.execute(_SEARCHES[connection.dialect.name], given):
        if row.number is None:
            members[row.article_id] = row
        else:
            near[row.number].append((row.place, row.article_id))
    return FoundMembers([[name for _, name in sorted(one)] for one in near], members)


@dataclass(frozen=True, slots=True)
class FoundMembers:
    """What was found: for each ask the articles that share terms, most of them first; and the rows of all."""

    near: Sequence[Sequence[str]]
    members: Mapping[str, Row[Any]]


def day_number(at: datetime) -> int:
    """Return the day under which an article's terms are kept."""
    return at.toordinal()


def _search_of(dialect: str) -> TextualSelect:
    statement = text(_SEARCH.format(asked=_ASKED[dialect], named=_NAMED[dialect]))
    return statement.columns(at=Instant, anchor=Boolean, title=ForeignText, text=ForeignText)


_SEARCHES = {dialect: _search_of(dialect) for dialect in _ASKED}
