"""Assigns each paragraph its role (headline, deck, byline, body, caption …) by its words and place.

Order: the feed header, appeals for money, cues (see `boilerplate`), the head of the article (byline,
dates, outlet), the headline and its deck, subheadings, tags. What nothing speaks against is body.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from monitor.article import boilerplate, related
from monitor.article.boilerplate import MAX_DEBRIS
from monitor.article.boilerplate_tables import APPEAL_CLOSER, APPEAL_OPENER
from monitor.article.draft import Draft
from monitor.article.markup import is_link_only
from monitor.article.metadata import read_signoff, read_urls, take_front, take_header
from monitor.article.paragraphs import Piece, ends_sentence
from monitor.article.parts import Role

_URL = re.compile(r"https?://[^\s<>\"]+")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SHORT_ENDS = re.compile(r"(?:\b(?:[A-Z]\.){2,}|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|No|vs|etc)\.|\.\.)[\"'”’»)]*$")
_MAX_HEADLINE = 300
_MAX_LENGTH_APART = 12
_MAX_DECK = 220
_MAX_SUBHEADING = 90
_MAX_CREDIT_LINE = 120
_MAX_TAGS = 160
_MAX_LABEL = 40
_APPEAL_REACH = 6
_MIN_APPEAL_WORDS = 3
_MIN_TAGS = 4
_MIN_TAG_SIGNS = 3
_MIN_PROSE = 60
_FIRST_LINE_ROLES = frozenset((Role.BOILERPLATE, Role.URL))
_FUNCTION = """
the a an of to in is was for that with on as by at from it he she they and or but be are were has had
have not will would could may might your our my you off up out all how why his her its their this who
which after before over into says said amid against как в на не что с по из за от для и о об у при после
der die das und ist mit von zu la le les el los de des du
"""
_FUNCTION_WORDS = frozenset(_FUNCTION.split())


def assign_roles(draft: Draft) -> None:
    """Set the role of every piece of *draft*, and note its dates, publishers, author and URL."""
    take_header(draft)
    _take_appeals(draft)
    _take_cues(draft)
    take_front(draft)
    _take_headline(draft)
    _take_tags(draft)
    _take_bodies(draft)
    read_urls(draft)
    read_signoff(draft)


def _take_appeals(draft: Draft) -> None:
    """Set aside what a site says for itself, up to its last sentence, even glued to the article's first."""
    pieces = draft.pieces
    if not boilerplate.may_appeal(draft.lowered):
        return
    for index, piece in enumerate(pieces):
        if piece.text[:1] not in "yYsSwWaAhHdD" or not APPEAL_OPENER.match(piece.text):
            continue
        closing = _closing_appeal(pieces, index)
        if closing is not None:
            at, end = closing
            appeal, rest = pieces[at].cut(end)
            pieces[at : at + 1] = [appeal, rest] if rest.text else [appeal]
            for own in pieces[index : at + 1]:
                own.role = Role.BOILERPLATE
            return
    for piece in pieces:
        if piece.role is None and boilerplate.appeal_score(piece.text) >= _MIN_APPEAL_WORDS:
            piece.role = Role.BOILERPLATE


def _closing_appeal(pieces: list[Piece], index: int) -> tuple[int, int] | None:
    score = 0
    for at in range(index, min(index + _APPEAL_REACH, len(pieces))):
        score += boilerplate.appeal_score(pieces[at].text)
        closer = APPEAL_CLOSER.search(pieces[at].text)
        if closer and score > _MIN_APPEAL_WORDS:
            return at, closer.end()
    return None


def _take_cues(draft: Draft) -> None:
    """Give a role to every short line whose words give it away; a list under a cue goes with it."""
    under: Role | None = None
    # Before the first prose, what stands under a label may be the article's own headline.
    first = heads = not draft.given_title
    present = boilerplate.giveaways(draft.lowered)
    archive = related.may_hold_archive(draft.lowered)
    for piece in draft.pieces:
        if piece.role is not None:
            continue
        text = piece.text
        if under and _is_list_entry(text, under, heads=heads):
            piece.role = under
            continue
        under = None
        heads = heads and not (len(text) > _MIN_PROSE and ends_sentence(text))
        if archive and related.is_archive_caption(text):
            piece.role = Role.CAPTION
            continue
        if len(text) > MAX_DEBRIS:
            first = False
            continue
        piece.role = _cue_role(text, first=first)
        if piece.role is None and present and not first:
            piece.role = boilerplate.giveaway_role(text, present)
        first = first and piece.role is not None
        under = _opens(text, piece.role, heads=heads)


def _opens(text: str, role: Role | None, *, heads: bool) -> Role | None:
    """Return the role of the list that *text* stands above, None where it stands above none."""
    if role in (Role.RELATED, Role.URL) and _announces(text):
        return role
    return Role.RELATED if role and not heads and related.is_label(text) else None


