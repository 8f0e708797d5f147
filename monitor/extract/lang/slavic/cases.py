"""Cases as bits of one number, so that what two words can agree in is a bitwise and."""

from __future__ import annotations

NOM, GEN, DAT, ACC, INS, LOC = 1, 2, 4, 8, 16, 32
ANY = 63

NAMES = {
    "nominative": NOM,
    "genitive": GEN,
    "dative": DAT,
    "accusative": ACC,
    "instrumental": INS,
    "locative": LOC,
}
_OF_GRAMMEME = {
    "nomn": NOM,
    "gent": GEN,
    "gen1": GEN,
    "gen2": GEN,
    "datv": DAT,
    "accs": ACC,
    "acc2": ACC,
    "ablt": INS,
    "loct": LOC,
    "loc1": LOC,
    "loc2": LOC,
}


def of_grammeme(name: str | None) -> int:
    """Return the case that the dictionary calls *name*; none of them 0."""
    return _OF_GRAMMEME.get(name or "", 0)


def written(mask: int) -> str:
    """Return the cases of *mask* as `Token.case` writes them."""
    return "/".join(name for name, bit in NAMES.items() if mask & bit)
