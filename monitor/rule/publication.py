"""The finder of `published:`: whether the article's date is within what a rule asks for."""

from __future__ import annotations

from datetime import UTC, datetime

from monitor.article.model import Article
from monitor.rule.condition import Published


def was_published(condition: Published, article: Article) -> bool:
    """Return whether the publication date is known and lies in the range."""
    published = _aware(article.dated)
    if published is None:
        return False
    if condition.within is not None:
        received = _aware(article.received_at)
        if received is None or published < received - condition.within:
            return False
    after, before = _aware(condition.after), _aware(condition.before)
    return (after is None or published >= after) and (before is None or published < before)


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
