"""Rules that count over time: hits in, verdicts out. Pure; what is remembered between two comes in."""
