"""Which channel gets an alert, as a first message, update or digest entry, and when it is due. Pure.

Pure. What the first report opens is sent at once. What changes the picture is sent at once as an update. What
merely joins waits for the channel's `update_every`, so that all that joined meanwhile is sent as one update.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

from monitor.alert.digest_schedule import DigestConfig, next_slot
from monitor.alert.model import Alert, first_id, stable_id
from monitor.alert.route import Destination, RouteConfig, destinations
from monitor.alert.silence import Silence, silencing
from monitor.rule.model import Match

UPDATE_EVERY = timedelta(minutes=30)
JOIN_FOR = timedelta(days=3)


class Outcome(StrEnum):
    """What became of one match, or of one claim in it.

    `COUNTED` only counts towards an alert; a `DRAFT` is sent to nobody. `BEYOND`: its article has opened as
    many alerts of the rule as one may; it is counted in the last of them, and kept.
    """

    OPENED = "opened"
    JOINED = "joined"
    UPDATED = "updated"
    COUNTED = "counted"
    DRAFT = "draft"
    BEYOND = "beyond"


class DispatchKind(StrEnum):
    """As what a channel is notified."""

    FIRST = "first"
    UPDATE = "update"
    ESCALATION = "escalation"


@dataclass(frozen=True, slots=True)
class Desk:
    """Who is notified of what: routes, channels by name, digests, and how often an alert may come again.

    `join_for` is how long a story, or a claim without `new:`, takes further reports into its alert; `zone` is
    that of days in words.
    """

    routes: tuple[RouteConfig, ...] = ()
    channels: tuple[str, ...] = ()
    digests: Mapping[str, DigestConfig] = field(default_factory=dict)
    update_every: Mapping[str, timedelta] = field(default_factory=dict)
    join_for: timedelta = JOIN_FOR
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelHistory:
    """What a channel was sent of an alert: when last, and when it gets what has joined since.

    `updates` counts those that were sent, or are on their way. `digest` names the scheduled digest that
    all it is to hear still waits for; None where it heard something. `thread` is the alert whose message told
    of this one first, "" where it had a message of its own.
    """

    last: datetime
    next: datetime | None = None
    updates: int = 0
    digest: str | None = None
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """An alert that is told in the message of another: both of one event, or only of one article."""

    alert_id: str
    is_same_event: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """One message to one channel; `delivery_id` is the same whenever it is planned again.

    `fold` says what it waits for, up to `due_at`, to be sent with others. `silenced` names the silence
    under which it is not sent. `joins` are the alerts of the same article that it tells of too; `joined_to`
    is the delivery that tells of this one (`event_groups`), `thread` the alert that this delivery is of.
    """

    delivery_id: str
    channel: str
    kind: DispatchKind
    due_at: datetime
    reason: str
    fold: str | None = None
    silenced: str = ""
    joins: tuple[Joined, ...] = ()
    joined_to: str = ""
    thread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What there is to send: a match and its alert, as what it counts, and who heard of the alert before.

    `step` distinguishes the updates of one alert. `introduces`: the article is new to the alert; `corrects`:
    its agency corrects earlier copy with it.
    """

    match: Match
    alert: Alert
    outcome: Outcome
    step: str
    introduces: bool
    corrects: bool = False
    heard: Mapping[str, ChannelHistory] = field(default_factory=dict)


def dispatches(
    occasion: Occasion, desk: Desk, silences: Sequence[Silence], now: datetime
) -> tuple[Dispatch, ...]:
    """Return who is notified of *occasion*; each channel once."""
    match, alert = occasion.match, occasion.alert
    silence = silencing(silences, match, alert.id, now)
    told = list(_told(occasion, desk, now))
    if silence is not None:
        return tuple(_silenced(one, silence, occasion.step) for one in told)
    if occasion.outcome is Outcome.OPENED and match.rule.escalate:
        told += _escalations(occasion, now)
    return tuple(told)


def _told(occasion: Occasion, desk: Desk, now: datetime) -> Iterator[Dispatch]:
    places = destinations(occasion.match, desk.routes, desk.channels, desk.digests)
    heard = occasion.heard
    match occasion.outcome:
        case Outcome.OPENED:
            yield from (_first(occasion, place, desk, now) for place in places)
        case Outcome.JOINED if occasion.introduces:
            for place in places:
                tell = _joined if place.channel in heard else _first
                yield tell(occasion, place, desk, now)
        case Outcome.UPDATED:
            known = {place.channel for place in places}
            also = [one for one in desk.channels if one in heard and one not in known]
            for place in (*places, *(_where_heard(one, heard[one], desk) for one in also)):
                tell = _update if place.channel in heard else _first
                yield tell(occasion, place, desk, now)


def _where_heard(channel: str, heard: ChannelHistory, desk: Desk) -> Destination:
    """Return how *channel* gets more of an alert it knows: in the digest, if it has all of it from there."""
    if heard.digest in desk.digests:
        return Destination(channel, f"told of this alert in the digest {heard.digest}", heard.digest)
    return Destination(channel, "told of this alert before")


def _first(occasion: Occasion, place: Destination, desk: Desk, now: datetime) -> Dispatch:
    return _placed(first_id(occasion.alert.id, place.channel), DispatchKind.FIRST, place, desk, now)


def _update(occasion: Occasion, place: Destination, desk: Desk, now: datetime) -> Dispatch:
    id_ = stable_id("delivery", occasion.alert.id, place.channel, occasion.step)
    return _placed(id_, DispatchKind.UPDATE, place, desk, now)


def _placed(id_: str, kind: DispatchKind, place: Destination, desk: Desk, now: datetime) -> Dispatch:
    due = next_slot(desk.digests[place.digest], now) if place.digest else now
    return Dispatch(
        delivery_id=id_,
        channel=place.channel,
        kind=kind,
        due_at=due,
        reason=place.reason,
        fold=f"digest:{place.digest}" if place.digest else None,
    )


def _joined(occasion: Occasion, place: Destination, desk: Desk, now: datetime) -> Dispatch:
    """Return an update that waits for others, unless its place gets a digest anyway.

    The first correction is sent at once; outlets that print it too are further reports.
    """
    plain = _update(occasion, place, desk, now)
    if plain.fold:
        return plain
    heard = occasion.heard[place.channel]
    if occasion.corrects and not heard.updates:
        return plain
    every = desk.update_every.get(place.channel, UPDATE_EVERY)
    due = heard.next or max(now, heard.last + every)
    return Dispatch(
        delivery_id=plain.delivery_id,
        channel=place.channel,
        kind=DispatchKind.UPDATE,
        due_at=due,
        reason="joined: told with what joins meanwhile",
        fold="update",
    )


def _silenced(dispatch: Dispatch, silence: Silence, step: str) -> Dispatch:
    # When the silence has ended the channel may yet get it, under the id that this one would have had.
    return Dispatch(
        delivery_id=stable_id("silenced", dispatch.delivery_id, step),
        channel=dispatch.channel,
        kind=dispatch.kind,
        due_at=dispatch.due_at,
        reason=dispatch.reason,
        silenced=f"silenced by {silence}",
    )


def _escalations(occasion: Occasion, now: datetime) -> Iterator[Dispatch]:
    escalate = occasion.match.rule.escalate
    if escalate is None:
        return
    for channel in escalate.to:
        yield Dispatch(
            delivery_id=stable_id("delivery", occasion.alert.id, channel, "escalation"),
            channel=channel,
            kind=DispatchKind.ESCALATION,
            due_at=now + escalate.after,
            reason="unless somebody acknowledges it",
        )
