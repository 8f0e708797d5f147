"""`monitor claims list|show|merge|split`: the claim ledger and analysts' edits."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from monitor.cli.shared import Refused, print_jsonl, print_table, store_of, words_of

if TYPE_CHECKING:
    from monitor.article.model import Span
    from monitor.claims.model import Claim, Sighting, Tie
    from monitor.store.store import Store


def main(options: argparse.Namespace) -> int:
    """Return 0; 1 when there is no such claim or nothing has run yet."""
    actions = {"list": _list, "show": _show, "merge": _merge, "split": _split}
    return actions[options.action](options)


def _list(options: argparse.Namespace) -> int:
    from monitor.claims.summary import says_status
    from monitor.store.listing import claim_json

    with store_of(options.config) as store:
        claims = store.list_claims(limit=options.limit)
    if options.format == "jsonl":
        print_jsonl(map(claim_json, claims))
        return 0
    rows = [
        [
            one.id,
            f"{one.first_reported:%Y-%m-%d}" if one.first.published else "no date",
            str(len(one.ties)),
            one.kind,
            ", ".join(one.participants),
            says_status(one),
        ]
        for one in claims
    ]
    print_table(["id", "first", "reports", "kind", "participants", "status"], rows)
    return 0


def _show(options: argparse.Namespace) -> int:
    with store_of(options.config) as store:
        claim = _found(store, options.id)
    _print(options, claim)
    return 0


def _merge(options: argparse.Namespace) -> int:
    from monitor.clock import SystemClock

    with store_of(options.config, write=True) as store:
        one, other = _found(store, options.id), _found(store, options.other)
        merged = store.merge_claims(
            one.id, other.id, by=options.by, at=SystemClock().now(), comment=options.comment
        )
    if merged is None:
        raise Refused(f"monitor: {options.id} and {options.other} are one claim already", 1)
    _print(options, merged)
    return 0


def _split(options: argparse.Namespace) -> int:
    from monitor.clock import SystemClock

    with store_of(options.config, write=True) as store:
        claim = _found(store, options.id)
        article_id = _article_at(claim, options.path)
        own = store.split_claim(
            claim.id, article_id, by=options.by, at=SystemClock().now(), comment=options.comment
        )
    if own is None:
        raise Refused(f"monitor: nothing else than {options.path} reports the claim {claim.id}", 1)
    _print(options, own)
    return 0


def _found(store: Store, claim_id: str) -> Claim:
    claim = store.find_claim(claim_id)
    if claim is None:
        raise Refused(f'monitor: no claim has the id "{claim_id}"', 1)
    return claim


def _article_at(claim: Claim, path: str) -> str:
    """Return the one article of *claim* whose file is at *path*, or whose path ends so."""
    from monitor.article.paths import display_path

    sources = {one.source.path: one.source.article_id for one in claim.sightings}
    for exact in (display_path(path), display_path(os.path.abspath(path))):
        if exact in sources:
            return sources[exact]
    ending = os.sep + display_path(path).lstrip("./")
    found = sorted(one for one in sources if one.endswith(ending))
    if len(found) == 1:
        return sources[found[0]]
    why = f"{len(found)} reports of it end so" if found else "known: " + ", ".join(sorted(sources))
    raise Refused(f'monitor: the claim {claim.id} has no single report at "{path}"; {why}', 1)


def _print(options: argparse.Namespace, claim: Claim) -> None:
    from monitor.store.listing import claim_json

    if options.format == "jsonl":
        print_jsonl([{**claim_json(claim), "timeline": [_tie_json(tie) for tie in claim.ties]}])
        return
    print("\n".join(timeline(claim)))


def _tie_json(tie: Tie) -> dict[str, Any]:
    from monitor.rule.jsonl import json_of

    told = json_of(tie.sighting.told.contact, "status", "attribution", "when", "on")
    return {"path": tie.sighting.source.path, **told, "reason": tie.reason}


def timeline(claim: Claim) -> Iterator[str]:
    """Yield the lines of `claims show`: who reported, who denied, when, the words, and why it is here."""
    from monitor.claims.resolve import FIRST_REPORT
    from monitor.claims.summary import first_told, says_status

    status = says_status(claim)
    reports = "1 report" if claim.reports == 1 else f"{claim.reports} reports"
    kind = "contact, of what kind nobody tells" if claim.kind == "unspecified" else claim.kind
    yield f"{claim.id}  {', '.join(claim.participants)}: {kind}"
    yield f"{status[0].upper()}{status[1:]} — {first_told(claim)}; {reports}"
    for tie in claim.ties:
        yield ""
        yield from _report(tie.sighting)
        if tie.reason != FIRST_REPORT:
            yield f"    why here: {tie.reason}"


def _report(one: Sighting) -> Iterator[str]:
    from monitor.claims.summary import says_denier, says_report, says_when

    yield f"{says_when(one.source)}  {says_report(one)}"
    denying = {(word.field, word.start) for denial in one.told.denials for word in denial.evidence}
    yield from _quoted(word for word in one.told.contact.evidence if (word.field, word.start) not in denying)
    shown: set[tuple[str, int]] = set()
    for denial in one.told.denials:
        yield f"  denied by {says_denier(denial)}"
        yield from _quoted(word for word in denial.evidence if (word.field, word.start) not in shown)
        shown |= {(word.field, word.start) for word in denial.evidence}
    yield f"    {one.source.path}"


def _quoted(words: Iterable[Span]) -> Iterator[str]:
    for word in words:
        text = words_of(word.text)
        # A piece of speech may keep its first mark alone, or both.
        opening = "" if text.startswith("“") and "“" not in text[1:] else "“"
        closing = "" if not opening and text.endswith("”") else "”"
        yield f"    {opening}{text}{closing}"
