"""Measurements of the whole program. Figures are ratios within one run, or medians of one run."""
