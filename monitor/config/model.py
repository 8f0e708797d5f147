"""What `config.toml` holds once it is read: frozen, checked, paths absolute, secrets filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator

from monitor.alert.digest_schedule import DigestConfig
from monitor.alert.route import RouteConfig
from monitor.errors import Fault
from monitor.evaluate.budget import Budget
from monitor.notify.config import ChannelConfig, Duration
from monitor.secret import Secret
from monitor.source.config import FolderConfig


class MonitorSettings(BaseModel):
    """The `[monitor]` table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: tuple[Path, ...] = Field(default=(Path("rules"),), description="files or folders of YAML rules")
    store: Secret = Field(default=Secret("sqlite:///var/monitor.db"), description="where the state is kept")
    timezone: str = Field(default="UTC", description="for schedules, and for dates without a zone")


class AlertsConfig(BaseModel):
    """The `[alerts]` table: how long alerts live, and who hears of the monitor's own troubles.

    `notices`: names of channels; every channel unless given, nobody when given empty.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    resolve_after: Duration = Field(
        default=timedelta(days=7), description="quiet time that resolves an alert"
    )
    join_for: Duration = Field(default=timedelta(days=3), description="how long a story takes reports in")
    notices: tuple[str, ...] = Field(default=(), description="channels told of the monitor's own troubles")
    rule_errors: tuple[str, ...] = Field(
        default=(), description="channels told when rules on disk cannot be used"
    )


class HeartbeatConfig(BaseModel):
    """The `[heartbeat]` table: an outside monitor that is to notice when this one is dead.

    The URL holds a secret: it is never part of a repr, an error or a log line.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Secret
    every: Duration = timedelta(seconds=60)

    @field_validator("url")
    @classmethod
    def _of_the_web(cls, value: Secret) -> Secret:
        try:
            parts = urlsplit(value.reveal().strip())
            usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:
            usable = False
        if not usable:
            raise ValueError("not an address of the web: write it like https://hc.example.org/ping/…")
        return value

    @field_validator("every")
    @classmethod
    def _not_too_often(cls, value: timedelta) -> timedelta:
        if value < timedelta(seconds=1):
            raise ValueError("must be a second or longer")
        return value

    def reveal(self) -> str:
        """Return the URL with its secret."""
        return self.url.reveal().strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The `[monitor]` table with its time zone."""

    monitor: MonitorSettings
    timezone: ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """One whole configuration. `doubts`: what can be used but is hardly meant so."""

    path: Path
    settings: MonitorSettings
    sources: tuple[FolderConfig, ...]
    channels: Mapping[str, ChannelConfig]
    routes: tuple[RouteConfig, ...]
    timezone: ZoneInfo
    alerts: AlertsConfig = field(default_factory=AlertsConfig)
    digests: Mapping[str, DigestConfig] = field(default_factory=dict)
    heartbeat: HeartbeatConfig | None = None
    budget: Budget = field(default_factory=Budget)
    doubts: tuple[Fault, ...] = ()
