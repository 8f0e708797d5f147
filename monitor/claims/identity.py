"""Ids that follow from content alone, where claims have always looked for them."""

from __future__ import annotations

from monitor.article.identity import stable_id

__all__ = ["stable_id"]
