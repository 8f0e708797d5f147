"""Giving every paragraph its role, by its words and by where it stands.

Order: the feed header, appeals for money, cues (see `debris`), the head of the article (byline,
dates, outlet), the headline and its deck, subheadings, tags. What nothing speaks against is body.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from monitor.article import debris
from monitor.article.dates import find_date, find_url_date, find_whole_date, is_labelled_date
from monitor.article.debris import MAX_DEBRIS
from monitor.article.draft import Draft
from monitor.article.layout import Piece, ends_sentence
from monitor.article.markup import is_link_only, visible
from monitor.article.model import Range, Role
from monitor.article.signature import host_of, read_byline, read_dateline, trailing_agency

_HEADER = re.compile(r"date (?P<date>(?:19|20)\d\d-\d\d-\d\d)(?:\s+(?P<rest>\S.*))?$", re.DOTALL)
_HAS_DIGIT = re.compile(r"\d")
_URL = re.compile(r"https?://[^\s<>\"]+")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SHORT_ENDS = re.compile(r"(?:\b(?:[A-Z]\.){2,}|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|No|vs|etc)\.|\.\.)[\"'”’»)]*$")
_MAX_HEADLINE = 300
_MAX_LENGTH_APART = 12
_MAX_DECK = 220
_MAX_SUBHEADING = 90
_MAX_DATE_LINE = 120
_MAX_BYLINE = 200
_MAX_TAGS = 160
_APPEAL_REACH = 10
_MIN_APPEAL_WORDS = 3
_MIN_TAGS = 4
_MIN_TAG_SIGNS = 3
_FIRST_LINE_ROLES = frozenset((Role.BOILERPLATE, Role.URL))
_FUNCTION_WORDS = frozenset(
    "the a an of to in is was for that with on as by at from it he she they and or but be are were has had have not will"
    " would could may might your our my you off up out all how why his her its their this who which after before over into says said amid against как в на не"
    " что с по из за от для и о об у при после der die das und in ist mit von zu la le les el los de des du".split()
)


def assign_roles(draft: Draft) -> None:
    """Set the role of every piece of *draft*, and note its dates, publishers, author and URL."""
    _take_header(draft)
    _take_appeals(draft)
    _take_cues(draft)
    _take_front(draft)
    _take_headline(draft)
    _take_tags(draft)
    _take_bodies(draft)
    _read_urls(draft)
    _read_signoff(draft)


def _take_header(draft: Draft) -> None:
    """Take apart ` date 2024-07-15 Headline AP`, as news collections write it in the first line."""
    first = draft.pieces[0] if draft.pieces else None
    header = _HEADER.match(first.text) if first else None
    if not first or not header:
        return
    reading = find_date(header["date"], timezone=draft.timezone)
    if reading is None:
        return
    line, rest = first.cut(header.end("date"))
    line.role = Role.DATE_LINE
    where = Range(first.start + header.start("date"), first.start + header.end("date"))
    draft.add_date(reading.value, "header", where, has_time=False)
    draft.pieces[:1] = [line, *_header_rest(draft, rest)]


def _header_rest(draft: Draft, rest: Piece) -> list[Piece]:
    if not rest.text:
        return []
    agency = trailing_agency(rest.text)
    if not agency:
        return [rest]
    headline, credit = rest.cut(agency.start())
    credit.role = Role.CREDIT
    draft.add_publisher("header", debris.AGENCIES[agency["agency"].lower()])
    return [headline, credit] if headline.text else [credit]


def _take_appeals(draft: Draft) -> None:
    """Set aside what a site says for itself, up to its last sentence, even glued to the first of the article."""
    pieces = draft.pieces
    for index, piece in enumerate(pieces):
        if piece.text[:1] not in "yYsSwWaAhHdD" or not debris.APPEAL_OPENER.match(piece.text):
            continue
        closing = _closing_appeal(pieces, index)
        if closing is not None:
            at, end = closing
            appeal, rest = pieces[at].cut(end)
            pieces[at : at + 1] = [appeal, rest] if rest.text else [appeal]
            for own in pieces[index : at + 1]:
                own.role = Role.BOILERPLATE
            return
    if debris.may_appeal(draft.lowered):
        for piece in pieces:
            if piece.role is None and debris.appeal_score(piece.text) >= _MIN_APPEAL_WORDS:
                piece.role = Role.BOILERPLATE


def _closing_appeal(pieces: list[Piece], index: int) -> tuple[int, int] | None:
    for at in range(index, min(index + _APPEAL_REACH, len(pieces))):
        closer = debris.APPEAL_CLOSER.search(pieces[at].text)
        if closer:
            return at, closer.end()
    return None


def _take_cues(draft: Draft) -> None:
    """Give a role to every short line whose words give it away; a list under a cue goes with it."""
    under: Role | None = None
    first = True
    present = debris.giveaways(draft.lowered)
    for piece in draft.pieces:
        if piece.role is not None:
            continue
        text = piece.text
        if under and _is_list_entry(text, under):
            piece.role = under
            continue
        under = None
        if len(text) > MAX_DEBRIS:
            first = False
            continue
        piece.role = _cue_role(text, first=first)
        if piece.role is None and present and not first:
            piece.role = debris.giveaway_role(text, present)
        first = first and piece.role is not None
        if piece.role in (Role.RELATED, Role.URL) and _announces(text):
            under = piece.role


def _cue_role(text: str, *, first: bool) -> Role | None:
    if not text[0].isalpha() and not _LETTER.search(text):
        return Role.BOILERPLATE
    if len(text) < 40 and debris.is_navigation(text):  # noqa: PLR2004
        return Role.BOILERPLATE
    role = debris.cue_role(text)
    if first:
        return role if role in _FIRST_LINE_ROLES else None
    if role is not None:
        return role
    if len(text) < _MAX_DATE_LINE and debris.is_photo_credit(text):
        return Role.CREDIT
    return Role.RELATED if is_link_only(text) else None


def _announces(text: str) -> bool:
    return text.rstrip(" *_")[-1:] in ":»→" or len(text) < 24  # noqa: PLR2004


def _is_list_entry(text: str, under: Role) -> bool:
    if under is Role.URL:
        return bool(_URL.search(text)) and " " not in text.strip("<> ")
    return is_link_only(text) or (text[0] in "-•*▪→»" and not ends_sentence(text))


def _take_front(draft: Draft) -> None:
    """Read byline, dates and the outlet's name off the lines before the first paragraph of prose."""
    seen_prose = 0
    for piece in draft.pieces:
        if piece.role is None and not _take_front_line(draft, piece, at_head=seen_prose == 0):
            seen_prose += ends_sentence(piece.text) and len(piece.text) > _MAX_SUBHEADING
            if seen_prose == 1:
                draft.add_publisher("dateline", read_dateline(piece.text))
        if seen_prose > 1:
            return


