"""Secrets in configuration: `${NAME}` from the environment, `${file:PATH}` from a file.

They are put in when the file is read and live only in the values they stand in; nothing here
keeps, prints or logs one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_REFERENCE = re.compile(r"\$\{(?P<file>file:)?(?P<name>[^}]*)\}")


class MissingSecret(ValueError):
    """A reference that cannot be filled in; the message names the reference, never a value."""


def fill_in(text: str, environ: Mapping[str, str], folder: Path) -> str:
    """Return *text* with its references filled in; paths are relative to *folder*.

    Raises:
        MissingSecret: a variable is not set or empty, or a file cannot be read.
    """
    return _REFERENCE.sub(lambda found: _value(found, environ, folder), text)


def _value(found: re.Match[str], environ: Mapping[str, str], folder: Path) -> str:
    name = found["name"].strip()
    if found["file"]:
        return _from_file(name, folder)
    value = environ.get(name, "")
    if not value:
        raise MissingSecret(f"${{{name}}}: the environment variable {name} is not set")
    return value


def _from_file(name: str, folder: Path) -> str:
    try:
        value = (folder / name).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not readable as UTF-8"
        raise MissingSecret(f"${{file:{name}}}: {reason}") from None
    if not value:
        raise MissingSecret(f"${{file:{name}}}: the file is empty")
    return value
