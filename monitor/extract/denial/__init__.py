"""Denials: who denies what, by the same clauses and frames that contacts are read from."""
