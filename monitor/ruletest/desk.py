"""The channels and routes that a test's series is sent to."""

from __future__ import annotations

from dataclasses import replace

from monitor.alert.route import RouteConfig
from monitor.config import without_file
from monitor.config.model import AlertsConfig, Config
from monitor.notify.config import ChannelConfig
from monitor.rule.load import LoadedRules
from monitor.rule.model import Rule, SequenceOf
from monitor.rule.ruleset import RuleSet

CHANNEL = "desk"


def plain_desk(rule: Rule) -> Config:
    """Return a desk of one channel that hears all; those that *rule* escalates to hear of nothing else."""
    names = dict.fromkeys((CHANNEL, *(rule.escalate.to if rule.escalate else ())))
    nowhere = ChannelConfig.model_validate({"url": "console://"})
    told = {
        "channels": dict.fromkeys(names, nowhere),
        "routes": (RouteConfig(channels=(CHANNEL,)),),
        "alerts": AlertsConfig(notices=()),
    }
    return without_file().model_copy(update=told)


def only(loaded: LoadedRules, rule: Rule) -> RuleSet:
    """Return *rule* with the rules that its sequence waits for, and nothing else to speak beside it.

    It is tested as what it is to become: enabled, and no draft.
    """
    known = {one.id: one for one in loaded.rules}
    wanted = {rule.id: replace(rule, enabled=True, draft=False)}
    open_ends = [rule]
    while open_ends:
        stateful = open_ends.pop().stateful
        steps = stateful.rules if isinstance(stateful, SequenceOf) else ()
        fresh = [known[id_] for id_ in steps if id_ in known and id_ not in wanted]
        wanted |= {one.id: one for one in fresh}
        open_ends += fresh
    rules = [wanted[one.id] for one in loaded.rules if one.id in wanted]
    return RuleSet(rules, entities=loaded.entities, taught=loaded.taught)
