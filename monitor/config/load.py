"""`config.toml` → `Config`, or every fault at once; what each command needs of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from monitor.config.model import AlertsConfig, Config, MonitorSettings, RetentionConfig, Settings
from monitor.config.reading import ConfigReading
from monitor.config.sections import CONSOLE, Sections
from monitor.errors import ConfigError, Fault, Location
from monitor.evaluate.budget import Budget
from monitor.files import Unreadable, read_text
from monitor.located.error_codes import ConfigCode, explain
from monitor.notify.config import ChannelConfig

_MOST_BYTES = 1024 * 1024
_LONGEST_PATH = 400
_FOR_WATCHING_AND_SENDING = frozenset(
    {ConfigCode.PLACE_MISSING, ConfigCode.UNSET_SECRET, ConfigCode.CHANNEL_UNUSABLE}
)


def load_config(path: str | os.PathLike[str], environ: Mapping[str, str] | None = None) -> Config:
    """Read the configuration at *path*; relative paths in it start at its folder.

    Raises:
        ConfigError: with every fault found.
    """
    return Sections(_reading(path, environ)).config()


def load_for_run(path: str | os.PathLike[str], environ: Mapping[str, str] | None = None) -> Config:
    """Read the configuration to run with it: a folder that is not there for now is a doubt, no fault.

    Raises:
        ConfigError: with every fault found.
    """
    return Sections(_reading(path, environ), waits_for_folders=True).config()


def load_settings(path: str | os.PathLike[str], environ: Mapping[str, str] | None = None) -> Settings:
    """Read only what a command that watches and sends nothing needs: the `[monitor]` table.

    Faults elsewhere are passed over: somebody who looks at alerts needs neither the folders nor
    the secrets of the channels.

    Raises:
        ConfigError: with every fault of what is read.
    """
    return Sections(_reading(path, environ)).settings()


def load_budget(path: str | os.PathLike[str]) -> Budget:
    """Read only what one article may cost: the `[budget]` table.

    Raises:
        ConfigError: with every fault of it.
    """
    budget: Budget = Sections(_reading(path, None)).alone("budget")
    return budget


def load_retention(path: str | os.PathLike[str]) -> tuple[RetentionConfig, AlertsConfig]:
    """Read only how long things are kept and alerts live: the tables `[retention]` and `[alerts]`.

    Raises:
        ConfigError: with every fault of them.
    """
    sections = Sections(_reading(path, None))
    return sections.alone("retention"), sections.alone("alerts")


def load_desk(path: str | os.PathLike[str]) -> Config:
    """Read a configuration to look at what would be sent, and to whom, without watching or sending.

    Neither the folders nor the secrets of the channels need be there; channels without theirs are as good
    as any other.

    Raises:
        ConfigError: with every fault of what is read.
    """
    return Sections(_reading(path, None), forgiven=_FOR_WATCHING_AND_SENDING).config()


def without_file() -> Config:
    """Return the configuration of somebody who has none: the rules in ./rules, and the console."""
    return Config.model_construct(
        path=Path("config.toml"),
        settings=MonitorSettings(),
        sources=(),
        channels={CONSOLE: ChannelConfig()},
        timezone=ZoneInfo("UTC"),
        alerts=AlertsConfig(notices=(CONSOLE,)),
    )


def _reading(path: str | os.PathLike[str], environ: Mapping[str, str] | None) -> ConfigReading:
    return ConfigReading(Path(path), _text_of(path), os.environ if environ is None else environ)


explain(
    ConfigCode.CONFIG_UNREADABLE,
    "The configuration is not there, may not be read, or is no UTF-8 text. Commands look for config.toml "
    "in the folder they are started in, unless --config names another.",
)


def _text_of(path: str | os.PathLike[str]) -> str:
    try:
        return read_text(Path(path), _MOST_BYTES)
    except Unreadable as error:
        hint = "stand in the folder that holds config.toml, or name it with --config FILE"
        location = Location(_shortened(os.fspath(path)))
        if error.start is not None:
            hint = "save it anew as UTF-8; the sign that is none stands at this line and column"
            last = error.before.rpartition(b"\n")[2].decode("utf-8-sig", "replace")
            location = Location(str(path), error.before.count(b"\n") + 1, len(last) + 1)
        told = Fault(
            code=ConfigCode.CONFIG_UNREADABLE,
            location=location,
            message=f"cannot be read: {error}",
            hint=hint,
        )
        raise ConfigError([told]) from None


def _shortened(path: str) -> str:
    return path if len(path) <= _LONGEST_PATH else f"{path[:_LONGEST_PATH]}…"
