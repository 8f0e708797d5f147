"""The trace of reading an article, stage by stage, for `monitor explain --reading`.

One mapping a sentence: its words with their tags, the parties with why each is who it is, the clauses, the
events with slots and scopes, the denials. A sentence that was not read and an event that is not told have a
`stage`, at which they were lost, and a `reason`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from monitor.article.model import Article
from monitor.extract.bounds import LONG_SENTENCE, MANY_FACTS, MOST_CHARACTERS, MOST_FACTS, MOST_WORDS
from monitor.extract.cast.model import Mention
from monitor.extract.denial.model import Saying
from monitor.extract.factuality.judgement import Judgement
from monitor.extract.frames.events import Event, untold
from monitor.extract.lang.slavic.explaining import explained_slavic
from monitor.extract.lang.slavic.lines import whole_lines
from monitor.extract.lang.slavic.reading import is_cyrillic
from monitor.extract.lexicon import Lexicon
from monitor.extract.pieces import sentence_pieces
from monitor.extract.read import READ_IN, reader_of
from monitor.extract.sentence import SentenceReading
from monitor.extract.shown import party_row, words_of
from monitor.extract.syntax.model import Clause, NounGroup, Parsed
from monitor.extract.tokens import SentencePiece, read_sentence

UNREAD = "no word of a contact between two sides, and none of a denial"
FOREIGN = "facts are read in English, Russian and Ukrainian"
_EMPTY: dict[str, Any] = {
    "words": [],
    "speaker": None,
    "parties": [],
    "clauses": [],
    "events": [],
    "denials": [],
}


def explained(article: Article, lexicon: Lexicon | None = None) -> Iterator[dict[str, Any]]:
    """Yield what was read of each sentence of *article*, in order; of one that was not read, why."""
    lexicon = lexicon or Lexicon.load_default()
    read = article.detected_language in READ_IN
    rows = {(one.field, one.offset): row for one, row in _rows(article, lexicon)} if read else {}
    known = 0
    for number, piece in enumerate(_pieces(article)):
        row = rows.get((piece.field, piece.offset), {"words": []})
        if not row["words"]:
            stage, reason = _unread(piece, known) if read else ("language", FOREIGN)
            row = {"text": piece.text, **_EMPTY, "stage": stage, "reason": reason}
        known += len(row["events"]) + len(row["denials"])
        yield {"sentence": number, **row}


def _unread(piece: SentencePiece, known: int) -> tuple[str, str]:
    """Return at which stage a sentence was passed over, and why; *known* facts were read before it."""
    if len(piece.text) > MOST_CHARACTERS or len(read_sentence(piece)) > MOST_WORDS:
        return "bounds", LONG_SENTENCE
    return ("bounds", MANY_FACTS) if known >= MOST_FACTS else ("prefilter", UNREAD)


def _rows(article: Article, lexicon: Lexicon) -> Iterator[tuple[SentencePiece, dict[str, Any]]]:
    if is_cyrillic(article):
        yield from explained_slavic(article, lexicon)
        return
    for reading in reader_of(lexicon).readings(article):
        yield reading.tagged.piece, _sentence(reading)


def _pieces(article: Article) -> Iterator[SentencePiece]:
    """Yield the sentences of *article* as the readers split them."""
    pieces = sentence_pieces(article)
    return whole_lines(pieces) if is_cyrillic(article) else pieces


def drawn(row: dict[str, Any]) -> str:
    """Return a sentence's reading as lines for a terminal."""
    lines = [f"{row['sentence']}: {row['text']}"]
    if row["reason"]:
        return "\n".join([*lines, f"  not read ({row['stage']}): {row['reason']}"]) + "\n"
    lines.append("  words    " + " ".join(f"{word}/{tag}" for word, tag in row["words"]))
    lines += [
        f"  party    {one['text']} = {one['party']} ({one['kind']}; {one['basis']})" for one in row["parties"]
    ]
    lines += ["  clause   " + _clause_line(one) for one in row["clauses"]]
    for one in row["events"]:
        told = f"not told ({one['stage']}): {one['reason']}" if one["reason"] else one["status"]
        who = ", ".join(one["parties"]) or "nobody"
        lines.append(f"  event    {one['text']} ({one['kind']}): {who}; {told}")
        lines += [f"             {slot}: {', '.join(some)}" for slot, some in one["slots"].items()]
        lines += [f"             {word}: {effect}" for word, effect in one["scopes"]]
    for one in row["denials"]:
        lines.append(f"  denial   {one['by']}: {one['text']} → {one['denied']}")
    return "\n".join(lines) + "\n"


