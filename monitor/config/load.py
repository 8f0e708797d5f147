"""`config.toml` → `Config`, or every fault in it at once, each with its place and the way out."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.alert.digest_schedule import DigestConfig
from monitor.alert.route import RouteConfig
from monitor.config.doubts import doubts_of
from monitor.config.model import AlertsConfig, Config, HeartbeatConfig, MonitorSettings, Settings
from monitor.config.reading import ConfigReading, home_of_key, way_to_secret
from monitor.config.secrets import MissingSecret
from monitor.config.shown import sayable
from monitor.config.toml_positions import Path as Place
from monitor.errors import ConfigError, Fault, Location, did_you_mean
from monitor.evaluate.budget import Budget
from monitor.files import Unreadable, is_there, read_text
from monitor.notify.config import ChannelConfig
from monitor.secret import Secret
from monitor.source.config import FolderConfig
from monitor.source.root import look_at_root

_SECTIONS = ("monitor", "sources", "channels", "routes", "digests", "alerts", "heartbeat", "budget")
_CONSOLE = "console"
_TO_PLACE = "create it, or mend the path"
_TO_MOUNT = "write the path of a folder; what stands elsewhere is mounted, or fetched into one"
# No such folder, no such secret, a channel that cannot be used.
_FOR_WATCHING_AND_SENDING = frozenset({"C006", "C007", "C008"})
_MOST_BYTES = 1024 * 1024
_LONGEST_PATH = 400
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def load_config(path: str | os.PathLike[str], environ: Mapping[str, str] | None = None) -> Config:
    """Read the configuration at *path*; relative paths in it start at its folder.

    Raises:
        ConfigError: with every fault found.
    """
    return _Sections(_reading(path, environ)).config()


def load_for_run(path: str | os.PathLike[str], environ: Mapping[str, str] | None = None) -> Config:
    """Read the configuration to run with it: a folder that is not there for now is a doubt, no fault.

    Raises:
        ConfigError: with every fault found.
    """
    return _Sections(_reading(path, environ), waits_for_folders=True).config()


def load_settings(path: str | os.PathLike[str], environ: Mapping[str, str] | None = None) -> Settings:
    """Read only what a command that watches and sends nothing needs: the `[monitor]` table.

    Faults elsewhere are passed over: somebody who looks at alerts needs neither the folders nor
    the secrets of the channels.

    Raises:
        ConfigError: with every fault of what is read.
    """
    return _Sections(_reading(path, environ)).settings()


def load_budget(path: str | os.PathLike[str]) -> Budget:
    """Read only what one article may cost: the `[budget]` table.

    Raises:
        ConfigError: with every fault of it.
    """
    return _Sections(_reading(path, None)).budget()


def load_desk(path: str | os.PathLike[str]) -> Config:
    """Read a configuration to look at what would be told, and to whom, without watching or sending.

    Neither the folders nor the secrets of the channels need be there; channels without theirs are as good
    as any other.

    Raises:
        ConfigError: with every fault of what is read.
    """
    return _Sections(_reading(path, None), forgiven=_FOR_WATCHING_AND_SENDING).config()


def without_file() -> Config:
    """Return the configuration of somebody who has none: the rules in ./rules, and the console."""
    return Config(
        path=Path("config.toml"),
        settings=MonitorSettings(),
        sources=(),
        channels={_CONSOLE: ChannelConfig.model_validate({"url": "console://"})},
        routes=(),
        timezone=ZoneInfo("UTC"),
        alerts=AlertsConfig(notices=(_CONSOLE,)),
    )


def _reading(path: str | os.PathLike[str], environ: Mapping[str, str] | None) -> ConfigReading:
    return ConfigReading(Path(path), _text_of(path), os.environ if environ is None else environ)


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
        told = Fault(code="C001", location=location, message=f"cannot be read: {error}", hint=hint)
        raise ConfigError([told]) from None


def _shortened(path: str) -> str:
    return path if len(path) <= _LONGEST_PATH else f"{path[:_LONGEST_PATH]}…"


class _Sections:
    """The sections of one file, each read into its model; names that point at another are looked up."""

    def __init__(
        self,
        reading: ConfigReading,
        forgiven: frozenset[str] = frozenset(),
        *,
        waits_for_folders: bool = False,
    ) -> None:
        self._reading = reading
        self._forgiven = forgiven
        self._waits_for_folders = waits_for_folders
        self._absent: list[Fault] = []
        self._tell = reading.tell

    def config(self) -> Config:
        reading, document = self._reading, self._reading.document()
        for name in document.keys() - set(_SECTIONS):
            hint = home_of_key(name) or did_you_mean(name, _SECTIONS)
            self._tell("C003", (name,), f'unknown section "{sayable(name)}"', hint)
        settings = self._settings(reading.table(document, "monitor"))
        sources = self._sources(reading.tables(document, "sources"))
        tables = reading.table(document, "channels")
        names = tuple(tables) or (_CONSOLE,)
        channels = self._channels(tables)
        planned = reading.table(document, "digests")
        digests = self._digests(planned, names)
        routes = self._routes(reading.tables(document, "routes"), names, tuple(planned))
        alerts = self._alerts(reading.table(document, "alerts"), names)
        heartbeat = self._heartbeat(document)
        budget = self._budget(document)
        zone = self._zone(settings.timezone)
        reading.faults = [one for one in reading.faults if one.code not in self._forgiven]
        reading.raise_faults()
        config = Config(
            path=reading.file,
            settings=settings,
            sources=sources,
            channels={name: channel.in_zone(settings.timezone) for name, channel in channels.items()},
            routes=routes,
            timezone=zone,
            alerts=alerts,
            digests={name: _completed(name, one, settings.timezone) for name, one in digests.items()},
            heartbeat=heartbeat,
            budget=budget,
        )
        doubts = sorted((*self._absent, *doubts_of(config, reading)), key=lambda one: one.location)
        return replace(config, doubts=tuple(doubts))

    def settings(self) -> Settings:
        settings = self._settings(self._reading.table(self._reading.document(), "monitor"))
        zone = self._zone(settings.timezone)
        self._reading.raise_faults()
        return Settings(monitor=settings, timezone=zone)

    def budget(self) -> Budget:
        budget = self._budget(self._reading.document())
        self._reading.raise_faults()
        return budget

    def _budget(self, document: dict[str, Any]) -> Budget:
        table = self._reading.table(document, "budget")
        return self._reading.validated(Budget, table, ("budget",)) or Budget()

    def _settings(self, table: dict[str, Any]) -> MonitorSettings:
        settings = self._reading.validated(MonitorSettings, table, ("monitor",)) or MonitorSettings()
        rules = []
        for given in settings.rules:
            path = self._reading.folder / given
            rules.append(path)
            if not is_there(path):
                message = f"no such file or folder: {sayable(path)}"
                self._tell("C006", ("monitor", "rules", str(given)), message, _TO_PLACE)
        return settings.model_copy(
            update={"rules": tuple(rules), "store": Secret(self._store(settings.store.reveal()))}
        )

    def _store(self, url: str) -> str:
        scheme, separator, rest = url.partition("://")
        if scheme.startswith("postgresql") and separator:
            try:
                return self._reading.fill_in(url)
            except MissingSecret as error:
                self._tell("C007", ("monitor", "store"), str(error), way_to_secret(str(error)))
                return url
        if scheme != "sqlite" or not rest.startswith("/") or not rest.strip("/"):
            hint = 'for example "sqlite:///var/monitor.db" or "postgresql://host/name"'
            self._tell("C010", ("monitor", "store"), "not a store this program knows", hint)
            return url
        return f"sqlite:///{self._reading.folder / rest[1:]}"

    def _sources(self, tables: Sequence[dict[str, Any]]) -> tuple[FolderConfig, ...]:
        if not tables and not self._reading.faults and not self._forgiven:
            hint = 'add [[sources]] with type = "folder" and path = "…"'
            self._tell("C005", (), "no source is configured: there is nothing to watch", hint)
        found = []
        for number, table in enumerate(tables):
            where: Place = ("sources", number)
            source = self._reading.validated(FolderConfig, table, where)
            if source is None:
                continue
            if _ADDRESS.match(str(table["path"])):
                # Never looked for, and so never shown: an address may hold a password.
                self._tell("C006", (*where, "path"), "a folder is needed, and this is an address", _TO_MOUNT)
                continue
            folder = self._reading.folder / source.path
            self._must_be_there(folder, (*where, "path"))
            with suppress(ValueError):  # a name that no folder can have is told already
                found.append(source.model_copy(update={"path": folder.resolve()}))
        return tuple(found)

    def _must_be_there(self, folder: Path, where: Place) -> None:
        """Tell of a folder that cannot be watched as things stand."""
        reason = look_at_root(str(folder)).reason
        if not reason:
            return
        shown = sayable(folder)
        message = f"{shown}: {reason}" if is_there(folder) else f"no such folder: {shown}"
        if self._waits_for_folders:
            hint = f"{_TO_PLACE}; it is watched as soon as it can be"
            self._absent.append(self._reading.doubt("C006", where, message, hint))
        else:
            self._tell("C006", where, message, _TO_PLACE)

    def _channels(self, tables: dict[str, Any]) -> dict[str, ChannelConfig]:
        if not tables:
            return {_CONSOLE: ChannelConfig.model_validate({"url": "console://"})}
        found = {}
        for name, entry in self._named(tables, "channel", 'url = "…"').items():
            channel = self._channel(entry, ("channels", name))
            if channel is not None:
                found[name] = channel
        for name, channel in found.items():
            self._known_stand_in(name, channel, tuple(tables))
        return found

    def _named(self, tables: Mapping[str, Any], what: str, such_as: str) -> dict[str, dict[str, Any]]:
        """Return the tables inside a section that are tables and have a good name."""
        found = {}
        for name, entry in tables.items():
            where: Place = (f"{what}s", name)
            if not isinstance(entry, dict):
                hint = f"write [{what}s.{sayable(name)}] and {such_as}"
                self._tell("C004", where, f"{what} {sayable(name)} must be a table", hint)
            else:
                if not _NAME.fullmatch(name):
                    message = f'"{sayable(name)}" is no name for a {what}'
                    self._tell("C004", where, message, "use letters, digits, - and _")
                found[name] = entry
        return found

    def _channel(self, entry: Mapping[str, Any], where: Place) -> ChannelConfig | None:
        from monitor.notify.channel import check

        filled, missing = self._reading.filled(entry, where)
        channel = self._reading.validated(ChannelConfig, filled | dict.fromkeys(missing, "console://"), where)
        if channel is None or missing:
            return channel
        channel = self._with_template(channel, where)
        refused = check(channel.reveal())
        if refused:
            hint = "docs/channels.md shows the address of each kind of channel"
            self._tell("C008", (*where, "url"), f"this channel cannot be used: {refused}", hint)
        return channel

    def _with_template(self, channel: ChannelConfig, where: Place) -> ChannelConfig:
        """Return *channel* with the user's template read and tried."""
        if channel.template is None:
            return channel
        from monitor.notify.template_check import check_template

        def place(key: str) -> tuple[Location, str, int]:
            return self._reading.find((*where, "template", key))

        template, faults = check_template(channel.template, self._reading.folder, place, sayable)
        self._reading.faults += map(self._reading.again, faults)
        return channel.model_copy(update={"template": template})

    def _known_stand_in(self, name: str, channel: ChannelConfig, names: Sequence[str]) -> None:
        where: Place = ("channels", name, "tell")
        if channel.tell == name:
            self._tell("C009", where, f"{name} cannot tell of its own failure", "name another channel")
        elif channel.tell is not None:
            self._reading.known(channel.tell, names, where, "channel")

    def _digests(self, tables: dict[str, Any], channels: Sequence[str]) -> dict[str, DigestConfig]:
        found = {}
        for name, entry in self._named(tables, "digest", 'cron = "…"').items():
            where: Place = ("digests", name)
            digest = self._reading.validated(DigestConfig, entry, where)
            if digest is None:
                continue
            found[name] = digest
            for channel in digest.channels:
                self._reading.known(channel, channels, (*where, "channels"), "channel")
        return found

    def _routes(
        self, tables: Sequence[dict[str, Any]], channels: Sequence[str], digests: Sequence[str]
    ) -> tuple[RouteConfig, ...]:
        found = []
        for number, table in enumerate(tables):
            where: Place = ("routes", number)
            route = self._reading.validated(RouteConfig, table, where)
            if route is None:
                continue
            found.append(route)
            for name in route.channels:
                self._reading.known(name, channels, (*where, "channels"), "channel")
            for name in route.digests:
                self._reading.known(name, digests, (*where, "digests"), "digest")
        return tuple(found)

    def _alerts(self, table: dict[str, Any], channels: Sequence[str]) -> AlertsConfig:
        alerts = self._reading.validated(AlertsConfig, table, ("alerts",)) or AlertsConfig()
        for key in ("notices", "rule_errors"):
            for name in getattr(alerts, key):
                self._reading.known(name, channels, ("alerts", key), "channel")
        if "notices" in table:
            return alerts
        return alerts.model_copy(update={"notices": tuple(channels)})

    def _heartbeat(self, document: Mapping[str, Any]) -> HeartbeatConfig | None:
        if "heartbeat" not in document:
            return None
        table = self._reading.table(document, "heartbeat")
        filled, missing = self._reading.filled(table, ("heartbeat",))
        instead = dict.fromkeys(missing, "https://example.org/")
        return self._reading.validated(HeartbeatConfig, filled | instead, ("heartbeat",))

    def _zone(self, name: str) -> ZoneInfo:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            hint = 'use a name such as "Europe/London" or "UTC"'
            self._tell("C011", ("monitor", "timezone"), f'no time zone is named "{sayable(name)}"', hint)
            return ZoneInfo("UTC")


def _completed(name: str, digest: DigestConfig, zone: str) -> DigestConfig:
    words = re.sub(r"[-_.]+", " ", name).strip()
    title = digest.title or f"{words[:1].upper()}{words[1:]} digest"
    return digest.model_copy(update={"timezone": digest.timezone or zone, "title": title})
