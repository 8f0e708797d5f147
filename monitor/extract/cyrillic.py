"""Reads Russian and Ukrainian articles by stems: endings carry the grammar, so word order is not asked.

A contact needs a contact stem and leaders of two sides in one sentence; a denial needs a
denying stem with an official source and an object that is an assertion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from monitor.article.model import Article
from monitor.article.sentences import whole_sentences
from monitor.extract.bounds import LONG_SENTENCE, MANY_FACTS, MOST_CHARACTERS, MOST_FACTS
from monitor.extract.cyrillic_times import read_time
from monitor.extract.cyrillic_voices import CyrillicSpeaker, Voices
from monitor.extract.entity import Entity
from monitor.extract.lexicon import Lexicon
from monitor.extract.lexicon.taught import stem_pattern
from monitor.extract.merge import as_told, gathered, joined, more
from monitor.extract.model import Contact, ContactKind, ContactStatus, Denial, Denies, Facts, Participant
from monitor.extract.tokens import SentencePiece, clean

_LETTERS = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ]")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_RUSSIAN = re.compile(r"[ыэъёЫЭЪЁ]")
_SHARE = 0.3
_BACK = 3
_NEAR = 70
_STILL = re.compile(r"\b(?:пока|ещ[её]|ще|поки|[сз] 20\d\d|после|після)\b")


def is_cyrillic(article: Article) -> bool:
    """Tell whether *article* is written mostly in Cyrillic letters."""
    sample = (article.title + article.text[:1500]) or " "
    return not sample.isascii() and len(_LETTERS.findall(sample)) > _SHARE * len(sample)


def read_cyrillic(article: Article, lexicon: Lexicon) -> Facts:
    """Return the facts of a Russian or Ukrainian *article*."""
    sample = article.title + article.text[:1500]
    ukrainian = len(_UKRAINIAN.findall(sample)) > len(_RUSSIAN.findall(sample))
    return _Story(article, _stems(lexicon, 1 if ukrainian else 0)).facts()


@dataclass(slots=True)
class _Found:
    contact: Contact
    sentence: int


class _Stems:
    """The stems of one language, compiled."""

    def __init__(self, table: dict[str, Any], lexicon: Lexicon) -> None:
        known = {entity.name: entity for entity in lexicon.entities}
        self.leaders = [
            (_stem(stems), known[name]) for name, stems in table["leaders"].items() if name in known
        ]
        self.sides = [(side, "|".join(map(re.escape, stems))) for side, stems in table["sides"].items()]
        offices = table["offices"]
        heads = "|".join(map(re.escape, offices["head"]))
        peers = "|".join(map(re.escape, offices["peer"]))
        self.heads = [
            (
                re.compile(
                    rf"\b(?:(?:{heads})\w*\s+(?:{stems})|(?:{stems})\w*\s+(?:{heads}|{peers})"
                    rf"|(?:{peers})\w*\s+(?:из|з|із)\s+(?:{stems}))\w*"
                ),
                side,
            )
            for side, stems in self.sides
        ]
        self.lesser = re.compile(r"\b(?:" + "|".join(offices["lesser"]) + r")\w*(?:\s+\w+)?\s+$")
        self.several = _stem(offices["several"], whole=True)
        self.contacts = {ContactKind(kind): _stem(stems) for kind, stems in table["contacts"].items()}
        self.status = {name: _stem(stems) for name, stems in table["status"].items()}
        self.denial = {name: _stem(stems) for name, stems in table["denial"].items()}
        self.voices = self._voices(table, known)
        self.never = {name: _stem(stems) for name, stems in table.get("never", {}).items()}

    def _voices(self, table: dict[str, Any], known: dict[str, Entity]) -> Voices:
        speakers = [(_stem(stems), name, False) for name, stems in table["speakers"].items()]
        leaders = [(pattern, entity.name, True) for pattern, entity in self.leaders]
        return Voices(
            official=self.denial["official"],
            unofficial=self.denial["unofficial"],
            lesser=self.lesser,
            sides=_stem([stem for stems in table["sides"].values() for stem in stems]),
            known=(*speakers, *leaders),
            entities=known,
        )

    def without(self, name: str, low: str) -> str:
        """Return *low* with what is taught to be no contact or no denial blanked out."""
        never = self.never.get(name)
        return low if never is None else never.sub(lambda found: " " * len(found.group()), low)


@lru_cache(maxsize=8)
def _stems(lexicon: Lexicon, language: int) -> _Stems:
    return _Stems(lexicon.cyrillic[language], lexicon)


def _stem(stems: list[str], *, whole: bool = False) -> re.Pattern[str]:
    return re.compile(
        r"\b(?:"
        + "|".join(stem_pattern(stem) for stem in sorted(stems, key=len, reverse=True))
        + ")"
        + (r"\b" if whole else r"\w*")
    )


class _Story:
    """One article being read."""

    def __init__(self, article: Article, stems: _Stems) -> None:
        self.article = article
        self.stems = stems
        self.found: list[_Found] = []
        self.denials: list[tuple[Denial, _Found | None]] = []
        self.told = 0
        self.heard: list[SentencePiece] = []
        self.last_voice: CyrillicSpeaker | None = None
        self.notes: list[str] = []

    def facts(self) -> Facts:
        for number, piece in enumerate(self._pieces()):
            if len(self.found) + self.told >= MOST_FACTS:
                self.notes.append(MANY_FACTS)
                break
            if len(piece.text) <= MOST_CHARACTERS:
                self._sentence(piece, number)
            elif LONG_SENTENCE not in self.notes:
                self.notes.append(LONG_SENTENCE)
        for found, contact in zip(self.found, as_told([one.contact for one in self.found]), strict=True):
            found.contact = contact
        contacts = tuple(gathered([found.contact for found in self.found]))
        denials = tuple(replace(denial, contact=_told(contacts, found)) for denial, found in self.denials)
        return Facts(contacts=contacts, denials=denials, notes=tuple(self.notes))

    def _pieces(self) -> Iterator[SentencePiece]:
        for block in self.article.evidence_blocks:
            text = clean(self.article.title if block.field == "title" else self.article.text, block)
            for place in whole_sentences(text):
                yield SentencePiece(text[place.start : place.end], block.field, block.start + place.start)

    def _sentence(self, piece: SentencePiece, number: int) -> None:
        low = piece.text.lower()
        contact = self._contact(piece, low)
        if contact is not None:
            self.found.append(_Found(contact, number))
        told = len(self.denials)
        self._denial(piece, low, number)
        if contact is not None and contact.status is ContactStatus.DENIED and len(self.denials) == told:
            self._said_not(piece, low, self.found[-1])
        self.heard.append(piece)

    def _speaker_before(self) -> CyrillicSpeaker | None:
        """Return who spoke last in the sentences before; looked for only when asked, as few ask."""
        spoke = (self.stems.voices.speaker(one.text, one.text.lower()) for one in reversed(self.heard))
        self.last_voice = next((voice for voice in spoke if voice is not None), self.last_voice)
        self.heard.clear()
        return self.last_voice

    def _people(self, low: str) -> list[Participant]:
        people = []
        for pattern, entity in self.stems.leaders:
            hit = next(
                (hit for hit in pattern.finditer(low) if not self.stems.lesser.search(low[: hit.start()])),
                None,
            )
            if hit is not None:
                people.append(
                    (hit.start(), Participant(name=entity.name, office=entity.office, side=entity.side))
                )
        for pattern, side in self.stems.heads:
            head = pattern.search(low)
            if head is not None and not any(one.side == side for _, one in people):
                people.append(
                    (
                        head.start(),
                        Participant(name=f"{side}'s leader", office=head.group().split()[0], side=side),
                    )
                )
        several = self.stems.several.search(low)
        if several is not None:
            people.append((several.start(), Participant(name=several.group(), office="leaders")))
        return [person for _, person in sorted(people, key=lambda row: row[0])]

    def _contact(self, piece: SentencePiece, low: str) -> Contact | None:
        told = self.stems.without("contact", low)
        cue = next(
            ((kind, hit) for kind, pattern in self.stems.contacts.items() if (hit := pattern.search(told))),
            None,
        )
        if cue is None:
            return None
        people = self._people(low)
        if len({person.side for person in people}) < 2:
            return None
        published = self.article.published.date() if self.article.published else None
        when, on = read_time(piece.text, cue[1].start(), published)
        return Contact(
            participants=tuple(people),
            kind=cue[0],
            status=self._status(low),
            attribution=self.stems.voices.sources(piece.text, low),
            when=when,
            on=on,
            evidence=(piece.whole(self.article),),
        )

    def _status(self, low: str) -> ContactStatus:
        status = self.stems.status
        if status["refused"].search(low):
            return ContactStatus.REFUSED
        if status["negated"].search(low):
            return ContactStatus.DENIED
        if status["planned"].search(low):
            return ContactStatus.PLANNED
        if status["hypothetical"].search(low):
            return ContactStatus.HYPOTHETICAL
        return ContactStatus.CLAIMED if status["claimed"].search(low) else ContactStatus.HAPPENED

    def _denial(self, piece: SentencePiece, low: str, number: int) -> None:
        denial = self.stems.denial
        told = self.stems.without("denial", low)
        verb = denial["verbs"].search(told)
        phrase = denial["phrases"].search(told)
        found = self.found[-1] if self.found and number - self.found[-1].sentence <= _BACK else None
        same = found is not None and found.sentence == number
        unplanned = same and denial["unplanned"].search(told) is not None
        if verb is not None and phrase is None and not unplanned and not self._assertion(low, verb):
            return
        if verb is None and phrase is None and not unplanned:
            return
        source = (
            self.stems.voices.speaker(piece.text, low, verb.start() if verb else None)
            or self._speaker_before()
        )
        if source is None:
            return
        plan = unplanned or denial["plans"].search(low) is not None
        denied = self._denied(found, plan=plan, same=same)
        denies = Denies.PLAN if plan else Denies.CONTACT if denied else Denies.CLAIM
        self._add(
            Denial(
                by=source.name,
                role=source.role,
                official=source.official,
                denies=denies,
                evidence=(piece.whole(self.article),),
            ),
            denied,
        )

    def _add(self, denial: Denial, found: _Found | None) -> None:
        """Take in *denial*, with the words of the same one where it was told before."""
        self.told += 1
        contact = found.contact if found is not None else None
        for place, (other, about) in enumerate(self.denials):
            known = about.contact if about is not None else None
            again = known is contact or (known and contact and joined(known, contact) is not None)
            if again and (other.by, other.denies) == (denial.by, denial.denies):
                evidence = more(other.evidence, denial.evidence)
                self.denials[place] = (replace(other, evidence=evidence), about)
                return
        self.denials.append((denial, found))

    def _said_not(self, piece: SentencePiece, low: str, found: _Found) -> None:
        """Take in who says that there was no such contact as one who denies it."""
        speaker = self.stems.voices.speaker(piece.text, low)
        if speaker is None or not speaker.official or not found.contact.attribution or _STILL.search(low):
            return
        denial = Denial(
            by=speaker.name,
            role=speaker.role,
            official=True,
            denies=Denies.CONTACT,
            evidence=found.contact.evidence,
        )
        found.contact = replace(found.contact, attribution=())
        self._add(denial, found)

    def _assertion(self, low: str, verb: re.Match[str]) -> bool:
        denial = self.stems.denial
        after = low[verb.end() : verb.end() + _NEAR]
        before = low[max(0, verb.start() - 6) : verb.start()]
        if re.search(r"\b(?:не|ни)\s+$", before):
            return False
        refusal, claim = denial["refusals"].search(after), denial["claims"].search(after)
        if refusal is not None and (claim is None or refusal.start() < claim.start()):
            return False
        return claim is not None or denial["rejecting"].match(verb.group()) is None

    @staticmethod
    def _denied(found: _Found | None, *, plan: bool, same: bool) -> _Found | None:
        if found is None or (not same and found.contact.status is ContactStatus.HAPPENED):
            return None
        if not plan and found.contact.status in {
            ContactStatus.HAPPENED,
            ContactStatus.CLAIMED,
            ContactStatus.DENIED,
        }:
            found.contact = replace(found.contact, status=ContactStatus.DENIED)
        return found


def _told(contacts: tuple[Contact, ...], found: _Found | None) -> Contact | None:
    """Return the fact that the contact of a denial went into."""
    if found is None:
        return None
    return next((one for one in contacts if joined(one, found.contact) is not None), found.contact)
