"""User-written files with positions: YAML and TOML parsing, error codes, typo hints."""
