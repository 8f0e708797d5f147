"""Ids made from content alone: the same parts give the same id in every process."""

from __future__ import annotations

import hashlib


def stable_id(*parts: str) -> str:
    """Return 16 hex digits that depend on *parts* alone, the same after every restart."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
