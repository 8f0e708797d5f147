"""Factuality: whether a reported event took place, was planned, claimed or denied, and who says so."""
