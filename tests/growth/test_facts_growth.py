"""Reading one article for facts, and matching rules on it, costs no more than twice for twice the text.

What is counted are the lines of Python run, not seconds: the count is the same on every machine. One run
counts both, so that neither hides in the other. Each kind is one way of making an article in which something
is repeated that something else could be held against.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import pytest

from monitor.article.model import Article
from monitor.extract.bounds import LONG_SENTENCE, MANY_FACTS, MANY_PEOPLE
from monitor.extract.read import read_facts
from monitor.rule.load import load_rules_text
from monitor.rule.ruleset import RuleSet

FACTOR = 2.3
FLOOR = 20_000
"""Where next to nothing is done, a cache or a table may show."""
ENOUGH = 3_000_000
"""What costs as much for so few sentences has shown by then how it grows; the last doubling is for the cheap."""
LEADERS = ("Putin", "Zelensky", "Trump", "Macron", "Erdogan", "Modi", "Merz", "Starmer")
RULES = RuleSet.of(
    load_rules_text("""
rules:
  - {id: near, title: t, when: {near: {terms: [Putin, Trump, quietly], within: 12}}}
  - {id: same, title: t, when: {sentence: {all: [Putin, {any: [called, met, denied]}]}}}
  - {id: regex, title: t, when: {regex: 'Pu\\w+'}}
  - {id: quote, title: t, when: {quote: {any: ['true', claim]}}}
  - {id: contact, title: t, when: {contact: {status: [happened, claimed, denied]}}}
  - {id: told, title: t, when: {paragraph: {all: [{contact: {}}, Putin]}}}
  - {id: denial, title: t, when: {sentence: {denial: {}}}}
  - {id: unless, title: t, when: {all: [{any: [Putin, Путин]}, {not: {sentence: Merkel}}]}}
