"""Reads each section of `config.toml` into its model, and resolves names that refer to other sections."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.alert.digest_schedule import DigestConfig
from monitor.alert.route import RouteConfig
from monitor.config.doubts import doubts_of
from monitor.config.model import (
    NAME,
    AlertsConfig,
    Config,
    ConfigFile,
    HeartbeatConfig,
    MonitorSettings,
    Settings,
)
from monitor.config.reading import ConfigReading, home_of_key, keys_of, way_to_secret
from monitor.config.secrets import MissingSecret
from monitor.config.shown import sayable
from monitor.errors import Fault, Location, did_you_mean
from monitor.files import is_there
from monitor.located.error_codes import ConfigCode, explain
from monitor.located.toml_positions import Path as Place
from monitor.notify.config import ChannelConfig
from monitor.secret import Secret
from monitor.source.config import FolderConfig
from monitor.source.root import look_at_root

CONSOLE = "console"
# These name each other, or things in the folder; what else there is, is a table that stands for itself.
_READ_BY_NAME = frozenset({"monitor", "sources", "channels", "routes", "digests", "alerts", "heartbeat"})
_TO_PLACE = "create it, or mend the path"
_TO_MOUNT = "write the path of a folder; what stands elsewhere is mounted, or fetched into one"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


explain(
    ConfigCode.PLACE_MISSING,
    "A file or folder that is named is not there. Relative paths start at the folder of config.toml.",
)
explain(
    ConfigCode.CHANNEL_UNUSABLE,
    "The address of a channel cannot be used: no service knows such an address, or a part of it, such as "
    "the recipient or the token, is missing or malformed.",
)
explain(
    ConfigCode.STORE_UNKNOWN,
    "The state is kept in SQLite or PostgreSQL; the store is written as an address of one of these.",
)
explain(
    ConfigCode.TIMEZONE_UNKNOWN,
    "Time zones have the names of the IANA database: a continent and a city. Abbreviations such as CET or "
    "EST are not all known and mean different things in different places.",
)


class Sections:
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
        """Return the whole configuration.

        Raises:
            ConfigError: with every fault found.
        """
        reading, document = self._reading, self._reading.document()
        sections = keys_of(ConfigFile)
        for name in document.keys() - sections.keys():
            hint = home_of_key(name) or did_you_mean(name, sections)
            self._tell(ConfigCode.CONFIG_KEY_UNKNOWN, (name,), f'unknown section "{sayable(name)}"', hint)
        settings = self._settings(reading.table(document, "monitor"))
        sources = self._sources(reading.tables(document, "sources"))
        tables = reading.table(document, "channels")
        names = tuple(tables) or (CONSOLE,)
        channels = self._channels(tables)
        planned = reading.table(document, "digests")
        digests = self._digests(planned, names)
        routes = self._routes(reading.tables(document, "routes"), names, tuple(planned))
        alerts = self._alerts(reading.table(document, "alerts"), names)
        heartbeat = self._heartbeat(document)
        plain = {name: self._plain(document, name) for name in sections.keys() - _READ_BY_NAME}
        zone = self._zone(settings.timezone)
        reading.faults = [one for one in reading.faults if one.code not in self._forgiven]
        reading.raise_faults()
        config = Config.model_construct(
            path=reading.file,
            settings=settings,
            sources=sources,
            channels={name: channel.in_zone(settings.timezone) for name, channel in channels.items()},
            routes=routes,
            timezone=zone,
            alerts=alerts,
            digests={name: _completed(name, one, settings.timezone) for name, one in digests.items()},
            heartbeat=heartbeat,
            **plain,
        )
        doubts = sorted((*self._absent, *doubts_of(config, reading)), key=lambda one: one.location)
        return config.model_copy(update={"doubts": tuple(doubts)})

    def alone(self, name: str) -> Any:
        """Return one section that names nothing outside itself.

        Raises:
            ConfigError: with every fault in it.
        """
        section = self._plain(self._reading.document(), name)
        self._reading.raise_faults()
        return section

    def settings(self) -> Settings:
        """Return the `[monitor]` table alone.

        Raises:
            ConfigError: with every fault in it.
        """
        settings = self._settings(self._reading.table(self._reading.document(), "monitor"))
        zone = self._zone(settings.timezone)
        self._reading.raise_faults()
        return Settings(monitor=settings, timezone=zone)

    def _plain(self, document: Mapping[str, Any], name: str) -> Any:
        """Return a table that is all of its section; what holds without it, the model says."""
        spec = keys_of(ConfigFile)[name]
        model = next(one for one in (spec.annotation, *get_args(spec.annotation)) if one is not type(None))
        if name not in document:
            return spec.default
        return self._reading.validated(model, self._reading.table(document, name), (name,)) or spec.default

    def _settings(self, table: dict[str, Any]) -> MonitorSettings:
        settings = self._reading.validated(MonitorSettings, table, ("monitor",)) or MonitorSettings()
        rules = []
        for given in settings.rules:
            path = self._reading.folder / given
            rules.append(path)
            if not is_there(path):
                message = f"no such file or folder: {sayable(path)}"
                self._tell(ConfigCode.PLACE_MISSING, ("monitor", "rules", str(given)), message, _TO_PLACE)
        return settings.model_copy(
            update={"rules": tuple(rules), "store": Secret(self._store(settings.store.reveal()))}
        )

    def _store(self, url: str) -> str:
        scheme, separator, rest = url.partition("://")
        if scheme.startswith("postgresql") and separator:
            try:
                return self._reading.fill_in(url)
            except MissingSecret as error:
                self._tell(
                    ConfigCode.UNSET_SECRET, ("monitor", "store"), str(error), way_to_secret(str(error))
                )
                return url
        if scheme != "sqlite" or not rest.startswith("/") or not rest.strip("/"):
            hint = 'for example "sqlite:///var/monitor.db" or "postgresql://host/name"'
            self._tell(ConfigCode.STORE_UNKNOWN, ("monitor", "store"), "not a store this program knows", hint)
            return url
        return f"sqlite:///{self._reading.folder / rest[1:]}"

    def _sources(self, tables: Sequence[dict[str, Any]]) -> tuple[FolderConfig, ...]:
        if not tables and not self._reading.faults and not self._forgiven:
            hint = 'add [[sources]] with type = "folder" and path = "…"'
            self._tell(
                ConfigCode.CONFIG_MISSING, (), "no source is configured: there is nothing to watch", hint
            )
        found = []
        for number, table in enumerate(tables):
            where: Place = ("sources", number)
            source = self._reading.validated(FolderConfig, table, where)
            if source is None:
                continue
            if _ADDRESS.match(str(table["path"])):
                # Never looked for, and so never shown: an address may hold a password.
                self._tell(
                    ConfigCode.PLACE_MISSING,
                    (*where, "path"),
                    "a folder is needed, and this is an address",
                    _TO_MOUNT,
                )
                continue
            folder = self._reading.folder / source.path
            self._must_be_there(folder, (*where, "path"))
            if source.timezone is not None:
                self._zone(source.timezone, (*where, "timezone"))
            with suppress(ValueError):  # a name that no folder can have is reported already
                found.append(source.model_copy(update={"path": folder.resolve()}))
        return tuple(found)

    def _must_be_there(self, folder: Path, where: Place) -> None:
        """Report a folder that cannot be watched as things stand."""
        reason = look_at_root(str(folder)).reason
        if not reason:
            return
        shown = sayable(folder)
        message = f"{shown}: {reason}" if is_there(folder) else f"no such folder: {shown}"
        if self._waits_for_folders:
            hint = f"{_TO_PLACE}; it is watched as soon as it can be"
            self._absent.append(self._reading.doubt(ConfigCode.PLACE_MISSING, where, message, hint))
        else:
            self._tell(ConfigCode.PLACE_MISSING, where, message, _TO_PLACE)

    def _channels(self, tables: dict[str, Any]) -> dict[str, ChannelConfig]:
        if not tables:
            return {CONSOLE: ChannelConfig()}
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
                self._tell(ConfigCode.CONFIG_VALUE, where, f"{what} {sayable(name)} must be a table", hint)
            else:
                if not re.fullmatch(NAME, name):
                    message = f'"{sayable(name)}" is no name for a {what}'
                    self._tell(ConfigCode.CONFIG_VALUE, where, message, "use letters, digits, - and _")
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
            self._tell(
                ConfigCode.CHANNEL_UNUSABLE, (*where, "url"), f"this channel cannot be used: {refused}", hint
            )
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
            self._tell(
                ConfigCode.NAME_UNKNOWN,
                where,
                f"{name} cannot tell of its own failure",
                "name another channel",
            )
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

    def _zone(self, name: str, where: Place = ("monitor", "timezone")) -> ZoneInfo:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            hint = 'use a name such as "Europe/London" or "UTC"'
            message = f'no time zone is named "{sayable(name)}"'
            self._tell(ConfigCode.TIMEZONE_UNKNOWN, where, message, hint)
            return ZoneInfo("UTC")


def _completed(name: str, digest: DigestConfig, zone: str) -> DigestConfig:
    words = re.sub(r"[-_.]+", " ", name).strip()
    title = digest.title or f"{words[:1].upper()}{words[1:]} digest"
    return digest.model_copy(update={"timezone": digest.timezone or zone, "title": title})
