"""Agency notices in the slug, headline or first line: KILL, CORRECTION, UPDATE.

A mark counts only where agencies set it: at the start, parted from the headline, or in the words
that are used for nothing else ("please disregard"). A headline about a killing is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from monitor.article.model import Article

_FIRST_LINE = 240
_LINES = 3
_PARTED = r"\b[\s\d]*(?:\([^)]{0,40}\)\s*)?(?:[-:–—/.(]+|$)\s*"
_URGENT = r"(?:(?:MANDATORY|URGENT|EDITORS?|EDS|ADVISORY|BC|СРОЧНО|ТЕРМІНОВО)[\s:/.,–—-]+){0,3}"


class NoticeKind(StrEnum):
    """What an agency asks of those who have its copy."""

    KILL = "kill"
    CORRECTION = "correction"
    UPDATE = "update"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice: its kind, the words that say so, and the headline words it is about, as far as stated."""

    kind: NoticeKind
    words: str
    about: str


_MARKS = (
    (
        NoticeKind.KILL,
        (
            r"(?:KILL(?:ED)?|WITHDRAWN|WITHDRAWAL|RETRACTED|RETRACTION|ОТМЕНА|ОТМЕНЕНО|АННУЛИРОВАНО|АННУЛИРУЕТСЯ"
            r"|ОТОЗВАНО|СКАСОВАНО|СКАСУВАННЯ|ВІДКЛИКАНО|АНУЛЬОВАНО|Withdrawn|Retracted|Retraction|Отозвано"
            r"|Аннулировано|Відкликано|Анульовано)"
        ),
    ),
    (
        NoticeKind.CORRECTION,
        (
            r"(?:CORRECTED|CORRECTION|CORRECTING|CORRECTS|REFILED?|Corrected|Correction|Corrects|Refile"
            r"|ИСПРАВЛЕНО|ИСПРАВЛЕНИЕ|УТОЧНЕНО|УТОЧНЕНИЕ|УТОЧНЯЕТСЯ|Исправлено|Исправление|Уточнено|Уточнение"
            r"|ВИПРАВЛЕНО|ВИПРАВЛЕННЯ|УТОЧНЕННЯ|Виправлено|Виправлення|Уточнення)"
        ),
    ),
    (
        NoticeKind.UPDATE,
        r"(?:UPDATED?|WRAPUP|Updated?|ДОПОЛНЕНО|ОБНОВЛЕНО|ДОПОВНЕНО|ОНОВЛЕНО|Дополнено|Обновлено|Доповнено|Оновлено)",
    ),
)
_PHRASES = (
    (
        NoticeKind.KILL,
        (
            r"\bplease\s+(?:kill|disregard|withdraw)\b"
            r"|\b(?:story|article|item|alert|dispatch|headline|report)\b[^.\n]{0,80}\b(?:is|has\s+been|was|are|were)"
            r"\s+(?:withdrawn|killed\s+by\s+the\s+agency|retracted)\b"
            r"|\bпрось?ба\s+(?:не\s+использовать|аннулировать|считать\s+недействительн\w+)"
            r"|\bсчитать\s+(?:недействительн|аннулированн)\w+"
            r"|\bпросимо\s+(?:не\s+використовувати|анулювати|вважати\s+недійсн\w+)"
        ),
    ),
    (
        NoticeKind.CORRECTION,
        (
            r"^\W*\((?:corrects|correcting|fixes|исправлен\w*|уточнен\w*|виправлен\w*)\b[^)]{0,200}\)?"
            r"|\b(?:this\s+(?:story|article)\s+(?:has\s+been|was)\s+corrected)\b"
        ),
    ),
    (
        NoticeKind.UPDATE,
        r"^\W*\((?:adds|updates|recasts|writes\s+through|дополнен\w*|доповнен\w*|добавлен\w*)\b[^)]{0,200}\)?",
    ),
)
_MARKED = [(kind, re.compile(rf"^\W*{_URGENT}{mark}{_PARTED}")) for kind, mark in _MARKS]
_SAID = [(kind, re.compile(phrase, re.IGNORECASE)) for kind, phrase in _PHRASES]
_HINTS = (
    [
        "kill",
        "update",
        "correct",
        "refile",
        "please",
        "withdr",
        "retract",
        "wrapup",
        "(adds",
        "(recasts",
        "(writes",
        "(fixes",
    ],
    [
        "отмен",
        "аннулир",
        "отозван",
        "скас",
        "відкликан",
        "анул",
        "исправлен",
        "уточн",
        "виправлен",
        "просьб",
        "просим",
        "считать",
        "дополнен",
        "обновлен",
        "доповнен",
        "оновлен",
        "добавлен",
    ],
)
_QUOTED = re.compile(r"[“„«\"‘]([^“”„«»\"\n]{8,200})[”“»\"’]")
_CALLED = r"(?:headlined|entitled|под\s+заголовком|під\s+заголовком)"
_HEADED = re.compile(
    rf"(?i)\b{_CALLED}[\s:,]+(?=[“„«\"‘](?P<quoted>[^“”„«»\"\n]{{8,200}})[”“»\"’])"
    rf"|\b{_CALLED}[\s:,]+(?P<plain>.{{8,160}}?)(?:[.;\n]|$)"
)
_SLUGGED = re.compile(r"(?i)\bslugged[\s:,]+(.{8,160}?)(?:[.;\n]|$)")


def notice_of(article: Article) -> Notice | None:
    """Return what *article* says it is to earlier copy, None for an ordinary article."""
    lines = [article.title, *(block.text[:_FIRST_LINE] for block in article.evidence_blocks[:_LINES])]
    if not _worth_a_look("\n".join(lines).lower()):
        return None
    lines = list(dict.fromkeys(lines))
    for patterns in (_MARKED, _SAID):
        for kind, pattern in patterns:
            for line in lines:
                if found := pattern.search(line):
                    return Notice(kind=kind, words=found[0].strip(" -:–—/."), about=_about(found, lines))
    return None


def _worth_a_look(text: str) -> bool:
    """Return whether any mark can be there; asked of every article, so by plain search."""
    latin, cyrillic = _HINTS
    return any(hint in text for hint in latin) or (
        not text.isascii() and any(hint in text for hint in cyrillic)
    )


def _about(found: re.Match[str], lines: list[str]) -> str:
    """Return the headline that is quoted, named or left over after the mark."""
    text = "\n".join(lines)
    if headed := _HEADED.search(text):
        return (headed["quoted"] or headed["plain"]).strip(' “”"«»‘’')
    if named := _SLUGGED.search(text) or _QUOTED.search(text):
        return named[1].strip(' “”"«»‘’')
    rest = found.string[found.end() :].strip() if found.start() == 0 else ""
    return rest if len(rest.split()) >= 3 else ""
