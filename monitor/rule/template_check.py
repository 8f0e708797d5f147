"""Checks templates of rule titles at load: syntax errors, unknown variables."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from types import SimpleNamespace
from typing import Any

from monitor.article.model import Span
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
from monitor.rule.template import (
    ATTRIBUTES,
    MAX_TITLE,
    VARIABLES,
    environment,
    is_template,
    render_title,
    template_values,
)
from monitor.rule.template_bounds import FILTERS, MAX_SOURCE, TemplateOverrun

_FILTERS_ARE = "the filters are those that make nothing long: upper, join, truncate, default and the like"
# What needs no trying out, so that a thousand titles load without a thousand compilations.
_PLAIN_FILL = re.compile(
    r"\{\{ *(?:(?P<name>[a-z]+)|(?P<of>article|rule|summary)\.(?P<part>[a-z]+)|"
    r"(?:evidence|participants)\[0\]) *\}\}"
)


class TemplateFault(Exception):
    """A title that cannot be used; `word` is what to point at."""

    def __init__(self, code: Code, message: str, *, hint: str = "", word: str = "") -> None:
        self.code = code
        self.hint = hint
        self.word = word
        super().__init__(message)


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
    "The title names something that does not exist. Known are article (headline or title, publisher, "
    "published, path, language), rule, summary (who, what, status, by, when), evidence, contacts, denials, "
    "claim, and of the one contact a match is about: participants, kind, status, by.",
)


def _check_name(name: str) -> None:
    if name not in VARIABLES:
        hint = did_you_mean(name, VARIABLES)
        raise TemplateFault(Code.UNKNOWN_VARIABLE, f'a title knows no "{name}"', hint=hint, word=name)


def _check_attribute(name: str, attribute: str) -> None:
    known = ATTRIBUTES[name]
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

    tree = environment().parse(title)
    _tell_unknown_filters(tree)
    for name in sorted(meta.find_undeclared_variables(tree)):
        _check_name(name)
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name in ATTRIBUTES:
            _check_attribute(node.node.name, node.attr)


def _tell_unknown_filters(tree: Any) -> None:
    from jinja2 import nodes

    known = (*FILTERS, "join", "replace", "indent", "round")
    for used in tree.find_all(nodes.Filter):
        if used.name not in known:
            message, hint = f'a title has no filter "{used.name}"', did_you_mean(used.name, known)
            raise TemplateFault(Code.BAD_TEMPLATE, message, hint=hint or _FILTERS_ARE, word=used.name)


@cache
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
    day = datetime(2024, 7, 15, tzinfo=UTC)
    # Their parts that titles see are all that is asked of them.
    article: Any = SimpleNamespace(title="Talks", publisher="P", published=day, path="a.txt", language="en")
    rule: Any = SimpleNamespace(
        id="sample", title="{{ summary }}", severity="high", tags=("tag",), description=""
    )
    facts = Facts(contacts=(contact,), denials=(denial,))
    match: Any = SimpleNamespace(rule=rule, article=article, evidence=(span,), facts=facts, asked=(denial,))
    values = template_values(match)
    return {**values, "claim": {"id": "c", "status": "claimed", "first_reported": day, "reports": 2}}
