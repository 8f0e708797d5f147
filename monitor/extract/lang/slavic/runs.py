"""Names in a Russian or Ukrainian sentence: runs of capitalised words that agree, and whom they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from monitor.extract.cast.model import Party
from monitor.extract.lang.slavic.cases import ANY
from monitor.extract.lang.slavic.morphology import nominative
from monitor.extract.lang.slavic.names import KnownName, OfficeRow, SlavicNames
from monitor.extract.lang.slavic.roster import Roster
from monitor.extract.lang.slavic.spelling import known_by_spelling
from monitor.extract.lang.slavic.spots import WordSpot
from monitor.extract.lang.slavic.tagger import Inflected
from monitor.extract.lexicon import Lexicon
from monitor.extract.syntax.model import Tag

_NUMERAL = re.compile("[IVX]{1,5}")
_HARD = "бвгджзклмнпрстфхцчшщ"
_MOST_NAMES = 5
_ALIKE = 0.75
_LINKS = frozenset(
    {"бен", "бин", "бін", "фон", "дер", "де", "да", "ди", "ван", "ибн", "оглы", "эль", "аль", "дос"}
)
_ARTICLES = frozenset({"аль", "ас", "аш", "ад", "ат", "ар", "ан", "эль", "эс", "ель"})


class NameRuns:
    """Finds runs of names, known and unknown."""

    def __init__(self, names: SlavicNames, language: str, cast: Roster, lexicon: Lexicon) -> None:
        """Read by *names*, remembering in *cast*; *lexicon* knows more people by their English names."""
        self.lexicon = lexicon
        self.names = names
        self.language = language
        self.cast = cast

    def _named(self, words: Sequence[Inflected], at: int) -> WordSpot | None:
        """Read a name without an office: of somebody known, or named before in the article."""
        if not words[at].raw[0].isupper():
            return None
        run = self._run(words, at, ANY)
        if run is None:
            return None
        first, end, mask, known = run
        if known is None:
            met = self.cast.met(words[end - 1].low)
            if met is None and end - first < 2:
                return None
            if met is not None:
                party, cases = met
                return WordSpot(first, end, end - 1, party, cases & mask or cases, named=True)
        end, party, cases = self._name(words, *run, office=None, side=None, woman=False, former=False)
        return WordSpot(first, end, end - 1, party, cases, named=True)

    def _run(
        self, words: Sequence[Inflected], at: int, mask: int, *, woman: bool = False
    ) -> tuple[int, int, int, KnownName | None] | None:
        """Return start, end, cases and known person of the run of names at *at* that may stand in *mask*."""
        whole = self._whole(words, at, mask)
        if whole is not None:
            return whole
        end, agreed = at, mask
        while end < len(words) and end - at < _MOST_NAMES:
            word = words[end]
            another = self._whole(words, end, mask) if end > at else None
            if another is not None and not _namesake(words[end - 1], another[2]):
                break
            if word.low in _LINKS and end > at and end + 1 < len(words) and _goes_on(words[end + 1]):
                end += 1
                continue
            if end > at and not word.raw[0].isupper() and _goes_on(word):
                end += 1
                continue
            if end > at and _NUMERAL.fullmatch(word.raw):
                end += 1
                break
            if not self._may_be_name(words, end):
                break
            fixed = woman and word.low[-1] in _HARD  # "Гелен Марлоу": a woman's name that never inflects
            if not fixed and not word.mask & agreed:
                break
            agreed &= agreed if fixed else word.mask
            end += 1
        return (at, end, agreed, None) if end > at else None

    def _whole(
        self, words: Sequence[Inflected], at: int, mask: int
    ) -> tuple[int, int, int, KnownName | None] | None:
        """Return start, end, cases and person of a known name at *at* that may stand in *mask*.

        The longest there is.
        """
        last = at
        while last < len(words) and last - at < _MOST_NAMES and _goes_on(words[last]):
            last += 1
        for stop in range(last, at, -1):
            known = self._known(words, at, stop - 1)
            if known is not None and known[1] & mask:
                return at, self._behind_name(words, stop), known[1] & mask, known[0]
        return None

    @staticmethod
    def _behind_name(words: Sequence[Inflected], at: int) -> int:
        """Return where a known name ends that goes on behind its surname: "Лула да Силва", "Абдалла II"."""
        if at < len(words) and words[at].raw in {"II", "III", "IV", "VI", "XIV"}:
            return at + 1
        if at + 1 < len(words) and words[at].low in {"да", "аль"} and words[at + 1].raw[0].isupper():
            return at + 2
        return at

    def _may_be_name(self, words: Sequence[Inflected], at: int) -> bool:
        word = words[at]
        if not word.raw[0].isupper() or word.tag in {
            Tag.PREPOSITION,
            Tag.CONJUNCTION,
            Tag.SUBORDINATOR,
            Tag.PUNCTUATION,
        }:
            return False
        if word.raw.isascii() or (len(word.raw) > 1 and word.raw.isupper()):
            return False
        opening = at == 0 or words[at - 1].low in {'"', ".", ":", "("}
        if opening and self._place_as_name(words, at):
            return True
        if opening and not any(one.name in {"first", "surname"} or not one.known for one in word.readings):
            return False
        return self.names.place(words, at) is None and self.names.office(words, at) is None

    @staticmethod
    def _place_as_name(words: Sequence[Inflected], at: int) -> bool:
        """Tell "Арарат Мирзоян": a first name that is a mountain's, before a surname."""
        if at + 1 >= len(words) or not words[at + 1].raw[0].isupper():
            return False
        surname = any(one.name == "surname" or not one.known for one in words[at + 1].readings)
        return surname and any(one.name == "place" for one in words[at].readings)

    def _known(self, words: Sequence[Inflected], start: int, last: int) -> tuple[KnownName, int] | None:
        """Return the known person whose surname ends at *last* and whose first names, if any.

        Begin at *start*.
        """
        for known, cases in self.names.surnames.get(words[last].low, ()):
            begin = last - len(known.before)
            if begin < start or any(
                word.low != part for word, part in zip(words[begin:last], known.before, strict=True)
            ):
                continue
            first = words[start:begin]
            if first and not any(_alike(first[0], part) for part in known.first):
                continue
            if known.weak and not first and known.first and self.cast_has(known) is False:
                continue
            if _goes_on(words[last]) or known.before:
                return known, cases
        return None

    def cast_has(self, known: KnownName) -> bool:
        """Tell whether a known person was mentioned before in this article."""
        return any(party.name == known.entity.name for party in self.cast.parties)

    def _name(  # noqa: PLR0913 - one row of what was read
        self,
        words: Sequence[Inflected],
        start: int,
        end: int,
        mask: int,
        known: KnownName | None,
        *,
        office: OfficeRow | None,
        side: str | None,
        woman: bool,
        former: bool,
    ) -> tuple[int, Party, int]:
        """Return end, party and cases of a run of names."""
        if known is not None and not _other(known, office, side):
            return end, self.cast.known(known.entity), mask
        gender = "f" if woman or words[start].gender == "f" else "m"
        shown = " ".join(
            word.raw if word.low in _LINKS else nominative(word.raw, self.language, mask, gender)
            for word in words[start:end]
        )
        if end - start == 1:
            met = self.cast.met(words[start].low)
            if met is not None:
                return end, met[0], mask
        else:
            entity = known_by_spelling(shown, self.lexicon)
            if (
                entity is not None
                and (side is None or side == entity.side)
                and (office is None or office.rank != "private")
            ):
                return end, self.cast.known(entity), mask
        return end, self.cast.person(shown, office, side, woman=gender == "f", former=former), mask


def _namesake(first: Inflected, mask: int) -> bool:
    """Tell whether *first* is a first name that agrees with the known surname behind it.

    And so makes it another's.
    """
    return (
        first.mask != ANY and bool(first.mask & mask) and any(one.name == "first" for one in first.readings)
    )


def _goes_on(word: Inflected) -> bool:
    """Tell whether *word* may follow "фон", "бен" in a name."""
    article, _, rest = word.raw.partition("-")
    arabic = article in _ARTICLES and rest[:1].isupper()
    return word.raw[0].isupper() or arabic or (word.low in _LINKS and word.low != "да")


def _other(known: KnownName, office: OfficeRow | None, side: str | None) -> bool:
    """Tell a namesake: the text gives another country than the known person's."""
    if side is None or known.entity.side is None or side == known.entity.side:
        return False
    return not known.first or known.weak or (office is not None and office.rank == "private")


def _alike(word: Inflected, first: str) -> bool:
    """Tell whether *word* is a form of the first name, or its initial."""
    if len(word.low) == 1:
        return first.startswith(word.low)
    stem = first[: max(2, len(first) - 2)]
    return word.low.startswith(stem) or (
        word.low[0] == first[0] and SequenceMatcher(None, word.low, first).ratio() > _ALIKE
    )
