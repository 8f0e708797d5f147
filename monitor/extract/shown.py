"""What the explanations of all languages show alike: a party, and words of a sentence."""

from __future__ import annotations

from typing import Any

from monitor.extract.cast.model import Party
from monitor.extract.syntax.model import Tagged


def words_of(tagged: Tagged, start: int, end: int) -> str:
    """Return words `[start, end)` as they are written."""
    tokens = tagged.tokens
    if not 0 <= start < end <= len(tokens):
        return ""
    return tagged.piece.text[tokens[start].start : tokens[end - 1].end]


def party_row(party: Party, text: str, how: str) -> dict[str, Any]:
    """Return who *text* mentions, and *how* that is known."""
    return {
        "text": text,
        "how": how,
        "party": party.name,
        "kind": party.kind.value,
        "office": party.office,
        "side": party.side,
        "leader": party.leader,
        "official": party.official,
        "sure": party.sure,
        "basis": party.basis,
        "members": [member.name for member in party.members],
    }
