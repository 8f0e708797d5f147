"""Settings of a channel: `[channels.NAME]` in config.toml.

The URL holds secrets: it is never part of a repr, an error or a log line; use `reveal()` only to
hand it to the service.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, field_validator

from monitor.duration import parse_duration


def _length_of_time(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return parse_duration(value)
    except ValueError:
        raise ValueError(
            'not a length of time: write a number and a unit, like "90s", "24h" or "7d"'
        ) from None


Duration = Annotated[timedelta, BeforeValidator(_length_of_time)]


class ChannelConfig(BaseModel):
    """One channel: where it goes and how long we try.

    `timeout` is seconds for one attempt from first byte to last. An attempt whose fate is unknown is
    repeated (`on_ambiguous = "retry"`: told perhaps twice) or kept for a person ("hold").
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: SecretStr = SecretStr("console://")
    timeout: float = Field(default=20.0, gt=0, le=600)
    max_attempts: int | None = Field(default=None, ge=1)
    give_up_after: Duration = timedelta(hours=24)
    on_ambiguous: Literal["retry", "hold"] = "retry"
    timezone: str | None = None

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str | None) -> str | None:
        if name is not None:
            _zone(name)
        return name

    @field_validator("give_up_after")
    @classmethod
    def _some_time(cls, value: timedelta) -> timedelta:
        if value <= timedelta():
            raise ValueError("must be longer than nothing")
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The desk's time zone for times shown to people; UTC unless set."""
        return _zone(self.timezone or "UTC")

    def reveal(self) -> str:
        """Return the URL with its secrets."""
        return self.url.get_secret_value().strip()


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        raise ValueError(f'"{name}" is no time zone; names look like "Europe/London"') from None
