"""Who is seen in sentences of many countries: full names, offices, appositions, pronouns, plurals."""

from __future__ import annotations

import pytest

from tests.unit.extract.cast_lines import CastLine, answers, cast_line, cast_lines, kind, mentions, read

_LINES = list(cast_lines("cast_lines.txt"))


@pytest.mark.parametrize("line", _LINES, ids=lambda line: line.sentences[0][:60])
def test_the_people_of_a_sentence_are_seen(line: CastLine) -> None:
    found = mentions(read(line.sentences, line.day))
    missing = [one for one in line.expected if not answers(one, found)]
    assert missing == [], [(words, one.party.name, one.party.side, kind(one.party)) for words, one in found]


@pytest.mark.parametrize("line", _LINES, ids=lambda line: line.sentences[0][:60])
def test_no_other_leader_is_seen(line: CastLine) -> None:
    found = mentions(read(line.sentences, line.day))
    asked = {one.party for one in line.expected}
    leaders = {one.party.name for _, one in found if kind(one.party) in {"L", "P"} and one.party.sure}
    assert leaders <= asked


_NOBODY = [
    # Namesakes
    "2012-05-05 | Niger's President Issa Moussa met farmers. => Niger's President Issa Moussa : Issa Moussa : Niger : L",
    "2012-05-05 | A report by Bloomberg reached the markets. =>",
    "2012-05-05 | James Fitzgerald opened the shop. =>",
    "2012-05-05 | LARIOS BEGIN Menachem signed the lease. =>",
    "2012-05-05 | Mr Johnson, a plumber, met Mr Key. =>",
    "2012-05-05 | Jeb Bush met Roger Clinton. =>",
    "2019-05-05 | Peter Putin, a baker, won. =>",
    # Relatives
    "2018-05-05 | Melania Trump met Brigitte Macron. =>",
    "2018-05-05 | Trump's son met Putin's daughter. =>",
    "2018-05-05 | Hunter Biden's lawyer met the brother of Hassan Rouhani. =>",
    "2011-05-05 | Suzanne Mubarak, the wife of the Egyptian president, left. =>",
    # Offices of other things
    "2012-05-05 | The president of the club met the Barcelona president. =>",
    "2012-05-05 | FIFA President Jean Dupont met the union leader. =>",
    "2012-05-05 | The Madrid president, Luis Ramos, met the Microsoft chief. =>",
    "2012-05-05 | The world chess champion met a church leader and a party official. =>",
    "2012-05-05 | Queen played in London at 9 pm. =>",
    "2012-05-05 | The vice president of sales met the captain. =>",
    # Offices below
    "2012-05-05 | Turkey's deputy foreign minister met the Iranian oil minister. =>",
    "2012-05-05 | The Russian ambassador met the French interior minister. =>",
    "2012-05-05 | The British chancellor met the Bank of England governor. =>",
    "2012-05-05 | An aide to the Polish prime minister met a Czech lawmaker. =>",
]


@pytest.mark.parametrize("text", _NOBODY, ids=lambda text: text[13:70])
def test_namesakes_relatives_and_lesser_offices_are_no_leaders(text: str) -> None:
    line = cast_line(text)
    found = mentions(read(line.sentences, line.day))
    asked = {one.party for one in line.expected if one.kind == "L"}
    owners = {one.possessor for _, one in found}
    leaders = {
        one.party.name for _, one in found if one.party.leader and one.party.sure and one.party not in owners
    }
    assert leaders <= asked


_DATES = [
    ("Tony Blair met Shimon Peres.", "2001-05-05", "Tony Blair", "L"),
    ("Tony Blair met Shimon Peres.", "2011-05-05", "Tony Blair", "F"),
    ("President Bush met the emir.", "1990-05-05", "George H.W. Bush", "L"),
    ("President Bush met the emir.", "2004-05-05", "George W. Bush", "L"),
    ("The Turkish president spoke.", "2010-05-05", "Abdullah Gul", "L"),
    ("The Turkish president spoke.", "2019-05-05", "Recep Tayyip Erdogan", "L"),
    ("The new French president spoke.", "2012-05-20", "new French president", "L"),
    ("The French president spoke.", "2012-05-20", "French president", "L"),
    ("The French president spoke.", "2013-05-20", "Francois Hollande", "L"),
    ("Former French president Nicolas Sarkozy spoke.", "2013-05-20", "Nicolas Sarkozy", "F"),
    ("A former French president spoke.", "2013-05-20", "former French president", "F"),
    ("Estonia's prime minister, Kaja Kallas, spoke.", "2022-05-20", "Kaja Kallas", "L"),
    ("The Chinese premier spoke.", "2015-05-20", "Li Keqiang", "L"),
]


@pytest.mark.parametrize(("text", "day", "name", "wanted"), _DATES)
def test_the_date_decides_who_holds_an_office(text: str, day: str, name: str, wanted: str) -> None:
    line = cast_line(f"{day} | {text} =>")
    found = mentions(read(line.sentences, line.day))
    assert (name, wanted) in [(one.party.name, kind(one.party)) for _, one in found]
