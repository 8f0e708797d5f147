"""All forms of a known person's surname.

Made once from the nominative, so that every form leads back to one name.

The dictionary guesses at foreign names; who is known by name is better told by all the forms it has.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extract.lang.slavic.cases import ACC, ANY, DAT, GEN, INS, LOC, NOM

_SIBILANT = "жчшщц"
_VOWELS = "аеёиоуыэюяіїє"
_RU_ADJECTIVE = {
    "ий": ("ого", "ому", "им", "ом"),
    "ый": ("ого", "ому", "ым", "ом"),
    "ой": ("ого", "ому", "ым", "ом"),
}
_UK_ADJECTIVE = {"ий": ("ого", "ому", "им", "ому"), "ій": ("ього", "ьому", "ім", "ьому")}


def forms(name: str, language: str, *, woman: bool) -> dict[str, int]:
    """Return the forms of surname *name* in lower case, each with the cases that it may stand in."""
    table: dict[str, int] = {}
    for form, cases in _declined(name.lower(), language, woman):
        table[form] = table.get(form, 0) | cases
        if "ё" in form:
            table[form.replace("ё", "е")] = table.get(form.replace("ё", "е"), 0) | cases
    return table


def _declined(name: str, language: str, woman: bool) -> Iterator[tuple[str, int]]:  # noqa: FBT001 one row of a table
    feminine = woman or name.endswith(("ова", "ева", "ёва", "ина", "ская", "цкая", "ська", "цька"))
    if feminine and name[-1] not in "ая":
        yield name, ANY
    elif name[-1] in "ая":
        yield from (_ru_a if language == "ru" else _uk_a)(name, feminine)
    elif name[-2:] in (_RU_ADJECTIVE if language == "ru" else _UK_ADJECTIVE) and not name.endswith("ей"):
        yield from _adjective(name, (_RU_ADJECTIVE if language == "ru" else _UK_ADJECTIVE)[name[-2:]])
    elif name[-1] in _VOWELS:
        yield from _vowel(name, language)
    else:
        yield from _consonant(name, language)


def _adjective(name: str, endings: tuple[str, str, str, str]) -> Iterator[tuple[str, int]]:
    genitive, dative, instrumental, locative = endings
    stem = name[:-2]
    yield name, NOM
    yield stem + genitive, GEN | ACC
    yield stem + dative, DAT
    yield stem + instrumental, INS
    yield stem + locative, LOC


def _ru_a(name: str, feminine: bool) -> Iterator[tuple[str, int]]:  # noqa: FBT001 as above
    stem = name[:-1]
    if name.endswith(("ская", "цкая")):
        stem = name[:-2]
        yield from ((name, NOM), (stem + "ой", GEN | DAT | INS | LOC), (stem + "ую", ACC))
        return
    if len(stem) > 1 and stem[-1] in _VOWELS:
        yield name, ANY
    yield name, NOM
    if feminine and name.endswith(("ова", "ева", "ёва", "ина")):
        yield from ((stem + "ой", GEN | DAT | INS | LOC), (stem + "у", ACC))
        return
    hard = name[-1] == "а"
    soft = "и" if not hard or stem[-1] in "гкхжчшщ" else "ы"
    yield stem + soft, GEN
    yield stem + ("и" if stem.endswith("и") else "е"), DAT | LOC
    yield stem + ("у" if hard else "ю"), ACC
    instrumental = ("ей", "ею") if not hard or stem[-1] in _SIBILANT else ("ой", "ою")
    yield from ((stem + one, INS) for one in instrumental)


def _uk_a(name: str, feminine: bool) -> Iterator[tuple[str, int]]:  # noqa: FBT001 as above
    stem = name[:-1]
    yield name, NOM
    if name.endswith(("ська", "цька", "ова", "ева", "єва")) and feminine:
        yield from ((stem + "ої", GEN), (stem + "ій", DAT | LOC), (stem + "у", ACC), (stem + "ою", INS))
        return
    hard = name[-1] == "а"
    changed = {"г": "з", "к": "ц", "х": "с"}.get(stem[-1:], stem[-1:])
    yield stem + ("и" if hard else "ї" if stem[-1:] in _VOWELS else "і"), GEN
    yield from (
        (stem[:-1] + changed + ("і" if hard or stem[-1:] not in _VOWELS else "ї"), DAT | LOC),
        (stem + "і", GEN),
    )
    yield stem + ("у" if hard else "ю"), ACC
    yield stem + ("ою" if hard else "єю" if stem[-1:] in _VOWELS else "ею"), INS


def _vowel(name: str, language: str) -> Iterator[tuple[str, int]]:
    if language == "uk" and name.endswith("ко"):
        stem = name[:-1]
        yield from (
            (name, NOM),
            (stem + "а", GEN | ACC),
            (stem + "у", DAT | LOC),
            (stem + "ові", DAT | LOC),
            (stem + "ом", INS),
        )
    elif language == "uk" and name[-1] == "о":  # "Фіцо": as it is, or "з Фіцом"
        yield from ((name, ANY), (name + "м", INS))
    else:
        yield name, ANY


def _consonant(name: str, language: str) -> Iterator[tuple[str, int]]:
    yield name, NOM
    last = name[-1]
    if last in "йь":
        stem = name[:-1]
        yield from (
            (stem + "я", GEN | ACC),
            (stem + "ю", DAT),
            (stem + ("ем" if language == "ru" else "єм"), INS),
        )
        if language == "uk":
            yield from (
                (stem + "єві", DAT | LOC),
                (stem + "еві", DAT | LOC),
                (stem + "ем", INS),
                (stem + "ї", LOC),
                (stem + "і", LOC),
            )
        else:
            yield stem + "е", LOC
        return
    yield name + "а", GEN | ACC
    yield name + "у", DAT | (LOC if language == "uk" else 0)
    yield from ((name + one, INS) for one in _instrumental(name, language))
    if language == "ru":
        yield name + "е", LOC
    else:
        soft = last in _SIBILANT
        yield from ((name + ("еві" if soft else "ові"), DAT | LOC), (name + "і", LOC))
    shorter = _without_fleeting(name)
    if shorter is not None:
        yield from (
            (shorter + "а", GEN | ACC),
            (shorter + "у", DAT),
            (shorter + "ом", INS),
            (shorter + "е", LOC),
        )


def _instrumental(name: str, language: str) -> tuple[str, ...]:
    if name.endswith(
        ("ов", "ев", "ёв", "єв", "ін", "їн") if language == "uk" else ("ов", "ев", "ёв", "ин", "ын")
    ):
        return ("им", "ом") if language == "uk" else ("ым", "ом")
    return ("ем", "ом") if name[-1] in _SIBILANT else ("ом",)


def _without_fleeting(name: str) -> str | None:
    """Return the stem of "Павел", "Лев": Павл-, Льв-."""
    if name in {"павел", "козел"}:
        return name[:-2] + name[-1]
    return "льв" if name == "лев" else None
