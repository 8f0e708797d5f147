"""What a word that a user teaches (`words:`) is known as before, in whichever language pack."""

from __future__ import annotations

from monitor.extract.lexicon.taught import Taught


def known_as(taught: Taught) -> str | None:
    """Return what the word of *taught* is known as already (a kind of contact, or a use), or None."""
    # A pack is loaded when it is asked for: the Cyrillic one brings its dictionaries.
    if taught.language == "en":
        from monitor.extract.lang.en.taught import known_as as known_in_english

        return known_in_english(taught)
    from monitor.extract.lang.slavic.taught import known_as as known_in_cyrillic

    return known_in_cyrillic(taught)
