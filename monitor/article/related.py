"""Finds related-article headlines and captions of archive photographs, which are no evidence.

A label ("Most read") takes the run of short lines without a full stop below it, numbered, bulleted or plain,
up to the first paragraph that reads as prose: that is the article again. The words are in `related_tables`.
"""

from __future__ import annotations

import re

from monitor.article.paragraphs import ends_sentence
from monitor.article.related_tables import ARCHIVE_WORDS, CAPTION, LABELS

_KNOWN = frozenset(label.strip() for labels in LABELS.values() for label in labels.split("|"))
_LABEL_SIGNS = " \t\xa0:»›>→.…|[]()#*_▶►•·–—-"
_MAX_LABEL = 60
_MAX_ENTRY = 140
_NUMBERED = re.compile(r"(?:#?\d{1,2}(?:[.):/]|\s*[|–—-])?(?:\s|$)|[-–—•*▪▸‣·→»►]\s*\S)")
_COUNTED = re.compile(r"(?:list (?:of \d{1,2} items?|\d{1,2} of \d{1,2})\b.*|end of list)", re.IGNORECASE)

_MAX_CAPTION = 600


def is_label(text: str) -> bool:
    """Return whether the line says no more than that other articles follow."""
    return len(text) <= _MAX_LABEL and text.replace("’", "'").strip(_LABEL_SIGNS).lower() in _KNOWN


def is_counted(text: str) -> bool:
    """Return whether the line is of a list as it is read out to the blind: "list 1 of 3 …"."""
    return bool(_COUNTED.fullmatch(text)) and not ends_sentence(text)


def is_entry(text: str) -> bool:
    """Return whether the line, under a label, may be another article's headline, or what goes with one."""
    if len(text) > _MAX_ENTRY or "\n" in text:
        return False
    if _NUMBERED.match(text) or is_counted(text):
        return not ends_sentence(text) or text[-1] in "?!"
    return not text[0].islower() and text[-1] not in ".,;:…" and not _ends_like_prose(text)


def _ends_like_prose(text: str) -> bool:
    """Return whether a sentence ends here, a question or a shout aside; also inside closing quotes."""
    return ends_sentence(text) and text.rstrip("\"'”’»)]*_`“")[-1:] not in "?!"


def may_hold_archive(lowered: str) -> bool:
    """Return whether a caption of an archive photograph can stand in *lowered*, a document in lower case."""
    return any(word in lowered for word in ARCHIVE_WORDS)


def is_archive_caption(text: str) -> bool:
    """Return whether the paragraph says what an archive photograph shows: that is no news of this article."""
    return len(text) <= _MAX_CAPTION and bool(CAPTION.fullmatch(text.strip("*_ ")))
