"""Tells a denial of before, that its own sentence takes back: "admitted he misled them when he denied it"."""

from __future__ import annotations

from monitor.extract.lang.pack import Pack
from monitor.extract.syntax.model import Clause, Link, Parsed

_DEPTH = 8
_WHEN = "when"


def taken_back(pack: Pack, parsed: Parsed, denying: Clause) -> bool:
    """Tell whether who denies in *denying* admits or confirms it in the same sentence."""
    words = pack.denials.lists["taking_back"]
    admitting = [
        one
        for one in parsed.clauses
        if one is not denying and one.verb.lemma in words and not (one.verb.negated or one.verb.modals)
    ]
    if not admitting:
        return False
    if not denying.verb.finite:
        return _until_then(pack, parsed, denying) and any(
            one.link is Link.MAIN and one.verb.start > denying.verb.end for one in admitting
        )
    return denying.opener == _WHEN and any(one in admitting for one in _over(denying))


def _until_then(pack: Pack, parsed: Parsed, denying: Clause) -> bool:
    """Tell "Having denied", "After years of denying" from "Denying"."""
    before = parsed.tagged.tokens[: denying.verb.head]
    return any(token.low in pack.denials.lists["formerly"] for token in before)


def _over(clause: Clause) -> list[Clause]:
    """Return the clauses that *clause* hangs on, nearest first."""
    found: list[Clause] = []
    one = clause.parent
    while one is not None and len(found) < _DEPTH:
        found.append(one)
        one = one.parent
    return found
