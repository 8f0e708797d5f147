"""No regular expression that reads an article can take more than its length in time, or it reads little."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator

import pytest

import monitor.article
from monitor.article.boilerplate import is_photo_credit
from monitor.article.dates import find_whole_date
from tests.growth.regexes import faults

LINE = "sees one line of at most 320 characters (metadata.py, roles.py)"
PLACE = "is matched at one place, where it is met once"
CAPTION = "sees one paragraph of at most 600 characters"
FEW = "sees the fourteen characters before a stop, or forty at the end of a line"
AGAIN = {
    "dates._DATES": LINE,
    "dates._LEADING": LINE,
    "dates._TRAILING": LINE,
    "boilerplate._CUE": LINE,
    "boilerplate._signed_photo": LINE,
    "boilerplate._DOMAIN": LINE,
    "roles._SHORT_ENDS": LINE,
    "sentences._WORD_BEFORE": FEW,
    "bylines._trailing": FEW,
    "sentences._ASKED": PLACE,
    "outlets._URL": PLACE,
    "metadata._LABELLED": "sees one line of at most 120 characters (metadata.py)",
    "dates._AFTER": PLACE,
    "dates._BEFORE": "sees the sixty characters before a date",
    "related.CAPTION": CAPTION,
    "related_tables.CAPTION": CAPTION,
    "sniff._WIRES": PLACE,
}
"""Expressions that try again, and what keeps that short."""

APART = {"dates._TRAILING": "what it repeats begins with signs and words that what comes before cannot hold"}
"""Expressions that look exponential from outside."""


def _expressions() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    for found in pkgutil.iter_modules(monitor.article.__path__, "monitor.article."):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            made = hasattr(value, "cache_info") and not inspect.signature(value).parameters
            held = value() if made else value
            several = held if isinstance(held, tuple) else (held,)
            own = name.startswith("_") or name.isupper()
            short = f"{found.name.rpartition('.')[2]}.{name}"
            yield from ((short, one) for one in _flat(several) if own)


def _flat(values):
    for value in values:
        if isinstance(value, re.Pattern):
            yield value
        elif isinstance(value, tuple):
            yield from _flat(value)


EXPRESSIONS = list(_expressions())


@pytest.mark.parametrize(("name", "expression"), EXPRESSIONS, ids=[name for name, _ in EXPRESSIONS])
def test_an_expression_reads_in_the_time_that_its_text_is_long(name, expression):
    found = faults(expression)
    kinds = {fault.kind for fault in found}
    assert not kinds or name in AGAIN, found
    assert "exponential" not in kinds or name in APART, found


def test_a_line_that_almost_fits_ends():
    """Each of these took minutes: the test ends, or runs into its time limit."""
    assert not is_photo_credit("A B C D E / AP" + "/  a  " * 16 + "!")
    assert find_whole_date("9 October 2024" + " updated" * 12 + "\n!") is None


def test_what_is_excused_is_still_there():
    assert AGAIN.keys() <= {name for name, _ in EXPRESSIONS}


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        (r"(?:a+)+b", "exponential"),
        (r"(?:\s*x\s*)*y", "exponential"),
        (r"(?:\s*[/|]\s*[\w .-]{2,30})*!", "exponential"),
        (r"(?:a*b?)*c", "exponential"),
        (r"\s*\s*x", "quadratic"),
        (r"x.*?(?:[ \t]+#+)?$", "quadratic"),
        (r"[^\]]*\]", "search"),
        (r"\w+;", "search"),
        (r"(?:ab)+c", "search"),
    ],
)
def test_an_expression_that_tries_again_is_seen(expression, kind):
    assert kind in {fault.kind for fault in faults(re.compile(expression))}


@pytest.mark.parametrize(
    "expression",
    [r"xa+b", r"x(?:ab)+c", r"x(?:ab++)+c", r"<[^<>]*>", r"(?<!\w)\w+;", r"\[[^\[\]]*\]\(", r"\d{1,9};"],
)
def test_an_expression_that_reads_on_is_not_blamed(expression):
    assert faults(re.compile(expression)) == []
