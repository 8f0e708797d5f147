"""Who denies: the subject of a denying verb, the speaker of a sentence, the owner of a statement.

A source that cannot be told is None, so that nobody is given words that are somebody else's.
"""

from __future__ import annotations

from monitor.extract.clauses import Clause, Group
from monitor.extract.lexicon.grammar import word_list, word_set
from monitor.extract.people import How, Mention, Person
from monitor.extract.speech import Speech

_SIGNED = word_set("denials.signed")
_SAID = word_set("speech.said")
_ARTICLE = frozenset({"a", "an", "the", "any"})
_STATEMENT = frozenset({"statement", "statements", "communique", "tweet", "letter"})
_BY = frozenset({"from", "by"})
_PERFECT = frozenset({"has", "have", "had", "'ve"})
_TO_DENY = word_set("denials.to_deny")
_BE = word_set("denials.be")
_PARTICIPLE = word_set("denials.participle")
_NEAR = 5
_JOINED = frozenset({"and", "but", "its", "his", "their", "her", "s"})
_TOLD = frozenset({"said", "says", "told", "tells", "added", "insisted"})
_ADVERBIAL = tuple(sorted(word_list("denials.adverbial"), key=len, reverse=True))
_PRONOUNS = frozenset({"it", "they"})
STANDING_FOR = frozenset(
    {"group", "movement", "statement", "communique", "organisation", "organization", "country"}
)


class Sources:
    """Finds the source of a denial in its sentence."""

    def __init__(self, speech: Speech) -> None:
        """Take the reader of speakers."""
        self.speech = speech

    def voice(self, clause: Clause, index: int | None = None) -> Group | None:
        """Return who speaks: as the verbs of saying have it, or as in "Kremlin: …" and "… - Kremlin".

        With *index*, whoever speaks nearest before that word, be it nobody known ("but his lawyer said").
        """
        source = self.speech.speaker(clause) or _label(clause)
        if index is None or source is None:
            return source
        low = clause.low
        if low[1:2] == ["said"] and source.start > 1 and 0 not in clause.inside and low[0].isalpha():
            return None  # "Qader said …": nobody known
        if source.end >= index:
            return source
        said = next((at for at in range(index - 1, source.end + 1, -1) if low[at] in _TOLD), None)
        if said is None or low[said - 1] in _PERFECT | {"to"}:
            return source
        nearest = clause.subject(said, bodies=True)
        return nearest if nearest is not None and nearest.people else None

    def subject(self, clause: Clause, index: int) -> Group | None:
        """Return the subject of the denying verb at *index*."""
        low, verb = clause.low, clause.low[index]
        index = _past_adverbial(low, index)
        near = index
        while near and low[near - 1].endswith("ly"):
            near -= 1
        before = low[near - 1] if near else ""
        if verb.endswith("ing") and before not in _BE | self.speech.adverbs - {"in", "on"}:
            if before.isalpha() and before not in _PARTICIPLE and index not in clause.ends:
                return clause.nearest_subject(index) if before == "for" else None
            doer = clause.ends.get(near)
            if doer is not None and not doer.possessive:
                return doer
            return (
                self._of_statement(clause, near) or self.voice(clause) or self._later(clause, index, before)
            )
        if before == "to" and index > 1 and low[index - 2] in _TO_DENY:
            return clause.subject(index - 2, bodies=True) or clause.subject(index, bodies=True)
        found = self._of_statement(clause, near) or _agent(clause, clause.subject(index, bodies=True))
        if found is None and verb.endswith("ing") and index < _NEAR:
            return self._later(clause, index, "after")
        return found or _last_of(clause, index)

    def _of_statement(self, clause: Clause, index: int) -> Group | None:
        """Return whose statement denies: "a statement from the army", "the army's statement"."""
        low, at = clause.low, clause.skip_back(index) + 1
        group = clause.ends.get(at)
        if (
            group is not None
            and group.oblique
            and not _STATEMENT.isdisjoint(low[max(0, group.start - 4) : at])
        ):
            return group if not _BY.isdisjoint(low[max(0, group.start - 3) : group.start]) else None
        if low[at - 1 : at] != [] and low[at - 1] in _STATEMENT:
            return clause.ends.get(at - 2) if low[at - 2 : at - 1] == ["'s"] else None
        return None

    @staticmethod
    def _later(clause: Clause, index: int, before: str) -> Group | None:
        """Return the subject of "denying …": before it, or after the comma ("In denying …, the army")."""
        found = clause.nearest_subject(index)
        if found is not None or before not in {"in", "by", "while", "after", ""}:
            return found
        comma = next((at for at in range(index, len(clause.low)) if clause.low[at] == ","), None)
        return clause.object_of(comma + 1) if comma is not None else None


