"""The `monitor` command: `main` parses arguments, each command has a module of its own."""
