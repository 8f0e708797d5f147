"""Scores what is read of short labelled texts: who, with whom, and whether it took place; who denies.

A line of a round: `{id, lang, group, text, contacts: [{participants, kind, status, untold?}], denials:
[{by, official, denies}], contestable?}`. A label names people as its text does; what is read may name them
otherwise ("Sadyr Japarov" for "Жапаров"), so names are compared by the beginnings of their words, in
Latin letters. A contact that is `untold` need not be read, only never as having taken place.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from monitor.article.model import Article
from monitor.extract.model import Contact, ContactStatus, Denial
from monitor.extract.read import read_facts

ANSWERS = {
    ContactStatus.HAPPENED: "took place",
    ContactStatus.CLAIMED: "took place",
    ContactStatus.DENIED: "denied",
    ContactStatus.PLANNED: "not",
    ContactStatus.REFUSED: "not",
    ContactStatus.HYPOTHETICAL: "not",
}
_RANKS = frozenset(
    [
        "the",
        "and",
        "for",
        "his",
        "her",
        "its",
        "their",
        "president",
        "presiden",
        "premier",
        "prime",
        "minister",
        "ministe",
        "foreign",
        "defence",
        "leader",
        "leaders",
        "king",
        "queen",
        "prince",
        "chancellor",
        "secretary",
        "state",
        "spokesman",
        "spokeswoman",
        "ministry",
        "government",
        "office",
        "chief",
        "general",
        "acting",
        "prezident",
        "premer",
        "ministr",
        "glava",
        "lider",
        "spiker",
        "korol",
        "kantsler",
    ]
)
_SAME = {
    "kremlin": "russia", "moscow": "russia", "kreml": "russia", "moskv": "russia", "rossi": "russia", "rosii": "russia",
    "british": "united", "britain": "united", "london": "united", "american": "united", "washington": "united",
    "french": "france", "paris": "france", "elysee": "france", "dutch": "netherlands", "spanish": "spain",
    "polish": "poland", "danish": "denmark", "turkish": "turkiye", "turkey": "turkiye", "thai": "thailand",
}  # fmt: skip
_LATIN = str.maketrans(
    dict(
        zip(
            "абвгґдезийклмнопрстуфхцыэєіїёьъ",
            [
                "a",
                "b",
                "v",
                "g",
                "g",
                "d",
                "e",
                "z",
                "i",
                "y",
                "k",
                "l",
                "m",
                "n",
                "o",
                "p",
                "r",
                "s",
                "t",
                "u",
                "f",
                "kh",
                "ts",
                "y",
                "e",
                "e",
                "i",
                "i",
                "e",
                "",
                "",
            ],
            strict=True,
        )
    )
    | {"ж": "zh", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"}
)
_BEGINNING = 4


def lines(path: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the labelled texts of the round in *path*."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def score(round_: Iterator[Mapping[str, Any]]) -> Counter[str]:
    """Return the counts of one round: what was labelled, told and found, and what was told in reverse."""
    counts: Counter[str] = Counter()
    for item in round_:
        facts = read_facts(Article.from_bytes(item["text"].encode()))
        skipped = item.get("contestable", ())
        if "leader_contact" not in skipped:
            told = [one for one in facts.contacts if one.status in ANSWERS]
            counts += _contacts(told, item["contacts"])
        if "official_denial" not in skipped:
            counts += _denials([one for one in facts.denials if one.official], item["denials"])
    return counts


def _contacts(told: list[Contact], labels: list[Mapping[str, Any]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for one in told:
        same = [label for label in labels if _of(one, label)]
        right = any(_answer(label) == ANSWERS[one.status] for label in same)
        counts["told"] += 1
        counts["right" if right else "opposite" if same else "other"] += 1
    for label in labels:
        if label.get("untold"):
            continue
        counts["labelled"] += 1
        counts["found"] += any(_of(one, label) and ANSWERS[one.status] == _answer(label) for one in told)
    return counts


def _denials(told: list[Denial], labels: list[Mapping[str, Any]]) -> Counter[str]:
    official = [label for label in labels if label["official"]]
    named = [f"{one.by} {one.role or ''}" for one in told]
    right = [any(_like(name, label["by"]) for label in labels) for name in named]
    return Counter(
        {
            "denials": len(told),
            "denials_right": sum(right),
            "deniers": len(official),
            "deniers_found": sum(any(_like(name, label["by"]) for name in named) for label in official),
        }
    )


def _answer(label: Mapping[str, Any]) -> str:
    return ANSWERS[ContactStatus(label["status"])]


def _of(contact: Contact, label: Mapping[str, Any]) -> bool:
    """Tell whether two of the labelled parties are told; one where the label names only one."""
    told = [f"{one.name} {one.office or ''} {one.side or ''}" for one in contact.participants]
    wanted = list(dict.fromkeys(label["participants"]))
    return sum(any(_like(name, other) for name in told) for other in wanted) >= min(2, len(wanted))


def _like(told: str, label: str) -> bool:
    wanted = _words(label)
    return not wanted or bool(_words(told) & wanted)


def _words(name: str) -> set[str]:
    latin = name.casefold().translate(_LATIN)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    words = (word for word in re.findall(r"[a-z]{3,}", plain) if word not in _RANKS)
    return {_SAME.get(word, _SAME.get(word[:5], word))[:_BEGINNING] for word in words}
