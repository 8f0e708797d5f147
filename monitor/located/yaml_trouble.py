"""Where libyaml stopped, with the lines around it: the input of the error wording."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.errors import Fault, Location
from monitor.located.error_codes import Code, printable
from monitor.located.typo_hints import YamlTypo


@dataclass(frozen=True, slots=True)
class YamlTrouble:
    """libyaml's complaint: `line` and `column` count from 0; `opened` is where the construct began."""

    path: str
    lines: tuple[str, ...]
    problem: str
    context: str
    line: int
    column: int
    opened: tuple[int, int] | None

    @property
    def text(self) -> str:
        """The line."""
        return self.line_at(self.line)

    @property
    def character(self) -> str:
        """The sign where libyaml gave up."""
        return self.text[self.column : self.column + 1]

    def line_at(self, number: int) -> str:
        """Return line *number*, from 0, or nothing."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def line_above(self) -> int:
        """The number of the last line above that says something, or the line itself."""
        for number in range(self.line - 1, -1, -1):
            if self.line_at(number).strip() and not self.line_at(number).lstrip().startswith("#"):
                return number
        return self.line

    def fault(self, code: Code, message: str, hint: str, *, at: tuple[int, int, int] | None = None) -> Fault:
        """Return a fault here, or *at* another line, column and width."""
        line, column, width = at or (self.line, self.column, 1)
        line = min(line, len(self.lines) - 1)
        return Fault(
            code=code,
            location=Location(self.path, line + 1, column + 1),
            message=printable(message),
            hint=printable(hint),
            line_text=self.line_at(line),
            width=max(1, width),
        )

    def slip(self, slip: YamlTypo, line: int) -> Fault:
        """Return the fault that all of *line* is a typo."""
        text = self.line_at(line)
        indent = len(text) - len(text.lstrip())
        return self.fault(slip.code, slip.message, slip.hint, at=(line, indent, len(text.strip())))