def _take_front_line(draft: Draft, piece: Piece, *, at_head: bool) -> bool:
    text = piece.text
    if len(text) <= _MAX_DATE_LINE and _HAS_DIGIT.search(text) and _take_date_line(draft, piece):
        return True
    if len(text) <= _MAX_BYLINE and _take_byline(draft, piece):
        return True
    outlet = debris.outlet_name(text) if at_head and len(text) < 40 else None  # noqa: PLR2004
    if outlet:
        draft.add_publisher("site", outlet)
        piece.role = Role.BOILERPLATE
    return bool(outlet)


def _take_date_line(draft: Draft, piece: Piece) -> bool:
    reading = find_whole_date(visible(piece.text), timezone=draft.timezone)
    if reading is None:
        return False
    piece.role = Role.DATE_LINE
    draft.add_date(reading.value, "date line", Range(piece.start, piece.end), has_time=reading.has_time)
    return True


def _take_byline(draft: Draft, piece: Piece) -> bool:
    signature = read_byline(piece.text)
    if signature is None:
        return False
    piece.role = Role.BYLINE
    draft.author = draft.author or signature.author
    draft.add_publisher("byline", signature.agency)
    reading = find_date(signature.rest, timezone=draft.timezone)
    if reading:
        draft.add_date(reading.value, "byline", Range(piece.start, piece.end), has_time=reading.has_time)
    return True


def _take_headline(draft: Draft) -> None:
    """Choose the headline: the first undecided line, when it is no sentence and something follows."""
    undecided = [piece for piece in draft.pieces if piece.role in (None, Role.HEADLINE)]
    if not undecided:
        return
    first = undecided[0]
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
    """Tell whether *word* stands in lower or upper case here but capitalised in the article."""
    if len(word) < 3 or not (word.islower() or word.isupper()):  # noqa: PLR2004
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
    if len(text) > _MAX_SUBHEADING or ends_sentence(text) and text[-1] != "?":
        return False
    starts_well = text[0].isupper() or text[0].isdigit() or text[0] in "‘'“\"«#¿"
    return (
        starts_well
        and text[-1] not in ",;:-–—"
        and ends_sentence(following)
        and not text.endswith(("”", '"'))
    )


def _read_urls(draft: Draft) -> None:
    for piece in draft.pieces:
        found = _URL.search(piece.text) if piece.role is Role.URL else None
        if not found:
            continue
        if draft.url is None:
            draft.url = found[0]
        reading = find_url_date(found[0], timezone=draft.timezone)
        if reading:
            at = piece.start + found.start()
            where = Range(at + reading.start, at + reading.end)
            draft.add_date(reading.value, "url", where, has_time=False)
    draft.add_publisher("url", host_of(draft.url) if draft.url else None)


def _read_signoff(draft: Draft) -> None:
    """Read the agency's name or a labelled date off the last lines."""
    for piece in draft.pieces[-3:]:
        if piece.role is not Role.BODY or piece is draft.pieces[0] or len(piece.text) > _MAX_DATE_LINE:
            continue
        name = debris.AGENCIES.get(piece.text.strip(" ()[]—–-|.").lower())
        if name:
            piece.role = Role.CREDIT
            draft.add_publisher("sign-off", name)
        elif is_labelled_date(piece.text):
            _take_date_line(draft, piece)
