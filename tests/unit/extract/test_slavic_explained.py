"""What was read of a Russian or Ukrainian sentence, and why it was told so."""

from __future__ import annotations

from monitor.article import Article
from monitor.extract.explain import drawn, explained


def test_a_sentence_is_shown_with_its_parties_clauses_events_and_denials() -> None:
    text = "Песков опроверг сообщения о том, что Путин звонил Макрону. Погода хорошая."
    row, weather = explained(Article.from_text(text=text))
    assert weather["stage"] == "prefilter"
    assert [one["party"] for one in row["parties"]] == ["Dmitry Peskov", "Vladimir Putin", "Emmanuel Macron"]
    assert [(one["link"], one["verb"]) for one in row["clauses"]] == [
        ("main", "опроверг"),
        ("that", "звонил"),
    ]
    assert [(one["kind"], one["status"]) for one in row["events"]] == [("call", "denied")]
    assert [one["by"] for one in row["denials"]] == ["Dmitry Peskov"]
    assert "event    звонил (call): Vladimir Putin, Emmanuel Macron; denied" in drawn(row)


def test_an_article_without_a_word_of_contact_or_denial_ends_at_the_prefilter() -> None:
    (row,) = explained(Article.from_text(text="У місті відкрили новий парк."))
    assert row["stage"] == "prefilter"
    assert row["reason"]
