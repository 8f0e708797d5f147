"""Syntax: part-of-speech tags, noun and verb groups, clauses, and what governs them."""
