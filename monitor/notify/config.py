"""Settings of a channel: `[channels.NAME]` in config.toml.

The URL holds secrets: it is never part of a repr, an error or a log line; use `reveal()` only to
hand it to the service.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, field_validator

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_DURATION = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([smhdw])\s*")


def parse_duration(value: Any) -> Any:
    """Turn "90s", "15m", "24h", "7d" into a timedelta; leave anything else for pydantic to judge.

    Raises:
        ValueError: the text is no number with a unit.
    """
    if not isinstance(value, str):
        return value
    found = _DURATION.fullmatch(value)
    if not found:
        raise ValueError('not a duration: write a number and a unit, like "90s", "15m", "24h" or "7d"')
    return timedelta(seconds=float(found[1]) * _UNITS[found[2]])


Duration = Annotated[timedelta, BeforeValidator(parse_duration)]


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
