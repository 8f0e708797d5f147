"""Who denies officially: who serves a leader does, a defendant and one of the fighters do not."""

from __future__ import annotations

import pytest

from monitor.article import Article
from monitor.extract import read_facts


def officials(text: str) -> list[bool]:
    return [one.official for one in read_facts(Article.from_text(text=text)).denials]


@pytest.mark.parametrize("who", ["President Osei's advisers", "President Duarte's aides", "Macron's aides"])
def test_those_who_serve_a_leader_deny_officially(who: str) -> None:
    assert officials(f"{who} denied the report.") == [True]


def test_those_who_serve_anybody_else_do_not() -> None:
    assert officials("The singer's advisers denied the report.") == [False]


def test_one_fighter_speaks_for_himself_and_fighters_for_their_movement() -> None:
    assert officials("A Hamas fighter denied the report.") == [False]
    assert officials("Hamas fighters denied the report.") == [True]


@pytest.mark.parametrize("told", ["was charged in court with fraud", "was indicted over a land sale"])
def test_a_politician_charged_in_court_denies_for_himself(told: str) -> None:
    assert officials(f"Malaysian minister Omar Said {told} on Monday. He denies the accusations.") == [False]


def test_a_politician_who_was_not_charged_denies_officially() -> None:
    text = "Malaysian minister Omar Said met two envoys on Monday. He denies the accusations."
    assert officials(text) == [True]


@pytest.mark.parametrize("but", ["contrary to reports from Washington", "despite claims by the rebels"])
def test_no_contact_said_against_reports_of_one_needs_no_telling_before(but: str) -> None:
    assert officials(f"An Iranian official said no meeting was held, {but}.") == [True]


def test_no_contact_told_of_by_itself_is_no_denial() -> None:
    assert officials("An Iranian official said no meeting was held this week.") == []
