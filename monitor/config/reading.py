"""One pass over a TOML file that collects all faults with their places instead of raising the first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from monitor.config.secrets import MissingSecret, fill_in
from monitor.config.shown import sayable, show
from monitor.errors import ConfigError, Fault, Gravity, Location, did_you_mean
from monitor.located.error_codes import ConfigCode, explain
from monitor.located.toml_errors import TomlTypo, slip_at
from monitor.located.toml_positions import Path as Place
from monitor.located.toml_positions import Places

_Model = TypeVar("_Model", bound=BaseModel)


explain(
    ConfigCode.NOT_TOML,
    "The file is not well-formed TOML at this place. Texts and times stand in straight double quotes, "
    "lists in [square brackets], each key on a line of its own as name = value, and a section begins with "
    "its name in brackets: [monitor], [[sources]], [channels.desk].",
)
explain(
    ConfigCode.CONFIG_KEY_UNKNOWN,
    "The section or key is none that means something here. Nothing unknown is ever ignored, because a "
    "misspelt key would silently change what is watched or who is told.",
)
explain(
    ConfigCode.CONFIG_VALUE,
    "The value is of another shape than is expected here, or one that is not allowed: a text stands in "
    "quotes, a number and true or false do not, a list stands in brackets.",
)
explain(ConfigCode.CONFIG_MISSING, "Something that must be given is missing.")
explain(
    ConfigCode.UNSET_SECRET,
    "A secret written as ${NAME} or ${file:PATH} cannot be filled in: the environment variable is not set "
    "where the program runs, or the file is not there.",
)
explain(
    ConfigCode.NAME_UNKNOWN,
    "A channel or digest is named that the configuration does not have. They are named by what follows "
    "the dot in [channels.NAME] and [digests.NAME].",
)


class ConfigReading:
    """A TOML text being read: its tables, where things stand in it, and what is wrong so far."""

    def __init__(self, file: Path, text: str, environ: Mapping[str, str]) -> None:
        self.file = file
        self.folder = file.resolve().parent
        self.faults: list[Fault] = []
        self._text = text
        self._environ = environ
        self._places = Places(str(file), text)
        self._lines = self._places.lines

    def document(self) -> dict[str, Any]:
        """Return the whole text as TOML.

        Raises:
            ConfigError: it is none.
        """
        try:
            return tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            raise ConfigError([self._syntax_fault(str(error))]) from None
        except (ValueError, RecursionError):
            # A number of thousands of digits, brackets in brackets in brackets.
            message = "a number, or lists within lists, go on for longer than can be read"
            raise ConfigError(
                [self._fault(ConfigCode.NOT_TOML, Location(str(self.file)), message, _WAY_OUT)]
            ) from None

    def tell(self, code: str, path: Place, message: str, hint: str = "") -> None:
        """Note a fault at *path*."""
        location, width = self._places.find(path)
        self.faults.append(self._fault(code, location, message, hint, width))

    def find(self, path: Place) -> tuple[Location, str, int]:
        """Return the location, the line (without secrets) and the width of what stands at *path*."""
        location, width = self._places.find(path)
        return location, show(self._lines, location.line).text, width

    def doubt(self, code: str, path: Place, message: str, hint: str = "") -> Fault:
        """Return a doubt about what stands at *path*."""
        location, width = self._places.find(path)
        return replace(self._fault(code, location, message, hint, width), gravity=Gravity.DOUBT)

    def again(self, one: Fault) -> Fault:
        """Return a fault that somebody else found, with its line as it may be shown."""
        if one.location.path != str(self.file):
            return one
        return self._fault(one.code, one.location, one.message, one.hint, one.width)

    def _fault(self, code: str, location: Location, message: str, hint: str = "", width: int = 1) -> Fault:
        """Return a fault whose line shows nothing that may be a secret, with the caret where it belongs."""
        shown = show(self._lines, location.line)
        start = shown.place(location.column - 1)
        end = max(start + 1, shown.place(location.column - 1 + width))
        return Fault(
            code=code,
            location=location,
            message=message,
            hint=hint,
            line_text=shown.text,
            width=end - start if shown.hides else width,
            caret=start if shown.hides else None,
        )

    def raise_faults(self) -> None:
        """Stop here if anything is wrong.

        Raises:
            ConfigError: with every fault noted.
        """
        if self.faults:
            raise ConfigError(self.faults)

    def table(self, document: Mapping[str, Any], name: str) -> dict[str, Any]:
        """Return the table called *name*, empty where there is none or something else."""
        value = document.get(name, {})
        if isinstance(value, dict):
            return value
        is_named = name in {"channels", "digests"}
        hint = f"write each one as [{name}.NAME]" if is_named else f"write it as [{name}]"
        self.tell(ConfigCode.CONFIG_VALUE, (name,), f"{name} must be a table", hint)
        return {}

    def tables(self, document: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
        """Return the list of tables called *name*, empty where there is none or something else."""
        value = document.get(name, [])
        if isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
            return value
        self.tell(
            ConfigCode.CONFIG_VALUE,
            (name,),
            f"{name} must be a list of tables",
            f"write each one as [[{name}]]",
        )
        return []

    def validated(self, model: type[_Model], value: Mapping[str, Any], path: Place) -> _Model | None:
        """Return *value* as *model*, or None with every fault noted."""
        try:
            return model.model_validate(value)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                self._tell_invalid(model, details, path)
            return None

    def known(self, name: str, known: Sequence[str], path: Place, what: str) -> None:
        """Note a fault if *name* is none of *known* names of a *what*."""
        if name not in known:
            hint = did_you_mean(name, known) or f"no {what} is configured: add [{what}s.{name}]"
            self.tell(ConfigCode.NAME_UNKNOWN, (*path, name), f'no {what} is named "{sayable(name)}"', hint)

    def filled(self, entry: Mapping[str, Any], path: Place) -> tuple[dict[str, Any], frozenset[str]]:
        """Return *entry* with its references to secrets filled in, and the keys where that failed."""
        whole, missing = {}, set()
        for key, value in entry.items():
            try:
                whole[key] = self.fill_in(value) if isinstance(value, str) else value
            except MissingSecret as error:
                missing.add(key)
                self.tell(ConfigCode.UNSET_SECRET, (*path, key), str(error), way_to_secret(str(error)))
        return whole, frozenset(missing)

    def fill_in(self, text: str) -> str:
        """Return *text* with its references to secrets filled in.

        Raises:
            MissingSecret: one of them cannot be.
        """
        return fill_in(text, self._environ, self.folder)

    def _tell_invalid(self, model: type[BaseModel], details: ErrorDetails, path: Place) -> None:
        where = (*path, *details["loc"])
        name = str(details["loc"][-1]) if details["loc"] else ""
        if details["type"] == "extra_forbidden":
            known = _keys_at(model, details["loc"][:-1])
            hint = home_of_key(name) if name not in known else ""
            self.tell(
                ConfigCode.CONFIG_KEY_UNKNOWN,
                where,
                f'unknown key "{sayable(name)}"',
                hint or did_you_mean(name, known),
            )
        elif details["type"] == "missing":
            self.tell(ConfigCode.CONFIG_MISSING, where[:-1], f'"{name}" is missing', f"add: {name} = …")
        else:
            self.tell(ConfigCode.CONFIG_VALUE, where, *_in_plain_words(details))

    def _syntax_fault(self, said: str) -> Fault:
        found = re.search(r"\(at line (\d+), column (\d+)\)", said)
        line, column = (int(found[1]), int(found[2])) if found else (max(1, self._text.count("\n")), 1)
        slip = slip_at(self._lines, line, said, sayable)
        if slip is None:
            message = "this line is not as TOML wants it"
            return self._fault(ConfigCode.NOT_TOML, Location(str(self.file), line, column), message, _WAY_OUT)
        location = Location(str(self.file), slip.line, slip.column)
        hint = slip.hint if not show(self._lines, slip.line).hides else self._hint_of_shown(slip, line, said)
        return self._fault(ConfigCode.NOT_TOML, location, slip.message, hint, slip.width)

    def _hint_of_shown(self, slip: TomlTypo, line: int, said: str) -> str:
        """Return the hint that the lines as they may be shown would get: one quotes what stands there."""
        shown = [show(self._lines, number).text for number in range(1, len(self._lines) + 1)]
        again = slip_at(shown, line, said, sayable)
        return again.hint if again is not None and again.message == slip.message else _WAY_OUT


def way_to_secret(said: str) -> str:
    """Return the way out of a secret that cannot be filled in."""
    if "${file:" in said:
        return "create the file, or mend the path, which starts at the folder of config.toml"
    return "set it before the start, or use ${file:PATH}"


def home_of_key(name: str) -> str:
    """Return the hint for a key that was written under another section than its own, or nothing."""
    homes = {"rules": "[monitor]", "store": "[monitor]", "timezone": "[monitor]", "path": "[[sources]]"}
    homes |= {"url": "[channels.NAME]", "resolve_after": "[alerts]", "notices": "[alerts]"}
    home = homes.get(name)
    return (
        f"it belongs under {home}: move the line there, above the next line that begins with ["
        if home
        else ""
    )


_SHAPES = {
    "tuple_type": ("a list", 'write it in brackets: ["…", "…"]'),
    "string_type": ("a text", 'write it in double quotes: "…"'),
    "path_type": ("a path", 'write it in double quotes: "…"'),
    "bool_type": ("true or false", "write true or false, without quotes"),
    "bool_parsing": ("true or false", "write true or false, without quotes"),
    "float_type": ("a number", "write a number, without quotes"),
    "float_parsing": ("a number", "write a number, without quotes"),
    "int_type": ("a whole number", "write a number, without quotes"),
    "time_delta_type": ("a length of time", 'write a number and a unit, like "90s", "24h" or "7d"'),
    "model_type": ("a table", "write it as { name = … }"),
    "dict_type": ("a table", "write it as { name = … }"),
}


def _in_plain_words(details: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong with a value, and the way out."""
    name = next((part for part in reversed(details["loc"]) if isinstance(part, str)), "")
    given = details["input"]
    if details["type"] in _SHAPES:
        shape, hint = _SHAPES[details["type"]]
        return f"{sayable(name) or 'this'} must be {shape}", hint
    if details["type"] in {"literal_error", "enum"}:
        known = re.findall(r"'([^']*)'", str(details.get("ctx", {}).get("expected", "")))
        hint = did_you_mean(str(given), known) or "known: " + ", ".join(known)
        return f'{name} cannot be "{sayable(given)}"', hint
    if details["type"] == "too_short":
        return f"{name} must not be empty", 'name at least one: ["…"]'
    said = details["msg"].removeprefix("Value error, ")
    if isinstance(given, str) and given and sayable(given) != given:
        said = said.replace(given, sayable(given))
    said, colon, way = said.partition(": write ")
    hint = f"write {way}" if colon else _MORE
    where = f"{sayable(name)}: " if name else ""
    return where + said[:1].lower() + said[1:], hint


_WAY_OUT = "text goes in double quotes, lists in [ ]; yes and no are written true and false"
_MORE = "docs/config.md shows every key with an example"


def keys_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the keys of the table that *model* is, by the names they are written with."""
    return {spec.alias or name: spec for name, spec in model.model_fields.items()}


def _keys_at(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """Return the keys that the table at *path* inside *model* may have."""
    for part in path:
        inner = keys_of(model).get(str(part))
        nested = [inner.annotation, *get_args(inner.annotation)] if inner else []
        model = next((one for one in nested if isinstance(one, type) and issubclass(one, BaseModel)), model)
    return list(keys_of(model))
