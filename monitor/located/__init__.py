"""Where things stand in the files that people write, and what is wrong there: YAML, TOML, codes."""
