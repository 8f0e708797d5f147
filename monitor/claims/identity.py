"""Content-made ids, re-exported from `article.identity` for this package."""

from __future__ import annotations

from monitor.article.identity import stable_id

__all__ = ["stable_id"]
