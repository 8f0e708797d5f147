"""Output formats of `monitor check`: JSON lines, GitHub workflow commands, SARIF 2.1.0.

Sources: GitHub, "Workflow commands for GitHub Actions" (the escapes are those of actions/toolkit,
packages/core/src/command.ts); OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from monitor import __version__
from monitor.cli.codes import about
from monitor.errors import Fault, Gravity

FORMATS = ("text", "jsonl", "github", "sarif")
_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def in_format(form: str, faults: Sequence[Fault]) -> Iterator[str]:
    """Yield the lines that show *faults* in a format other than text."""
    if form == "jsonl":
        yield from (_json(_row(fault)) for fault in faults)
    elif form == "github":
        yield from map(_command, faults)
    else:
        yield _json(_sarif(faults), indent=2)


def _json(value: Any, *, indent: int | None = None) -> str:
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    return json.dumps(value, ensure_ascii=plain, indent=indent)


def _row(fault: Fault) -> dict[str, Any]:
    place = fault.location
    return {
        "gravity": str(fault.gravity),
        "code": str(fault.code),
        "name": about(fault.code).name,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "width": fault.width,
        "message": fault.message,
        "hint": fault.hint,
        "text": fault.line_text.rstrip("\n"),
    }


def _command(fault: Fault) -> str:
    place = fault.location
    properties = {
        "file": _from_here(place.path),
        "line": place.line,
        "endLine": place.line,
        "col": place.column,
        "endColumn": place.column + max(1, fault.width),
        "title": f"{fault.code} {about(fault.code).name}",
    }
    named = ",".join(f"{name}={_escaped(str(value), '%:,')}" for name, value in properties.items())
    level = "error" if fault.gravity is Gravity.ERROR else "warning"
    return f"::{level} {named}::{_escaped(_in_words(fault), '%')}"


def _escaped(text: str, signs: str) -> str:
    return "".join(f"%{ord(one):02X}" if one in signs or one in "\r\n" else one for one in text)


def _in_words(fault: Fault) -> str:
    return f"{fault.message}\n{fault.hint}" if fault.hint else fault.message


def _sarif(faults: Sequence[Fault]) -> dict[str, Any]:
    codes = list(dict.fromkeys(str(fault.code) for fault in faults))
    driver = {"name": "monitor", "version": __version__, "rules": [_descriptor(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(fault, codes) for fault in faults],
    }
    return {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}


def _descriptor(code: str) -> dict[str, Any]:
    known = about(code)
    return {
        "id": code,
        "name": known.name,
        "shortDescription": {"text": known.name.replace("-", " ")},
        "fullDescription": {"text": known.explanation},
    }


def _result(fault: Fault, codes: Sequence[str]) -> dict[str, Any]:
    place = fault.location
    region: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.line,
        "endColumn": place.column + max(1, fault.width),
    }
    if fault.line_text.strip():
        region["snippet"] = {"text": fault.line_text.rstrip("\n")}
    where = {"artifactLocation": {"uri": _uri(place.path)}, "region": region}
    return {
        "ruleId": str(fault.code),
        "ruleIndex": codes.index(str(fault.code)),
        "level": "error" if fault.gravity is Gravity.ERROR else "warning",
        "message": {"text": _in_words(fault)},
        "locations": [{"physicalLocation": where}],
    }


def _uri(path: str) -> str:
    shown = _from_here(path)
    encoded = quote(shown.encode("utf-8", "surrogateescape"))
    return f"file://{encoded}" if Path(shown).is_absolute() else encoded


def _from_here(path: str) -> str:
    """Return *path* as it is called from the folder we are in, where reviewers know it by that name."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path
