"""Opens the store and constructs the daemon's parts: evaluator, ingester, delivery workers, jobs."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from monitor.alert.dispatch import Desk
from monitor.alert.rate import Rate
from monitor.clock import SteadyClock
from monitor.config.model import Config
from monitor.daemon.clock_watch import settle
from monitor.daemon.pruning import Pruner, keep_of
from monitor.daemon.reachability import Reach
from monitor.daemon.scheduled_jobs import ScheduledJobs
from monitor.delivery import ChannelHealth, DeliveryResources, DeliveryWorker
from monitor.errors import StoreGone
from monitor.evaluate.child import ChildProcess
from monitor.evaluate.model import Beat, SourceDefaults
from monitor.ingest import Ingester
from monitor.ingest.evaluation import Evaluation
from monitor.notify.channel import Channel, open_channel
from monitor.notify.pace import LEGIBLE, is_for_people, pace_of
from monitor.outbox.batching import DeliveryPolicy
from monitor.outbox.state import OnAmbiguous, RetryPolicy
from monitor.rule.ruleset import RuleSet
from monitor.store.store import Store

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the daemon is made of, once it is open."""

    store: Store
    ingester: Ingester
    workers: Mapping[str, DeliveryWorker]
    channels: Sequence[Channel]
    jobs: ScheduledJobs
    reach: Reach
    evaluator: ChildProcess
    watch: ChannelHealth
    pruner: Pruner

    def close(self) -> None:
        """End what works on the store, and close it."""
        self.pruner.stop()
        self.evaluator.close()
        self.store.close()


@dataclass(frozen=True, slots=True)
class Seams:
    """What the parts ask of the daemon around them.

    `rules`: those in use; `wake`: wake a channel's worker; `beat`: work on a batch goes on;
    `give_up`: the store is gone; `waiting`: the files that have long waited to be handed on, and why.
    """

    rules: Callable[[], RuleSet]
    wake: Callable[[str], None]
    beat: Beat
    give_up: Callable[[StoreGone], None]
    waiting: Callable[[], Iterable[tuple[str, str]]]


def open_parts(config: Config, clock: SteadyClock, seams: Seams) -> Parts:
    """Open the store as its owner, and all that works on it.

    Raises:
        StoreError: the store cannot be opened, or another daemon holds it.
    """
    now = clock.now()
    store = Store.open(config.settings.store, mode="own", since=now)
    try:
        store.on_gone(seams.give_up)
        settle(store, now)
        return _furnished(config, clock, seams, store)
    except BaseException:
        store.close()
        raise


def _furnished(config: Config, clock: SteadyClock, seams: Seams, store: Store) -> Parts:
    policies = {name: delivery_policy_of(config, name) for name in config.channels}
    _rescue(store, policies, clock)
    channels = [open_channel(name, spec, clock) for name, spec in config.channels.items()]
    desk = desk_of(config)
    evaluator = ChildProcess(seams.rules(), config.timezone, config.budget, seams.beat)
    ingester = Ingester(
        store,
        seams.rules(),
        desk,
        clock,
        timezone=config.timezone,
        evaluation=Evaluation(evaluator, config.budget, seams.beat, source_defaults(config)),
    )
    watch = ChannelHealth(store, fallback_channels(config), seams.wake, config.timezone)
    resources = DeliveryResources(store, clock, watch)
    workers = {one.name: DeliveryWorker(one, policies[one.name], resources) for one in channels}
    jobs = ScheduledJobs(
        config,
        store,
        seams.wake,
        rules=lambda: seams.rules().rules,
        desk=desk,
        up_since=clock.began,
        empties=seams.waiting,
    )
    reach = Reach(store, jobs.tell)
    pruner = Pruner(store, lambda: keep_of(config.retention, config.alerts, seams.rules().rules), clock)
    return Parts(store, ingester, workers, channels, jobs, reach, evaluator, watch, pruner)


def _rescue(store: Store, policies: Mapping[str, DeliveryPolicy], clock: SteadyClock) -> None:
    """Let go on what was under way when the daemon before this one ended."""
    careful = {name for name, one in policies.items() if one.retry.on_ambiguous is OnAmbiguous.HOLD}
    rescued = store.rescue(clock.now(), held_channels=careful)
    if rescued:
        _log.warning("deliveries that were interrupted: %d; they are sent again or held", rescued)
    for name in store.waiting().keys() - policies.keys():
        _log.warning("channel %s is no longer configured, and deliveries wait for it", name)


def source_defaults(config: Config) -> dict[str, SourceDefaults]:
    """Return what each source says of its articles where they do not, by the root of its folder."""
    return {
        os.path.abspath(one.path): SourceDefaults(  # noqa: PTH100 as the source names its root
            publisher=one.publisher,
            timezone=ZoneInfo(one.timezone) if one.timezone else None,
            language=one.language,
        )
        for one in config.sources
    }


def desk_of(config: Config) -> Desk:
    """Return who is notified of what."""
    return Desk(
        routes=config.routes,
        channels=tuple(config.channels),
        digests=config.digests,
        update_every={name: one.update_every for name, one in config.channels.items()},
        join_for=config.alerts.join_for,
        zone=config.timezone,
    )


def delivery_policy_of(config: Config, name: str) -> DeliveryPolicy:
    """Return how a channel's messages are to be sent."""
    channel = config.channels[name]
    by_itself = channel.rate is None and is_for_people(channel.reveal())
    return DeliveryPolicy(
        update_every=channel.update_every,
        rate=channel.rate if isinstance(channel.rate, Rate) else None,
        legible=LEGIBLE if by_itself else None,
        pace=pace_of(channel.reveal()) if by_itself else None,
        quiet_until=channel.quiet_until if channel.quiet else None,
        zone=channel.zone,
        retry=RetryPolicy(
            max_age=channel.give_up_after,
            max_attempts=channel.max_attempts,
            on_ambiguous=OnAmbiguous(channel.on_ambiguous),
        ),
    )


def fallback_channels(config: Config) -> dict[str, tuple[str, ...]]:
    """Return for each channel which others are notified when it fails, the one it names first.

    After those that hear of the monitor's troubles come all others; nobody when `notices` is empty.
    """
    names = (*config.alerts.notices, *config.channels) if config.alerts.notices else ()
    return {
        name: tuple(dict.fromkeys(one for one in (channel.tell, *names) if one and one != name))
        for name, channel in config.channels.items()
    }
