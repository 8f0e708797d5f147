from __future__ import annotations

import pytest

from monitor.article import Article, Role
from monitor.article.boilerplate import cue_role

BODY = (
    "The minister told reporters in the capital on Monday that the two leaders had spoken for an hour.",
    "An aide said the call had been arranged at short notice and that another would follow soon.",
)


def parsed(*paragraphs: str, gap: str = "\n\n") -> Article:
    return Article.from_bytes(gap.join(paragraphs).encode())


def roles(article: Article) -> list[Role]:
    return [block.role for block in article.blocks]


def role_of(line: str) -> Role:
    article = parsed("Leaders speak by phone", BODY[0], line, BODY[1])
    return next(block.role for block in article.blocks if block.text == line)


def test_title_blank_line_text_is_headline_and_body():
    article = parsed("Leaders speak by phone", *BODY)
    assert article.title == "Leaders speak by phone"
    assert roles(article) == [Role.HEADLINE, Role.BODY, Role.BODY]
    assert article.lead.text == BODY[0]


def test_title_and_text_on_following_lines_are_headline_and_body():
    article = parsed("Leaders speak by phone", *BODY, gap="\n")
    assert roles(article) == [Role.HEADLINE, Role.BODY, Role.BODY]


def test_windows_line_ends_stay_in_the_text_and_part_paragraphs():
    article = parsed("Leaders speak by phone", *BODY, gap="\r\n\r\n")
    assert "\r\n" in article.text
    assert roles(article) == [Role.HEADLINE, Role.BODY, Role.BODY]


def test_a_single_paragraph_is_body_and_its_first_sentence_the_title():
    article = parsed("Leaders spoke. " + BODY[0])
    assert article.title == "Leaders spoke."
    assert roles(article) == [Role.BODY]


def test_a_single_line_without_full_stop_can_still_be_searched():
    article = parsed("Leaders speak by phone")
    assert article.title == "Leaders speak by phone"
    assert roles(article) == [Role.BODY]


def test_a_first_paragraph_that_is_a_sentence_is_body():
    assert roles(parsed(*BODY)) == [Role.BODY, Role.BODY]


@pytest.mark.parametrize(
    "title", ["Will they speak?", "They spoke!", "Talks held in the U.S.", "Talks ended..."]
)
def test_a_headline_may_end_in_a_question_an_exclamation_or_an_abbreviation(title):
    assert parsed(title, *BODY).blocks[0].role is Role.HEADLINE


def test_a_hard_wrapped_paragraph_is_one_block():
    text = (
        "The minister told reporters in the capital on Monday that the two leaders\n"
        "had spoken for an hour, and that another call would follow before the end\n"
        "of the month, when both are expected in Vienna for talks."
    )
    article = parsed("Leaders speak by phone", text)
    assert [block.text for block in article.blocks][1:] == [text]


def test_a_title_above_hard_wrapped_lines_is_still_the_headline():
    text = (
        "Leaders speak by phone\n"
        "The minister told reporters in the capital on Monday that the two leaders\n"
        "had spoken for an hour, and that another call would follow before the end\n"
        "of the month, when both are expected in Vienna for talks."
    )
    assert parsed(text).title == "Leaders speak by phone"


def test_in_a_wrapped_document_a_short_first_line_does_not_cut_its_sentence():
    text = (
        "TWO LEADERS\nHAVE DENIED THAT THEY SPOKE BY TELEPHONE ON MONDAY, AS A NEWSPAPER\nREPORTED.\n\n"
        "   AN AIDE SAID THAT A CALL HAD BEEN ASKED FOR BUT WAS NEVER PUT THROUGH\nBY THE OPERATORS.\n\n"
        "   THE NEWSPAPER STANDS BY WHAT IT WROTE, AND NAMES TWO OFFICIALS WHO\nLISTENED IN."
    )
    article = parsed(text)
    assert roles(article) == [Role.BODY, Role.BODY, Role.BODY]
    assert article.lead.text.startswith("TWO LEADERS\nHAVE DENIED")


def test_a_date_in_figures_alone_is_a_date_line():
    article = parsed("Leaders speak by phone", "2024-10-09", *BODY)
    assert roles(article)[1] is Role.DATE_LINE
    assert article.published.isoformat() == "2024-10-09T00:00:00+00:00"


def test_a_dateline_stays_in_the_body_and_names_the_agency():
    article = parsed("Leaders speak by phone", "VIENNA, Austria (Reuters) - " + BODY[0], BODY[1])
    assert article.publisher == "Reuters"
    assert article.lead.text.startswith("VIENNA")


def test_a_dateline_names_the_agency_of_a_lead_that_is_short():
    assert parsed("Oslo denies report", "OSLO, Nov 21 (Reuters) - Norway denied it.").publisher == "Reuters"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Read more: Leaders met in secret, aide says", Role.RELATED),
        ("Related: Leaders met in secret", Role.RELATED),
        ("Also read: Leaders met in secret", Role.RELATED),
        ("[Leaders met in secret](https://example.org/a)", Role.RELATED),
        ("Читайте также: Лидеры встретились тайно", Role.RELATED),
        ("Читайте також: Лідери зустрілися таємно", Role.RELATED),
        ("Sign up for our newsletter", Role.BOILERPLATE),
        ("Sign up here to get the week's stories in your inbox.", Role.BOILERPLATE),
        ("Follow us on Facebook and Telegram", Role.BOILERPLATE),
        ("Share this article", Role.BOILERPLATE),
        ("Click here to read the full text.", Role.BOILERPLATE),
        ("Advertisement", Role.BOILERPLATE),
        ("Support our journalism with a small gift.", Role.BOILERPLATE),
        ("© 2024 Example Media", Role.BOILERPLATE),
        ("Copyright 2024 Example Media. All rights reserved.", Role.BOILERPLATE),
        ("We use cookies to improve your visit.", Role.BOILERPLATE),
        ("View comments", Role.BOILERPLATE),
        ("* * *", Role.BOILERPLATE),
        ("Photo: Jane Doe", Role.CREDIT),
        ("Jane Doe / Getty Images", Role.CREDIT),
        ("Jane Doe/AFP via Getty Images", Role.CREDIT),
        ("Leaders at a summit in 2019. AP Photo/Jane Doe", Role.CREDIT),
        ("Tags: leaders, phone, talks", Role.TAGS),
        ("https://example.org/2024/10/09/talks", Role.URL),
    ],
)
def test_what_a_site_puts_around_an_article_is_set_aside(line, role):
    assert role_of(line) is role


