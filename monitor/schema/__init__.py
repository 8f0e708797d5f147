"""JSON Schema (draft 7) of rule files and of `config.toml`, for completion in editors.

It follows from the models that the files are read by. An editor sees less than `monitor check`: a file that
the schema refuses is faulty, one that it accepts may be faulty still.
"""

from __future__ import annotations

import json
from typing import Any

from monitor.config.model import ConfigFile
from monitor.rule.grammar.file import FileSpec
from monitor.schema.draft7 import schema_of

__all__ = ["config_schema", "rules_schema", "written"]


def config_schema() -> dict[str, Any]:
    """Return the schema of `config.toml`. TOML editors read it by a first line `#:schema PATH`."""
    says = "What to watch, by which rules, and whom to tell. `monitor check` says what is wrong."
    return schema_of(ConfigFile, "config.toml of monitor", says)


def rules_schema() -> dict[str, Any]:
    """Return the schema of a rule file."""
    says = "What to look for in articles. `monitor check` tells what is wrong."
    return schema_of(FileSpec, "Rules of monitor", says)


def written(schema: dict[str, Any]) -> str:
    """Return *schema* as the file it is kept in."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
