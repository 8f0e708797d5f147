"""When and to whom a rule is told: `new:`, `per:`, `escalate:`, and what counts over several articles."""

from __future__ import annotations

from monitor.rule.model import Per
from monitor.rule.read_per import WINDOW_PER
from monitor.schema.shapes import (
    Schema,
    choice,
    duration,
    flag,
    key,
    listing,
    mapping,
    one_or_more,
    text,
    whole,
)


def telling() -> dict[str, Schema]:
    """Return what says when and to whom the rule is told."""
    new = mapping(
        {
            "per": key(
                one_or_more(choice((Per.PARTICIPANTS, Per.KIND, Per.RULE))),
                "What makes it another: participants and kind together, unless set.",
                ["participants", "kind"],
            ),
            "for": key(duration(), "How long it is the same, and not told again.", "7d"),
        },
        "for",
    )
    escalate = mapping(
        {
            "after": key(duration(), "How long somebody has to acknowledge the alert.", "15m"),
            "to": key(one_or_more(text()), "The channels that are then told.", "phone", ["phone", "chief"]),
        },
        *("after", "to"),
    )
    return {
        "new": key(
            new,
            "Tell only contacts and denials that were not told before.",
            {"per": ["participants", "kind"], "for": "7d"},
        ),
        "per": key(
            one_or_more(choice(Per)),
            "What makes an alert another one: later articles that are alike in this join the alert.",
            "story",
            ["participants", "publisher"],
        ),
        "escalate": key(
            escalate,
            "Whom to tell when nobody acknowledges an alert in time.",
            {"after": "15m", "to": "phone"},
        ),
        **_stateful(),
    }


def _stateful() -> dict[str, Schema]:
    per = key(
        one_or_more(choice(WINDOW_PER)), "Counted apart for each of these.", "publisher", ["participants"]
    )
    silent_per = key(
        one_or_more(choice(one for one in WINDOW_PER if one is not Per.STORY)),
        "Watched apart for each of these.",
        "publisher",
    )
    count = {
        "at_least": key(whole(2), "How many articles must match.", 3),
        "within": key(duration(), "In what time.", "1h"),
        "per": per,
        "different": key(
            choice((Per.PUBLISHER, Per.STORY, Per.LANGUAGE)), "Those alike in this count as one.", "publisher"
        ),
    }
    sequence = {
        "rules": key(
            listing(text(), 2), "The ids of other rules, each of which must match.", ["claim", "denial"]
        ),
        "within": key(duration(), "In what time.", "72h"),
        "per": per,
        "ordered": flag("One after the other, as named; true unless set."),
    }
    absent = {"for": key(duration(), "How long nothing has matched.", "24h"), "per": silent_per}
    spike = {
        "factor": key({"type": "number", "exclusiveMinimum": 1}, "How many times as many as usual.", 3, 2.5),
        "within": key(duration(), "The time that is looked at.", "1h"),
        "over": key(duration(), "The time before that, which says what is usual; 7d unless set.", "7d"),
        "at_least": key(whole(2), "Fewer than these are never a spike; 5 unless set.", 5),
        "per": per,
    }
    return {
        "count": key(
            mapping(count, "at_least", "within"),
            "Tell once so many articles match.",
            {"at_least": 3, "within": "1h"},
        ),
        "sequence": key(
            mapping(sequence, "rules", "within"),
            "Tell once several other rules have matched.",
            {"rules": ["claim", "denial"], "within": "72h"},
        ),
        "absent": key(mapping(absent, "for"), "Tell once nothing has matched for so long.", {"for": "24h"}),
        "spike": key(
            mapping(spike, "factor", "within"),
            "Tell once far more articles match than usual.",
            {"factor": 3, "within": "1h"},
        ),
    }
