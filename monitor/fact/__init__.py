"""What articles report: contacts between leaders, denials, and who says so."""

from __future__ import annotations

from monitor.fact.entity import Entity
from monitor.fact.lexicon import Lexicon
from monitor.fact.model import (
    NO_FACTS,
    Contact,
    ContactKind,
    ContactStatus,
    Denial,
    Denies,
    Facts,
    Participant,
)
from monitor.fact.read import read_facts

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