def _clause_line(one: dict[str, Any]) -> str:
    parts = [f"{one['link']} {one['verb']}"]
    parts += [
        f"{name}={one[name]}" for name in ("subject", "objects", "phrases", "governor", "mood") if one[name]
    ]
    return "; ".join(str(part) for part in parts)


def _sentence(reading: SentenceReading) -> dict[str, Any]:
    parsed = reading.parsed
    tagged = parsed.tagged
    return {
        "text": tagged.piece.text,
        "words": [
            [token.raw, f"{token.tag}:{token.form}" if token.form else token.tag] for token in tagged.tokens
        ],
        "speaker": reading.speaker.name if reading.speaker else None,
        "parties": [_mention(parsed, one) for one in tagged.mentions],
        "clauses": [_clause(parsed, one) for one in parsed.clauses],
        "events": [_event(parsed, event, judgement) for event, judgement in reading.events],
        "denials": [_denial(parsed, one) for one in reading.denials],
        "stage": "read",
        "reason": "",
    }


def _text(parsed: Parsed, start: int, end: int) -> str:
    return words_of(parsed.tagged, start, end)


def _mention(parsed: Parsed, one: Mention) -> dict[str, Any]:
    return party_row(one.party, _text(parsed, one.start, one.end), one.how.value)


def _group(parsed: Parsed, one: NounGroup | None) -> str:
    if one is None:
        return ""
    inner = "".join(f" [{part.prep} {_group(parsed, part)}]" for part in one.phrases)
    owner = f"{_group(parsed, one.possessor)}'s " if one.possessor is not None else ""
    return f"{owner}{_text(parsed, one.start, one.end)}<{one.type.value}>{inner}"


def _clause(parsed: Parsed, one: Clause) -> dict[str, Any]:
    verb = one.verb
    mood = [name for name in ("passive", "negated", "perfect", "finite") if getattr(verb, name)]
    return {
        "verb": verb.lemma,
        "tense": verb.tense,
        "mood": [
            *mood,
            *verb.modals,
            *(["question"] if one.question else []),
            *(["quoted"] if one.quoted else []),
        ],
        "link": one.link.value,
        "governor": f"{one.governor[1]} ({one.kind})" if one.governor else one.kind,
        "parent": one.parent.verb.lemma if one.parent else None,
        "opener": one.opener,
        "subject": _group(parsed, one.subject),
        "objects": [_group(parsed, part) for part in one.objects],
        "phrases": [f"{part.prep} {_group(parsed, part)}" for part in one.phrases],
    }


def _event(parsed: Parsed, event: Event, judgement: Judgement) -> dict[str, Any]:
    stage, reason = untold(event.parties, event.reason, event.dropped)
    return {
        "text": _text(parsed, event.trigger, event.trigger + 1),
        "kind": event.kind.value,
        "parties": [party.name for party in event.parties],
        "strength": event.strength.value,
        "slots": {slot: [party.name for party in some] for slot, some in event.slots.items() if some},
        "scopes": [list(step) for step in judgement.steps],
        "status": str(judgement.status),
        "stage": stage,
        "reason": reason,
    }


def _denial(parsed: Parsed, one: Saying) -> dict[str, Any]:
    said = one.said
    return {
        "by": one.denier.name if one.denier else None,
        "official": bool(one.denier and one.denier.official),
        "text": _text(parsed, one.first, one.last + 1),
        "denied": _text(parsed, *said) if said else None,
        "plan": one.plan,
        "points": one.points,
        "standing": one.standing,
        "answers": one.answers,
    }
