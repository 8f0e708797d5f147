"""The `monitor` command: a parser, and one module for each command."""
