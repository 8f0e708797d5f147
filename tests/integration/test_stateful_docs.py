"""Every example of docs/stateful.md is run: its rules against its articles, in order and in any other."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from window_desk import NOON, Piece, WindowDesk

from monitor.alert.dispatch import Desk
from monitor.ingest.absent import tell_silences
from monitor.rule.load import load_rules_text

DOCS = (Path(__file__).parents[2] / "docs" / "stateful.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```yaml\n(?P<rules>.*?)```\n(?:\n```text\n(?P<articles>.*?)```\n)?", re.DOTALL)
EXAMPLES = [(found["rules"], found["articles"]) for found in EXAMPLE.finditer(DOCS)]
TOLD = [(rules, articles) for rules, articles in EXAMPLES if articles]


def lines_of(articles):
    for line in articles.splitlines():
        at, publisher, text, expected = (part.strip() for part in line.split("|"))
        moment = datetime.strptime(f"2026 {at}", "%Y %d %b %H:%M").replace(tzinfo=UTC)
        minutes = (moment - NOON).total_seconds() / 60
        yield moment, Piece(minutes, text, publisher or None), expected


def tick(desk, moment):
    before = {one.id: one.state for one in desk.store.list_alerts()}
    tell_silences(
        desk.store, desk.rules.rules, Desk(channels=("desk", "boss")), moment, NOON.replace(day=1, hour=0)
    )
    for one in desk.store.list_alerts():
        if one.id not in before:
            return f"ALERT {one.title}"
        if one.state != before[one.id]:
            return f"ends {one.title}"
    return ""


@pytest.mark.parametrize(("rules", "articles"), TOLD)
def test_each_article_of_an_example_leads_to_what_stands_beside_it(tmp_path, rules, articles):
    desk = WindowDesk(f"sqlite:///{tmp_path}/monitor.db", rules)
    for moment, piece, expected in lines_of(articles):
        desk.now = moment
        if piece.text == "(nothing)":
            assert tick(desk, moment) == expected
            continue
        said = desk.take(piece)[0]
        desk.restart()
        rule, _, told = said[-1].partition(": ")
        assert expected in (told.replace("opens", "ALERT"), f"{rule}: {told}")
    desk.store.close()


@pytest.mark.parametrize(("rules", "articles"), [one for one in TOLD if "absent" not in one[0]])
def test_any_order_of_an_example_leads_to_the_same_alerts(tmp_path, rules, articles):
    pieces = [piece for _, piece, _ in lines_of(articles)]
    found = []
    for seed in range(4):
        desk = WindowDesk(f"sqlite:///{tmp_path}/{seed}.db", rules)
        desk.now = NOON.replace(day=9)
        random.Random(seed).shuffle(pieces)
        for piece in pieces:
            desk.take(piece)
        found.append(desk.groups())
        assert len(desk.told) == len(found[-1])
        desk.store.close()
    assert found == found[:1] * 4
    assert found[0]


@pytest.mark.parametrize("rules", [rules for rules, _ in EXAMPLES])
def test_every_rule_that_is_shown_can_be_loaded(rules):
    assert load_rules_text(rules).rules


def test_there_is_an_example_of_every_key():
    shown = "".join(rules for rules, _ in EXAMPLES)
    assert [
        key for key in ("count:", "sequence:", "spike:", "absent:", "per:", "escalate:") if key not in shown
    ] == []
