"""`config.toml` → `Config`, or every fault in it at once, each with its place and the way out."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from monitor.alert.route import RouteConfig
from monitor.config.model import Config, MonitorSettings, Settings
from monitor.config.places import Places
from monitor.config.secrets import MissingSecret, fill_in, mask
from monitor.errors import ConfigError, Fault, Location, did_you_mean
from monitor.notify.config import ChannelConfig
from monitor.source.config import FolderConfig

_Model = TypeVar("_Model", bound=BaseModel)
_Path = tuple[str | int, ...]

_SECTIONS = ("monitor", "sources", "channels", "routes")
_CONSOLE = "console"
_CHANNEL_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def load_config(path: str | os.PathLike[str], environ: Mapping[str, str] | None = None) -> Config:
    """Read the configuration at *path*; relative paths in it start at its folder.

    Raises:
        ConfigError: with every fault found.
    """
    file, text = Path(path), _text_of(path)
    return _Reading(file, text, os.environ if environ is None else environ).config()


def load_settings(path: str | os.PathLike[str], environ: Mapping[str, str] | None = None) -> Settings:
    """Read only what a command that watches and sends nothing needs: the `[monitor]` table.

    Faults elsewhere are passed over: somebody who looks at alerts needs neither the folders nor
    the secrets of the channels.

    Raises:
        ConfigError: with every fault of what is read.
    """
    return _Reading(Path(path), _text_of(path), os.environ if environ is None else environ).settings()


def _text_of(path: str | os.PathLike[str]) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        hint = "stand in the folder that holds config.toml, or name it with --config FILE"
        raise ConfigError(
            [_fault("C001", Location(str(path)), f"cannot be read: {reason}", hint=hint)]
        ) from error


def _fault(  # noqa: PLR0913 the parts of a fault, by name
    code: str, location: Location, message: str, *, hint: str = "", line: str = "", width: int = 1
) -> Fault:
    shown = mask(line)
    return Fault(code=code, location=location, message=message, hint=hint, line_text=shown, width=width)


class _Reading:
    """One pass over one file that collects faults instead of stopping at the first."""

    def __init__(self, file: Path, text: str, environ: Mapping[str, str]) -> None:
        self._file = file
        self._folder = file.resolve().parent
        self._text = text
        self._environ = environ
        self._places = Places(str(file), text)
        self._faults: list[Fault] = []

    def config(self) -> Config:
        document = self._parse()
        for name in document.keys() - set(_SECTIONS):
            self._tell("C003", (name,), f'unknown section "{name}"', did_you_mean(name, _SECTIONS))
        settings = self._settings(self._table(document, "monitor"))
        sources = self._sources(self._tables(document, "sources"))
        channels = self._channels(self._table(document, "channels"))
        routes = self._routes(self._tables(document, "routes"), channels)
        zone = self._zone(settings.timezone)
        channels = {name: _in_zone(channel, settings.timezone) for name, channel in channels.items()}
        if self._faults:
            raise ConfigError(self._faults)
        return Config(
            path=self._file,
            settings=settings,
            sources=sources,
            channels=channels,
            routes=routes,
            timezone=zone,
        )

    def settings(self) -> Settings:
        settings = self._settings(self._table(self._parse(), "monitor"))
        zone = self._zone(settings.timezone)
        if self._faults:
            raise ConfigError(self._faults)
        return Settings(monitor=settings, timezone=zone)

    def _parse(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            raise ConfigError([self._syntax_fault(str(error))]) from error

    def _syntax_fault(self, said: str) -> Fault:
        found = re.search(r"\(at line (\d+), column (\d+)\)", said)
        line, column = (int(found[1]), int(found[2])) if found else (max(1, self._text.count("\n")), 1)
        location, line_text = self._places.at(line, column)
        message = "not valid TOML: " + re.sub(r"\s*\(at .*\)$", "", said)
        return _fault("C002", location, message, hint=_way_out(message), line=line_text)

    def _tell(self, code: str, path: _Path, message: str, hint: str = "") -> None:
        location, line, width = self._places.find(path)
        self._faults.append(_fault(code, location, message, hint=hint, line=line, width=width))

    def _table(self, document: Mapping[str, Any], name: str) -> dict[str, Any]:
        value = document.get(name, {})
        if isinstance(value, dict):
            return value
        self._tell("C004", (name,), f"{name} must be a table", f"write it as [{name}]")
        return {}

    def _tables(self, document: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
        value = document.get(name, [])
        if isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
            return value
        self._tell("C004", (name,), f"{name} must be a list of tables", f"write each one as [[{name}]]")
        return []

    def _validated(self, model: type[_Model], value: Mapping[str, Any], path: _Path) -> _Model | None:
        try:
            return model.model_validate(value)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                self._tell_invalid(model, details, path)
            return None

    def _tell_invalid(self, model: type[BaseModel], details: ErrorDetails, path: _Path) -> None:
        where = (*path, *details["loc"])
        name = str(details["loc"][-1]) if details["loc"] else ""
        if details["type"] == "extra_forbidden":
            known = _keys_at(model, details["loc"][:-1])
            self._tell("C003", where, f'unknown key "{name}"', did_you_mean(name, known))
        elif details["type"] == "missing":
            self._tell("C005", path, f'"{name}" is missing', f"add a line: {name} = …")
        else:
            self._tell("C004", where, *_in_plain_words(details))

    def _settings(self, table: dict[str, Any]) -> MonitorSettings:
        settings = self._validated(MonitorSettings, table, ("monitor",)) or MonitorSettings()
        rules = []
        for given in settings.rules:
            path = self._folder / given
            rules.append(path)
            if not path.exists():
                self._tell("C006", ("monitor", "rules", str(given)), f"no such file or folder: {path}")
        return settings.model_copy(update={"rules": tuple(rules), "store": self._store(settings.store)})

    def _store(self, url: str) -> str:
        scheme, separator, rest = url.partition("://")
        if scheme.startswith("postgresql") and separator:
            try:
                return fill_in(url, self._environ, self._folder)
            except MissingSecret as error:
                self._tell("C007", ("monitor", "store"), str(error), "set it, or use ${file:PATH}")
                return url
        if scheme != "sqlite" or not rest.startswith("/") or not rest.strip("/"):
            hint = 'for example "sqlite:///var/monitor.db" or "postgresql://host/name"'
            self._tell("C010", ("monitor", "store"), "not a store this program knows", hint)
            return url
        return f"sqlite:///{self._folder / rest[1:]}"

    def _sources(self, tables: Sequence[dict[str, Any]]) -> tuple[FolderConfig, ...]:
        if not tables and not self._faults:
            hint = 'add [[sources]] with type = "folder" and path = "…"'
            self._tell("C005", (), "no source is configured: there is nothing to watch", hint)
        found = []
        for number, table in enumerate(tables):
            where: _Path = ("sources", number)
            source = self._validated(FolderConfig, table, where)
            if source is None:
                continue
            folder = self._folder / source.path
            if not folder.is_dir():
                self._tell(
                    "C006", (*where, "path"), f"no such folder: {folder}", "create it, or mend the path"
                )
            found.append(source.model_copy(update={"path": folder.resolve()}))
        return tuple(found)

    def _channels(self, table: dict[str, Any]) -> dict[str, ChannelConfig]:
        if not table:
            return {_CONSOLE: ChannelConfig.model_validate({"url": "console://"})}
        found = {}
        for name, entry in table.items():
            where: _Path = ("channels", name)
            if not isinstance(entry, dict):
                self._tell(
                    "C004", where, f"channel {name} must be a table", f'write [channels.{name}] and url = "…"'
                )
                continue
            if not _CHANNEL_NAME.fullmatch(name):
                self._tell(
                    "C004", where, f'"{name}" is no name for a channel', "use letters, digits, - and _"
                )
            channel = self._channel(entry, where)
            if channel is not None:
                found[name] = channel
        return found

    def _channel(self, entry: Mapping[str, Any], where: _Path) -> ChannelConfig | None:
        from monitor.notify.channel import check

        filled, missing = {}, False
        for key, value in entry.items():
            try:
                filled[key] = fill_in(value, self._environ, self._folder) if isinstance(value, str) else value
            except MissingSecret as error:
                missing = True
                filled[key] = "console://"
                self._tell("C007", (*where, key), str(error), "set it before the start, or use ${file:PATH}")
        channel = self._validated(ChannelConfig, filled, where)
        if channel is None or missing:
            return channel
        refused = check(channel.url.get_secret_value())
        if refused:
            self._tell("C008", (*where, "url"), f"this channel cannot be used: {refused}")
        return channel

    def _routes(
        self, tables: Sequence[dict[str, Any]], channels: Mapping[str, ChannelConfig]
    ) -> tuple[RouteConfig, ...]:
        found = []
        for number, table in enumerate(tables):
            route = self._validated(RouteConfig, table, ("routes", number))
            if route is None:
                continue
            found.append(route)
            for name in route.channels:
                if name not in channels:
                    where: _Path = ("routes", number, "channels", name)
                    self._tell("C009", where, f'no channel is named "{name}"', did_you_mean(name, channels))
        return tuple(found)

    def _zone(self, name: str) -> ZoneInfo:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            hint = 'use a name such as "Europe/London" or "UTC"'
            self._tell("C011", ("monitor", "timezone"), f'no time zone is named "{name}"', hint)
            return ZoneInfo("UTC")


_SHAPES = {
    "tuple_type": ("a list", 'write it in brackets: ["…", "…"]'),
    "string_type": ("a text", 'write it in double quotes: "…"'),
    "path_type": ("a path", 'write it in double quotes: "…"'),
    "bool_type": ("true or false", "write true or false, without quotes"),
    "bool_parsing": ("true or false", "write true or false, without quotes"),
    "float_type": ("a number", "write a number, without quotes"),
    "float_parsing": ("a number", "write a number, without quotes"),
    "int_type": ("a whole number", "write a number, without quotes"),
    "model_type": ("a table", "write it as { name = … }"),
    "dict_type": ("a table", "write it as { name = … }"),
}


def _in_plain_words(details: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong with a value, and the way out."""
    name = next((part for part in reversed(details["loc"]) if isinstance(part, str)), "this")
    given = details["input"]
    if details["type"] in _SHAPES:
        shape, hint = _SHAPES[details["type"]]
        return f"{name} must be {shape}", hint
    if details["type"] in {"literal_error", "enum"}:
        known = re.findall(r"'([^']*)'", str(details.get("ctx", {}).get("expected", "")))
        return f'{name} cannot be "{given}"', did_you_mean(str(given), known) or "known: " + ", ".join(known)
    said = details["msg"].removeprefix("Value error, ")
    return f"{name}: {said[:1].lower()}{said[1:]}", ""


def _way_out(said: str) -> str:
    if "twice" in said or "overwrite" in said or "redefine" in said:
        return "take one of the two away, or give it another name"
    return "text goes in double quotes, lists in [ ]; yes and no are written true and false"


def _in_zone(channel: ChannelConfig, zone: str) -> ChannelConfig:
    return channel if channel.timezone else channel.model_copy(update={"timezone": zone})


def _keys_at(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """Return the keys that the table at *path* inside *model* may have."""
    for part in path:
        inner = model.model_fields.get(str(part))
        nested = [inner.annotation, *get_args(inner.annotation)] if inner else []
        model = next((one for one in nested if isinstance(one, type) and issubclass(one, BaseModel)), model)
    return [spec.alias or name for name, spec in model.model_fields.items()]
