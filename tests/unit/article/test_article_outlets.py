from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alert.route import RouteWhen
from monitor.article import Article
from monitor.article.outlets import agency_name, outlet_name, outlets, signed_outlet, spellings_of
from monitor.located.yaml_tree import Location
from monitor.notify.lines import also_reported
from monitor.notify.model import OtherReport
from monitor.rule.condition import Publisher
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet
from monitor.rule.subsumption import clash

BODY = "The minister told reporters in the capital on Monday that the two leaders had spoken for an hour."


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        (
            "Reuters",
            [
                "reuters.com",
                "Reuters",
                "REUTERS",
                "Thomson Reuters",
                "(Reuters)",
                "https://www.reuters.com/a/b",
            ],
        ),
        ("AP", ["AP", "The Associated Press", "associated press", "apnews.com"]),
        ("TASS", ["ТАСС", "tass.ru", "ITAR-TASS", "«ТАСС»"]),
        ("BBC", ["BBC", "BBC News", "bbc.co.uk", "www.bbc.com"]),
        ("CNN", ["cnn", "edition.cnn.com"]),
        ("South China Morning Post", ["SCMP", "scmp.com"]),
        ("Le Monde", ["Le Monde", "LEMONDE.FR"]),
        ("Der Spiegel", ["Der Spiegel", "Spiegel Online", "spiegel.de"]),
        ("Haaretz", ["Haaretz", "haaretz.com", "Ha’aretz"]),
        ("The Kyiv Independent", ["Kyiv Independent", "the kyiv independent", "kyivindependent.com"]),
        ("The New York Times", ["New York Times", "nytimes.com", "NYT"]),
    ],
)
def test_one_outlet_has_one_name(name, spellings):
    assert {outlet_name(one) for one in spellings} == {name}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "com",
        "co.uk",
        "The Strelsau Post",
        "reuters.com.evil.example",
        "http://reuters.com@evil.example/a",
    ],
)
def test_what_is_not_known_has_no_other_name(text):
    assert outlet_name(text) is None


def test_every_spelling_in_the_table_means_one_outlet_and_no_two_share_one():
    told = [(one.name, spelling) for one in outlets() for spelling in (one.name, *one.aliases, *one.domains)]
    assert [(name, spelling) for name, spelling in told if outlet_name(spelling) != name] == []


@given(st.one_of(st.text(), st.sampled_from([s for one in outlets() for s in spellings_of(one.name)])))
def test_the_name_of_a_name_is_itself(text):
    name = outlet_name(text)
    assert name is None or outlet_name(name) == name


def test_a_name_that_is_a_word_is_no_signature():
    assert outlet_name("Time") == "Time"
    assert signed_outlet("Time") is None
    assert agency_name("The Guardian") is None


@pytest.mark.parametrize(
    "before",
    [
        "Leaders speak by phone\n\nBy REUTERS\n\n",
        "Leaders speak by phone\n\nReuters\n\n",
        "Leaders speak by phone\n\nreuters.com\n\n",
        "Leaders speak by phone\n\nhttps://www.reuters.com/world/talks-1\n\n",
        "Leaders speak by phone\n\nVIENNA (REUTERS) - ",
    ],
)
def test_wherever_a_publisher_is_read_it_has_its_one_name(before):
    assert Article.from_bytes((before + BODY + "\n\n" + BODY).encode()).publisher == "Reuters"


def test_a_publisher_that_is_given_has_its_one_name_and_an_unknown_one_stays_as_written():
    assert Article.from_text(text=BODY, publisher="reuters.com").publisher == "Reuters"
    assert (
        Article.from_text(text=BODY, publisher="strelsau-post.example").publisher == "strelsau-post.example"
    )


def matches(rule_publisher: str, publisher: str) -> bool:
    rules = load_rules_text(f'rules:\n  - {{id: r, when: {{publisher: "{rule_publisher}"}}}}\n').rules
    return bool(list(RuleSet(rules).match(Article.from_text(text=BODY, publisher=publisher))))