""")
)


def name(number: int, letters: str = "abcdefghijklmnopqrstuvwxyz") -> str:
    """Return a word of its own for each number."""
    word = ""
    number += len(letters)
    while number:
        number, last = divmod(number, len(letters))
        word += letters[last]
    return word


def spread(sentence: str) -> Callable[[int], tuple[str, str]]:
    """Return a kind: *sentence* again and again, `{0}` a new name each time."""
    return lambda size: ("Report", " ".join(sentence.format(name(one)) for one in range(size)))


def between(first: str, again: str, last: str) -> Callable[[int], tuple[str, str]]:
    """Return a kind: *again* over and over between a beginning and an end."""
    return lambda size: ("Report", first + again * size + last)


def listed(joint: str) -> Callable[[int], tuple[str, str]]:
    """Return a kind: one sentence of names, with *joint* between them."""
    return lambda size: ("Report", joint.join(LEADERS[one % 8] for one in range(size)) + " met on Monday.")


KINDS: dict[str, Callable[[int], tuple[str, str]]] = {
    "the same denial": spread("Kremlin spokesman Dmitry Peskov denied the report."),
    "the same denial in paragraphs": spread("Kremlin spokesman Dmitry Peskov denied the report.\n\n"),
    "denials by many": spread("Spokesman Adam Mc{0} denied the report."),
    "denials of a call": spread("Putin called Trump, a report claimed. The Kremlin denied the call."),
    "denials nobody is named for": between(
        "They said the claim was reported. ", '"The claim is not true," they said. ', "Peskov said."
    ),
    "the same contact": spread("Russian President Vladimir Putin called Ukrainian President Zelensky."),
    "contacts of many": spread("French President Paul Mc{0} met German Chancellor Hans De{0} on Monday."),
    "contacts claimed by many": spread("Journalist Jo Ab{0} reported that Putin called Trump."),
    "contacts in the headline": lambda size: ("Putin calls Trump. " * size, "Putin reportedly called Trump."),
    "denials in the headline": lambda size: ("Kremlin denies call. " * size, "Peskov denied the call."),
    "one name": between("Putin met Trump. The Kremlin denied it. ", "Vladimir Putin spoke. ", ""),
    "one leader": between("Putin called Trump. ", "Putin spoke. ", "Trump called Putin."),
    "names and offices": spread("President Paul Mc{0} denied the claim. The president spoke."),
    "a country's presidents": spread("French President Paul Mc{0} spoke. The French president met Putin."),
    "pronouns": between("Putin called Trump. ", "He called him. They met. The two leaders met. ", ""),
    "quotes": spread('"It is not true," Peskov said of the claim that Putin called Trump.'),
    "quotes never closed": between("Putin met Trump. Peskov denied the claim. ", '"', ""),
    "single quotes never closed": between("Putin met Trump. ", "‘a ", ""),
    "titles": between("Putin called Trump. ", "President ", "met Putin."),
    "words before a title": between(
        "Putin called Trump. ", "former Russian Ukrainian ", "president met Putin."
    ),
    "names and commas": listed(", "),
    "names and conjunctions": listed(" and "),
    "names and semicolons": listed("; "),
    "possessives": between("Putin called Trump. ", "Putin's ", "call with Trump."),
    "verbs in one sentence": between("Putin ", "called Trump and met Macron and ", "left."),
    "denials in one sentence": between("Peskov ", "denied the claim that Putin called Trump and ", "left."),
    "words in one sentence": between("Putin called Trump ", "very warmly about the weather of spring ", "."),
    "saying in one sentence": between("Putin called Trump ", "said reported that according to sources ", "."),
    "commas": between("Putin called Trump. Peskov denied the claim", ",", " he said."),
    "hyphens": between("Putin called Trump. The ", "Bush-", "Blair summit met Putin."),
    "one long word": between("Putin called Trump ", "x", " met Putin. He met Trump."),
    "headings": lambda size: ("Report", "\n\n".join(["Putin met Trump"] * size)),
    "places": between("Putin called Trump. ", "Russia, Ukraine, France and ", " presidents met."),
    "claims": between("Peskov spoke. ", 'A report claimed. "It is not true." ', ""),
    "Cyrillic denials": spread("Песков опроверг сообщения о звонке Путина Трампу."),
    "Cyrillic denials by nobody": spread("Это неправда, сообщения опровергли."),
    "Cyrillic contacts": spread("Путин позвонил Трампу в понедельник."),
    "Cyrillic contacts by many": spread(
        "Путин позвонил Зеленскому, сообщил Ив{0}. Кремль опроверг сообщения."
    ),
    "one Cyrillic sentence": between(
        "Путин позвонил Трампу, ", "заявил Песков, сказал Лавров, ", "опроверг."
    ),
}


def lines_run(work: Callable[[], Any]) -> tuple[int, int]:
    """Return how many lines of Python *work* runs: those of facts and all else, and those of rules, which are few."""
    facts = rules = 0

    def count_facts(_frame: FrameType, _event: str, _arg: Any) -> None:
        nonlocal facts
        facts += 1

    def count_rules(_frame: FrameType, _event: str, _arg: Any) -> None:
        nonlocal rules
        rules += 1

    def count(frame: FrameType, _event: str, _arg: Any) -> Any:
        return count_rules if frame.f_globals.get("__package__") == "monitor.rule" else count_facts

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return facts, rules


def article_of(kind: str, size: int) -> Article:
    title, text = KINDS[kind](size)
    return Article.from_text(title=title, text=text)


@pytest.fixture(autouse=True, scope="module")
def _warm() -> None:
    """Load what is loaded once, so that no count holds it."""
    for text in ("Putin called Trump. Peskov denied it.", "Путин позвонил Трампу. Песков опроверг это."):
        RULES.match(Article.from_text(title="Report", text=text))


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_text_takes_no_more_than_twice_the_steps(kind: str) -> None:
    before = lines_run(partial(RULES.match, article_of(kind, 300)))
    for size in (600, 1200):
        if sum(before) >= ENOUGH:
            return
        after = lines_run(partial(RULES.match, article_of(kind, size)))
        grown = [two / max(one, FLOOR) for one, two in zip(before, after, strict=True)]
        assert max(grown) <= FACTOR, (size, before, after)
        before = after


def test_what_is_not_read_is_said() -> None:
    assert read_facts(article_of("the same denial", 600)).notes == (MANY_FACTS,)
    assert read_facts(article_of("words in one sentence", 600)).notes == (LONG_SENTENCE,)
    assert read_facts(article_of("a country's presidents", 200)).notes == ()
    people = " ".join(f"Minister Adam Mc{name(one)} spoke." for one in range(1200))
    text = f"Putin called Trump. {people} Peskov denied the call."
    assert read_facts(Article.from_text(title="T", text=text)).notes == (MANY_PEOPLE,)


def test_what_stands_before_the_bound_is_read_all_the_same() -> None:
    facts = read_facts(article_of("the same denial", 5000))
    assert [one.by for one in facts.denials] == ["Dmitry Peskov"]
