"""The models of `config.toml`'s sections `[monitor]`, `[alerts]`, `[heartbeat]`, and `Config` as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, field_validator

from monitor.alert.digest_schedule import DigestConfig
from monitor.alert.route import RouteConfig
from monitor.errors import Fault
from monitor.evaluate.budget import Budget
from monitor.located.keys import Line, key, must
from monitor.notify.config import ChannelConfig, Duration
from monitor.secret import Secret
from monitor.source.config import FolderConfig


class MonitorSettings(BaseModel):
    """The `[monitor]` table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: tuple[Path, ...] = key(
        'Files or folders of rules; ["rules"] unless set.', ["rules"], default=(Path("rules"),)
    )
    store: Annotated[Secret, WithJsonSchema({"type": "string", "pattern": "^(sqlite:///|postgresql)"})] = key(
        "Where the state is kept; sqlite:///var/monitor.db unless set.",
        *("sqlite:///var/monitor.db", "postgresql://user:${DB_PASSWORD}@host/name"),
        default=Secret("sqlite:///var/monitor.db"),
    )
    timezone: Line = key(
        "For times told, schedules, and dates that name no zone; UTC unless set.",
        "Europe/London",
        default="UTC",
    )


class AlertsConfig(BaseModel):
    """The `[alerts]` table: how long alerts live, and who hears of the monitor's own troubles.

    `notices`: names of channels; every channel unless given, nobody when given empty.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    resolve_after: Duration = key(
        "An alert without news for so long is resolved; 7d unless set.", "7d", default=timedelta(days=7)
    )
    join_for: Duration = key(
        "How long a story takes further reports in; 3d unless set.", "3d", default=timedelta(days=3)
    )
    rule_errors: tuple[str, ...] = key(
        "Channels told when rules on disk cannot be used; nobody unless set.", ["desk"], default=()
    )
    notices: tuple[str, ...] = key(
        "Channels told of the monitor's own troubles; every one unless set.", ["desk"], default=()
    )


class HeartbeatConfig(BaseModel):
    """The `[heartbeat]` table: an outside monitor that is to notice when this one is dead.

    The URL holds a secret: it is never part of a repr, an error or a log line.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Annotated[Secret, WithJsonSchema({"type": "string", "pattern": r"^\s*(https?://|\$\{)"})] = must(
        "The address; it is never logged.", "https://hc.example.org/ping/${HEARTBEAT_ID}"
    )
    every: Duration = key("How often; 60s unless set.", "60s", default=timedelta(seconds=60))

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


class RetentionConfig(BaseModel):
    """The `[retention]` table: how long the store keeps what is over."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    articles: Duration = key(
        "What was read of an article, and what matched in it; 30d unless set.",
        "30d",
        default=timedelta(days=30),
    )
    alerts: Duration = key(
        "Resolved alerts to which nothing came since, claims nobody reported since; 400d unless set.",
        "400d",
        default=timedelta(days=400),
    )
    deliveries: Duration = key(
        "What was sent or given up, and silences that ended; 90d unless set.",
        "90d",
        default=timedelta(days=90),
    )

    @field_validator("articles", "alerts", "deliveries")
    @classmethod
    def _a_day_or_longer(cls, value: timedelta) -> timedelta:
        if value < timedelta(days=1):
            raise ValueError("must be a day or longer")
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The `[monitor]` table with its time zone."""

    monitor: MonitorSettings
    timezone: ZoneInfo


NAME = r"^[A-Za-z0-9][A-Za-z0-9_.-]*$"
_BY_NAME = {"propertyNames": {"pattern": NAME}, "minProperties": 1}
_DESK = {"url": "slack://${SLACK_TOKEN}/#desk"}
_MORNING = {"cron": "0 7 * * mon-fri", "channels": ["mail"]}
_Channel = Annotated[ChannelConfig, Field(description="One channel by name.", examples=[_DESK])]
_Digest = Annotated[DigestConfig, Field(description="One digest by name.", examples=[_MORNING])]


class ConfigFile(BaseModel):
    """The sections of `config.toml`. One that is a table of its own needs no more than its line here."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    settings: MonitorSettings = key(
        "Rules, store and time zone.", {"rules": ["rules"]}, alias="monitor", default=MonitorSettings()
    )
    sources: tuple[FolderConfig, ...] = must(
        "The folders that are watched.",
        [{"type": "folder", "path": "inbox"}],
        json_schema_extra={"minItems": 1},
    )
    channels: Mapping[str, _Channel] = key(
        "Where alerts go; a console unless set.", {"desk": _DESK}, default={}, json_schema_extra=_BY_NAME
    )
    routes: tuple[RouteConfig, ...] = key(
        "Who gets what: the first that fits decides, unless it says continue; all get all unless set.",
        [{"when": {"severity": ["high", "critical"]}, "channels": ["desk"]}],
        default=(),
    )
    digests: Mapping[str, _Digest] = key(
        "Messages about many alerts, on a schedule; routes name them.",
        {"morning": _MORNING},
        default={},
        json_schema_extra=_BY_NAME,
    )
    alerts: AlertsConfig = key("How long alerts live.", {"resolve_after": "7d"}, default=AlertsConfig())
    heartbeat: HeartbeatConfig | None = key(
        "An address that is asked for as long as all is well, so that silence raises an alarm elsewhere.",
        {"url": "https://hc.example.org/ping/${HEARTBEAT_ID}"},
    )
    retention: RetentionConfig = key(
        "How long the store keeps what is over.", {"articles": "30d"}, default=RetentionConfig()
    )
    budget: Budget = key("What one article may cost.", {"cpu": "2s"}, default=Budget())


class Config(ConfigFile):
    """One whole configuration, constructed of sections that are each validated where they are read.

    `doubts`: what can be used but is hardly meant so.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    path: Path
    timezone: ZoneInfo
    doubts: tuple[Fault, ...] = ()
