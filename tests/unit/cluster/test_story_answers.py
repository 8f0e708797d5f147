from __future__ import annotations

from datetime import UTC, datetime, timedelta

from monitor.article.model import Article
from monitor.cluster.assign import founded
from monitor.cluster.corrections import notice_of
from monitor.cluster.denial_links import Denied, answered, withdrawn
from monitor.cluster.sketch import sketch_of

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def member(name, title, text, *, hours_before=3):
    at = NOON - timedelta(hours=hours_before)
    article = Article.from_text(title=title, text=text, published=at, publisher="Evening Ledger")
    return founded(sketch_of(article, name, NOON))


TROOPS = member(
    "troops",
    "Moldovan troops seen moving towards Transnistria, channels say",
    "A column of 45 armoured vehicles with 1,200 soldiers was seen near Varnita on the way to Transnistria.",
)
RESERVISTS = member(
    "reservists",
    "Moldova to call up 9,000 reservists, newspaper writes",
    "Letters to 9,000 reservists will go out in Chisinau before the end of the month, a newspaper wrote.",
)
GAS = member("gas", "Moldova gas talks put off again", "Talks in Tiraspol on gas were put off, Gorchak said.")


def denied(words, *names):
    return Denied(article_id="denial", words=words, names=names, at=NOON)


def test_a_denial_is_tied_to_the_story_whose_words_it_denies():
    words = (
        "Moldova's defence ministry rejected reports that it had moved 1,200 soldiers towards Transnistria"
    )
    found = answered(denied(words), [GAS, TROOPS, RESERVISTS])
    assert found is not None
    assert found.article_id == "troops"
    assert found.reason.startswith(
        "“Moldovan troops seen moving towards Transnistria, channels say” (Evening Ledger) said so first"
    )


def test_a_denial_of_what_nobody_said_stands_alone():
    assert answered(denied("The ministry denied that parliament would be dissolved"), [GAS, TROOPS]) is None


def test_a_denial_that_names_too_little_stands_alone():
    assert answered(denied("Moldova denied the reports"), [GAS, TROOPS, RESERVISTS]) is None


def test_a_denial_that_fits_two_stories_stands_alone():
    twin = member(
        "twin",
        "Transnistria holds drill as Moldovan soldiers moved towards Varnita",
        "Separatists said 300 soldiers of Moldova moved towards Transnistria in August, near a mill in Causeni.",
    )
    words = "denied that Moldovan soldiers had moved towards Transnistria"
    assert answered(denied(words), [TROOPS, twin]) is None


def test_a_story_told_after_the_denial_or_long_before_is_not_what_it_answers():
    words = "denied that it had moved 1,200 soldiers and 45 armoured vehicles towards Transnistria"
    for hours in (-2, 24 * 8):
        other = member("other", TROOPS.sketch.title, TROOPS.sketch.text, hours_before=hours)
        assert answered(denied(words), [other]) is None


def test_another_report_of_the_denial_is_not_what_it_answers():
    copy = member("copy", "Moldova denies moving troops towards Transnistria", TROOPS.sketch.text)
    words = "denied that it had moved 1,200 soldiers and 45 armoured vehicles towards Transnistria"
    assert answered(denied(words), [copy]) is None
    found = answered(denied(words), [copy, TROOPS])
    assert found is not None
    assert found.article_id == "troops"


def test_a_kill_withdraws_the_story_it_names():
    article = Article.from_text(
        title="MANDATORY KILL",
        text="Please kill the story headlined Moldova to call up 9,000 reservists, newspaper writes. "
        "The newspaper withdrew its report.",
    )
    notice = notice_of(article)
    assert notice is not None
    found = withdrawn(notice, sketch_of(article, "kill", NOON), [TROOPS, RESERVISTS, GAS])
    assert found is not None
    assert found.article_id == "reservists"
