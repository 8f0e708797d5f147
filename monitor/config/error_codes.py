"""Every way a configuration can be wrong: one code each, stable for ever, with a longer explanation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from monitor.rule.codes import CodeExample, load_examples


class ConfigCode(StrEnum):
    """The stable code of a fault in config.toml; the member's name is its short name (`short_name`)."""

    CONFIG_UNREADABLE = "C001"
    NOT_TOML = "C002"
    CONFIG_KEY_UNKNOWN = "C003"
    CONFIG_VALUE = "C004"
    CONFIG_MISSING = "C005"
    PLACE_MISSING = "C006"
    UNSET_SECRET = "C007"  # noqa: S105 - the name of a code
    CHANNEL_UNUSABLE = "C008"
    NAME_UNKNOWN = "C009"
    STORE_UNKNOWN = "C010"
    TIMEZONE_UNKNOWN = "C011"
    TEMPLATE_UNUSABLE = "C020"
    # Doubts: the configuration is used all the same
    ROUTE_UNREACHED = "C901"
    DIGEST_UNFED = "C902"
    ALWAYS_QUIET = "C903"

    @property
    def short_name(self) -> str:
        """The code's name in words joined by dashes: `not-toml`."""
        return self.name.lower().replace("_", "-")

    @property
    def explanation(self) -> str:
        """What the code is about, in a few sentences for someone who is no programmer."""
        return EXPLANATIONS[self]


EXPLANATIONS: dict[ConfigCode, str] = {
    ConfigCode.CONFIG_UNREADABLE: (
        "The configuration is not there, may not be read, or is no UTF-8 text. Commands look for "
        "config.toml in the folder they are started in, unless --config names another."
    ),
    ConfigCode.NOT_TOML: (
        "The file is not well-formed TOML at this place. Texts and times stand in straight double quotes, "
        "lists in [square brackets], each key on a line of its own as name = value, and a section begins "
        "with its name in brackets: [monitor], [[sources]], [channels.desk]."
    ),
    ConfigCode.CONFIG_KEY_UNKNOWN: (
        "The section or key is none that means something here. Nothing unknown is ever ignored, because a "
        "misspelt key would silently change what is watched or who is told."
    ),
    ConfigCode.CONFIG_VALUE: (
        "The value is of another shape than is expected here, or one that is not allowed: a text stands in "
        "quotes, a number and true or false do not, a list stands in brackets."
    ),
    ConfigCode.CONFIG_MISSING: "Something that must be given is missing.",
    ConfigCode.PLACE_MISSING: (
        "A file or folder that is named is not there. Relative paths start at the folder of config.toml."
    ),
    ConfigCode.UNSET_SECRET: (
        "A secret written as ${NAME} or ${file:PATH} cannot be filled in: the environment variable is not "
        "set where the program runs, or the file is not there."
    ),
    ConfigCode.CHANNEL_UNUSABLE: (
        "The address of a channel cannot be used: no service knows such an address, or a part of it, such as "
        "the recipient or the token, is missing or malformed."
    ),
    ConfigCode.NAME_UNKNOWN: (
        "A channel or digest is named that the configuration does not have. They are named by what follows "
        "the dot in [channels.NAME] and [digests.NAME]."
    ),
    ConfigCode.STORE_UNKNOWN: (
        "The state is kept in SQLite or PostgreSQL; the store is written as an address of one of these."
    ),
    ConfigCode.TIMEZONE_UNKNOWN: (
        "Time zones have the names of the IANA database: a continent and a city. Abbreviations such as CET "
        "or EST are not all known and mean different things in different places."
    ),
    ConfigCode.TEMPLATE_UNUSABLE: (
        "The template of a channel's messages cannot be read, names something that does not exist, or does "
        "what templates may not do."
    ),
    ConfigCode.ROUTE_UNREACHED: (
        "Routes are tried from the top, and the first that fits takes the alert unless it says continue = "
        "true. A route below one that takes all it would fit is never reached."
    ),
    ConfigCode.DIGEST_UNFED: "A digest tells what routes put into it; no route names this one.",
    ConfigCode.ALWAYS_QUIET: (
        "The quiet hours of the channel cover the whole day, so on these days only critical alerts are told."
    ),
}


@cache
def config_examples() -> Mapping[str, CodeExample]:
    """Return the examples of the configuration's codes."""
    return load_examples(files("monitor.config").joinpath("codes.md").read_text(encoding="utf-8"))
