"""Secrets in configuration: `${NAME}` from the environment, `${file:PATH}` from a file.

They are put in when the file is read and live only in the values they stand in; nothing here
keeps, prints or logs one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

_ADDRESS = re.compile(r"""(?P<scheme>[\w.+-]+)://(?P<rest>[^"'\s]+)""")
_HARMLESS = frozenset({"sqlite", "console"})
_REFERENCE = re.compile(r"\$\{(?P<file>file:)?(?P<name>[^}]*)\}")


class MissingSecret(ValueError):
    """A reference that cannot be filled in; the message names the reference, never a value."""


def fill_in(text: str, environ: Mapping[str, str], folder: Path) -> str:
    """Return *text* with its references filled in; paths are relative to *folder*.

    In the name and password of a URL a value is percent-encoded, so that any password will do;
    everywhere else it stands as it is.

    Raises:
        MissingSecret: a variable is not set or empty, or a file cannot be read.
    """
    users_end = _end_of_user(text)

    def value(found: re.Match[str]) -> str:
        plain = _value(found, environ, folder)
        return quote(plain, safe="") if found.start() < users_end else plain

    return _REFERENCE.sub(value, text)


def _end_of_user(text: str) -> int:
    """Return where the name and password of a URL end, 0 when it has none."""
    start = text.find("://")
    bare = _REFERENCE.sub(lambda found: "x" * len(found[0]), text)
    rest = re.split(r"[/?#]", bare[start + 3 :], maxsplit=1)[0] if start >= 0 else ""
    return start + 3 + rest.rindex("@") if "@" in rest else 0


def mask(line: str) -> str:
    """Return *line* with what follows a scheme hidden, references excepted: a URL may hold a secret."""
    return _ADDRESS.sub(_masked, line)


def _masked(found: re.Match[str]) -> str:
    if found["scheme"] in _HARMLESS:
        return found[0]
    kept = "…".join(reference[0] for reference in _REFERENCE.finditer(found["rest"]))
    return f"{found['scheme']}://{kept or '…'}"


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
