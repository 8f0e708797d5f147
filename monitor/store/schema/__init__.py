"""The tables and indexes as of the newest migration; every query is built on these.

A change here needs a migration beside it: a test compares the two. The CHECKs repeat what the
state machine and the row types say, so that no other writer can break them.
"""

from __future__ import annotations

from monitor.store.schema.alerts import alert, alert_claim, alert_report, alert_step, rule_match, silence
from monitor.store.schema.articles import article, article_version, source_file
from monitor.store.schema.claims import claim, claim_alias, claim_edit, claim_voice, sighting
from monitor.store.schema.deliveries import channel_trouble, delivery, digest_slot, in_states
from monitor.store.schema.metadata import metadata
from monitor.store.schema.status import status_note
from monitor.store.schema.stories import story_member, story_term
from monitor.store.schema.windows import window_hit, window_rule, window_silence

__all__ = [
    "alert",
    "alert_claim",
    "alert_report",
    "alert_step",
    "article",
    "article_version",
    "channel_trouble",
    "claim",
    "claim_alias",
    "claim_edit",
    "claim_voice",
    "delivery",
    "digest_slot",
    "in_states",
    "metadata",
    "rule_match",
    "sighting",
    "silence",
    "source_file",
    "status_note",
    "story_member",
    "story_term",
    "window_hit",
    "window_rule",
    "window_silence",
]
