"""Templates of rule titles (`{{ participants }}: {{ kind }}`), and the variables they see.

Jinja2 is loaded only for titles that use it. Templates run in a sandbox that cannot change
anything, name anything unknown, or multiply texts; they are tried out when rules are loaded
(`template_check`), and a title that fails later all the same falls back to the article's headline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, Self

from monitor.article.model import Span
from monitor.article.references import shown
from monitor.english import listed, short
from monitor.extract.model import (
    Contact,
    Denial,
)
from monitor.rule.jsonl import json_of
from monitor.rule.model import Match
from monitor.rule.template_bounds import (
    bounded_environment,
    bounded_range,
    compiled,
    written_by,
)
from monitor.summary.sentence import NO_SUMMARY, PARTS, Summary, summary_of

MAX_TITLE = 300
OF_ONE_CONTACT = ("participants", "kind", "status", "by")
VARIABLES = ("article", "rule", "summary", "evidence", "contacts", "denials", "claim", *OF_ONE_CONTACT)
ATTRIBUTES = {
    "article": ("title", "headline", "publisher", "published", "path", "language"),
    "rule": ("id", "severity", "tags", "description"),
    "claim": ("id", "status", "first_reported", "reports"),
    "summary": PARTS,
}
_OF_ARTICLE = ("title", "publisher", "published", "path", "language")


class TemplateText(str):
    """A text in a template that also has parts of its own: `{{ evidence[0] }}`, `{{ evidence[0].field }}`."""

    __slots__ = ("parts",)

    parts: Mapping[str, Any]

    def __new__(cls, text: str, /, **parts: Any) -> Self:
        """Return *text* with *parts* readable as attributes."""
        words = super().__new__(cls, text)
        words.parts = parts
        return words

    def __getattr__(self, name: str) -> Any:
        try:
            return self.parts[name]
        except KeyError:
            raise AttributeError(name) from None


class Names(tuple[Any, ...]):
    """Several texts that read as one: `A`, `A and B`, `A, B and C`."""

    __slots__ = ()

    def __str__(self) -> str:
        return listed(map(str, self))


def is_template(title: str) -> bool:
    """Return whether *title* has anything to fill in."""
    return "{{" in title or "{%" in title


def render_title(template: str, values: Mapping[str, Any]) -> str:
    """Return *template* with *values* filled in, on one line.

    Raises:
        TemplateOverrun: the template makes too long a text, or does too much.
        jinja2.TemplateError: the template is no template, or names something unknown.
    """
    text = written_by(_compiled(template), values) if is_template(template) else template
    return short(text, MAX_TITLE)


def title_for(match: Match, claim: Mapping[str, Any] | None = None) -> str:
    """Return the title of *match*; one that cannot be filled in becomes the headline, or the id in words.

    `claim` is known only where a ledger is kept.
    """
    rule, article = match.rule, match.article
    try:
        values = template_values(match) if is_template(rule.title) else {}
        title = render_title(rule.title, {**values, "claim": claim})
    except Exception:  # noqa: BLE001 - a template may raise anything, and a match must still be sent
        title = ""
    return title or " ".join(article.title.split()) or rule.id.replace("-", " ").capitalize()


def template_values(match: Match) -> dict[str, Any]:
    """Return what a template sees; `participants`, `kind`, `status`, `by` are of the first contact.

    `summary` is of what the rule asked for; of a match without facts, the article's own headline.
    """
    article, facts = match.article, match.facts
    asks = "summary" in match.rule.title
    told = summary_of(facts, match.asked, publisher=article.publisher) if asks else NO_SUMMARY
    values: dict[str, Any] = {
        "article": {**{name: getattr(article, name) for name in _OF_ARTICLE}, "headline": article.title},
        "rule": {name: getattr(match.rule, name) for name in ATTRIBUTES["rule"]},
        "summary": summary_values(told.text or article.title, told),
        "evidence": _spans(match.evidence),
        "contacts": tuple(map(_contact, facts.contacts)),
        "denials": tuple(map(_denial, facts.denials)),
        "claim": None,
    }
    if facts.contacts:
        first = values["contacts"][0]
        values |= {name: first[name] for name in OF_ONE_CONTACT}
    return values


def summary_values(text: str, parts: Summary) -> TemplateText:
    """Return a sentence as every template sees it: itself, and its parts."""
    return TemplateText(text, **{name: getattr(parts, name) for name in PARTS})


def _spans(spans: Iterable[Span]) -> tuple[TemplateText, ...]:
    return tuple(
        TemplateText(
            shown(span.text), field=span.field, start=span.start, end=span.end, text=shown(span.text)
        )
        for span in spans
    )


def contact_values(contact: Contact) -> dict[str, Any]:
    """Return what every template sees of a contact; where it stands in the article is for titles alone."""
    return {
        "participants": Names(
            TemplateText(one.name, name=one.name, office=one.office, side=one.side)
            for one in contact.participants
        ),
        **json_of(contact, "kind", "status"),
        "attribution": Names(contact.attribution),
        "by": Names(contact.attribution),
        **json_of(contact, "when", "on"),
    }


def denial_values(denial: Denial) -> dict[str, Any]:
    """Return what every template sees of a denial; `participants` and `kind` are of the contact denied."""
    contact = None if denial.contact is None else contact_values(denial.contact)
    return {
        **json_of(denial, "by", "role", "official", "denies"),
        "contact": contact,
        "participants": contact["participants"] if contact else Names(),
        "kind": contact["kind"] if contact else None,
    }


def _contact(contact: Contact) -> dict[str, Any]:
    return {**contact_values(contact), "evidence": _spans(contact.evidence)}


def _denial(denial: Denial) -> dict[str, Any]:
    contact = None if denial.contact is None else _contact(denial.contact)
    return {**denial_values(denial), "contact": contact, "evidence": _spans(denial.evidence)}


@cache
def environment() -> Any:
    """Return the sandbox that titles are read and filled in in."""
    from jinja2 import StrictUndefined

    made = bounded_environment("a title", undefined=StrictUndefined, autoescape=False, finalize=_shown)
    made.globals["range"] = bounded_range
    return made


def _shown(value: Any) -> Any:
    """Show what is not known as nothing, and a date as its day."""
    if value is None:
        return ""
    return value.date().isoformat() if isinstance(value, datetime) else value


@lru_cache(maxsize=4096)
def _compiled(template: str) -> Any:
    return compiled(environment(), template)
