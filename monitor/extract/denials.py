"""Finds denials in one sentence: who denies, in what role, and what.

The verb and its object decide together: "denied the claim" denies, "denied him bail" and
"rejected the offer" refuse. Whether it counts as official hangs on who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extract.clauses import Clause
from monitor.extract.denial_mentions import Saying, Sayings, scope_end
from monitor.extract.denial_objects import Objects
from monitor.extract.lexicon import Lexicon
from monitor.extract.lexicon.grammar import word_set
from monitor.extract.rebuttals import Answers, phrase_table
from monitor.extract.sources import Sources, anaphor
from monitor.extract.speech import Speech

_SELF = word_set("denials.self")
_PAST = word_set("denials.past")
_NONE = frozenset({"no", "nobody", "none", "nothing"})
_ARTICLE = frozenset({"a", "an", "the", "any"})
_TO_DENY = word_set("denials.to_deny")
_NOMINAL = frozenset({"issued", "repeated", "reiterated", "gave", "made", "denial", "denials"})
_BE = word_set("denials.be")
_OWN = frozenset({"has", "have", "had"})
_HAVE = _OWN | {"is", "are", "was", "were", "be", "'s", "there"}
_NEAR = 5
_WOULD = word_set("denials.would")
_DEMANDS = word_set("denials.demands")
_OPINED = word_set("denials.opined")
_IT = frozenset({"it", "this", "that", "them", "those"})
_DISPUTED = frozenset({"disputed", "disputes", "dispute", "disputing", "contested", "contests"})
_LAWYERS = frozenset({"lawyer", "lawyers", "attorney", "attorneys", "barrister", "solicitor"})
_OUTRIGHT = word_set("denials.outright")


class DenialReader:
    """Reads the denials of sentences by the lexicon's verbs and phrases."""

    def __init__(self, lexicon: Lexicon, speech: Speech) -> None:
        """Prepare the tables of verbs, objects and phrases."""
        denial = lexicon.english["denial"]
        self.sources = Sources(speech)
        self.sayings = Sayings(denial)
        self.answers = Answers(denial, self.sources, self.sayings)
        self.objects = Objects(denial)
        self.verbs = frozenset(denial["verbs"])
        self.rejecting = phrase_table(denial["rejecting"])
        self.strong = frozenset(denial["strong_claims"])
        self.refusals = frozenset(denial["refusals"])
        self.rejecting_not = frozenset(denial["rejecting_not"])
        self.unfounded = frozenset(denial["ruled_out"])
        self.refuting = frozenset(denial["refuting"])
        self.phrases = phrase_table(denial["set_phrases"])
        self.plans = phrase_table(denial["plan_phrases"])
        self.pseudo = tuple(denial["pseudo"])
        self.insisting = frozenset(denial["insisting"])
        self.negatives = frozenset(denial["negatives"])
        self.never = phrase_table(denial.get("never", []))
        self.intents = frozenset(denial["intents"])
        self.accusing = frozenset(denial["accusing"])
        self.firsts = self.insisting | self.verbs | self.answers.firsts
        for table in (self.rejecting, self.phrases, self.plans):
            self.firsts |= frozenset(table.firsts)
        self.softer = self.firsts | frozenset(self.answers.soft.firsts)

    def read(self, clause: Clause) -> Iterator[Saying]:
        """Yield what *clause* denies, whoever speaks; the source is None where it cannot be told."""
        past = 0
        denier: Saying | None = None
        never = self.never.covered(clause.low)
        firsts = self.firsts if self.accusing.isdisjoint(clause.low) else self.softer
        for index, word in enumerate(clause.low):
            if word not in firsts or index < past or index in clause.inside or index in never:
                continue
            saying = self._at(clause, index)
            if saying is not None:
                if denier is not None and _runs_on(clause.low, denier.trigger, index):
                    saying.source = denier.source
                elif saying.source is not None and not saying.back:
                    denier = saying
                past = saying.last
                yield saying

    def _at(self, clause: Clause, index: int) -> Saying | None:
        low = clause.low
        if low[index] in self.verbs:
            return self._deny(clause, index)
        if found := self.plans.at(low, index):
            return self._plan(clause, index, found[0])
        if found := self.phrases.at(low, index):
            return self.answers.phrase(clause, index, found[0])
        if found := self.rejecting.at(low, index):
            saying = self._reject(clause, index, index + found[0])
            if saying is not None:
                return saying
        if low[index] in self.insisting:
            return self._insists(clause, index)
        return self.answers.read(clause, index)

    def _deny(self, clause: Clause, index: int) -> Saying | None:
        low = clause.low
        if self._pseudo(clause, index) or (index and low[index] == "deny" and low[index - 1] in _WOULD):
            return None
        if low[index] in {"denial", "denials"}:
            return self._denial_noun(clause, index)
        passive = any(word in _BE for word in low[max(0, index - 3) : index]) and low[index] == "denied"
        if passive or (index + 1 < len(low) and low[index + 1] == "by"):
            return self._passive(clause, index)
        if not self.objects.denied(clause, index) or not _LAWYERS.isdisjoint(low[:index]):
            return None
        return self.sayings.made(
            clause, self.sources.subject(clause, index), index, scope_end(clause, index), "claim"
        )

    def _insists(self, clause: Clause, index: int) -> Saying | None:
        """Read "insisted it had not sold arms"; what one will do, or thinks of others, is no such denial."""
        low = clause.low[index + 1 : index + 12]
        no = next((at for at, word in enumerate(low) if word in self.negatives or word.endswith("n't")), None)
        if no is None or no > _NEAR or self.intents & set(low[: no + 3]):
            return None
        told = low[: no + 1] if low[no] not in _NONE else low[: no + _NEAR]
        if not _OUTRIGHT & set(told) and not low[no].endswith("n't"):
            return None
        if not _OPINED.isdisjoint(low[no : no + 3]) or low[no + 1 : no + 2] in (
            ["just"],
            ["only"],
            ["simply"],
        ):
            return None
        past = not _PAST.isdisjoint(told)
        own = not _SELF.isdisjoint(low[:no]) or "there" in low[:no] or low[no] in _NONE
        if not past and not own and self.accusing.isdisjoint(clause.low):
            return None
        last = scope_end(clause, index)
        return self.sayings.made(clause, self.sources.subject(clause, index), index, last, "claim")

    def _pseudo(self, clause: Clause, index: int) -> bool:
        low = clause.low
        if low[index - 1 : index] == ["to"] and index > 1:
            return low[index - 2] not in _TO_DENY
        if low[index] == "deny" and not _DEMANDS.isdisjoint(low[max(0, index - 7) : index]):
            return True
        if low[:2] == ["not", "that"]:
            return True
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
        return self.sayings.made(clause, owner, index, scope_end(clause, index), "claim") if owner else None

    def _passive(self, clause: Clause, index: int) -> Saying | None:
        low = clause.low
        by = next((at for at in range(index + 1, min(index + 6, len(low))) if low[at] == "by"), None)
        if by is None or set(low[index + 1 : by]) & (self.refusals | _ARTICLE):
            return None
        return self.sayings.made(clause, clause.object_of(by + 1), index, by, "claim", back=True)

    def _reject(self, clause: Clause, index: int, end: int) -> Saying | None:  # noqa: PLR0911 - each case answers for itself
        low = clause.low
        if any(word in {"not", "never", "nor", "n't", "or"} for word in low[max(0, index - 3) : index]):
            return None
        if low[index - 1 : index] == ["to"] and index > 1 and low[index - 2] not in _TO_DENY:
            return None
        if _DEMANDS & set(low[max(0, index - 8) : index]) or _WOULD & set(low[max(0, index - 3) : index]):
            return None
        passive = not low[index].endswith("ing") and not _BE.isdisjoint(low[max(0, index - 3) : index])
        if passive or (end < len(low) and low[end] == "by"):
            by = next((at for at in range(end, min(end + 10, len(low))) if low[at] == "by"), None)
            before = set(low[max(0, index - 12) : index])
            if by is None or not before & self.strong or before & self.rejecting_not:
                return None
            return self.sayings.made(clause, clause.object_of(by + 1), index, by, "claim", back=True)
        if low[index] == "ruled" and self.unfounded.isdisjoint(low[end : end + 2]):
            return None
        refuted = low[index] in self.refuting and (
            self.objects.told(clause, end) or not _IT.isdisjoint(low[end : end + 1])
        )
        doubted = low[index] in _DISPUTED and low[end : end + 1] == ["that"]
        told = refuted or doubted or self.objects.claim(clause, end) is not None
        if not told and not self.objects.as_baseless(clause, end):
            return None
        return self.sayings.made(
            clause, self.sources.subject(clause, index), index, scope_end(clause, index), "claim"
        )

    def _plan(self, clause: Clause, index: int, length: int) -> Saying | None:
        low = clause.low
        has = next((at for at in range(index - 1, max(index - 4, -1), -1) if low[at] in _HAVE), None)
        if low[index - 1 : index] == [":"] and (said := self.sources.voice(clause)):
            return self.sayings.made(clause, said, index, len(low) - 1, "plan")
        if has is None and "such" not in low[index : index + length] and not low[index].endswith("n't"):
            return None
        own = clause.subject(has, bodies=True) if has is not None and low[has] in _OWN else None
        if own is not None and has and own.body and has - own.end > _NEAR - 2:
            own = None
        if own is None and has and low[has - 1] in _SELF:
            own = self.sources.voice(clause)
        claimed = has is not None and low[has] in _OWN and "there" not in low[max(0, has - 3) : has]
        if claimed and (own is None or not any(person.official for person in own.people)):
            return None
        speaker = self.sources.voice(clause)
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
            self.sayings.made(clause, subject, index, last, "plan")
            if subject
            else Saying(None, index, last, "plan", index, anaphor=anaphor(clause, index, said=True))
        )


def _runs_on(low: list[str], first: int, index: int) -> bool:
    """Tell whether the word at *index* is in ", calling it false" or "and called it false" of who denied."""
    for at in range(index, first, -1):
        if low[at] == "," or (low[at] == "and" and low[at - 1] != ","):
            verb = next(
                (word for word in low[at + 1 : index + 1] if word != "and" and not word.endswith("ly")), ""
            )
            return verb.endswith("ing" if low[at] == "," and low[at + 1] != "and" else ("ing", "ed"))
    return False
