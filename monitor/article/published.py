"""The publication date as shown and compared when only the day is known.

A day without a time is a day in the source's own zone. Once it leaves the article (`Article.dated`) it is
midnight UTC of that day whatever zone the desk is in, so that it stays that day wherever it is kept, shown or
read back. (An article that says it came out at midnight UTC to the second is taken to state its day: that is
how feeds write one.)
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

_TO_ITS_END = timedelta(days=1) - timedelta(microseconds=1)
_MIDNIGHT = time()


def as_day(day: date) -> datetime:
    """Return what stands for *day* without a time of day."""
    return datetime.combine(day, _MIDNIGHT, UTC)


def day_of(published: datetime) -> date | None:
    """Return the day, where no more than that is known of *published*."""
    known = published.time() != _MIDNIGHT or published.utcoffset()
    return None if known else published.date()


def out_by(published: datetime, received: datetime | None = None) -> datetime:
    """Return when the article was out for certain: at its time, else when its day was over or it had come in.

    Nothing dated by the day alone is so put before what was published in the course of that day.
    """
    if day_of(published) is None:
        return published
    begin = published.replace(tzinfo=UTC)
    end = begin + _TO_ITS_END
    return max(begin, min(end, received)) if received else end
