"""Group keys of a counting rule (`per:`): one count for each participant, publisher and the like.

What an article does not state has no key: articles whose publisher is unknown are not all of one publisher.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.claims.model import names_of
from monitor.extract.model import Contact, Denial
from monitor.rule.model import Match, Per

_OF_FACTS = frozenset({Per.PARTICIPANTS, Per.KIND, Per.BY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """One key of a match; `label` says it for people, `asked` are the facts that have it."""

    key: str
    label: str
    asked: tuple[Contact | Denial, ...]


def keys_of(match: Match, per: tuple[Per, ...], article_id: str, story: str) -> tuple[Keyed, ...]:
    """Return the keys of *match*, in reading order; none where it does not state what *per* asks for."""
    about = _of_article(match, article_id, story)
    if _OF_FACTS.isdisjoint(per):
        keyed = _keyed(per, about, match.asked)
        return (keyed,) if keyed else ()
    found: dict[str, Keyed] = {}
    for fact in match.asked:
        keyed = _keyed(per, {**about, **_of_fact(fact)}, (fact,))
        if keyed is not None:
            before = found.get(keyed.key)
            asked = (*before.asked, fact) if before else (fact,)
            found[keyed.key] = Keyed(key=keyed.key, label=keyed.label, asked=asked)
    return tuple(found.values())


def value_of(match: Match, different: Per | None, article_id: str, story: str) -> str:
    """Return what makes a hit different from others; "" where that is not known."""
    if different is None:
        return article_id
    return _of_article(match, article_id, story).get(different, "").casefold()


def missing(match: Match, per: Iterable[Per], article_id: str, story: str) -> str:
    """Return what a match without keys does not state, for people."""
    about = _of_article(match, article_id, story)
    unknown = [one.value for one in per if not about.get(one)]
    return " and ".join(unknown)


def _keyed(
    per: tuple[Per, ...], values: Mapping[Per, str], asked: tuple[Contact | Denial, ...]
) -> Keyed | None:
    if not all(values.get(one) for one in per):
        return None
    key = ";".join(f"{one}={values[one].casefold()}" for one in sorted(per))
    return Keyed(key=key, label=", ".join(values[one] for one in per), asked=asked)


def _of_article(match: Match, article_id: str, story: str) -> dict[Per, str]:
    article = match.article
    return {
        Per.PUBLISHER: " ".join((article.publisher or "").split()),
        Per.LANGUAGE: article.language or "",
        # An article that nobody placed is a story of its own.
        Per.STORY: story or article_id,
    }


def _of_fact(fact: Contact | Denial) -> dict[Per, str]:
    contact = fact.contact if isinstance(fact, Denial) else fact
    sayers = (fact.by,) if isinstance(fact, Denial) else fact.attribution[:1]
    return {
        Per.PARTICIPANTS: " and ".join(names_of(contact)) if contact else "",
        Per.KIND: contact.kind.value if contact else "",
        Per.BY: "".join(sayers),
    }
