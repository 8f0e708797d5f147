"""Inputs that grow: each kind makes a text of about *size* characters of one thing over and over.

What reads an article must take twice as long for twice as much of any of them, never four times. To add a
kind, add a function or a row: the test, the regex check and `python -m benchmarks growth` all take it up.
"""

from __future__ import annotations

from collections.abc import Callable

Kind = Callable[[int], str]

_LEAD = "Talks in Vienna\n\n"
_NAMES = ("Putin", "Trump", "Macron", "Zelensky", "Erdogan", "Biden")


def _over(unit: str, *, head: str = _LEAD, tail: str = "") -> Kind:
    """Return the kind that repeats *unit* between *head* and *tail*."""
    return lambda size: head + unit * max(1, size // len(unit)) + tail


def _numbered(make: Callable[[int], str], *, head: str = _LEAD) -> Kind:
    """Return the kind whose units differ by their number."""

    def grown(size: int) -> str:
        units: list[str] = []
        length = 0
        while length < size:
            units.append(make(len(units)))
            length += len(units[-1])
        return head + "".join(units)

    return grown


def _name(number: int) -> str:
    return _NAMES[number % len(_NAMES)]


def _nested(opening: str, closing: str) -> Kind:
    def grown(size: int) -> str:
        depth = max(1, size // (len(opening) + len(closing)))
        return f"{_LEAD}{opening * depth}Putin{closing * depth}"

    return grown


def _front_matter(size: int) -> str:
    lines = "".join(f"key{number}: value of it\n" for number in range(size // 22))
    return f"---\ntitle: Talks\n{lines}---\n\nPutin called Trump."


KINDS: dict[str, Kind] = {
    # headings, rules, layout
    "headings": _over("# Heading\n\n", head=""),
    "headings and words": _over("# Heading\n\n"),
    "headings of marks": _over("# # # # #\n\n", head=""),
    "one heading of marks": _over("# ", head="# "),
    "underlined headings": _over("Heading\n\n---\n\n"),
    "blank lines": _over("\n", tail="Putin called Trump."),
    "blank lines and words": _over("word\n\n\n\n\n"),
    "spaces": _over(" ", tail="Putin called Trump."),
    "spaces in a line": _over(" ", head=_LEAD + "Putin", tail="called Trump."),
    "tabs": _over("\t", head=_LEAD + "x", tail="y"),
    "one long line": _over("Putin called Trump and the aide said so, "),
    "one long word": _over("a"),
    "short lines": _over("a b c\n"),
    "carriage returns": _over("word\r\r\n\rword\n\r"),
    "list bullets": _over("- item of a list\n"),
    "numbered items": _over("1. item of a list\n"),
    "hyphens": _over("-"),
    "equals signs": _over("="),
    # markup
    "tags": _over("<b>"),
    "tags open": _over("<b "),
    "comments open": _over("<!-- "),
    "tags and words": _over("<b>Putin</b> called "),
    "angles": _over("<"),
    "links": _over("[a](b) "),
    "links of signs": _over("[.](.)", tail="x"),
    "links open": _over("[a]("),
    "links with brackets": _over("[a](b(c)"),
    "square brackets": _over("["),
    "square brackets closed": _over("[]"),
    "asterisks": _over("*"),
    "double asterisks": _over("**a "),
    "emphasis": _over("*a* "),
    "emphasis open": _over("*a "),
    "underscores": _over("_"),
    "underscores and words": _over("_a "),
    "nested emphasis": _nested("*a _b ", " b_ a*"),
    "references": _over("&nbsp;"),
    "references and words": _over("Vladimir&nbsp;Putin called Donald&nbsp;Trump. "),
    "references broken": _over("&amp"),
    "references twice over": _over("&amp;amp;"),
    "ampersands": _over("&"),
    # front matter and headers
    "front matter": _front_matter,
    "front matter open": _over("key: value\n", head="---\n"),
    "front matter of blanks": _over(" ", head="---\ntitle: a", tail="b\n---\n\nPutin called Trump."),
    "mail headers": _over("Subject: talks\n", head=""),
    "a mail header folded": _over(" talks\n", head="From: a\nSubject: talks\n", tail="\nPutin called Trump."),
    # quotes, sentences
    "quotes": _over("“They met,” he said. "),
    "open quotes": _over(" ‘a"),
    "open straight quotes": _over(" 'a"),
    "open double quotes": _over("“a "),
    "guillemets open": _over("«a "),
    "quotation marks": _over('"'),
    "full stops": _over("."),
    "full stops and a letter": _over(".", tail="a"),
    "stops and quotes": _over('."'),
    "question marks": _over("?! "),
    "initials": _over("A. "),
    "sentences": _over("They met. "),
    "ideographic stops": _over("。"),
    "nested parentheses": _nested("(", ")"),
    "parentheses": _over("(a) "),
    "colons": _over("a: "),
    "commas": _over(", "),
    "apostrophes": _over("it's "),
    # dates, bylines, addresses
    "dates": _over("9 October 2024\n\n"),
    "dates in a line": _over("9 October 2024 "),
    "digits": _over("1"),
    "digits and dots": _over("1."),
    "bylines": _over("By Jane Doe and John Roe\n\n"),
    "a byline without end": _over("Jane Doe, ", head=_LEAD + "By "),
    "addresses": _over("https://example.org/2024/10/09/talks\n\n"),
    "addresses in a line": _over("https://example.org/talks "),
    "slashes": _over("/"),
    "hosts": _over("a.b."),
    # what sites leave
    "captions": _over("Photo: Jane Doe/Reuters\n\n"),
    "related links": _over("Read more: [Talks](https://example.org)\n\n"),
    "appeals": _over("Your support helps us. Our journalism needs your donation.\n\n"),
    "tags of a page": _over("#talks ", head=_LEAD + "They met.\n\n"),
    "navigation": _over("Home\n\nNews\n\n"),
    # letters
    "zero-width characters": _over("\u200b"),
    "zero-width in words": _over("Pu\u200btin "),
    "soft hyphens": _over("\u00ad"),
    "combining marks": _over("\u0301\u0323", head=_LEAD + "a"),
    "accents": _over("e\u0301"),
    "mixed alphabets": _over("Рutin cаlled Тrump. "),
    "ligatures": _over("ﬁ"),
    "Cyrillic": _over("Путин позвонил Трампу. "),
    "ideographs": _over("普京与特朗普通话。"),
    "emoji": _over("\U0001f600"),
    # what is told
    "denials": _over("The Kremlin denied it. "),
    "denials of calls": _over("The Kremlin denied that Putin called Trump. "),
    "denials in paragraphs": _over("The Kremlin denied that Putin called Trump.\n\n"),
    "denied": _over("denied "),
    "calls": _over("Putin called Trump on Tuesday. "),
    "calls in paragraphs": _over("Putin called Trump on Tuesday.\n\n"),
    "calls of many": _numbered(lambda n: f"{_name(n)} called {_name(n + 1 + n % 5)} on Tuesday. "),
    "names": _over("Putin Trump "),
    "names and commas": _over("Putin, Trump, "),
    "names unknown": _numbered(lambda n: f"Mr Abc{n} said. "),
    "said": _over("he said, "),
    "sources": _over("according to a source "),
    "Cyrillic denials": _over("Кремль опроверг, что Путин звонил Трампу. "),
}