def _past_adverbial(low: list[str], index: int) -> int:
    """Return where "in the past", "more than once" before the verb at *index* begins, or *index*."""
    end = index
    while end and low[end - 1].endswith("ly"):
        end -= 1
    for phrase in _ADVERBIAL:
        if tuple(low[end - len(phrase) : end]) == phrase and end > len(phrase):
            return end - len(phrase)
    return index


def _label(clause: Clause) -> Group | None:
    """Return the source of "Kremlin: no such call" and "No troops near border - Kremlin"."""
    low, groups = clause.low, clause.groups
    if not groups or not low:
        return None
    first, last = groups[0], groups[-1]
    quoted = clause.sentence.headline and low[first.end : first.end + 1] in (["'"], ['"'])
    if first.start <= 1 and (low[first.end : first.end + 1] == [":"] or quoted):
        return first
    if low[-1].rpartition("-")[2] in _SIGNED and "-" in low[-1]:
        office = low[-1].rpartition("-")[2]
        mention = Mention(len(low) - 1, len(low), How.OFFICE, (Person(office, office, official=True),))
        return Group(mention.start, mention.end, [mention])
    end = len(low) - (low[-1] in {".", "<", ">"})
    if (
        last.end >= end
        and low[last.start - 1 : last.start] in (["-"], [":"], ["--"])
        and last.start > _NEAR - 3
    ):
        return last
    return None


def _last_of(clause: Clause, index: int) -> Group | None:
    """Return "Moscow" of "… crimes in Ukraine, and Moscow rejected the reports": no list with Ukraine."""
    group = clause.ends.get(clause.skip_back(index) + 1)
    if group is None or len(group.mentions) < 2 or not group.oblique:
        return None
    last = group.mentions[-1]
    if clause.low[last.start - 2 : last.start] != [",", "and"]:
        return None
    return Group(last.start, last.end, [last])


def anaphor(clause: Clause, index: int, *, said: bool) -> str:
    """Return "it" or "they" where that, "the group" or "the statement" is who denies; else "".

    With *said*, whoever is the subject of a verb of saying instead of the word at *index*.
    """
    low = clause.low
    verbs = [at for at, word in enumerate(low) if word in _SAID] if said else [_past_adverbial(low, index)]
    for verb in verbs:
        at = clause.skip_back(verb)
        if at >= 0 and low[at] in _PRONOUNS:
            return low[at]
        if at > 0 and low[at] in STANDING_FOR and low[at - 1] == "the":
            return "it"
    return ""


def _agent(clause: Clause, group: Group | None) -> Group | None:
    """Return *group* unless it ends a phrase as its object: "a man accused of killing a guard"."""
    if group is None:
        return None
    at = group.start - 1
    while at > 0 and clause.low[at] in _ARTICLE:
        at -= 1
    before = clause.low[at - 1] if at > 0 else ","
    doing = clause.low[at].endswith("ing") and at not in clause.inside and before.isalpha()
    return None if doing and before not in _BE | _ARTICLE | _JOINED else group


def together(clause: Clause, group: Group) -> list[Person]:
    """Return "both sides", "Republican leaders" as one source: nobody by name, but public all the same."""
    mention = group.mentions[0]
    if mention.how not in {How.PAIR, How.OTHER} or not mention.office:
        return []
    if mention.how is How.PAIR and "sides" not in mention.office:
        return []
    name = " ".join(clause.sentence.raw[group.start : group.end])
    return [Person(name, group.mentions[0].office, official=True)]
