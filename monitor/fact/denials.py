"""Finds denials in one sentence: who denies, in what role, and what.

The verb and its object decide together: "denied the claim" denies, "denied him bail" and
"rejected the offer" refuse. Whether it counts as official hangs on who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.fact.cast import How, Person
from monitor.fact.clauses import Clause, Group
from monitor.fact.lexicon import Lexicon, Table, words
from monitor.fact.lexicon.grammar import word_set
from monitor.fact.objects import Objects
from monitor.fact.speech import Speech

_PERFECT = frozenset({"has", "have", "had", "'ve"})
_ASIDE = word_set("denials.aside")
_TO_DENY = word_set("denials.to_deny")
_NOMINAL = frozenset({"issued", "repeated", "reiterated", "gave", "made", "denial", "denials"})
_BE = word_set("denials.be")
_OWN = frozenset({"has", "have", "had"})
_HAVE = _OWN | {"is", "are", "was", "were", "be", "'s", "there"}
_THAT = frozenset({"this", "it", "that", "these", "those", "information"})
_PARTICIPLE = word_set("denials.participle")
_EMPHATIC = word_set("denials.emphatic")
_NEAR = 5
_WOULD = word_set("denials.would")
_TURNED_OUT = word_set("denials.turned_out")
_DEMANDS = word_set("denials.demands")
_OUTRIGHT = word_set("denials.outright")
_IS = word_set("denials.is")
_THIS = word_set("denials.this")
_MODAL = word_set("denials.modal")
_CLAUSE_END = word_set("denials.clause_end")


@dataclass(slots=True)
class Saying:
    """One denial as it stands in a sentence: source, its words `[first, last]`, and its sort.

    `about` is claim or plan; `perfect`: told as standing since long ("has always denied").
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


