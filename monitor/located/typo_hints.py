"""Hints for typos ("did you mean"): mistyped keys, and slips in YAML syntax.

Each function answers with a code, what is wrong and the way out, or with None when it sees no slip of its
kind. YAML itself takes most of these for a text, so they are reported both where YAML gives up (`syntax`) and
where a list or a mapping was expected (`rule.grammar`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from monitor.english import short
from monitor.located.error_codes import Code, explain

_SIGNS = "–—−•·‣●▪◦"
_OTHER_SIGN = re.compile(rf"(?P<sign>[{_SIGNS}*])\s*(?P<rest>\S.*)?$")
_STUCK_DASH = re.compile(r"-(?P<rest>[^\s-].*)$")
_ONLY_DASHES = re.compile(r"[-–—=*_]{3,}$")
_NUMBERED = re.compile(r"(?P<sign>\d{1,3}[.)])\s+(?P<rest>\S.*)$")
_EQUALS = re.compile(r"(?P<key>[A-Za-z_][\w-]*)\s*=\s*(?P<value>\S.*)$")
_STUCK_COLON = re.compile(r"(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s/:].*)$")
_WIDE_COLON = re.compile(r"(?P<key>[A-Za-z_][\w-]*)\s*(?P<sign>[：﹕︓])\s*(?P<value>.*)$")
_COMMENT = re.compile(r"(?://|/\*|--\s|;|<!--)\s*(?P<rest>.*)$")
_MARKUP = re.compile(r"</?[A-Za-z][\w-]*[^>]*>\s*$")


class YamlTypo(NamedTuple):
    """A slip: its code, what is wrong and the way out."""

    code: Code
    message: str
    hint: str


explain(
    Code.YAML_DASH,
    "Each entry of a list begins with a dash and a space, all dashes level with each other, on lines "
    "below the list's name.",
)


def entry_slip(text: str) -> YamlTypo | None:
    """Return the slip at the beginning of what should be an entry of a list."""
    if _ONLY_DASHES.match(text):
        return None
    if found := _STUCK_DASH.match(text):
        rest = short(found["rest"])
        return YamlTypo(Code.YAML_DASH, "a space is missing after the dash", f"write - {rest}")
    if found := _OTHER_SIGN.match(text) or _NUMBERED.match(text):
        rest = short(found["rest"] or "…")
        return YamlTypo(
            Code.YAML_DASH,
            f'"{found["sign"]}" does not begin an entry of a list; a plain dash and a space do',
            f"write - {rest}",
        )
    return None


explain(
    Code.YAML_COLON,
    "A name and its value are written “name: value”, with a colon and a space after it.",
)


def pair_slip(text: str) -> YamlTypo | None:
    """Return the slip in what should be `name: value`."""
    if found := _EQUALS.match(text):
        key, value = found["key"], found["value"]
        return YamlTypo(Code.YAML_COLON, f'"{key}" is followed by "=" instead of a colon', _pair(key, value))
    if found := _WIDE_COLON.match(text):
        said = f'the sign after "{found["key"]}" only looks like a colon (U+{ord(found["sign"]):04X})'
        return YamlTypo(Code.YAML_COLON, said, _pair(found["key"], found["value"]))
    if found := _STUCK_COLON.match(text):
        key = found["key"]
        said = f'a space is missing after the colon of "{key}"'
        return YamlTypo(Code.YAML_COLON, said, _pair(key, found["value"]))
    return None


def line_slip(text: str) -> YamlTypo | None:
    """Return the slip in a line that is neither `name: value` nor an entry of a list."""
    text = text.strip()
    if _ONLY_DASHES.match(text):
        return YamlTypo(
            Code.YAML_COLON, "a line of signs stands here", "take it away, or begin it with # as a comment"
        )
    if found := _COMMENT.match(text):
        return YamlTypo(
            Code.YAML_COLON, "a comment begins with #", f"write # {short(found['rest'])}".rstrip()
        )
    if _MARKUP.match(text):
        said = f'"{short(text)}" belongs to a web page, not to a rule file'
        return YamlTypo(Code.YAML_COLON, said, "take the line away")
    return entry_slip(text) or pair_slip(text.removeprefix("- "))


def choice_slip(text: str, known: tuple[str, ...]) -> str:
    """Return the hint for a word of *known* with a comment stuck to it, or nothing."""
    word = re.split(r"[\s#/,;]", text.strip("“”‘’„\"'"), maxsplit=1)[0]
    if word == text or word.lower() not in known:
        return ""
    has_comment = "#" in text or "/" in text
    return f"write {word.lower()}" + ("; a comment begins with a space and a #" if has_comment else "")


def unquoted(text: str) -> str:
    """Return *text* without the printer's quotes around it."""
    return text.strip("“”„‟‘’‚‛").strip()


def _pair(key: str, value: str) -> str:
    value = unquoted(value.strip().strip(",\"'"))
    quoted = f'"{short(value)}"' if re.search(r": |\s#|^[\[{@`%!&*]", value) else short(value)
    return f"write {key}: {quoted}".rstrip()
