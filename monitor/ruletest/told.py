"""Compares the messages a test expects with those that were sent. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.article.normalize import fold_text
from monitor.errors import did_you_mean
from monitor.rule.examples import ExpectedMessage

_NEAR = timedelta(minutes=1)
_UNITS = (("d", 86400), ("h", 3600), ("m", 60), ("s", 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """One message that a channel was sent: `title` is its subject, `text` all of its words."""

    at: datetime
    channel: str
    kind: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class _Pair:
    """A message that was asked for, one that came, or both; together they may still differ."""

    wanted: ExpectedMessage | None
    heard: SentMessage | None


def compare(
    wanted: Sequence[ExpectedMessage], heard: Sequence[SentMessage], channels: Sequence[str], start: datetime
) -> list[str]:
    """Return what of *heard* is not as *wanted*, one line each; *channels* are those there are.

    The order counts in each channel, and between channels where one message comes later than another.
    """
    unknown = [one for one in wanted if one.channel is not None and one.channel not in channels]
    if unknown:
        return [_unknown(one.channel or "", channels) for one in unknown]
    told = dict.fromkeys(one.channel for one in heard)
    named = dict.fromkeys(one.channel for one in wanted if one.channel is not None)
    anywhere = any(one.channel is None for one in wanted)
    listening = [*dict.fromkeys((*named, *told))] or ([channels[0]] if anywhere else [])
    reasons: list[str] = []
    met: list[tuple[int, SentMessage]] = []
    for channel in listening:
        asked = [one for one in wanted if one.channel in (None, channel)]
        for pair in _paired(asked, [one for one in heard if one.channel == channel], start):
            reasons += _told_of(pair, channel, start)
            if pair.wanted is not None and pair.heard is not None:
                met.append((wanted.index(pair.wanted), pair.heard))
    return reasons or list(_out_of_order(met, start))


def _unknown(channel: str, channels: Sequence[str]) -> str:
    known = ", ".join(f'"{one}"' for one in channels)
    near = did_you_mean(channel, channels)
    return f'there is no channel "{channel}"; ' + (near if near.startswith("did") else f"there is {known}")


def _paired(
    wanted: Sequence[ExpectedMessage], heard: Sequence[SentMessage], start: datetime
) -> Iterator[_Pair]:
    """Yield the longest run of messages that are as wanted, with what is left between put side by side."""
    longest = _longest(wanted, heard, start)
    at, to = 0, 0
    for one, other in [*_run(wanted, heard, start, longest), (len(wanted), len(heard))]:
        gap = max(one - at, other - to)
        for step in range(gap):
            yield _Pair(
                wanted[at + step] if at + step < one else None,
                heard[to + step] if to + step < other else None,
            )
        if one < len(wanted):
            yield _Pair(wanted[one], heard[other])
        at, to = one + 1, other + 1


def _longest(
    wanted: Sequence[ExpectedMessage], heard: Sequence[SentMessage], start: datetime
) -> list[list[int]]:
    """Return how many can be paired in order from each place on."""
    table = [[0] * (len(heard) + 1) for _ in range(len(wanted) + 1)]
    for one in reversed(range(len(wanted))):
        for other in reversed(range(len(heard))):
            fits = not _lacks(wanted[one], heard[other], start)
            both = table[one + 1][other + 1] + 1 if fits else 0
            table[one][other] = max(table[one + 1][other], table[one][other + 1], both)
    return table


def _run(
    wanted: Sequence[ExpectedMessage], heard: Sequence[SentMessage], start: datetime, longest: list[list[int]]
) -> Iterator[tuple[int, int]]:
    one, other = 0, 0
    while one < len(wanted) and other < len(heard):
        here = longest[one][other]
        if here == longest[one + 1][other + 1] + 1 and not _lacks(wanted[one], heard[other], start):
            yield one, other
            one, other = one + 1, other + 1
        elif longest[one + 1][other] >= longest[one][other + 1]:
            one += 1
        else:
            other += 1


def _lacks(wanted: ExpectedMessage, heard: SentMessage, start: datetime) -> list[str]:
    """Return in what *heard* is not as *wanted*."""
    lacks = []
    if wanted.kind is not None and wanted.kind != heard.kind:
        lacks.append(f"it is of the kind {heard.kind}")
    if wanted.at is not None and abs(heard.at - wanted.at) > _NEAR:
        lacks.append(f"it came at {since(start, heard.at)}")
    text = _folded(f"{heard.title} {heard.text}")
    lacks += [f'it does not say "{word}"' for word in wanted.words if _folded(word) not in text]
    return lacks


def _told_of(pair: _Pair, channel: str, start: datetime) -> list[str]:
    if pair.wanted is None and pair.heard is not None:
        return [f"nobody expected {shown(pair.heard, start)}"]
    if pair.wanted is None:
        return []
    expected = f"expected {_shown_wanted(pair.wanted, channel, start)}"
    if pair.heard is None:
        return [f"{expected}; nothing came"]
    lacks = _lacks(pair.wanted, pair.heard, start)
    return [f"{expected}; came {shown(pair.heard, start)}: " + ", ".join(lacks)] if lacks else []


def _out_of_order(met: Sequence[tuple[int, SentMessage]], start: datetime) -> Iterator[str]:
    ordered = [heard for _, heard in sorted(met, key=lambda pair: (pair[0], pair[1].at))]
    by_place: dict[int, list[datetime]] = {}
    for place, heard in met:
        by_place.setdefault(place, []).append(heard.at)
    latest: datetime | None = None
    for place in sorted(by_place):
        if latest is not None and max(by_place[place]) < latest:
            early = next(one for one in ordered if one.at == max(by_place[place]))
            yield f"{shown(early, start)} came before the messages listed above it"
        latest = max(by_place[place]) if latest is None else max(latest, *by_place[place])


def shown(heard: SentMessage, start: datetime) -> str:
    """Return a message in one line: `+30m desk update "[high] …"`."""
    return f'{since(start, heard.at)} {heard.channel} {heard.kind} "{heard.title}"'


def _shown_wanted(wanted: ExpectedMessage, channel: str, start: datetime) -> str:
    said = [f"a message of the kind {wanted.kind}" if wanted.kind else "a message", f"to {channel}"]
    if wanted.at is not None:
        said.append(f"at {since(start, wanted.at)}")
    if wanted.words:
        said.append("that says " + ", ".join(f'"{word}"' for word in wanted.words))
    return " ".join(said)


def since(start: datetime, at: datetime) -> str:
    """Return the time from *start* as tests write it: `+2h 10m`."""
    seconds = round((at - start).total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    parts = []
    for unit, size in _UNITS:
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count}{unit}")
    return sign + (" ".join(parts) or "0m")


def _folded(text: str) -> str:
    return " ".join(fold_text(text).split())
