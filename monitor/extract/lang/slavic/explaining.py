"""The trace of reading a Russian or Ukrainian sentence, for `monitor explain --reading`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from monitor.article.model import Article
from monitor.extract.factuality.algebra import UNTOLD
from monitor.extract.frames.events import untold
from monitor.extract.lang.slavic.denied import Denying
from monitor.extract.lang.slavic.events import SlavicEvent
from monitor.extract.lang.slavic.phrases import Chunk, Verb
from monitor.extract.lang.slavic.reading import story_of
from monitor.extract.lang.slavic.sentence import ReadSentence
from monitor.extract.lang.slavic.spots import WordSpot
from monitor.extract.lang.slavic.structure import SlavicClause
from monitor.extract.lexicon import Lexicon
from monitor.extract.shown import party_row, words_of
from monitor.extract.tokens import SentencePiece


def explained_slavic(article: Article, lexicon: Lexicon) -> Iterator[tuple[SentencePiece, dict[str, Any]]]:
    """Yield what was read of each sentence of *article* that was read in full."""
    story = story_of(article, lexicon)
    if story is None:
        return
    story.facts()
    for read in story.readings:
        yield read.tagged.piece, _sentence(read)


def _sentence(read: ReadSentence) -> dict[str, Any]:
    tagged = read.tagged
    speaker = next(read.speakers(), None)
    return {
        "text": tagged.piece.text,
        "words": [
            [one.raw, ":".join(part for part in (one.tag, one.form, getattr(one, "case", "")) if part)]
            for one in tagged.tokens
        ],
        "speaker": speaker.name if speaker else None,
        "parties": [_party(read, one) for one in read.spots],
        "clauses": [_clause(read, one) for one in read.clauses],
        "events": [_event(read, one) for one in read.events],
        "denials": [_denial(read, one) for one in read.denials],
        "stage": "read",
        "reason": "",
    }


def _text(read: ReadSentence, start: int, end: int) -> str:
    return words_of(read.tagged, start, end)


def _party(read: ReadSentence, spot: WordSpot) -> dict[str, Any]:
    how = "place" if spot.place else "name" if spot.named else "office"
    return party_row(spot.party, _text(read, spot.start, spot.end), how)


def _clause(read: ReadSentence, clause: SlavicClause) -> dict[str, Any]:
    verb = clause.main_verb
    subjects = read.linker.subjects(clause)
    governor = clause.governor
    return {
        "verb": _verb(read, verb),
        "tense": verb.tense if verb else "",
        "mood": [name for name in ("passive", "negated", "conditional") if verb and getattr(verb, name)]
        + (["question"] if clause.asked else [])
        + (["quoted"] if clause.quoted else []),
        "link": clause.link.value,
        "governor": _verb(read, governor) if isinstance(governor, Verb) else _phrase(read, governor),
        "parent": _verb(read, clause.parent.main_verb) if clause.parent else None,
        "opener": clause.word,
        "subject": ", ".join(_phrase(read, one) for one in subjects),
        "objects": [_phrase(read, one) for one in clause.phrases if not one.prep and one not in subjects],
        "phrases": [f"{one.prep} {_phrase(read, one)}" for one in clause.phrases if one.prep],
    }


def _verb(read: ReadSentence, verb: Verb | None) -> str:
    return read.tagged.tokens[verb.at].raw if verb is not None else ""


def _phrase(read: ReadSentence, phrase: Chunk | None) -> str:
    return _text(read, phrase.start, phrase.end) if phrase is not None else ""


def _event(read: ReadSentence, event: SlavicEvent) -> dict[str, Any]:
    value = read.scopes.value(event)
    stage, reason = untold(event.parties, "", "made up" if value == UNTOLD else "")
    verb = event.verb or event.light
    return {
        "text": _text(read, event.at, event.at + 1),
        "kind": event.row.kind.value,
        "parties": [party.name for party in event.parties],
        "strength": "ranked" if event.ranked else "direct",
        "slots": {},
        "scopes": [[_verb(read, verb), verb.tense]] if verb is not None else [],
        "status": str(value),
        "stage": stage,
        "reason": reason,
    }


def _denial(read: ReadSentence, one: Denying) -> dict[str, Any]:
    return {
        "by": one.speaker.name if one.speaker else None,
        "official": bool(one.speaker and one.speaker.official),
        "text": _text(read, one.first, one.last + 1),
        "denied": _text(read, one.start, one.end) or None,
        "plan": one.denies.value == "plan",
        "points": one.back,
        "standing": False,
        "answers": one.plain,
    }
