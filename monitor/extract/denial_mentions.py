"""One denial as it stands in a sentence, and how it is put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from monitor.extract.clauses import Clause, Group
from monitor.extract.lexicon.grammar import word_set
from monitor.extract.people import How, Person
from monitor.extract.sources import STANDING_FOR, anaphor, together

_PLURALS = ("ials", "ters", "kesmen", "sources", "ities", "ers", "ists", "mps")
_PERFECT = frozenset({"has", "have", "had", "'ve"})
_THAT = frozenset({"this", "it", "that", "these", "those", "information"})
_CLAUSE_END = word_set("denials.clause_end")


@dataclass(slots=True)
class Saying:
    """One denial as it stands in a sentence: source, its words `[first, last]`, and its sort.

    `about` is claim or plan; `perfect`: told as standing since long ("has always denied");
    `anaphor`: the word, "it" or "they", that stands for the source.
    """

    source: Person | None
    first: int
    last: int
    about: str
    trigger: int
    perfect: bool = False
    noun: str = ""
    refers_back: bool = False
    back: bool = False
    anaphor: str = ""


class Sayings:
    """Puts denials together from their source and words."""

    def __init__(self, denial: dict[str, Any]) -> None:
        """Take the lists of the lexicon's `denial` table."""
        self.acts = frozenset(denial["acts"])
        self.strong = frozenset(denial["strong_claims"])

    def made(  # noqa: PLR0913 - the parts of one saying
        self, clause: Clause, group: Group | None, index: int, last: int, about: str, *, back: bool = False
    ) -> Saying | None:
        """Return the denial by *group* at the word *index*; *back*: its speaker stands apart from it."""
        if (
            group is not None
            and clause.low[group.end - 1] in STANDING_FOR
            and group.mentions[0].how is How.OTHER
        ):
            group = None
        people = (group.people or together(clause, group)) if group is not None else []
        if group is None or not people:
            word = anaphor(clause, index, said=back)
            return Saying(None, index, last, about, index, anaphor=word) if word else None
        person = next((one for one in people if one.official), people[0])
        if group.mentions[0].office == "he" and (person.office or "").endswith(_PLURALS):
            return None
        first = 0 if back else min(group.start, index)
        perfect = any(word in _PERFECT for word in clause.low[max(0, index - 3) : index])
        noun = next(
            (word for word in clause.low[index + 1 : index + 4] if word in self.acts | self.strong), ""
        )
        object_words = clause.low[index + 1 : index + 5]
        refers = back or (
            bool(set(object_words) & (_THAT | self.strong))
            and "that" not in object_words[1:]
            and not noun.startswith(("any", "involve"))
        )
        return Saying(
            person,
            first,
            max(last, group.end - 1 if back else last),
            about,
            index,
            perfect,
            noun,
            refers,
            back,
        )


def scope_end(clause: Clause, index: int) -> int:
    """Return the last word of what the word at *index* denies."""
    for at in range(index + 1, len(clause.low)):
        if clause.low[at] in _CLAUSE_END:
            return at - 1
    return len(clause.low) - 1