class DenialReader:
    """Reads the denials of sentences by the lexicon's verbs and phrases."""

    def __init__(self, lexicon: Lexicon, speech: Speech) -> None:
        """Prepare the tables of verbs, objects and phrases."""
        denial = lexicon.english["denial"]
        self.speech = speech
        self.objects = Objects(denial)
        self.verbs = frozenset(denial["verbs"])
        self.rejecting = _table(denial["rejecting"])
        self.claims = frozenset(denial["claims"])
        self.strong = frozenset(denial["strong_claims"])
        self.refusals = frozenset(denial["refusals"])
        self.rejecting_not = frozenset(denial["rejecting_not"])
        self.acts = frozenset(denial["acts"])
        self.evaluative = _table(denial["evaluative_strong"])
        self.wrongs = frozenset(denial["wrongs"])
        self.answers = _table(denial["answers"])
        self.attributive = frozenset(denial["attributive"])
        self.soft = _table(denial["soft_phrases"])
        self.accusing = frozenset(denial["accusing"])
        self.phrases = _table(denial["set_phrases"])
        self.plans = _table(denial["plan_phrases"])
        self.pseudo = tuple(denial["pseudo"])
        self.insisting = frozenset(denial["insisting"])
        self.negatives = frozenset(denial["negatives"])
        self.intents = frozenset(denial["intents"])
        self.firsts = self.insisting | (
            self.verbs
            | set(self.rejecting.firsts)
            | set(self.evaluative.firsts)
            | set(self.phrases.firsts)
            | set(self.plans.firsts)
            | set(self.answers.firsts)
            | self.attributive
        )

    def read(self, clause: Clause) -> Iterator[Saying]:
        """Yield what *clause* denies, whoever speaks; the source is None where it cannot be told."""
        past = 0
        firsts = self.firsts if self.accusing.isdisjoint(clause.low) else self.firsts | set(self.soft.firsts)
        for index, word in enumerate(clause.low):
            if word not in firsts or index < past or index in clause.inside:
                continue
            saying = self._at(clause, index)
            if saying is not None:
                past = saying.last
                yield saying

    def _at(self, clause: Clause, index: int) -> Saying | None:  # noqa: PLR0911 - each case answers for itself
        low = clause.low
        if low[index] in self.verbs:
            return self._deny(clause, index)
        if found := self.plans.at(low, index):
            return self._plan(clause, index, found[0])
        if found := self.phrases.at(low, index):
            return self._phrase(clause, index, found[0])
        if found := self.rejecting.at(low, index):
            saying = self._reject(clause, index, index + found[0])
            if saying is not None:
                return saying
        if low[index] in self.insisting:
            return self._insists(clause, index)
        if found := self.evaluative.at(low, index):
            saying = self._evaluation(clause, index, index + found[0])
            if saying is not None:
                return saying
        return self._weaker(clause, index)

    def _weaker(self, clause: Clause, index: int) -> Saying | None:
        """Read what denies only by what it answers: "that is false", "a baseless charge", "we never did"."""
        low = clause.low
        if low[index] in self.attributive and '"' in low and set(low[index + 1 : index + 4]) & self.strong:
            return self._voiced(clause, index, index + 1)
        found = self.answers.at(low, index)
        if found and self._of_this(low, index) and not self._moral(low, index + found[0]):
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

    @staticmethod
    def _moral(low: list[str], end: int) -> bool:
        """Tell "it is wrong to deny people a drink" from "it is wrong to say that we lied"."""
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

    def _voiced(self, clause: Clause, index: int, end: int) -> Saying | None:
        """Return the denial as the sentence's speaker says it, or one whose speaker is told elsewhere."""
        if {"if", "whether", "not", "n't", "accused", "accuses", "accusing"} & set(
            clause.low[max(0, index - 4) : index]
        ):
            return None
        source = self.speech.speaker(clause)
        if source is not None:
            return self._made(clause, source, index, end - 1, "claim", back=True)
        return Saying(None, index, end - 1, "claim", index) if '"' in clause.low else None

    def _deny(self, clause: Clause, index: int) -> Saying | None:
        low = clause.low
        if self._pseudo(clause, index):
            return None
        if low[index] in {"denial", "denials"}:
            return self._denial_noun(clause, index)
        passive = any(word in _BE for word in low[max(0, index - 3) : index]) and low[index] == "denied"
        if passive or (index + 1 < len(low) and low[index + 1] == "by"):
            return self._passive(clause, index)
        if not self.objects.denied(clause, index):
            return None
        return self._made(
            clause, self._subject(clause, index), index, self._scope_end(clause, index), "claim"
        )

    def _insists(self, clause: Clause, index: int) -> Saying | None:
        """Read "insisted it had not sold arms"; what one will or should not do is no assertion."""
        words = clause.low[index + 1 : index + 10]
        no = next(
            (at for at, word in enumerate(words) if word in self.negatives or word.endswith("n't")), None
        )
        if no is None or no > _NEAR or self.intents & set(words[: no + 3]):
            return None
        if not _OUTRIGHT & set(words[: no + 1]) and not words[no].endswith("n't"):
            return None
        last = self._scope_end(clause, index)
        return self._made(clause, self._subject(clause, index), index, last, "claim")

    def _pseudo(self, clause: Clause, index: int) -> bool:
        low = clause.low
        if low[index - 1 : index] == ["to"] and index > 1:
            return low[index - 2] not in _TO_DENY
        near = f" {' '.join(low[max(0, index - 4) : index + 3])} "
        return any(f" {phrase} " in near for phrase in self.pseudo if phrase != "to deny")

    def _denial_noun(self, clause: Clause, index: int) -> Saying | None:
        low = clause.low
        if (
            index + 1 < len(low)
            and low[index + 1] == "of"
            and index + 2 < len(low)
            and low[index + 2] in self.refusals
        ):
            return None
        owner = clause.ends.get(index) or (
            clause.ends.get(index - 1) if low[index - 1 : index] == ["'s"] else None
        )
        for at in range(index - 1, max(index - 4, 0), -1):
            owner = owner or (
                clause.ends.get(at - 1) if low[at - 1] == "'s" and at - 1 in clause.ends else None
            )
            owner = owner or (clause.ends.get(at) if at in clause.ends and low[at] in {"'s", "'"} else None)
        if owner is None:
            after = next(
                (at for at in range(index + 1, min(index + 3, len(low))) if low[at] in {"by", "from"}), None
            )
            owner = clause.object_of(after + 1) if after else None
        if owner is None and set(low[max(0, index - 5) : index]) & _NOMINAL:
            verb = next(at for at in range(index - 1, -1, -1) if low[at] in _NOMINAL)
            owner = clause.subject(verb)
        return self._made(clause, owner, index, self._scope_end(clause, index), "claim") if owner else None

    def _passive(self, clause: Clause, index: int) -> Saying | None:
        low = clause.low
        by = next((at for at in range(index + 1, min(index + 6, len(low))) if low[at] == "by"), None)
        if by is None or set(low[index + 1 : by]) & self.refusals:
            return None
        return self._made(clause, clause.object_of(by + 1), index, by, "claim", back=True)

    def _reject(self, clause: Clause, index: int, end: int) -> Saying | None:
        low = clause.low
        if any(word in {"not", "never", "nor", "n't", "or"} for word in low[max(0, index - 3) : index]):
            return None
        if _DEMANDS & set(low[max(0, index - 8) : index]) or _WOULD & set(low[max(0, index - 3) : index]):
            return None
        if any(word in _BE for word in low[max(0, index - 3) : index]) or (
            end < len(low) and low[end] == "by"
        ):
            by = next((at for at in range(end, min(end + 6, len(low))) if low[at] == "by"), None)
            before = set(low[max(0, index - 12) : index])
            if by is None or not before & self.strong or before & self.rejecting_not:
                return None
            return self._made(clause, clause.object_of(by + 1), index, by, "claim", back=True)
        noun = self.objects.claim(clause, end)
        if noun is None and not self.objects.as_baseless(clause, end):
            return None
        return self._made(
            clause, self._subject(clause, index), index, self._scope_end(clause, index), "claim"
        )

    def _evaluation(self, clause: Clause, index: int, end: int) -> Saying | None:
        """Read "said word of his arrest was baseless", "called the report a fabrication"."""
        low = clause.low
        if any(
            word in {"not", "n't", "if", "whether", "wasn't", "isn't"}
            for word in low[max(0, index - 3) : index]
        ):
            return None
        window = low[max(0, index - 16) : index]
        if _TURNED_OUT & set(window[-8:]):
            return None
        called = next(
            (
                at
                for at in range(index - 1, max(index - 16, -1), -1)
                if low[at]
                in {
                    "called",
                    "calls",
                    "calling",
                    "described",
                    "describes",
                    "branded",
                    "labelled",
                    "labeled",
                    "dismissed",
                    "denounced",
                    "termed",
                }
            ),
            None,
        )
        linked = any(
            word in {"was", "were", "is", "are", "as", "being", "be", "been", "'s"}
            for word in low[max(0, index - 6) : index]
        )
        topic = bool(
            set(window)
            & (
                self.claims
                - {"evidence", "article", "statement", "account", "version", "links", "link", "lies", "lie"}
            )
        )
        if called is not None and topic:
            return self._made(clause, self._subject(clause, called), called, end - 1, "claim")
        if not linked or not topic:
            return None
        source = self.speech.speaker(clause)
        return self._made(clause, source, index, end - 1, "claim", back=True)

    def _plan(self, clause: Clause, index: int, length: int) -> Saying | None:
        low = clause.low
        has = next((at for at in range(index - 1, max(index - 4, -1), -1) if low[at] in _HAVE), None)
        if has is None and "such" not in low[index : index + length]:
            return None
        own = clause.subject(has, bodies=True) if has is not None and low[has] in _OWN else None
        claimed = has is not None and low[has] in _OWN and "there" not in low[max(0, has - 3) : has]
        if claimed and (own is None or not any(person.official for person in own.people)):
            return None
        speaker = self.speech.speaker(clause)
        if (
            claimed
            and speaker
            and own
            and speaker.leaders
            and not own.body
            and not set(speaker.people) & set(own.people)
        ):
            return None  # "he has no plan", says a rival
        subject = speaker or own
        last = len(low) - 1
        return (
            self._made(clause, subject, index, last, "plan")
            if subject
            else Saying(None, index, last, "plan", index)
        )

    def _phrase(self, clause: Clause, index: int, length: int) -> Saying | None:
        if any(word in {"if", "whether"} for word in clause.low[max(0, index - 3) : index]):
            return None
        source = self.speech.speaker(clause)
        return (
            self._made(clause, source, index, index + length - 1, "claim", back=True)
            if source
            else Saying(None, index, index + length - 1, "claim", index)
        )

    def _subject(self, clause: Clause, index: int) -> Group | None:
        low = clause.low
        near = index
        while near and low[near - 1].endswith("ly"):
            near -= 1
        before = low[near - 1] if near else ""
        if low[index].endswith("ing") and before not in _BE | self.speech.adverbs - {"in", "on"}:
            if before.isalpha() and before not in _PARTICIPLE and index not in clause.ends:
                return None

            return self.speech.speaker(clause) or clause.nearest_subject(index)
        if before == "to" and index > 1 and low[index - 2] in _TO_DENY:
            return clause.subject(index - 2, bodies=True) or clause.subject(index, bodies=True)
        return clause.subject(index, bodies=True)

    def _made(  # noqa: PLR0913 - the parts of one saying
        self, clause: Clause, group: Group | None, index: int, last: int, about: str, *, back: bool = False
    ) -> Saying | None:
        if group is None:
            return None
        people = group.people or _together(clause, group)
        if not people:
            return None
        person = next((one for one in people if one.official), people[0])
        if (
            any(mention.how is How.BODY and mention.people[0] is person for mention in group.mentions)
            and group.oblique
            and not back
        ):
            pass
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

    def _scope_end(self, clause: Clause, index: int) -> int:
        for at in range(index + 1, len(clause.low)):
            if clause.low[at] in _CLAUSE_END:
                return at - 1
        return len(clause.low) - 1


def _together(clause: Clause, group: Group) -> list[Person]:
    """Return "both sides", "Republican leaders" as one source: nobody by name, but public all the same."""
    mention = group.mentions[0]
    if mention.how not in {How.PAIR, How.OTHER} or not mention.office:
        return []
    if mention.how is How.PAIR and "sides" not in mention.office:
        return []
    name = " ".join(clause.sentence.raw[group.start : group.end])
    return [Person(name, group.mentions[0].office, official=True)]


def _table(texts: list[str]) -> Table[bool]:
    return Table((words(text), True) for text in texts)
