from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article import Article, Role
from monitor.article.related import is_label
from monitor.article.related_tables import LABELS
from monitor.extract.read import read_facts

LEAD = (
    "Officials in the capital said the budget debate would go on until the end of the week, with more votes."
)
MORE = (
    "A second reading is planned for the spring, and nobody expects it to be as quiet as the first one was."
)
CALL, MET = "Putin called Trump on Monday", "Macron met Zelenskyy in Paris"
EVERY_LABEL = sorted({label.strip() for labels in LABELS.values() for label in labels.split("|")})
OUTSIDE = {Role.RELATED, Role.BOILERPLATE}


def article(*paragraphs: str, gap: str = "\n\n") -> Article:
    return Article.from_bytes(f"Budget debate goes on\n\n{LEAD}\n\n{gap.join(paragraphs)}\n".encode())


def role_of(found: Article, text: str) -> Role:
    return next(block.role for block in found.blocks if text in block.text)


def says_nothing_of_leaders(found: Article) -> bool:
    return not read_facts(found).contacts and not any(
        "Putin" in block.text for block in found.evidence_blocks
    )


@pytest.mark.parametrize("label", EVERY_LABEL)
def test_headlines_under_a_label_go_with_it_and_the_body_comes_back(label):
    found = article(label.capitalize(), CALL, MET, MORE)
    assert role_of(found, label.capitalize()) in OUTSIDE
    assert says_nothing_of_leaders(found)
    assert role_of(found, MORE) is Role.BODY


@pytest.mark.parametrize(
    "label",
    ["MOST READ", "Most read:", "** Related articles **", "Trending now »", "### Up next", "What’s trending"],
)
def test_a_label_is_known_with_the_signs_around_it(label):
    assert is_label(label)


@pytest.mark.parametrize(
    "lines",
    [
        [f"1. {CALL}", f"2. {MET}"],
        [f"1 {CALL}", f"2 {MET}"],
        ["1", CALL, "2", MET],
        [f"#1 {CALL}", f"#2 {MET}"],
        [f"• {CALL}", f"• {MET}"],
        [CALL, "2 hours ago", MET, "20 Nov 2026"],
        [CALL + "?", MET + "!"],
        ["list of 2 items", f"list 1 of 2 {CALL}", f"list 2 of 2 {MET}", "end of list"],
        ["list 1 of 2", CALL, "list 2 of 2", MET, "end of list"],
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_list_under_a_label_may_be_numbered_bulleted_or_plain(lines, gap):
    found = article(gap.join(["Recommended Stories", *lines]), MORE)
    assert says_nothing_of_leaders(found)
    assert role_of(found, MORE) is Role.BODY


@pytest.mark.parametrize(
    "prose",
    [
        "The vote is on Friday.",
        "“We are ready,” she said.",
        "and nobody was there to see it",
        "He said:",
        MORE,
    ],
)
def test_what_reads_as_prose_under_a_label_is_body(prose):
    found = article("Related articles", prose, MORE)
    assert role_of(found, prose) in {Role.BODY, Role.QUOTE}


def test_the_headline_below_a_label_at_the_head_of_the_file_is_still_the_headline():
    found = Article.from_bytes(f"Most read\n\nPutin called Trump on Monday\n\n{LEAD}\n\n{MORE}".encode())
    assert found.title == "Putin called Trump on Monday"


def test_a_sentence_that_begins_with_a_label_is_body():
    line = "Trending now is a song about the budget, which the minister says she has not heard."
    assert role_of(article(line, MORE), line) is Role.BODY


@pytest.mark.parametrize(
    "caption",
    [
        "File photo: Putin and Trump meet in Helsinki in 2018",
        "FILE PHOTO: Putin and Trump shake hands. Helsinki, July 16, 2018. REUTERS/Jane Doe",
        "File photo of Putin and Trump in Helsinki",
        "FILE - Putin meets Trump in Helsinki on July 16, 2018. The two spoke for hours. (AP Photo/Jane Doe, File)",
        "FILE – Putin and Trump met in Helsinki in 2018.",
        "Putin and Trump met in Helsinki in 2018 (Archive)",
        "Putin and Trump met in Helsinki in 2018. (File photo)",
        "Putin and Trump met in Helsinki in 2018 [File: Jane Doe/Reuters]",
        "Putin met Trump in Helsinki in 2018 | File photo",
        "Archive photo: Putin met Trump in Helsinki",
        "Архивное фото: Путин встретился с Трампом в Хельсинки",
        "Путин встретился с Трампом в Хельсинки (архивное фото)",
        "Фото из архива. Путин встретился с Трампом",
        "Фото з архіву: Путін зустрівся з Трампом",
        "Архівне фото: Путін зустрівся з Трампом у Гельсінкі",
        "Archivbild: Putin trifft Trump in Helsinki",
        "Putin und Trump in Helsinki (Archivfoto)",
        "Photo d’archives : Putin et Trump à Helsinki",
        "Foto de archivo de Putin y Trump en Helsinki",
    ],
)
def test_what_an_archive_photograph_shows_is_a_caption_and_no_news(caption):
    found = article(caption, MORE)
    assert role_of(found, caption) is Role.CAPTION
    assert not read_facts(found).contacts
    assert role_of(found, MORE) is Role.BODY


@pytest.mark.parametrize(
    "prose",
    [
        "File that under lessons learnt, the minister said after the vote.",
        "The archive holds a photo of Putin and Trump, the aide said.",
        "Archives were searched, and the file was found, the ministry said on Monday.",
        "Putin met Trump in Helsinki, an official said (the file has not been seen), and left.",
        "Filed on Monday, the bill has few friends.",
        "Архивы открыты, сообщило министерство.",
    ],
)
def test_prose_about_files_and_archives_is_body(prose):
    assert role_of(article(prose, MORE), prose) is Role.BODY


@given(
    st.lists(
        st.sampled_from([CALL, MET, LEAD, MORE, "Most read", "1. " + CALL, "Weather", "He left."]),
        max_size=12,
    )
)
def test_no_sentence_of_prose_is_ever_set_aside_for_a_label(paragraphs):
    found = article(*paragraphs)
    prose = [one for one in paragraphs if one in {LEAD, MORE, "He left."}]
    assert [
        block.text
        for block in found.blocks
        if block.text in {LEAD, MORE, "He left."} and block.role is Role.BODY
    ] == [LEAD, *prose]
