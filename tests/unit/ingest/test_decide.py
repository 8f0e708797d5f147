"""What follows from an article, as a table: no store, no clock, no files."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from kept_building import (
    EARLIER,
    NOW,
    InHand,
    decided,
    file_row,
    heard_by,
    in_story_of,
    knowing,
    read,
    rules_of,
    told,
)

from monitor.alert.silence import Matcher, Silence
from monitor.correlation.model import Hit
from monitor.ingest import drafts
from monitor.ingest.context import Context
from monitor.ingest.decide import in_order
from monitor.ingest.drafts import NotEvaluatedError
from monitor.store.records import KnownArticle, KnownFiles, MatchRow

DENIAL = rules_of("rules:\n  - {id: denial, severity: high, when: {sentence: {all: [Kremlin, denied]}}}\n")
CONTACT = rules_of(
    "rules:\n  - id: contact\n    when: {contact: {status: [happened, claimed, denied]}}\n"
    "    new: {per: [participants, kind], for: 7d}\n"
)
MANY = rules_of("rules:\n  - {id: many, when: Kremlin, count: {at_least: 2, within: 3h}}\n")
WIRE = (
    "The Kremlin denied on Friday that a warship had left the harbour of Sevastopol with grain from Odesa aboard.\n\n"
    "Captain Aleksei Sorokin told reporters that the ship was being painted, and that no sailor had gone ashore.\n\n"
)
NEWS = f"Warship Borealis stays in Sevastopol harbour\n\n{WIRE}"
CALLED = "Call\n\nVladimir Putin called Donald Trump on Tuesday, the newspaper Lantern said.\n"
EVERYBODY = ("desk", "mail")
LATER = [("desk", "update", "update"), ("mail", "update", "update")]


def became(changes):
    return [intake.became for intake in changes.intakes]


def outcomes(changes):
    """Return of each match what came of it, and who is told as what, when not at once with "later"."""
    return [
        (
            row.outcome,
            sorted(
                (new.channel, str(new.notification.kind), "silenced" if new.silenced else new.fold or "now")
                for new in intake.deliveries
            ),
        )
        for intake in changes.intakes
        for row in intake.matches
    ]


def first(*channels):
    return [(channel, "first", "now") for channel in channels]


def earlier_match(alert_id, proof):
    return MatchRow(
        id="m", article_id="ar-1", digest="d", rule_id="denial", rule_digest="r", title="t",
        evidence=[{"proof": proof}], facts={}, alert_id=alert_id, outcome="opened", reason="", matched_at=EARLIER,
    )  # fmt: skip


def a_new_text():
    return DENIAL, [read(DENIAL, NEWS)], None


def of_no_interest():
    return DENIAL, [read(DENIAL, "Harvest\n\nRain fell on the fields.\n")], None


def seen_here_before():
    reading = read(DENIAL, NEWS)
    return DENIAL, [reading], knowing(reading)


def moved_here():
    reading = read(DENIAL, NEWS)
    return DENIAL, [reading], knowing(reading, path="/in/before.txt", stands=False)


def a_second_copy():
    reading = read(DENIAL, NEWS)
    before = told("story:s")
    context = knowing(
        reading,
        path="/in/before.txt",
        told=[before],
        heard=heard_by(*EVERYBODY),
        matched=[earlier_match("al-denial", "x")],
    )
    return DENIAL, [reading], context


def other_words_at_a_known_path():
    before, reading = read(DENIAL, NEWS), read(DENIAL, NEWS.replace("painted", "scrapped for parts"))
    row = file_row(before)
    return (
        DENIAL,
        [reading],
        Context(
            kept=InHand(told=[told("story:s")], heard=heard_by(*EVERYBODY)),
            files=KnownFiles(
                files={row.path: row},
                articles={"ar-1": KnownArticle(version=1, sketch=before.evaluated.fingerprint)},
            ),
            matched={"ar-1": [earlier_match("al-denial", "other words")]},
        ),
    )


def another_story_at_a_known_path():
    rules, batch, context = other_words_at_a_known_path()
    return rules, batch, replace(context, files=replace(context.files, articles={}))


def a_wire_copy():
    before = read(DENIAL, NEWS)
    reading = read(
        DENIAL, f"No warship at sea\n\n{WIRE}Nobody at the ministry was to be reached.\n", "/in/b.txt"
    )
    story, context = in_story_of(before, reading)
    kept = InHand(told=[told(f"story:{story}")], heard=heard_by(*EVERYBODY))
    return DENIAL, [reading], replace(context, kept=kept)


def a_kill():
    before = read(DENIAL, NEWS)
    reading = read(
        DENIAL,
        f"KILL - Warship Borealis stays in Sevastopol harbour\n\nPlease disregard Warship Borealis stays in Sevastopol harbour. {WIRE}",
        "/in/k.txt",
    )
    story, context = in_story_of(before, reading)
    kept = InHand(told=[told(f"story:{story}")], heard=heard_by("desk"))
    return DENIAL, [reading], replace(context, kept=kept)


def two_copies_at_once():
    return DENIAL, [read(DENIAL, NEWS), read(DENIAL, f"{NEWS}It is thought so.\n", "/in/b.txt")], None


def while_it_is_silenced():
    silence = Silence(
        id="s", matcher=Matcher(rules=("den*",)), starts_at=EARLIER, ends_at=NOW + timedelta(hours=1),
        author="Ana", comment="known", created_at=EARLIER,
    )  # fmt: skip
    return DENIAL, [read(DENIAL, NEWS)], Context(kept=InHand(), silences=[silence])


def no_article():
    reading = replace(read(DENIAL, NEWS), reason="it is empty", evaluated=None)
    return DENIAL, [reading], None


def a_claim():
    return CONTACT, [read(CONTACT, CALLED)], None


def one_of_two():
    return MANY, [read(MANY, NEWS)], None


def the_second_of_two():
    hit = Hit(article_id="ar-0", at=EARLIER, value="ar-0")
    return MANY, [read(MANY, NEWS)], Context(kept=InHand(hits=[hit]))


@pytest.mark.parametrize(
    ("world", "is_now", "comes_of_it"),
    [
        (a_new_text, ["new"], [("opened", first("desk", "mail"))]),
        (of_no_interest, ["new"], []),
        (seen_here_before, ["unchanged"], []),
        (moved_here, ["moved"], []),
        (a_second_copy, ["repeat"], []),
        (
            other_words_at_a_known_path,
            ["version"],
            [("updated", [("desk", "update", "now"), ("mail", "update", "now")])],
        ),
        (another_story_at_a_known_path, ["new"], [("opened", first("desk", "mail"))]),
        (a_wire_copy, ["new"], [("joined", LATER)]),
        (two_copies_at_once, ["new", "new"], [("opened", first("desk", "mail")), ("joined", LATER)]),
        (
            while_it_is_silenced,
            ["new"],
            [("opened", [("desk", "first", "silenced"), ("mail", "first", "silenced")])],
        ),
        (no_article, ["unreadable"], []),
        (a_claim, ["new"], [("opened", first("desk", "mail"))]),
        (one_of_two, ["new"], [("counted", [])]),
        (the_second_of_two, ["new"], [("opened", first("desk", "mail"))]),
    ],
    ids=lambda one: one.__name__ if callable(one) else "",
)
def test_what_a_file_is_and_what_comes_of_it(world, is_now, comes_of_it):
    rules, batch, context = world()
    changes = decided(rules, batch, context=context)
    assert became(changes) == is_now
    assert outcomes(changes) == comes_of_it
    assert decided(rules, batch, context=context) == changes


def test_whoever_heard_of_a_killed_story_is_told_and_nobody_else():
    rules, batch, context = a_kill()
    (intake,) = decided(rules, batch, context=context).intakes
    assert not intake.matches
    ((delivery,), (remembered,)) = intake.deliveries, intake.told
    assert (delivery.channel, str(delivery.notification.kind)) == ("desk", "update")
    assert remembered.stands.withdrawn


def test_a_moved_file_takes_its_row_along():
    rules, batch, context = moved_here()
    (intake,) = decided(rules, batch, context=context).intakes
    assert (intake.moved_from, intake.article) == ("/in/before.txt", None)


def test_what_a_rule_counts_is_written_with_the_article():
    rules, batch, context = the_second_of_two()
    windows = decided(rules, batch, context=context).windows
    assert {hit.article_id for _, hit in windows.hits} >= {"ar-0"}
    assert len(windows.hits) == 2
    assert len({hit.group for _, hit in windows.hits}) == 1


def test_a_contact_is_a_sighting_of_a_claim():
    rules, batch, context = a_claim()
    changes = decided(rules, batch, context=context)
    (sighting,) = changes.claims.news.added
    (claim,) = changes.claims.accounts.values()
    assert sighting.told.participants == ("Donald Trump", "Vladimir Putin")
    assert changes.intakes[0].alerts[0].claim == claim.id


def test_a_file_that_a_decision_fails_on_is_listed_and_costs_no_other(monkeypatch):
    made = drafts.article_row

    def failing(article, *rest):
        if "bad" in article.path:
            raise RuntimeError("a fault of ours")
        return made(article, *rest)

    monkeypatch.setattr(drafts, "article_row", failing)
    batch = [
        read(DENIAL, NEWS),
        read(DENIAL, CALLED, "/in/bad.txt"),
        read(DENIAL, "Rain\n\nIt rained.\n", "/in/c.txt"),
    ]
    changes = decided(DENIAL, batch)
    assert became(changes) == ["new", "unreadable", "new"]
    assert changes.intakes[1].file.reason == "internal error: RuntimeError('a fault of ours')"


def test_what_nobody_evaluated_is_not_decided_on():
    with pytest.raises(NotEvaluatedError) as missing:
        decided(DENIAL, [replace(read(DENIAL, NEWS), evaluated=None)])
    assert [one.arrival.path for one in missing.value.readings] == ["/in/a.txt"]


def test_deliveries_leave_in_the_order_in_which_they_were_decided():
    changes = in_order(decided(DENIAL, two_copies_at_once()[1]), first=3)
    made = [new.created_at for intake in changes.intakes for new in intake.deliveries]
    assert made == [NOW + timedelta(microseconds=number) for number in range(3, 7)]
