"""Notes of a match on how its article was read, for the message's reader."""

from __future__ import annotations

from monitor.article.confusables import mixed_words, scripts_of

_MOST = 5


def says_mixed(text: str) -> tuple[str, ...]:
    """Return the note on the words of *text* that mix alphabets, naming them; nothing where none does."""
    words = mixed_words(text)
    if not words:
        return ()
    named = ", ".join(
        f"“{one.written}” ({' and '.join(scripts_of(one.written))}) read as “{one.read}”"
        for one in words[:_MOST]
    )
    more = f" and {len(words) - _MOST} more" if len(words) > _MOST else ""
    return (f"mixed alphabets: {named}{more}",)
