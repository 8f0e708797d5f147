"""Resolves what a name alone does not tell: pronouns, bare offices, "the two leaders".

Works on the mentions of one article in reading order, after names and titles have been read.
"""

from __future__ import annotations

import itertools

from monitor.extract.lexicon.grammar import word_set
from monitor.extract.people import Cast, How, Mention, Person
from monitor.extract.tokens import Sentence

_SAYING = word_set("mentions.saying")
_STALE = 900
_TWO = 2
_MISTER = frozenset({"mr", "mr.", "ms", "ms.", "mrs", "mrs."})
_SAME_OFFICE = {
    "pm": "prime minister",
    "premier": "prime minister",
    "defense minister": "defence minister",
    "defense secretary": "defence secretary",
    "vice-president": "vice president",
    "president elect": "president-elect",
}


def resolve(sentences: list[Sentence], found: list[list[Mention]], cast: Cast) -> None:  # noqa: C901, PLR0912 - one pass over all mentions
    """Give pronouns, bare offices and "the two leaders" the people last spoken of."""
    last: Person | None = None
    recent: list[Person] = []
    before: list[Mention] = []
    seen: dict[Person, int] = {}
    speaker: Person | None = None
    for sentence, mentions in zip(sentences, found, strict=True):
        subject: Person | None = None
        earlier, before = before, mentions
        for mention in mentions:
            if mention.how is How.PRONOUN and mention.office == "he":
                who = subject or last
                mention.people = (who,) if who else ()
            elif mention.office == "him":
                mention.people = _object(mentions, mention, subject, last)
            elif mention.office == "they" and len(named := _named_before(mentions, mention)) == _TWO:
                mention.people = named
            elif mention.how is How.PAIR or (
                mention.office == "they" and (_together(earlier) or _together(mentions))
            ):
                mention.people = (
                    tuple(recent[:2]) if len(recent) > 1 and not _stale(sentence, seen, recent) else ()
                )
                if mention.office in {"the three leaders", "the three"}:
                    mention.people = tuple(recent[:3])
            elif mention.how is How.OFFICE and mention.rank in {"leader", "other"} and mention.side is None:
                _bare_office(mention, recent, cast, _named_after(mentions, mention))
            if mention.people and mention.how in {How.NAME, How.OFFICE} and len(mention.people) == 1:
                person = mention.people[0]
                subject = subject or person
                if person.leader:
                    seen[person] = sentence.piece.offset
                    recent = [person, *(other for other in recent if other is not person)][:4]
            elif mention.how is How.NAME:
                recent = [*mention.people, *recent][:4]
        _settle_pairs(mentions)
        speaker = _speaker(sentence, mentions) or speaker
        for mention in mentions:
            if mention.office == "i" and speaker is not None:
                mention.people = (speaker,)
        last = subject or last


def _object(
    mentions: list[Mention], mention: Mention, subject: Person | None, last: Person | None
) -> tuple[Person, ...]:
    """Return whom "him" means: who the sentence or the one before is about, unless he does it himself."""
    doer = next(
        (other.people[-1] for other in reversed(mentions) if other.end <= mention.start and other.people),
        None,
    )
    who = subject if subject is not doer else last
    return (who,) if who is not None and doer is not None and who is not doer and who.leader else ()


def _stale(sentence: Sentence, seen: dict[Person, int], recent: list[Person]) -> bool:
    """Tell whether "the two" are too far from where two leaders were named, or others came between."""
    low = sentence.low
    others = sum(
        word in _MISTER and low[at + 1 : at + 2] != [] and not _named_leader(low[at + 1], recent)
        for at, word in enumerate(low)
    )
    return others > 1 or any(sentence.piece.offset - seen.get(person, 0) > _STALE for person in recent[:2])


def _named_leader(word: str, recent: list[Person]) -> bool:
    return any(word in person.name.lower().split() for person in recent)


def _named_after(mentions: list[Mention], mention: Mention) -> set[Person]:
    """Return who is first named in the sentence after *mention*: none of those is meant by it."""
    before = {person for other in mentions if other.start < mention.start for person in other.people}
    return {person for other in mentions if other.start >= mention.end for person in other.people} - before


def _bare_office(mention: Mention, recent: list[Person], cast: Cast, later: set[Person]) -> None:
    office = plain(mention.office or "")
    for person in recent:
        if person.name != person.office and fits(office, person.office):
            mention.people = (person,)
            return
    for person in cast.people:
        if person.leader and person not in later and fits(office, person.office):
            mention.people = (person,)
            return


def _named_before(mentions: list[Mention], mention: Mention) -> tuple[Person, ...]:
    """Return the leaders named before *mention* in its sentence."""
    return tuple(
        dict.fromkeys(
            person
            for other in mentions
            if other.end <= mention.start and other.how in {How.NAME, How.OFFICE}
            for person in other.leaders
        )
    )


def _settle_pairs(mentions: list[Mention]) -> None:
    """Give "the two leaders", said before anybody is named, the two whom the sentence then names."""
    for mention in mentions:
        if mention.how is How.PAIR and not mention.people and "two" in (mention.office or ""):
            later = tuple(
                dict.fromkeys(
                    person for other in mentions if other.start >= mention.end for person in other.leaders
                )
            )
            if len(later) == _TWO:
                mention.people = later


def join_homes(sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
    """Join "Egypt's" to the "Sisi" after it, where he is Egypt's."""
    kept: list[Mention] = []
    for mention in mentions:
        home = kept[-1] if kept else None
        if (
            home is not None
            and home.how is How.BODY
            and mention.how is How.NAME
            and mention.start == home.end + 1
            and sentence.low[home.end] == "'s"
            and mention.people
            and mention.people[0].side == home.side
        ):
            mention.start = home.start
            kept.pop()
        kept.append(mention)
    return kept


def _speaker(sentence: Sentence, mentions: list[Mention]) -> Person | None:
    """Return whoever stands next to a verb of saying, outside first-person words."""
    low = sentence.low
    for mention in mentions:
        near = (
            low[mention.start - 1] if mention.start else "",
            low[mention.end] if mention.end < len(low) else "",
        )
        label = mention.start == 0 and near[1] == ":"
        if mention.office != "i" and mention.people and (label or not _SAYING.isdisjoint(near)):
            return mention.people[0]
    return None


def _together(mentions: list[Mention]) -> bool:
    """Tell whether two leaders are named side by side, so that "they" may be the two."""
    if any(mention.how is How.PAIR for mention in mentions):
        return True
    led = [mention for mention in mentions if mention.leaders and mention.how is How.NAME]
    return any(0 < two.start - one.end <= _TWO for one, two in itertools.pairwise(led))


def plain(office: str) -> str:
    """Return *office* by its usual name."""
    return _SAME_OFFICE.get(office, office)


def fits(office: str, held: str | None) -> bool:
    """Tell whether a bare *office* may mean the holder of *held*."""
    return office in {
        "leader",
        "counterpart",
        "colleague",
        "kremlin leader",
        "kremlin chief",
        "strongman",
        "head of state",
    } or office == plain(held or "")
