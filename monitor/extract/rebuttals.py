"""Denials by what is said of a claim: "that is false", "baseless", "it had not struck the school".

Each denies only as the words of an official, and only what answers an assertion.
"""

from __future__ import annotations

from typing import Any

from monitor.extract.clauses import Clause, Group
from monitor.extract.denial_mentions import Saying, Sayings, scope_end
from monitor.extract.lexicon import Table, words
from monitor.extract.lexicon.grammar import word_set
from monitor.extract.people import How
from monitor.extract.sources import Sources, anaphor

_WINDOW = 16
_UNTOLD = word_set("denials.untold")
_AFFAIRS = word_set("denials.affairs")
_BARGAINS = frozenset({"deal", "deals", "agreement", "bargain", "balance", "accord"})
_AFTER_ANSWER = word_set("denials.after_answer")
_NEGATED = word_set("denials.negated")
_CALLED = word_set("denials.called")
_LINKED = word_set("denials.linked")
_BE = word_set("denials.be")
_DESPITE = word_set("denials.despite")
_DOUBT = word_set("denials.doubt")
_OURS = frozenset({"we", "our", "i", "us", "my"})
_THEIRS = frozenset({"it", "its", "they", "their"})
_OTHERS = frozenset({"that", "who", "which", "there", "people", "is", "'s", "see", "sees"})
_HIS = frozenset({"he", "she", "his", "her", "it", "its", "country"})
_SPOKE = frozenset({"asked", "questioned"})
_EMPHATIC = word_set("denials.emphatic")
_NEAR = 5
_WOULD = word_set("denials.would")
_TURNED_OUT = word_set("denials.turned_out")
_OUTRIGHT = word_set("denials.outright")
_IS = word_set("denials.is")
_THIS = word_set("denials.this")
_MODAL = word_set("denials.modal")


