"""Conditions in words, a line each, for `explain` and `rules show`."""

from __future__ import annotations

from monitor.article.model import Article
from monitor.article.published import day_of
from monitor.rule.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    ContactIs,
    DenialIs,
    Exact,
    Excepting,
    Language,
    Listed,
    Named,
    Near,
    NotOf,
    PathIs,
    Phrase,
    Published,
    Publisher,
    Regex,
    SaidBy,
    Within,
)
from monitor.rule.match_facts import says_contact, says_denial, says_who
from monitor.rule.publication import was_published


def says(condition: Condition) -> str:  # noqa: C901, PLR0911, PLR0912 - one line a kind of condition
    """Return *condition* in one line, as it would be written in a rule, without its parts."""
    match condition:
        case Phrase(text=text):
            return f'"{text}"'
        case Exact(text=text):
            return f'exact: "{text}"'
        case SaidBy(by=by):
            return f"quote: by {says_who(by)}, which says"
        case Regex(pattern=pattern):
            return f"regex: {pattern}"
        case Listed(name=name):
            return f"list: {name}"
        case AtLeast(count=count):
            return f"at_least: {count}"
        case Within(scope=scope):
            return f"{scope.value}:"
        case Near(within=within, ordered=ordered):
            return f"near: within {within} words" + (", in this order" if ordered else "")
        case Publisher(names=names):
            return f"publisher: {', '.join(names)}"
        case Language(codes=codes):
            return f"language: {', '.join(codes)}"
        case PathIs(globs=globs):
            return f"path: {', '.join(globs)}"
        case Published():
            return _says_published(condition)
        case ContactIs():
            return says_contact(condition)
        case DenialIs():
            return says_denial(condition)
        case Named(name=name):
            return f"condition: {name}"
        case Excepting():
            return "except:"
        case AllOf() | AnyOf() | NotOf():
            return {AllOf: "all:", AnyOf: "any:", NotOf: "not:"}[type(condition)]


def _says_published(condition: Published) -> str:
    limits = [f"within {condition.within} before it was received"] if condition.within is not None else []
    limits += [f"after {condition.after.isoformat()}"] if condition.after else []
    limits += [f"before {condition.before.isoformat()}"] if condition.before else []
    return "published: " + ", ".join(limits)


def known_of(condition: Publisher | Language | Published | PathIs, article: Article) -> str:
    """Say what is known of *article* that *condition* asks about."""
    match condition:
        case Publisher():
            return (
                f"the publisher is {article.publisher}" if article.publisher else "the publisher is not known"
            )
        case Language():
            return f"the language is {article.language}" if article.language else "the language is not known"
        case PathIs():
            return f"the path is {article.path}" if article.path else "the article has no path"
        case Published():
            return _known_date(condition, article)


def _when(article: Article) -> str:
    dated = article.dated
    return "" if dated is None else str(day_of(dated) or dated.isoformat())


def _known_date(condition: Published, article: Article) -> str:
    if article.published is None:
        return "the publication date is not known, so this does not hold"
    published = f"published {_when(article)}"
    if condition.within is None:
        return published
    if article.received_at is None:
        return f"{published}; when it was received is not known, so this does not hold"
    fits = "in time" if was_published(condition, article) else "out of range"
    return f"{published}, received {article.received_at.isoformat()}: {fits}"
