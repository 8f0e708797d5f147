"""One event, one message: which alerts of one article a channel is told of together. Pure.

Rules overlap: three may find one call in one article, each for an alert of its own. Every alert stays, to be
listed, acknowledged and silenced by itself; what is sent of them is planned here, after `plan`, channel by
channel:

- what several rules found of one event is one message, whatever became of it under each rule;
- all events of an article that are new to a channel are one message: the gravest leads, the others join it;
- what a channel knows goes into the thread of the alert it knows, and takes along what is new of that event.

A dispatch that is told with another keeps its id and names the delivery that carries it (`joined_to`), so
that each alert still shows where it was told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from monitor.alert.dispatch import ChannelHistory, Dispatch, DispatchKind, Joined
from monitor.alert.events import events_of
from monitor.alert.plan import Decision
from monitor.rule.model import Severity

__all__ = ["told_together"]

_GRAVITY = {severity: number for number, severity in enumerate(Severity)}
_Place = tuple[int, int]
Heard = Mapping[str, Mapping[str, ChannelHistory]]
NOTHING_HEARD: Heard = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Planned:
    """One dispatch of one decision, with the number of its event and its place among all of the article."""

    decision: Decision
    dispatch: Dispatch
    event: int
    place: _Place

    @property
    def is_known(self) -> bool:
        """Whether the channel was told of the alert before."""
        return self.dispatch.kind is DispatchKind.UPDATE

    @property
    def at_once(self) -> bool:
        """Whether it waits for nothing."""
        return self.dispatch.fold is None

    @property
    def order(self) -> tuple[object, ...]:
        """What leads comes first: what the channel knows, what is told at once, what is gravest."""
        alert, match = self.decision.alert, self.decision.match
        gravity = _GRAVITY[alert.severity] if alert else 0
        waits = (not self.at_once, self.dispatch.due_at)
        return (not self.is_known, *waits, -gravity, not match.asked, self.place)


def told_together(decisions: Sequence[Decision], heard: Heard = NOTHING_HEARD) -> tuple[Decision, ...]:
    """Return the *decisions* on one article with what a channel is sent of them made one message an event.

    *heard* is what each channel was sent of each alert before.
    """
    events = events_of(decisions)
    channels: dict[str, list[_Planned]] = defaultdict(list)
    for number, one in enumerate(decisions):
        for index, dispatch in enumerate(one.dispatches):
            if not dispatch.silenced and dispatch.kind is not DispatchKind.ESCALATION:
                channels[dispatch.channel].append(_Planned(one, dispatch, events[number], (number, index)))
    changed: dict[_Place, Dispatch | None] = {}
    for planned in channels.values():
        once = _each_once(planned, changed)
        for group in _groups(once, heard):
            changed.update(_joined(group))
    return tuple(_with(one, number, changed) for number, one in enumerate(decisions))


def _each_once(planned: Sequence[_Planned], changed: dict[_Place, Dispatch | None]) -> list[_Planned]:
    """Return *planned* without what is the same delivery again: two claims may be of one alert."""
    best: dict[str, _Planned] = {}
    for one in sorted(planned, key=lambda each: each.order):
        if best.setdefault(one.dispatch.delivery_id, one) is not one:
            changed[one.place] = None
    return sorted(best.values(), key=lambda each: each.place)


def _groups(planned: Sequence[_Planned], heard: Heard) -> Iterator[list[_Planned]]:
    """Yield what a channel is told together: an event, what is new, and what more there is of one thread."""
    by_event: dict[int, list[_Planned]] = defaultdict(list)
    for one in planned:
        by_event[one.event].append(one)
    new: list[_Planned] = []
    further: dict[str, list[_Planned]] = defaultdict(list)
    for group in by_event.values():
        counted = any(one.decision.match.gathered for one in group)
        is_new = any(one.at_once for one in group) and not any(one.is_known for one in group)
        if is_new and not counted:
            new += group
        elif all(one.dispatch.fold == "update" for one in group):
            further[_thread_of(min(group, key=lambda one: one.order), heard)] += group
        else:
            yield group
    yield from (group for group in (new, *further.values()) if group)


def _thread_of(one: _Planned, heard: Heard) -> str:
    """Return the alert in whose thread the channel is told more of an alert that it knows."""
    thread = one.decision.alert.id if one.decision.alert else ""
    seen: set[str] = set()
    while thread not in seen:
        seen.add(thread)
        history = heard.get(thread, {}).get(one.dispatch.channel)
        thread = history.thread if history and history.thread else thread
    return thread


def _joined(group: Sequence[_Planned]) -> Iterator[tuple[_Place, Dispatch]]:
    """Yield the dispatches of *group*: the first in order leads, and the others are told with it."""
    lead, *others = sorted(group, key=lambda one: one.order)
    dispatch, leading = lead.dispatch, lead.decision.alert
    if not lead.at_once and any(one.at_once for one in others):
        first = min(one.dispatch.due_at for one in others if one.at_once)
        dispatch = replace(dispatch, fold=None, due_at=first, reason="another rule found the same event")
    told = [
        Joined(alert.id, is_same_event=one.event == lead.event)
        for one in others
        if (alert := one.decision.alert)
    ]
    yield lead.place, replace(dispatch, joins=tuple(told))
    for one in others:
        shared = "the same event" if one.event == lead.event else "the same article"
        reason = f"told with alert {leading.id if leading else ''}: {shared}"
        yield (
            one.place,
            replace(
                one.dispatch,
                joined_to=dispatch.delivery_id,
                due_at=dispatch.due_at,
                reason=reason,
                thread=leading.id if leading else "",
            ),
        )


def _with(decision: Decision, number: int, changed: dict[_Place, Dispatch | None]) -> Decision:
    told = [changed.get((number, index), one) for index, one in enumerate(decision.dispatches)]
    return replace(decision, dispatches=tuple(one for one in told if one is not None))
