"""Event time: the instant at which an article counts, publication or receipt.

An article dated in the future counts from when it came in, and so does one that states only its day, if it
came in on that day: else all of a day's such articles would stand at one midnight.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.article.model import Article
from monitor.article.published import day_of

LATENESS = timedelta(days=1)
"""How much older than a window an article may be, beside the newest, and still make one complete."""

_DAY = timedelta(days=1)


def moment_of(article: Article, published: datetime | None, received: datetime) -> datetime:
    """Return when *article* counts; all aware UTC, and never later than *received*."""
    if published is None or published > received:
        return received
    timed = any(one.has_time and one.value == published for one in article.dates)
    day_only = day_of(published) is not None and not timed
    return received if day_only and received - published < _DAY else published


def heard_at(moment: datetime, received: datetime, silence: timedelta) -> datetime:
    """Return when an article of that *moment* is a sign of life: when it came in, unless it is an old one."""
    return received if received - moment <= silence + LATENESS else moment
