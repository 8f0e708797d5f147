"""The record of failing channels: since when, and whether anybody was notified."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, select

from monitor.store.codec import from_row
from monitor.store.part import Part
from monitor.store.schema import channel_trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A channel that took no message since `since`; `told_at` is when another channel was notified."""

    channel: str
    since: datetime
    failures: int
    reason: str
    told_at: datetime | None = None


class Troubles(Part):
    """What the store knows of channels in trouble."""

    def troubles(self) -> dict[str, Trouble]:
        """Return the channels in trouble, by name."""
        with self._database.read() as connection:
            return {
                row.channel: from_row(Trouble, row) for row in connection.execute(select(channel_trouble))
            }

    def keep_trouble(self, trouble: Trouble) -> None:
        """Keep how it stands with a channel."""
        values = asdict(trouble)
        with self._database.write() as connection:
            connection.execute(self._database.upsert(channel_trouble, update=list(values)[1:]), [values])

    def end_trouble(self, channel: str) -> None:
        """Record that a channel takes messages again."""
        with self._database.write() as connection:
            connection.execute(delete(channel_trouble).where(channel_trouble.c.channel == channel))
