"""`monitor schema rules|config`: JSON Schema for editors, on standard output."""

from __future__ import annotations

import argparse
import sys


def main(options: argparse.Namespace) -> int:
    """Return 0."""
    from monitor.schema import config_schema, rules_schema, written

    schema = rules_schema() if options.of == "rules" else config_schema()
    # A file made by `>` must be the same everywhere, whatever letters the terminal knows.
    sys.stdout.flush()
    sys.stdout.buffer.write(written(schema).encode("utf-8"))
    sys.stdout.buffer.flush()
    return 0
