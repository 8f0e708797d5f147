"""Offset maps from a changed text back to the one it was made from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Offsets(NamedTuple):
    """Where two texts drift apart: from `inner[i]` on, character `inner[i] + k` is `outer[i] + k`.

    `whole` names the pieces that only stand for each other as a whole, with their length in
    the outer text ("ß" for "ss"); a place inside one belongs to all of it.
    """

    inner: Sequence[int]
    outer: Sequence[int]
    whole: dict[int, int]
    inner_length: int

    def start_outside(self, place: int) -> int:
        """Return where the character at *place* begins in the outer text."""
        piece = bisect_right(self.inner, place) - 1
        if piece in self.whole:
            return self.outer[piece]
        return self.outer[piece] + place - self.inner[piece]

    def end_outside(self, place: int) -> int:
        """Return where the character before *place* ends in the outer text."""
        piece = bisect_right(self.inner, place - 1) - 1
        if piece in self.whole:
            return self.outer[piece] + self.whole[piece]
        return self.outer[piece] + place - self.inner[piece]

    def inside(self, place: int) -> int:
        """Return the place in the inner text of the first character at or after *place* of the outer."""
        piece = bisect_right(self.outer, place) - 1
        step = place - self.outer[piece]
        last = piece + 1 == len(self.inner)
        following = self.inner_length if last else self.inner[piece + 1]
        if piece in self.whole:
            return self.inner[piece] if step == 0 else following
        return min(self.inner[piece] + step, following)
