"""Hostile files dropped among good articles: every good one is told, every bad one is named or harmless text."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.desk import Endpoint, set_up, start, status, wait_for
from benchmarks.hostile_kinds import KINDS, OUTSIDE, Kind

_EACH = "rules:\n  - id: each\n    title: Each\n    severity: low\n    when: {denial: {official: true}}\n    per: [article]\n"
_ROUTES = '[[routes]]\nwhen = { rules = ["each"] }\nchannels = ["endpoint"]\n[[routes]]\nchannels = []\n'
_GOOD = re.compile(r"inbox/(good-\d+)\.txt")
_COUNTRIES = ("Norwegian", "Turkish", "Japanese", "Polish", "Canadian", "Brazilian", "Indian", "Kenyan")
_SUBJECTS = ("its envoy had been expelled", "it had closed a port", "a treaty had been signed in secret")


@dataclass(frozen=True)
class End:
    """What became of one hostile file; `well` is whether that is as wanted."""

    kind: Kind
    end: str
    reason: str
    well: bool


@dataclass(frozen=True)
class Outcome:
    """`seconds`: from the first drop until the last good article was told, None if some never were."""

    told: int
    good: int
    seconds: float | None
    ends: Sequence[End]
    leaked: bool

    def table(self) -> str:
        """Return a line for each kind."""
        rows = [
            f"{'ok' if one.well else 'NOT AS WANTED':<14}{one.kind.name:<32}{one.end:<14}{one.reason[:90]}"
            for one in self.ends
        ]
        took = f"the last after {self.seconds:.1f} s" if self.seconds is not None else "NOT ALL"
        return "\n".join([*rows, f"{self.told:,} of {self.good:,} good articles told, {took}"])


def dropped(
    folder: Path, good: int, kinds: Sequence[Kind] = KINDS, *, scale: float = 1.0, patience: float = 120.0
) -> Outcome:
    """Drop *good* articles with the *kinds* among them, at *scale* of their size, before a real daemon.

    Waits *patience* seconds after the last drop for the good ones to be told, and for the bad ones to end.
    """
    endpoint = Endpoint()
    config = _desk(folder, endpoint.port)
    try:
        with _daemon(config):
            began = time.perf_counter()
            _drop(folder / "inbox", good, kinds, scale)
            wait_for(lambda: len(_told(endpoint)) >= good, patience)
            wait_for(lambda: all(one.well for one in _ends(config, kinds, endpoint)), patience / 4)
            ends = list(_ends(config, kinds, endpoint))
        last = max((at for at, _, _ in endpoint.arrived), default=began) - began
        told = len(_told(endpoint))
        leaked = any(OUTSIDE in message for _, _, message in endpoint.arrived)
        return Outcome(told, good, last if told == good else None, ends, leaked)
    finally:
        endpoint.close()


def hostile(folder: Path, archive: Path | None) -> str:
    """A thousand good articles with all the hostile kinds among them, beside the same thousand alone."""
    alone = dropped(folder / "alone", 1_000, ())
    among = dropped(folder / "among", 1_000)
    print(among.table())
    if alone.seconds is None or among.seconds is None:
        return f"hostile: {among.told:,} of {among.good:,} good articles were told"
    return (
        f"hostile: 1,000 told, the last after {among.seconds:.1f} s; without {len(KINDS)} hostile files "
        f"after {alone.seconds:.1f} s: {among.seconds - alone.seconds:+.1f} s"
    )


def good_article(number: int) -> str:
    """Return an article that the default pack tells of, unlike every other."""
    country = _COUNTRIES[number % len(_COUNTRIES)]
    subject = _SUBJECTS[number % len(_SUBJECTS)]
    return (
        f"{country} ministry denies report {number}\n\n"
        f"The {country} foreign ministry on Monday denied a report that {subject}, in case {number}.\n\n"
        f"The matter of case {number} had been told by {number % 9 + 2} newspapers.\n"
    )


def _desk(folder: Path, port: int) -> Path:
    config = set_up(folder, port)
    (folder / "rules" / "each.yaml").write_text(_EACH)
    config.write_text(config.read_text() + _ROUTES)
    return config


@contextmanager
def _daemon(config: Path) -> Iterator[None]:
    """Run the daemon until the block ends; one that does not obey is killed."""
    with (config.parent / "log").open("ab") as log:
        process = start(config, log)
        try:
            wait_for(lambda: "watching" in (config.parent / "log").read_text(errors="replace"), 30)
            yield
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _drop(inbox: Path, good: int, kinds: Sequence[Kind], scale: float) -> None:
    """Drop the bad ones evenly among the good ones."""
    every = max(1, good // (len(kinds) + 1))
    waiting = iter(kinds)
    for number in range(good):
        if number % every == every - 1 and (kind := next(waiting, None)) is not None:
            kind.make(inbox / kind.file, lambda size: max(1, int(size * scale)))
        (inbox / f"good-{number}.txt").write_text(good_article(number))
    for kind in waiting:
        kind.make(inbox / kind.file, lambda size: max(1, int(size * scale)))


def _told(endpoint: Endpoint) -> set[str]:
    return {found[1] for _, _, message in list(endpoint.arrived) if (found := _GOOD.search(message))}


def _ends(config: Path, kinds: Sequence[Kind], endpoint: Endpoint) -> Iterator[End]:
    from monitor.article.paths import display_path
    from monitor.store.store import Store

    refused = {one["path"]: one["reason"] for one in status(config).get("unreadable", [])}
    paths = {kind.name: display_path(str(config.parent / "inbox" / kind.file)) for kind in kinds}
    with Store.open(f"sqlite:///{config.parent}/var/monitor.db", mode="read") as store:
        known = store.files_at(paths.values())
    said = [message for _, _, message in list(endpoint.arrived)]
    for kind in kinds:
        path = paths[kind.name]
        end = "refused" if path in refused else "taken" if path in known else _not_seen(kind)
        yield End(kind, end, refused.get(path, ""), _is_well(kind, end, refused.get(path, ""), said))


def _is_well(kind: Kind, end: str, reason: str, said: Sequence[str]) -> bool:
    if end not in kind.ends:
        return False
    if end == "refused":
        return re.search(kind.says, reason) is not None and "internal error" not in reason
    return not kind.shows or any(kind.shows in message for message in said)


def _not_seen(kind: Kind) -> str:
    return "passed over" if "passed over" in kind.ends else "waits"
