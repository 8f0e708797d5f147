"""Correlation: rules that count over time (`count`, `sequence`, `absent`, spike). Pure."""
