"""Generates the tables of keys in docs/*.md from the same models (`make schema`).

<!-- keys: RuleSpec -->
…
<!-- end of keys -->
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from monitor.config.model import ConfigFile
from monitor.rule.grammar.file import FileSpec
from monitor.schema.draft7 import Schema, schema_of

_MARKED = re.compile(r"(<!-- keys: (\w+) -->\n).*?(<!-- end of keys -->)", re.DOTALL)
_UNSET = re.compile(r"(?P<is>.*?)[;,] (?P<unset>[^;]*?)(?:,)? unless set\.$", re.DOTALL)


def with_tables(page: str) -> str:
    """Return *page* with every table of keys as the models have it."""
    known = shapes()
    return _MARKED.sub(lambda found: f"{found[1]}\n{_table(known[found[2]])}\n{found[3]}", page)


def shapes() -> dict[str, Schema]:
    """Return the shape of every table of keys, by the name of its model."""
    found: dict[str, Schema] = {}
    for model in (ConfigFile, FileSpec):
        whole = schema_of(model, "", "")
        found |= {model.__name__: whole} | whole["definitions"]
    return {
        name: next((one for one in shape.get("anyOf", ()) if "properties" in one), shape)
        for name, shape in found.items()
    }


def _table(shape: Schema) -> str:
    needed = shape.get("required", ())
    rows = "".join(_row(name, key, needed) for name, key in shape["properties"].items())
    return f"| key | is | without it | such as |\n| --- | --- | --- | --- |\n{rows}"


def _row(name: str, key: Schema, needed: Collection[str]) -> str:
    found = _UNSET.match(key["description"])
    says = found["is"] if found else key["description"].removesuffix(".")
    unset = found["unset"] if found else "must be there" if name in needed else ""
    such_as = json.dumps(key["examples"][0], ensure_ascii=False).replace("|", "\\|")
    return f"| `{name}` | {says} | {unset} | `{such_as}` |\n"


def main(pages: Sequence[str]) -> None:
    """Write the tables of *pages* anew."""
    for path in map(Path, pages):
        path.write_text(with_tables(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
