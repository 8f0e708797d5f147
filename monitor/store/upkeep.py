"""Looking after a store: whether it is sound, how large it is, room given back, a copy while it is used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from monitor.store.access import Size
from monitor.store.migrations import HEAD, revision
from monitor.store.part import Part


class Upkeep(Part):
    """Questions about the store as a whole, and its care."""

    def faults(self) -> list[str]:
        """Return what is wrong with the store, a line each: none when it is sound."""
        with self._database.read() as connection:
            found = revision(connection)
            said = [] if found == HEAD else [f"its schema is {found}, this monitor's is {HEAD}"]
            return said + self._database.access.care.faults(connection)

    def size(self) -> Size:
        """Return how many bytes the store takes, and how many of these are free."""
        with self._database.read() as connection:
            return self._database.access.care.size(connection)

    def give_back(self, pages: int) -> int:
        """Give some free pages back to the disk, in one short transaction; return how many went."""
        with self._database.write() as connection:
            return self._database.access.care.give_back(connection, pages)

    def rebuild(self) -> bool:
        """Write a store that cannot give back room by parts anew, as its owner; False where that is no use.

        It is locked meanwhile, and needs as much room again on the disk.
        """
        writer = self._database.access.writer
        if writer is None:
            return False
        with writer.connect() as connection:
            return self._database.access.care.rebuild(connection)

    def back_up(self, file: Path, step: Callable[[int, int], None]) -> None:
        """Write a copy as of now to *file*, which is not there yet; the store can be used meanwhile.

        *step* is called with the pages done and all there are.

        Raises:
            StoreError: it cannot be, or what was written is not sound.
        """
        self._database.access.care.back_up(file, step)
