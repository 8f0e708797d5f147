"""Secret references in configuration: `${NAME}` from the environment, `${file:PATH}` from a file.

They are put in when the file is read and live only in the values they stand in; nothing here
keeps, prints or logs one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from monitor.config.shown import sayable
from monitor.files import Unreadable, read_text

MOST_BYTES = 64 * 1024
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
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


def _value(found: re.Match[str], environ: Mapping[str, str], folder: Path) -> str:
    name = found["name"].strip()
    shown = f"${{{found['file'] or ''}{sayable(name)}}}"
    if found["file"]:
        return _one_line(shown, _from_file(shown, folder / name))
    if not _VARIABLE.fullmatch(name):
        # Somebody may have put the secret itself between the braces.
        raise MissingSecret("${…}: this is no name of an environment variable")
    value = environ.get(name, "").strip()
    if not value:
        raise MissingSecret(f"{shown}: the environment variable {name} is not set")
    return _one_line(shown, value)


def _from_file(shown: str, path: Path) -> str:
    try:
        value = read_text(path, MOST_BYTES).strip()
    except Unreadable as error:
        raise MissingSecret(f"{shown}: {error}") from None
    if not value:
        raise MissingSecret(f"{shown}: the file is empty")
    return value


def _one_line(shown: str, value: str) -> str:
    """Return *value*, which goes into an address: nothing in it may end a line of what is sent.

    Raises:
        MissingSecret: it holds a line break or another control character, or is no text.
    """
    if any(ord(one) < 32 or ord(one) == 127 or "\ud800" <= one <= "\udfff" for one in value):
        raise MissingSecret(f"{shown}: it holds a line break or the like: a secret is one line of text")
    return value
