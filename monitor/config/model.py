"""What `config.toml` holds once it is read: frozen, checked, paths absolute, secrets filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from monitor.alert.route import RouteConfig
from monitor.notify.config import ChannelConfig
from monitor.source.config import FolderConfig


class MonitorSettings(BaseModel):
    """The `[monitor]` table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: tuple[Path, ...] = Field(default=(Path("rules"),), description="files or folders of YAML rules")
    store: str = Field(default="sqlite:///var/monitor.db", description="where the state is kept")
    timezone: str = Field(default="UTC", description="for schedules, and for dates without a zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The `[monitor]` table with its time zone."""

    monitor: MonitorSettings
    timezone: ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """One whole configuration."""

    path: Path
    settings: MonitorSettings
    sources: tuple[FolderConfig, ...]
    channels: Mapping[str, ChannelConfig]
    routes: tuple[RouteConfig, ...]
    timezone: ZoneInfo
