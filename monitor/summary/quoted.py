"""Which words of an article can stand in a sentence for what is denied, so that its sense is kept.

Only an exact slice is ever quoted. One that holds a "no" of its own would say the reverse after "denies",
one that only points elsewhere ("this information") says nothing: neither is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from monitor.article.model import Span
from monitor.article.references import shown
from monitor.extract.model import Contact, Denial

MAX_QUOTED = 160
_FEWEST_AFTER_NO = 3
_FEWEST_TELLING = 6
_REPORT = (
    r"(?:(?:report|claim|allegation|accusation|charge|rumou?r|suggestion|assertion|insinuation|fabrication|"
    r"plan|intention|article|account|version|statement|question|comment|assessment|finding|narrative)s?|"
    r"stor(?:y|ies)|information|speculation|news|idea|notion|disinformation|criticism)"
)
_BEFORE = (
    r"(?:(?:the|this|that|these|those|such|an?|any|all|of|its?|his|her|their|latest|recent|earlier|media|press|"
    r"news|online|both|very|whole)\s+)*"
)
_POINTS = re.compile(rf"{_BEFORE}(?P<head>{_REPORT}|it|this|that|them|so|such|everything)?", re.IGNORECASE)
_NOT = re.compile(
    r"n[’']t\b|\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|no-one|nowhere|hardly|"
    r"den(?:y|ies|ied|ying|ials?)|refus\w+|reject\w+|dismiss\w+|refut\w+|rebut\w+|debunk\w*|false(?:ly|hoods?)?|"
    r"fake|untrue|incorrect|inaccurate|baseless|groundless|unfounded|fabricat\w+|fictions?|lies?|lying|hoax|"
    r"wrong|nonsense|absurd|contrary|myth|invent(?:ed|ions?)|"
    r"не|нет|ни|ні|немає|нема|никогда|ніколи|никто|ніхто|ничего|нічого|без|опров\w+|спрост\w+|отриц\w+|"
    r"отвер\w+|запереч\w+|ложь\w*|лож\w{1,3}|фейк\w*|неправд\w*|вымыс\w+|вигад\w+)\b",
    re.IGNORECASE,
)
_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es?|ed|ing))\b",
    re.IGNORECASE,
)
_VERDICT_FIRST = re.compile(
    r"^(?:as\s+)?(?:false|fake|untrue|lies|baseless|groundless|unfounded|nonsense|absurd)\s+"
    r"(?=(?:an?|the|any|all|its?|his|her|their|\w+s)\s)",
    re.IGNORECASE,
)
_NO_FIRST = re.compile(r"^no\s+", re.IGNORECASE)
_THING = re.compile(
    r"^(?:an?|the|any|all|some|his|her|its|their|having|being|knowledge|involvement|links|ties|"
    rf"(?:[\w-]+ )?{_REPORT}|[\w-]+ing|[\w-]+['’]s)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(rf"^{_BEFORE}{_REPORT}\b", re.IGNORECASE)
_BROKEN_OFF = re.compile(
    r"\b(?:an?|the|of|in|on|at|by|for|with|to|from|that|and|or|but|his|her|its|their|has|had|have|was|were|is|are|be|"
    r"been|not|as|than|who|which|into|over)$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"^(?:(?!\b(?:that|which|who|it|he|she|they|we|of|about|having|being|\w+ing)\b)[\w’'-]+\s+){1,5}?"
    r"(?:had|has|have|was|were|is|are|would|will|could|did|does|do)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r" (?:down|up|off|out|away|back|over)(?=[.,;!?”\"]|$)|"
    r" to [a-z]+(?: (?!(?:said|says)\b)[\w’'-]+){0,8}(?=[.,;!?”\"]|$)"
)
_OCCASION = re.compile(
    rf"^(?:(?:an?|the|any|all|his|her|their|{_REPORT}|of|secret|private|reported|alleged|phone|telephone|video|"
    r"face-to-face|direct|recent|second|such|having|ever|on|about|that)\s+)*"
    r"(?:calls?|conversations?|meetings?|talks|visits?|messages?|letters?|contacts?|summits?|negotiations?|"
    r"discussions?|[a-z]+ing)\b",
    re.IGNORECASE,
)
_APPOSED = re.compile(r",\s+$")
_QUOTES = "\"“”„«»'‘’ "
_EDGES = _QUOTES + ",;:.–—-"


def proposition(denial: Denial) -> str:
    """Return the words for what *denial* denies, fit to stand in quotes after "denies"; "" for none."""
    if denial.denied is None:
        return ""
    text = _VERDICT_FIRST.sub("", _clean(_to_its_end(denial, denial.denied)))
    bare = _NO_FIRST.sub("", text)
    if bare != text and len(bare.split()) < _FEWEST_AFTER_NO:
        return ""
    negated = bool(_NOT.search(bare)) and not (bare == text and _stands_after_denying(denial))
    return "" if negated or _POINTS.fullmatch(bare) or not _is_whole(bare) else bare


def told_contact(contact: Contact, denials: Sequence[Denial] = ()) -> str:
    """Return the article's words for *contact*: who did what with whom; "" where none say it all.

    Words for what *denials* are of come first: they say how often, and when.
    """
    for text in _tellings(denials, contact):
        told = _from_the_first_name(text, contact)
        if not _NOT.search(told) and _is_whole(told) and _names_all(told, contact):
            return told
    return ""


def pointed_at(denial: Denial) -> str:
    """Return the noun by which the text points at what is denied ("reports"), "" where it has none."""
    found = _POINTS.fullmatch(_clean(denial.denied.text)) if denial.denied else None
    head = (found["head"] or "").casefold() if found else ""
    return head if re.fullmatch(_REPORT, head) else ""


def whole_sentence(denial: Denial) -> str:
    """Return the sentence that tells of *denial*, in quotation marks; "" where it is long or says little."""
    text = " ".join(shown(denial.evidence[0].text).split()) if denial.evidence else ""
    if len(text.split()) < _FEWEST_TELLING or len(text) > MAX_QUOTED:
        return ""
    # With quotation marks of its own it needs none: they stay as they are printed.
    return text if re.search(r"[\"“”„«»]", text) else f"“{text}”"


def is_thing(text: str) -> bool:
    """Return whether *text* is what one denies ("any role", "backing the rebels"), not a sentence."""
    if _OCCASION.match(text) or len(text.split()) == 1:
        return True
    return bool(_REPORTED.match(text)) or (bool(_THING.match(text)) and not _CLAUSE.match(text))


def _tellings(denials: Sequence[Denial], contact: Contact) -> Iterator[str]:
    for one in denials:
        if one.denied is not None:
            yield _VERDICT_FIRST.sub("", _clean(_to_its_end(one, one.denied)))
    for word in contact.words:
        yield _clean(word.text)


def _to_its_end(denial: Denial, said: Span) -> str:
    """Return what is denied with the rest of its phrase: "plans for A *to meet B*", "to step *down*"."""
    for one in denial.evidence:
        if one.field == said.field and one.start <= said.start and said.end <= one.end:
            more = _GOES_ON.match(one.text, said.end - one.start)
            return said.text + (more.group() if more else "")
    return said.text


def _clean(text: str) -> str:
    """Return *text* on one line, without quotation marks and punctuation at its ends."""
    line = " ".join(shown(text).split())
    kept = line.strip(_EDGES)
    # The point of "the U.S." is a part of the word.
    return kept + "." if re.search(r"\b\w\.\w$", kept) and f"{kept}." in line else kept


def _is_whole(text: str) -> bool:
    """Return whether *text* can be quoted: not too long, not broken off, no quotation begun and not ended."""
    if not text or len(text) > MAX_QUOTED or _BROKEN_OFF.search(text):
        return False
    return not re.search(r"[\"“”„«»]", text)


def _from_the_first_name(text: str, contact: Contact) -> str:
    """Return *text* from the first name on if a comma stands before: "the leader of Russia, Putin …"."""
    parts = {part for one in contact.participants for part in re.findall(r"\w{3,}", one.name.casefold())}
    first = next((found for found in re.finditer(r"\w+", text) if found.group().casefold() in parts), None)
    return text[first.start() :] if first and _APPOSED.search(text[: first.start()]) else text


def _names_all(text: str, contact: Contact) -> bool:
    said = set(re.findall(r"\w+", text.casefold()))
    return all(
        any(part in said for part in re.findall(r"\w{3,}", one.name.casefold()))
        for one in contact.participants
    )


def _stands_after_denying(denial: Denial) -> bool:
    """Return whether a verb of denying leads straight to what is denied: then a "not" in it is its own."""
    said = denial.denied
    return said is not None and any(
        one.field == said.field
        and one.start < said.start <= one.end
        and bool(_DENYING.search(one.text[: said.start - one.start]))
        for one in denial.words
    )
