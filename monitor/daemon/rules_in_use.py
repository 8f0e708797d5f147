"""The rule set in use, and how a reloaded one is put in its place between two batches."""

from __future__ import annotations

import threading

from monitor.clock import Clock
from monitor.config.model import Config
from monitor.daemon.reload import Broken, Reloader
from monitor.daemon.wiring import Parts
from monitor.errors import RuleError
from monitor.rule.grammar.telling import escalation_faults
from monitor.rule.ruleset import RuleSet

_LINES_TOLD = 12


class RulesInUse:
    """The set that articles are evaluated by: `rules`. *taking_in* is held while a batch is taken in."""

    def __init__(self, config: Config, rules: RuleSet, clock: Clock, taking_in: threading.Lock) -> None:
        self.rules = rules
        self._config = config
        self._clock = clock
        self._taking_in = taking_in
        self._reading = threading.Lock()
        self._reloader: Reloader | None = None

    def follow_disk(self, parts: Parts) -> None:
        """Have `look` and `reload` read what stands on disk, for *parts* to use."""
        self._reloader = Reloader(
            self._config.settings.rules,
            self.rules,
            lambda rules: self._use(rules, parts),
            lambda broken: self._tell(broken, parts),
        )

    def look(self) -> None:
        """Read the rules if they have changed."""
        if self._reloader is not None:
            with self._reading:
                self._reloader.look()

    def reload(self) -> None:
        """Read the rules, whether they have changed or not."""
        if self._reloader is not None:
            with self._reading:
                self._reloader.reload()

    def note(self, parts: Parts) -> None:
        """Publish how many there are, and of what is wrong with those on disk."""
        broken = self._reloader.broken if self._reloader else None
        told = {"loaded": len(self.rules.rules), "errors": broken.faults if broken else 0}
        parts.store.note("rules", {**told, "faults": broken.text} if broken else told, self._clock.now())

    def _use(self, rules: RuleSet, parts: Parts) -> None:
        """Put *rules* in place: what is being taken in is finished with those before.

        Raises:
            RuleError: a rule names a channel that is not configured.
        """
        faults = escalation_faults(rules.rules, self._config.channels)
        if faults:
            raise RuleError(faults)
        prepared = parts.evaluator.prepare(rules)
        with self._taking_in:
            parts.evaluator.use(prepared)
            parts.ingester.use(rules)
            self.rules = rules

    def _tell(self, broken: Broken | None, parts: Parts) -> None:
        """Publish rules that cannot be used, or can again, in the status and in the channels chosen."""
        now = self._clock.now()
        self.note(parts)
        title, lines = "the rules on disk are right again, and in use", []
        if broken is not None:
            title = "the rules on disk cannot be used; the last good ones go on"
            lines = broken.text.splitlines()[:_LINES_TOLD]
        about = ("rules", title, now.isoformat())
        parts.jobs.tell(about, title, lines, now, self._config.alerts.rule_errors)
