"""Which of an article's matches deny a claim, and how grave that is. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from monitor.claims.model import Account
from monitor.extract.model import Contact, Denial
from monitor.rule.model import Match


def denials_of(
    claim: str, matches: Sequence[Match], claims: Mapping[Contact, Account]
) -> Iterator[tuple[Match, Denial]]:
    """Yield each match and denial in it of the claim with that id; a draft's matches are told to nobody."""
    for match in matches:
        for fact in () if match.rule.draft else match.asked:
            found = claims.get(fact.contact) if isinstance(fact, Denial) and fact.contact else None
            if isinstance(fact, Denial) and found is not None and found.id == claim:
                yield match, fact
