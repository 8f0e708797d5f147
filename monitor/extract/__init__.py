"""Fact extraction: contacts between leaders, denials, and who says so, read from an article's text."""

from __future__ import annotations

from monitor.extract.entity import Entity
from monitor.extract.lexicon import Lexicon
from monitor.extract.model import (
    NO_FACTS,
    Contact,
    ContactKind,
    ContactStatus,
    Denial,
    Denies,
    Facts,
    Participant,
)
from monitor.extract.read import read_facts

__all__ = [
    "NO_FACTS",
    "Contact",
    "ContactKind",
    "ContactStatus",
    "Denial",
    "Denies",
    "Entity",
    "Facts",
    "Lexicon",
    "Participant",
    "read_facts",
]