@pytest.mark.parametrize(
    "asked", ["Reuters", "reuters", "reuters.com", "www.reuters.com", "Thomson Reuters", "*.com", "Reut*"]
)
@pytest.mark.parametrize("publisher", ["Reuters", "reuters.com", "REUTERS"])
def test_a_rule_may_ask_for_an_outlet_by_any_of_its_names(asked, publisher):
    assert matches(asked, publisher)


def test_a_rule_that_asks_for_another_outlet_does_not_hold():
    assert not matches("Reuters", "AFP")
    assert not matches("*.ua", "TASS")


def test_who_else_reports_is_counted_by_outlet():
    reports = [
        OtherReport(publisher=name, published=None, path=name) for name in ("reuters.com", "Reuters", "AFP")
    ]
    assert also_reported(reports, 3) == "also in 3 other articles: Reuters, AFP"


def test_a_route_knows_an_outlet_by_any_of_its_names():
    rules = load_rules_text('rules:\n  - {id: r, when: {publisher: "t*"}}\n').rules
    (match,) = RuleSet(rules).match(Article.from_text(text=BODY, publisher="tass.ru"))
    assert RouteWhen(publisher=("ТАСС",)).fits(match)
    assert not RouteWhen(publisher=("Reuters",)).fits(match)


def test_two_names_of_one_outlet_do_not_exclude_each_other():
    one, same, other = (
        Publisher(location=Location("r.yaml", 1, 1), names=(name,))
        for name in ("reuters.com", "Thomson Reuters", "AFP")
    )
    assert not clash([one, same])
    assert clash([one, other])


BYLINES = {
    "By Jane Doe, SCMP": "South China Morning Post",
    "By Jane Doe for Haaretz": "Haaretz",
    "By Jane Doe | The Times of Israel": "The Times of Israel",
    "By Jane Doe, Dawn": "Dawn",
    "Par Jeanne Dupont, Le Monde diplomatique": "Le Monde diplomatique",
}


@pytest.mark.parametrize("byline", BYLINES)
def test_an_outlet_is_read_after_a_persons_name_though_its_own_may_be_a_word(byline):
    article = Article.from_bytes(f"Leaders speak by phone\n\n{byline}\n\n{BODY}\n\n{BODY}".encode())
    assert article.publisher == BYLINES[byline]
    assert article.author in {"Jane Doe", "Jeanne Dupont"}


@pytest.mark.parametrize(
    "dateline", ["KARACHI (Dawn) - ", "HONG KONG (SCMP) — ", "KYIV (Kyiv Independent) - "]
)
def test_an_outlet_is_read_in_brackets_before_a_dash(dateline):
    article = Article.from_bytes(f"Leaders speak by phone\n\n{dateline}{BODY}\n\n{BODY}".encode())
    assert article.publisher in {"Dawn", "South China Morning Post", "The Kyiv Independent"}


SOURCES = {
    "Source: Haaretz": "Haaretz",
    "© 2024 Le Monde": "Le Monde",
    "Quelle: Der Spiegel": "Der Spiegel",
    "Источник: Медуза": "Meduza",
    "Originally published by The Kyiv Independent.": "The Kyiv Independent",
    "Copyright South China Morning Post, all rights reserved": "South China Morning Post",
    "Source: a person in the room": None,
    "Source: the Kremlin": None,
}


@pytest.mark.parametrize("line", SOURCES)
def test_an_outlet_is_read_off_a_last_line_that_names_its_source_and_nothing_else(line):
    article = Article.from_bytes(f"Leaders speak by phone\n\n{BODY}\n\n{BODY}\n\n{line}\n".encode())
    assert article.publisher == SOURCES[line]


@pytest.mark.parametrize("text", ["By Jane Doe, Strelsau", "By Jane Doe in Petra", "A word on Dawn"])
def test_who_is_not_known_as_an_outlet_is_no_publisher(text):
    assert (
        Article.from_bytes(f"Leaders speak by phone\n\n{text}\n\n{BODY}\n\n{BODY}".encode()).publisher is None
    )
