"""Analysts' merges and splits of claims, applied in order; the last one wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from monitor.claims.matching import Forming
from monitor.claims.model import Edit, EditKind, Mark, SightingKey


@dataclass(slots=True)
class Wishes:
    """Which sightings belong together, which are kept apart, and who said so."""

    together: list[set[SightingKey]] = field(default_factory=list)
    parted: dict[SightingKey, set[SightingKey]] = field(default_factory=dict)
    words: dict[SightingKey, str] = field(default_factory=dict)

    def apart(self, mark: Mark, claim: Forming) -> bool:
        """Return whether an analyst keeps *mark* apart from anything in *claim*."""
        parted = self.parted.get(mark.key)
        return parted is not None and not parted.isdisjoint(claim.members)

    def said(self, key: SightingKey) -> str:
        """Return in words what an analyst said of a sighting, or nothing."""
        return self.words.get(key, "")

    def merge(self, edit: Edit) -> None:
        """Hold the sightings of *edit* for one claim."""
        keys = {*edit.keys, *edit.others}
        touched = [some for some in self.together if not some.isdisjoint(keys)]
        self.together = [some for some in self.together if some.isdisjoint(keys)]
        for some in touched:
            keys |= some
        self.together.append(keys)
        for key in keys:
            self.parted.get(key, set()).difference_update(keys)

    def split(self, edit: Edit) -> None:
        """Keep the sightings of *edit* apart from the others it names."""
        self.together = [rest for some in self.together if len(rest := some - edit.keys) > 1]
        for key in edit.keys:
            self.parted.setdefault(key, set()).update(edit.others)
        for other in edit.others:
            self.parted.setdefault(other, set()).update(edit.keys)


def wishes_of(edits: Sequence[Edit]) -> Wishes:
    """Return what *edits* come to, in the order they were made."""
    wishes = Wishes()
    for edit in sorted(edits, key=lambda one: one.number):
        done = "merged" if edit.kind is EditKind.MERGE else "split off"
        why = f": {edit.comment}" if edit.comment else ""
        wishes.words.update(dict.fromkeys(edit.keys, f"{done} by {edit.by}, {edit.at:%Y-%m-%d}{why}"))
        if edit.kind is EditKind.MERGE:
            wishes.merge(edit)
        else:
            wishes.split(edit)
    return wishes
