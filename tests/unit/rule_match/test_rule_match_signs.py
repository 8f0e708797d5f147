"""Signs in a phrase are part of it: what folding drops is looked for at the hit, or doubted aloud."""

from __future__ import annotations

import pytest
from rule_building import article, evidence, listed, near, rule

from monitor.article.model import Article, Block, Range, Role
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("C++", "He writes C++ code, C++11 too.", ["C++", "C++"]),
        ("C++", "Vitamin C is good. A C+ or C+++ is not.", None),
        ("C#", "In C#, not C.", ["C#"]),
        ("#ukraine", "A post with #Ukraine in it.", ["#Ukraine"]),
        ("#ukraine", "In Ukraine; see page#ukraine and ##ukraine.", None),
        ("#stand with ukraine", "Say #Stand with Ukraine!", ["#Stand with Ukraine"]),
        ("@name", "As @Name wrote", ["@Name"]),
        ("@name", "Write to a@name.example, not to name", None),
        (".NET", "It runs on .NET now", [".NET"]),
        (".NET", "The net. Net gains.", None),
        ("AT&T", "AT&T pays.", ["AT&T"]),
        ("AT&T", "at t=0 the At T stop, AT+T", None),
        ("at t", "AT&T pays.", ["AT&T"]),
        ("R&D cost*", "R&D costs; R and D costs; R D costs", ["R&D costs"]),
        ("100%", "It is 100% sure, 100 per cent.", ["100%"]),
        ("$100", "It cost $100, A$100 and 100.", ["$100"]),
        ("€5 bn", "some €5 bn, 5 bn", ["€5 bn"]),
        ("Johnson & Johnson", "Johnson & Johnson", ["Johnson & Johnson"]),
        ("🔥 breaking", "🔥 Breaking: breaking", ["🔥 Breaking"]),
        ("“C++”", "the “C++” of C", ["C++"]),
        ("no, thanks", "No, thanks", ["No, thanks"]),
        ("yahoo!", "Yahoo is sold", ["Yahoo"]),
        ("(sic)", "he wrote (sic)", ["sic"]),
    ],
)
def test_signs_are_part_of_a_phrase(wanted: str, text: str, found: list[str] | None) -> None:
    assert evidence(wanted, article(text)) == found


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("U.S. envoy", "A U.S. envoy arrived.", ["U.S. envoy"]),
        ("U.S. envoy", "A US envoy arrived.", ["US envoy"]),
        ("U.S. envoy", "They told us envoy lies.", None),
        ("US envoy", "A U.S. envoy, a US envoy and us envoy", ["U.S. envoy", "US envoy", "us envoy"]),
        ("US-led", "the U.S.-led talks", ["U.S.-led"]),
        ("U.S.", "He told us the US and the U.S. agree", ["US", "U.S"]),
        ("US", "the U.S. and the US", ["U.S", "US"]),
        ("US", "a u-s line, U S", None),
        ("F.B.I.", "FBI agents, fbi", ["FBI"]),
        ("UN and EU", "the U.N. and E.U.", ["U.N. and E.U"]),
        ("us", "the U.S.", None),
        ("US*", "the U.S.", None),
    ],
)
def test_an_abbreviation_is_one_with_and_without_its_dots(
    wanted: str, text: str, found: list[str] | None
) -> None:
    assert evidence(wanted, article(text)) == found


def test_signs_count_in_lists_and_terms_of_near() -> None:
    text = article("He writes C++ code and takes vitamin C.")
    assert evidence(listed("C++", "C#"), text) == ["C++"]
    assert evidence(near(6, "C++", "vitamin"), text) == ["C++", "vitamin"]
    assert evidence(near(6, "C#", "vitamin"), text) is None


def test_signs_of_markup_are_not_the_articles() -> None:
    text = "see AT<b>&T deal"
    body = Block(role=Role.BODY, field="text", start=0, end=len(text), text=text, hidden=(Range(6, 9),))
    one = Article(title="", text=text, blocks=(body,), digest="0")
    assert evidence("AT&T deal", one) == ["AT<b>&T deal"]
    assert evidence("AT<&T deal", one) is None


def test_evidence_is_the_articles_own_slice_with_the_signs() -> None:
    one = Article.from_text(title="On C++", text="No C here.")
    (match,) = RuleSet([rule("C++")]).match(one)
    assert [(span.field, span.start, span.end, span.text) for span in match.evidence] == [
        ("title", 3, 6, "C++")
    ]


def test_a_phrase_with_signs_is_not_taken_for_its_words_alone() -> None:
    """`C code` is not swallowed by `C++`, nor does `not: C++` clash with `C`."""
    loaded = load_rules_text(
        "rules:\n"
        "  - {id: a, title: t, when: {any: ['C code', 'C++', C]}}\n"
        "  - {id: b, title: t, when: {all: [C, {not: 'C++'}]}}\n"
    )
    codes = [
        (fault.code, fault.message) for fault in RuleSet.of(loaded).doubts if fault.code in ("R130", "R902")
    ]
    assert [message for _, message in codes] == [
        '"C code" adds nothing: wherever it stands, "C" is found already'
    ]
