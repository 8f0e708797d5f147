"""Finds where "Department for Culture, Media and Sport" ends: what a body of state is for."""

from __future__ import annotations

from monitor.extract.cast.names import NameReader
from monitor.extract.cast.shapes import Line
from monitor.extract.cast.words import NameGrammar
from monitor.extract.syntax.model import Tag


class LongNames:
    """Reads the capitalised words after "of" and "for" in names of bodies."""

    def __init__(self, grammar: NameGrammar, names: NameReader) -> None:
        """Take the words that names of bodies are read by."""
        self.never, self.names = names.never, names
        self.joins = grammar.lists["joins"] | {","}

    def end(self, line: Line, at: int) -> int:
        """Return where the capitalised words at *at* end."""
        while line.upper(at) and (line.keys[at] not in self.never or self._within(line, at)):
            at += 1
            if line.key(at) in self.joins and self._goes_on(line, at):
                at += 1
        return at

    @staticmethod
    def _within(line: Line, at: int) -> bool:
        """Tell "Security" of "Public Security" from a word that begins no name: it goes on with one."""
        before = line.tokens[at - 1].tag == Tag.NAME
        return before and line.tokens[at].tag == Tag.NAME and line.word(at) is None

    def _goes_on(self, line: Line, at: int) -> bool:
        """Tell "of Culture and Tourism", "Culture, Media and Sport" from the next one named."""
        after = at + 1
        if not line.upper(after) or self.names.known(line, after) > 0 or line.place(after):
            return False
        if line.upper(after + 1):
            return True
        if line.key(at) == ",":
            return line.key(after + 1) in self.joins and line.upper(after + 2)
        return line.word(after) is None