class Answers:
    """Reads denials that need their speaker: evaluations, set phrases, deeds not done."""

    def __init__(self, denial: dict[str, Any], sources: Sources, sayings: Sayings) -> None:
        """Take the lists of the lexicon's `denial` table and what the reader is built of."""
        self.sources = sources
        self.sayings = sayings
        self.claims = frozenset(denial["claims"])
        self.strong = frozenset(denial["strong_claims"])
        self.evaluative = phrase_table(denial["evaluative_strong"])
        self.answers = phrase_table(denial["answers"])
        self.topics = (self.claims | frozenset(denial["topics"])) - frozenset(denial["no_topics"])
        self.forgeries = frozenset(denial["forgeries"])
        self.misdeeds = phrase_table(denial["misdeeds"])
        self.tampering = frozenset(denial["tampering"])
        self.never_did = frozenset(denial["never_did"])
        self.attributive = frozenset(denial["attributive"])
        self.soft = phrase_table(denial["soft_phrases"])
        self.accusing = frozenset(denial["accusing"])
        self.negatives = frozenset(denial["negatives"])
        self.firsts = frozenset(
            {
                *self.evaluative.firsts,
                *self.answers.firsts,
                *self.misdeeds.firsts,
                *self.attributive,
                *self.never_did,
                *_DESPITE,
            }
        )

    def read(self, clause: Clause, index: int) -> Saying | None:
        """Return what the word at *index* denies."""
        if clause.low[index] in _DESPITE:
            return self._despite(clause, index)
        if found := self.evaluative.at(clause.low, index):
            saying = self._evaluation(clause, index, index + found[0])
            if saying is not None:
                return saying
        return self._weaker(clause, index)

    def phrase(self, clause: Clause, index: int, length: int) -> Saying | None:
        """Return what a set phrase ("no such deal") at *index* denies, told here or near by."""
        low = clause.low
        if low[index] == "no" and not _WOULD.isdisjoint(low[max(0, index - 4) : index]):
            return None
        of_others = not _OTHERS.isdisjoint(low[max(0, index - _NEAR) : index])
        if of_others and low[index + 1 : index + 2] == ["wrong"]:
            return None
        if not _DOUBT.isdisjoint(low[max(0, index - 3) : index]) or _contrast(low, index, index + length):
            return None
        source = self.sources.voice(clause)
        return (
            self.sayings.made(clause, source, index, index + length - 1, "claim", back=True)
            if source
            else Saying(
                None, index, index + length - 1, "claim", index, anaphor=anaphor(clause, index, said=True)
            )
        )

    def _evaluation(self, clause: Clause, index: int, end: int) -> Saying | None:
        """Read "said word of his arrest was baseless", "called the report a fabrication"."""
        low = clause.low
        if not _NEGATED.isdisjoint(low[max(0, index - 3) : index]):
            return None
        window = low[max(0, index - _WINDOW) : index]
        if _proved(window[-8:]) or window[-1:] == ["to"] or window[-2:] == ["to", "be"]:
            return None
        topic = not self.topics.isdisjoint(window)
        called = next(
            (at for at in range(index - 1, index - len(window) - 1, -1) if low[at] in _CALLED), None
        )
        if called is not None and low[called - 1] in _BE and topic and not low[called].endswith("ing"):
            by = next((at for at in range(end, min(end + 4, len(low))) if low[at] == "by"), None)
            agent = clause.object_of(by + 1) if by else None
            return self.sayings.made(clause, agent, index, end - 1, "claim", back=True) if agent else None
        if called is not None and (topic or self._made_up(low, called, index, end)):
            return self.sayings.made(clause, self.sources.subject(clause, called), called, end - 1, "claim")
        if not topic or _LINKED.isdisjoint(window[-6:]):
            return None
        return self.sayings.made(
            clause, self.sources.voice(clause, index), index, end - 1, "claim", back=True
        )

    def _made_up(self, low: list[str], called: int, index: int, end: int) -> bool:
        """Tell "called the video a fake" from "called the plan a disgrace", "called it nonsense to tax"."""
        forged = not self.forgeries.isdisjoint(low[index:end])
        return forged and called + 2 < index and low[end : end + 1] != ["to"] and not self._of_other(low, end)

    def _weaker(self, clause: Clause, index: int) -> Saying | None:
        """Read what denies only by what it answers: "that is false", "a baseless charge", "we never did"."""
        low = clause.low
        if found := self.misdeeds.at(low, index):
            return self._undone(clause, index, index + found[0])
        if low[index] in self.never_did and low[index - 1 : index] == ["never"]:
            source = self.sources.voice(clause)
            named = source is not None and source.mentions[0].how is not How.PRONOUN
            return self._undone(clause, index, index + 1) if named else None
        if low[index] in self.attributive and '"' in low and set(low[index + 1 : index + 4]) & self.strong:
            return self._voiced(clause, index, index + 1)
        found = self.answers.at(low, index)
        if (
            found
            and self._of_this(low, index)
            and not self._moral(low, index + found[0])
            and not self._of_other(low, index + found[0])
        ):
            return self._voiced(clause, index, index + found[0])
        if (found := self.soft.at(low, index)) and not _MODAL & set(low[max(0, index - 4) : index + 4]):
            saying = self._voiced(clause, index, index + found[0])
            if saying is not None and self._asserted(clause, index):
                return saying
        return None

    def _asserted(self, clause: Clause, index: int) -> bool:
        """Tell whether the negative answers a charge or a question of the sentence, and is said outright."""
        before = clause.low[max(0, index - 6) : index]
        if self.accusing.isdisjoint(clause.low):
            return False
        return not {"if", "because", "although", "who", "which", "but", "for", "as"} & set(before)

    def _of_other(self, low: list[str], end: int) -> bool:
        """Tell "it is a ridiculous demand" from "it is a ridiculous claim" and "it is ridiculous to say"."""
        word = low[end] if end < len(low) else "."
        return word.isalpha() and word not in self.claims | _AFTER_ANSWER and not word.endswith(("ed", "ly"))

    @staticmethod
    def _moral(low: list[str], end: int) -> bool:
        """Tell "it is wrong to deny people a drink" from "it is wrong to say that we lied"."""
        end += low[end : end + 1] == ['"']
        if low[end : end + 1] == ["for"]:
            return True
        return low[end : end + 1] == ["to"] and low[end + 1 : end + 2] not in (
            ["say"],
            ["suggest"],
            ["claim"],
            ["imply"],
        )

    @staticmethod
    def _of_this(low: list[str], index: int) -> bool:
        """Tell whether it is said of "this", "it", "the whole story"."""
        at = index - 1
        while at >= 0 and (low[at] in _EMPHATIC or low[at].endswith("ly")):
            at -= 1
        if at < 1 or low[at] not in _IS:
            return at < 0 and low[index + 1 : index + 2] in ([","], ["!"], ["."])
        return low[at - 1] in _THIS or "n't" in low[at]

    def _undone(self, clause: Clause, index: int, end: int) -> Saying | None:
        """Read "said it had not struck the school": of an official's own side, that it did no such deed."""
        low, at = clause.low, index - 1
        while at > 0 and (low[at].endswith("ly") or low[at] in {"ever", "been"}):
            at -= 1
        if not _BARGAINS.isdisjoint(low[end : end + 3]):
            return None
        if low[at] not in self.negatives or not _WOULD.isdisjoint(low[max(0, at - 2) : at + 1]):
            return None
        if _OUTRIGHT.isdisjoint(low[max(0, at - 2) : at + 1]) and not low[at].endswith("n't"):
            return None
        source = self.sources.voice(clause)
        tampered = low[at + 1 : at + 2] == ["been"] and low[index] in self.tampering
        if source is None or not (tampered or self._own(clause, source, at)):
            return None
        return self.sayings.made(clause, source, index, max(end - 1, scope_end(clause, index)), "claim")

    @staticmethod
    def _own(clause: Clause, source: Group, at: int) -> bool:
        """Tell whether the subject of the negated verb at *at* is the speaker or the speaker's side."""
        low = clause.low
        before = set(low[max(0, at - _NEAR) : at])
        if "those" in before:
            return False
        several = source.body or len(source.people) > 1 or source.mentions[0].how is How.MANY
        if source.people and source.people[0].name.lower().endswith(("office", "campaign", "camp")):
            several = False
        if before & (_OURS | _THEIRS if several else _OURS | _HIS):
            return True
        subject = clause.subject(at, bodies=True)
        if subject is None:
            return False
        side = subject.people[0].side if subject.people else None
        theirs = subject.body and (side is not None or source.body) and side in {None, source.people[0].side}
        return theirs or bool(set(subject.people) & set(source.people))

    def _despite(self, clause: Clause, index: int) -> Saying | None:
        """Read "said the king was not flying missions, after reports that he was"."""
        low = clause.low
        near = low[index + 1 : index + _NEAR]
        stop = next((at for at, word in enumerate(near) if word in self.strong), None)
        if stop is None or (low[index] == "contrary") != (near[:1] == ["to"]):
            return None
        source = self.sources.voice(clause)
        if source is None or index <= source.end:
            return None
        said = low[source.end : index]
        if self.negatives.isdisjoint(said) or not _WOULD.isdisjoint(said) or not _SPOKE.isdisjoint(said):
            return None
        return self.sayings.made(clause, source, index, index + stop + 1, "claim", back=True)

    def _voiced(self, clause: Clause, index: int, end: int) -> Saying | None:
        """Return the denial as the sentence's speaker says it, or one whose speaker is told elsewhere."""
        if {"if", "whether", "not", "n't", "accused", "accuses", "accusing"} & set(
            clause.low[max(0, index - 4) : index]
        ) or _contrast(clause.low, index, end):
            return None
        source = self.sources.voice(clause)
        if source is not None:
            return self.sayings.made(clause, source, index, end - 1, "claim", back=True)
        return Saying(None, index, end - 1, "claim", index) if '"' in clause.low else None


def _proved(window: list[str]) -> bool:
    """Tell "the report turned out to be false", "none was true" from what somebody says of it."""
    return not _TURNED_OUT.isdisjoint(window) or ("turned" in window and "out" in window)


def _contrast(low: list[str], start: int, end: int) -> bool:
    """Tell "that is not the case with him", "no such thing as …" from denials."""
    after = low[end : end + 1]
    if low[end - 1] == "case":
        return after in (["with"], ["in"], ["for"], ["at"], ["now"], ["everywhere"])
    if low[start:end] == ["no", "such"]:
        return not _UNTOLD.isdisjoint(after)
    return low[end - 2 : end] == ["involved", "in"] and not _AFFAIRS.isdisjoint(low[end : end + 4])


def phrase_table(texts: list[str]) -> Table[bool]:
    """Return *texts* as phrases to look up."""
    return Table((words(text), True) for text in texts)