@pytest.mark.parametrize(
    "line",
    [
        "Related companies said on Monday that they had not been told of the talks.",
        "Read the statement in full and you find no word of a call, the aide said.",
        "Support for the talks is high, and our journalism students asked why.",
        "Follow the money, the prosecutor told the court on Monday.",
        "Share prices fell after the call became known.",
        "Photo opportunities were refused, and the leaders left by a side door.",
        "Subscribers to the theory say that the leaders speak every week.",
        "Comments by the aide were taken back an hour later.",
        "Source: the two leaders spoke by phone on Monday",
        "By Friday the leaders had spoken twice.",
        "Get out, the president told the envoy, according to two people in the room.",
        "This report has been denied by the president's office.",
        "The call was first reported by the Associated Press; the president's office denied it.",
        "Join me in peace, the president said.",
        "You may not call him, the aide was told.",
        "More on this will follow, the spokesman said, denying that there was a call.",
        "Editing the transcript, the aide removed the president's name.",
        "Writing by hand, the president thanked his guest.",
        "Want of trust ended the talks.",
        "Click by click the recording was made public.",
        "Watch what they do, the minister said.",
        "Contact between the two leaders was denied by the Kremlin.",
        "Tel Aviv denied that there had been a call.",
        "Par for the course, a diplomat said of the denial.",
        "All sides denied it.",
    ],
)
def test_a_sentence_that_begins_like_debris_stays(line):
    assert role_of(line) in (Role.BODY, Role.SUBHEADING)


@pytest.mark.parametrize(
    "title", ["Watch: leaders speak by phone", "Photo: leaders meet", "Source: leaders spoke"]
)
def test_a_first_line_that_begins_like_debris_is_the_headline(title):
    assert parsed(title, *BODY).title == title


def test_a_list_under_a_cue_goes_with_it():
    article = parsed(
        "Leaders speak", BODY[0], "Related articles:\n- Leaders met in secret\n- Aide denies talks", BODY[1]
    )
    assert roles(article) == [Role.HEADLINE, Role.BODY, Role.RELATED, Role.RELATED, Role.RELATED, Role.BODY]


@pytest.mark.parametrize(
    ("line", "author", "publisher"),
    [
        ("By Jane Doe", "Jane Doe", None),
        ("By Jane Doe and John Roe in Vienna", "Jane Doe, John Roe", None),
        ("By JANE DOE, Associated Press", "JANE DOE", "AP"),
        ("By [AFP](#)", None, "AFP"),
    ],
)
def test_a_byline_names_people_and_agencies_apart(line, author, publisher):
    article = parsed("Leaders speak by phone", line, *BODY)
    assert (article.author, article.publisher) == (author, publisher)
    assert roles(article)[1] is Role.BYLINE


def test_the_host_is_the_publisher_when_nothing_else_names_one():
    article = parsed(
        "Leaders speak by phone", *BODY, "Original url: https://www.example.org/2024/10/09/talks"
    )
    assert article.publisher == "example.org"
    assert article.published.isoformat() == "2024-10-09T00:00:00+00:00"


def test_a_day_with_a_time_wins_over_the_same_day_without():
    article = parsed("Talks", "By Jane Doe | October 9, 2024 10:15 GMT", "9 October 2024", *BODY)
    assert article.published.isoformat() == "2024-10-09T10:15:00+00:00"


def test_an_agency_alone_on_the_last_line_is_the_publisher():
    article = parsed("Leaders speak by phone", *BODY, "Reuters")
    assert article.publisher == "Reuters"
    assert roles(article)[-1] is Role.CREDIT


def test_a_headline_that_ends_in_an_agencys_name_is_whole_when_it_says_so():
    assert (
        parsed(" date 2024-07-15 Leaders spoke, says Reuters", *BODY).title == "Leaders spoke, says Reuters"
    )


def test_html_tags_are_hidden_and_not_cut():
    article = parsed("Leaders speak by phone", "<p>The <b>Kremlin</b> denied it.</p>", BODY[1])
    block = article.blocks[1]
    assert [article.text[start:end] for start, end in block.hidden] == ["<p>", "<b>", "</b>", "</p>"]


def test_emphasis_and_links_in_the_body_are_hidden_around_their_words():
    article = parsed(
        "Leaders speak by phone", "The **Kremlin** said [no](https://example.org) and _meant_ it.", BODY[1]
    )
    hidden = [article.text[start:end] for start, end in article.blocks[1].hidden]
    assert hidden == ["**", "**", "[", "](https://example.org)", "_", "_"]


def test_every_cue_is_let_through_by_its_first_word():
    for line in (
        "Tap here to enlarge",
        "Zapisz się do newslettera",
        "Filed under: talks",
        "Lire aussi : la suite",
    ):
        assert cue_role(line) is not None
