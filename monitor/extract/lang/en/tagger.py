"""The English part-of-speech tagger: closed-class words, endings, case and neighbours.

One pass looks every word up, a second decides what may be several things (report, calls, meeting, her,
that, to) by
what stands before and behind. A wrong verb costs a whole clause, so a word that is mostly a noun must be
shown to be a verb.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

from monitor.extract.lang.en.lexicon import (
    EITHER,
    NEVER,
    RARELY_VERB,
    VERB_ONLY,
    Known,
    english_words,
    lemma_of,
)
from monitor.extract.syntax.model import Form, Tag, Tagged, Token
from monitor.extract.tokens import SentencePiece, unescaped, word_pattern

_ADJECTIVE_ENDINGS = (
    "ous",
    "ful",
    "ive",
    "able",
    "ible",
    "less",
    "ish",
    "ical",
    "ian",
    "ern",
    "-led",
    "-based",
    "-backed",
)
_QUOTES = frozenset({'"', "'", "''"})
_NP_START = frozenset({Tag.DETERMINER, Tag.POSSESSIVE, Tag.NAME, Tag.NUMBER})
_BEFORE_NOUN = frozenset({Tag.DETERMINER, Tag.POSSESSIVE, Tag.ADJECTIVE, Tag.NUMBER})
_NOMINAL = frozenset({Tag.NOUN, Tag.NAME})
_VERBAL = frozenset({Tag.VERB, Tag.AUXILIARY, Tag.MODAL})
_SKIPPED = frozenset({Tag.ADVERB, Tag.NEGATION})
_STOPS = frozenset({Tag.PUNCTUATION, Tag.CONJUNCTION, Tag.SUBORDINATOR, Tag.WH})
_MOST_TITLE = 0.6
_SHORT = 4
_FEW = 2
_DATELINE = 12
_OPENING = frozenset({"-", "--", '"', ":"})


def tag(piece: SentencePiece, number: int, forms: dict[str, Known] | None = None) -> Tagged:
    """Return the words of *piece* with their tags; `number` is the sentence's in its article.

    *forms* are the known forms where a user taught more.
    """
    forms = forms or english_words().forms
    text = unescaped(piece.text)
    tokens = [_token(found, forms) for found in word_pattern().finditer(text)]
    if piece.headline and tokens and "-" in tokens[-1].raw:
        tokens[-1:] = _labelled(text, tokens[-1], forms)
    if not text.isupper():
        _initials(tokens)
    _after_dateline(tokens, forms)
    if _titled(tokens) or (piece.headline and _all_titled(tokens)) or (text.isupper() and len(tokens) > _FEW):
        _lower_titles(tokens, forms)
    _Resolver(tokens, piece.headline).run()
    return Tagged(tokens, piece, number, "en", headline=piece.headline)


def _token(found: re.Match[str], forms: dict[str, Known]) -> Token:
    raw = found.group()
    low = sys.intern(raw.lower())
    start = found.start()
    known = forms.get(low)
    first = raw[0]
    if not first.isalnum():
        if low == "'s":
            return Token(raw, low, low, Tag.POSSESSIVE, "", start, start + len(raw))
        mark = Tag.QUOTE if raw in _QUOTES else Tag.PUNCTUATION
        return Token(raw, low, low, mark, "", start, start + len(raw))
    if known is not None and (raw is low or raw == low or start == 0 or _sure(known)):
        return Token(
            raw,
            low,
            known.lemma,
            known.tag,
            known.form,
            start,
            start + len(raw),
            "",
            "",
            known.fused,
            known.verb,
        )
    tagged, lemma, form, fused = _unknown(raw, low)
    return Token(raw, low, lemma, tagged, form, start, start + len(raw), "", "", fused)


def _labelled(text: str, last: Token, forms: dict[str, Known]) -> list[Token]:
    """Read "call-official" at the end of a headline as the last word and who says so."""
    said, _, source = last.raw.rpartition("-")
    if source.lower() not in english_words().labels or not said.isalpha():
        return [last]
    parts = [_token(found, forms) for found in re.compile(r"\w+|-").finditer(text, last.start)]
    if parts[-1].tag == Tag.ADJECTIVE:
        parts[-1].tag = Tag.NOUN
    return parts


def _initials(tokens: Sequence[Token]) -> None:
    """Read "US" and "WHO" among other words as names: a pronoun has no second capital."""
    for token in tokens:
        if token.tag in {Tag.PRONOUN, Tag.WH} and len(token.raw) > 1 and token.raw.isupper():
            token.tag, token.lemma = Tag.NAME, token.low


def _sure(known: Known) -> bool:
    """Tell whether a capital does not make a name of it: "The", "He", "Did"; but "May", "March", "Will"."""
    return known.tag not in {Tag.VERB, Tag.NOUN, Tag.ADJECTIVE, Tag.MODAL, Tag.ADVERB, Tag.NUMBER}


def _unknown(raw: str, low: str) -> tuple[str, str, str, str]:  # noqa: PLR0911 - each case answers for itself
    """Return tag, lemma, form and what is fused of a word that is not listed."""
    if "'" in low:
        head, _, tail = low.rpartition("'")
        hanging = english_words().hanging.get("'" + tail)
        if hanging:
            return Tag.PRONOUN, head, "", hanging
    if raw[0].isdigit():
        return Tag.NUMBER, low, "", ""
    if raw[0].isupper():
        return (Tag.NOUN if low in english_words().times else Tag.NAME), low, "", ""
    if low.endswith("ly") and len(low) > _SHORT:
        return Tag.ADVERB, low, "", ""
    if low.endswith(_ADJECTIVE_ENDINGS):
        return Tag.ADJECTIVE, low, "", ""
    if low.endswith("ed") and len(low) > _SHORT:
        shape = Tag.ADJECTIVE if "-" in low or low.startswith("un") else Tag.VERB
        return shape, lemma_of(low), Form.PAST, ""
    if low.endswith("ing") and len(low) > _SHORT:
        return Tag.VERB, lemma_of(low), Form.GERUND, ""
    plural = low.endswith("s") and not low.endswith("ss")
    return Tag.NOUN, _singular(low) if plural else low, Form.PLURAL if plural else "", ""


def _singular(low: str) -> str:
    if low.endswith("ies"):
        return low[:-3] + "y"
    return low[:-2] if low.endswith(("sses", "shes", "ches", "xes")) else low[:-1]


def _after_dateline(tokens: Sequence[Token], forms: dict[str, Known]) -> None:
    """Read the first word behind "RIGA (Reuters) -", or behind a quotation mark.

    As one that opens a sentence.
    """
    for at, token in enumerate(tokens[1:_DATELINE], 1):
        known = forms.get(token.low)
        if known is not None and token.tag == Tag.NAME and tokens[at - 1].low in _OPENING:
            token.tag, token.lemma, token.form = known.tag, known.lemma, known.form
            token.fused, token.verb = known.fused, known.verb


def _titled(tokens: Sequence[Token]) -> bool:
    """Tell whether a headline capitalises (nearly) every word."""
    words = [token for token in tokens if token.raw[0].isalpha()]
    long = [token for token in words if len(token.raw) >= _SHORT]
    return len(long) > _SHORT and sum(token.raw[0].isupper() for token in long) > _MOST_TITLE * len(long) + 1


def _all_titled(tokens: Sequence[Token]) -> bool:
    """Tell whether a short headline capitalises every longer word: "Macron Refuses to Meet Putin"."""
    long = [token for token in tokens if token.raw[0].isalpha() and len(token.raw) >= _SHORT]
    return len(long) > _FEW and all(token.raw[0].isupper() for token in long)


def _lower_titles(tokens: Sequence[Token], forms: dict[str, Known]) -> None:
    """Read the words of a capitalised headline as if they were in lower case where they are known."""
    for token in tokens:
        known = forms.get(token.low)
        if token.tag == Tag.NAME and known is not None:
            token.tag, token.lemma, token.form = known.tag, known.lemma, known.form
            token.fused, token.verb = known.fused, known.verb


class _Resolver:
    """Decides, left to right, what may be several things."""

    def __init__(self, tokens: list[Token], headline: bool) -> None:  # noqa: FBT001 - each case answers for itself
        self.tokens = tokens
        self.headline = headline

    def run(self) -> None:
        tokens = self.tokens
        for at, token in enumerate(tokens):
            if token.tag == Tag.VERB:
                self._verb(at, token)
            elif token.low == "'s":
                self._apostrophe(at, token)
            elif token.tag in (Tag.TO, Tag.PREPOSITION):
                self._preposition(at, token)
            elif token.tag in {Tag.DETERMINER, Tag.POSSESSIVE, Tag.SUBORDINATOR, Tag.AUXILIARY, Tag.WH}:
                self._closed(at, token)
            elif token.tag in {Tag.NUMBER, Tag.ADVERB}:
                self._loose(at, token)
            elif token.tag == Tag.PRONOUN and token.fused == "would" and self._next_form(at) in _PERFECTS:
                token.fused = "have"
            elif token.tag == Tag.MODAL and self._before_noun(at) and not self._counted(at):
                self._noun(token)

    def _next_form(self, at: int) -> str:
        for token in self.tokens[at + 1 : at + 4]:
            if token.tag not in _SKIPPED:
                return token.form if token.tag in {Tag.VERB, Tag.AUXILIARY} else ""
        return ""

    def _before(self, at: int) -> Token | None:
        """Return the word before *at* that is no adverb and no negation."""
        at -= 1
        while at >= 0 and self.tokens[at].tag in _SKIPPED:
            at -= 1
        return self.tokens[at] if at >= 0 else None

    def _after(self, at: int) -> Token | None:
        return self.tokens[at + 1] if at + 1 < len(self.tokens) else None

    def _before_noun(self, at: int) -> bool:
        previous = self.tokens[at - 1] if at else None
        return previous is not None and previous.tag in _BEFORE_NOUN

    def _counted(self, at: int) -> bool:
        """Tell "the two may have met" from "the will": no modal is a noun that can be counted so."""
        return self.tokens[at - 1].tag == Tag.NUMBER and self.tokens[at].raw.islower()

    @staticmethod
    def _noun(token: Token) -> None:
        plural = token.form == Form.PRESENT
        token.tag, token.lemma = Tag.NOUN, _singular(token.low) if plural else token.low
        token.form = Form.PLURAL if plural else ""

    def _verb(self, at: int, token: Token) -> None:
        form = token.form
        if form in {Form.BASE, Form.PRESENT}:
            if not self._is_verb(at, token):
                self._no_verb(at, token)
        elif form == Form.GERUND:
            self._gerund(at, token)
        else:
            self._past(at, token)

    def _loose(self, at: int, token: Token) -> None:
        """Tell "called first", "called first that night" from "his first call".

        And "a one-on-one" from an adverb.
        """
        after, near = self._after(at), self.tokens[at - 1] if at else None
        nominal = after is not None and (
            after.tag in _NOMINAL | {Tag.ADJECTIVE, Tag.NUMBER} or after.verb != NEVER
        )
        if token.tag == Tag.NUMBER:
            if token.low in _ORDINALS and not nominal and (near is None or near.tag not in _BEFORE_NOUN):
                token.tag = Tag.ADVERB
        elif near is not None and near.tag == Tag.DETERMINER and "-" in token.low and not nominal:
            token.tag, token.lemma = Tag.NOUN, token.low

    def _no_verb(self, at: int, token: Token) -> None:
        """Take a form that is no verb here as a noun, or as an adjective: "is clear", "the present king"."""
        previous, after = self._before(at), self._after(at)
        said_of = previous is not None and previous.tag == Tag.AUXILIARY
        before_noun = after is not None and after.tag in _NOMINAL
        if token.low in english_words().adjectives_too and (said_of or before_noun):
            token.tag, token.lemma, token.form = Tag.ADJECTIVE, token.low, ""
        else:
            self._noun(token)

    def _past(self, at: int, token: Token) -> None:
        previous, after = self._before(at), self._after(at)
        if previous is None:
            return
        near = self._speaker(self.tokens[at - 1], token, after)
        if (
            near.tag in {Tag.DETERMINER, Tag.POSSESSIVE, Tag.NUMBER, Tag.ADJECTIVE}
            and near.low not in _PRONOMINAL
        ):
            if after is not None and (after.tag in _NOMINAL | {Tag.ADJECTIVE, Tag.NUMBER} or after.verb):
                token.tag = Tag.ADJECTIVE
                token.lemma = token.low
            elif token.verb < VERB_ONLY or (near.tag == Tag.DETERMINER and token.low == token.lemma):
                self._noun(token)
        elif near.low == "," and after is not None and after.tag == Tag.PREPOSITION:
            token.form = Form.PAST  # "the meeting, set for Monday, …"
        elif token.low == token.lemma and token.verb < VERB_ONLY and not self._is_verb(at, token):
            self._noun(token)
        elif previous.tag == Tag.AUXILIARY or previous.fused in {"have", "be"}:
            token.form = Form.PARTICIPLE
        elif previous.tag in {Tag.MODAL, Tag.TO} and token.low == token.lemma:
            token.form = Form.BASE
        elif (
            near.tag == Tag.PREPOSITION
            and after is not None
            and after.tag in _NOMINAL
            and token.form == Form.PAST
        ):
            token.tag, token.lemma = Tag.ADJECTIVE, token.low

    def _speaker(self, near: Token, token: Token, after: Token | None) -> Token:
        """Return *near*, as a noun where it is who speaks."""
        if self._speaks(near, token, after):
            near.tag, near.lemma = Tag.NOUN, near.low
        return near

    @staticmethod
    def _speaks(near: Token, token: Token, after: Token | None) -> bool:
        """Tell "the official denied reports" from "the official printed version"."""
        if near.tag != Tag.ADJECTIVE or near.low not in english_words().nominal_adjectives:
            return False
        follows = after is not None and (after.tag in _NOMINAL | {Tag.ADJECTIVE, Tag.NUMBER} or after.verb)
        return token.verb == VERB_ONLY and (not follows or token.lemma in english_words().telling)

    def _gerund(self, at: int, token: Token) -> None:
        near = self.tokens[at - 1] if at else None
        after = self._after(at)
        if near is None or near.tag == Tag.AUXILIARY:
            return
        if token.low in english_words().premodifiers and after is not None and after.tag in _PREMODIFIED:
            token.tag, token.lemma = Tag.ADJECTIVE, token.low
            return
        listed = token.low in english_words().nouns_in_ing
        if near.tag in _BEFORE_NOUN:
            if after is not None and after.tag in _NOMINAL and not listed:
                token.tag, token.lemma = Tag.ADJECTIVE, token.low
            elif near.low not in _PRONOMINAL:
                token.tag, token.lemma, token.form = Tag.NOUN, token.low, ""
        elif (listed and (near.tag in _NOMINAL or near.low in {"-", "/"}) and not _starts_group(after)) or (
            listed and near.tag in _BEFORE_ING and near.low not in _GERUND_AFTER and not _starts_group(after)
        ):
            token.tag, token.lemma, token.form = Tag.NOUN, token.low, ""

    def _is_verb(self, at: int, token: Token) -> bool:  # noqa: C901, PLR0911, PLR0912 - one answer a neighbour
        """Tell whether a form that may be noun or verb is a verb here."""
        near = self.tokens[at - 1] if at else None
        previous, after = self._before(at), self._after(at)
        rank, base = token.verb, token.form == Form.BASE
        if near is not None and not base and self._speaks(near, token, after):
            near.tag, near.lemma = Tag.NOUN, near.low
            return True
        if after is not None and rank < VERB_ONLY and after.tag in {Tag.AUXILIARY, Tag.MODAL}:
            return False
        if previous is None or near is None:
            return rank == VERB_ONLY or (
                self.headline and rank == EITHER and _starts_group(after) and not base
            )
        kind = previous.tag
        if kind == Tag.TO:
            return base and not (rank == RARELY_VERB and not _starts_group(after) and _ends(after))
        if kind == Tag.MODAL or (kind == Tag.AUXILIARY and previous.lemma == "do"):
            return True
        if kind == Tag.PRONOUN:
            return previous.low not in _OBJECT_PRONOUNS or (base and rank >= EITHER)
        if kind == Tag.SUBORDINATOR:
            return rank == VERB_ONLY
        if near.low in _OWNING:
            return False
        if kind == Tag.WH:
            return rank >= EITHER or _starts_group(after)
        if near.tag in _BEFORE_NOUN:
            if near.low in _PRONOMINAL and (rank == VERB_ONLY or (rank == EITHER and _starts_group(after))):
                return True
            return (
                rank == VERB_ONLY
                and near.tag != Tag.ADJECTIVE
                and _starts_group(after)
                and near.low == "both"
            )
        if kind == Tag.PREPOSITION:
            return False if rank < VERB_ONLY else not base
        if kind == Tag.AUXILIARY:
            return False if rank < VERB_ONLY else base
        if self._asked(at):
            return base
        if kind in _NOMINAL or kind in {Tag.QUOTE, Tag.NUMBER} or previous.low == ")":
            return self._after_nominal(at, token, previous, after)
        if kind == Tag.CONJUNCTION or previous.low == ",":
            return self._joined(at, token, after)
        if kind == Tag.VERB:
            return rank == VERB_ONLY and (base and previous.lemma in _BARE)
        return rank >= EITHER if not (self.headline and previous.low in {":", ";"}) else rank == VERB_ONLY

    def _asked(self, at: int) -> bool:
        """Tell whether "did", "will" opened a question whose verb this is: "Did Macron call Putin"."""
        for token in reversed(self.tokens[max(0, at - 6) : at]):
            if token.tag in {Tag.AUXILIARY, Tag.MODAL}:
                return token.tag == Tag.MODAL or token.lemma == "do"
            if token.tag not in _NOMINAL | {Tag.DETERMINER, Tag.CONJUNCTION, Tag.PRONOUN, Tag.POSSESSIVE}:
                return False
        return False

    def _after_nominal(self, at: int, token: Token, previous: Token, after: Token | None) -> bool:
        """Tell "Macron meets", "leaders meet", "the ministry claims" from "the phone call", "peace talks"."""
        rank, base = token.verb, token.form == Form.BASE
        if rank == VERB_ONLY:
            return True
        joined = self._coordinated(at)
        plural = previous.form == Form.PLURAL or previous.low in english_words().plural or joined
        if base != plural and not self._agrees(at, token, previous, after, joined=joined):
            return False
        if self._has_finite(at):
            return False
        if previous.tag == Tag.NAME or plural:
            named = rank == EITHER and at > 1  # a first word has its capital anyway: "Phone calls to"
            return named or _starts_group(after) or self._lacks_verb(at)
        return rank == EITHER and (_starts_group(after) or self._lacks_verb(at))

    def _agrees(self, at: int, token: Token, previous: Token, after: Token | None, *, joined: bool) -> bool:
        """Tell whether a verb may stand here though number does not show it.

        "Analysts doubt", "between A and B opens".
        """
        if token.form == Form.PRESENT:
            return joined and _starts_group(after) and self._lacks_verb(at)
        opens = at == 1 and previous.low.endswith("s")
        if previous.tag != Tag.NAME:
            return False
        return _starts_group(after) and (token.verb == EITHER or opens)

    def _coordinated(self, at: int) -> bool:
        """Tell whether the group before *at* is "A and B" or "A, B"."""
        at -= 1
        while at >= 0 and self.tokens[at].tag in _NOMINAL | {Tag.DETERMINER, Tag.ADJECTIVE} | _SKIPPED:
            at -= 1
        joint = self.tokens[at] if at > 0 else None
        return (
            joint is not None
            and (joint.low in {"and", "&"} or (joint.low == "," and self.headline))
            and self.tokens[at - 1].tag in _NOMINAL
        )

    def _has_finite(self, at: int) -> bool:
        """Tell whether a finite verb stands before *at* in its stretch between commas.

        With no new clause since.
        """
        for token in reversed(self.tokens[:at]):
            if token.tag in _STOPS and token.low not in {"and", "or", "&"}:
                return False
            if token.tag in {Tag.VERB, Tag.AUXILIARY, Tag.MODAL} and token.form != Form.GERUND:
                return token.lemma not in _OPENS_CLAUSE
        return False

    def _lacks_verb(self, at: int) -> bool:
        """Tell whether no surer verb follows before the stretch ends."""
        for token in self.tokens[at + 1 :]:
            if token.tag in _STOPS and token.low not in {"and", "or", "&"}:
                return True
            if token.tag in {Tag.AUXILIARY, Tag.MODAL}:
                return False
            if token.tag == Tag.VERB and token.form in {Form.PAST, Form.PRESENT}:
                return False
        return True

    def _joined(self, at: int, token: Token, after: Token | None) -> bool:
        """Tell what follows "and" or a comma: a verb like the verb before, or one more noun."""
        rank = token.verb
        if rank == VERB_ONLY:
            return True
        earlier = any(one.tag == Tag.VERB and one.form == token.form for one in self.tokens[:at])
        opens = _starts_group(after) or (self.headline and after is not None and after.tag == Tag.NOUN)
        if (
            self.headline
            and token.form == Form.PRESENT
            and after is not None
            and after.tag == Tag.PREPOSITION
        ):
            return earlier and self._lacks_verb(at)
        return earlier and opens and rank >= EITHER

    def _apostrophe(self, at: int, token: Token) -> None:
        previous, after = self.tokens[at - 1] if at else None, self._after(at)
        if previous is None:
            return
        spoken = previous.tag in {Tag.PRONOUN, Tag.WH, Tag.ADVERB} or previous.low in {"that", "let"}
        told = after is not None and (
            after.tag in {Tag.NEGATION, Tag.DETERMINER}
            or (after.form == Form.GERUND and after.low not in english_words().nouns_in_ing)
            or after.low in {"been", "going"}
        )
        if spoken or (told and previous.tag == Tag.NAME):
            token.tag, token.lemma, token.form = Tag.AUXILIARY, "be", Form.PRESENT

    def _preposition(self, at: int, token: Token) -> None:
        after = self._after(at)
        if token.tag == Tag.TO:
            follows = self._after_adverbs(at)
            verb = follows is not None and (
                (
                    follows.tag == Tag.VERB
                    and follows.form in {Form.BASE, Form.PAST}
                    and follows.low == follows.lemma
                )
                or (follows.tag == Tag.AUXILIARY and follows.form == Form.BASE)
            )
            if not verb or (
                follows is not None and follows.verb == RARELY_VERB and self._to_noun(at, follows)
            ):
                token.tag = Tag.PREPOSITION
        elif self._particle(at, token) and (after is None or after.tag in _STOPS | {Tag.PREPOSITION}):
            token.tag = Tag.ADVERB

    def _particle(self, at: int, token: Token) -> bool:
        return token.low in english_words().particles and at > 0 and self.tokens[at - 1].tag == Tag.VERB

    def _to_noun(self, at: int, follows: Token) -> bool:
        beyond = self.tokens.index(follows, at)
        return not _starts_group(self._after(beyond)) and _ends(self._after(beyond))

    def _after_adverbs(self, at: int) -> Token | None:
        for token in self.tokens[at + 1 : at + 4]:
            if token.tag not in _SKIPPED:
                return token
        return None

    def _closed(self, at: int, token: Token) -> None:
        after = self._after(at)
        if token.low == "her":
            nominal = after is not None and (
                after.tag in _NOMINAL | {Tag.ADJECTIVE, Tag.NUMBER} or after.verb != NEVER
            )
            token.tag = Tag.POSSESSIVE if nominal else Tag.PRONOUN
        elif token.low == "that":
            self._that(at, token, after)
        elif token.low in _PRONOMINAL:
            if after is None or self._verb_for_certain(after) or after.tag in _AFTER_PRONOUN:
                token.tag = Tag.PRONOUN
        elif token.tag == Tag.AUXILIARY and token.lemma in {"have", "do", "get"}:
            self._main_verb(at, token)
        elif token.low == "so" and at and self.tokens[at - 1].tag in _VERBAL:
            token.tag = Tag.ADVERB

    @staticmethod
    def _verb_for_certain(token: Token) -> bool:
        return token.tag == Tag.VERB and (
            token.verb == VERB_ONLY or token.form not in {Form.BASE, Form.PRESENT}
        )

    def _that(self, at: int, token: Token, after: Token | None) -> None:
        previous = self.tokens[at - 1] if at else None
        if after is None or after.low == "'s":
            token.tag = Tag.PRONOUN
        elif self._this_one(at, previous, after):
            token.tag = Tag.DETERMINER
        elif self._subject_follows(at, previous, after):
            pass  # "said that reports of …"
        elif after.tag in _VERBAL and (previous is None or previous.tag not in _NOMINAL):
            token.tag = Tag.PRONOUN
        elif after.tag in _VERBAL:
            token.tag = Tag.WH
        elif previous is not None and previous.tag in {Tag.PREPOSITION, Tag.AUXILIARY, Tag.TO}:
            token.tag = Tag.DETERMINER if after.tag in _NOMINAL else Tag.PRONOUN
        elif after.tag in _STOPS:
            token.tag = Tag.PRONOUN

    def _this_one(self, at: int, previous: Token | None, after: Token) -> bool:
        """Tell "dismissed that claim as silly" from "said that talks had ended": no verb follows."""
        if previous is None or previous.tag not in {Tag.VERB, Tag.PREPOSITION}:
            return False
        singular = after.form not in (Form.PLURAL, Form.PRESENT)
        if not singular or not (after.tag == Tag.NOUN or after.verb in {EITHER, RARELY_VERB}):
            return False
        for number, token in enumerate(self.tokens[at + 2 :], at + 2):
            beyond = self._after(number)
            if token.tag == Tag.PUNCTUATION or token.tag in {Tag.SUBORDINATOR, Tag.WH}:
                return True
            if token.tag == Tag.CONJUNCTION and (beyond is None or beyond.tag in _VERBAL):
                return True
            if token.tag in {Tag.AUXILIARY, Tag.MODAL} or self._verb_for_certain(token):
                return token.form == Form.GERUND
        return True

    def _subject_follows(self, at: int, previous: Token | None, after: Token) -> bool:
        """Tell "that reports of" from "that reports to": what may be a noun opens the clause."""
        if after.tag != Tag.VERB or after.verb >= VERB_ONLY or after.form not in {Form.BASE, Form.PRESENT}:
            return False
        beyond = self.tokens[at + 2] if at + 2 < len(self.tokens) else None
        noun = beyond is None or beyond.tag in {
            Tag.PREPOSITION,
            Tag.AUXILIARY,
            Tag.MODAL,
            Tag.CONJUNCTION,
            Tag.VERB,
        }
        return noun or (
            previous is not None and (previous.tag == Tag.VERB or previous.low in english_words().times)
        )

    def _main_verb(self, at: int, token: Token) -> None:
        """Tell "has called" and "had talks": an auxiliary is followed by a verb, though not at once."""
        for follows in self.tokens[at + 1 : at + 6]:
            if follows.tag in _SKIPPED or follows.low in {"both", "all", "each"}:
                continue
            wanted = {"have": _PERFECTS, "do": {Form.BASE}, "get": _PERFECTS}[token.lemma]
            bare = follows.tag == Tag.VERB and follows.low == follows.lemma
            if token.lemma == "do" and bare:
                follows.form = Form.BASE
            if follows.tag == Tag.AUXILIARY or (follows.tag == Tag.VERB and follows.form in wanted):
                return
            if (
                follows.tag in {Tag.PRONOUN, Tag.NAME, Tag.DETERMINER, Tag.NOUN}
                and token.lemma == "do"
                and at < 2
            ):
                return
            break
        token.tag = Tag.VERB


_BEFORE_ING = frozenset({Tag.PREPOSITION, Tag.VERB})
_PREMODIFIED = _NOMINAL | {Tag.ADJECTIVE, Tag.ADVERB}
_PERFECTS = frozenset({Form.PAST, Form.PARTICIPLE})
_AFTER_PRONOUN = _STOPS | {Tag.PREPOSITION, Tag.NEGATION, Tag.AUXILIARY, Tag.MODAL}
_PRONOMINAL = frozenset(
    {"both", "all", "some", "many", "this", "that", "those", "these", "neither", "either", "each"}
)
_OWNING = frozenset({"whose"})
_ORDINALS = frozenset({"first", "second", "third", "last", "next"})
_OBJECT_PRONOUNS = frozenset(
    {"him", "them", "us", "me", "himself", "herself", "themselves", "itself", "myself"}
)
_GERUND_AFTER = frozenset({"after", "before", "without", "by", "from", "while", "when", "of", "since"})
_BARE = frozenset({"help", "let", "make", "see", "watch", "go", "hear"})
_OPENS_CLAUSE = frozenset({"say", "think", "hope", "know", "believe", "claim", "report", "insist"})


def _starts_group(token: Token | None) -> bool:
    """Tell whether *token* may open a noun group, or stand for one."""
    return token is not None and (
        token.tag in _NP_START
        or token.tag == Tag.PRONOUN
        or token.low == "that"
        or token.tag in {Tag.ADJECTIVE, Tag.QUOTE}
    )


def _ends(token: Token | None) -> bool:
    return token is None or token.tag in {
        Tag.PUNCTUATION,
        Tag.PREPOSITION,
        Tag.CONJUNCTION,
        Tag.QUOTE,
        Tag.WH,
    }