def _cue_role(text: str, *, first: bool) -> Role | None:
    if not text[0].isalpha() and not _LETTER.search(text):
        return Role.BOILERPLATE
    if len(text) <= _MAX_LABEL and boilerplate.is_navigation(text):
        return Role.BOILERPLATE
    role = Role.RELATED if related.is_counted(text) else boilerplate.cue_role(text)
    if role is None and related.is_label(text):
        role = Role.BOILERPLATE
    if first:
        return role if role in _FIRST_LINE_ROLES else None
    if role is not None:
        return role
    if len(text) < _MAX_CREDIT_LINE and boilerplate.is_photo_credit(text):
        return Role.CREDIT
    return Role.RELATED if is_link_only(text) else None


def _announces(text: str) -> bool:
    return text.rstrip(" *_")[-1:] in ":»→" or len(text) < 24


def _is_list_entry(text: str, under: Role, *, heads: bool) -> bool:
    if under is Role.URL:
        return bool(_URL.search(text)) and " " not in text.strip("<> ")
    if not heads and related.is_entry(text):
        return True
    return is_link_only(text) or (text[0] in "-•*▪→»" and not ends_sentence(text))


def _take_headline(draft: Draft) -> None:
    """Choose the headline: the first undecided line, when it is no sentence and something follows."""
    undecided = [piece for piece in draft.pieces if piece.role in (None, Role.HEADLINE)]
    if not undecided:
        return
    first = undecided[0]
    if draft.given_title:
        if len(undecided) > 1 and _same_words(first.text, draft.given_title):
            first.role = Role.BOILERPLATE
        return
    if first.role is not Role.HEADLINE and (len(undecided) == 1 or not _is_headline(first.text)):
        return
    first.role = Role.HEADLINE
    draft.headline = first
    _take_second_headline(draft, undecided[1:])


def _is_headline(text: str) -> bool:
    if len(text) > _MAX_HEADLINE or not _LETTER.search(text) or text[-1] in ":,;":
        return False
    if not ends_sentence(text):
        return True
    last = text.rstrip("\"'”’»)]*_`“")[-1]
    return last in "?!…？！" or bool(_SHORT_ENDS.search(text))


def _take_second_headline(draft: Draft, rest: list[Piece]) -> None:
    """Set aside the headline said again; what stands between the two, or one line below, is the deck."""
    headline = draft.headline
    if headline is None or not rest:
        return
    for index, piece in enumerate(rest[:3]):
        if _same_words(piece.text, headline.text):
            if index + 1 == len(rest):
                return
            piece.role = Role.BOILERPLATE
            for between in rest[:index]:
                between.role = Role.DECK
            return
    deck = rest[0]
    if len(rest) > 1 and len(deck.text) <= _MAX_DECK and _is_headline(deck.text) and not _is_quote(deck.text):
        deck.role = Role.DECK


def _same_words(text: str, other: str) -> bool:
    return abs(len(text) - len(other)) <= _MAX_LENGTH_APART and _letters(text) == _letters(other)


def _letters(text: str) -> str:
    return " ".join(_WORD.findall(text.replace("’", "'").replace("‘", "'"))).replace("'", "").casefold()


def _is_quote(text: str) -> bool:
    return text[0] in "\"“«„'‘"


def _take_tags(draft: Draft) -> None:
    """Take the last line for tags when it is no sentence and spells names as the article does not."""
    last = next((piece for piece in reversed(draft.pieces) if piece.role is not Role.BOILERPLATE), None)
    if last is None or last.role is not None or len(last.text) > _MAX_TAGS or ends_sentence(last.text):
        return
    words = _WORD.findall(last.text)
    if len(words) < _MIN_TAGS or any(word.lower() in _FUNCTION_WORDS for word in words):
        return
    before = draft.text[: last.start]
    signs = sum(_is_tag_spelling(word, before) for word in words)
    if signs >= max(_MIN_TAG_SIGNS, len(words) * 0.4):
        last.role = Role.TAGS


def _is_tag_spelling(word: str, before: str) -> bool:
    """Return whether *word* stands in lower or upper case here but capitalised in the article."""
    if len(word) < 3 or not (word.islower() or word.isupper()):
        return False
    return word.capitalize() in before and f" {word} " not in before


def _take_bodies(draft: Draft) -> None:
    open_pieces = [piece for piece in draft.pieces if piece.role is None]
    seen_body = False
    for piece, following in zip_longest(open_pieces, open_pieces[1:]):
        if seen_body and following is not None and _is_subheading(piece.text, following.text):
            piece.role = Role.SUBHEADING
        else:
            piece.role = Role.BODY
            seen_body = True


def _is_subheading(text: str, following: str) -> bool:
    if len(text) > _MAX_SUBHEADING or (ends_sentence(text) and text[-1] != "?"):
        return False
    starts_well = text[0].isupper() or text[0].isdigit() or text[0] in "‘'“\"«#¿"
    return (
        starts_well
        and text[-1] not in ",;:-–—"
        and ends_sentence(following)
        and not text.endswith(("”", '"'))
    )
