"""Templates of rule titles (`{{ participants }}: {{ kind }}`), and the variables they see.

Jinja2 is loaded only for titles that use it. Templates run in a sandbox that cannot change
anything, name anything unknown, or multiply texts; they are tried out when rules are loaded, and a
title that fails later all the same falls back to the article's headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any, Self

from monitor.article.model import Article, Span
from monitor.article.references import shown
from monitor.errors import did_you_mean
from monitor.extract.model import (
    Contact,
    ContactKind,
    ContactStatus,
    Denial,
    Denies,
    Facts,
    Participant,
)
from monitor.located.error_codes import Code, explain
from monitor.rule.model import Rule
from monitor.rule.template_bounds import (
    FILTERS,
    MAX_SOURCE,
    TemplateOverrun,
    bounded_environment,
    bounded_range,
    compiled,
    written_by,
)

MAX_TITLE = 300
_OF_ONE_CONTACT = ("participants", "kind", "status", "by")
VARIABLES = ("article", "rule", "evidence", "contacts", "denials", "claim", *_OF_ONE_CONTACT)
_ATTRIBUTES = {
    "article": ("title", "publisher", "published", "path", "language"),
    "rule": ("id", "severity", "tags", "description"),
    "claim": ("id", "status", "first_reported", "reports"),
}
_FILTERS_ARE = "the filters are those that make nothing long: upper, join, truncate, default and the like"
# What needs no trying out, so that a thousand titles load without a thousand compilations.
_PLAIN_FILL = re.compile(
    r"\{\{ *(?:(?P<name>[a-z]+)|(?P<of>article|rule)\.(?P<part>[a-z]+)|(?:evidence|participants)\[0\]) *\}\}"
)


class TemplateFault(Exception):
    """A title that cannot be used; `word` is what to point at."""

    def __init__(self, code: Code, message: str, *, hint: str = "", word: str = "") -> None:
        self.code = code
        self.hint = hint
        self.word = word
        super().__init__(message)


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
        names = [str(name) for name in self]
        return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


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
    line = " ".join(text.split())
    return line if len(line) <= MAX_TITLE else line[: MAX_TITLE - 1] + "…"


def title_for(
    rule: Rule,
    article: Article,
    evidence: Sequence[Span],
    facts: Facts,
    claim: Mapping[str, Any] | None = None,
) -> str:
    """Return the title of a match; one that cannot be filled in becomes the headline, or the id in words.

    `claim` is known only where a ledger is kept.
    """
    try:
        values = template_values(rule, article, evidence, facts) if is_template(rule.title) else {}
        title = render_title(rule.title, {**values, "claim": claim})
    except Exception:  # noqa: BLE001 - a template may raise anything, and a match must still be sent
        title = ""
    return title or " ".join(article.title.split()) or rule.id.replace("-", " ").capitalize()


def template_values(rule: Rule, article: Article, evidence: Iterable[Span], facts: Facts) -> dict[str, Any]:
    """Return what a template sees; `participants`, `kind`, `status`, `by` are of the first contact."""
    values: dict[str, Any] = {
        "article": {name: getattr(article, name) for name in _ATTRIBUTES["article"]},
        "rule": {name: getattr(rule, name) for name in _ATTRIBUTES["rule"]},
        "evidence": _spans(evidence),
        "contacts": tuple(map(_contact, facts.contacts)),
        "denials": tuple(map(_denial, facts.denials)),
        "claim": None,
    }
    if facts.contacts:
        first = values["contacts"][0]
        values |= {name: first[name] for name in _OF_ONE_CONTACT}
    return values


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
        "kind": contact.kind.value,
        "status": contact.status.value,
        "attribution": Names(contact.attribution),
        "by": Names(contact.attribution),
        "when": contact.when,
        "on": contact.on,
    }


def denial_values(denial: Denial) -> dict[str, Any]:
    """Return what every template sees of a denial; `participants` and `kind` are of the contact denied."""
    contact = None if denial.contact is None else contact_values(denial.contact)
    return {
        "by": denial.by,
        "role": denial.role,
        "official": denial.official,
        "denies": denial.denies.value,
        "contact": contact,
        "participants": contact["participants"] if contact else Names(),
        "kind": contact["kind"] if contact else None,
    }


def _contact(contact: Contact) -> dict[str, Any]:
    return {**contact_values(contact), "evidence": _spans(contact.evidence)}


def _denial(denial: Denial) -> dict[str, Any]:
    contact = None if denial.contact is None else _contact(denial.contact)
    return {**denial_values(denial), "contact": contact, "evidence": _spans(denial.evidence)}


explain(
    Code.BAD_TEMPLATE,
    "The title is a Jinja2 template and cannot be read as one. Text to fill in stands between {{ and }}.",
)


def check_template(title: str) -> None:
    """Try *title* out on a sample.

    Raises:
        TemplateFault: it is no template, or names something that does not exist.
    """
    if not is_template(title):
        return
    if len(title) > MAX_SOURCE:
        raise TemplateFault(
            Code.BAD_TEMPLATE,
            f"the title is longer than {MAX_SOURCE:,} characters",
            hint=f"a title shows at most {MAX_TITLE} of them",
        )
    for fill in _PLAIN_FILL.finditer(title):
        if fill["name"]:
            _check_name(fill["name"])
        if fill["of"]:
            _check_attribute(fill["of"], fill["part"])
    if is_template(_PLAIN_FILL.sub("", title)):
        _try_out(title)


explain(
    Code.UNKNOWN_VARIABLE,
    "The title names something that does not exist. Known are article (title, publisher, published, path, "
    "language), rule, evidence, contacts, denials, claim, and of the one contact a match is about: "
    "participants, kind, status, by.",
)


def _check_name(name: str) -> None:
    if name not in VARIABLES:
        hint = did_you_mean(name, VARIABLES)
        raise TemplateFault(Code.UNKNOWN_VARIABLE, f'a title knows no "{name}"', hint=hint, word=name)


def _check_attribute(name: str, attribute: str) -> None:
    known = _ATTRIBUTES[name]
    if attribute not in known:
        message = f'"{name}" has no "{attribute}"'
        raise TemplateFault(
            Code.UNKNOWN_VARIABLE, message, hint=did_you_mean(attribute, known), word=attribute
        )


def _try_out(title: str) -> None:
    import jinja2

    try:
        _tell_unknown_names(title)
        render_title(title, _sample_values())
    except TemplateFault:
        raise
    except TemplateOverrun as error:
        raise TemplateFault(
            Code.BAD_TEMPLATE,
            f"the title cannot be used: {error}",
            hint="name what is to stand there: {{ article.publisher }}",
        ) from error
    except jinja2.TemplateSyntaxError as error:
        raise TemplateFault(
            Code.BAD_TEMPLATE,
            f"the title cannot be read as a template: {error.message}",
            hint="text to fill in stands between {{ and }}: {{ article.publisher }}",
        ) from error
    except jinja2.UndefinedError as error:
        raise TemplateFault(
            Code.UNKNOWN_VARIABLE,
            f"the title names something unknown: {error.message}",
            hint=did_you_mean("", VARIABLES),
        ) from error
    except Exception as error:
        raise TemplateFault(
            Code.BAD_TEMPLATE,
            f"the title fails when it is filled in: {error}",
            hint="name what is to stand there: {{ article.publisher }}",
        ) from error


def _tell_unknown_names(title: str) -> None:
    """Find unknown names also where the sample does not lead, as inside an `{% if %}`."""
    from jinja2 import meta, nodes

    tree = _environment().parse(title)
    _tell_unknown_filters(tree)
    for name in sorted(meta.find_undeclared_variables(tree)):
        _check_name(name)
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name in _ATTRIBUTES:
            _check_attribute(node.node.name, node.attr)


def _tell_unknown_filters(tree: Any) -> None:
    from jinja2 import nodes

    known = (*FILTERS, "join", "replace", "indent", "round")
    for used in tree.find_all(nodes.Filter):
        if used.name not in known:
            message, hint = f'a title has no filter "{used.name}"', did_you_mean(used.name, known)
            raise TemplateFault(Code.BAD_TEMPLATE, message, hint=hint or _FILTERS_ARE, word=used.name)


@cache
def _environment() -> Any:
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
    return compiled(_environment(), template)


@lru_cache(maxsize=1)
def _sample_values() -> dict[str, Any]:
    span = Span("title", 0, 5, "Talks")
    contact = Contact(
        participants=(Participant(name="A", office="president", side="Ruritania"), Participant(name="B")),
        kind=ContactKind.CALL,
        status=ContactStatus.CLAIMED,
        attribution=("C",),
        evidence=(span,),
    )
    denial = Denial(
        by="D", role="spokesman", official=True, denies=Denies.CONTACT, contact=contact, evidence=(span,)
    )
    article = {
        "title": "Talks",
        "publisher": "P",
        "published": datetime(2024, 7, 15, tzinfo=UTC),
        "path": "a.txt",
        "language": "en",
    }
    rule = {"id": "sample", "severity": "high", "tags": ("tag",), "description": ""}
    found = Facts(contacts=(contact,), denials=(denial,))
    claim = {"id": "c", "status": "claimed", "first_reported": article["published"], "reports": 2}
    values: dict[str, Any] = {"article": article, "rule": rule, "evidence": _spans([span]), "claim": claim}
    values["contacts"] = tuple(map(_contact, found.contacts))
    values["denials"] = tuple(map(_denial, found.denials))
    return values | {name: values["contacts"][0][name] for name in _OF_ONE_CONTACT}
